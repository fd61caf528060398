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
from typing import TYPE_CHECKING, Any, TypeVar

from tei_toolkit.errors import ToolkitError

if TYPE_CHECKING:
    from concurrent.futures import Future

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
        return [result for future in futures for result in future.result()]


def as_ready(work: Callable[[int], _Result], count: int, jobs: int = 1) -> Iterator[_Result]:
    """``work`` on each item that ``range(count)`` numbers; the results in order, each as soon as it is there.

    However many items there are, only the results of a few stretches wait for their turn.
    """
    if jobs < 2 or count < 2 or not _can_fork():
        yield from map(work, range(count))
        return
    waiting: deque[Future[list[_Result]]] = deque()
    with _forked(lambda stretch: [work(item) for item in stretch], jobs) as submit:
        for stretch in stretches_of(0, count, min(_FEWEST, -(-count // jobs))):
            if len(waiting) == jobs * _BATCHES_A_JOB:
                yield from waiting.popleft().result()
            waiting.append(submit(stretch))
        while waiting:
            yield from waiting.popleft().result()


def as_done(work: Callable[[int], _Result], stretches: Iterable[range], jobs: int = 1) -> Iterator[tuple[int, _Result]]:
    """``work`` on each item that the stretches number, with its number; in the order in which they are done.

    So nothing waits for what takes much longer than others; a stretch goes to one process.
    """
    if jobs < 2 or not _can_fork():
        yield from ((item, work(item)) for stretch in stretches for item in stretch)
        return
    from concurrent.futures import FIRST_COMPLETED, wait

    some = iter(stretches)
    with _forked(lambda stretch: [(item, work(item)) for item in stretch], jobs) as submit:
        waiting = {submit(stretch) for stretch in itertools.islice(some, jobs * _BATCHES_A_JOB)}
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            waiting |= {submit(stretch) for stretch in itertools.islice(some, len(done))}
            for future in done:
                yield from future.result()


def stretches_of(start: int, stop: int, size: int) -> Iterator[range]:
    """The numbers from ``start`` up to ``stop`` in stretches of at most ``size``."""
    return (range(first, min(first + size, stop)) for first in range(start, stop, size))


@contextmanager
def beside(work: Callable[[], _Result], jobs: int = 1) -> Iterator[Callable[[], _Result]]:
    """Do ``work`` while the body of the ``with`` goes on; what it gives is called for the result."""
    if jobs < 2 or not _can_fork():
        yield work
        return
    with _forked(work, 1) as submit:
        yield submit().result


@contextmanager
def _forked(work: Callable[..., _Result], jobs: int) -> Iterator[Callable[..., Future[_Result]]]:
    """Processes that can do ``work``: what is given takes its arguments, and gives what will be its result."""
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
                yield lambda *arguments: pool.submit(_run, number, *arguments)
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
