"""The plan of a build: everything that an edition is to have, and what all of that is made with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tei_toolkit.findings import Finding
from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.entry_pdf import EntryPdf
from tei_toolkit.publish.facts import Facts, digest_of
from tei_toolkit.publish.graph.seal import toolkit_digest
from tei_toolkit.publish.press import Press, own_stylesheets
from tei_toolkit.publish.site import site_findings, site_shared, site_targets, site_targets_of_outputs
from tei_toolkit.publish.stylesheets import stylesheet_digest
from tei_toolkit.publish.target import Target, ingredients, short
from tei_toolkit.publish.volumes import Book, books
from tei_toolkit.resources import resource
from tei_toolkit.transform.volumes import FORMATS


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made."""

    targets: Callable[[Collection[str]], Iterable[Target]]
    """All targets but those below, if the entries with these ids have none."""
    of_outputs: Callable[[Callable[[], Mapping[str, str]], Collection[str]], Iterable[Target]]
    """The targets that are made of what others made: what gives its digests by their paths below ``build``, if there
    are such targets, and again the ids."""
    shares: Callable[[type[Target]], Mapping[str, str]]
    """What a kind of target is made with besides what each reads: what an editor calls it → a short digest."""
    digest: Callable[[type[Target]], str]
    """The digest of all of that."""
    press: Press
    facts: Facts
    findings: tuple[Finding, ...]
    """What was noticed while the edition was collected; files are named from its folder."""

    def reads(self, target: Target) -> dict[str, str]:
        """All that a target is made of, as an editor calls it → a short digest."""
        return {**self.shares(type(target)), **ingredients(target)}


def plan_of(folder: Path, only: Collection[str], facts: Facts) -> Plan:
    """The plan for some outputs of an edition.

    Raises :class:`UnreadableInput` as :func:`tei_toolkit.publish.collect.collect` does.
    """
    collected = collect(folder, facts)
    shared = site_shared(collected)
    told = digest_of(repr(shared).encode("utf-8", "surrogatepass"))
    own = own_stylesheets(folder)

    @cache
    def stylesheet(name: str) -> str:
        words = resource("xslt", "html", "words")
        table = "".join(digest_of(path.read_bytes()) for path in sorted(words.iterdir()))
        ours = resource("xslt", *f"{name}.xsl".split("/"))
        return stylesheet_digest(own.get(name.removeprefix("html/")) or ours) + table

    def targets(without: Collection[str]) -> Iterator[Target]:
        if "site" in only:
            yield from site_targets(collected, shared, without)
        yield from books(collected, [form for form in FORMATS if form in only])

    def of_outputs(outputs: Callable[[], Mapping[str, str]], without: Collection[str]) -> Iterable[Target]:
        return site_targets_of_outputs(collected, shared, outputs(), without) if {"site", "search"} <= set(only) else ()

    def made_with(kind: type[Target]) -> Mapping[str, str]:
        if issubclass(kind, Book | EntryPdf):
            return {"the toolkit": toolkit_digest() + _xslt_digest()}
        sheets = {f"the stylesheet {name}.xsl": stylesheet(name) for name in kind.stylesheets}
        return {"the toolkit": toolkit_digest(), "what edition.toml says": told} | sheets

    @cache
    def shares(kind: type[Target]) -> Mapping[str, str]:
        return {called: short(digest) for called, digest in made_with(kind).items()}

    @cache
    def digest(kind: type[Target]) -> str:
        return "\0".join(made_with(kind).values())

    named = (replace(finding, file=Path(finding.file).relative_to(folder).as_posix()) for finding in collected.findings)
    noticed = (*named, *(site_findings(collected) if "site" in only else ()))
    press = Press(folder, shared, collected.register)
    return Plan(targets, of_outputs, shares, digest, press, facts, noticed)


@cache
def _xslt_digest() -> str:
    """The digest of everything below ``xslt``, of which a book needs many parts."""
    top = resource("xslt")
    files = sorted(path for path in top.rglob("*") if path.is_file() and path.suffix != ".woff2")
    return digest_of("".join(digest_of(path.read_bytes()) for path in files).encode())
