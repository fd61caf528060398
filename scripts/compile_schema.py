"""Compile ``schema/tei_diary.odd``. For maintainers, after each change of the ODD.

    python scripts/compile_schema.py --stylesheets DIR --p5subset FILE [ODD]

makes, beside the ODD, the grammar ``tei_diary.rng``, the same as an XML Schema in ``tei_diary.xsd`` and
``xml.xsd``, and the rules ``tei_diary.sch``. An edition's own ODD may be named instead, which selects from ours
and says so by ``<schemaSpec source="…/tei_diary.odd">``.

``DIR`` is a copy of the TEI Consortium's Stylesheets (https://github.com/TEIC/Stylesheets) of which only the
folders ``odds`` and ``common`` and the file ``i18n.xml`` are needed; ``FILE`` is ``p5subset.xml``, TEI's own
definitions as its releases carry them. The environment variables TEI_STYLESHEETS and TEI_P5SUBSET may name
them instead, and then a test holds the committed grammar against a fresh one. The XML Schema is made by trang
(https://relaxng.org/jclark/trang.html; Debian's package ``trang``). None of these is part of this repository.
The results are the same, byte for byte, for the same inputs.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
from lean_grammar import lean
from lxml import etree
from saxonche import PySaxonProcessor
from schema_rules import rules

ODD = Path(__file__).resolve().parent.parent / "schema" / "tei_diary.odd"

_TEI = "http://www.tei-c.org/ns/1.0"
_GENERATED = """
Generated from {name} by scripts/compile_schema.py; change that file, not this one.
{digests}
"""
_SELECTED = """
The element and attribute declarations are a selection from TEI P5, version {version},
copyright TEI Consortium, which publishes them under the BSD 2-Clause licence (redistribution and use are
permitted provided that this notice is retained; provided "as is", without warranty of any kind)
and under the Creative Commons Attribution licence. See https://tei-c.org/guidelines/p5/
"""


def compile_grammar(odd: Path, stylesheets: Path, p5subset: Path) -> bytes:
    """The RELAX NG grammar that an ODD describes, without TEI's prose, formatted stably.

    ``stylesheets`` is the folder of TEI's Stylesheets, ``p5subset`` the file of TEI's definitions. Raises
    saxonche's ``PySaxonApiError`` if the ODD cannot be compiled.
    """
    odds = chain(odd)
    with PySaxonProcessor(license=False) as processor, tempfile.TemporaryDirectory() as folder:
        transformer = processor.new_xslt30_processor()
        to_flat = transformer.compile_stylesheet(stylesheet_file=str(stylesheets / "odds" / "odd2odd.xsl"))
        definitions = p5subset.resolve()
        for number, one in enumerate(odds):
            to_flat.set_parameter("defaultSource", processor.make_string_value(definitions.as_uri()))
            definitions = Path(folder, f"{number}.flat")
            selecting = Path(folder, f"{number}.odd")
            selecting.write_bytes(_without_source(one))
            definitions.write_text(to_flat.transform_to_string(source_file=str(selecting)), encoding="utf-8")
        to_grammar = transformer.compile_stylesheet(stylesheet_file=str(stylesheets / "odds" / "odd2relax.xsl"))
        grammar = to_grammar.transform_to_string(source_file=str(definitions))
    return lean(grammar.encode("utf-8"), _notice(odds) + _SELECTED.format(version=_version(p5subset)))


def compile_rules(odd: Path) -> bytes:
    """The Schematron schema that an ODD describes: the rules of the ODD that it selects from, and its own."""
    odds = chain(odd)
    return rules([one.read_bytes() for one in odds], _notice(odds))


def compile_xsd(grammar: Path, trang: str = "trang") -> dict[str, bytes]:
    """A grammar as an XML Schema: the files by their names, since XSD has one for each namespace.

    Raises :class:`OSError` if trang cannot be run, :class:`subprocess.CalledProcessError` if it fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([trang, grammar, Path(folder, grammar.with_suffix(".xsd").name)], check=True)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def chain(odd: Path) -> list[Path]:
    """An ODD after those that it selects from, as its ``schemaSpec/@source`` and theirs say; the first selects
    from TEI itself."""
    schema = etree.parse(odd).find(f".//{{{_TEI}}}schemaSpec")
    source = schema.get("source") if schema is not None else None
    return [*chain(odd.parent / source), odd] if source else [odd]


def _without_source(odd: Path) -> bytes:
    """An ODD for which the definitions that it selects from are given otherwise."""
    tree = etree.parse(odd)
    for schema in tree.iter(f"{{{_TEI}}}schemaSpec"):
        if "source" in schema.attrib:
            del schema.attrib["source"]
    return etree.tostring(tree)


def _notice(odds: Sequence[Path]) -> str:
    digests = (f"SHA-256 of {odd.name}: {hashlib.sha256(odd.read_bytes()).hexdigest()}" for odd in odds)
    return _GENERATED.format(name=odds[-1].name, digests="\n".join(digests))


def _version(p5subset: Path) -> str:
    """The version of TEI P5, from the edition statement of its definitions."""
    edition = etree.parse(str(p5subset)).find(f".//{{{_TEI}}}edition")
    assert edition is not None, "p5subset.xml names no edition"
    words = str(edition.xpath("string()")).split()
    return next(word for word in words if word[0].isdigit()).rstrip(".")


@click.command()
@click.argument("odd", type=click.Path(path_type=Path, exists=True, dir_okay=False), default=ODD)
@click.option(
    "--stylesheets",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    envvar="TEI_STYLESHEETS",
    required=True,
    help="Folder of TEI's Stylesheets.",
)
@click.option(
    "--p5subset",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    envvar="TEI_P5SUBSET",
    required=True,
    help="TEI's definitions, p5subset.xml.",
)
@click.option("--trang", default="trang", show_default=True, help="The command that makes the XML Schema.")
def main(odd: Path, stylesheets: Path, p5subset: Path, trang: str) -> None:
    """Compile an ODD, schema/tei_diary.odd if none is named, to .rng, .xsd and .sch beside it."""
    grammar = odd.with_suffix(".rng")
    grammar.write_bytes(compile_grammar(odd, stylesheets, p5subset))
    odd.with_suffix(".sch").write_bytes(compile_rules(odd))
    for name, data in compile_xsd(grammar, trang).items():
        (odd.parent / name).write_bytes(data)


if __name__ == "__main__":
    main()
