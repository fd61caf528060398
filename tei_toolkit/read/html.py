"""HTML pages as a browser saves them, read by profiles (:mod:`tei_toolkit.read.html_profile`).

What is in the document becomes text and marks; everything round it is listed as furniture. Scripts and styles are no
text.
"""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree, html

from tei_toolkit.errors import NotConserved, UnreadableInput
from tei_toolkit.model import LINE_BREAK, NOTE_BEGINS, NOTE_ENDS, OBJECT, PARAGRAPH, SourceText
from tei_toolkit.read.decode import decode
from tei_toolkit.read.html_profile import Profile, profile_named, profiles
from tei_toolkit.read.html_text import texts
from tei_toolkit.read.html_walk import Walk
from tei_toolkit.read.markdown_text import SUFFIXES
from tei_toolkit.read.readers import Received, Wishes, xml_root

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?.*?\?>)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(
    rb"\s*<(?:p|div|span|h[1-6]|section|article|main|header|nav|table|[uod]l|blockquote|pre|center|font|meta|title|style"
    rb"|link|br|hr|em|strong|[abiu]|img)(?:\s[^<]*)?/?>",
    re.IGNORECASE,
)
"""How a page begins whose beginning was cut off, or that was copied from one."""
_TAG = re.compile(rb"<(?:/?(?:p|div|span|h[1-6]|em|strong|[bi])|br\s*/?)(?:\s[^<>]*)?>", re.IGNORECASE)
_XHTML = "http://www.w3.org/1999/xhtml"
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SIGNS = (OBJECT, LINE_BREAK, PARAGRAPH, NOTE_BEGINS, NOTE_ENDS)


def looks_like(received: Received) -> bool:
    """Whether it begins like an HTML page, or a piece of one; or is called so and has tags in it."""
    start = received.data[:65_536].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(start):
        return True
    if received.suffix in SUFFIXES or xml_root(start)[0] not in ("", _XHTML):
        return False
    return bool(_FRAGMENT.match(start) or (received.suffix in (".html", ".htm") and _TAG.search(start)))


def read(received: Received, wishes: Wishes) -> SourceText:
    """Read a page by the profile that is wished for, else by the first that recognises it.

    Raises :class:`UnreadableInput` if the profile finds no document in it, and :class:`NotConserved` if not every
    letter of the page was read.
    """
    root = _parse(received, wishes.encoding)
    asked = profile_named(wishes.profile) if wishes.profile else None
    profile = asked or next(one for one in profiles() if one.find(root, one.recognise))
    bodies = [one for one in profile.find(root, profile.body) if isinstance(one, etree._Element)]
    bodies = [one for one in bodies if not any(ancestor in bodies for ancestor in one.iterancestors())]
    if not any("".join(map(str, one.itertext())).strip() for one in bodies):
        raise UnreadableInput(
            f"{received.name}: the body of the profile {profile.name} ({profile.body}) finds nothing in this page; give"
            " another --profile."
        )
    walk = Walk(received.name, root, profile, bodies)
    for body in bodies:
        walk.document(body)
    walk.beside(root)
    source = walk.builder.finish(_details(root, profile), walk.people)
    there = Counter("".join(text for _, _, text in texts(root)))
    here = Counter(source.text)
    for count in (there, here):
        for character in [one for one in count if one.isspace() or one in _SIGNS]:
            del count[character]
    if there != here:
        raise NotConserved(
            f"{received.name}: not every letter of this page was read; nothing was written. Please report."
        )
    return source


def _parse(received: Received, encoding: str | None) -> etree._Element:
    declared = _CHARSET.search(received.data[:4096])
    text = decode(received.data, received.name, encoding or (declared[1].decode("ascii") if declared else None))
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_DECLARED.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(f"{received.name}: this HTML cannot be read: {error}.") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableInput(f"{received.name}: the elements of this HTML are nested too deeply to be read.")
    return root


def _details(root: etree._Element, profile: Profile) -> dict[str, str]:
    details = {}
    for key, path in {"title": profile.title, **profile.details}.items():
        for found in profile.find(root, path)[:1]:
            words = found if isinstance(found, str) else "".join(map(str, found.itertext()))
            if " ".join(words.split()) not in ("", "N/A"):
                details[key] = " ".join(words.split())
    return details
