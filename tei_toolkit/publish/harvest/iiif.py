"""IIIF Presentation 3: a manifest for each entry that has page images, and a collection of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tei_toolkit.publish.harvest.record import Record

_CONTEXT = "http://iiif.io/api/presentation/3/context.json"


@dataclass(frozen=True, slots=True)
class Canvas:
    """One page: its number, its image's full address, width and height in pixels, media type, and image service."""

    n: str
    image: str
    width: int
    height: int
    format: str
    service: str = ""


def manifest(record: Record, canvases: Iterable[Canvas], address: str) -> dict[str, Any]:
    """The manifest that is to be found at ``address``."""
    return {
        "@context": _CONTEXT,
        "id": address,
        "type": "Manifest",
        "label": _said(record.title, record.language),
        **_about(record),
        "homepage": [_page(record)],
        "items": [_canvas(canvas, f"{address.rpartition('/')[0]}/{n}") for n, canvas in enumerate(canvases, 1)],
    }


def collection(record: Record, manifests: Iterable[dict[str, Any]], address: str) -> dict[str, Any]:
    """The collection of an edition's manifests, in their order."""
    return {
        "@context": _CONTEXT,
        "id": address,
        "type": "Collection",
        "label": _said(record.title, record.language),
        **_about(record),
        "homepage": [_page(record)],
        "items": [{key: each[key] for key in ("id", "type", "label")} for each in manifests],
    }


def _about(record: Record) -> dict[str, Any]:
    """The day as a navigation date, and the licence where it is one that IIIF allows as rights."""
    about: dict[str, Any] = {}
    if len(record.written) == len("1939-02-03"):
        about["navDate"] = f"{record.written}T00:00:00Z"
    if "//creativecommons.org/" in record.licence or "//rightsstatements.org/" in record.licence:
        # IIIF names these by the http addresses that their makers gave them as identifiers.
        about["rights"] = record.licence.replace("https://", "http://", 1)
    return about


def _page(record: Record) -> dict[str, Any]:
    return {"id": record.address, "type": "Text", "label": _said(record.title, record.language), "format": "text/html"}


def _said(text: str, language: str) -> dict[str, list[str]]:
    return {language or "none": [text]}


def _service(address: str) -> dict[str, str]:
    """The service as a manifest points to it. Servers are never asked: version 2 of the Image API is told by its number
    in the address, and every server can do what level 0 asks. Source: IIIF Presentation API 3.0, property service.
    """
    if "/2/" in address:
        return {"@id": address, "@type": "ImageService2", "profile": "http://iiif.io/api/image/2/level0.json"}
    return {"id": address, "type": "ImageService3", "profile": "level0"}


def _canvas(canvas: Canvas, address: str) -> dict[str, Any]:
    size = {"width": canvas.width, "height": canvas.height}
    body: dict[str, Any] = {"id": canvas.image, "type": "Image", "format": canvas.format, **size}
    if canvas.service:
        body["service"] = [_service(canvas.service)]
    painting = {
        "id": f"{address}/painting",
        "type": "Annotation",
        "motivation": "painting",
        "body": body,
        "target": address,
    }
    page = {"id": f"{address}/page", "type": "AnnotationPage", "items": [painting]}
    return {"id": address, "type": "Canvas", "label": _said(canvas.n, ""), **size, "items": [page]}
