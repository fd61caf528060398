"""What the site holds as it is: fonts, style sheet and script; the TEI, its schema, and the page images."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.publish.facts import digest_of
from tei_toolkit.publish.page_images import PageImage
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.target import Target, reads
from tei_toolkit.resources import resource

SCHEMAS = ("tei_diary.rng", "tei_diary.sch")


@dataclass(frozen=True, slots=True)
class Copy(Target):
    """A file of the edition at the same path as in its folder."""

    path: str = reads("the path")
    digest_of_file: str = reads("the file")

    @property
    def name(self) -> str:
        """Where it is in the site."""
        return f"site/{self.path}"

    def make(self, press: Press) -> dict[str, bytes]:
        """The file alone."""
        return {self.name: press.read(self.path, self.digest_of_file)}


@dataclass(frozen=True, slots=True)
class Assets(Target):
    """Fonts, and one style sheet and one script: each is put together from files by idea, to be fetched at once."""

    digests: dict[str, str] = reads("the file")

    @property
    def name(self) -> str:
        """Their folder."""
        return "site/assets"

    def make(self, press: Press) -> dict[str, bytes]:
        """All of them."""
        folder = resource("xslt", "html", "assets")
        styles = [folder / "fonts.css", folder / "site.css", *sorted((folder / "style").glob("*.css"))]
        scripts = [folder / "site.js", *sorted((folder / "script").glob("*.js"))]
        files = {f"fonts/{path.name}": path.read_bytes() for path in sorted((folder / "fonts").iterdir())}
        files |= {"icon.svg": (folder / "icon.svg").read_bytes()}
        files |= {"site.css": _joined(styles), "site.js": _joined(scripts)}
        return {f"{self.name}/{path}": data for path, data in files.items()}


@dataclass(frozen=True, slots=True)
class Schemas(Target):
    """The schema that the TEI files name."""

    digests: dict[str, str] = reads("the schema")

    @property
    def name(self) -> str:
        """What they are called together."""
        return "site/tei/schemas"

    def make(self, press: Press) -> dict[str, bytes]:
        """All of them."""
        return {f"site/tei/{name}": resource("schema", name).read_bytes() for name in self.digests}


def assets() -> Assets:
    """The assets with the digests of the files that they are made of."""
    folder = resource("xslt", "html", "assets")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return Assets({path.relative_to(folder).as_posix(): digest_of(path.read_bytes()) for path in files})


def schemas() -> Schemas:
    """The schemas with their digests."""
    return Schemas({name: digest_of(resource("schema", name).read_bytes()) for name in SCHEMAS})


def copies(entries: Iterable[PagedEntry], images: Mapping[str, Mapping[str, Iterable[PageImage]]]) -> list[Copy]:
    """The TEI files that hold several entries, and the page images; an entry's own file goes with its page.

    ``images`` are those of each entry by its id, then by the text's.
    """
    found: dict[str, str] = {}
    for entry in entries:
        found |= {version.path: version.digest for version in entry.versions.values() if not version.alone}
        for shown in images[entry.id].values():
            found |= {image.path: image.facts.digest for image in shown if image.facts}
    return [Copy(path, digest) for path, digest in found.items()]


def _joined(paths: Iterable[Path]) -> bytes:
    return b"\n".join(path.read_bytes() for path in paths)
