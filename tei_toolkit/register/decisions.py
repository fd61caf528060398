"""What editors decided in a review, which every later run obeys: ``register/decisions.toml``.

A block for each decision, sorted by form and entry, so that two editors' decisions seldom meet in one place of
the file::

    [[name]]
    form = "Butler"            # as it stands in the text, without title and genitive
    entry = "e1939-02-03"      # optional: only in this entry; else everywhere
    is = "butler-rab"          # this person or place; or
    never = true               # never a name; or
    not = ["butler-nm"]        # none of these

The file belongs to its editors: comments stay, and a decision that is added or changed touches its own lines only.
"""

from __future__ import annotations

import itertools
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.register.folding import plain

_KEYS = ("form", "entry", "is", "never", "not")
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*name[ \t]*\]\][ \t]*(?:#.*)?$")
HEAD = """\
# What editors decided in `tei register review`; every later run obeys it.
# Each block says of a form: is = "ID", never = true, or not = ["ID"]; with entry = "ID" for one entry only.
"""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided of a form: whom it means, that it is never a name, or whom it doesn't mean."""

    id: str | None = None
    never: bool = False
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NameDecision:
    """One block of the file; just one of ``id``, ``never`` and ``excluded`` says something."""

    form: str
    entry: str = ""
    id: str = ""
    never: bool = False
    excluded: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The persons and places that it names."""
        return (self.id, *self.excluded) if self.id else self.excluded

    @property
    def key(self) -> tuple[str, str]:
        """What it is found by."""
        return _normal(self.form), self.entry

    def to_toml(self) -> str:
        """The block as it stands in the file."""
        lines = ["[[name]]", f"form = {_quoted(self.form)}"]
        if self.entry:
            lines.append(f"entry = {_quoted(self.entry)}")
        if self.id:
            lines.append(f"is = {_quoted(self.id)}")
        elif self.never:
            lines.append("never = true")
        else:
            lines.append(f"not = [{', '.join(map(_quoted, self.excluded))}]")
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of an edition, with the text of their file."""

    blocks: tuple[NameDecision, ...] = ()
    texts: tuple[str, ...] = ()
    """The lines of each block, with the comments above it."""
    preamble: str = HEAD
    """What stands before the first block."""
    _found: Mapping[tuple[str, str], NameDecision] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_found", {block.key: block for block in self.blocks})

    def ruling(self, form: str, entry: str) -> Ruling | None:
        """What was decided of ``form``, as it stands in the text, in the entry of that id.

        A decision for the entry goes before one for everywhere. Where the entry's only says who is not meant, the
        general one holds as well, unless it says just those.
        """
        if not self._found:
            return None
        form = _normal(form)
        here, everywhere = self._found.get((form, entry)), self._found.get((form, ""))
        if here and everywhere and here.excluded and everywhere.id not in here.excluded:
            excluded = frozenset((*here.excluded, *everywhere.excluded))
            return Ruling(everywhere.id or None, everywhere.never, excluded)
        one = here or everywhere
        return Ruling(one.id or None, one.never, frozenset(one.excluded)) if one else None

    def forms(self) -> Iterator[tuple[str, str]]:
        """The forms that mean somebody everywhere, and whom: the register may not have them."""
        return ((block.form, block.id) for block in self.blocks if block.id and not block.entry)

    def with_(
        self, form: str, entry: str = "", *, id: str = "", never: bool = False, excluded: Iterable[str] = ()
    ) -> Decisions:
        """These and one more, which takes the place of what was decided of the same form and entry.

        Just one of ``id``, ``never`` and ``excluded`` is given. Who is not meant adds to who was not meant before.
        """
        new = NameDecision(" ".join(form.split()), entry, id, never, tuple(excluded))
        for number, old in enumerate(self.blocks):
            if old.key == new.key:
                if new.excluded and old.excluded:
                    union = tuple(dict.fromkeys((*old.excluded, *new.excluded)))
                    new = NameDecision(new.form, new.entry, excluded=union)
                text = _comments_of(self.texts[number]) + new.to_toml() + "\n" * self.texts[number].endswith("\n\n")
                return self._replaced(slice(number, number + 1), new, text)
        order = _order(new)
        at = next((number for number, old in enumerate(self.blocks) if _order(old) > order), len(self.blocks))
        return self._replaced(slice(at, at), new, new.to_toml() + "\n")

    def _replaced(self, where: slice, block: NameDecision, text: str) -> Decisions:
        blocks, texts = list(self.blocks), list(self.texts)
        blocks[where], texts[where] = [block], [text]
        return Decisions(tuple(blocks), tuple(texts), self.preamble)

    def to_toml(self) -> str:
        """The text of the file: as it was read, but for what was decided since."""
        parts = [self.preamble, *self.texts]
        whole = ""
        for part in parts:
            if whole and part and not whole.endswith("\n\n"):
                whole += "\n" if whole.endswith("\n") else "\n\n"
            whole += part
        return whole.rstrip("\n") + "\n"


NO_DECISIONS = Decisions()


def parse_decisions(data: bytes, name: str) -> Decisions:
    """Read the bytes of a ``decisions.toml``; ``name`` is what messages call the file.

    Raises :class:`UnreadableInput` with everything that is wrong with it at once.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{name}: this is not TOML in UTF-8: {error}.") from None
    complaints = [f"unknown key {key!r}; decisions are blocks [[name]]" for key in table if key != "name"]
    tables = table.get("name", [])
    if not isinstance(tables, list) or not all(isinstance(item, dict) for item in tables):
        raise UnreadableInput(f"{name}: decisions are blocks [[name]].")
    starts = [number for number, line in enumerate(text.split("\n"), 1) if _HEADER.match(line)]
    placed = len(starts) == len(tables)
    seen: dict[tuple[str, str], NameDecision] = {}
    for number, item in enumerate(tables):
        where = f"line {starts[number]}" if placed else f"[[name]] {number + 1}"
        wrong = list(_complaints(item))
        complaints += [f"{where}: {complaint}" for complaint in wrong]
        if not wrong:
            block = NameDecision(
                item["form"], item.get("entry", ""), item.get("is", ""), item.get("never", False),
                tuple(item.get("not", ())),
            )  # fmt: skip
            if seen.setdefault(block.key, block) != block:
                place = f" in {block.entry}" if block.entry else ""
                complaints.append(f"{where}: {block.form!r}{place} has been decided already, and otherwise")
    if complaints:
        raise UnreadableInput(f"{name}: " + "; ".join(complaints) + ".")
    return _with_texts(tuple(seen.values()), text, starts)


def _complaints(item: Mapping[str, Any]) -> Iterator[str]:
    for key in item:
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, 1, 0.5)
            yield f"unknown key {key!r}" + (f", did you mean {near[0]!r}?" if near else "")
    for key in ("form", "entry", "is"):
        if key in item and not (isinstance(item[key], str) and item[key].strip()):
            yield f"{key} must be text in quotes"
    if "form" not in item:
        yield "a decision needs the form that it is about"
    if item.get("never", True) is not True:
        yield "never is true, or is left out"
    ids = item.get("not", [""])
    if not (isinstance(ids, list) and ids and all(isinstance(one, str) for one in ids)):
        yield "not must be a list of ids in quotes"
    if sum(key in item for key in ("is", "never", "not")) != 1:
        yield "a decision says just one of is, never and not"


def _with_texts(blocks: tuple[NameDecision, ...], text: str, starts: list[int]) -> Decisions:
    """The decisions with the lines of each; written anew where the lines can't be told apart."""
    lines = text.split("\n")
    begins = []
    for start in starts:
        begin = start - 1
        while begin and lines[begin - 1].lstrip().startswith("#"):
            begin -= 1
        begins.append(begin)
    if begins and begins[0] == 0 and text.startswith(HEAD):
        begins[0] = HEAD.count("\n")
    texts = ["\n".join(lines[begin:end]) + "\n" for begin, end in itertools.pairwise([*begins, len(lines)])]
    if len(texts) != len(blocks) or not all(map(_holds_one, texts)):
        return Decisions(blocks, tuple(block.to_toml() + "\n" for block in blocks))
    preamble = "".join(line + "\n" for line in lines[: begins[0]]) if begins else text
    texts = [one.rstrip("\n") + "\n\n" for one in texts]
    return Decisions(blocks, tuple(texts), preamble)


def _holds_one(text: str) -> bool:
    try:
        return len(tomllib.loads(text)["name"]) == 1
    except tomllib.TOMLDecodeError:
        return False


def _comments_of(text: str) -> str:
    """The comment lines above a block, and those within it."""
    return "".join(line + "\n" for line in text.split("\n") if line.lstrip().startswith("#"))


def _order(block: NameDecision) -> tuple[str, str, str]:
    return _normal(block.form).casefold(), _normal(block.form), block.entry


def _normal(form: str) -> str:
    return " ".join(plain(form).split())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
