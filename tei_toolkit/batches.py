"""Work in several processes: on many items in batches, or beside other work.

Processes are forked where the system can, so that they have all that this one has read and built, and only
results are sent. Elsewhere, and for one job, the work is done here. What comes out is the same.
"""

from __future__ import annotations

import itertools
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

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
    number = next(_numbers)
    _inherited[number] = work
    try:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
            yield lambda *arguments: pool.submit(_run, number, *arguments).result
    finally:
        del _inherited[number]


def _run(number: int, *arguments: Any) -> Any:
    return _inherited[number](*arguments)


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()
