"""Set the weights of the evidence for names on the development cases: ``python scripts/calibrate.py MINUTES``.

Each weight in turn is tried larger and smaller, and the change kept where the cases gain by it. Prints the
weights to be entered, rounded, into ``tei_toolkit/register/weights.py``. What is maximised is the mean value
F1 of persons and places with both registers of a case, less a penalty where names without ``@cert`` are
wrong too often.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Iterator
from typing import Any

from gold import GOLD, KINDS, REGISTERS, Case, judge, load

from tei_toolkit.register.forms import Kind
from tei_toolkit.register.weights import Weights

CASES = ("andrews-1", "mitford-1", "schnitzler-1896")
NOT_SEEN_IN_THE_CASES = ("sure", "probable", "learned", "office", "dead")
STEPS = (2.0, 0.5), (1.4, 0.7), (1.15, 0.87)
LEAST_GAIN = 0.00015


def main() -> None:
    """Climb until the time is over or nothing is gained."""
    until = time.monotonic() + 60 * float(sys.argv[1])
    loaded = [load(GOLD / "cases" / name, register) for name in CASES for register in REGISTERS]
    best = Weights()
    worth = value(loaded, best)
    for steps in STEPS * 4:
        gained = False
        for changed in neighbours(best, steps):
            if time.monotonic() > until:
                break
            now = value(loaded, changed)
            if now > worth + LEAST_GAIN:
                best, worth, gained = changed, now, True
                print(f"{worth:.4f}", flush=True)
        if not gained and steps == STEPS[-1]:
            break
    for field in dataclasses.fields(best):
        print(field.name, getattr(best, field.name))


def neighbours(weights: Weights, steps: tuple[float, float]) -> Iterator[Weights]:
    """The weights with one of them changed."""
    for step in steps:
        for field in dataclasses.fields(weights):
            now = getattr(weights, field.name)
            if field.name in NOT_SEEN_IN_THE_CASES:
                continue
            if isinstance(now, dict):
                changed: list[Any] = [{**now, kind: now[kind] * step} for kind in Kind]
            else:
                changed = [now * step]
            yield from (dataclasses.replace(weights, **{field.name: one}) for one in changed)


def value(loaded: list[Case], weights: Weights) -> float:
    """What a set of weights is worth."""
    total = count = 0.0
    for case in loaded:
        for kind in KINDS:
            result = judge(case, kind, weights)
            precision, right = result.of_those_without_cert()
            share = 1.0 if kind == "persName" else 0.6
            total += share * (result.f1 - 0.3 * max(0.0, 0.975 - right) - 0.3 * max(0.0, 0.96 - precision))
            count += share
    return total / count


if __name__ == "__main__":
    main()
