"""A build on a Dask cluster: a real scheduler with two worker processes, which have no disk in common with us."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_build import SITE, clean, put, tree
from tiny_edition import tiny_edition

from tei_toolkit.errors import WrongUsage
from tei_toolkit.publish.build import build
from tei_toolkit.publish.entry_page import EntryPage

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'tei-toolkit[cluster]'")
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    for name, text in tiny_edition().items():
        put(folder / name, text)
    return folder


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster


def own_stylesheet(folder: Path) -> None:
    """A stylesheet of the edition that includes another, with a rule that can be seen."""
    put(
        folder / "xslt" / "html" / "entry.xsl",
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:import href="tei-toolkit:xslt/html/entry.xsl"/><xsl:include href="../own.xsl"/></xsl:stylesheet>',
    )
    put(
        folder / "xslt" / "own.xsl",
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        ' xpath-default-namespace="http://www.tei-c.org/ns/1.0">'
        '<xsl:template match="p" mode="html:text" xmlns:html="urn:tei-toolkit:html">'
        '<p xmlns="http://www.w3.org/1999/xhtml" class="by-us"><xsl:apply-templates mode="#current"/></p>'
        "</xsl:template></xsl:stylesheet>",
    )


def test_the_workers_make_the_bytes_of_a_clean_build(
    folder: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as here:
        here.setattr(EntryPage, "make", lambda target, press: pytest.fail("an entry's page was made at home"))
        result = build(folder, SITE, scheduler=cluster.scheduler_address)
    assert result.made
    assert tree(folder / "build" / "site") == clean(folder)
    assert build(folder, SITE, scheduler=cluster.scheduler_address).made == ()


def test_the_edition_s_own_stylesheets_travel_along(folder: Path, cluster: Any) -> None:
    own_stylesheet(folder)
    build(folder, SITE, scheduler=cluster.scheduler_address)
    assert tree(folder / "build" / "site") == clean(folder)
    assert b'class="by-us"' in (folder / "build/site/entries/1939-02-03.html").read_bytes()


def test_a_worker_that_is_killed_in_the_midst_is_made_good(folder: Path, cluster: Any) -> None:
    one = next((folder / "tei").rglob("1939-02-03.xml"))
    for number in range(10, 28):
        for month in range(1, 13):
            day = f"1941-{month:02}-{number}"
            put(one.with_name(f"{day}.xml"), one.read_text(encoding="utf-8").replace("1939-02-03", day))
    killed: list[int] = []
    nanny = next(iter(cluster.workers.values()))

    def kill() -> None:
        staged = folder / "build" / ".graph" / "staged" / "site" / "entries"
        while not staged.is_dir() or len(list(staged.iterdir())) < 20:
            time.sleep(0.01)
        killed.append(nanny.pid)
        os.kill(nanny.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    build(folder, SITE, scheduler=cluster.scheduler_address)
    assert killed, "the build ended before the worker did"
    killer.join()
    assert nanny.pid != killed[0]
    assert tree(folder / "build" / "site") == clean(folder)


def test_a_scheduler_that_does_not_answer_is_one_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei_toolkit.publish.graph.elsewhere._PATIENCE", 1)
    with pytest.raises(WrongUsage, match="no Dask scheduler answers there"):
        build(folder, SITE, scheduler="tcp://127.0.0.1:9")
