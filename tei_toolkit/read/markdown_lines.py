"""What stands within a line of Markdown: emphasis, notes, links. Signs that mean something are not text.

What is no markup for certain stays as it was typed: a single asterisk, brackets of an editor, ``[^1]`` without a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tei_toolkit.read.builder import Attributes, Builder

_LONGEST = 2000
"""Characters between two signs that belong together; more than any emphasis has, and a bound on the work."""
_DEEPEST = 6
_INLINE = re.compile(
    r"(?P<comment><!--.*?-->)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<reference>\[\^[^\]\s]{1,60}\])"
    rf"|\^\[(?P<note>[^\[\]]{{1,{_LONGEST}}})\]"
    r"|!\[(?P<picture>[^\]\n]{0,500})\]\([^()\s]{1,500}(?:\s+\"[^\"]*\")?\)"
    r"|\[(?P<linked>[^\[\]]{1,500})\]\((?P<address>(?:https?:|mailto:|\#)[^()\s]{0,500})(?:\s+\"[^\"]*\")?\)"
    r"|<(?P<auto>(?:https?|mailto):[^<>\s]{1,500})>"
    rf"|~~(?=\S)(?P<deleted>.{{1,{_LONGEST}}}?)(?<=\S)~~"
    rf"|(?P<stars>\*{{1,3}})(?=[^\s*])(?P<starred>.{{0,{_LONGEST}}}?[^\s*])(?P=stars)(?!\*)"
    rf"|(?<!\w)(?P<lines>_{{1,3}})(?=[^\s_])(?P<lined>.{{0,{_LONGEST}}}?[^\s_])(?P=lines)(?!\w)"
    r"|(?P<broken>(?: {2,}|\\)\n)",
    re.DOTALL,
)
_RENDS = {1: "italic", 2: "bold", 3: "bold italic"}
_MARKUP = re.compile(r"[*_~\[<\\^!]| {2,}\n")


class Lines:
    """Writes lines; ``notes`` are the texts of footnotes by their names, ``blocks`` writes those."""

    def __init__(self, builder: Builder, notes: dict[str, str], blocks: Callable[[str], None]) -> None:
        self._builder = builder
        self._notes = notes
        self._blocks = blocks
        self.signs: list[str] = []
        """What was typed as a sign, and is not text."""

    def write(self, text: str, depth: int = 0) -> None:
        """Write some text with what its signs mean."""
        at = 0
        if depth < _DEEPEST and _MARKUP.search(text):
            for match in _INLINE.finditer(text):
                if match.start() < at:
                    continue
                if match["reference"] and match["reference"][2:-1] not in self._notes:
                    continue
                self._builder.write(text[at : match.start()])
                self._found(match, depth + 1)
                at = match.end()
        self._builder.write(text[at:])

    def _found(self, match: re.Match[str], depth: int) -> None:
        kind = match.lastgroup or ""
        whole = match.group()
        if kind == "broken":
            self._builder.line_break()
            self.signs.append(whole.strip())
        elif match["escaped"]:
            self._builder.write(match["escaped"])
            self.signs.append("\\")
        elif match["comment"]:
            self.signs.append(whole)
        elif match["reference"]:
            self.signs.append(whole)
            with self._builder.note((("place", "bottom"),)):
                self._blocks(self._notes.pop(match["reference"][2:-1]))
        elif match["picture"] is not None:
            self._builder.notice("READ-03", "A picture stands here; the words that describe it are kept.", whole[:60])
            self._round(whole, match["picture"], depth)
        else:
            self._element(match, whole, depth)

    def _element(self, match: re.Match[str], whole: str, depth: int) -> None:
        attributes: Attributes = ()
        if match["note"]:
            with self._builder.note((("place", "bottom"),)):
                self._round(whole, match["note"], depth)
            return
        if match["linked"]:
            inside, element, attributes = match["linked"], "ref", (("target", match["address"]),)
        elif match["auto"]:
            inside, element, attributes = match["auto"], "ref", (("target", match["auto"]),)
        elif match["deleted"]:
            inside, element = match["deleted"], "del"
        else:
            inside, element = match["starred"] or match["lined"], "hi"
            attributes = (("rend", _RENDS[len(match["stars"] or match["lines"])]),)
        with self._builder.element(element, attributes):
            self._round(whole, inside, depth)

    def _round(self, whole: str, inside: str, depth: int) -> None:
        """Write what stands inside; what stands round it are signs."""
        before, _, after = whole.partition(inside) if inside else (whole, "", "")
        self.signs += [before, after]
        self.write(inside, depth)
