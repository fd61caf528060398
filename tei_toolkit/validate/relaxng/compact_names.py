"""Names in the compact syntax: the declarations at the head of a schema, and name classes.

The URI None stands for ``inherit``: the namespace is that of the schema from which this one is included.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from tei_toolkit.parsing import XML
from tei_toolkit.validate.relaxng.compact_annotations import Annotations
from tei_toolkit.validate.relaxng.compact_tokens import Token, Tokens
from tei_toolkit.validate.relaxng.compact_tree import make, ns_attribute
from tei_toolkit.validate.relaxng.datatypes import XSD
from tei_toolkit.validate.relaxng.names import is_absolute_uri


@dataclass(slots=True)
class Declarations:
    """What is declared at the head of a schema: prefixes, the default namespace, libraries of datatypes."""

    prefixes: dict[str, str | None] = field(default_factory=lambda: {"xml": XML})
    default: str | None = None
    libraries: dict[str, str] = field(default_factory=lambda: {"xsd": XSD})


class DeclarationParser:
    """Reads the declarations, which come before all else."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._declared = Declarations()
        self._seen: set[tuple[str, str]] = set()

    def parse(self) -> Declarations:
        """All declarations at the head of a schema."""
        while keyword := self._tokens.found("namespace", "default", "datatypes"):
            if keyword.text == "datatypes":
                self._library()
            elif keyword.text == "default":
                self._default(keyword)
            else:
                prefix = self._tokens.identifier("a prefix", keywords=True)
                self._bind(prefix, self._uri(prefix.text))
        return self._declared

    def _default(self, keyword: Token) -> None:
        self._tokens.expect("namespace")
        prefix = None if self._tokens.at("=") else self._tokens.identifier("a prefix or ‘=’", keywords=True)
        uri = self._uri(prefix.text if prefix else "")
        self._once("default", "", keyword)
        self._declared.default = uri
        if prefix:
            self._bind(prefix, uri)

    def _uri(self, prefix: str) -> str | None:
        self._tokens.expect("=")
        token = self._tokens.next
        uri = None if self._tokens.found("inherit") else self._tokens.literal("a namespace in quotation marks")
        if (uri == XML) != (prefix == "xml"):
            raise self._tokens.wrong(token, f"the prefix ‘xml’ and the namespace {XML} belong together.")
        return uri

    def _bind(self, prefix: Token, uri: str | None) -> None:
        if prefix.text == "xmlns":
            raise self._tokens.wrong(prefix, "‘xmlns’ can’t be declared as a prefix.")
        self._once("namespace", prefix.text, prefix)
        self._declared.prefixes[prefix.text] = uri

    def _library(self) -> None:
        prefix = self._tokens.identifier("a prefix", keywords=True)
        self._tokens.expect("=")
        token = self._tokens.next
        uri = self._tokens.literal("the address of a datatype library in quotation marks")
        if prefix.text == "xsd" and uri != XSD:
            raise self._tokens.wrong(prefix, f"‘xsd’ stands for {XSD} and can’t be declared otherwise.")
        if uri and not is_absolute_uri(uri):
            raise self._tokens.wrong(token, f"a datatype library is an absolute address without #, and ‘{uri}’ is not.")
        self._once("datatypes", prefix.text, prefix)
        self._declared.libraries[prefix.text] = uri

    def _once(self, what: str, prefix: str, token: Token) -> None:
        if (what, prefix) in self._seen:
            told = f"the prefix ‘{prefix}’" if prefix else "the default namespace"
            raise self._tokens.wrong(token, f"{told} is declared already.")
        self._seen.add((what, prefix))


class NameClassParser:
    """Reads name classes into elements of the XML syntax."""

    def __init__(self, tokens: Tokens, declared: Declarations, annotations: Annotations) -> None:
        self._tokens = tokens
        self._declared = declared
        self._annotations = annotations

    def namespace_of(self, prefix: str, token: Token) -> str | None:
        """What a prefix stands for."""
        if prefix not in self._declared.prefixes:
            raise self._tokens.wrong(token, f"the prefix ‘{prefix}’ is not declared.")
        return self._declared.prefixes[prefix]

    def parse(self, unprefixed: str | None) -> etree._Element:
        """A name class; ``unprefixed`` is the namespace of names without prefix."""
        first = self._tokens.next
        options, is_exception = [], False
        option, is_exception = self._annotated(unprefixed)
        options.append(option)
        while not is_exception and self._tokens.found("|"):
            option, excepted = self._annotated(unprefixed)
            if excepted:
                raise self._tokens.wrong(first, "put what - takes away in parentheses beside |.")
            options.append(option)
        if is_exception and self._tokens.at("|", "-"):
            raise self._tokens.unexpected("a parenthesis round what - takes away")
        return options[0] if len(options) == 1 else make("choice", first, options)

    def _annotated(self, unprefixed: str | None) -> tuple[etree._Element, bool]:
        self._annotations.before()
        made, is_exception = self._simple(unprefixed)
        self._annotations.after()
        return made, is_exception

    def _simple(self, unprefixed: str | None) -> tuple[etree._Element, bool]:
        """A name class without |, and whether it has an exception of its own, written without parentheses."""
        token = self._tokens.next
        if self._tokens.found("("):
            inside = self.parse(unprefixed)
            self._tokens.expect(")")
            return inside, False
        if token.kind in ("name", "keyword"):
            self._tokens.take()
            return make("name", token, attributes=ns_attribute(unprefixed), text=token.text), False
        if token.kind == "prefixed":
            self._tokens.take()
            prefix, _, local = token.text.partition(":")
            return make("name", token, attributes=ns_attribute(self.namespace_of(prefix, token)), text=local), False
        if token.kind == "namespace":
            self._tokens.take()
            made = make("nsName", token, attributes=ns_attribute(self.namespace_of(token.text, token)))
        elif self._tokens.found("*"):
            made = make("anyName", token)
        else:
            raise self._tokens.unexpected("a name")
        return made, self._exception(made, unprefixed)

    def _exception(self, made: etree._Element, unprefixed: str | None) -> bool:
        minus = self._tokens.found("-")
        if minus:
            self._annotations.before()
            excepted, nested = self._simple(unprefixed)
            if nested:
                raise self._tokens.wrong(minus, "put a second - in parentheses.")
            made.append(make("except", minus, [excepted]))
        return minus is not None
