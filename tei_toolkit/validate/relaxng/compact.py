"""RELAX NG's compact syntax (https://relaxng.org/compact-20021121.html), translated into the tree of the XML syntax,
so that all else is the same for both.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.parsing import local_name
from tei_toolkit.validate.relaxng.compact_annotations import Annotations
from tei_toolkit.validate.relaxng.compact_names import DeclarationParser, NameClassParser
from tei_toolkit.validate.relaxng.compact_tokens import Token, Tokens
from tei_toolkit.validate.relaxng.compact_tree import make, ns_attribute
from tei_toolkit.validate.relaxng.names import is_uri_reference
from tei_toolkit.validate.relaxng.syntax import RELAXNG

_DATA = f"{{{RELAXNG}}}data"
_CONNECTED = {",": "group", "&": "interleave", "|": "choice"}
_REPEATED = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
_COMBINED: dict[str, dict[str, str]] = {"=": {}, "|=": {"combine": "choice"}, "&=": {"combine": "interleave"}}


def parse_compact(data: bytes, name: str) -> etree._Element:
    """The root of the XML form of a schema in compact syntax, of which ``data`` are the bytes.

    Raises :class:`UnreadableInput` with file, line and column at the first thing that is not of the syntax.
    """
    try:
        return _Parser(Tokens(data, name)).schema()
    except RecursionError:
        raise UnreadableInput(f"{name}: the schema is nested too deeply to be read.") from None


class _Parser:
    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._declared = DeclarationParser(tokens).parse()
        self._annotations = Annotations(tokens, lambda prefix, token: self._names.namespace_of(prefix, token))
        self._names = NameClassParser(tokens, self._declared, self._annotations)
        self._followed = False
        self._primaries: dict[str, Callable[[Token], etree._Element]] = {
            "element": self._named, "attribute": self._named, "mixed": self._container, "list": self._container,
            "empty": self._bare, "notAllowed": self._bare, "text": self._bare, "parent": self._parent,
            "grammar": self._grammar, "external": self._external, "string": self._own_type, "token": self._own_type,
        }  # fmt: skip

    def schema(self) -> etree._Element:
        first = self._tokens.next
        if self._begins_grammar():
            root = make("grammar", first, self._members("end", ("start", "div", "include")))
        else:
            root = self._pattern(top=True)
            if self._tokens.next.kind != "end":
                raise self._tokens.unexpected("the end of the schema")
        return self._with_prefixes(root, first)

    def _with_prefixes(self, root: etree._Element, first: Token) -> etree._Element:
        """The tree with the schema's prefixes declared, for values that hold some."""
        declared = {prefix: uri for prefix, uri in self._declared.prefixes.items() if uri and prefix != "xml"}
        attributes = {str(key): str(value) for key, value in root.attrib.items()}
        return make(local_name(root), first, list(root), attributes, root.text, declared)

    def _begins_grammar(self) -> bool:
        position = self._tokens.position
        self._annotations.before()
        token, following = self._tokens.next, self._tokens.after_next
        self._tokens.position = position
        if token.kind in ("name", "prefixed"):
            return following.kind == "symbol" and following.text in ("[", *_COMBINED)
        return token.kind == "end" or (token.kind == "keyword" and token.text in ("start", "div", "include"))

    # Grammars

    def _members(self, end: str, keywords: tuple[str, ...]) -> list[etree._Element]:
        """The parts of a grammar, up to a closing brace or the end of the schema."""
        made: list[etree._Element] = []
        while not (self._tokens.next.kind == "end" if end == "end" else self._tokens.found(end)):
            if not self._annotations.between():
                self._annotations.before()
                made.append(self._member(keywords))
        return made

    def _member(self, keywords: tuple[str, ...]) -> etree._Element:
        token = self._tokens.next
        if self._tokens.at(*keywords) and self._tokens.take().text != "start":
            return self._include(token) if token.text == "include" else self._div(token, keywords)
        if token.text == "start" and token.kind == "keyword":
            return make("start", token, attributes=self._combine(), children=[self._pattern()])
        name = self._tokens.identifier("a definition").text
        return make("define", token, attributes={"name": name, **self._combine()}, children=[self._pattern()])

    def _combine(self) -> dict[str, str]:
        sign = self._tokens.found(*_COMBINED)
        if sign is None:
            raise self._tokens.unexpected("‘=’, ‘|=’ or ‘&=’")
        return _COMBINED[sign.text]

    def _div(self, token: Token, keywords: tuple[str, ...]) -> etree._Element:
        self._tokens.expect("{")
        return make("div", token, self._members("}", keywords))

    def _include(self, token: Token) -> etree._Element:
        attributes = self._reference()
        replacing = self._members("}", ("start", "div")) if self._tokens.found("{") else []
        return make("include", token, replacing, attributes)

    def _grammar(self, token: Token) -> etree._Element:
        self._tokens.expect("{")
        return make("grammar", token, self._members("}", ("start", "div", "include")))

    def _reference(self) -> dict[str, str]:
        """The address of another schema, and the namespace that it inherits."""
        token = self._tokens.next
        href = self._tokens.literal("the address of a schema in quotation marks")
        if not is_uri_reference(href):
            raise self._tokens.wrong(token, f"‘{href}’ is no address.")
        inherited = self._declared.default
        if self._tokens.found("inherit"):
            self._tokens.expect("=")
            prefix = self._tokens.identifier("a prefix", keywords=True)
            inherited = self._names.namespace_of(prefix.text, prefix)
        return {"href": href, **ns_attribute(inherited)}

    # Patterns

    def _pattern(self, top: bool = False) -> etree._Element:
        """Patterns joined by one kind of connector: there is no order of precedence.

        What is ``top`` must be one element: no annotation may follow it.
        """
        first = self._tokens.next
        patterns = [self._particle(alone=True)]
        if top and self._tokens.next.kind == "end" and self._followed:
            raise self._tokens.wrong(first, "an annotation can’t follow the one pattern of a schema.")
        connector = self._tokens.next.text if self._tokens.at(*_CONNECTED) else ""
        while connector and self._tokens.found(connector):
            patterns.append(self._particle(alone=False))
        if self._tokens.at(*_CONNECTED):
            told = f"‘{self._tokens.next.text}’ can’t stand beside ‘{connector}’ without parentheses."
            raise self._tokens.wrong(self._tokens.next, told)
        return patterns[0] if len(patterns) == 1 else make(_CONNECTED[connector], first, patterns)

    def _particle(self, alone: bool) -> etree._Element:
        """One pattern, with what repeats it and with annotations round it."""
        first = self._tokens.next
        self._annotations.before()
        made = self._parenthesised() if self._tokens.at("(") else self._primary()
        minus = self._tokens.next
        if made.tag == _DATA and self._tokens.at("-"):
            made.append(make("except", minus, [self._excepted()]))
            self._followed = self._annotations.after()
            if not alone or self._tokens.at(*_CONNECTED):
                raise self._tokens.wrong(minus, "put a datatype and what - takes away from it in parentheses.")
            return made
        self._followed = self._annotations.after()
        if sign := self._tokens.found(*_REPEATED):
            made = make(_REPEATED[sign.text], first, [made])
            self._followed = self._annotations.after()
        return made

    def _parenthesised(self) -> etree._Element:
        first = self._tokens.expect("(")
        inside = self._pattern()
        self._tokens.expect(")")
        # A datatype in parentheses is complete: nothing can be taken away from it any more.
        return make("group", first, [inside]) if inside.tag == _DATA else inside

    def _excepted(self) -> etree._Element:
        self._tokens.expect("-")
        self._annotations.before()
        return self._parenthesised() if self._tokens.at("(") else self._primary()

    def _primary(self) -> etree._Element:
        token = self._tokens.next
        if token.kind == "keyword" and token.text in self._primaries:
            return self._primaries[self._tokens.take().text](token)
        if token.kind == "literal":
            return make("value", token, text=self._tokens.literal("a value"))
        if token.kind == "name":
            return make("ref", token, attributes={"name": self._tokens.take().text})
        if token.kind != "prefixed":
            raise self._tokens.unexpected("a pattern")
        self._tokens.take()
        prefix, _, local = token.text.partition(":")
        if prefix not in self._declared.libraries:
            raise self._tokens.wrong(token, f"no datatype library is declared with the prefix ‘{prefix}’.")
        return self._typed(token, self._declared.libraries[prefix], local)

    def _named(self, token: Token) -> etree._Element:
        names = self._names.parse(self._declared.default if token.text == "element" else "")
        return make(token.text, token, [names, self._braced()])

    def _container(self, token: Token) -> etree._Element:
        return make(token.text, token, [self._braced()])

    def _braced(self) -> etree._Element:
        self._tokens.expect("{")
        inside = self._pattern()
        self._tokens.expect("}")
        return inside

    def _bare(self, token: Token) -> etree._Element:
        return make(token.text, token)

    def _parent(self, token: Token) -> etree._Element:
        return make("parentRef", token, attributes={"name": self._tokens.identifier("a definition’s name").text})

    def _external(self, token: Token) -> etree._Element:
        return make("externalRef", token, attributes=self._reference())

    def _own_type(self, token: Token) -> etree._Element:
        return self._typed(token, "", token.text)

    def _typed(self, token: Token, library: str, name: str) -> etree._Element:
        """A datatype, or a value of one."""
        attributes = {"datatypeLibrary": library, "type": name}
        if self._tokens.next.kind == "literal":
            value = self._tokens.literal("a value")
            return make("value", token, attributes={**attributes, **ns_attribute(self._declared.default)}, text=value)
        made = make("data", token, attributes=attributes)
        if self._tokens.found("{"):
            while not self._tokens.found("}"):
                self._annotations.before()
                parameter = self._tokens.identifier("a parameter", keywords=True)
                self._tokens.expect("=")
                text = self._tokens.literal("the parameter’s value in quotation marks")
                made.append(make("param", parameter, attributes={"name": parameter.text}, text=text))
        return made
