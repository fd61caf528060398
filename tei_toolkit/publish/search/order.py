"""The same index every time: Pagefind 1.5 writes the values of its filters in an order that chance decides.

The files are CBOR (RFC 8949) behind a signature, packed by gzip, and named after a hash of what is in them:
``filter/en_1a2b3c4.pf_filter`` for each filter, a ``.pf_meta`` that names them, and ``pagefind-entry.json``, which
names that. Nothing is decoded here; the items are found and put in order as they are.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping

_SIGNATURE = b"pagefind_dcd"
_TEXT, _ARRAY = 3, 4
_FILTERS = 3
"""Which item of the ``.pf_meta`` has the filters: name and file of each."""


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index, the filters and their values sorted, all by their paths."""
    renamed: dict[bytes, bytes] = {}
    done = {path: data for path, data in files.items() if not path.endswith((".pf_filter", ".pf_meta"))}
    for path, data in files.items():
        if path.endswith(".pf_filter"):
            filter_ = _unpacked(data)
            name, values = _items(filter_)
            ordered = filter_[:1] + name + _sorted(values)
            old = path.removeprefix("filter/").removesuffix(".pf_filter")
            new = _renamed(old, ordered)
            renamed[old.encode()] = new.encode()
            done[f"filter/{new}.pf_filter"] = _packed(ordered)
    entry = json.loads(files["pagefind-entry.json"])
    for language in entry["languages"].values():
        meta = _unpacked(files[f"pagefind.{language['hash']}.pf_meta"])
        items = _items(meta)
        items[_FILTERS] = _sorted(_with_new_names(items[_FILTERS], renamed))
        ordered = meta[:1] + b"".join(items)
        language["hash"] = _renamed(language["hash"], ordered)
        done[f"pagefind.{language['hash']}.pf_meta"] = _packed(ordered)
    entry["languages"] = dict(sorted(entry["languages"].items()))
    done["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return dict(sorted(done.items()))


def _renamed(name: str, content: bytes) -> str:
    """``en_1a2b3c4`` with the hash of other content, as long as it was, so that no length before it changes."""
    language, _, old = name.rpartition("_")
    return f"{language}_{hashlib.sha256(content).hexdigest()[: len(old)]}"


def _with_new_names(filters: bytes, renamed: Mapping[bytes, bytes]) -> bytes:
    """Each filter is a pair, its name and that of its file: a text of fewer than 24 bytes, so that its head is one."""
    pairs = [_items(pair) for pair in _items(filters)]
    changed = [(name, file[:1] + renamed[file[1:]]) for name, file in pairs]
    return _like(filters, [pair[:1] + b"".join(new) for pair, new in zip(_items(filters), changed, strict=True)])


def _sorted(array: bytes) -> bytes:
    return _like(array, sorted(_items(array)))


def _like(array: bytes, items: list[bytes]) -> bytes:
    """An array with as many items, as long in all."""
    return array[: len(array) - sum(map(len, items))] + b"".join(items)


def _items(array: bytes) -> list[bytes]:
    """The items of an array, each as the bytes that it is written in."""
    _, count, at = _head(array, 0)
    items = []
    for _ in range(count):
        end = _end(array, at)
        items.append(array[at:end])
        at = end
    return items


def _end(data: bytes, at: int) -> int:
    """Where the item that begins here ends."""
    kind, value, at = _head(data, at)
    if kind == _TEXT:
        return at + value
    for _ in range(value if kind == _ARRAY else 0):
        at = _end(data, at)
    return at


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """An item's kind, its number (value, length, or how many items it holds), and where that which follows begins."""
    kind, short = data[at] >> 5, data[at] & 31
    if short < 24:
        return kind, short, at + 1
    size = 1 << (short - 24)
    return kind, int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size


def _unpacked(data: bytes) -> bytes:
    return gzip.decompress(data).removeprefix(_SIGNATURE)


def _packed(data: bytes) -> bytes:
    return gzip.compress(_SIGNATURE + data, mtime=0)
