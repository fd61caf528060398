"""From a Schematron schema to the stylesheet that runs it, which is kept for the next process."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path

from lxml import etree
from platformdirs import user_cache_path

from tei_toolkit import __version__
from tei_toolkit.batches import beside
from tei_toolkit.errors import StylesheetError, UnreadableInput
from tei_toolkit.resources import resource
from tei_toolkit.saxon import Stylesheets, is_in_use
from tei_toolkit.validate.schematron.reading import AT, SchemaSource

_KEPT = 24
"""So many stylesheets are kept, the latest."""
_READS = re.compile(
    r"\b(?:doc|document|doc-available|collection|uri-collection|unparsed-text(?:-lines|-available)?|json-doc)\s*\("
)
_PLACE = re.compile(r"\bon line (\d+)")


class Program:
    """The stylesheets of a schema in a phase: a quick one, and a careful one for documents on which that fails.

    SaxonC does not bear that a process which has used it is parted into several. So a stylesheet is made and tried in
    a process of its own, and each process that runs it compiles it for itself.
    """

    def __init__(self, source: SchemaSource, phase: str) -> None:
        self._schema = source.root.getroottree()
        self._phase = phase
        text = etree.tostring(self._schema, encoding="unicode")
        self._reads = bool(_READS.search(text)) or "documents=" in text
        self._texts: dict[bool, str] = {}
        self._compiled: dict[tuple[int, bool], Stylesheets] = {}

    def check(self) -> None:
        """Raises :class:`UnreadableInput` with file and line if an expression is wrong."""
        self._text(careful=False)

    def stylesheets(self, *, careful: bool) -> Stylesheets:
        """The compiled stylesheet, called ``schematron``, for this process."""
        key = os.getpid(), careful
        if key not in self._compiled:
            self._compiled[key] = self._compile(self._text(careful=careful))
        return self._compiled[key]

    def _text(self, *, careful: bool) -> str:
        if careful not in self._texts:
            said = etree.tostring(self._schema, method="c14n")
            kept = _Kept(b"\0".join([said, self._phase.encode(), b"careful" if careful else b"quick"]))
            self._texts[careful] = kept.text() or kept.keep(self._made(careful=careful))
        return self._texts[careful]

    def _made(self, *, careful: bool) -> str:
        def make() -> str:
            text = _transpile(self._schema, self._phase, careful=careful)
            self._compile(text)
            return text

        if is_in_use():
            return make()
        with beside(make, jobs=2) as made:
            return made()

    def _compile(self, text: str) -> Stylesheets:
        try:
            return Stylesheets({"schematron": text}, read_files=self._reads)
        except StylesheetError as error:
            raise UnreadableInput(self._sentence(str(error), text)) from None

    def _sentence(self, message: str, text: str) -> str:
        """What is wrong with an expression, with the place in the schema that the line of the stylesheet came from."""
        lines = [int(number) for number in _PLACE.findall(message)]
        place = _place(text, lines[0]) if lines else ""
        said = re.search(r"\n?\s*(?:[A-Z]{4}\d{4})\s+(.+?)(?:\n\s*(?:Error|Errors were|$)|\Z)", message, re.DOTALL)
        reason = " ".join((said[1] if said else message).split()).rstrip(".")
        return f"{place or self._schema.getroot().get(AT, '')}: an expression cannot be used: {reason}."


def _transpile(schema: etree._ElementTree, phase: str, *, careful: bool) -> str:
    sheets = Stylesheets({"transpile": resource("xslt", "schematron", "transpile.xsl")})
    told: dict[str, str] = {"phase": phase, "careful": "1" if careful else ""}
    made = sheets.transform("transpile", schema, told)
    # An element to a line, so that a message's line is an element's.
    return re.sub(r"(?<=>)(?=<)", "\n", made)


def _place(text: str, line: int) -> str:
    """Where in the schema that stood of which an element in this line was made."""
    root = etree.fromstring(text.encode("utf-8"))
    best = ""
    for element in root.iter("*"):
        if isinstance(element.sourceline, int) and element.sourceline > line:
            break
        best = element.get(AT, "") or best
    return best


class _Kept:
    """A stylesheet in the user's cache folder, under a name made of what it was made of."""

    def __init__(self, said: bytes) -> None:
        stamp = f"{__version__} {_sources()}\n".encode()
        name = hashlib.sha256(stamp + said).hexdigest()
        self._path = user_cache_path("tei_toolkit") / "schematron" / f"{name}.xsl"

    def text(self) -> str:
        """The stylesheet; empty if there is none."""
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return self._path.read_text(encoding="utf-8")
        return ""

    def keep(self, text: str) -> str:
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            mine = self._path.with_suffix(f".{os.getpid()}.new")
            mine.write_text(text, encoding="utf-8")
            mine.replace(self._path)
            for old in sorted(self._path.parent.iterdir(), key=_age)[_KEPT:]:
                old.unlink(missing_ok=True)
        return text


def _age(path: Path) -> float:
    return -path.stat().st_mtime


def _sources() -> str:
    """What tells the transpiler from an older one."""
    folder = resource("xslt", "schematron")
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*.xsl")))).hexdigest()
