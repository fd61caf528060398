"""A target: files that are made together, and everything that they are made of.

Each kind of page or list is a class whose fields are what it reads and whose ``make`` says what it writes. A target
is made anew when one of its fields has another digest than when its files were made, or what all targets share, or
its stylesheet. So what a target reads has to be a field, and nothing else may be read in ``make`` except by way of
the press.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import Field, field, fields
from typing import TYPE_CHECKING, Any, ClassVar

from tei_toolkit.errors import NotCompiled, StylesheetError
from tei_toolkit.findings import Finding

if TYPE_CHECKING:
    from tei_toolkit.publish.facts import Facts
    from tei_toolkit.publish.press import Press
    from tei_toolkit.saxon import Document


def reads(called: str) -> Any:
    """A field of a target; ``called`` is what ``tei build --explain`` calls it.

    A value that has a ``digest`` is told apart by that, any other by its ``repr``: so it is made of strings, numbers,
    tuples, dicts in a certain order, and frozen dataclasses of these.
    """
    return field(metadata={"called": called})


class Target(ABC):
    """A kind of target; each is a frozen dataclass whose fields are given by :func:`reads`."""

    __slots__ = ()
    stylesheets: ClassVar[tuple[str, ...]] = ()
    """The stylesheets that make it, by their paths below ``xslt`` without ending: ``html/entry``."""
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    @abstractmethod
    def name(self) -> str:
        """What it is called; no other target of the edition is called so."""

    @abstractmethod
    def make(self, press: Press) -> dict[str, bytes]:
        """Its files: path below ``build/`` → bytes. Raises :class:`ToolkitError` if they cannot be made."""

    def fetch(self, facts: Facts) -> None:  # noqa: B027 - most have all they need
        """Get from the facts what :meth:`make` needs and what can be told apart without it; asked once, before."""

    def stopped(self, error: StylesheetError) -> Finding | None:
        """What is said if a stylesheet stops on it, and the rest is built; None if nothing can be built then.

        The finding names its file from the edition's folder.
        """
        return None


class Page(Target):
    """One page of the site that is made of no document, but of what it is told."""

    __slots__ = ()

    @property
    @abstractmethod
    def address(self) -> str:
        """Its path from the top of the site, without its ending."""

    @property
    def name(self) -> str:
        """The path of the page without its ending."""
        return f"site/{self.address}"

    def printed(
        self, press: Press, page: Mapping[str, Any], named: Iterable[str] = (), document: Document | None = None
    ) -> dict[str, bytes]:
        """The page, made by the first of its stylesheets, which may know these ids of the register."""
        kind, root = self.stylesheets[0].removeprefix("html/"), "../" * self.address.count("/")
        return {f"{self.name}.html": press.render(kind, document, page, root, press.in_register(named))}


def finding_of(target: Target, error: StylesheetError) -> Finding:
    """What is said of a target on which a stylesheet stopped; the error itself is raised if nothing can be built."""
    finding = None if isinstance(error, NotCompiled) else target.stopped(error)
    if finding is None:
        raise error
    return finding


def key(target: Target, shared: str) -> str:
    """What tells whether a target is still the same; ``shared`` is the digest of what all targets share."""
    values = (told(getattr(target, one.name)) for one in fields(target))
    parts = "\0".join((type(target).__name__, target.name, shared, *values))
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def ingredients(target: Target) -> dict[str, str]:
    """What a target reads, piece by piece, as an editor calls it → a short digest."""
    found: dict[str, str] = {}
    for one in fields(target):
        value, called = getattr(target, one.name), one.metadata["called"]
        pieces: Iterable[tuple[Any, Any]] = value.items() if isinstance(value, Mapping) else [("", value)]
        found |= {f"{called} {piece}".strip(): short(told(each)) for piece, each in pieces}
    return found


def told(value: object) -> str:
    """A string that is another for any other value."""
    digest = getattr(value, "digest", None)
    return digest if isinstance(digest, str) else repr(value)


def short(text: str) -> str:
    """32 bits of a digest, which are enough to say that something changed."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
