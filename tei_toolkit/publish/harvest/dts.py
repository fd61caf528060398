"""Distributed Text Services 1.0 as files, level 0: the level that files without a server can reach.

The edition is a collection of its texts, each text a collection of its TEI files, each TEI file a resource. A
resource is given whole (its citation tree has no units), so a document is the TEI file itself, at its own address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tei_toolkit.publish.harvest.record import Record

_CONTEXT = "https://dtsapi.org/context/v1.0.json"
_ROOT = "_edition"


@dataclass(frozen=True, slots=True)
class Resource:
    """A TEI file: ``path`` from the top of the site, its title, language and the day on which it was written."""

    path: str
    title: str
    language: str
    written: str

    @property
    def id(self) -> str:
        """The path below ``tei/`` without its ending: ``translation/1939-02-03``."""
        return self.path.removeprefix("tei/").removesuffix(".xml")


def dts_files(record: Record, texts: Mapping[tuple[str, str], Iterable[Resource]]) -> dict[str, bytes]:
    """Every answer of the service: path from the top of the site → JSON.

    ``texts`` holds the resources of each text by its id and title; ``record`` is the edition's.
    """
    links = {
        "collection": f"{record.address}dts/collection/{{+id}}{{;nav}}.json",
        "navigation": f"{record.address}dts/navigation/{{+resource}}.json",
        "document": f"{record.address}tei/{{+resource}}.xml",
    }
    answers: dict[str, dict[str, Any]] = {
        "index": {"@id": f"{record.address}dts/index.json", "@type": "EntryPoint", **links}
    }
    members = []
    root = _collection(_ROOT, record.title, 0, len(texts), links)
    for (name, title), resources in texts.items():
        within = [_resource(resource, record.address, links) for resource in resources]
        text = _collection(f"_{name}", title, 1, len(within), links)
        members.append(text)
        answers[f"collection/{text['@id']}"] = {**text, "member": within}
        answers[f"collection/{text['@id']};nav=parents"] = {**text, "member": [root]}
        for one in within:
            answers[f"collection/{one['@id']}"] = one
            answers[f"collection/{one['@id']};nav=parents"] = {**one, "member": [text]}
            place = f"navigation/{one['@id']}"
            address = f"{record.address}dts/{quote(place)}.json"
            answers[place] = {"@id": address, "@type": "Navigation", "resource": one, "member": []}
    # Without an id the template gives a file that has only an ending.
    answers[f"collection/{_ROOT}"] = answers["collection/"] = {**root, "member": members}
    answers[f"collection/{_ROOT};nav=parents"] = {**root, "member": []}
    return {f"dts/{name}.json": _written(answer) for name, answer in answers.items()}


def _collection(id_: str, title: str, parents: int, children: int, links: Mapping[str, str]) -> dict[str, Any]:
    return {
        "@id": id_,
        "@type": "Collection",
        "title": title,
        "totalParents": parents,
        "totalChildren": children,
        "collection": links["collection"],
    }


def _resource(resource: Resource, address: str, links: Mapping[str, str]) -> dict[str, Any]:
    about = {"language": [resource.language], "date": [resource.written]}
    return {
        "@id": resource.id,
        "@type": "Resource",
        "title": resource.title,
        "totalParents": 1,
        "totalChildren": 0,
        "dublinCore": {key: value for key, value in about.items() if value[0]},
        **links,
        "download": address + quote(resource.path),
        "mediaTypes": ["application/tei+xml"],
        "citationTrees": [],
    }


def _written(answer: Mapping[str, Any]) -> bytes:
    whole = {"@context": _CONTEXT, "dtsVersion": "1.0", **answer}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
