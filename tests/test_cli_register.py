"""``tei register``: what an editor types, what comes back, and what is written."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from test_cli import tei

from tei_toolkit.cli.register import command
from tei_toolkit.cli.review import highlighted
from tei_toolkit.errors import ToolkitError
from tei_toolkit.model import Undecided
from tei_toolkit.register import parse_register
from tei_toolkit.register.write import NewItem, add_item, person_of, skeleton, slug

EDITION = """\
[edition]
title = "The Sarnovo Diary"
[[texts]]
id = "diary"
title = "Diary"
language = "en"
sources = ["diary.txt"]
start = "1939-01-01"
[register]
files = ["register/persons.xml"]
"""
PERSONS = """\
<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <standOff>
    <listPerson><!-- </listPerson> -->
      <person xml:id="thorne-archivist">
        <persName type="main"><forename>Cuthbert</forename> <surname>Thorne</surname></persName>
        <birth when="1879"/>
        <occupation>Archivist</occupation>
      </person>
      <person xml:id="thorne-banker">
        <persName type="main"><forename>Ambrose</forename> <surname>Thorne</surname></persName>
      </person>
    </listPerson>
  </standOff>
</TEI>
"""
DIARY = """\
3 February
Saw Thorne at the Bureau. He had been with Miss Plumtree in Zelmin.

4 February
Thorne did not come, but Miss Plumtree did.

5 February
It was Thorne again.
"""


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "edition.toml").write_text(EDITION, encoding="utf-8")
    (tmp_path / "diary.txt").write_text(DIARY, encoding="utf-8")
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "persons.xml").write_text(PERSONS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, keys: str = "") -> str:
    """The output of a command of the group, in this process."""
    done = CliRunner().invoke(command, arguments, input=keys, standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.output


def decisions(edition: Path) -> str:
    return (edition / "register" / "decisions.toml").read_text(encoding="utf-8")


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_the_commands_write_nothing(edition: Path) -> None:
    before = listing(edition)
    for name in ("list", "ambiguous", "unknown", "check"):
        assert run(name)
    assert listing(edition) == before


def test_list(edition: Path) -> None:
    lines = run("list").splitlines()
    assert lines[0].split() == ["named", "probably", "first", "kind", "id", "name"]
    assert len(lines) == 3
    assert json.loads(run("list", "--json"))[0].keys() >= {"id", "kind", "named", "probably", "first"}


def test_ambiguous_is_a_line_for_each_form(edition: Path) -> None:
    (line,) = run("ambiguous").splitlines()
    assert line.startswith("3× ‘Thorne’: ")
    assert "Cuthbert Thorne (1879–) [thorne-archivist]" in line
    (data,) = json.loads(run("ambiguous", "--json"))
    assert (data["form"], data["count"], len(data["places"])) == ("Thorne", 3, 3)


def test_unknown(edition: Path) -> None:
    data = {one["name"]: one for one in json.loads(run("unknown", "--json"))}
    assert (data["Plumtree"]["count"], data["Plumtree"]["kind"]) == (2, "person")
    assert data["Plumtree"]["first"] == "1939-02-03"
    place = data["Zelmin"]["places"][0]
    assert DIARY[place["start"] : place["end"]] == "Zelmin"
    assert "Thorne" not in data
    assert [one["name"] for one in json.loads(run("unknown", "--least", "2", "--json"))] == ["Plumtree"]


def test_check_fails_on_errors_only(edition: Path) -> None:
    assert tei("register", "check", cwd=edition).returncode == 0
    path = edition / "register" / "persons.xml"
    path.write_text(PERSONS.replace("thorne-banker", "thorne-archivist"), encoding="utf-8")
    done = tei("register", "check", cwd=edition)
    assert done.returncode == 1
    assert "register/persons.xml:10: error REG-01" in done.stdout


def test_sources_with_a_register_need_no_edition(edition: Path, tmp_path: Path) -> None:
    (edition / "edition.toml").unlink()
    out = run("ambiguous", "diary.txt", "--register", "register/persons.xml", "--start", "1939")
    assert out.startswith("3× ‘Thorne’")
    with pytest.raises(ToolkitError, match="--decisions FILE"):
        run("review", "diary.txt", "--register", "register/persons.xml")


# The review -----------------------------------------------------------------------------------------------------


def test_a_decision_for_everywhere(edition: Path) -> None:
    out = run("review", keys="1e")
    assert "3 decided, 0 left" in out
    assert 'form = "Thorne"\nis = "thorne-' in decisions(edition)
    assert "entry" not in decisions(edition).split("[[name]]")[1]


def test_every_later_run_obeys(edition: Path) -> None:
    first = json.loads(run("ambiguous", "--json"))[0]["candidates"][0]["id"]
    run("review", keys="1e")
    assert tei("convert", cwd=edition).returncode == 0
    for day in (3, 4, 5):
        text = (edition / "tei" / f"1939-02-0{day}.xml").read_text(encoding="utf-8")
        assert f'<persName ref="#{first}" resp="#tei-toolkit">Thorne</persName>' in text
    assert "Nothing is undecided" in run("ambiguous")


def test_here_not_these_never_later_and_quit(edition: Path) -> None:
    out = run("review", keys="2h xwh q")
    assert "2 decided, 1 left" in out
    written = decisions(edition)
    assert written.count("\nentry = ") == 2
    assert "never = true" in written
    run("review", keys="xse")
    assert 'not = ["thorne-' in decisions(edition)
    assert run("review").startswith("0 decided, 0 left")


def test_undo(edition: Path) -> None:
    run("review", keys="1euq")
    assert "[[name]]" not in decisions(edition)


def test_other_keys_help_and_an_end_of_input_do_no_harm(edition: Path) -> None:
    out = run("review", keys="?\n7zu\r1x")
    assert "l      later" in out
    assert "Nothing to undo" in out
    assert not (edition / "register" / "decisions.toml").exists()


def test_the_review_fits_eighty_columns_and_needs_no_colour(edition: Path) -> None:
    out = run("review", keys="?1h q")
    assert max(map(len, out.splitlines())) <= 80
    assert "*Thorne*" in out
    assert "\x1b" not in out
    place = Undecided("e1", None, 0, 6, "Thorne", "persName", (), "Saw Thorne there", 4)
    assert f"*{click.style('Thorne', bold=True)}*" in highlighted(place)


def test_a_new_person_is_added_and_meant(edition: Path) -> None:
    run("review", keys="nThorne, Miss Ida\ne")
    assert 'is = "thorne"' in decisions(edition)
    assert '<person xml:id="thorne">' in (edition / "register" / "persons.xml").read_text(encoding="utf-8")


def test_unknown_names_are_asked_once_and_then_known(edition: Path) -> None:
    asked = [one["name"] for one in json.loads(run("unknown", "--json"))]
    assert asked[0] == "Plumtree"
    run("review", "--unknown", keys="1e" + "nPlumtree, Miss Vera\n" + "xe" * (len(asked) - 1))
    assert json.loads(run("unknown", "--json")) == []
    assert "plumtree" in [one["id"] for one in json.loads(run("list", "--json")) if one["named"] + one["probably"]]


def test_a_title_is_not_part_of_the_name_that_is_shown(edition: Path) -> None:
    assert "Miss *Plumtree*" in run("review", "--unknown", keys="lllq")


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal")
def test_keys_of_a_terminal(edition: Path) -> None:
    import pty

    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm"}
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(sys.executable, [sys.executable, "-m", "tei_toolkit", "register", "review"], environment)
    # Whatever goes wrong, the test ends: the deadline closes the terminal's other side.
    deadline = threading.Timer(90, os.kill, (pid, signal.SIGKILL))
    deadline.start()
    output = b""
    try:
        for waited_for, keys in ((b"? help", b"1"), (b"other keys", b"e"), (b"u undo the last", b" "), (b"left.", b"")):
            while waited_for not in output:
                output += os.read(terminal, 4096)
            time.sleep(0.2)  # a terminal forgets what was typed before it reads keys
            os.write(terminal, keys)
        status = os.waitpid(pid, 0)[1]
    finally:
        deadline.cancel()
        os.close(terminal)
    assert b"3 decided, 0 left" in output
    assert b"\x1b[1mThorne" in output
    assert os.waitstatus_to_exitcode(status) == 0


# Adding ---------------------------------------------------------------------------------------------------------


def test_what_is_added_is_all_that_changes(edition: Path) -> None:
    path = edition / "register" / "persons.xml"
    out = run(
        "add",
        "Vane, Lady Honoria",
        "--sex",
        "F",
        "--birth",
        "1889",
        "--occupation",
        "Patron & host",
        "--form",
        "Honoria",
        "--form",
        "Lady V.",
    )
    assert "as vane" in out
    new = path.read_text(encoding="utf-8")
    item = new[new.index('      <person xml:id="vane"') : new.index("    </listPerson>\n  </standOff>")]
    assert new.replace(item, "") == PERSONS
    assert item == (
        '      <person xml:id="vane" sex="F">\n'
        '        <persName type="main"><roleName>Lady</roleName> <forename>Honoria</forename>'
        " <surname>Vane</surname></persName>\n"
        '        <persName type="variant">Honoria</persName>\n'
        '        <persName type="variant">Lady V.</persName>\n'
        '        <birth when="1889"/>\n'
        "        <occupation>Patron &amp; host</occupation>\n"
        "      </person>\n"
    )


def test_nobody_is_added_twice(edition: Path) -> None:
    with pytest.raises(ToolkitError, match=r"has Cuthbert Thorne \(1879–\) \[thorne-archivist\] already"):
        run("add", "Thorne, Cuthbert")
    assert "as thorne-cuthbert" in run("add", "Thorne, Cuthbert", "--birth", "1910", "--id", "thorne-cuthbert")


def test_a_place_makes_a_file_of_its_own_list(edition: Path) -> None:
    run("add", "--place", "Zelmin")
    text = (edition / "register" / "persons.xml").read_text(encoding="utf-8")
    assert '<place xml:id="zelmin">' in text
    assert "</listPlace>\n  </standOff>" in text


def test_a_register_is_made_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("add", "Полубелов, Тихон", "--register", "people.xml")
    register = parse_register((tmp_path / "people.xml").read_bytes(), "people.xml")
    assert [named.id for named in register.named] == ["polubelov"]


@pytest.mark.parametrize(
    "arguments",
    [[""], ["--surname", "Vane", "Vane"], ["Vane", "--birth", "1889-13"], 
     ["Vane", "--birth", "1900", "--death", "1800"],
     ["--place", "Zelmin", "--surname", "X"], ["Vane", "--id", "1"], ["Vane", "--id", "thorne-banker"], ["…"],
     ["Va\x07ne"]],
)  # fmt: skip
def test_what_cannot_be_added_is_one_sentence(edition: Path, arguments: list[str]) -> None:
    with pytest.raises(ToolkitError) as caught:
        run("add", *arguments)
    assert str(caught.value).count("\n") == 0
    assert (edition / "register" / "persons.xml").read_text(encoding="utf-8") == PERSONS


NEW = NewItem("", "Vane", "Honoria")


@pytest.mark.parametrize(
    "written",
    [
        PERSONS.encode(),
        PERSONS.replace("\n", "\r\n").encode(),
        PERSONS.encode("utf-16"),
        PERSONS.replace("UTF-8", "iso-8859-1").encode("latin-1"),
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson/></standOff></TEI>',
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson></listPerson></standOff></TEI>',
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0">\n\t<standOff>\n\t</standOff>\n</TEI>',
        b'<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:standOff>\n<t:listPerson>\n</t:listPerson></t:standOff></t:TEI>',
        skeleton("R & D", place=False),
    ],
)
def test_adding_keeps_every_other_byte(written: bytes) -> None:
    if written.startswith(b"\xff\xfe"):
        with pytest.raises(ToolkitError, match="UTF-8"):
            add_item(written.replace(b"U\0T\0F\0-\x008\0", b"U\0T\0F\0-\x001\x006\0"), "r.xml", NEW, "vane")
        return
    new = add_item(written, "r.xml", NEW, "vane")
    assert "vane" in [named.id for named in parse_register(new, "r.xml").named]
    lines = [line.strip() for line in written.replace(b"/>", b">").splitlines()]
    assert b"".join(lines)[:40] == b"".join(line.strip() for line in new.replace(b"/>", b">").splitlines())[:40]
    assert (b"\r\n" in new) == (b"\r\n" in written)
    assert new.count(b"\n") == new.count(b"\r\n") or b"\r\n" not in written


def test_names_are_taken_apart() -> None:
    assert person_of("Vane, Lady Honoria") == NewItem("", "Vane", "Honoria", "", "Lady")
    assert person_of("Baron Ottokar von Wetterling") == NewItem("", "Wetterling", "Ottokar", "von", "Baron")
    assert person_of("Arsenin-Toll, Pavel Lvovich") == NewItem("", "Arsenin-Toll", "Pavel Lvovich")
    assert person_of("Gyldenbæk") == NewItem("Gyldenbæk")


def test_ids() -> None:
    assert slug(NewItem("Gyldenbæk"), ()) == "gyldenbaek"
    assert slug(NewItem("", "Куиллфезер", "Огастин"), ()) == "kuillfezer"
    assert slug(NewItem("", "Thorne", "Ida"), {"thorne"}) == "thorne-ida"
    assert slug(NewItem("", "Thorne", "Ida"), {"thorne", "thorne-ida"}) == "thorne-ida-2"
    assert slug(NewItem("漢"), ()) == "person"


# What editors decided, in tei convert --------------------------------------------------------------------------


def test_convert_learns_from_what_editors_tagged(edition: Path) -> None:
    tei("convert", cwd=edition)
    for day in (3, 4):
        path = edition / "tei" / f"1939-02-0{day}.xml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Thorne", '<persName ref="#thorne-banker">Thorne</persName>', 1), encoding="utf-8")
    tei("convert", cwd=edition)
    assert 'ref="#thorne-banker"' in (edition / "tei" / "1939-02-05.xml").read_text(encoding="utf-8")


def test_what_was_decided_of_a_form_that_the_register_lacks_is_obeyed(edition: Path) -> None:
    known = '[[name]]\nform = "Zelmin"\nis = "thorne-banker"\n'
    nobody = '[[name]]\nform = "Thorne"\nis = "thorne-bank"\n'
    (edition / "register" / "decisions.toml").write_text(known + nobody, encoding="utf-8")
    tei("convert", cwd=edition)
    text = (edition / "tei" / "1939-02-03.xml").read_text(encoding="utf-8")
    assert '<persName ref="#thorne-banker" resp="#tei-toolkit">Zelmin</persName>' in text
    assert 'thorne-bank"' not in text
    assert "thorne-bank, whom the register does not have" in tei("register", "check", cwd=edition).stdout


def test_convert_outside_an_edition_takes_both_as_options(edition: Path, tmp_path: Path) -> None:
    (edition / "edition.toml").unlink()
    file = tmp_path / "d.toml"
    file.write_text('[[name]]\nform = "Thorne"\nis = "thorne-banker"\n', encoding="utf-8")
    arguments = ("convert", "diary.txt", "--start", "1939", "--register", "register/persons.xml")
    tei(*arguments, "-o", "one", "--decisions", file, cwd=edition)
    assert (edition / "one" / "1939-02-05.xml").read_text(encoding="utf-8").count('ref="#thorne-banker"') == 1
    (edition / "told.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>'
        + '<persName ref="#thorne-banker">Thorne</persName> ' * 5
        + "</p></body></text></TEI>",
        encoding="utf-8",
    )
    tei(*arguments, "-o", "two", "--decided", "told.xml", cwd=edition)
    assert (edition / "two" / "1939-02-05.xml").read_text(encoding="utf-8").count('ref="#thorne-banker"') == 1


def test_wrong_decisions_stop_the_conversion_with_one_sentence(edition: Path) -> None:
    (edition / "register" / "decisions.toml").write_text('[[name]]\nform = "A"\n', encoding="utf-8")
    done = tei("convert", cwd=edition)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("tei: register/decisions.toml: line 1: ")
    assert not (edition / "tei").exists()
