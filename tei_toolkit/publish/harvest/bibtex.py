"""References for BibTeX and biber, in UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tei_toolkit.publish.harvest.names import Name
from tei_toolkit.publish.harvest.record import Record

# A brace counts for BibTeX even behind a backslash, so braces are written by name.
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
}  # fmt: skip
_TABLE = str.maketrans(_SPECIAL)


def bibtex(records: Iterable[Record]) -> str:
    """One entry for each record: ``@incollection`` for a diary entry, ``@book`` for the edition."""
    return "\n".join(_entry(record) for record in records)


def _entry(record: Record) -> str:
    fields = {
        "author": _names(record.authors),
        "title": _title(record.title),
        "booktitle": _title(record.container),
        "editor": _names(record.editors),
        "translator": _names(record.translators),
        "publisher": escape(record.publisher),
        "address": escape(record.place),
        "year": record.year,
        "origdate": record.written,
        "pages": "--".join(escape(page) for page in record.pages),
        "language": escape(record.language),
        "url": record.address,
    }
    kind = "incollection" if record.kind == "entry" else "book"
    lines = [f"@{kind}{{{record.key},", *(f"  {name} = {{{value}}}," for name, value in fields.items() if value), "}"]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text in which nothing is a command: ``Thorne & Co.`` → ``Thorne \\& Co.``; white space is folded."""
    return " ".join(text.split()).translate(_TABLE)


def _title(text: str) -> str:
    """Braced twice: no style may change the diarist's capitals."""
    return f"{{{escape(text)}}}" if text.strip() else ""


def _names(names: Iterable[Name]) -> str:
    return " and ".join(filter(None, (_name(name) for name in names)))


def _name(name: Name) -> str:
    """``Family, Given`` or ``von Family, Given``; braces hold together what BibTeX would take apart."""
    if name.whole:
        return f"{{{escape(name.whole)}}}"
    family = _held(name.family)
    leading = f"{escape(name.particle)} {family}" if name.particle else family
    return f"{leading}, {_held(name.given)}" if name.given else f"{{{escape(name.direct)}}}"


def _held(part: str) -> str:
    """A part in which a comma, the word ‘and’ or a small first letter is no sign of BibTeX's."""
    escaped = escape(part)
    divides = "," in part or re.search(r"(^|\s)and(\s|$)", part, re.IGNORECASE)
    return f"{{{escaped}}}" if divides or any(word[:1].islower() for word in part.split()) else escaped
