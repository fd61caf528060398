"""Documents that are broken, wrong or malicious: a finding or a sentence, within bounds of memory."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from tei_toolkit.findings import Finding
from tei_toolkit.validate import validate
from tei_toolkit.validate.limits import MOST_BYTES, MOST_FINDINGS, MOST_TAGS

VALID = (ROOT / "schema" / "examples" / "valid.xml").read_bytes()
TEI = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"'
LAUGHS = b'<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)  # fmt: skip
MEGABYTES = 700


def declaring(entities: bytes, rest: bytes) -> bytes:
    return b"<!DOCTYPE TEI [" + entities + b"]>" + TEI + rest


DOCUMENTS: dict[str, tuple[bytes, str]] = {
    "entities within entities": (declaring(LAUGHS, b">&j;</TEI>"), "XML-02"),
    "entities within entities, in an attribute": (declaring(LAUGHS, b' n="&j;"/>'), "XML-02"),
    "a long entity, often": (
        declaring(b'<!ENTITY a "' + b"x" * 100_000 + b'">', b">" + b"&a;" * 100_000 + b"</TEI>"), "XML-02",
    ),
    "an external entity": (declaring(b'<!ENTITY x SYSTEM "file:///etc/passwd">', b">&x;</TEI>"), "XML-02"),
    "an entity of the DTD": (declaring(b'<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;', b"/>"), "XML-02"),
    "an entity that is not declared": (VALID.replace(b"<p>", b"<p>&eacute;", 1), "XML-01"),
    "100,000 levels": (TEI + b">" + b"<div>" * 100_000 + b"</div>" * 100_000 + b"</TEI>", "XML-01"),
    "100,000 levels without an end": (TEI + b">" + b"<div>" * 100_000, "XML-01"),
    "a NUL in the text": (VALID.replace(b"<p>", b"<p>\0", 1), "XML-01"),
    "nothing but NULs": (b"\0" * 10_000, "XML-01"),
    "nothing": (b"", "XML-01"),
    "blanks": (b" \n", "XML-01"),
    "an escape of terminals": (VALID.replace(b"<p>", b"<p>\x1b[31m", 1), "XML-01"),
    "Latin-1 in UTF-8": (VALID.replace(b"<p>", b"<p>\xe9", 1), "XML-01"),
    "UTF-8 that says UTF-16": (VALID.replace(b"UTF-8", b"UTF-16", 1), "XML-01"),
    "an encoding that nobody knows": (VALID.replace(b"UTF-8", b"KLINGON", 1), "XML-01"),
    "an encoding that only Python knows": (VALID.replace(b"UTF-8", b"rot13", 1), "XML-01"),
    "half a file": (VALID[: len(VALID) // 2], "XML-01"),
    "half a tag": (VALID[: VALID.index(b"<body") + 3], "XML-01"),
    "half a UTF-16 file": (VALID.decode().replace("UTF-8", "UTF-16").encode("utf-16")[:-1001], "XML-01"),
    "a compressed file": (random.Random(1).randbytes(10_000), "XML-01"),
    "a name of a million letters": (TEI + b"><" + b"x" * 1_000_000 + b"/></TEI>", "XML-01"),
    "a text of 11 MB": (VALID.replace(b"<p>", b"<p>" + b"word " * 2_200_000, 1), "XML-01"),
    "too many tags": (TEI + b">" + b"<p/>" * MOST_TAGS + b"</TEI>", "FILE-02"),
    "too many bytes": (TEI + b" " * MOST_BYTES + b"/>", "FILE-02"),
}  # fmt: skip


def found(data: bytes) -> list[Finding]:
    return validate([("hostile.xml", data)])


@pytest.mark.parametrize("what", DOCUMENTS)
def test_what_cannot_be_read_is_one_finding(what: str) -> None:
    data, code = DOCUMENTS[what]
    (finding,) = found(data)
    assert finding.code == code
    assert "\n" not in finding.message
    assert len(finding.message) < 300
    assert "root:" not in str(finding)


def test_what_is_elsewhere_is_not_read() -> None:
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
    for data in (TEI + b">" + include + b"</TEI>", b'<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/x">' + TEI + b"/>"):
        assert "root:" not in "".join(map(str, found(data)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "iso-8859-1", "koi8-r"])
def test_encodings_that_are_kept_to_are_no_mistake(encoding: str) -> None:
    text = VALID.decode().encode("ascii", "xmlcharrefreplace").decode()
    declared = encoding.removesuffix("-sig").upper()
    assert found(text.replace("UTF-8", declared, 1).encode(encoding)) == []


@pytest.mark.parametrize(
    "inside",
    [
        b"".join(b'<p xml:id="p%d" resp="#q%d"/>' % (n, n) for n in range(3_000)),
        b'<p xml:id="p"/>' * 5_000,
        b"<p " + b" ".join(b'a%d=""' % n for n in range(2_000)) + b"/>",
        b'<?tei-toolkit allow TEI-04 "none"?>' * 5_000 + b"<p/>",
    ],
    ids=["references to nothing", "one id for all", "attributes", "exceptions"],
)
def test_many_faults_are_all_said(inside: bytes) -> None:
    findings = found(TEI + b"><text><body>" + inside + b"</body></text></TEI>")
    assert len(findings) > 1_999


def test_of_too_many_faults_the_first_are_said_and_that_there_are_more() -> None:
    findings = found(TEI + b">" + b"<p/>" * (MOST_FINDINGS + 5) + b"</TEI>")
    assert len(findings) == MOST_FINDINGS + 1
    assert findings[-1].code == "FILE-03"


# The command


def limited(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command with an address space that is bounded, and without waiting for ever."""
    size = MEGABYTES * 2**20
    return subprocess.run(
        [sys.executable, "-m", "tei_toolkit", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (size, size)),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.xml").write_bytes(VALID)
    return tmp_path


def test_a_line_of_500_mb(folder: Path) -> None:
    with (folder / "line.xml").open("wb") as file:
        file.write(TEI + b">")
        for _ in range(500):
            file.write(b"x" * 2**20)
    done = limited("validate", ".", cwd=folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("line.xml: error FILE-02: The file has more than 64 MB, so it was not read.")
    assert done.stdout.splitlines()[-1] == "2 files: 1 error."


def test_a_line_as_long_as_may_be(folder: Path) -> None:
    words = b"<p>" + b"word " * 100_000 + b"</p>"
    (folder / "line.xml").write_bytes(TEI + b"><text><body>" + words * 60 + b"<mark/></body></text></TEI>")
    done = limited("validate", "line.xml", cwd=folder)
    assert done.returncode == 1
    assert "The schema has no element <mark>" in done.stdout
    assert max(map(len, done.stdout.splitlines())) < 400


@pytest.mark.parametrize("what", ["100,000 levels", "entities within entities", "a long entity, often"])
def test_the_command_survives(folder: Path, what: str) -> None:
    data, code = DOCUMENTS[what]
    (folder / "hostile.xml").write_bytes(data)
    done = limited("validate", "--jobs", "2", ".", cwd=folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"error {code}: " in done.stdout
    assert max(map(len, done.stdout.splitlines())) < 400


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "inside.xml").write_bytes(VALID)


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (a_pipe, "x.xml: this is neither a file nor a folder"),
        (a_link_to_nothing, "x.xml: there is no such file"),
        (a_link_to_itself, "x.xml: the file cannot be read: Too many levels of symbolic links"),
    ],
)
def test_what_is_no_file_is_one_sentence(folder: Path, make: Callable[[Path], None], said: str) -> None:
    make(folder / "x.xml")
    done = limited("validate", "x.xml", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"tei: {said}")
    assert limited("validate", ".", cwd=folder).stdout == "1 file: nothing wrong.\n"


def test_a_folder_may_be_called_like_a_file(folder: Path) -> None:
    a_folder(folder / "x.xml")
    assert limited("validate", ".", cwd=folder).stdout == "2 files: nothing wrong.\n"


def test_a_folder_that_is_in_itself_is_gone_through_once(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "above").symlink_to("..")
    (folder / "sub" / "same").symlink_to("../sub")
    assert limited("validate", ".", cwd=folder).stdout == "1 file: nothing wrong.\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(folder: Path) -> None:
    (folder / "x.xml").write_bytes(VALID)
    (folder / "x.xml").chmod(0)
    done = limited("validate", ".", cwd=folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("x.xml: error FILE-01: The file cannot be read: Permission denied.")
    (folder / "closed").mkdir(mode=0)
    done = limited("validate", ".", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "closed: the folder cannot be read: Permission denied." in done.stderr


def test_a_name_that_is_too_long_is_one_sentence(folder: Path) -> None:
    done = limited("validate", "x" * 5000, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "File name too long" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_cannot_be_read_is_a_finding(folder: Path, jobs: str) -> None:
    (folder / "x.xml").symlink_to("/proc/self/mem")
    done = limited("validate", "--jobs", jobs, ".", cwd=folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "x.xml: error FILE-01: The file cannot be read: Input/output error.",
        "2 files: 1 error.",
    ]


def test_a_name_that_is_not_utf_8(folder: Path) -> None:
    (folder / os.fsdecode(b"\xff.xml")).write_bytes(b"<TEI>")
    for form in ("text", "json", "sarif", "junit", "github"):
        done = limited("validate", "--format", form, ".", cwd=folder)
        assert (done.returncode, done.stderr) == (1, "")
        assert "XML-01" in done.stdout
    done = limited("validate", ".", "--write-baseline", "known.json", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
