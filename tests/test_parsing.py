"""The one way to parse XML: nothing outside the bytes is ever read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei_toolkit.parsing import UnsafeXml, parse_xml


def refused(data: str) -> UnsafeXml:
    with pytest.raises(UnsafeXml) as caught:
        parse_xml(data.encode(), "a.xml")
    return caught.value


def test_an_external_entity_is_refused_unread(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hush")
    error = refused(f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a>&x;</a>')
    assert error.finding.code == "XML-02"
    assert "hush" not in str(error)


def test_an_entity_bomb_is_refused() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    assert refused(f'<!DOCTYPE a [<!ENTITY e0 "ha">{lines}]><a>&e11;</a>').finding.code == "XML-02"


def test_a_parameter_entity_and_a_remote_dtd_are_not_fetched() -> None:
    assert refused('<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><a/>').finding.code == "XML-02"
    assert parse_xml(b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a>text</a>', "a.xml").getroot().text == "text"


def test_an_undeclared_entity_is_refused_rather_than_lost() -> None:
    assert refused('<!DOCTYPE a SYSTEM "x.dtd"><a>caf&eacute;</a>').finding.code == "XML-02"


def test_what_is_not_well_formed_has_its_place() -> None:
    error = refused("<a>\n  <b>\n</a>")
    assert (error.finding.code, error.finding.line) == ("XML-01", 3)
    assert str(error).startswith("a.xml:3:")


@pytest.mark.parametrize("data", ["", "not xml", "<a", "<a>\x00</a>", "<a>" * 100_000])
def test_anything_else_is_a_sentence_too(data: str) -> None:
    assert refused(data).finding.code == "XML-01"
