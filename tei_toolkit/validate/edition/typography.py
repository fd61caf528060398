"""Quotation marks and apostrophes: each text has its habit, and strays from it are counted, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tei_toolkit.validate.edition.model import Noticed, Survey
from tei_toolkit.validate.edition.view import EditionView

_CURLY = {'"': "“”„«»‟", "'": "‘’‚‹›"}
_NAMES = {'"': "quotation mark", "'": "apostrophe"}
_PAIRS = {"„": "„ “", "“": "“ ”", "«": "« »", "»": "» «", "‘": "‘ ’"}
_CURE = "Write them as elsewhere."
_FEWEST = 20
"""Signs: of fewer no habit can be told."""
_STRAY = 0.05


def straight_signs(view: EditionView) -> Iterator[Noticed]:
    """QUOTE-01 for a file with straight quotation marks or apostrophes in a text that has curly ones."""
    for text, documents in view.texts:
        total = _total(documents)
        for straight, curly in _CURLY.items():
            habit = sum(total[sign] for sign in curly)
            if habit < _FEWEST or total[straight] > _STRAY * habit:
                continue
            for document in documents:
                for sign, count, at in document.signs:
                    if sign == straight:
                        many = f"are {count} straight {_NAMES[sign]}s" if count > 1 else f"is a straight {_NAMES[sign]}"
                        used = " ".join(one for one in curly if total[one] > _STRAY * habit)
                        message = f"There {many} in this file; elsewhere {text.title} has {used}."
                        yield Noticed("QUOTE-01", document.path, at, message, sign, _CURE, sign=sign)


def mixed_quotation_marks(view: EditionView) -> Iterator[Noticed]:
    """QUOTE-02 for a file with quotation marks of another kind than the text has; quotations within quotations
    aside, which often have others."""
    for text, documents in view.texts:
        total: Counter[str] = Counter()
        for document in documents:
            total.update({one.sign: one.times for one in document.openers})
        habit = total.most_common(1)[0][0] if total.total() >= _FEWEST else ""
        for document in documents:
            for sign, count, at in document.openers:
                if habit and sign != habit and total[sign] <= _STRAY * total[habit]:
                    times = "once" if count == 1 else f"{count} times"
                    here = f"Quotation marks {_PAIRS[sign]} stand in this file {times}"
                    message = f"{here}; elsewhere {text.title} has {_PAIRS[habit]}."
                    yield Noticed("QUOTE-02", document.path, at, message, sign, _CURE, sign=sign)


def _total(documents: tuple[Survey, ...]) -> Counter[str]:
    total: Counter[str] = Counter()
    for document in documents:
        total.update({one.sign: one.times for one in document.signs})
    return total
