"""What stands within the paragraphs of a Word document: runs, fields, notes, changes (ECMA-376, part 1, section 17)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from tei_toolkit.parsing import local_name
from tei_toolkit.read.addresses import link
from tei_toolkit.read.builder import Attributes, Builder
from tei_toolkit.read.docx_fields import Fields
from tei_toolkit.read.docx_notes import Notes
from tei_toolkit.read.docx_package import Package
from tei_toolkit.read.docx_styles import Look, Styles
from tei_toolkit.read.readers import Wishes
from tei_toolkit.read.symbols import character

_TEXT = ("t", "delText")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_PASSED = frozenset((
    "rPr", "pPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "footnoteRef", "endnoteRef",
    "annotationRef", "separator", "continuationSeparator", "commentRangeEnd", "moveFromRangeStart", "moveFromRangeEnd",
    "moveToRangeStart", "moveToRangeEnd", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "fldData", "pgNum",
    "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "rubyPr",
    "lastRenderedPageBreakMark", "subDocLink",
))  # fmt: skip
_WRAPPERS = frozenset(("smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "fldSimple", "ruby", "rubyBase"))
_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")
_PICTURES = ("drawing", "pict", "object")


@dataclass(slots=True)
class Words:
    """Writes runs; ``blocks`` writes the paragraphs inside notes and text boxes."""

    builder: Builder
    package: Package
    styles: Styles
    wishes: Wishes
    blocks: Callable[[etree._Element], None]
    left_out: int = 0
    symbols: str = ""
    """Characters that were read off the code of a symbol, and stand nowhere as text."""
    _fields: Fields = field(default_factory=Fields)
    _shown: tuple[tuple[str, Attributes], ...] = ()
    notes: Notes = field(init=False)

    def __post_init__(self) -> None:
        self.notes = Notes(self.package)

    def _value(self, element: etree._Element, name: str) -> str:
        return element.get(f"{{{self.package.space}}}{name}", "")

    def content(self, element: etree._Element) -> None:
        """Everything in a paragraph, a link or another element round runs."""
        for child in element:
            if isinstance(child.tag, str):
                self._inline(child, local_name(child))

    def end(self) -> None:
        """The paragraph ends: how words looked in it ends with it."""
        self._look(())

    def _inline(self, element: etree._Element, name: str) -> None:
        if name == "r":
            self._run(element)
        elif name in _PASSED:
            return
        elif name in _INSERTED or name in _DELETED:
            self._change(element, name)
        elif name == "hyperlink":
            address = self.package.target(element.get(_relation(element), ""))
            self._linked(element, address or self._value(element, "anchor"))
        elif name == "commentRangeStart":
            self._look(())
            if place := self.notes.begin_range(self._value(element, "id")):
                self.builder.empty("anchor", (("xml:id", place),))
        else:
            self._inside(element, name)

    def _inside(self, element: etree._Element, name: str) -> None:
        if name in _WRAPPERS:
            self.content(element)
        elif name == "AlternateContent":
            self._alternative(element, self.content)
        elif name in ("oMath", "oMathPara"):
            self._unknown(element, "a formula")
        elif any(True for _ in element.iter("{*}t", "{*}r")):
            self._unknown(element, f"<{name}>")

    def _unknown(self, element: etree._Element, what: str) -> None:
        self._look(())
        words = "".join(one.text or "" for one in element.iter("{*}t", "{*}delText"))
        self.builder.notice("READ-01", f"Here stands {what}, of which only the text is kept.", value=words[:40])
        self.builder.write(words)

    def _alternative(self, element: etree._Element, read: Callable[[etree._Element], None]) -> None:
        """Of what is there for new and for old word processors, the new."""
        choices = [one for one in element if local_name(one) in ("Choice", "Fallback")]
        if choices:
            read(choices[0])
            for other in choices[1:]:
                other.clear()

    def _linked(self, element: etree._Element, address: str) -> None:
        self._look(())
        if target := link(address):
            with self.builder.element("ref", (("target", target),)):
                self.content(element)
                self._look(())
            return
        if address:
            self.builder.notice("READ-01", "A link to this address is not kept; its text is.", value=address[:60])
        self.content(element)

    # Changes -----------------------------------------------------------------------------------------------------

    def _change(self, element: etree._Element, name: str) -> None:
        if self.wishes.track_changes:
            self._look(())
            with self.builder.element("add" if name in _INSERTED else "del", self.notes.responsible(element)):
                self.content(element)
                self._look(())
        elif name in _INSERTED:
            self.content(element)
        else:
            self.leave_out("".join(one.text or "" for one in element.iter("{*}t", "{*}delText")), "deleted words")

    def leave_out(self, text: str, what: str) -> None:
        """Text that is not the reading text."""
        if text.strip():
            self.left_out += 1
            self.builder.aside(text, what)

    # Runs --------------------------------------------------------------------------------------------------------

    def _look(self, shown: tuple[tuple[str, Attributes], ...]) -> None:
        if shown == self._shown:
            return
        for _ in self._shown:
            self.builder.close()
        for element, attributes in shown:
            self.builder.open(element, attributes)
        self._shown = shown

    def _elements(self, look: Look) -> tuple[tuple[str, Attributes], ...]:
        named = self.wishes.styles.get(look.style)
        elements: list[tuple[str, Attributes]] = [(named, ())] if named and named != "note" else []
        default = self.styles.language
        if look.language and default and look.language.split("-")[0] != default.split("-")[0]:
            elements.append(("foreign", (("xml:lang", look.language),)))
        if look.rend:
            elements.append(("hi", (("rend", " ".join(look.rend)),)))
        return tuple(elements)

    def _run(self, run: etree._Element) -> None:
        if self._fields.in_instruction:
            self._instruction(run)
            return
        look = self.styles.look(next((one for one in run if local_name(one) == "rPr"), None))
        if look.hidden:
            self.leave_out("".join(one.text or "" for one in run.iter("{*}t", "{*}delText")), "hidden words")
            return
        for child in run:
            name = local_name(child)
            if name in _TEXT:
                if child.text:
                    self._look(self._elements(look))
                    self.builder.write(child.text)
            elif name in _CHARACTERS:
                self._look(self._elements(look))
                self.builder.write(_CHARACTERS[name])
                self.symbols += _CHARACTERS[name]
            elif name and name not in _PASSED:
                self._look(self._elements(look))
                self._within_run(child, name)

    def _within_run(self, child: etree._Element, name: str) -> None:
        if name in ("footnoteReference", "endnoteReference"):
            kind = name.removesuffix("Reference")
            self._note(kind, self._value(child, "id"), (("place", "bottom" if kind == "footnote" else "end"),))
        elif name == "sym":
            self._symbol(child)
        elif name in _PICTURES:
            self._picture(child)
        elif name == "AlternateContent":
            self._alternative(child, self._chosen)
        elif name in ("ruby", "rt"):
            self.content(child)
        elif name != "instrText" and not self._sign(child, name):
            self._unknown(child, f"<{name}>")

    def _sign(self, child: etree._Element, name: str) -> bool:
        """What stands for something without letters; whether it was."""
        if name in ("br", "cr"):
            self._break(self._value(child, "type"))
        elif name == "lastRenderedPageBreak":
            self.builder.empty("pb", (("rend", "rendered"),))
        elif name == "fldChar":
            self._field(self._value(child, "fldCharType"))
        elif name == "commentReference":
            self._comment(self._value(child, "id"))
        else:
            return False
        return True

    def _chosen(self, choice: etree._Element) -> None:
        for child in choice:
            if local_name(child) in _PICTURES:
                self._picture(child)
            elif isinstance(child.tag, str):
                self._inline(child, local_name(child))

    def _break(self, kind: str) -> None:
        if kind == "page":
            self.builder.empty("pb", (("rend", "hard"),))
        elif kind == "column":
            self.builder.empty("cb")
        else:
            self.builder.line_break()

    def _symbol(self, element: etree._Element) -> None:
        code, font = self._value(element, "char"), self._value(element, "font")
        sign, certain = character(code, font)
        if not certain:
            message = f"A sign of the font {font or '?'} with the code {code} may be another character."
            self.builder.notice("READ-01", message, value=sign)
        self.builder.write(sign)
        self.symbols += sign

    def _picture(self, element: etree._Element) -> None:
        """A picture has no text; a text box stands as a note where it is anchored."""
        for alternative in list(element.iter("{*}AlternateContent")):
            self._alternative(alternative, lambda _choice: None)
        boxes = [
            one for one in element.iter("{*}txbxContent") if next(one.iterancestors("{*}txbxContent"), None) is None
        ]
        if not boxes:
            self.builder.notice("READ-03", "A picture or other object stands here; it was left out.")
        for box in boxes:
            self._aside_of(box, (("place", "margin"), ("rend", "textbox")))

    # Fields ------------------------------------------------------------------------------------------------------

    def _instruction(self, run: etree._Element) -> None:
        for child in run:
            name = local_name(child)
            if name == "instrText":
                self._fields.instruct(child.text or "")
            elif name == "fldChar":
                self._field(self._value(child, "fldCharType"))
            elif name in _TEXT:
                self.leave_out(child.text or "", "the instruction of a field")

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate" and (target := self._fields.separate()):
            self._look(())
            self.builder.open("ref", (("target", target),))
        elif kind == "end" and self._fields.end():
            self._look(())
            self.builder.close()

    # Notes -------------------------------------------------------------------------------------------------------

    def _note(self, kind: str, identifier: str, attributes: Attributes) -> None:
        note = self.notes.take(kind, identifier)
        if note is not None:
            self._aside_of(note, attributes)

    def _aside_of(self, content: etree._Element, attributes: Attributes) -> None:
        """What stands beside the text, as a note here."""
        self._look(())
        fields, self._fields = self._fields, Fields()
        with self.builder.note(attributes):
            self.blocks(content)
            self._look(())
        self._fields = fields

    def _comment(self, identifier: str) -> None:
        comment = self.notes.take_comment(identifier)
        if comment is None:
            return
        self._look(())
        with self.builder.note(comment.attributes):
            if comment.when:
                self.builder.empty("date", (("when", comment.when),))
            self.blocks(comment.content)
            self._look(())


def _relation(element: etree._Element) -> str:
    """The name of a link's ``r:id``, which has one namespace in each of the two variants of the format."""
    return next((str(key) for key in element.attrib if str(key).endswith("relationships}id")), "id")
