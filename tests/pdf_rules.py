"""What ISO 14289-1 (PDF/UA-1) and ISO 19005-2 (PDF/A-2a) ask of a file, as far as a program can tell.

It is asked by pypdf, not by the typesetter that made the file. Each complaint begins with the clause.

It is not all that these standards say. Where veraPDF is installed, a test asks that as well.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream

_PAINTS = {
    b"Tj",
    b"TJ",
    b"'",
    b'"',
    b"f",
    b"F",
    b"f*",
    b"B",
    b"B*",
    b"b",
    b"b*",
    b"S",
    b"s",
    b"Do",
    b"sh",
    b"INLINE IMAGE",
}
_STANDARD = set(
    """Document DocumentFragment Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4
    H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT
    RP Warichu WT WP Figure Formula Form""".split()
)
_FORBIDDEN_ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ImportData", "/ResetForm", "/SetOCGState"}
_XMP = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def complaints(pdf: bytes) -> list[str]:
    """What is wrong with a PDF; empty if nothing is."""
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    found = [*_of_catalog(reader), *_of_metadata(reader), *_of_structure(reader)]
    for number, page in enumerate(reader.pages, 1):
        found += [f"{complaint} (page {number})" for complaint in (*_of_page(page, reader), *_of_annotations(page))]
    return list(dict.fromkeys(found))


def structure(document: PdfReader | PdfWriter) -> Iterator[Any]:
    """The elements of the tree of tags, in order."""
    waiting: list[Any] = [document.root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if not hasattr(node, "get"):
            continue
        if "/S" in node:
            yield node
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        waiting += reversed(kids if isinstance(kids, list) else [kids])


def _of_catalog(reader: PdfReader) -> Iterator[str]:
    root: Any = reader.root_object
    if reader.is_encrypted:
        yield "19005-2 6.1.3: it is encrypted"
    if "/ID" not in reader.trailer:
        yield "19005-2 6.1.3: the trailer has no ID"
    if root.get("/MarkInfo", {}).get("/Marked") != True:  # noqa: E712 - an object of pypdf, which is always true
        yield "14289-1 6.2: it does not say that it is tagged"
    if not root.get("/Lang"):
        yield "14289-1 7.2: it has no language"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") != True:  # noqa: E712
        yield "14289-1 7.1: readers are not told to show the title"
    if "/OutputIntents" not in root:
        yield "19005-2 6.2.3: it does not say what its colours mean"
    if "/AA" in root or "/JavaScript" in root.get("/Names", {}):
        yield "19005-2 6.5.2: it would run a program"
    if not reader.outline:
        yield "14289-1 7.17: it has no bookmarks"


def _of_metadata(reader: PdfReader) -> Iterator[str]:
    root: Any = reader.root_object
    stream = root.get("/Metadata")
    if stream is None:
        yield "19005-2 6.6.2: it has no XMP metadata"
        return
    if "/Filter" in stream.get_object():
        yield "19005-2 6.6.2.1: its metadata are compressed"
    xmp = etree.fromstring(stream.get_object().get_data())
    wanted = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    for name, value in wanted.items():
        prefix, local = name.split(":")
        places: Any = xmp.xpath(f"//{name}/text() | //@{prefix}:{local}", namespaces=_XMP)
        if places != [value]:
            yield f"19005-2 6.6.4: {name} is {places}, not {value}"
    title: Any = xmp.xpath("string(//dc:title/rdf:Alt/rdf:li)", namespaces=_XMP)
    if not title:
        yield "14289-1 7.1: it has no title"
    told = reader.metadata.title if reader.metadata else None
    if told is not None and told != title:
        yield "19005-2 6.6.3: its two titles differ"


def _of_structure(reader: PdfReader) -> Iterator[str]:
    root: Any = reader.root_object
    if "/StructTreeRoot" not in root:
        yield "14289-1 7.1: it has no tags"
        return
    roles = root["/StructTreeRoot"].get("/RoleMap", {})
    level, notes = 0, set()
    for element in structure(reader):
        kind = str(roles.get(element["/S"], element["/S"]))[1:]
        if kind not in _STANDARD and "/NS" not in element:
            yield f"14289-1 7.1: nobody knows what the tag {kind} means"
        if kind in ("Figure", "Formula") and not (element.get("/Alt") or element.get("/ActualText")):
            yield f"14289-1 7.3: a {kind} has no words that stand for it"
        if kind[:1] == "H" and kind[1:].isdigit():
            if int(kind[1:]) > level + 1:
                yield f"14289-1 7.4.2: after a heading of level {level} comes one of level {kind[1:]}"
            level = int(kind[1:])
        if kind == "Note":
            if not element.get("/ID") or element["/ID"] in notes:
                yield "14289-1 7.9: a note has no id of its own"
            notes.add(element.get("/ID"))


def _of_page(page: Any, reader: PdfReader) -> Iterator[str]:
    yield from _of_fonts(page.get("/Resources", {}))
    contents = page.get_contents()
    open_: list[bool] = []
    tagged = False
    for operands, operator in ContentStream(contents, reader).operations if contents is not None else ():
        if operator in (b"BDC", b"BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            numbered = hasattr(properties, "get") and "/MCID" in properties
            tagged = tagged or numbered
            open_.append(operands[0] == "/Artifact" or numbered)
        elif operator == b"EMC":
            open_.pop()
        elif operator in _PAINTS and not any(open_):
            yield f"14289-1 7.1: something is painted ({operator.decode()}) that is neither tagged nor an artifact"
    if tagged and "/StructParents" not in page:
        yield "14289-1 7.1: it is in no tree of tags"
    if open_:
        yield "19005-2 6.2.2: marked content does not end"


def _of_fonts(resources: Any) -> Iterator[str]:
    for name, reference in resources.get("/Font", {}).items():
        font = reference.get_object()
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = inner.get("/FontDescriptor", {})
        if not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")) and font["/Subtype"] != "/Type3":
            yield f"19005-2 6.2.11.4: the font {font.get('/BaseFont', name)} is not in it"
        if "/ToUnicode" not in font:
            yield f"19005-2 6.2.11.7: nobody knows which characters the font {font.get('/BaseFont', name)} shows"
    for reference in resources.get("/XObject", {}).values():
        yield from _of_fonts(reference.get_object().get("/Resources", {}))


def _of_annotations(page: Any) -> Iterator[str]:
    annotations = [one.get_object() for one in page.get("/Annots", [])]
    if annotations and page.get("/Tabs") != "/S":
        yield "14289-1 7.18.3: its links are not in the order of its text"
    for annotation in annotations:
        if "/StructParent" not in annotation:
            yield "14289-1 7.18.1: a link is in no tag"
        if annotation["/Subtype"] == "/Link" and not annotation.get("/Contents"):
            yield "14289-1 7.18.5: a link does not say where it leads"
        if annotation.get("/A", {}).get("/S") in _FORBIDDEN_ACTIONS:
            yield "19005-2 6.5.1: a link would do more than lead somewhere"
        if annotation["/Subtype"] != "/Popup" and not int(annotation.get("/F", 0)) & 4:
            yield "19005-2 6.3.2: a link is not printed"
