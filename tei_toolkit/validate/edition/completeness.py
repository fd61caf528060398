"""What is there and holds nothing, or belongs to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from tei_toolkit.validate.edition.model import Noticed
from tei_toolkit.validate.edition.view import EditionView


def empty_elements(view: EditionView) -> Iterator[Noticed]:
    """EMPTY-01 for an element that should hold text and holds nothing."""
    for document in view.documents:
        for element in document.empty:
            yield Noticed(
                "EMPTY-01",
                document.path,
                element.at,
                f"There is nothing in this <{element.name}>.",
                f"<{element.name}>",
                "Remove it, or write what belongs into it; for what can’t be read there is <gap/>.",
            )


def notes_without_anchor(view: EditionView) -> Iterator[Noticed]:
    """NOTE-01 for a note apart from the text, to which nothing leads and which leads nowhere."""
    pointed = {pointer.identifier for document in view.documents for pointer in document.pointers}
    for document in view.documents:
        for note in document.loose_notes:
            if not note.id or note.id not in pointed:
                named = f" “{note.id}”" if note.id else ""
                yield Noticed(
                    "NOTE-01",
                    document.path,
                    note.at,
                    f"Nothing in the text leads to the note{named}, and it does not say where it belongs.",
                    note.id,
                    "Put it where it belongs, give it a @target, or point to its xml:id from the text.",
                )
