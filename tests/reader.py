"""A page of a site in a real browser, with a script that looks at it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from test_site import browse

from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.site import make_site

SAMPLE = Path(__file__).parent.parent / "editions" / "sarnovo-diary"


def sample_edition(folder: Path, *days: str) -> Path:
    """A copy of the sample edition with only the entries of some days."""
    copy = Path(shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("build")))
    for path in (copy / "tei").rglob("*.xml"):
        if path.stem not in days:
            path.unlink()
    return copy


def change(path: Path, pattern: str, by: str) -> None:
    """Replace something in a file that must be there."""
    text, times = re.subn(pattern, by, path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert times, f"{path} has no {pattern}"
    path.write_text(text, encoding="utf-8")


def site_files(folder: Path) -> dict[str, bytes]:
    """The files of the site, without a finding."""
    site = make_site(collect(folder))
    assert site.findings == ()
    return site.files


def look(files: Mapping[str, bytes], tmp_path: Path, name: str, script: str, *flags: str) -> dict[str, Any]:
    """Open a page and run a script that fills ``seen``; what breaks the page's own policy is in ``problems``.

    Anything that is not the test's own script must still be allowed by the page.
    """
    for path, data in files.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(data)
    text = files[name].decode("utf-8").replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
    probe = (
        "<script>const problems = [];"
        "addEventListener('securitypolicyviolation', e => problems.push(e.violatedDirective));"
        "addEventListener('error', e => problems.push(e.message));"
        "addEventListener('load', async () => { const seen = {problems};"
        "const all = (wanted, from = document) => [...from.querySelectorAll(wanted)];"
        "const one = (...wanted) => all(...wanted)[0];"
        "const until = async (done) => { for (let tries = 0; tries < 60 && !done(); tries++)"
        " await new Promise(go => setTimeout(go, 25)); };"
        f"try {{ {script} }} catch (error) {{ problems.push(String(error)); }}"
        "document.body.dataset.seen = JSON.stringify(seen); })</script></head>"
    )
    place = tmp_path / "site" / name
    place.write_text(text.replace("</head>", probe, 1), encoding="utf-8")
    page = browse(tmp_path, place.as_uri(), "--allow-file-access-from-files", *(flags or ("--window-size=1440,900",)))
    seen = json.loads(str(page.body.get("data-seen")))
    assert isinstance(seen, dict)
    assert seen["problems"] == [], seen["problems"]
    return seen
