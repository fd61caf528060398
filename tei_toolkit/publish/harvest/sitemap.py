"""The addresses of all pages for search engines (sitemaps.org, protocol 0.9), and the file that leads to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from lxml import etree

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST = 50_000
"""No file may list more."""


def sitemaps(address: str, pages: Mapping[str, str]) -> dict[str, bytes]:
    """``sitemap.xml``, and where there are too many pages for one the files that it then lists.

    ``pages`` holds each page's address from the top of the site and the day of its last change; a date that
    is no day is not said, since the protocol knows no other.
    """
    listed = list(pages.items())
    parts = [listed[start : start + _MOST] for start in range(0, len(listed), _MOST)]
    if len(parts) < 2:
        return {"sitemap.xml": _file("urlset", "url", address, listed)}
    files = {f"sitemap-{n}.xml": _file("urlset", "url", address, part) for n, part in enumerate(parts, 1)}
    return {"sitemap.xml": _file("sitemapindex", "sitemap", address, [(name, "") for name in files]), **files}


def robots(address: str) -> dict[str, bytes]:
    """``robots.txt``, by which search engines may read all and find the sitemap.

    They look for it at the top of a host and nowhere else (RFC 9309, section 2.3), so a site below a path has none.
    """
    if urlsplit(address).path != "/":
        return {}
    return {"robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n".encode()}


def _file(root: str, item: str, address: str, pages: Sequence[tuple[str, str]]) -> bytes:
    top = etree.Element(f"{{{_SITEMAP}}}{root}", nsmap={None: _SITEMAP})  # type: ignore[dict-item]
    for page, changed in pages:
        url = etree.SubElement(top, f"{{{_SITEMAP}}}{item}")
        etree.SubElement(url, f"{{{_SITEMAP}}}loc").text = address + page
        if len(changed) == len("2026-01-01"):
            etree.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = changed
    return etree.tostring(top, encoding="UTF-8", xml_declaration=True, pretty_print=True)
