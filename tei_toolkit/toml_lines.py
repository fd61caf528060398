"""Where the keys of a TOML file stand, which Python's reader of TOML does not tell."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[{1,2}\s*([^\[\]#]+?)\s*\]{1,2}")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_LONG_STRING = re.compile(r'"""|\'\'\'')


def lines_of_keys(text: str) -> dict[str, int]:
    """The line of each table and key by its full name: ``design.light`` → 3, ``design.light.paper`` → 4.

    Lines count from 1. Of tables that repeat (``[[texts]]``) the first is found, of inline tables the outermost key.
    """
    lines: dict[str, int] = {}
    table, within = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if not within:
            if header := _HEADER.match(line):
                table = _plain(header[1])
                lines.setdefault(table, number)
            elif key := _KEY.match(line):
                lines.setdefault(f"{table}.{_plain(key[1])}".removeprefix("."), number)
        # A string in three quotes may go on over lines that look like keys.
        for quotes in _LONG_STRING.findall(line):
            within = "" if within == quotes else within or quotes
    return lines


def _plain(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
