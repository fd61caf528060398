"""How much is read and said of one document, so that a hostile one takes neither all memory nor for ever."""

from __future__ import annotations

MOST_BYTES = 64 * 2**20
MOST_TAGS = 4_000_000
"""A file beyond either is not read: its tree would take gigabytes. Whole editions have a tenth of it."""
MOST_FINDINGS = 10_000
"""Of one document; that there are more is said."""
MOST_COMPARED = 100
"""Of the ids that lead nowhere in a document: for so many, one is looked for that is spelt like it."""
