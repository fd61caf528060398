"""Profiles: what is where in the pages of a site. A profile is a small TOML file of XPath expressions."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from lxml import etree

from tei_toolkit.errors import UnreadableInput, WrongUsage

_PATHS = ("recognise", "body", "remove", "title", "notes", "page_breaks")
_LAST = "generic"


@dataclass(frozen=True, slots=True)
class Profile:
    """See the files in ``profiles/``: expressions that are empty find nothing."""

    name: str
    recognise: str = ""
    """Finds something in the pages that the profile is for."""
    body: str = ""
    """The document; several elements are read one after the other."""
    remove: str = ""
    """Within the body, what is no part of the document."""
    title: str = ""
    notes: str = ""
    """The notes' texts, which links in the document point to by their ids."""
    page_breaks: str = ""
    """Within the body; the number is in ``@data-page``, ``@data-n``, ``@title`` or the text."""
    details: Mapping[str, str] = field(default_factory=dict)
    """What the page says of the document: title, author, date …"""

    def find(self, root: etree._Element, path: str) -> list[Any]:
        """What one of the expressions finds."""
        found = root.xpath(path) if path else []
        return list(found) if isinstance(found, list) else [found]


@functools.cache
def profiles() -> tuple[Profile, ...]:
    """Those that come with the toolkit; the generic one last."""
    folder = importlib.resources.files("tei_toolkit.read").joinpath("profiles")
    found = [parse_profile(one.read_text(encoding="utf-8"), one.name) for one in folder.iterdir()
             if one.name.endswith(".toml")]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.name == _LAST, one.name)))


def profile_named(asked: str) -> Profile:
    """The profile of that name; or, if it is the text of a TOML file, that profile.

    Raises :class:`WrongUsage` if there is none, with the names of those that there are.
    """
    if "\n" in asked or "=" in asked:
        return parse_profile(asked, "profile")
    for one in profiles():
        if one.name == asked:
            return one
    raise WrongUsage(f"there is no profile {asked!r}; there are {', '.join(one.name for one in profiles())}.")


def parse_profile(text: str, file: str) -> Profile:
    """Read a profile; raises :class:`UnreadableInput` with everything that is wrong with it."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableInput(f"{file}: this profile is not TOML: {error}.") from None
    complaints = []
    known = ("name", *_PATHS, "details")
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, 1)
            complaints.append(f"unknown key {key!r}" + (f", did you mean {near[0]!r}?" if near else ""))
    details = table.get("details", {})
    paths = {key: table[key] for key in _PATHS if key in table} | (details if isinstance(details, dict) else {})
    for key, path in paths.items():
        try:
            etree.XPath(path if isinstance(path, str) else "")
        except etree.XPathSyntaxError:
            complaints.append(f"{key} is no XPath: {path!r}")
    if not table.get("body"):
        complaints.append("a profile needs a body")
    if complaints:
        raise UnreadableInput(f"{file}: " + "; ".join(complaints) + ".")
    return Profile(str(table.get("name", file)), **{key: table.get(key, "") for key in _PATHS}, details=details)
