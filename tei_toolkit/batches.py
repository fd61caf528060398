"""Work in several processes: on many items in batches, or beside other work.

Processes are forked where the system can, so that they have all that this one has read and built, and only
results are sent. Elsewhere, and for one job, the work is done here. What comes out is the same.
"""

from __future__ import annotations

import gc
import itertools
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tei_toolkit.errors import ToolkitError

_Result = TypeVar("_Result")
_BATCHES_A_JOB = 4
"""More than one, since some batches take longer than others."""
_FEWEST = 64
"""Items that are worth a process."""
_inherited: dict[int, Callable[..., Any]] = {}
"""What the processes are forked for: it need not be pickled, so it may be a closure."""
_numbers = itertools.count()


def in_batches(work: Callable[[range], list[_Result]], count: int, jobs: int = 1) -> list[_Result]:
    """``work`` on the items that ``range(count)`` numbers, given in stretches; all results in order.

    ``work`` must not depend on where the stretches begin.
    """
    size = max(_FEWEST, -(-count // (jobs * _BATCHES_A_JOB)))
    if jobs < 2 or count <= size or not _can_fork():
        return work(range(count))
    stretches = [range(start, min(start + size, count)) for start in range(0, count, size)]
    with _forked(work, jobs) as submit:
        futures = [submit(stretch) for stretch in stretches]
        return [result for future in futures for result in future()]


def as_ready(
    work: Callable[[int], _Result], count: int, jobs: int = 1, stretches: Iterable[range] | None = None
) -> Iterator[_Result]:
    """``work`` on each item that ``range(count)`` numbers; the results in order, each as soon as it is there.

    However many items there are, only the results of a few stretches wait for their turn. ``stretches`` says which
    items go together, where some take much longer than others.
    """
    if jobs < 2 or count < 2 or not _can_fork():
        yield from map(work, range(count))
        return
    size = min(_FEWEST, -(-count // jobs))
    waiting: deque[Callable[[], list[_Result]]] = deque()
    with _forked(lambda stretch: [work(item) for item in stretch], jobs) as submit:
        for stretch in stretches or stretches_of(0, count, size):
            if len(waiting) == jobs * _BATCHES_A_JOB:
                yield from waiting.popleft()()
            waiting.append(submit(stretch))
        while waiting:
            yield from waiting.popleft()()


def stretches_of(start: int, stop: int, size: int = _FEWEST) -> Iterator[range]:
    """The numbers from ``start`` up to ``stop`` in stretches of at most ``size``."""
    return (range(first, min(first + size, stop)) for first in range(start, stop, size))


@contextmanager
def beside(work: Callable[[], _Result], jobs: int = 1) -> Iterator[Callable[[], _Result]]:
    """Do ``work`` while the body of the ``with`` goes on; what it gives is called for the result."""
    if jobs < 2 or not _can_fork():
        yield work
        return
    with _forked(work, 1) as submit:
        yield submit()


@contextmanager
def _forked(work: Callable[..., _Result], jobs: int) -> Iterator[Callable[..., Callable[[], _Result]]]:
    """Processes that can do ``work``: what is given takes its arguments, and gives a function for its result."""
    import multiprocessing  # here, since most work is done in one process
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    number = next(_numbers)
    _inherited[number] = work
    fork = multiprocessing.get_context("fork")
    # What is there already stays; to look through it for garbage would copy it into every process.
    gc.freeze()
    try:
        with ProcessPoolExecutor(jobs, fork, initializer=_begin) as pool:
            try:
                yield lambda *arguments: pool.submit(_run, number, *arguments).result
            except KeyboardInterrupt:
                # Who interrupts will not wait for what is being done.
                for process in multiprocessing.active_children():
                    process.kill()
                raise
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    except BrokenProcessPool:
        message = "A process that did part of the work was ended from outside, perhaps for want of memory; use fewer."
        raise ToolkitError(message) from None
    finally:
        gc.unfreeze()
        del _inherited[number]


def _begin() -> None:
    """A new process: who interrupts the work speaks to the one that it is for, and without that one it ends."""
    import multiprocessing
    import threading
    from multiprocessing.connection import wait

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _run(number: int, *arguments: Any) -> Any:
    return _inherited[number](*arguments)


def _can_fork() -> bool:
    return hasattr(os, "fork")
