"""The grammar that TEI's Stylesheets make of an ODD, brought to its bones: RELAX NG and nothing else."""

from __future__ import annotations

from lxml import etree

_RNG = "http://relaxng.org/ns/structure/1.0"
_TEI = "http://www.tei-c.org/ns/1.0"
_DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"
_REPEATED = ("optional", "zeroOrMore", "oneOrMore")


def lean(grammar: bytes, notice: str) -> bytes:
    """A RELAX NG grammar as odd2relax makes it, without prose, Schematron, and patterns that nothing uses.

    ``notice`` stands at its head, as a comment. The patterns are sorted by name, so that the result is stable.
    """
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, remove_blank_text=True)
    source = etree.fromstring(grammar, parser)
    for element in list(source.iter(etree.Element)):
        if not str(element.tag).startswith(f"{{{_RNG}}}"):
            parent = element.getparent()
            assert parent is not None, "the result of odd2relax is no RELAX NG"
            parent.remove(element)
    defines = {str(define.get("name")): define for define in source.iter(f"{{{_RNG}}}define")}
    _without_impossible(source, defines)
    start = source.find(f"{{{_RNG}}}start")
    assert start is not None, "the grammar has no start"
    made = etree.fromstring(f'<grammar xmlns="{_RNG}" ns="{_TEI}" datatypeLibrary="{_DATATYPES}"/>')
    made.append(start)
    made.extend(defines[name] for name in sorted(_used(start, defines)))
    _plain(made)
    _simplify(made)
    for define in list(made)[1:]:
        if define.get("name") not in _used(start, defines):
            made.remove(define)
    etree.indent(made)
    written = etree.tostring(made, encoding="UTF-8")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!--{notice}-->\n'.encode() + written + b"\n"


def _without_impossible(grammar: etree._Element, defines: dict[str, etree._Element]) -> None:
    """Take out the choices that can never be taken: those of TEI's classes that have no members left.

    This is section 4.20 of the RELAX NG specification. libxml2 would not return from a grammar that has such
    choices in many places.
    """
    waiting = list(grammar.iter(f"{{{_RNG}}}notAllowed"))
    while waiting:
        impossible = waiting.pop()
        parent = impossible.getparent()
        if parent is None:
            continue
        kind = etree.QName(parent).localname
        if kind == "choice" and len(parent) > 1:
            parent.remove(impossible)
        elif kind in ("optional", "zeroOrMore"):
            _replace(parent, "empty")
        elif kind in ("group", "choice", "oneOrMore", "interleave", "list", "attribute"):
            waiting.append(_replace(parent, "notAllowed"))
        elif kind == "define":
            defines.pop(str(parent.get("name")), None)
            refs = grammar.iterfind(f".//{{{_RNG}}}ref[@name='{parent.get('name')}']")
            waiting += [_replace(ref, "notAllowed") for ref in list(refs)]


def _replace(pattern: etree._Element, name: str) -> etree._Element:
    """Put ``<name/>`` in a pattern's place, and return it."""
    parent = pattern.getparent()
    assert parent is not None
    made = etree.Element(f"{{{_RNG}}}{name}")
    parent.replace(pattern, made)
    return made


def _used(start: etree._Element, defines: dict[str, etree._Element]) -> set[str]:
    """The names of the patterns that can be reached from the start."""
    used: set[str] = set()
    waiting = [start]
    while waiting:
        names = {str(ref.get("name")) for ref in waiting.pop().iter(f"{{{_RNG}}}ref")} - used
        used |= names
        waiting += [defines[name] for name in names]
    return used


def _plain(grammar: etree._Element) -> None:
    """Drop what is not RELAX NG from attributes, and white space that means nothing."""
    for element in grammar.iter(etree.Element):
        for name in [name for name in element.attrib if "{" in str(name)]:
            del element.attrib[name]
        if element is not grammar and element.get("ns") == _TEI:
            del element.attrib["ns"]
        if len(element) and not (element.text or "").strip():
            element.text = None
        element.tail = None
    etree.cleanup_namespaces(grammar)


def _simplify(grammar: etree._Element) -> None:
    """Say the same with fewer patterns, as sections 4.11 to 4.21 of the RELAX NG specification allow.

    TEI's patterns are full of choices between one thing and repetitions of nothing, left by what the ODD takes
    out. They mean no harm, but libxml2 takes some of them wrongly and does not return from others.
    """
    before = b""
    while before != (before := etree.tostring(grammar)):
        for pattern in reversed(list(grammar.iter(etree.Element))):
            _simplify_pattern(pattern)


def _simplify_pattern(pattern: etree._Element) -> None:
    parent = pattern.getparent()
    kind, kinds = etree.QName(pattern).localname, [etree.QName(child).localname for child in pattern]
    if parent is None or not kinds:
        return
    if kind not in ("choice", "list") and len(kinds) > 1 and "empty" in kinds:
        pattern.remove(pattern[kinds.index("empty")])
    elif kind in ("group", "choice") and (len(kinds) == 1 or parent.tag == pattern.tag):
        place = parent.index(pattern)
        parent[place : place + 1] = list(pattern)
    elif kind in _REPEATED and kinds == ["empty"]:
        _replace(pattern, "empty")
    elif kind in _REPEATED and len(kinds) == 1 and kinds[0] in _REPEATED:
        inner = pattern[0]
        repeated = "zeroOrMore" if kind != kinds[0] else kind
        made = _replace(pattern, repeated)
        made.extend(list(inner))
    elif kind == "define" and kinds == ["empty"]:
        grammar = pattern.getroottree().getroot()
        for ref in list(grammar.iterfind(f".//{{{_RNG}}}ref[@name='{pattern.get('name')}']")):
            _replace(ref, "empty")
