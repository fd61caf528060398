"""What stands within the paragraphs of an OpenDocument text: spans, notes, comments, changes (ODF 1.3, part 3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from lxml import etree

from tei_toolkit.parsing import local_name
from tei_toolkit.read.addresses import link
from tei_toolkit.read.builder import Attributes, Builder
from tei_toolkit.read.odt_notes import Comment, Notes
from tei_toolkit.read.odt_styles import TEXT, Look, Styles
from tei_toolkit.read.readers import Wishes
from tei_toolkit.read.symbols import with_characters

_PARAGRAPHS = (f"{{{TEXT}}}p", f"{{{TEXT}}}h")
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_MATHML = "http://www.w3.org/1998/Math/MathML"
XLINK = "http://www.w3.org/1999/xlink"
PASSED = frozenset((
    "bookmark", "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start", "reference-mark-end",
    "sequence-decls", "variable-decls", "user-field-decls", "forms", "tracked-changes", "note-citation",
    "alphabetical-index-mark", "toc-mark", "table-column", "table-columns", "event-listeners",
    "alphabetical-index-mark-start", "alphabetical-index-mark-end", "dde-connection-decls",
))  # fmt: skip
"""Elements that say nothing of the text."""


class Words:
    """Writes what stands in paragraphs; ``blocks`` writes the paragraphs inside notes and text boxes."""

    def __init__(
        self,
        builder: Builder,
        styles: Styles,
        wishes: Wishes,
        body: etree._Element,
        blocks: Callable[[etree._Element], None],
    ) -> None:
        self.builder = builder
        self._styles = styles
        self._wishes = wishes
        self._blocks = blocks
        self.notes = Notes(body)
        self.left_out = 0
        self.unsaid = self.notes.unsaid
        """Text that became attributes: how notes are numbered, who wrote a comment when."""
        self.said: Counter[str] = Counter()
        """Text that stands there in another form: signs of fonts of symbols, formulas."""
        self._font = ""
        self._inserting: list[str] = []
        self._readers: dict[str, Callable[[etree._Element], None]] = {
            "span": self._span, "s": self._blanks, "tab": lambda _: builder.write("\t"),
            "line-break": lambda _: builder.line_break(),
            "soft-page-break": lambda _: builder.empty("pb", (("rend", "rendered"),)),
            "a": self._link, "note": self._note, "annotation": self._annotation,
            "annotation-end": self._annotation_ends, "frame": self.frame,
            "change-start": self._insertion, "change-end": self._insertion_ends, "change": self._deletion,
            "hidden-text": self._hidden, "hidden-paragraph": self._hidden,
            **dict.fromkeys(("custom-shape", "rect", "caption", "g"), self._shape),
            **dict.fromkeys(("meta", "ruby", "ruby-base", "ruby-text", "meta-field"), self._children),
        }  # fmt: skip

    def content(self, element: etree._Element) -> None:
        """Everything in a paragraph."""
        outer, self._font = self._font, self._styles.look("paragraph", element.get(f"{{{TEXT}}}style-name", "")).font
        for identifier in self._inserting:
            self.builder.open("add", self.notes.who_changed(identifier))
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._inline(child, local_name(child))
            self._text(child.tail)
        for _ in self._inserting:
            self.builder.close()
        self._font = outer

    def _text(self, text: str | None) -> None:
        if text:
            text = self._with_characters(re.sub(r"[ \t\r\n]+", " ", text))
            self.builder.write(text.lstrip(" ") if self.builder.begins_line else text)

    def _with_characters(self, text: str) -> str:
        """The text with Unicode's characters for those of fonts of symbols."""
        font = self._styles.font(self._font)
        shown, unknown = with_characters(text, font)
        if unknown:
            message = f"Signs of the font {font or '?'} have no known characters; another font shows something else."
            self.builder.notice("READ-01", message, value=unknown[:40])
        if shown != text:
            self.unsaid.update(text)
            self.said.update(shown)
        return shown

    def _inline(self, element: etree._Element, name: str) -> None:
        reader = self._readers.get(name)
        if reader is not None:
            reader(element)
        elif name not in PASSED:
            if len(element):
                self.unknown(element)
            else:
                self._text(element.text)

    def _blanks(self, element: etree._Element) -> None:
        count = element.get(f"{{{TEXT}}}c", "1")
        self.builder.write(" " * (min(int(count), 10_000) if count.isdecimal() else 1))

    def _hidden(self, element: etree._Element) -> None:
        self.leave_out("".join(map(str, element.itertext(etree.Element))), "hidden words")

    def _children(self, element: etree._Element) -> None:
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._inline(child, local_name(child))
            self._text(child.tail)

    def unknown(self, element: etree._Element) -> None:
        """Something that no reader is there for: its text is kept."""
        words = " ".join("".join(map(str, element.itertext(etree.Element))).split())
        if words:
            message = f"Here stands <{local_name(element)}>, of which only the text is kept."
            self.builder.notice("READ-01", message, value=words[:40])
            self.builder.write(words)

    def _span(self, element: etree._Element) -> None:
        style = element.get(f"{{{TEXT}}}style-name", "")
        look = self._styles.look("text", style)
        if look.hidden:
            self.leave_out("".join(map(str, element.itertext(etree.Element))), "hidden words")
            return
        outer, self._font = self._font, look.font or self._font
        names = self._styles.names("text", style)
        elements = self._elements(look, names)
        for name, attributes in elements:
            self.builder.open(name, attributes)
        self._children(element)
        for _ in elements:
            self.builder.close()
        self._font = outer

    def _elements(self, look: Look, names: list[str]) -> list[tuple[str, Attributes]]:
        meant = next((self._wishes.styles[name] for name in names if name in self._wishes.styles), "")
        elements: list[tuple[str, Attributes]] = [(meant, ())] if meant and meant != "note" else []
        default = self._styles.language.split("-")[0]
        if look.language and default and look.language.split("-")[0] != default:
            elements.append(("foreign", (("xml:lang", look.language),)))
        if look.rend:
            elements.append(("hi", (("rend", " ".join(look.rend)),)))
        return elements

    def _link(self, element: etree._Element) -> None:
        address = element.get(f"{{{XLINK}}}href", "")
        if target := link(address):
            with self.builder.element("ref", (("target", target),)):
                self._children(element)
            return
        if address:
            self.builder.notice("READ-01", "A link to this address is not kept; its text is.", value=address[:60])
        self._children(element)

    def _note(self, element: etree._Element) -> None:
        place = "end" if element.get(f"{{{TEXT}}}note-class") == "endnote" else "bottom"
        for citation in element.iterchildren(f"{{{TEXT}}}note-citation"):
            self.unsaid.update("".join(map(str, citation.itertext(etree.Element))))
        with self.builder.note((("place", place),)):
            for inside in element.iterchildren(f"{{{TEXT}}}note-body"):
                self._blocks(inside)

    def _annotation(self, element: etree._Element) -> None:
        """A comment at its place; of a range, an anchor at its beginning and the comment at its end."""
        if anchor := self.notes.begin_range(element):
            self.builder.empty("anchor", (("xml:id", anchor),))
        else:
            self._comment(self.notes.comment(element))

    def _annotation_ends(self, element: etree._Element) -> None:
        if comment := self.notes.end_range(element):
            self._comment(comment)

    def _comment(self, comment: Comment) -> None:
        with self.builder.note(comment.attributes):
            if comment.when:
                self.builder.empty("date", (("when", comment.when),))
            self._blocks(comment.content)

    def comments_left(self) -> None:
        """Comments whose range does not end."""
        for comment in self.notes.without_end():
            self._comment(comment)

    def _shape(self, element: etree._Element) -> None:
        """A shape, which may have words in it."""
        inside = [*element.itertext(etree.Element), *element.iter(f"{{{DRAW}}}image")]
        if any(not isinstance(one, str) or one.strip() for one in inside):
            with self.builder.note((("place", "margin"), ("rend", "textbox"))):
                self._blocks(element)
        else:
            self.builder.notice("READ-03", "A picture or other object stands here; it was left out.")

    def frame(self, element: etree._Element) -> None:
        """A picture or object, which has no text; a text box stands as a note, a formula as its text."""
        written = False
        for child in element:
            name = local_name(child)
            if name == "text-box":
                written = True
                with self.builder.note((("place", "margin"), ("rend", "textbox"))):
                    self._blocks(child)
            elif name == "object":
                written = self._object(child) or written
            elif name:
                self.unknown(child)
        if not written:
            self.builder.notice("READ-03", "A picture or other object stands here; it was left out.")

    def _object(self, element: etree._Element) -> bool:
        """Write a formula as who wrote it typed it, if it says so, or else as its signs; whether it is one. Of other
        objects, which are documents of their own, nothing is read."""
        self.unsaid.update("".join(map(str, element.itertext(etree.Element))))
        formula = element.find(f"{{{_MATHML}}}math")
        if formula is None:
            return False
        typed = formula.find(f".//{{{_MATHML}}}annotation")
        words = " ".join("".join(map(str, (formula if typed is None else typed).itertext(etree.Element))).split())
        message = "Here stands a formula, of which only the text is kept."
        self.builder.notice("READ-01", message, value=words[:40])
        self.builder.write(words)
        self.said.update(words)
        return True

    # Changes -----------------------------------------------------------------------------------------------------

    def leave_out(self, text: str, what: str) -> None:
        """Text that is not the reading text."""
        if text.strip():
            self.left_out += 1
            self.builder.aside(text, what)

    def _insertion(self, element: etree._Element) -> None:
        if self._wishes.track_changes:
            identifier = element.get(f"{{{TEXT}}}change-id", "")
            self.builder.open("add", self.notes.who_changed(identifier))
            self._inserting.append(identifier)

    def _insertion_ends(self, _element: etree._Element) -> None:
        if self._wishes.track_changes and self._inserting:
            self._inserting.pop()
            self.builder.close()

    def between_paragraphs(self, element: etree._Element) -> None:
        """An insertion that begins or ends there."""
        if self._wishes.track_changes and local_name(element) == "change-start":
            self._inserting.append(element.get(f"{{{TEXT}}}change-id", ""))
        elif self._wishes.track_changes and self._inserting:
            self._inserting.pop()

    def _deletion(self, element: etree._Element) -> None:
        if not self._wishes.track_changes:
            return
        deleted = self.notes.take_deletion(element.get(f"{{{TEXT}}}change-id", ""))
        if deleted is not None:
            deletion, responsible = deleted
            with self.builder.element("del", responsible):
                for paragraph in deletion.iter(*_PARAGRAPHS):
                    if not any(True for _ in paragraph.iterancestors(*_PARAGRAPHS)):
                        self._children(paragraph)

    def changes_left(self) -> None:
        """What was deleted and is not kept in its place."""
        for words in self.notes.deletions_left():
            self.leave_out(words, "deleted words")
