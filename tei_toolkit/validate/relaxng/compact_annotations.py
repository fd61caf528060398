"""Annotations in the compact syntax (https://relaxng.org/compact-20021121.html, section 5). They say nothing about
documents, so they are read for their correctness and left out of the tree.
"""

from __future__ import annotations

from collections.abc import Callable

from tei_toolkit.validate.relaxng.compact_tokens import Token, Tokens
from tei_toolkit.validate.relaxng.syntax import RELAXNG

_XMLNS = "http://www.w3.org/2000/xmlns"


class Annotations:
    """Reads what is annotation; ``namespace_of`` says what a prefix stands for (None: inherited)."""

    def __init__(self, tokens: Tokens, namespace_of: Callable[[str, Token], str | None]) -> None:
        self._tokens = tokens
        self._namespace_of = namespace_of

    def before(self) -> None:
        """What may come before a pattern, a name class, a parameter or a part of a grammar."""
        while self._tokens.next.kind == "documentation":
            self._tokens.take()
        if self._tokens.found("["):
            self._attributes(nested=False)
            while not self._tokens.found("]"):
                self._element(nested=False)

    def after(self) -> bool:
        """What may come after a pattern or name class; whether there was any."""
        there = self._tokens.at(">>")
        while self._tokens.found(">>"):
            self._element(nested=False)
        return there

    def between(self) -> bool:
        """An element that stands by itself in a grammar, if one comes here."""
        begins = self._tokens.next.kind in ("name", "prefixed") and self._tokens.after_next.text == "["
        if begins and self._tokens.after_next.kind == "symbol":
            self._element(nested=False)
            return True
        return False

    def _element(self, nested: bool) -> None:
        name, (uri, _) = self._name("the name of an annotation")
        if not nested and uri == RELAXNG:
            raise self._tokens.wrong(name, f"‘{name.text}’ is of RELAX NG’s own namespace, so it is no annotation.")
        self._tokens.expect("[")
        self._attributes(nested=True)
        while not self._tokens.found("]"):
            if self._tokens.next.kind == "literal":
                self._tokens.literal("a text")
            else:
                self._element(nested=True)

    def _attributes(self, nested: bool) -> None:
        seen: set[tuple[str, str]] = set()
        while self._tokens.after_next.kind == "symbol" and self._tokens.after_next.text == "=":
            token, name = self._name("the name of an attribute")
            if name in seen:
                raise self._tokens.wrong(token, f"the attribute ‘{token.text}’ stands twice in this annotation.")
            if name[0] == _XMLNS or (not nested and name[0] in ("", RELAXNG)):
                told = "needs the prefix of a namespace other than RELAX NG’s"
                raise self._tokens.wrong(token, f"the annotation ‘{token.text}’ {told}.")
            seen.add(name)
            self._tokens.expect("=")
            self._tokens.literal("the attribute’s value in quotation marks")

    def _name(self, wanted: str) -> tuple[Token, tuple[str, str]]:
        token = self._tokens.next
        if token.kind != "prefixed":
            return self._tokens.identifier(wanted, keywords=True), ("", token.text)
        self._tokens.take()
        prefix, _, local = token.text.partition(":")
        uri = self._namespace_of(prefix, token)
        if uri is None:
            raise self._tokens.wrong(token, f"an annotation can’t have the prefix ‘{prefix}’, which is inherited.")
        return token, (uri, local)
