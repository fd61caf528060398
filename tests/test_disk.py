"""Writing to disk: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tei_toolkit.errors import ToolkitError
from tei_toolkit.publish.disk import write_file
from tei_toolkit.publish.graph.staging import write_staged


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    assert write_file(tmp_path / "a" / "b" / "c.xml", b"text")
    assert (tmp_path / "a" / "b" / "c.xml").read_bytes() == b"text"
    assert _names(tmp_path) == {"a", "a/b", "a/b/c.xml"}


def test_the_same_bytes_leave_the_file_untouched(tmp_path: Path) -> None:
    path = tmp_path / "c.xml"
    path.write_bytes(b"text")
    before = path.stat()
    assert not write_file(path, b"text")
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert write_file(path, b"other")
    assert path.read_bytes() == b"other"


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "c.xml"
    path.write_bytes(b"text")
    path.chmod(0o640)
    write_file(path, b"other")
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ToolkitError, match=r"inside\.xml: the file cannot be written: .+\.$"):
        write_file(tmp_path / "file" / "inside.xml", b"text")
    (tmp_path / "folder").mkdir()
    with pytest.raises(ToolkitError, match="cannot be written"):
        write_file(tmp_path / "folder", b"text")
    assert _names(tmp_path) == {"file", "folder"}


def test_a_write_that_fails_half_way_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.xml"
    path.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ToolkitError, match="No space left"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == {"c.xml"}


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "", ".", "a\\..\\x", "c:x", "a\0b"])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ToolkitError, match="leads out"):
        write_staged(tmp_path / "staged", {name: b"3"})
    assert _names(tmp_path) == set()
