"""Who made a comment or a change in a document, and when: said alike of every word processor's."""

from __future__ import annotations

import datetime
import re

from tei_toolkit.read.builder import Attributes

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")


class Makers:
    """The people who are named in a document, each with an id for ``@resp``."""

    def __init__(self) -> None:
        self.people: dict[str, str] = {}
        """Id → name."""

    def responsible(self, author: str) -> Attributes:
        """``@resp`` for an author; nothing if none is named."""
        name = " ".join(author.split())
        if not name:
            return ()
        identifier = "w-" + (re.sub(r"[^\w.-]+", "-", name.lower()).strip("-.") or "author")
        self.people[identifier] = name
        return (("resp", f"#{identifier}"),)

    def of_comment(self, author: str) -> Attributes:
        """The same for a comment: one without an author is the editor's of the source, as brackets are."""
        return self.responsible(author) or (("resp", "#editor"),)


def moment(written: str) -> str:
    """A day and time as XML Schema writes them; empty if it is none, or there is no such day."""
    try:
        datetime.datetime.fromisoformat(written)
    except ValueError:
        return ""
    return written if _MOMENT.fullmatch(written) else ""
