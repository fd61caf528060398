"""What keeps a file from being XML, in an editor's words: the parser's complaint, and what the source has there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.entities import html5

from tei_toolkit.findings import Finding
from tei_toolkit.parsing import TEI
from tei_toolkit.validate.position import encoding_of, source_text
from tei_toolkit.validate.spelling import candidates

_KNOWN_PREFIXES = {
    "tei": TEI,
    "xi": "http://www.w3.org/2001/XInclude",
    "xlink": "http://www.w3.org/1999/xlink",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "svg": "http://www.w3.org/2000/svg",
    "mml": "http://www.w3.org/1998/Math/MathML",
}
_UNQUOTED = re.compile(r"""([^\s=<>"']+)\s*=\s*([^\s<>"']+)""")

Parts = dict[str, str]
"""What the parser's sentence names."""


Around = Callable[[], tuple[str, str]]
"""What stands on the line before the place, and from there on to the end of the file's next lines."""


def say_malformed(finding: Finding, data: bytes) -> Finding:
    """A finding XML-01 of the file ``data``, with a sentence and a hint of ours in place of the parser's complaint; as
    it is, where we have no better words."""
    finding = _placed(finding, data)
    for pattern, sentence, hint in _MALFORMED:
        found = re.search(pattern, finding.message)
        if found:
            parts = found.groupdict()
            said = hint if isinstance(hint, str) else hint(parts, lambda: _around(data, finding.line, finding.column))
            return replace(finding, message=f"{sentence.format(**parts)}.", hint=said)
    return finding


def _placed(finding: Finding, data: bytes) -> Finding:
    """The finding with the line and column that it has where a carriage return alone ends a line as well: libxml2
    takes it for a character."""
    text = source_text(data)
    if text is None or b"\r" not in data:
        return finding
    lines = data.decode(encoding_of(data)).split("\n")[: finding.line]
    lines[-1] = lines[-1][: max(0, finding.column - 1)]
    before = "\n".join(lines).replace("\r\n", "\n").replace("\r", "\n")
    column = len(before) - before.rfind("\n") if finding.column else 0
    return replace(finding, line=before.count("\n") + 1, column=column)


def _around(data: bytes, line: int, column: int) -> tuple[str, str]:
    lines = (source_text(data) or "").split("\n")[line - 1 : line + 1]
    text = "\n".join(lines)
    return text[: max(0, column - 1)], text[max(0, column - 1) :]


def _mismatch(parts: Parts, around: Around) -> str:
    opened, closed = parts["open"], parts["close"]
    if candidates(closed, [opened]):
        return f"Write </{opened}> in place of </{closed}>: start and end tag have the same name."
    return f"Write </{opened}> before </{closed}>: the element that was opened last is closed first."


def _entity(parts: Parts, around: Around) -> str:
    meant = html5.get(f"{parts['name']};", "")
    if not meant:
        return "Write the character itself, or &amp; if it is an ampersand."
    if not meant.isprintable() or meant.isspace():
        return f"Write {''.join(f'&#{ord(one)};' for one in meant)} instead."
    return f"Write {meant} itself."


def _unquoted(parts: Parts, around: Around) -> str:
    before, after = around()
    start = re.search(r"[^\s<>\"']+\s*=\s*$", before)
    found = _UNQUOTED.match((start.group() if start else "") + after)
    name, value = found.groups() if found else ("name", "value")
    return f'Write {name}="{value.removesuffix("/")}".'


def _second_root(parts: Parts, around: Around) -> str:
    after = around()[1].lstrip()
    if after.startswith("</"):
        return f"{after.split('>')[0]}> is an end tag too many: take it away."
    if not after.startswith("<"):
        return "Take it away, or move it in front of the last end tag."
    name = re.match(r"<([^\s/>]*)", after)
    many = "several TEI documents stand together in one <teiCorpus>, or in a file each"
    return f"A file has one outermost element, and <{name[1] if name else ''}> would be a second one: {many}."


def _prefix(parts: Parts, around: Around) -> str:
    prefix = parts["prefix"]
    address = _KNOWN_PREFIXES.get(prefix, "…")
    return f'Write {parts["name"]} without it, or declare it in the start tag of the root: xmlns:{prefix}="{address}".'


_MALFORMED: tuple[tuple[str, str, str | Callable[[Parts, Around], str]], ...] = (
    (
        r"Opening and ending tag mismatch: (?P<open>\S+) line (?P<line>\d+) and (?P<close>\S+?)\.?$",
        "<{open}>, opened in line {line}, is closed by </{close}>",
        _mismatch,
    ),
    (
        r"Premature end of data in tag (?P<open>\S+) line (?P<line>\d+)",
        "The file ends, but <{open}> of line {line} is still open",
        lambda parts, around: f"Write </{parts['open']}> where it ends, or look whether the end of the file was lost.",
    ),
    (
        r"xmlParseEntityRef: no name|EntityRef: expecting ';'",
        "There is an & that does not begin a character reference",
        "Write &amp; for the character &.",
    ),
    (r"Entity '(?P<name>\S+)' not defined", "The entity &{name}; is not known in XML", _entity),
    (
        r"Unescaped '<' not allowed in attributes values",
        "There is a < inside an attribute's value, or the quotation mark before it is missing",
        "Close the value, or write &lt; for the character <.",
    ),
    (r"StartTag: invalid element name", "There is a < that does not begin a tag", "Write &lt; for the character <."),
    (r"AttValue: \" or ' expected", "An attribute's value stands without quotation marks", _unquoted),
    (
        r"Specification mandates? value for attribute (?P<name>\S+)",
        "The attribute @{name} has no value",
        lambda parts, around: f'Write {parts["name"]}="…".',
    ),
    (
        r"attributes construct error",
        "Two attributes are not separated by a blank, or one is not closed",
        'Write name="value" othername="value".',
    ),
    (
        r"Attribute (?P<name>\S+) redefined",
        "The attribute @{name} stands twice in the same tag",
        "Keep one of the two.",
    ),
    (
        r"Namespace prefix (?P<prefix>\S+)(?: for \S+)? on (?P<name>\S+) is not defined",
        "The prefix “{prefix}” of {name} is not declared",
        _prefix,
    ),
    (r"Document is empty|Start tag expected", "There is no XML in this file", "Check that this is the right file."),
    (r"Extra content at the end of the document", "There is something after the end of the document", _second_root),
    (
        r"Input is not proper UTF-8|Invalid bytes in character encoding|[Ii]nput conversion failed",
        "The file holds bytes that its encoding does not have",
        "Save it as UTF-8, or say in its first line which encoding it has.",
    ),
    (
        r"Unsupported encoding: (?P<name>[^\s.]+)",
        "The file says that its encoding is {name}, which is not known",
        'Save it as UTF-8, and begin it with <?xml version="1.0" encoding="UTF-8"?>.',
    ),
    (
        r"Char 0x0 |invalid Char value|Invalid character",
        "There is a control character here, which XML does not have",
        "Take it away; it cannot be seen in most editors.",
    ),
    (
        r"Resource limit exceeded|Name too long|too long",
        "A text or a name is longer than any that is read (10 MB, and 50 kB)",
        "Look whether markup was lost; else divide it.",
    ),
    (r"Excessive depth|xmlSAX2.*depth", "Elements are nested too deeply to be read", ""),
    (
        r"XML declaration allowed only at the start",
        "The XML declaration does not stand at the very beginning",
        "Take away what is before <?xml …?>, be it a blank or an empty line.",
    ),
)
