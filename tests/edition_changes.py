"""Changes to the tiny edition, of which faults are made."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from tiny_edition import DAYS, TEXTS, Files, entry, path_of, whole

FRIDAY, SATURDAY, SUNDAY, MONDAY = (path_of(day) for day in DAYS[:4])
PERSONS_XML, PLACES_XML = "register/persons.xml", "register/places.xml"

Change = Callable[[Files], None]


def changed(path: str, old: str, new: str) -> Change:
    """The edition with something in a file replaced."""

    def change(files: Files) -> None:
        assert old in files[path]
        files[path] = files[path].replace(old, new, 1)

    return change


def with_text(number: int, text: str) -> Change:
    return changed(path_of(DAYS[number]), TEXTS[number], text)


def with_file(path: str, content: str) -> Change:
    return lambda files: files.update({path: content})


def without(path: str) -> Change:
    def change(files: Files) -> None:
        del files[path]

    return change


def both(*changes: Change) -> Change:
    def change(files: Files) -> None:
        for one in changes:
            one(files)

    return change


def more_days(number: int, *left_out: int) -> Change:
    """Entries on each of so many days after the tiny edition's, but for some."""
    days = [DAYS[-1] + datetime.timedelta(days=after + 1) for after in range(number) if after not in left_out]
    return lambda files: files.update({path_of(day): whole(entry(day, "<p>Rain.</p>")) for day in days})


def pages(*numbers: str) -> Change:
    """A text of many pages after those of the tiny edition; without images, which are not the matter here."""
    breaks = "".join(f'<p><pb n="{n}"/>Text.</p>' for n in numbers)
    return both(
        changed("edition.toml", 'images = "images/page-{n}.jpg"', ""),
        lambda files: files.update({path_of(DAYS[-1]): whole(entry(DAYS[-1], f"<p>Text.</p>{breaks}"))}),
    )


def person(id_: str, inside: str) -> Change:
    """One more in the register, named in the Friday's entry."""
    return both(
        changed(PERSONS_XML, "</listPerson>", f'<person xml:id="{id_}">{inside}</person>\n</listPerson>'),
        changed(FRIDAY, "<p>", f'<p><persName ref="#{id_}">X</persName> '),
    )


def scheme(pattern: str, replacement: str) -> str:
    return (
        f'<encodingDesc><listPrefixDef><prefixDef ident="reg" matchPattern="{pattern}"'
        f' replacementPattern="{replacement}">'
        "<p>The register.</p></prefixDef></listPrefixDef></encodingDesc>"
    )


def named_by(header: str, ref: str) -> Change:
    """The Friday's entry with a header and a name."""
    text = f'<p><pb n="11"/><persName ref="{ref}">Thorne</persName></p>'
    return with_file(FRIDAY, whole(entry(DAYS[0], text), header))


def versions(paragraphs: dict[str, str], *others: str) -> Change:
    """A second version of the text: some entries with these paragraphs, the others as they are."""

    def change(files: Files) -> None:
        files["edition.toml"] = files["edition.toml"].replace(
            "[register]", '[[texts]]\nid = "copy"\ntitle = "Copy"\nlanguage = "en"\nsources = []\n\n[register]'
        )
        for day, text in zip(DAYS, TEXTS, strict=True):
            if day.isoformat() not in others:
                files[f"tei/copy/{day}.xml"] = whole(entry(day, paragraphs.get(day.isoformat(), text)))

    return change


def several_dead(count: int, died: str) -> Change:
    """Somebody who died then, named in the first entries."""
    changes = [changed(path_of(day), "<p>", '<p><persName ref="#old">Old</persName> ') for day in DAYS[:count]]
    inside = f'<person xml:id="old"><persName>Old Moore</persName><death when="{died}"/></person>\n</listPerson>'
    return both(changed(PERSONS_XML, "</listPerson>", inside), *changes)


def straightened(path: str) -> Change:
    """A file with straight signs in place of curly ones."""
    return lambda files: files.update(
        {path: files[path].replace("“", '"').replace("”", '"').replace("’", "&apos;")})  # fmt: skip


def in_german(path: str) -> Change:
    """A file with German quotation marks, and some more of them."""

    def change(files: Files) -> None:
        german = files[path].replace("“", "„").replace("”", "“")
        files[path] = german.replace("<p>", "<p>„A“ „B“ „C“ ", 1)

    return change
