"""The pages before and after one of a series: what xslt/html/modules/beside.xsl says."""

from __future__ import annotations

from collections.abc import Sequence


def beside(names: Sequence[str], at: int) -> dict[str, str]:
    """``previous`` and ``next`` of the name at a place in the series, as far as there are such."""
    previous = {"previous": names[at - 1]} if at > 0 else {}
    return previous | ({"next": names[at + 1]} if at + 1 < len(names) else {})
