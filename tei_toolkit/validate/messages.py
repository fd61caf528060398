"""The sentences in which validation speaks: what a grammar or a parser objects to, in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tei_toolkit.parsing import XML, local_name
from tei_toolkit.validate.relaxng.match import Fault
from tei_toolkit.validate.values import explain_value

_LISTED = 8
_FAMILIAR = ("head", "p", "note", "pb", "div", "date", "persName", "placeName", "title", "hi", "lb", "list", "quote")
"""The elements that editors know best are named first where many could stand."""
_OF_PARAGRAPHS = ("div", "body", "front", "back", "postscript", "floatingText", "figure", "standOff")


class Said(NamedTuple):
    """A fault in words, as a finding has them."""

    code: str
    message: str
    value: str = ""
    hint: str = ""
    attribute: str = ""
    """The attribute to point to; empty for the element."""


def say(fault: Fault) -> Said:
    """Put a fault of the grammar into words."""
    return _SENTENCES[fault.what](fault)


def _element(fault: Fault) -> Said:
    written = f"<{fault.name}>"
    if not fault.elsewhere:
        hint = f"Did you mean <{fault.nearest}>?" if fault.nearest else _may_stand(fault.expected)
        return Said("TEI-02", f"The schema has no element {written}.", fault.name, hint)
    inside = f" inside <{fault.value}>" if fault.value else ""
    if fault.name in fault.expected:
        return Said("TEI-01", f"This {written} stands in another namespace than the schema wants.", fault.name)
    hint = _may_stand(fault.expected) or f"Nothing more may stand in <{fault.value}>."
    return Said("TEI-01", f"{written} is not allowed at this place{inside}.", fault.name, hint)


def _root(fault: Fault) -> Said:
    if fault.name in fault.expected:
        return Said("TEI-01", f"This <{fault.name}> stands in another namespace than the schema wants.", fault.name)
    wanted = _either(tuple(f"<{name}>" for name in fault.expected))
    hint = f"It begins with {wanted}." if wanted else ""
    return Said("TEI-01", f"A document cannot begin with <{fault.name}>.", fault.name, hint)


def _missing(fault: Fault) -> Said:
    wanted = _either(tuple(f"<{name}>" for name in fault.expected))
    if fault.value:
        return Said(
            "TEI-05",
            f"Before <{fault.value}>, <{fault.name}> needs {wanted or 'something more'}.",
            fault.value,
        )
    if not wanted:
        return Said("TEI-05", f"<{fault.name}> may not be empty.", fault.name)
    return Said("TEI-05", f"<{fault.name}> is not complete: it needs {wanted}.", fault.name)


def _required(fault: Fault) -> Said:
    name = local_name(fault.element)
    wanted = _either(tuple(f"@{one}" for one in fault.expected)) or "an attribute"
    return Said("TEI-05", f"<{name}> needs {wanted}.", name)


def _text(fault: Fault) -> Said:
    hint = "Put it into a <p>." if fault.name in _OF_PARAGRAPHS else "Put it elsewhere, or take it away."
    return Said("TEI-06", f"Text may not stand directly in <{fault.name}>: “{_short(fault.value)}”.", fault.value, hint)


def _attribute(fault: Fault) -> Said:
    hint = f"Did you mean @{fault.nearest}?" if fault.nearest else ""
    if not hint and fault.elsewhere:
        hint = "Other elements may have it, this one may not."
    message = f"<{local_name(fault.element)}> may not have the attribute @{_written(fault)}."
    return Said("TEI-03", message, fault.name, hint, fault.name)


def _value(fault: Fault) -> Said:
    wrong, hint = explain_value(fault.value, fault.pattern, fault.expected)
    message = f"@{_written(fault)} of <{local_name(fault.element)}>: “{_short(fault.value)}” {wrong}."
    return Said("TEI-04", message, fault.value, hint, fault.name)


def _written(fault: Fault) -> str:
    """An attribute's name with the prefix that XML's own attributes have."""
    return f"xml:{fault.name}" if fault.element.get(f"{{{XML}}}{fault.name}") == fault.value else fault.name


def _content(fault: Fault) -> Said:
    wrong, hint = explain_value(fault.value, fault.pattern, fault.expected)
    return Said("TEI-04", f"In <{fault.name}>: “{_short(fault.value)}” {wrong}.", fault.value, hint)


_SENTENCES: dict[str, Callable[[Fault], Said]] = {
    "element": _element,
    "root": _root,
    "missing": _missing,
    "required": _required,
    "text": _text,
    "attribute": _attribute,
    "value": _value,
    "content": _content,
}

_MALFORMED = (
    (
        r"Opening and ending tag mismatch: (?P<open>\S+) line (?P<line>\d+) and (?P<close>\S+?)\.?$",
        "<{open}>, opened in line {line}, is closed by </{close}>",
        "Close each element in the order in which it was opened.",
    ),
    (
        r"Premature end of data in tag (?P<open>\S+) line (?P<line>\d+)",
        "The file ends, but <{open}> of line {line} is still open",
        "Close it, or look whether the end of the file was lost.",
    ),
    (
        r"xmlParseEntityRef: no name|EntityRef: expecting ';'",
        "There is an & that does not begin a character reference",
        "Write &amp; for the character &.",
    ),
    (
        r"Entity '(?P<name>\S+)' not defined",
        "The entity &{name}; is not known in XML",
        "Write the character itself.",
    ),
    (
        r"Unescaped '<' not allowed in attributes values",
        "There is a < inside an attribute's value, or the quotation mark before it is missing",
        "Close the value, or write &lt; for the character <.",
    ),
    (r"StartTag: invalid element name", "There is a < that does not begin a tag", "Write &lt; for the character <."),
    (
        r"AttValue: \" or ' expected",
        "An attribute's value stands without quotation marks",
        'Write name="value".',
    ),
    (r"attributes construct error", "Two attributes are not separated by a blank, or one is not closed", ""),
    (
        r"Attribute (?P<name>\S+) redefined",
        "The attribute @{name} stands twice in the same tag",
        "Keep one of the two.",
    ),
    (
        r"Namespace prefix (?P<prefix>\S+)(?: for \S+)? on (?P<name>\S+) is not defined",
        "The prefix “{prefix}” of {name} is not declared",
        "Take the prefix away, or declare it with xmlns.",
    ),
    (r"Document is empty|Start tag expected", "There is no XML in this file", "Check that this is the right file."),
    (r"Extra content at the end of the document", "There is something after the end of the document", ""),
    (
        r"Input is not proper UTF-8|Invalid bytes in character encoding|[Ii]nput conversion failed",
        "The file holds bytes that its encoding does not have",
        "Save it as UTF-8.",
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
)


def say_malformed(message: str) -> tuple[str, str]:
    """The parser's complaint as a sentence and a hint; as it is, where we have no better words."""
    for pattern, sentence, hint in _MALFORMED:
        found = re.search(pattern, message)
        if found:
            return f"{sentence.format(**found.groupdict())}.", hint
    return message, ""


def _may_stand(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    ranked = sorted(names, key=lambda name: _FAMILIAR.index(name) if name in _FAMILIAR else len(_FAMILIAR))
    listed = ", ".join(f"<{name}>" for name in ranked[:_LISTED])
    return f"Here may stand: {listed}{', …' if len(names) > _LISTED else ''}."


def _either(names: tuple[str, ...]) -> str:
    if len(names) > _LISTED:
        return f"one of {', '.join(names[:_LISTED])}, …"
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 60 else f"{folded[:59]}…"
