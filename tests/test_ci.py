"""Hooks and CI: the very commands of ``.pre-commit-hooks.yaml``, ``action.yml`` and ``docs/ci.md``, run in a repository
with a correct file, and with a mistaken one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from lxml import etree
from test_validate import DATE, ENTRY

WRONG = ENTRY.replace(DATE, 'when="28.2.1923"')
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def block(part: str) -> str:
    """The one block of the page that has something in it."""
    (found,) = [str(text) for _, text in BLOCKS if part in text]
    return found


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of an edition, with a file that was committed and is correct."""
    folder = tmp_path / "edition"
    for name in ("tei", "register"):
        (folder / name).mkdir(parents=True)
        (folder / name / "one.xml").write_text(ENTRY, encoding="utf-8")
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "tei").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tei_toolkit "$@"\n', encoding="utf-8")
    (commands / "tei").chmod(0o755)
    for command in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "An entry")):
        assert run(["git", *command], folder).returncode == 0
    return folder


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    person = {f"GIT_{role}_{what}": "editor" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = os.pathsep.join([str(folder.parent / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    own = {"PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(folder.parent)}
    settings = {**os.environ, **person, **own, **environment}
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)


def bash(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub does, which is stricter than GitLab."""
    return run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script], folder, **environment)


def make_mistake(repository: Path) -> None:
    (repository / "tei" / "two.xml").write_text(WRONG, encoding="utf-8")


# pre-commit


def test_the_hook(repository: Path) -> None:
    """The hook as pre-commit runs it; only where it is installed from differs."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    configuration = yaml.safe_load(block("hooks:"))
    (source,) = configuration["repos"]
    assert source["rev"]
    (chosen,) = source["hooks"]
    assert chosen["id"] == hook["id"]
    local = {"repos": [{"repo": "local", "hooks": [{**hook, **chosen, "language": "system"}]}]}
    (repository / ".pre-commit-config.yaml").write_text(json.dumps(local), encoding="utf-8")
    pre_commit = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    (repository / "other.xml").write_text("<other/>", encoding="utf-8")
    run(["git", "add", "."], repository)
    done = run(pre_commit, repository)
    assert (done.returncode, "Passed" in done.stdout) == (0, True), done.stdout + done.stderr
    make_mistake(repository)
    run(["git", "add", "."], repository)
    done = run(pre_commit, repository)
    assert (done.returncode, "tei/two.xml:42:301: error TEI-04" in done.stdout) == (1, True)


def test_pre_commit_knows_the_hook() -> None:
    check = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    assert subprocess.run(check, check=False).returncode == 0


def test_the_hook_of_git(repository: Path) -> None:
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.write_text(block("git diff --cached"), encoding="utf-8")
    hook.chmod(0o755)
    (repository / "notes.txt").write_text("notes", encoding="utf-8")
    run(["git", "add", "."], repository)
    assert run(["git", "commit", "-m", "Notes"], repository).returncode == 0
    make_mistake(repository)
    run(["git", "add", "."], repository)
    done = run(["git", "commit", "-m", "A mistake"], repository)
    assert done.returncode != 0
    assert "tei/two.xml:42:301: error TEI-04" in done.stdout + done.stderr


# GitHub


def action(**inputs: str) -> tuple[str, dict[str, str]]:
    """The script of the action's step that validates, and its environment for these inputs."""
    said = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    values = {name: str(one["default"]) for name, one in said["inputs"].items()} | inputs
    assert set(values) == set(said["inputs"])
    step = said["runs"]["steps"][-1]
    environment = {
        name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: values[found[1]], value)
        for name, value in step["env"].items()
    }
    assert "${{" not in step["run"] + "".join(environment.values())
    return step["run"], environment


def test_the_action(repository: Path) -> None:
    workflow: Any = yaml.safe_load(block("runs-on:"))
    (step,) = [one for one in workflow["jobs"]["validate"]["steps"] if "tei-toolkit" in one["uses"]]
    script, environment = action(**step["with"])
    done = bash(script, repository, **environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert json.loads((repository / "findings.sarif").read_bytes())["runs"][0]["results"] == []
    make_mistake(repository)
    done = bash(script, repository, **environment)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=tei/two.xml,line=42,col=301,title=TEI-04::")
    (result,) = json.loads((repository / "findings.sarif").read_bytes())["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "tei/two.xml"


def test_the_action_takes_its_inputs_as_they_are(repository: Path) -> None:
    script, environment = action(paths="tei", schema="$(touch hacked).rng")
    done = bash(script, repository, **environment)
    assert done.returncode == 2
    assert "$(touch hacked).rng: there is no such file" in done.stderr
    assert not (repository / "hacked").exists()
    make_mistake(repository)
    assert run(["tei", "validate", "-q", ".", "--write-baseline", "known.json"], repository).returncode == 0
    script, environment = action(baseline="known.json")
    assert bash(script, repository, **environment).returncode == 0


# GitLab, Jenkins, anywhere


def test_the_job_of_gitlab(repository: Path) -> None:
    job = yaml.safe_load(block("before_script:"))["tei"]
    assert job["artifacts"]["when"] == "always"
    report = repository / job["artifacts"]["reports"]["junit"]
    script = "\n".join(job["script"])
    assert bash(script, repository).returncode == 0
    assert etree.parse(report).findall(".//failure") == []
    make_mistake(repository)
    done = bash(script, repository)
    assert done.returncode == 1
    assert "tei/two.xml:42:301: error TEI-04" in done.stdout
    assert len(etree.parse(report).findall(".//failure")) == 1


def test_the_step_of_jenkins(repository: Path) -> None:
    make_mistake(repository)
    assert bash(block("|| [ $? -eq 1 ]"), repository).returncode == 0
    assert len(etree.parse(repository / "findings.xml").findall(".//failure")) == 1
    (repository / "edition.toml").write_text("[edition", encoding="utf-8")
    assert bash(block("|| [ $? -eq 1 ]"), repository).returncode != 0


def test_old_mistakes(repository: Path) -> None:
    make_mistake(repository)
    assert bash(block("--write-baseline"), repository).returncode == 0
    (repository / "tei" / "three.xml").write_text(WRONG, encoding="utf-8")
    assert bash(block("--write-baseline").splitlines()[1], repository).returncode == 1


def test_every_block_of_the_page_is_tested() -> None:
    known = ("hooks:", "git diff --cached", "runs-on:", "before_script:", "|| [ $? -eq 1 ]", "--write-baseline")
    assert sorted(block(part) for part in known) == sorted(text for _, text in BLOCKS)
