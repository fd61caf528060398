"""Word documents for the tests, written by python-docx, and by hand what it can't write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARED = (
    f'xmlns:w="{SPACE}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def word(body: str, links: Sequence[str] = (), **parts: str) -> bytes:
    """A document with this content of ``w:body``; ``parts`` are others: ``footnotes="<w:footnote …"``. The links are
    those of the ids ``link1``, ``link2`` …"""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        relations = [
            f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
            for number, kind in enumerate(parts)
        ]
        relations += [
            f'<Relationship Id="link{number}" Type="{_OFFICE}/hyperlink" Target="{link}" TargetMode="External"/>'
            for number, link in enumerate(links, 1)
        ]
        archive.writestr("[Content_Types].xml", _content_types(parts))
        start = f'<Relationships xmlns="{_RELATIONS}">'
        archive.writestr(
            "_rels/.rels",
            f'{start}<Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/_rels/document.xml.rels", f"{start}{''.join(relations)}</Relationships>")
        archive.writestr("word/document.xml", f"<w:document {_DECLARED}><w:body>{body}</w:body></w:document>")
        for kind, content in parts.items():
            root = "hdr" if kind.startswith("header") else kind
            archive.writestr(f"word/{kind}.xml", f"<w:{root} {_DECLARED}>{content}</w:{root}>")
    return written.getvalue()


def _content_types(parts: Iterable[str]) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = [f'<Override PartName="/word/document.xml" ContentType="{main}document.main+xml"/>']
    overrides += [
        f'<Override PartName="/word/{kind}.xml" ContentType="{main}{kind.rstrip("0123456789")}+xml"/>' for kind in parts
    ]
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
        f' ContentType="application/xml"/>{"".join(overrides)}</Types>'
    )


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of bare text."""
    if not content.startswith("<"):
        content = run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
