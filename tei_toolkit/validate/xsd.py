"""XML Schema (XSD): the package xmlschema says whether a document is valid, and a grammar made of the schema what is
wrong with it, in the same words as RELAX NG. What only xmlschema knows of is said as it says it, as well as we can."""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Collection, Iterable
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import xmlschema
from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import local_name, parse_xml
from tei_toolkit.validate.examine import Examiner
from tei_toolkit.validate.limits import MOST_FINDINGS
from tei_toolkit.validate.position import Places
from tei_toolkit.validate.unicode_sets import mend
from tei_toolkit.validate.xsd_grammar import grammar_of

_SENTENCES = (
    ("ID-01", r"duplicated xs:ID value '(?P<value>[^']*)'", "The id “{value}” is that of another element already."),
    ("REF-01", r"IDREF '(?P<value>[^']*)' not found", "No element of this document has the id “{value}”."),
    ("TEI-04", r"attribute '(?P<attribute>[^']+)' has a fixed value '(?P<wanted>.*)'",
     "@{attribute} of <{element}> can only be “{wanted}”."),
    ("TEI-04", r"duplicated value \('?(?P<value>.*?)'?,?\) for Xsd\w+\(name='(?:\w+:)?(?P<rule>[^']*)'",
     "<{element}> repeats “{value}”, which may stand once only (the schema’s rule “{rule}”)."),
    ("TEI-04", r"value \('?(?P<value>.*?)'?,?\) not found for Xsd\w+\(name='(?:\w+:)?(?P<rule>[^']*)'",
     "<{element}> names “{value}”, which is nowhere (the schema’s rule “{rule}”)."),
    ("TEI-03", r"'(?P<attribute>[^']+)' attribute not allowed", "<{element}> may not have the attribute @{attribute}."),
    ("TEI-04", r"attribute (?P<attribute>\S+)='(?P<value>.*?)': ", "@{attribute} of <{element}> may not be “{value}”."),
    ("TEI-04", r"[Ii]nvalid \w+ string '(?P<value>[^']*)'", "In <{element}>: “{value}” is not of the form wanted."),
    ("TEI-04", r"value (?:has to|must|doesn't)|invalid value", "The value of <{element}> is not of the form wanted."),
    ("TEI-05", r"missing required attribute '(?P<attribute>[^']+)'", "<{element}> needs @{attribute}."),
    ("TEI-05", r"not complete\. Tag '(?:\w+:)?(?P<wanted>[^']+)'", "<{element}> is not complete: it needs <{wanted}>."),
    ("TEI-05", r"is not complete", "<{element}> is not complete."),
    ("TEI-06", r"character data", "Text may not stand directly in <{element}>."),
    ("TEI-01", r"Unexpected child with tag '(?P<value>[^']+)'", "<{value}> is not allowed here inside <{element}>."),
)  # fmt: skip
_BEYOND_GRAMMAR = re.compile(r"duplicated value|not found for|fixed value")
_XSD = "{http://www.w3.org/2001/XMLSchema}"
_NAMESPACE = re.compile(r"\{[^}]*\}")
_OF_IDS = re.compile(r"(?:duplicated xs:ID value|IDREF) '(.*?)'")
_RETYPED = etree.XPath("boolean(//@xsi:type | //@xsi:nil)",
                       namespaces={"xsi": "http://www.w3.org/2001/XMLSchema-instance"})  # fmt: skip


mend()


class XmlSchema:
    """An XSD that documents are held against; ``name`` is what messages call it."""

    def __init__(self, schema: Any, name: str) -> None:
        self._schema, self._name = schema, name

    def findings(self, tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
        """What is wrong with the document called ``name``, in its order."""
        errors = list(islice(self._schema.iter_errors(tree), MOST_FINDINGS + 1))
        examiner = self._examiner if errors and not _RETYPED(tree) else None
        if examiner is None:
            return [_finding(error, tree, name, places) for error in errors]
        faults = examiner.located(tree, name, places)
        explained = _Explained(faults, examiner.unsound_ids(tree))
        rest = [_finding(error, tree, name, places) for error in errors if not explained.covers(error)]
        return [*(finding for _, finding in faults), *rest, *examiner.of_ids(tree, name, places)]

    @functools.cached_property
    def _examiner(self) -> Examiner | None:
        """What explains faults; none where the schema can't be said as a grammar."""
        try:
            return Examiner(grammar_of(self._schema, self._name))
        except UnreadableInput:
            return None


class _Explained:
    """What the grammar has explained: faults of elements and of values, and ids."""

    def __init__(self, faults: Iterable[tuple[etree._Element, Finding]], ids: Collection[str]) -> None:
        self._values = {
            (element, part) for element, finding in faults for part in (_folded(finding.value), *finding.value.split())
        }
        self._elements = {element for element, _ in self._values}
        self._ids = ids

    def covers(self, error: Any) -> bool:
        """Whether no more needs to be said of an error of xmlschema's."""
        reason = _reason(error)
        of_id = _OF_IDS.search(reason)
        if of_id:
            return of_id[1] in self._ids
        holder = error.elem
        if not isinstance(holder, etree._Element) or _BEYOND_GRAMMAR.search(reason):
            return False
        if isinstance(error.obj, str):
            return (holder, _folded(error.obj)) in self._values
        return holder in self._elements or any(child in self._elements for child in holder)


def _folded(value: str) -> str:
    return " ".join(value.split())


def load(data: bytes, name: str) -> XmlSchema:
    """Read an XSD. ``name`` is its path: the files that it includes or imports must lie in the same folder or
    below it, and are read by xmlschema; nothing else is, and nothing is fetched.

    Raises :class:`UnreadableInput` in one sentence if it is none, or does not hold together.
    """
    tree = parse_xml(data, name)
    folder = f"{Path(name).resolve().parent}/"
    _refuse_what_is_missing(tree, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return XmlSchema(xmlschema.XMLSchema(data, base_url=folder, allow="sandbox", defuse="always"), name)
    except (xmlschema.XMLSchemaException, OSError, ValueError, RecursionError) as error:
        said = _reason(error).split(" Schema component:")[0].rstrip(".:")
        raise UnreadableInput(f"{name}:{_line(error, tree)}: this cannot be used as an XSD: {said}.") from None


def _refuse_what_is_missing(tree: etree._ElementTree, name: str) -> None:
    """xmlschema goes on without what it can't include, and so would judge documents by half a schema."""
    for element in tree.getroot().iterchildren(*(f"{_XSD}{one}" for one in ("include", "import", "redefine"))):
        address = element.get("schemaLocation", "")
        if address and ":" not in address and not (Path(name).parent / unquote(address)).is_file():
            raise UnreadableInput(f"{name}:{element.sourceline}: “{address}” cannot be read: there is no such file.")


def _line(error: Any, tree: etree._ElementTree) -> int:
    """The line of the schema's element that an error is about, which xmlschema has read for itself."""
    about = getattr(error, "elem", None)
    if about is None or not isinstance(about.tag, str):
        return 1
    alike = (one for one in tree.getroot().iter(about.tag) if sorted(one.items()) == sorted(about.items()))
    found = next(alike, tree.getroot())
    return found.sourceline if isinstance(found.sourceline, int) else 1


def _finding(error: Any, tree: etree._ElementTree, name: str, places: Places) -> Finding:
    holder = error.elem if isinstance(error.elem, etree._Element) else tree.getroot()
    code, message, parts = _said(_reason(error), local_name(holder))
    child = getattr(error, "invalid_child", None)
    pointed = child if isinstance(child, etree._Element) else holder
    line, column = places.of(pointed, parts.get("attribute", "") if code != "TEI-05" else "")
    return Finding(code, message, name, line, column, parts.get("value") or parts.get("attribute", ""))


def _said(reason: str, element: str) -> tuple[str, str, dict[str, str]]:
    for code, pattern, sentence in _SENTENCES:
        found = re.search(pattern, reason)
        if found:
            parts = found.groupdict()
            return code, sentence.format(element=element, **parts), parts
    return "TEI-01", f"<{element}> does not fit the schema: {reason}.", {}


def _reason(error: Any) -> str:
    """What xmlschema says, without namespaces, as the end of a sentence."""
    said = getattr(error, "reason", None) or getattr(error, "message", None) or error
    return " ".join(_NAMESPACE.sub("", str(said)).split()).rstrip(".")
