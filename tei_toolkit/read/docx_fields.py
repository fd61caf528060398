"""Fields of a Word document: an instruction, and the result that is shown (ECMA-376, part 1, section 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei_toolkit.read.addresses import link

_HYPERLINK = re.compile(r'\bHYPERLINK\s+"(?P<address>[^"]*)"', re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False
    linked: bool = False


class Fields:
    """The fields that have begun and not ended, the innermost last."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def in_instruction(self) -> bool:
        """Whether what stands here is an instruction, which is no text."""
        return bool(self._open) and not self._open[-1].in_result

    def begin(self) -> None:
        """A field begins, with its instruction."""
        self._open.append(_Field())

    def instruct(self, text: str) -> None:
        """A piece of the instruction."""
        self._open[-1].instruction += text

    def separate(self) -> str:
        """The instruction ends and the result begins; returns the address of the link that it is, or nothing."""
        if not self._open:
            return ""
        self._open[-1].in_result = True
        said = _HYPERLINK.search(self._open[-1].instruction)
        target = link(said["address"]) if said else ""
        self._open[-1].linked = bool(target)
        return target

    def end(self) -> bool:
        """The field ends; returns whether a link does."""
        return bool(self._open) and self._open.pop().linked
