"""Regular expressions of XML Schema (https://www.w3.org/TR/xmlschema-2/, appendix F), in Python's.

elementpath puts one into the other; to load it takes longer than most documents, so what it made is known to the next
process (:mod:`stored`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping

from tei_toolkit.errors import UnreadableInput

_SETS = frozenset("sSdDwW")
_translated: dict[str, str] = {}


def fitting(pattern: str) -> Callable[[str], bool]:
    """Whether a text fits a regular expression of XML Schema, as a function.

    Raises :class:`UnreadableInput` with a sentence without place if it is none.
    """
    if pattern not in _translated:
        _translated[pattern] = _translate(pattern)
    expression = _translated[pattern]

    @functools.cache
    def compiled() -> re.Pattern[str]:
        return re.compile(expression)

    return lambda text: compiled().match(text) is not None


def translated(pattern: str) -> str:
    """The same regular expression in Python's own language, if :func:`fitting` was asked for it."""
    return _translated[pattern]


def know(translations: Mapping[str, str]) -> None:
    """Take regular expressions that were translated before, by another process."""
    _translated.update(translations)


def _translate(pattern: str) -> str:
    from elementpath.regex import RegexError, translate_pattern

    from tei_toolkit.validate.unicode_sets import mend

    mend()

    try:
        bracketed = _in_brackets(pattern)
        made = str(translate_pattern(bracketed, back_references=False, lazy_quantifiers=False, anchors=False))
        re.compile(made)
    except (RegexError, re.error, OverflowError, RecursionError):
        raise UnreadableInput(f"‘{pattern}’ is no regular expression of XML Schema.") from None
    return made


def _in_brackets(pattern: str) -> str:
    """The same regular expression, with each of ``\\s \\S \\d \\D \\w \\W`` in brackets of its own: outside of brackets
    elementpath leaves them to Python, to which they mean other characters (in XML Schema, ``\\S`` has the no-break
    space)."""
    depth = 0

    def put(found: re.Match[str]) -> str:
        nonlocal depth
        sign = found[0]
        depth += {"[": 1, "]": -1}.get(sign, 0)
        return f"[{sign}]" if depth == 0 and sign[1:] in _SETS else sign

    return re.sub(r"\\.|[\[\]]", put, pattern, flags=re.DOTALL)
