"""What other vocabularies, and habit, call the things that TEI has another name for."""

from __future__ import annotations

from typing import NamedTuple


class InTei(NamedTuple):
    """An element of TEI, and how it is written."""

    element: str
    written: str


def _plain(name: str) -> InTei:
    return InTei(name, f"<{name}>")


ELEMENTS = {
    "a": InTei("ref", '<ref target="…">'),
    "b": InTei("hi", '<hi rend="bold">'),
    "bold": InTei("hi", '<hi rend="bold">'),
    "strong": InTei("hi", '<hi rend="bold">'),
    "i": InTei("hi", '<hi rend="italic">'),
    "em": InTei("emph", '<emph>, or <hi rend="italic"> if only the look is meant'),
    "italic": InTei("hi", '<hi rend="italic">'),
    "u": InTei("hi", '<hi rend="underline">'),
    "sup": InTei("hi", '<hi rend="superscript">'),
    "sub": InTei("hi", '<hi rend="subscript">'),
    "br": InTei("lb", "<lb/>"),
    "linebreak": InTei("lb", "<lb/>"),
    "pagebreak": InTei("pb", '<pb n="…"/>'),
    "page": InTei("pb", '<pb n="…"/>, where the page begins'),
    "span": _plain("seg"),
    "blockquote": _plain("quote"),
    "strike": _plain("del"),
    "s": InTei("seg", "<seg> for a sentence, <del> for what is struck out"),
    "w": _plain("seg"),
    "abbrev": _plain("abbr"),
    "figcaption": InTei("head", "<head> in the <figure>"),
    "ins": _plain("add"),
    "ul": _plain("list"),
    "ol": _plain("list"),
    "li": _plain("item"),
    "tr": _plain("row"),
    "td": _plain("cell"),
    "th": InTei("cell", '<cell role="label">'),
    "img": InTei("graphic", '<graphic url="…"/>'),
    "image": InTei("graphic", '<graphic url="…"/>'),
    "caption": InTei("head", "<head> in the <figure> or <table>"),
    "section": _plain("div"),
    "chapter": InTei("div", '<div type="chapter">'),
    "entry": InTei("div", '<div type="entry">'),
    "para": _plain("p"),
    "paragraph": _plain("p"),
    "footnote": InTei("note", '<note place="bottom">'),
    "h1": _plain("head"),
    "h2": _plain("head"),
    "h3": _plain("head"),
    "heading": _plain("head"),
    "illegible": InTei("gap", '<gap reason="illegible"/>'),
    "cite": _plain("title"),
    "book": _plain("title"),
    "work": _plain("title"),
    "quotation": _plain("quote"),
}
"""By the name in small letters."""

ATTRIBUTES = {
    "href": "target",
    "src": "url",
    "class": "rend",
    "style": "rend",
    "lang": "xml:lang",
    "id": "xml:id",
    "number": "n",
    "date": "when",
    "start": "from",
    "end": "to",
    "role": "type",
    "key": "ref",
}
"""By the name in small letters."""
