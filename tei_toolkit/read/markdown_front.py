"""The front matter of a Markdown file: ``key: value`` between lines of ``---``, or TOML between ``+++``.

A rule of three hyphens looks the same, and a diary may begin with one. So it is a front matter only if every line of it
has the form of one; else it is text.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import NamedTuple

KEYS = ("title", "author", "date", "volume", "identifier", "description", "repository", "recipient", "language")
"""What has a place among the details of a document."""
_FRONT = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>[^\n]*\S.*?\n)(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"(?P<key>[^\W\d_][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_GOES_ON = re.compile(r"[ \t]+\S|-[ \t]")
_SETS = re.compile(r"[^=]+=|\s*(?:[\[\]#\"'{}]|$)")
_FOLDED = re.compile(r"[|>][+-]?\d?[+-]?$")
_NOTHING = ("", "~", "null", "{}", "[]")


class FrontMatter(NamedTuple):
    """What a front matter says: ``details`` for the header, and in ``unknown`` what has no place there, in sentences
    with the value that each is about. ``end`` is where the text begins."""

    end: int
    details: dict[str, str]
    unknown: list[tuple[str, str]]


def front_matter(text: str) -> FrontMatter | None:
    """Read the front matter that a text begins with; None if it has none. Nothing is raised: what is broken is said in
    ``unknown``."""
    found = _FRONT.match(text)
    if found is None:
        return None
    lines = found["inside"].split("\n")[:-1]
    if found["fence"] == "+++":
        if not all(map(_SETS.match, lines)):
            return None
        try:
            said = {key: _of_toml(value) for key, value in tomllib.loads(found["inside"]).items()}
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            return FrontMatter(found.end(), {}, [(f"The front matter is not TOML: {error}.", "")])
    elif _FIELD.match(lines[0]) and all(_has_form(line) for line in lines):
        said = _of_yaml(lines)
    else:
        return None
    unknown = [
        (f"The front matter’s {key} {'has several parts' if value is None else 'has no place in the header'}.", key)
        for key, value in said.items()
        if key.lower() not in KEYS or value is None
    ]
    details = {key.lower(): value for key, value in said.items() if key.lower() in KEYS and value}
    return FrontMatter(found.end(), details, unknown)


def _has_form(line: str) -> bool:
    return not line.strip() or line.startswith("#") or bool(_FIELD.match(line) or _GOES_ON.match(line))


def _of_yaml(lines: list[str]) -> dict[str, str | None]:
    """Fields of one level: values in quotes or without, over several lines, or lists of words (YAML 1.2, chapters 7
    and 8, as far as front matters go). None stands for a value that has fields of its own."""
    fields: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        field = _FIELD.match(line)
        if field:
            key = field["key"]
            fields[key] = [(field["value"] or "").strip()]
        elif line.strip() and not line.startswith("#"):
            fields[key].append(line.strip())
    return {key: _value(pieces) for key, pieces in fields.items()}


def _value(pieces: list[str]) -> str | None:
    first, *more = pieces
    if _FOLDED.match(first):
        return " ".join(more)
    if not first and more:
        items = [one[1:].strip() for one in more if one.startswith("-")]
        if len(items) == len(more):
            return ", ".join(map(_scalar, items))
        if all(map(_FIELD.match, more)):
            return None
    whole = " ".join(one for one in pieces if one)
    if whole.startswith("[") and whole.endswith("]"):
        return ", ".join(_scalar(one.strip()) for one in whole[1:-1].split(",") if one.strip())
    return _scalar(whole)


def _scalar(written: str) -> str:
    if len(written) > 1 and written[0] == written[-1] == '"':
        return re.sub(r"\\([\"\\/])", r"\1", written[1:-1])
    if len(written) > 1 and written[0] == written[-1] == "'":
        return written[1:-1].replace("''", "'")
    plain = written.split(" #")[0].rstrip()
    return "" if plain.lower() in _NOTHING else plain


def _of_toml(value: object) -> str | None:
    if isinstance(value, dict):
        return None
    if isinstance(value, list):
        parts = [_of_toml(one) for one in value]
        return None if None in parts else ", ".join(one for one in parts if one)
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)
