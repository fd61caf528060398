"""References that lead nowhere, over all documents of an edition.

A pointer ``#x`` is the element of that id in its own document (TEI Guidelines, chapter 17), or, as editions use it,
in the registers. ``file.xml#x`` is looked for beside the document and from the edition folder; a scheme of the
edition (``prefixDef``) is expanded first. Addresses on the web are not followed.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from urllib.parse import unquote

from tei_toolkit.validate.edition.model import Noticed, Pointer, Scheme, Survey
from tei_toolkit.validate.edition.view import EditionView, every_id

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_WEB = re.compile(r"(?:https?|mailto|urn|doi|ftp|tel|data):|//", re.IGNORECASE)
_NO_DIGIT = re.compile(r"\D")
_QUANTIFIED_GROUP = re.compile(r"\)[*+{]")
_ENDLESS = re.compile(r"[*+]|,\}")
_FEW = 3
_LONGEST = 200
_SOME = 20
_MOST = 0.5
"""The share of ids of one kind that no register has, above which the register lacks and not the ids."""


def dangling_references(view: EditionView) -> Iterator[Noticed]:
    """REF-02 for each target that is nowhere, once in a document; REF-03 in place of them where most targets of one
    kind of element are nowhere: then it is the register that is missing."""
    nowhere: dict[str, list[tuple[Survey, Pointer]]] = defaultdict(list)
    found: dict[str, set[str]] = defaultdict(set)
    targets = _Targets(view)
    for document in view.documents:
        for pointer in document.pointers:
            if pointer.resolved or targets.has(pointer.target, document):
                found[pointer.kind].add(pointer.target)
            else:
                nowhere[pointer.kind].append((document, pointer))
    for kind, wrong in nowhere.items():
        pointers = [(document, pointer) for document, pointer in wrong if pointer.target != "#"]
        yield from _without_id([one for one in wrong if one[1].target == "#"])
        missing = {pointer.target for _, pointer in pointers}
        whole = missing and (
            (len(missing) >= _SOME and len(missing) > _MOST * (len(missing) + len(found[kind])))
            or (not view.registers and all(pointer.attribute == "ref" for _, pointer in pointers))
        )
        yield from [_no_register(kind, pointers, missing, view)] if whole else _each(pointers, targets)


def undeclared_schemes(view: EditionView) -> Iterator[Noticed]:
    """REF-04 for each prefix that no ``prefixDef`` explains, at its first use."""
    uses: Counter[str] = Counter()
    first: dict[str, tuple[Survey, Pointer]] = {}
    targets = _Targets(view)
    for document in view.documents:
        for pointer in document.pointers:
            scheme = _SCHEME.match(pointer.target)
            if scheme and not targets.schemes_of(scheme[1], document):
                uses[scheme[1]] += 1
                first.setdefault(scheme[1], (document, pointer))
    for prefix, (document, pointer) in first.items():
        times = "once" if uses[prefix] == 1 else f"{uses[prefix]} times"
        yield Noticed(
            "REF-04",
            document.path,
            pointer.at,
            f"The prefix “{prefix}:” is used {times}, but no <prefixDef> says what it stands for.",
            f"{prefix}:",
            "Declare it in <listPrefixDef> of a header; until then its references are not checked.",
            pointer.attribute,
        )


class _Targets:
    """All that a pointer can lead to."""

    def __init__(self, view: EditionView) -> None:
        self._view = view
        self._ids: dict[str, frozenset[str]] = {}
        self._schemes: dict[str, list[Scheme]] = defaultdict(list)
        for document in view.documents:
            for scheme in document.schemes:
                if scheme not in self._schemes[scheme.ident]:
                    self._schemes[scheme.ident].append(scheme)
        self._stems = {posixpath.basename(path): path for path in view.by_path}
        self._by_digits: dict[str, list[str]] = defaultdict(list)
        for identifier in view.items:
            self._by_digits[_NO_DIGIT.sub("", identifier)].append(identifier)

    def lacks_sharp(self, target: str, document: Survey) -> bool:
        """Whether a pointer is the bare id of somebody in a register, or of something in its document."""
        return target in self._view.items or target in self._of(document)

    def nearest(self, identifier: str) -> str:
        """The id of a register that is most like a wrong one; a number that is near means nothing."""
        alike = self._by_digits.get(_NO_DIGIT.sub("", identifier), [])
        return next(iter(get_close_matches(identifier, alike, 1, 0.75)), "")

    def in_other_case(self, identifier: str) -> str:
        """The one id of a register that differs from a wrong one by its case alone; empty if it is not one."""
        alike = self._by_digits.get(_NO_DIGIT.sub("", identifier), [])
        same = [one for one in alike if one.casefold() == identifier.casefold()]
        return same[0] if len(same) == 1 else ""

    def elsewhere(self, identifier: str, document: Survey) -> str:
        """How a document is to point to an id that stands in one other document; empty if it is not so."""
        holders = self._holders.get(identifier, ())
        if len(holders) != 1:
            return ""
        return f"{posixpath.relpath(holders[0], posixpath.dirname(document.path) or '.')}#{identifier}"

    @cached_property
    def _holders(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for document in self._view.documents:
            for identifier, _ in document.ids:
                found[identifier].append(document.path)
        return found

    def schemes_of(self, prefix: str, document: Survey) -> list[Scheme]:
        """The declarations of a prefix: the document's own before those of others."""
        own = [scheme for scheme in document.schemes if scheme.ident == prefix]
        return own or self._schemes.get(prefix, [])

    def has(self, target: str, document: Survey) -> bool:
        """Whether a pointer leads to something, or to where nothing can be known."""
        if _WEB.match(target):
            return True
        prefixed = _SCHEME.match(target)
        if prefixed:
            schemes = self.schemes_of(prefixed[1], document)
            return not schemes or any(self._expanded(scheme, prefixed[2], document) for scheme in schemes)
        path, _, fragment = target.partition("#")
        if not path:
            return fragment in self._view.register_ids or fragment in self._view.items or fragment in self._of(document)
        if _WEB.match(document.base):
            return True
        return self._in_file(unquote(path), fragment, document)

    def _expanded(self, scheme: Scheme, rest: str, document: Survey) -> bool:
        """Whether what a scheme makes of a pointer leads to something; what it does not match leads nowhere."""
        if len(rest) > _LONGEST or _QUANTIFIED_GROUP.search(scheme.match) or len(_ENDLESS.findall(scheme.match)) > _FEW:
            # It could take for ever, and patterns of editions are not so.
            return True
        try:
            match = re.fullmatch(scheme.match, rest)
        except (re.error, OverflowError):
            return True
        if not match:
            return False
        made = re.sub(r"\$(\d)", lambda group: _group(match, int(group[1])), scheme.replacement)
        return not made or bool(_SCHEME.match(made)) or self.has(made, document)

    def _in_file(self, path: str, fragment: str, document: Survey) -> bool:
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path))
        from_top = posixpath.normpath(path)
        known = [one for one in (beside, from_top) if one in self._view.files or one in self._view.by_path]
        if not known and (named := self._stems.get(posixpath.basename(path))) and "/" not in path:
            known = [named]
        if not known and "." not in posixpath.basename(path):
            known = [named for named in [self._stems.get(f"{posixpath.basename(path)}.xml")] if named]
        if not known and (beside.startswith("..") or posixpath.isabs(path)):
            # What lies outside the edition is not looked at.
            return True
        return any(not fragment or self._holds(one, fragment) for one in known)

    def _holds(self, path: str, fragment: str) -> bool:
        document = self._view.by_path.get(path)
        return document is None or fragment in self._of(document)

    def _of(self, document: Survey) -> frozenset[str]:
        if document.path not in self._ids:
            self._ids[document.path] = frozenset(every_id(document))
        return self._ids[document.path]


def _group(match: re.Match[str], number: int) -> str:
    try:
        return match.group(number) or ""
    except IndexError:
        return ""


def _each(pointers: Iterable[tuple[Survey, Pointer]], targets: _Targets) -> Iterator[Noticed]:
    """One for each target of a document, at its first place."""
    times = Counter((document.path, pointer.attribute, pointer.target) for document, pointer in pointers)
    seen = set()
    for document, pointer in pointers:
        key = (document.path, pointer.attribute, pointer.target)
        if key in seen:
            continue
        seen.add(key)
        more = f", {times[key]} times in this file" if times[key] > 1 else ""
        meant = ""
        if targets.lacks_sharp(pointer.target, document):
            message = (
                f"@{pointer.attribute} of <{pointer.kind}> points to a file “{pointer.target}”{more}: the # is missing."
            )
            meant = f"#{pointer.target}"
            hint = f"Write “{meant}”."
        else:
            points = f"@{pointer.attribute} of <{pointer.kind}> points to “{pointer.target}”"
            message = f"{points}{more}, but {_lacks(pointer.target)}."
            before, sharp, identifier = pointer.target.rpartition("#")
            near = targets.nearest(identifier) if sharp else ""
            other = targets.elsewhere(identifier, document) if sharp and not before else ""
            hint = f"Did you mean “{before}#{near}”?" if near else "Correct it, or add what it is to lead to."
            hint = f"That id stands in another file: write “{other}”." if other else hint
            if near and near == targets.in_other_case(identifier):
                meant = f"{before}#{near}"
        attribute = pointer.attribute
        yield Noticed("REF-02", document.path, pointer.at, message, pointer.target, hint, attribute, meant=meant)


def _without_id(pointers: list[tuple[Survey, Pointer]]) -> Iterator[Noticed]:
    """Each # alone; once for all where there are many, which a program wrote and another can remove."""
    for document, pointer in pointers[:1] if len(pointers) > _SOME else pointers:
        more = f", here and in {len(pointers) - 1} further places" if len(pointers) > _SOME else ""
        yield Noticed(
            "REF-02",
            document.path,
            pointer.at,
            f"@{pointer.attribute} of <{pointer.kind}> is a # without an id{more}.",
            pointer.target,
            "Write the id of the person, place or element that is meant, or remove the attribute.",
            pointer.attribute,
        )


def _lacks(target: str) -> str:
    path, sharp, identifier = target.partition("#")
    if _SCHEME.match(target):
        return "what its prefix stands for is not in the edition"
    if not path:
        return "neither this document nor a register has that id"
    return f"{path} has no such id, or is not there" if sharp and identifier else "there is no such file in the edition"


def _no_register(kind: str, pointers: list[tuple[Survey, Pointer]], missing: set[str], view: EditionView) -> Noticed:
    document, pointer = pointers[0]
    listed = "no register has them" if view.registers else "edition.toml names no register"
    return Noticed(
        "REF-03",
        document.path,
        pointer.at,
        f"<{kind}> points to {len(missing)} ids ({len(pointers)} references), and {listed}:"
        f" “{pointer.target}” and others.",
        pointer.target,
        "Name the register that lists them under files of [register] in edition.toml.",
        pointer.attribute,
    )
