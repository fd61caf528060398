"""Annotation: dates and names are marked in TEI that exists, by inserting tags into the file's own bytes.

Read each document's texts and find their dates (``entries``), decide the names of all documents together
(``names``), find a place in the markup for each and insert (``inserting``). What the toolkit tagged in an earlier
run is read like text without tags, so that a second run finds the same and has nothing to insert.
"""

from __future__ import annotations

from collections.abc import Iterable

from tei_toolkit.annotate.entries import prepare, without_own_tags
from tei_toolkit.annotate.inserting import insert_marks
from tei_toolkit.annotate.names import names_in
from tei_toolkit.annotate.results import Annotated, Inserted, Open
from tei_toolkit.register import Register
from tei_toolkit.register.decisions import NO_DECISIONS, Decisions

__all__ = ["Annotated", "Inserted", "Open", "annotate"]


def annotate(
    documents: Iterable[tuple[str, bytes]],
    *,
    register: Register | None = None,
    language: str | None = None,
    calendar: str = "gregorian",
    decisions: Decisions = NO_DECISIONS,
) -> list[Annotated]:
    """Mark the dates and names in TEI documents by inserting tags.

    ``documents`` are pairs of what messages call a file and its bytes, in the order of the diary;
    ``register`` has the persons and places; ``language`` is that of texts for which neither ``xml:lang`` nor
    the header says one; ``calendar`` that of the dates as they are written; ``decisions`` what editors ruled of
    names. Each result has the bytes that were
    given with nothing but tags put in, and, where the first tag goes into a document that does not say who
    ``#tei-toolkit`` is, the ``<respStmt>`` that says it.

    Findings: MARK-03 and MARK-04 (tags that have no place), DATE-02 and DATE-03 (dates), and XML-03 for a
    document that is not TEI, which is left alone. Raises :class:`~tei_toolkit.errors.UnreadableInput` for a file
    that is not well-formed XML, and :class:`~tei_toolkit.errors.NotConserved` if the result would not hold the
    same text.
    """
    prepared = [prepare(name, data, language, calendar) for name, data in documents]
    decided = (without_own_tags(document) for document in prepared if document.has_names)
    texts = [entry.words for document in prepared for entry in document.entries]
    names = iter(names_in(texts, register or Register(), decided, decisions))
    return [insert_marks(document, [next(names) for _ in document.entries]) for document in prepared]
