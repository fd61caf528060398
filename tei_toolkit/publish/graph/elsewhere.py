"""Targets made on other machines: what they read goes with them by value, and their files come back.

Only what is made of little goes: the pages of entries, of persons and places, and of days. What speaks of the whole
edition stays, since all of its bytes would have to travel. No disk need be shared, and a parcel may be done twice.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tei_toolkit.errors import StylesheetError, ToolkitError, WrongUsage
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import parse_xml
from tei_toolkit.publish.disk import refuse_escape
from tei_toolkit.publish.graph.seal import toolkit_digest
from tei_toolkit.publish.graph.stock import stats_below
from tei_toolkit.publish.press import Press, Shared
from tei_toolkit.publish.target import Target, finding_of

_SIZE = 16
"""Targets in a parcel."""
_UNDERWAY = 64
"""Parcels that are sent before the first of them is back: enough for many workers, and little to keep in memory."""
_PATIENCE = 10
"""Seconds in which a scheduler has to answer."""
_STYLESHEETS = "xslt"
_here = threading.local()
"""What a worker keeps from one parcel to the next; stylesheets belong to the thread that compiled them."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Some targets, and all that they are made of."""

    toolkit: str
    """The digest of the toolkit that planned them."""
    shared: Shared
    targets: tuple[Target, ...]
    files: dict[str, bytes]
    """What they read of the edition, and its own stylesheets, by their paths in its folder."""
    register: bytes | None
    """The persons and places that they name."""


class Answer(NamedTuple):
    """What became of a target: its files by their paths below ``build``, or why there are none."""

    files: dict[str, bytes]
    finding: Finding | None
    seconds: float


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of the Dask scheduler at an address, such as ``tcp://127.0.0.1:8786``.

    Raises :class:`WrongUsage` if Dask is not installed or no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise WrongUsage("A build on a cluster needs Dask: pip install 'tei-toolkit[cluster]'.") from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise WrongUsage(f"{address}: no Dask scheduler answers there: {error}.") from None
    with client:
        yield client.get_executor(pure=False)


def made_elsewhere(executor: Executor, press: Press, targets: Sequence[Target]) -> Iterator[Answer]:
    """What becomes of each target that can travel, in order; the first parcels are sent at once.

    Raises :class:`ToolkitError` if the workers cannot go on.
    """
    stylesheets = _stylesheets(press.folder)
    parcels = (_parcel(press, targets[at : at + _SIZE], stylesheets) for at in range(0, len(targets), _SIZE))
    waiting = deque(executor.submit(make_parcel, parcel) for parcel, _ in zip(parcels, range(_UNDERWAY), strict=False))

    def answers() -> Iterator[Answer]:
        while waiting:
            yield from _result(waiting.popleft())
            if (parcel := next(parcels, None)) is not None:
                waiting.append(executor.submit(make_parcel, parcel))

    return answers()


def make_parcel(parcel: Parcel) -> list[Answer]:
    """Make the targets of a parcel; this is what a worker does.

    Raises :class:`ToolkitError` if the worker has another version of the toolkit than who planned them.
    """
    if parcel.toolkit != toolkit_digest():
        raise ToolkitError("A worker of the cluster has another version of TEI Toolkit; install this one there.")
    register = None if parcel.register is None else parse_xml(parcel.register, "the register")
    folder, press = _bench(parcel)
    for path, data in parcel.files.items():
        refuse_escape(path)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return [_made(target, press.speaking_of(register)) for target in parcel.targets]


def _made(target: Target, press: Press) -> Answer:
    begun = time.perf_counter()
    files: Mapping[str, bytes] = {}
    finding = None
    try:
        files = target.make(press)
    except StylesheetError as error:
        finding = finding_of(target, error)
    return Answer(dict(files), finding, time.perf_counter() - begun)


def _bench(parcel: Parcel) -> tuple[Path, Press]:
    """A folder and a press, those of the last parcel if it was of the same edition with the same stylesheets."""
    of_edition = {path: data for path, data in parcel.files.items() if path.startswith(f"{_STYLESHEETS}/")}
    if getattr(_here, "for_", None) != (parcel.shared, of_edition):
        _here.folder = tempfile.TemporaryDirectory(prefix="tei-worker-")
        folder = Path(_here.folder.name)
        _here.for_, _here.press = (parcel.shared, of_edition), Press(folder, parcel.shared, None)
    return Path(_here.folder.name), _here.press


def _parcel(press: Press, targets: Sequence[Target], stylesheets: dict[str, bytes]) -> Parcel:
    needs = [target.needs for target in targets]
    files = {path: press.read(path, digest) for need in needs if need for path, digest in need.files.items()}
    named = dict.fromkeys(id_ for need in needs if need for id_ in need.names)
    some = press.in_register(named)
    register = some.text.encode() if some else None
    return Parcel(toolkit_digest(), press.shared, tuple(targets), stylesheets | files, register)


def _stylesheets(folder: Path) -> dict[str, bytes]:
    own = folder / _STYLESHEETS
    paths = stats_below(own) if own.is_dir() else ()
    return {f"{_STYLESHEETS}/{path}": read_bytes(own / path) for path in paths}


def _result(future: Future[list[Answer]]) -> list[Answer]:
    try:
        return future.result()
    except ToolkitError:
        raise
    except (Exception, CancelledError) as error:
        raise ToolkitError(f"The cluster could not do part of the work: {type(error).__name__}: {error}.") from None
