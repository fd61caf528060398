"""A mend to elementpath: whether one of its sets of characters is empty.

DROP WITH elementpath 5.1, which counts a million characters one by one whenever it asks that: it is a third of the time
in which a RELAX NG schema is loaded, and four fifths of that of an XSD.
"""

from __future__ import annotations

from elementpath.regex import UnicodeSubset


def _has_any(subset: UnicodeSubset) -> bool:
    return next(iter(subset), None) is not None


def mend() -> None:
    """Let sets say at once whether they are empty; to be called before elementpath reads a pattern."""
    UnicodeSubset.__bool__ = _has_any  # type: ignore[attr-defined]
