"""The sentences in which validation speaks: what a grammar objects to and what would be right, in an editor's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from tei_toolkit.findings import Repair
from tei_toolkit.parsing import XML_LANG, local_name
from tei_toolkit.validate.otherwise import ATTRIBUTES, ELEMENTS
from tei_toolkit.validate.relaxng.match import Fault
from tei_toolkit.validate.values import example_of, explain_value

_LISTED = 8
_FEW = 4
_FAMILIAR = ("head", "p", "note", "pb", "div", "date", "persName", "placeName", "title", "hi", "lb", "list", "quote")
"""The elements that editors know best are named first where many could stand."""
_OF_PARAGRAPHS = ("div", "body", "front", "back", "postscript", "floatingText", "figure", "standOff")
_OF_NOTHING = ("pb", "lb", "cb", "gb", "milestone", "gap", "space", "anchor", "ptr", "graphic")
"""Elements that stand for a point in the text, or for what is not in it."""


class Said(NamedTuple):
    """A fault in words, as a finding has them."""

    code: str
    message: str
    value: str = ""
    hint: str = ""
    attribute: str = ""
    """The attribute to point to; empty for the element."""
    repair: Repair | None = None


def say(fault: Fault) -> Said:
    """Put a fault of the grammar into words."""
    return _SENTENCES[fault.what](fault)


def _element(fault: Fault) -> Said:
    written = f"<{fault.name}>"
    if fault.namespace is not None:
        return _foreign(fault)
    if not fault.elsewhere:
        hint, repair = _meant(fault), None
        if len(fault.nearest) == 1 and fault.nearest[0] in fault.expected:
            repair = Repair("element", fault.name, fault.nearest[0])
        return Said("TEI-02", f"The schema has no element {written}.", fault.name, hint, repair=repair)
    inside = f" inside <{fault.value}>" if fault.value else ""
    hint = _where(fault) or _may_stand(fault) or f"Nothing more may stand in <{fault.value}>."
    return Said("TEI-01", f"{written} is not allowed at this place{inside}.", fault.name, hint)


def _meant(fault: Fault) -> str:
    """What was probably meant by a name that the schema does not have."""
    if fault.nearest:
        return f"Did you mean {_either(tuple(f'<{name}>' for name in fault.nearest))}?"
    other = ELEMENTS.get(fault.name.lower())
    if other and (other.element in fault.expected or not fault.expected):
        return f"TEI writes {other.written}."
    return _may_stand(fault)


def _foreign(fault: Fault) -> Said:
    found = fault.element.nsmap.get(fault.element.prefix)
    stands = f"in the namespace “{found}”" if found else "in no namespace"
    wanted = f'xmlns="{fault.namespace}"' if fault.namespace else 'xmlns=""'
    hint = f"Take its xmlns away, or write {wanted}."
    if fault.element.prefix:
        hint = f'Declare its prefix so: xmlns:{fault.element.prefix}="{fault.namespace}".'
    return Said("TEI-01", f"This <{fault.name}> stands {stands}, so the schema does not know it.", fault.name, hint)


def _where(fault: Fault) -> str:
    """Where an element that is not allowed at its place could stand."""
    name, place = fault.name, fault.placement
    if place.before is not None:
        return f"In <{fault.value}> it comes earlier: move it up, in front of <{local_name(place.before)}>."
    if place.already is not None:
        many = sum(1 for _ in fault.element.itersiblings(fault.element.tag, preceding=True))
        if many > 1:
            return f"<{fault.value}> has {many} <{name}> already, and may have no more."
        return f"<{fault.value}> has its <{name}> already, and may have only one."
    if place.above is not None:
        inner = fault.element.getparent()
        while inner is not None and inner.getparent() is not place.above:
            inner = inner.getparent()
        beside = f", before or after this <{local_name(inner)}>" if inner is not None else ""
        return f"It may stand in <{local_name(place.above)}>{beside}."
    within = _ranked(place.within)
    if within and len(within) <= _FEW:
        return f"Put it into {_either(tuple(f'<{one}>' for one in within))}, which may stand here."
    if place.holders:
        return f"It may stand in {_some(place.holders)}. {_may_stand(fault)}".rstrip()
    return ""


def _root(fault: Fault) -> Said:
    if fault.namespace is not None:
        return _foreign(fault)
    near = f"Did you mean <{fault.nearest[0]}>? " if fault.nearest else ""
    wanted = _either(tuple(f"<{name}>" for name in fault.expected))
    hint = f"{near}It begins with {wanted}." if wanted else ""
    return Said("TEI-01", f"A document cannot begin with <{fault.name}>.", fault.name, hint)


def _missing(fault: Fault) -> Said:
    wanted = _either(tuple(f"<{name}>" for name in _ranked(fault.expected)))
    if fault.value:
        message = f"Before <{fault.value}>, <{fault.name}> needs {wanted or 'something more'}."
        return Said("TEI-05", message, fault.value)
    if not wanted:
        return Said("TEI-05", f"<{fault.name}> may not be empty.", fault.name, "Write into it, or take it away.")
    return Said("TEI-05", f"<{fault.name}> is not complete: it needs {wanted}.", fault.name)


def _required(fault: Fault) -> Said:
    name = local_name(fault.element)
    wanted = _either(tuple(f"@{one}" for one in fault.expected)) or "an attribute"
    hint = ""
    if fault.expected:
        allowed = f", with one of: {', '.join(fault.nearest[:_LISTED])}" if fault.nearest else ""
        value = fault.nearest[0] if len(fault.nearest) == 1 else example_of(fault.types)
        hint = f'Write <{name} {fault.expected[0]}="{value}">{allowed if len(fault.nearest) > 1 else ""}.'
    return Said("TEI-05", f"<{name}> needs {wanted}.", name, hint)


def _text(fault: Fault) -> Said:
    name = fault.name
    hint = "Put it elsewhere, or take it away."
    if name in _OF_PARAGRAPHS:
        hint = "Put it into a <p>."
    elif name in _OF_NOTHING:
        hint = f"It is written empty, <{name}/>, and the text stands before or after it."
    message = f"Text may not stand directly in <{name}>: “{_short(fault.value)}”."
    return Said("TEI-06", message, fault.value, hint)


def _attribute(fault: Fault) -> Said:
    name, element = fault.name, local_name(fault.element)
    repair = None
    hint = ""
    other = ATTRIBUTES.get(name.lower(), "")
    if fault.nearest:
        hint = f"Did you mean {_either(tuple(f'@{one}' for one in fault.nearest))}?"
        if len(fault.nearest) == 1:
            repair = Repair("attribute", name, fault.nearest[0])
    elif other in fault.expected:
        hint = f"TEI writes @{other}."
    elif fault.placement.holders:
        hint = f"It is an attribute of {_some(fault.placement.holders)}."
    message = f"<{element}> may not have the attribute @{name}."
    return Said("TEI-03", message, name, hint, name, repair)


def _value(fault: Fault) -> Said:
    told = explain_value(fault.value, fault.types, fault.expected, _language(fault.element))
    message = f"@{fault.name} of <{local_name(fault.element)}>: “{_short(fault.value)}” {told.wrong}."
    repair = Repair("value", fault.value, told.meant) if told.meant else None
    return Said("TEI-04", message, fault.value, told.hint, fault.name, repair)


def _content(fault: Fault) -> Said:
    told = explain_value(fault.value, fault.types, fault.expected, _language(fault.element))
    return Said("TEI-04", f"In <{fault.name}>: “{_short(fault.value)}” {told.wrong}.", fault.value, told.hint)


def _language(element: etree._Element) -> str:
    """The language of an element's text, as xml:lang says."""
    inside: etree._Element | None = element
    while inside is not None:
        if inside.get(XML_LANG):
            return str(inside.get(XML_LANG))
        inside = inside.getparent()
    return "und"


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


def _may_stand(fault: Fault) -> str:
    return f"Here may stand: {_named(fault.expected, _LISTED)}." if fault.expected else ""


def _some(names: tuple[str, ...]) -> str:
    """A few of the elements that may hold something."""
    return _either(tuple(f"<{name}>" for name in names)) if len(names) <= _FEW else _named(names, _FEW)


def _named(names: tuple[str, ...], most: int) -> str:
    listed = ", ".join(f"<{name}>" for name in _ranked(names)[:most])
    return f"{listed}{', …' if len(names) > most else ''}"


def _ranked(names: tuple[str, ...]) -> tuple[str, ...]:
    """The familiar names first."""
    return tuple(sorted(names, key=lambda name: _FAMILIAR.index(name) if name in _FAMILIAR else len(_FAMILIAR)))


def _either(names: tuple[str, ...]) -> str:
    if len(names) > _LISTED:
        return f"one of {', '.join(names[:_LISTED])}, …"
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 60 else f"{folded[:59]}…"
