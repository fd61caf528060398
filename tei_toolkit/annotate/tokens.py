"""The markup of a document as it is typed: where each tag, reference and stretch of text stands.

This reads only what the hardened parser has found well-formed, so it may take much for granted. What readers do
not read (headers, registers, code) is one element without content here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tei_toolkit.annotate.places import READINGS, ROLES, Role
from tei_toolkit.parsing import TEI

ATTRIBUTES = r"""[^<>"']*+(?:"[^"]*"[^>"']*+|'[^']*'[^>"']*+)*+"""
"""What stands in a start tag behind the name, as far as the ``>``; a ``/`` at its end is part of it."""
NO_MARKUP = r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>"
"""What may look like tags and is none: comments, processing instructions, CDATA sections."""
_MARKUP = re.compile(
    rf"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<cdata>.*?)\]\]>|</(?P<end>[^\s>]+)\s*>|<(?P<start>[^\s/>!?]+)(?P<rest>{ATTRIBUTES})>",
    re.DOTALL,
)
_DOCTYPE = re.compile(
    r"""<!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*+"""
    r"""(?:\[(?P<subset>(?:<!--.*?-->|<\?.*?\?>|"[^"]*"|'[^']*'|[^\]"'<]|<(?!!--|\?))*+)\]\s*)?>""",
    re.DOTALL,
)
_BEFORE_DOCTYPE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENTITY = re.compile(r"""<!--.*?-->|<\?.*?\?>|<!ENTITY\s+([^\s%]+)\s+(?:"([^"]*)"|'([^']*)')\s*>""", re.DOTALL)

CDATA = "<![CDATA["
"""The raw name of a CDATA section, which counts as an element that holds nothing but text."""


class Element:
    """An element, with offsets into the file's text: ``[start, inside)`` is its start tag, ``[outside, end)``
    its end tag; of an empty tag all but ``start`` are its end."""

    __slots__ = (
        "end", "first", "inside", "last", "name", "options", "outside", "parent", "rest", "role", "start", "tag",
    )  # fmt: skip

    def __init__(self, tag: str, name: str, role: Role, parent: Element | None, start: int, inside: int, rest: str):
        self.tag = tag
        """The name as it is typed, with its prefix."""
        self.name = name
        """The local name in TEI; empty in other vocabularies."""
        self.role = role
        self.parent = parent
        self.start = start
        self.inside = self.outside = self.end = inside
        self.rest = rest
        self.options: list[Element] = []
        """Of a choice, its children."""
        self.first = self.last = -1
        """What it is of its text's reading, ``[first, last)``: set where the text is read."""

    @property
    def prefix(self) -> str:
        """The prefix of its name with the colon; empty if it has none."""
        return self.tag[: self.tag.rfind(":") + 1]

    def chosen(self) -> Element | None:
        """Of a choice, the child that is read."""
        for name in READINGS.get(self.name, ()):
            for option in self.options:
                if option.name == name:
                    return option
        return None

    def attributes(self) -> dict[str, str]:
        """Attributes as they are typed: prefixes and references stand."""
        return {key: double or single for key, double, single in _ATTRIBUTE.findall(self.rest)}


Event = tuple[str, Element, int, int]
"""What comes next: the start (``<``) or end (``>``) of an element, or text (empty kind) in an element; and the
stretch that it has in the file's text."""


def events(text: str, namespaces: Mapping[str | None, str]) -> list[Event]:
    """The events of a well-formed document; ``namespaces`` are those of its root, prefix → name.

    An element of role ``OPAQUE``, ``HIDDEN`` or of another vocabulary has a start and no more. Text has
    references as they are typed.
    """
    scanner = _Scanner(text, namespaces)
    scanner.scan()
    return scanner.found


class _Scanner:
    def __init__(self, text: str, namespaces: Mapping[str | None, str]) -> None:
        self._text = text
        self._scope = {prefix or "": uri == TEI for prefix, uri in namespaces.items()}
        self._outer: list[tuple[Element, dict[str, bool]]] = []
        self._current: Element | None = None
        self.found: list[Event] = []

    def scan(self) -> None:
        at = end_of_doctype(self._text)
        while match := _MARKUP.search(self._text, at):
            start, end = match.span()
            current = self._current
            if current is not None and start > at:
                self.found.append(("", current, at, start))
            at = end
            kind = match.lastgroup
            if kind == "rest":
                at = self._start(match["start"], match["rest"], start, end)
            elif current is None:
                continue
            elif kind == "end":
                self._end(current, start, end)
                if self._current is None:
                    return
            elif kind == "cdata":
                self._cdata(current, start, end)

    def _start(self, tag: str, rest: str, start: int, end: int) -> int:
        """A start tag; returns where to go on."""
        scope = {**self._scope, **_declared(rest)} if "xmlns" in rest else self._scope
        prefix, _, local = tag.rpartition(":")
        name = local if scope.get(prefix) else ""
        role = ROLES.get(name, Role.OPAQUE)
        element = Element(tag, name, role, self._current, start, end, rest)
        if self._current is not None and self._current.role is Role.CHOICE:
            self._current.options.append(element)
        unread = role is Role.OPAQUE or role is Role.HIDDEN
        if rest.endswith("/"):
            self.found.append(("<", element, start, end))
            if not unread:
                self.found.append((">", element, end, end))
        elif unread:
            element.outside, element.end = _end_of(self._text, tag, end)
            self.found.append(("<", element, start, element.end))
        else:
            self.found.append(("<", element, start, end))
            if scope is not self._scope:
                self._outer.append((element, self._scope))
                self._scope = scope
            self._current = element
        return element.end

    def _end(self, element: Element, start: int, end: int) -> None:
        element.outside, element.end = start, end
        self.found.append((">", element, start, end))
        if self._outer and self._outer[-1][0] is element:
            self._scope = self._outer.pop()[1]
        self._current = element.parent

    def _cdata(self, parent: Element, start: int, end: int) -> None:
        element = Element(CDATA, CDATA, Role.INLINE, parent, start, start + len(CDATA), "")
        element.outside, element.end = end - len("]]>"), end
        self.found += (
            ("<", element, start, element.inside),
            ("", element, element.inside, element.outside),
            (">", element, element.outside, end),
        )


def end_of_doctype(text: str) -> int:
    """Where the document's type declaration ends; 0 if there is none."""
    doctype = _doctype(text)
    return doctype.end() if doctype else 0


def _doctype(text: str) -> re.Match[str] | None:
    before = _BEFORE_DOCTYPE.match(text)
    return _DOCTYPE.match(text, before.end() if before else 0)


def _declared(rest: str) -> dict[str, bool]:
    """The prefixes that a start tag declares, and whether each stands for TEI."""
    return {
        key[6:]: (double or single) == TEI
        for key, double, single in _ATTRIBUTE.findall(rest)
        if key == "xmlns" or key.startswith("xmlns:")
    }


def _end_of(text: str, tag: str, at: int) -> tuple[int, int]:
    """Where the element of this name whose content begins at ``at`` has its end tag."""
    name = re.escape(tag)
    pattern = re.compile(rf"{NO_MARKUP}|</(?P<end>{name})\s*>|<{name}(?=[\s/>])(?P<rest>{ATTRIBUTES})>", re.DOTALL)
    depth = 1
    for match in pattern.finditer(text, at):
        if match["end"]:
            depth -= 1
            if depth == 0:
                return match.span()
        elif match["rest"] is not None and not match["rest"].endswith("/"):
            depth += 1
    raise AssertionError(f"<{tag}> has no end in a document that was found well-formed")


def declared_entities(text: str) -> dict[str, str]:
    """The entities whose text stands in the document's own DOCTYPE: name → value as it is typed there."""
    doctype = _doctype(text)
    subset = (doctype["subset"] or "") if doctype else ""
    found: dict[str, str] = {}
    for name, double, single in _ENTITY.findall(subset):
        if name:
            found.setdefault(name, double or single)
    return found
