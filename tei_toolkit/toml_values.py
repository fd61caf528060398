"""Values of a TOML file as they should be; what is otherwise is complained of, a sentence each, and all at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any


def strings_of(entry: Mapping[str, Any], keys: tuple[str, ...], where: str, complaints: list[str]) -> dict[str, str]:
    """Several texts that a table must have."""
    complaints.extend(f"{where} needs {key!r}" for key in keys if key not in entry)
    return {key: string_of(entry.get(key, ""), f"{where} {key}", complaints) for key in keys}


def string_of(value: Any, where: str, complaints: list[str]) -> str:
    """A text, in which nothing stands that XML cannot hold."""
    if not isinstance(value, str):
        complaints.append(f"{where} must be text in quotes, not {value!r}")
        return ""
    if any(character < " " and character not in "\t\n\r" for character in value):
        complaints.append(f"{where} holds a control character, which XML cannot")
    return value


def list_of(entry: Mapping[str, Any], key: str, where: str, complaints: list[str]) -> list[str]:
    """A list of texts; empty if there is none."""
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        complaints.append(f"{where} {key} must be a list of texts in quotes")
        return []
    return value


def table_of(table: Mapping[str, Any], key: str, complaints: list[str]) -> Mapping[str, Any]:
    """The table of a name; empty if there is none."""
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        complaints.append(f"{key} must be a table [{key}]")
        return {}
    return value


def tables_of(table: Mapping[str, Any], key: str, complaints: list[str]) -> list[Mapping[str, Any]]:
    """The tables of a name, in order."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        complaints.append(f"{key} must be tables [[{key}]]")
        return []
    return value


def complain_of_unknown(table: Mapping[str, Any], keys: tuple[str, ...], where: str, complaints: list[str]) -> None:
    """Say which keys of a table nobody knows, and what was perhaps meant."""
    complaints.extend(f"{where} has an unknown key {key!r}{near(key, keys)}" for key in table if key not in keys)


def near(word: str, known: Collection[str]) -> str:
    """``, did you mean …?`` if one of the known words is like this one."""
    near = get_close_matches(word, sorted(known), 1)
    return f", did you mean {near[0]!r}?" if near else ""
