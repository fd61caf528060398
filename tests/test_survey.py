"""What a survey says of a register: counts, undecided names, findings."""

from __future__ import annotations

import datetime

from conftest import conversion

from tei_toolkit.register import Register, parse_register
from tei_toolkit.register.decisions import NO_DECISIONS
from tei_toolkit.report import table, undecided_data
from tei_toolkit.survey import ambiguities, check, namings

PERSONS = """
<person xml:id="thorne-archivist"><persName><forename>Cuthbert</forename> <surname>Thorne</surname></persName>
  <birth when="1879"/><death when="1958"/></person>
<person xml:id="thorne-banker"><persName><forename>Ambrose</forename> <surname>Thorne</surname></persName></person>
<person xml:id="vane" sex="F"><persName><forename>Honoria</forename> <surname>Vane</surname></persName></person>
"""
DIARY = """\
3 February
Lady Vane came with Thorne. Thorne sat down.

4 February
Honoria Vane again. Thorne did not come.
"""


def register(persons: str = PERSONS) -> Register:
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>{persons}</listPerson></standOff></TEI>'
    return parse_register(text.encode(), "persons.xml")


def codes(persons: str, diary: str = DIARY) -> list[str]:
    known = register(persons)
    return [finding.code for finding in check(known, [conversion(diary, known)], NO_DECISIONS, "d.toml", {})]


def test_namings_count_and_know_the_first_day() -> None:
    known = register()
    found = namings(known, [conversion(DIARY, known)])
    assert (found[0].named.id, found[0].sure + found[0].probable) == ("vane", 2)
    assert found[0].first == datetime.date(1939, 2, 3)
    assert {one.named.id for one in found} == {named.id for named in known.named}


def test_undecided_names_are_put_together() -> None:
    (one,) = ambiguities(conversion(DIARY, register()).undecided)
    assert (one.form, len(one.places)) == ("Thorne", 3)
    assert {bearer.id for bearer in one.bearers} == {"thorne-archivist", "thorne-banker"}
    assert all(bearer.reasons for bearer in one.bearers)


def test_the_report_has_what_is_undecided() -> None:
    done = conversion(DIARY, register())
    data = undecided_data(done.undecided[0])
    assert DIARY[data["start"] : data["end"]] == "Thorne"
    assert {candidate["id"] for candidate in data["candidates"]} == {"thorne-archivist", "thorne-banker"}


def test_the_table_is_aligned_and_has_a_sum() -> None:
    done = conversion(DIARY, register())
    lines = table([done, done]).splitlines()
    assert len(lines) == 4
    assert len({len(line) for line in lines}) == 1
    assert lines[-1].split()[:4] == ["all", "4", "1939-02-03", "1939-02-04"]


def test_a_sound_register_says_only_who_is_named_nowhere() -> None:
    assert codes(PERSONS) == ["REG-03", "REG-03"]


def test_what_is_wrong_is_found() -> None:
    vane = '<person xml:id="vane"><persName>Honoria Vane</persName></person>'
    assert "REG-01" in codes(vane + vane)
    assert "REG-02" in codes(vane + vane.replace('"vane"', '"other"'))
    assert "REG-04" in codes('<person xml:id="cook"><persName>the cook</persName></person>')
    assert "REG-05" in codes(PERSONS.replace('"1958"', '"1858"'))


def test_a_decision_about_nobody_is_an_error_with_a_guess() -> None:
    known = register()
    decisions = NO_DECISIONS.with_("Thorne", id="thorne-bankr")
    (finding,) = [one for one in check(known, [], decisions, "d.toml", {}) if one.code == "REG-06"]
    assert (finding.file, finding.hint) == ("d.toml", "did you mean thorne-banker?")


def test_a_finding_says_where_the_id_stands() -> None:
    known = register(PERSONS.replace('"1958"', '"1858"'))
    (finding,) = [
        one
        for one in check(known, [], NO_DECISIONS, "d.toml", {"thorne-archivist": ("persons.xml", 7)})
        if one.code == "REG-05"
    ]
    assert (finding.file, finding.line) == ("persons.xml", 7)
