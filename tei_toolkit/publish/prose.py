"""The pages of prose that the editors wrote."""

from __future__ import annotations

from dataclasses import dataclass

from tei_toolkit.edition import Edition
from tei_toolkit.publish.markdown import render_markdown
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.target import Page, reads


@dataclass(frozen=True, slots=True)
class Prose(Page):
    """A page of prose in Markdown."""

    stylesheets = ("html/prose",)

    kind: str = reads("the kind of page")
    file: str = reads("its file")
    digest_of_file: str = reads("what stands in its file")

    @property
    def address(self) -> str:
        """``about``, ``principles``."""
        return self.kind

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        text = press.read(self.file, self.digest_of_file).decode("utf-8", "replace")
        return self.printed(press, {"kind": self.kind}, document=render_markdown(text, self.file))


def prose(edition: Edition) -> dict[str, str]:
    """The pages of prose that an edition has: their names, and the files of which they are made."""
    found = {"about": edition.about, "principles": edition.principles}
    return {kind: file for kind, file in found.items() if file}
