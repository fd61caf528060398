"""What must be right in a Schematron schema before it is compiled (ISO/IEC 19757-3, 5.4 and annex A)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.parsing import local_name
from tei_toolkit.validate.schematron.reading import AT, SCHEMATRON, sch

ALL, DEFAULT = "#ALL", "#DEFAULT"
_BINDINGS = ("xslt", "xslt2", "xslt3", "xpath", "xpath2", "xpath3", "xpath31", "exslt")
_NEEDED = {
    "ns": ("prefix", "uri"),
    "let": ("name",),
    "param": ("name",),
    "phase": ("id",),
    "active": ("pattern",),
    "assert": ("test",),
    "report": ("test",),
    "value-of": ("select",),
    "diagnostic": ("id",),
    "property": ("id",),
}
_MAY_HOLD = {
    "schema": (
        "title", "ns", "p", "param", "let", "phase", "pattern", "group", "rules", "diagnostics", "properties",
    ),
    "phase": ("p", "let", "active"),
    "pattern": ("title", "p", "let", "param", "rule"),
    "group": ("title", "p", "let", "param", "rule"),
    "rules": ("title", "p", "rule"),
    "rule": ("p", "let", "assert", "report", "extends"),
    "assert": ("value-of", "name", "emph", "dir", "span"),
    "report": ("value-of", "name", "emph", "dir", "span"),
    "diagnostics": ("diagnostic",),
    "diagnostic": ("value-of", "name", "emph", "dir", "span"),
    "properties": ("property",),
    "property": ("value-of", "name", "emph", "dir", "span"),
    "emph": ("value-of", "name"),
    "dir": ("value-of", "name"),
    "span": ("value-of", "name"),
}  # fmt: skip


def check_schema(root: etree._Element, phase: str = DEFAULT) -> None:
    """Raises :class:`UnreadableInput` with one sentence, with file and line, for the first thing that is wrong with a
    schema, or if it has no such phase."""
    _check_binding(root)
    _check_elements(root)
    _check_names(root)
    _check_phases(root, phase)
    _check_patterns(root)
    for rule in root.iter(sch("rule")):
        _check_rule(rule)
    for assertion in root.iter(sch("assert"), sch("report")):
        _check_references(assertion, "diagnostics", root.iter(sch("diagnostic")))
        _check_references(assertion, "properties", root.iter(sch("property")))


def _wrong(element: etree._Element, sentence: str) -> UnreadableInput:
    return UnreadableInput(f"{element.get(AT, '')}: {sentence}")


def _near(word: str, known: Collection[str]) -> str:
    near = get_close_matches(word, sorted(known), 1)
    return f" Did you mean “{near[0]}”?" if near else ""


def _check_binding(root: etree._Element) -> None:
    binding = root.get("queryBinding", "xslt")
    if binding.lower() not in _BINDINGS:
        raise _wrong(root, f"the query binding “{binding}” is not supported; use xslt, xslt2 or xslt3.")


def _check_elements(root: etree._Element) -> None:
    for element in root.iter(f"{{{SCHEMATRON}}}*"):
        name = local_name(element)
        parent = element.getparent()
        allowed = _MAY_HOLD.get(local_name(parent)) if parent is not None and element is not root else None
        inside = parent is not None and str(parent.tag).startswith(f"{{{SCHEMATRON}}}")
        if inside and allowed is not None and name not in allowed:
            raise _wrong(element, f"<{name}> may not stand in <{local_name(parent)}>.{_near(name, allowed)}")  # type: ignore[arg-type]
        for attribute in _NEEDED.get(name, ()):
            if not element.get(attribute, "").strip():
                raise _wrong(element, f"<{name}> needs the attribute {attribute}.")


def _check_names(root: etree._Element) -> None:
    """No two variables of one scope have one name, no two patterns or phases one id, no two prefixes two meanings."""
    _no_two(root.iterchildren(sch("ns")), "prefix", "the prefix")
    _no_two(root.iterchildren(sch("phase")), "id", "the phase")
    _no_two(root.iterchildren(sch("pattern"), sch("group")), "id", "the pattern")
    _no_two(root.iter(sch("diagnostic")), "id", "the diagnostic")
    _no_two(root.iterchildren(sch("let"), sch("param")), "name", "the variable")
    for scope in root.iter(sch("phase"), sch("pattern"), sch("group"), sch("rule")):
        _no_two(scope.iterchildren(sch("let")), "name", "the variable")
    for let in root.iter(sch("let")):
        filled = len(let) > 0 or bool((let.text or "").strip())
        if ("value" in let.attrib) == filled:
            said = "both a value and content" if filled else "neither a value nor content"
            raise _wrong(let, f"the variable “{let.get('name')}” has {said}; give it one of them.")


def _no_two(elements: Iterator[etree._Element], attribute: str, what: str) -> None:
    seen: dict[str, etree._Element] = {}
    for element in elements:
        value = element.get(attribute)
        if value is None:
            continue
        if value in seen:
            place = seen[value].get(AT, "")
            raise _wrong(element, f"{what} “{value}” is declared at {place} already.")
        seen[value] = element


def _check_phases(root: etree._Element, phase: str) -> None:
    phases = {one.get("id", "") for one in root.iterchildren(sch("phase"))}
    default = root.get("defaultPhase", ALL)
    if default not in phases | {ALL}:
        raise _wrong(root, f"the default phase “{default}” is none of this schema’s.{_near(default, phases)}")
    if phase not in phases | {ALL, DEFAULT}:
        known = ", ".join(sorted(phases)) or "none"
        raise _wrong(root, f"this schema has no phase “{phase}”; its phases: {known}.")
    patterns = {one.get("id", "") for one in root.iterchildren(sch("pattern"), sch("group"))}
    for active in root.iter(sch("active")):
        named = active.get("pattern", "")
        if named not in patterns:
            raise _wrong(active, f"no pattern has the id “{named}”.{_near(named, patterns)}")


def _check_patterns(root: etree._Element) -> None:
    patterns = list(root.iterchildren(sch("pattern"), sch("group")))
    abstract = {one.get("id", ""): one for one in patterns if one.get("abstract") == "true"}
    for pattern in patterns:
        if pattern.get("abstract") == "true" and ("is-a" in pattern.attrib or not pattern.get("id")):
            raise _wrong(
                pattern, "an abstract pattern needs an id, and cannot itself be an instance of another (is-a)."
            )
        name = pattern.get("is-a")
        if name is None:
            continue
        if name not in abstract:
            raise _wrong(pattern, f"no abstract pattern has the id “{name}”.{_near(name, abstract)}")
        if pattern.find(sch("rule")) is not None:
            raise _wrong(pattern, "a pattern with is-a has parameters and no rules of its own.")
        given = {one.get("name", "") for one in pattern.iterchildren(sch("param"))}
        for param in abstract[name].iterchildren(sch("param")):
            if "value" not in param.attrib and param.get("name") not in given:
                raise _wrong(pattern, f"the abstract pattern “{name}” needs the parameter “{param.get('name')}”.")


def _check_rule(rule: etree._Element) -> None:
    abstract = rule.get("abstract") == "true"
    if abstract and ("context" in rule.attrib or not rule.get("id")):
        raise _wrong(rule, "an abstract rule needs an id, and has no context.")
    if not abstract and not rule.get("context", "").strip():
        raise _wrong(rule, "<rule> needs the attribute context.")
    for extends in rule.iterchildren(sch("extends")):
        _check_extension(extends, (rule,))


def _check_extension(extends: etree._Element, chain: tuple[etree._Element, ...]) -> None:
    name = extends.get("rule", "")
    pattern = next(one for one in extends.iterancestors() if local_name(one) in ("pattern", "group", "rules", "schema"))
    root = extends.getroottree().getroot()
    rules = [one for one in (*pattern.iter(sch("rule")), *root.iter(sch("rule"))) if one.get("abstract") == "true"]
    found = next((one for one in rules if one.get("id") == name), None)
    if found is None:
        known = {one.get("id", "") for one in rules}
        raise _wrong(extends, f"no abstract rule has the id “{name}”.{_near(name, known)}")
    if found in chain:
        raise _wrong(extends, f"the rule “{name}” extends itself.")
    for inner in found.iterchildren(sch("extends")):
        _check_extension(inner, (*chain, found))


def _check_references(assertion: etree._Element, attribute: str, elements: Iterator[etree._Element]) -> None:
    known = {one.get("id", "") for one in elements}
    for name in assertion.get(attribute, "").split():
        if name not in known:
            raise _wrong(
                assertion, f"@{attribute} names “{name}”, which this schema does not have.{_near(name, known)}"
            )
