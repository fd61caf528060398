"""What the preview knows: how the last build ended. Browsers wait here for news."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class News:
    """How a build ended; each is numbered, so that a browser can say which it has heard."""

    number: int = 0
    building: bool = True
    """Whether another build is going on."""
    made: tuple[str, ...] = ()
    """What was made anew, as paths of the site without their endings."""
    error: str = ""
    """Why nothing could be built; empty if it could."""
    findings: tuple[str, ...] = ()
    """What was noticed, a sentence each with file and line."""

    def as_json(self) -> dict[str, Any]:
        """For the script of the page."""
        return {
            "number": self.number,
            "building": self.building,
            "made": list(self.made),
            "error": self.error,
            "findings": list(self.findings),
        }


class State:
    """The latest news, and who waits for the next."""

    def __init__(self) -> None:
        self._news = News()
        self._changed = threading.Condition()

    @property
    def news(self) -> News:
        """The latest."""
        return self._news

    def begins(self) -> None:
        """A build begins."""
        self._tell(News(self._news.number, True, (), self._news.error, self._news.findings))

    def ended(self, made: tuple[str, ...], error: str, findings: tuple[str, ...]) -> None:
        """A build has ended."""
        self._tell(News(self._news.number + 1, False, made, error, findings))

    def _tell(self, news: News) -> None:
        with self._changed:
            self._news = news
            self._changed.notify_all()

    def next(self, heard: News, seconds: float) -> News | None:
        """The news after those that were heard; None if there are none for so long."""
        with self._changed:
            self._changed.wait_for(lambda: self._news is not heard, seconds)
            return None if self._news is heard else self._news
