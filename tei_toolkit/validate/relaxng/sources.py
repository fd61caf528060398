"""The files of a schema: the one that was asked for, and those that it refers to (sections 4.5 to 4.7).

Only local files are read, each once; nothing is ever fetched from a network.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.parsing import XML, parse_xml
from tei_toolkit.validate.relaxng.simple import wrong
from tei_toolkit.validate.relaxng.syntax import check_syntax

_BASE = f"{{{XML}}}base"
_SAFE = "%/:?#[]@!$&'()*+,;=~"


class Sources:
    """The trees of a schema's files, checked for their syntax.

    ``data`` and ``name`` are the bytes and the path of the first; a path that ends in ``.rnc`` is in compact
    syntax.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._shown_absolute = Path(name).is_absolute()
        self._trees: dict[Path, etree._Element] = {}
        self._names: dict[Path, str] = {}
        self._paths: dict[str, Path] = {}
        self._open: list[Path] = []
        first = Path.cwd() / os.path.normpath(name)
        self._read(first, name, data, compact=name.lower().endswith(".rnc"))
        self._open.append(first)
        self.root = self._trees[first]

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of all files that were read, the first one first."""
        return tuple(str(path) for path in self._trees)

    @contextmanager
    def referred(self, element: etree._Element, file: str) -> Iterator[tuple[etree._Element, str]]:
        """The root of the file that ``href`` of an element in ``file`` leads to, and how messages call that file.

        While it is used, it is an error to refer to it again.
        """
        place = f"{file}:{element.sourceline}"
        path = self._resolve(element, file, place)
        if path in self._open:
            raise wrong(place, f"‘{element.get('href')}’ is being read already: the two files refer to each other.")
        if path not in self._trees:
            try:
                data = path.read_bytes()
            except OSError as error:
                reason = error.strerror or "it can’t be read"
                raise wrong(place, f"the file ‘{element.get('href')}’ can’t be read: {reason}.") from None
            compact = path.suffix.lower() == ".rnc" or (file.lower().endswith(".rnc") and path.suffix.lower() != ".rng")
            self._read(path, str(path) if self._shown_absolute else os.path.relpath(path), data, compact)
        self._open.append(path)
        try:
            yield self._trees[path], self._names[path]
        finally:
            self._open.pop()

    def _read(self, path: Path, name: str, data: bytes, compact: bool) -> None:
        if compact:
            from tei_toolkit.validate.relaxng.compact import parse_compact  # most schemas are written in XML

            root = parse_compact(data, name)
        else:
            root = parse_xml(data, name).getroot()
        check_syntax(root, name)
        self._trees[path] = root
        self._names[path] = name
        self._paths[name] = path

    def _resolve(self, element: etree._Element, file: str, place: str) -> Path:
        href = element.get("href", "")
        base = self._paths[file].as_uri()
        for holder in reversed([element, *element.iterancestors()]):
            base = urljoin(base, quote(holder.get(_BASE, ""), safe=_SAFE))
        address = urlsplit(urljoin(base, quote(href, safe=_SAFE)))
        if "#" in href:
            raise wrong(place, f"‘{href}’ may not point into a file: take # and what follows away.")
        if address.scheme != "file" or address.netloc not in ("", "localhost"):
            raise wrong(place, f"‘{href}’ is no file of this computer, and nothing is fetched from elsewhere.")
        try:
            return Path(os.path.normpath(unquote(address.path)))
        except ValueError:
            raise UnreadableInput(f"{place}: ‘{href}’ is no path of a file.") from None
