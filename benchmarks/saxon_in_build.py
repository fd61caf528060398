"""A build of an edition's site, and how much of it is SaxonC's own work: ``saxon_in_build.py EDITION PROCESSES``.

Prints the seconds of processors that all processes spent in compiling, in parsing and in transforming what the pages
are made of. What is left of a build is ours.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

spent = multiprocessing.Value("d", 0.0)
"""Shared with the processes that are forked."""
_within = False


def timed(work: Callable[..., Any]) -> Callable[..., Any]:
    """The same work, whose time is counted where it is not counted already."""

    def counting(*arguments: Any, **options: Any) -> Any:
        global _within
        if _within:
            return work(*arguments, **options)
        _within = True
        begun = time.process_time()
        try:
            return work(*arguments, **options)
        finally:
            with spent.get_lock():
                spent.value += time.process_time() - begun
            _within = False

    return counting


def main() -> None:
    """Build, and say what SaxonC took."""
    from tei_toolkit.publish.build import build
    from tei_toolkit.saxon import Stylesheets

    for name in ("__init__", "prepare", "transform"):
        setattr(Stylesheets, name, timed(getattr(Stylesheets, name)))
    build(Path(sys.argv[1]), frozenset({"site"}), jobs=int(sys.argv[2]))
    print(spent.value)


if __name__ == "__main__":
    main()
