"""What is no transcript, though it can be read as text: data and markup of formats that there is no reader for.

Read as plain text, its tags and commands would become words of the diary.
"""

from __future__ import annotations

import json
import re

from tei_toolkit.read.readers import Received, xml_root

_LATEX = re.compile(rb"^[ \t]*\\(?:documentclass|documentstyle|begin\{document\}|usepackage)", re.MULTILINE)
_XML_ENDS = re.compile(rb"</[\w.:-]+\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL)
_LOOK_AT = 65_536
_BEGINNINGS = (
    (b"{\\rtf", "this is RTF; save it as .docx or .odt in the program that wrote it"),
    (b"%PDF-", "this is a PDF; convert the text from which it was made, or give its pages as PAGE XML, ALTO or hOCR"),
    (b"\x89PNG", "this is a picture; have its text recognised, and give the pages as PAGE XML, ALTO or hOCR"),
    (b"\xff\xd8\xff", "this is a picture; have its text recognised, and give the pages as PAGE XML, ALTO or hOCR"),
    (b"PK\x03\x04", "this is an archive, but no document of Word or OpenDocument; unpack it, and give the files in it"),
)


def what_else(received: Received) -> str:
    """What the source is, if it is in a format that nothing here reads, and what to do: the rest of a sentence; empty
    if it may be a transcript."""
    data = received.data.removeprefix(b"\xef\xbb\xbf")
    start = data[:_LOOK_AT].lstrip()
    for beginning, sentence in _BEGINNINGS:
        if start.startswith(beginning):
            return sentence
    if _LATEX.search(start) or (received.suffix in (".tex", ".ltx") and start.startswith(b"\\")):
        return "this is LaTeX; convert it first, for example with pandoc --to docx, which keeps its notes"
    if _is_json(start, data):
        return "this is JSON; write the texts in it into a file of one of the formats of tei convert --list-formats"
    return _of_xml(data)


def _is_json(start: bytes, data: bytes) -> bool:
    """Whether it is one JSON value with names in it, or such a value on each line."""
    if not re.match(rb'(?:\[\s*)*\{\s*(?:"|\})', start):
        return False
    for whole in (data, start.split(b"\n", 1)[0]):
        try:
            json.loads(whole)
        except (ValueError, RecursionError):
            continue
        return True
    return False


def _of_xml(data: bytes) -> str:
    namespace, root = xml_root(data)
    declared = data.lstrip().startswith(b"<?xml")
    if not root or not (declared or namespace or _XML_ENDS.search(data[-4096:])):
        return ""
    if root in ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2"):
        return (
            f"this is TEI, but its <{root}> is not in TEI’s namespace; bring it to TEI P5, with"
            ' xmlns="http://www.tei-c.org/ns/1.0" on its root element'
        )
    of = f" of the namespace {namespace}" if namespace else ""
    return (
        f"this is XML with the root element <{root}>{of}, which is none of TEI, PAGE, ALTO, METS and OpenDocument;"
        " turn it into TEI first, for example by XSLT"
    )
