"""What stands within a line of Markdown: emphasis, notes, links. Signs that mean something are not text.

What is no markup for certain stays as it was typed: a single asterisk, brackets of an editor, ``[^1]`` without a note.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from tei_toolkit.read.builder import Attributes, Builder

_LONGEST = 2000
"""Characters between two signs that belong together; more than any emphasis has, and a bound on the work."""
_DEEPEST = 6
_NOTES_IN_NOTES = 6
_TAGS = (
    "a|abbr|b|big|blockquote|br|caption|center|cite|code|col|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr"
    "|i|iframe|img|ins|kbd|li|mark|ol|p|pre|q|s|script|section|small|span|strike|strong|style|sub|summary|sup|table"
    "|tbody|td|tfoot|th|thead|tr|tt|u|ul|var"
)
_WITHIN = r"(?:[^\[\]]|\[[^\[\]]{0,300}\])"
"""What stands between square brackets; an editor's own among them."""
_INLINE = re.compile(
    rf"(?<![\w`])(?P<code>`{{1,2}})(?=[^\s`]).{{1,{_LONGEST}}}?(?<=[^\s`])(?P=code)(?![\w`])"
    r"|&(?P<entity>\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
    rf"|</?(?P<tag>(?i:{_TAGS}))(?=[\s/>])[^<>]{{0,500}}>"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<reference>\[\^[^\]\s]{1,60}\])"
    rf"|\^\[(?P<note>{_WITHIN}{{1,{_LONGEST}}})\]"
    r"|!\[(?P<picture>[^\]\n]{0,500})\]\([^()\s]{1,500}(?:\s+\"[^\"]*\")?\)"
    r"|\[(?P<linked>[^\[\]]{1,500})\]\((?P<address>(?:https?:|mailto:)[^()\s]{0,500})(?:\s+\"[^\"]*\")?\)"
    r"|<(?P<auto>(?:https?|mailto):[^<>\s]{1,500})>"
    rf"|(?<!~)~~(?=[^\s~])(?P<deleted>.{{1,{_LONGEST}}}?)(?<=[^\s~])~~(?!~)"
    rf"|(?P<stars>\*{{1,3}})(?=[^\s*])(?P<starred>.{{0,{_LONGEST}}}?[^\s*])(?P=stars)(?!\*)"
    rf"|(?<!\w)(?P<lines>_{{1,3}})(?=[^\s_])(?P<lined>.{{0,{_LONGEST}}}?[^\s_])(?P=lines)(?!\w)"
    r"|(?P<broken>(?:  |\\)\n)",
    re.DOTALL,
)
_RENDS = {1: "italic", 2: "bold", 3: "bold italic"}
_MARKUP = re.compile(r"[*_~\[<\\^!`&]|  \n")
_NO_TEXT = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufff9-\uffff\ud800-\udfff]")
"""What an entity can't mean: XML lacks it, or the text has it for something else."""
_HIDES = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})|(?<!\\)<!--", re.MULTILINE)


def without_comments(text: str) -> tuple[str, list[str]]:
    """A text without its comments (``<!-- … -->``), and those; one that never ends, or stands in a fenced code, is
    text."""
    left: list[str] = []
    comments: list[str] = []
    at = looked = 0
    while found := _HIDES.search(text, looked):
        looked = found.end()
        if found["fence"]:
            closing = re.compile(rf"^[ \t]*{found['fence']}", re.MULTILINE).search(text, looked)
            looked = closing.end() if closing else looked
            continue
        looked = text.find("-->", looked) + len("-->")
        if looked < len("-->"):
            break
        comments.append(text[found.start() : looked])
        left.append(text[at : found.start()])
        at = looked
        # A comment that has lines of its own leaves no empty one, which would part a paragraph.
        if text[at : at + 1] == "\n" and text[found.start() - 1 : found.start()] in ("", "\n"):
            at += 1
            looked = at - 1
    return "".join([*left, text[at:]]), comments


class Lines:
    """Writes lines; ``notes`` are the texts of footnotes by their names, ``blocks`` writes those."""

    def __init__(self, builder: Builder, notes: dict[str, str], blocks: Callable[[str], None]) -> None:
        self._builder = builder
        self._notes = notes
        self._blocks = blocks
        self.signs: list[str] = []
        """What was typed as a sign, and is not text."""
        self.meant: list[str] = []
        """Characters that stand in the text for an entity among the signs."""
        self._noted: set[str] = set()
        self._told: set[str] = set()
        self._notes_open = 0

    def write(self, text: str, depth: int = 0) -> None:
        """Write some text with what its signs mean."""
        at = 0
        if depth < _DEEPEST and _MARKUP.search(text):
            for match in _INLINE.finditer(text):
                if self._stays(match):
                    continue
                self._builder.write(text[at : match.start()])
                self._found(match, depth + 1)
                at = match.end()
        self._builder.write(text[at:])

    def _stays(self, match: re.Match[str]) -> bool:
        """Whether something is left as it was typed; what should have meant something is reported, once."""
        whole, problem = match.group(), ""
        if match["code"]:
            return True
        if match["entity"]:
            return _meaning(whole) is None
        if match["tag"]:
            problem = f"The HTML tag <{match['tag'].lower()}> has no meaning here; it was kept as text."
        elif match["reference"] and match["reference"][2:-1] not in self._notes:
            again = match["reference"][2:-1] in self._noted
            problem = f"{whole} {'refers to a note that stands elsewhere already' if again else 'has no note'}."
        elif match["reference"] and self._notes_open >= _NOTES_IN_NOTES:
            problem = f"{whole} is a note within too many others; it was kept as text."
        if problem and problem not in self._told:
            self._told.add(problem)
            self._builder.notice("READ-01", problem, whole[:60])
        return bool(problem)

    def _found(self, match: re.Match[str], depth: int) -> None:
        kind = match.lastgroup or ""
        whole = match.group()
        if kind == "broken":
            self._builder.line_break()
            self.signs.append(whole.strip())
        elif match["escaped"]:
            self._builder.write(match["escaped"])
            self.signs.append("\\")
        elif match["entity"]:
            self.signs.append(whole)
            self.meant.append(_meaning(whole) or "")
            self._builder.write(self.meant[-1])
        elif match["reference"]:
            self.signs.append(whole)
            self._note(match["reference"][2:-1])
        elif match["picture"] is not None:
            self._builder.notice("READ-03", "A picture stands here; the words that describe it are kept.", whole[:60])
            self._round(whole, match["picture"], depth)
        else:
            self._element(match, whole, depth)

    def _note(self, name: str) -> None:
        self._noted.add(name)
        self._notes_open += 1
        with self._builder.note((("place", "bottom"),)):
            self._blocks(self._notes.pop(name))
        self._notes_open -= 1

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


def _meaning(entity: str) -> str | None:
    """What an entity stands for (HTML, section 13.5); None if it is none, or of a character that no text has."""
    meant = html.unescape(entity)
    # Without the semicolon's own name HTML reads the beginning as one: "&notit;" is "¬it;".
    return None if meant == entity or meant.endswith(";") != (entity == "&semi;") or _NO_TEXT.search(meant) else meant
