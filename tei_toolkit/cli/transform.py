"""``tei transform``: single TEI documents into pages, texts, books; and a part of an edition into a book."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from tei_toolkit.cli.options import common_options, voice
from tei_toolkit.edition import parse_edition
from tei_toolkit.errors import WrongUsage
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import has_errors
from tei_toolkit.parsing import parse_xml
from tei_toolkit.print_settings import PrintSettings
from tei_toolkit.publish.disk import write_file
from tei_toolkit.transform import TARGETS, Target, transform
from tei_toolkit.transform.glyphs import Unprintable, glyph_finding
from tei_toolkit.transform.volumes import FORMATS
from tei_toolkit.transform.volumes import SUFFIXES as VOLUMES

SUFFIXES: dict[str, str] = {
    "html": ".html",
    "text": ".txt",
    "typst": ".json",
    **{str(form): suffix for form, suffix in VOLUMES.items()},
}


@click.command()
@click.argument("tei", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", "target", required=True, type=click.Choice(TARGETS), help="What to make of them.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file, or the folder for several.")
@click.option("--stylesheet", type=click.Path(path_type=Path), help="An XSLT file in place of ours.")
@click.option("--param", "params", multiple=True, metavar="K=V", help="A parameter for the stylesheet.")
@click.option("--from", "first", default="", metavar="DATE", help="Of an edition: from this day, month or year on.")
@click.option("--until", "last", default="", metavar="DATE", help="Of an edition: to the end of this one.")
@common_options
def command(
    tei: tuple[Path, ...],
    target: Target,
    output: Path | None,
    stylesheet: Path | None,
    params: tuple[str, ...],
    first: str,
    last: str,
) -> int:
    """Turn each document TEI into something to read; one alone goes to standard output without -o.

    A file that lies in the folder of an edition is printed as its edition.toml says, with its fonts.
    The folder of an edition in place of TEI becomes one book, of all its entries or of those of some days.
    """
    if len(tei) == 1 and (tei[0] / "edition.toml").is_file():
        return _part_of_edition(tei[0], target, output, first, last)
    if first or last:
        raise WrongUsage("--from and --until choose entries of an edition; name its folder in place of files.")
    if stylesheet is not None:
        read_bytes(stylesheet)
    parameters = dict(_parameter(text) for text in params)
    places = _places(tei, target, output)
    findings = []
    for source, place in zip(tei, places, strict=True):
        document = parse_xml(read_bytes(source), str(source))
        try:
            paper, fonts = _of_edition(source) if target in FORMATS else (None, None)
            made = transform(document, target, stylesheet=stylesheet, parameters=parameters, paper=paper, fonts=fonts)
        except Unprintable as error:
            findings.append(glyph_finding(error, [(str(source), source.stem, document)], str(source)))
            click.echo(str(findings[-1]), err=True)
            continue
        if place is None:
            click.echo(made, nl=False)
        else:
            write_file(place, made)
            voice().say(f"Wrote {place}")
    return int(has_errors(findings))


def _part_of_edition(folder: Path, target: Target, output: Path | None, first: str, last: str) -> int:
    from tei_toolkit.publish.excerpt import excerpt  # all of publishing comes with it

    if target not in FORMATS:
        raise WrongUsage(f"An edition becomes a book: {', '.join(FORMATS)}; its site is made by tei build.")
    if output is None:
        raise WrongUsage("A book needs a file to go to; name it with -o.")
    try:
        made = excerpt(folder, target, first, last)
    except Unprintable as error:
        click.echo(str(error.finding or error), err=True)
        return 1
    write_file(output, made)
    voice().say(f"Wrote {output}")
    return 0


def _of_edition(source: Path) -> tuple[PrintSettings | None, Path | None]:
    """How the edition in whose folder a file lies prints its book, and the folder of its fonts."""
    for folder in source.absolute().parents:
        if (folder / "edition.toml").is_file():
            edition = parse_edition(read_bytes(folder / "edition.toml"), str(folder / "edition.toml"))
            fonts = folder / "fonts"
            return edition.print, fonts if fonts.is_dir() else None
    return None, None


def _parameter(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not name or not sign:
        raise WrongUsage(f"--param {text}: write it as NAME=VALUE.")
    return name, value


def _places(sources: tuple[Path, ...], target: str, output: Path | None) -> list[Path | None]:
    """Where each result goes; None is standard output."""
    if len(sources) == 1 and output is None:
        return [None]
    if output is None:
        raise WrongUsage("Several documents need a folder to go to; name it with -o.")
    if len(sources) == 1 and not output.is_dir():
        return [output]
    if output.is_file():
        raise WrongUsage(f"{output}: several documents need a folder to go to, and this is a file.")
    names = [f"{source.stem}{SUFFIXES[target]}" for source in sources]
    for name, count in Counter(names).items():
        if count > 1:
            raise WrongUsage(f"{output / name}: {count} documents would become this file; do them apart.")
    return [output / name for name in names]
