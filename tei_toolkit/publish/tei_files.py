"""Writing converted entries into a folder where editors work (DESIGN: the fourth law).

What was written is remembered in ``.converted.json`` beside the entries: for each file its source and the
hash of its bytes. A file whose bytes are no longer those has been edited, and is never touched again; the hash
of the text tells whether the source meanwhile says something else for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tei_toolkit.errors import ToolkitError
from tei_toolkit.parsing import parse_xml, tei
from tei_toolkit.publish.disk import write_file

RECORD = ".converted.json"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the files of one source: names, each list sorted."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    """Edited since they were converted, and so left alone."""
    diverged: tuple[str, ...]
    """Of those kept, the ones whose source has another text now, which is written nowhere."""
    removed: tuple[str, ...]
    """Converted from this source before, not edited since, and no longer in it."""


def write_documents(folder: Path, documents: Mapping[str, bytes], source: str) -> Written:
    """Write the documents converted from ``source`` (its path as it was given) into ``folder``.

    Raises :class:`~tei_toolkit.errors.ToolkitError` with one sentence if the folder cannot be written.
    """
    record = _read_record(folder / RECORD)
    written: list[str] = []
    unchanged: list[str] = []
    kept: list[str] = []
    diverged: list[str] = []
    for name, data in sorted(documents.items()):
        path = folder / name
        other = record.get(name, {}).get("source", source)
        if other != source and path.exists():
            raise ToolkitError(f"{path}: this was converted from {other}; convert {source} into another folder.")
        if path.is_file() and path.read_bytes() != data and not _untouched(path, record.get(name)):
            kept.append(name)
            if record.get(name, {}).get("text") != _text_hash(data):
                diverged.append(name)
            continue
        (written if write_file(path, data) else unchanged).append(name)
        record[name] = {"source": source, "sha256": hashlib.sha256(data).hexdigest(), "text": _text_hash(data)}
    removed = _remove_gone(folder, documents, source, record)
    write_file(folder / RECORD, (json.dumps(record, indent=1, sort_keys=True) + "\n").encode())
    return Written(tuple(written), tuple(unchanged), tuple(kept), tuple(diverged), tuple(removed))


def remember_changes(folder: Path, changes: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Remember what the toolkit itself has just changed in a folder, such as by annotating: a file's name → its
    bytes before and after. One that nobody had edited is still one that nobody has edited.

    Raises :class:`~tei_toolkit.errors.ToolkitError` with one sentence if the record cannot be read or written.
    """
    record = _read_record(folder / RECORD)
    touched = False
    for name, (before, after) in changes.items():
        if name in record and hashlib.sha256(before).hexdigest() == record[name].get("sha256"):
            record[name]["sha256"] = hashlib.sha256(after).hexdigest()
            touched = True
    if touched:
        write_file(folder / RECORD, (json.dumps(record, indent=1, sort_keys=True) + "\n").encode())


def _text_hash(data: bytes) -> str:
    """The hash of a document's text, so that a change of markup or header does not count."""
    body = parse_xml(data, "the converted document").getroot().find(tei("text"))
    words = "" if body is None else " ".join("".join(str(piece) for piece in body.itertext()).split())
    return hashlib.sha256(words.encode()).hexdigest()


def ids_of_others(folder: Path, source: str) -> list[str]:
    """The ids of entries in a folder that were converted from other sources than this."""
    stems = [Path(name).stem for name, entry in _read_record(folder / RECORD).items() if entry.get("source") != source]
    return [f"e{stem}" if stem[:1].isdigit() else stem for stem in stems]


def _remove_gone(
    folder: Path, documents: Mapping[str, bytes], source: str, record: dict[str, dict[str, str]]
) -> list[str]:
    removed = []
    for name in sorted(record):
        if record[name].get("source") != source or name in documents:
            continue
        path = folder / name
        if _untouched(path, record[name]):
            path.unlink()
            removed.append(name)
        del record[name]
    return removed


def _untouched(path: Path, remembered: dict[str, str] | None) -> bool:
    """Whether a file still has the bytes that the toolkit gave it."""
    if remembered is None or not path.is_file():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == remembered.get("sha256")


def _read_record(path: Path) -> dict[str, dict[str, str]]:
    if not path.exists():
        return {}
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise ToolkitError(
            f"{path}: the record of what was converted cannot be read ({error}); restore it, or delete it,"
            " after which no existing file will be overwritten."
        ) from None
    if not isinstance(record, dict):
        raise ToolkitError(f"{path}: this is not a record of what was converted; delete it.")
    return {str(name): dict(entry) for name, entry in record.items() if _is_name(name) and isinstance(entry, dict)}


def _is_name(name: object) -> bool:
    return isinstance(name, str) and Path(name).name == name
