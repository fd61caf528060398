"""What other programs take from a site: each list is read by a reader that is not ours, or held to its schema."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import feedparser
import pytest
from iiif_prezi3 import Collection, Manifest
from lxml import etree, html
from tiny_edition import PERSONS, register, tiny_edition

from tei_toolkit.edition import parse_edition
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.harvest.archive import zip_of
from tei_toolkit.publish.harvest.changes import as_moment
from tei_toolkit.publish.harvest.sitemap import sitemaps
from tei_toolkit.publish.image_size import image_size
from tei_toolkit.publish.site import make_site

ADDRESS = "https://tiny.example/diary/"
SAMPLE = Path(__file__).parent.parent / "editions" / "sarnovo-diary"
MAPS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1200).to_bytes(4, "big") + (1800).to_bytes(4, "big")


def site_of(folder: Path, **said: str) -> dict[str, bytes]:
    """The site of the tiny edition, with more in its table ``[edition]``."""
    files: Mapping[str, str | bytes] = tiny_edition()
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data.encode() if isinstance(data, str) else data)
    persons = PERSONS.replace('type="gnd">118540238', 'type="GND">https://d-nb.info/gnd/118540238')
    (folder / "register" / "persons.xml").write_text(register(persons), encoding="utf-8")
    (folder / "images").mkdir(exist_ok=True)
    (folder / "images" / "page-11.jpg").write_bytes(PNG)
    lines = "".join(f'{key} = "{value}"\n' for key, value in said.items())
    toml = folder / "edition.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("[edition]\n", f"[edition]\n{lines}"), encoding="utf-8")
    return make_site(collect(folder)).files


def page(data: bytes) -> Any:
    """A parsed page; the stubs of lxml do not know what an XPath gives."""
    return html.fromstring(data)


def xml(data: bytes) -> Any:
    return etree.fromstring(data)


@pytest.fixture(scope="module")
def sample() -> dict[str, bytes]:
    return make_site(collect(SAMPLE)).files


@pytest.fixture
def tiny(tmp_path: Path) -> dict[str, bytes]:
    return site_of(tmp_path, address=ADDRESS, date="2026")


# ---- The pages


def test_a_page_offers_the_references_that_are_its_files(sample: dict[str, bytes]) -> None:
    root = page(sample["entries/1939-02-03.html"])
    offered = root.xpath("//div[@class='cite']//details")
    assert [each.findtext("summary") for each in offered] == ["BibTeX", "RIS", "CSL-JSON"]
    for each in offered:
        file = sample[f"entries/{unquote(each.find('a').get('href'))}"].decode()
        assert each.findtext("pre") == file.replace("\r", "")
    assert root.xpath("//span[@class='Z3988']/@title")[0].startswith("ctx_ver=Z39.88-2004&rft_val_fmt=")
    assert root.xpath("//meta[@name='citation_title']/@content") == ["3 February 1939"]
    described = json.loads(root.xpath("//script[@type='application/ld+json']/text()")[0])
    assert described["@id"] == "https://sarnovo.example/diary/entries/1939-02-03.html"
    assert root.xpath("//p[@class='citation']")[0].text_content().startswith("Arsenin-Toll, Pavel Lvovich. “3 February")


def test_a_title_of_signs_reaches_the_page_as_it_is(tmp_path: Path) -> None:
    files = site_of(tmp_path, address=ADDRESS, subtitle=r"\\n </script> {n} & \\\\ “x”")
    said = parse_edition((tmp_path / "edition.toml").read_bytes()).subtitle
    root = page(files["index.html"])
    assert root.xpath("//meta[@name='citation_title']/@content") == [f"The Tiny Diary: {said}"]
    assert json.loads(root.xpath("//script[@type='application/ld+json']/text()")[0])["name"].endswith(said)
    assert root.xpath("//p[@class='citation']/cite")[0].text == f"The Tiny Diary: {said}"


def test_all_references_together(sample: dict[str, bytes]) -> None:
    entries = [name for name in sample if re.fullmatch(r"entries/.*\.html", name)]
    items = json.loads(sample["entries.csl.json"])
    assert len(items) == len({item["id"] for item in items}) == len(entries)
    assert sample["entries.bib"].count(b"@incollection") == sample["entries.ris"].count(b"ER  - ") == len(entries)


def test_every_absolute_address_leads_to_a_file(sample: dict[str, bytes]) -> None:
    said = b"\n".join(
        data for name, data in sample.items() if name.endswith((".json", ".atom", ".xml", ".bib", ".ris"))
    )
    found = {unquote(at.decode()) for at in re.findall(rb"https://sarnovo\.example/diary/([^\s\"'<>#{}\\]*)", said)}
    pages = {at for at in found if not re.match(r"iiif/.*/\d+(/(page|painting))?$", at)} - {""}
    assert len(pages) > 100
    wanted = {at for at in pages if not at.startswith(("dts/collection/", "dts/navigation/", "tei/")) or "." in at}
    assert sorted(at for at in wanted if at not in sample) == []


def test_without_an_address_nothing_that_needs_one_is_made(tmp_path: Path) -> None:
    files = site_of(tmp_path, date="2026")
    assert not [name for name in files if name.startswith(("dts/", "iiif/", "beacon", "sitemap", "feed"))]
    assert {"tei.zip", "edition.bib", "entries.ris", "entries/1939-02-03.csl.json"} <= files.keys()
    assert b"URL" not in files["entries/1939-02-03.csl.json"]
    assert b"feed.atom" not in files["index.html"]


@pytest.mark.parametrize("address", ["diary.example", "ftp://x.example/", "https://x.example/?a=b", "https://x y/"])
def test_an_address_is_absolute(address: str) -> None:
    with pytest.raises(UnreadableInput, match="address must be like"):
        parse_edition(f'[edition]\ntitle = "x"\naddress = "{address}"\n'.encode())


def test_an_address_ends_with_a_slash() -> None:
    assert parse_edition(b'[edition]\ntitle = "x"\naddress = "https://x.example/a"\n').address == "https://x.example/a/"


# ---- Lists


def test_the_sitemap_lists_every_page_once(tiny: dict[str, bytes]) -> None:
    urls = xml(tiny["sitemap.xml"]).xpath("s:url/s:loc/text()", namespaces=MAPS)
    assert sorted(urls) == sorted(ADDRESS + quote(name) for name in tiny if name.endswith(".html"))


def test_search_engines_are_led_to_the_sitemap_where_they_look_for_it(tiny: dict[str, bytes], tmp_path: Path) -> None:
    robots = site_of(tmp_path, address="https://tiny.example")["robots.txt"].decode()
    assert robots == "User-agent: *\nAllow: /\n\nSitemap: https://tiny.example/sitemap.xml\n"
    assert "robots.txt" not in tiny  # which lies below a path


def test_a_large_sitemap_is_divided() -> None:
    files = sitemaps(ADDRESS, {f"{n}.html": "2026-02-03" if n else "2026" for n in range(50_001)})
    assert xml(files["sitemap.xml"]).xpath("s:sitemap/s:loc/text()", namespaces=MAPS) == [
        f"{ADDRESS}sitemap-1.xml",
        f"{ADDRESS}sitemap-2.xml",
    ]
    first, second = (xml(files[f"sitemap-{n}.xml"]) for n in (1, 2))
    assert (len(first), len(second)) == (50_000, 1)
    assert first.xpath("s:url[1]/s:lastmod", namespaces=MAPS) == []
    assert second.xpath("s:url/s:lastmod/text()", namespaces=MAPS) == ["2026-02-03"]


def test_the_feed_is_atom(tiny: dict[str, bytes]) -> None:
    feed = feedparser.parse(tiny["feed.atom"])
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id == ADDRESS
    assert feed.feed.updated == "2026-01-01T00:00:00Z"
    assert feed.entries[0].link == f"{ADDRESS}entries/1939-02-03.html"
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == 7
    assert all(entry.updated_parsed and entry.title for entry in feed.entries)


def test_a_feed_without_any_date_is_not_made(tmp_path: Path) -> None:
    assert "feed.atom" not in site_of(tmp_path, address=ADDRESS)


@pytest.mark.parametrize(("date", "moment"), [("2026", "2026-01-01"), ("2026-11", "2026-11-01"), ("2026-11-23",) * 2])
def test_a_date_is_the_moment_it_begins(date: str, moment: str) -> None:
    assert as_moment(date) == f"{moment}T00:00:00Z"


def test_beacon_says_whom_the_edition_names(tiny: dict[str, bytes]) -> None:
    lines = tiny["beacon-gnd.txt"].decode().splitlines()
    head = dict(line[1:].split(": ", 1) for line in lines if line.startswith("#"))
    assert lines[0] == "#FORMAT: BEACON"
    assert head["PREFIX"] == "https://d-nb.info/gnd/"
    assert head["FEED"] == f"{ADDRESS}beacon-gnd.txt"
    assert lines[lines.index("") + 1 :] == [f"118540238|1|{ADDRESS}persons/butler.html"]
    assert b"Butler" in tiny["persons/butler.html"]


# ---- Images


def test_iiif_manifests_are_read(sample: dict[str, bytes]) -> None:
    collection = Collection(**json.loads(sample["iiif/collection.json"]))
    assert collection.items
    for item in collection.items:
        path = unquote(str(item.id).removeprefix("https://sarnovo.example/diary/"))
        manifest = Manifest(**json.loads(sample[path]))
        assert str(manifest.id) == str(item.id)
        for canvas in manifest.items:
            body = canvas.items[0].items[0].body
            assert (body.width, body.height) == (canvas.width, canvas.height) == (1000, 1400)
            assert str(body.id).removeprefix("https://sarnovo.example/diary/") in sample


def test_images_elsewhere_need_a_size(tmp_path: Path) -> None:
    assert "iiif/collection.json" in site_of(tmp_path / "local", address=ADDRESS)
    for said, made in (("", False), ("image_size = [2000, 3000]\n", True)):
        folder = tmp_path / f"remote{made}"
        site_of(folder, address=ADDRESS)
        toml = (folder / "edition.toml").read_text(encoding="utf-8")
        remote = f'{said}images = "https://iiif.example/{{n}}/full/max/0/default.jpg"'
        (folder / "edition.toml").write_text(toml.replace('images = "images/page-{n}.jpg"', remote), encoding="utf-8")
        files = make_site(collect(folder)).files
        assert ("iiif/1939-02-03/manifest.json" in files) is made
    canvas = json.loads(files["iiif/1939-02-03/manifest.json"])["items"][0]
    assert (canvas["width"], canvas["height"]) == (2000, 3000)
    assert "service" not in canvas["items"][0]["items"][0]["body"]


@pytest.mark.parametrize(
    ("server", "id_", "type_"),
    [("https://x.example/iiif/3/", "id", "ImageService3"), ("https://x.example/iiif/2/", "@id", "ImageService2")],
)
def test_a_manifest_leads_to_the_image_service(server: str, id_: str, type_: str, tmp_path: Path) -> None:
    site_of(tmp_path, address=ADDRESS)
    toml = tmp_path / "edition.toml"
    images = f'image_size = [2000, 3000]\nimages = "{server}ms-{{n}}/info.json"'
    toml.write_text(toml.read_text("utf-8").replace('images = "images/page-{n}.jpg"', images), encoding="utf-8")
    said = json.loads(make_site(collect(tmp_path)).files["iiif/1939-02-03/manifest.json"])
    assert Manifest(**said).items
    body = said["items"][0]["items"][0]["items"][0]["body"]
    (service,) = body["service"]
    assert (service[id_], service[id_.replace("id", "type")]) == (f"{server}ms-11", type_)
    assert body["id"].startswith(service[id_] + "/full/")


WEBP = b"RIFF\0\0\0\0WEBP"


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PNG, (1200, 1800)),
        (b"GIF89a" + b"\x20\x03\x58\x02", (800, 600)),
        (b"\xff\xd8\xff\xe0\0\4ab\xff\xff\xc2\0\x11\x08\x02\x58\x03\x20", (800, 600)),
        (WEBP + b"VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x20\x03\x58\x02", (800, 600)),
        (WEBP + b"VP8L\0\0\0\0\x2f" + (799 | 599 << 14).to_bytes(4, "little"), (800, 600)),
        (WEBP + b"VP8X\0\0\0\0\0\0\0\0\x1f\3\0\x57\2\0", (800, 600)),
        (PNG[:20], None),
        (b"\xff\xd8\xff\xe0", None),
        (b"<svg/>", None),
        (b"", None),
    ],
)
def test_the_size_of_an_image(data: bytes, size: tuple[int, int] | None) -> None:
    assert image_size(data) == size


def test_the_size_of_real_images() -> None:
    assert {image_size(path.read_bytes()) for path in (SAMPLE / "images").glob("*.jpg")} == {(1000, 1400)}


# ---- DTS


def expanded(template: str, **values: str) -> str:
    """RFC 6570 as far as our templates go: ``{+name}`` as it is, ``{;name}`` as ``;name=value`` or nothing."""
    plain = re.sub(r"\{\+(\w+)\}", lambda m: quote(values.get(m[1], ""), safe="/;:@&=+$,"), template)
    return re.sub(r"\{;(\w+)\}", lambda m: f";{m[1]}={values[m[1]]}" if m[1] in values else "", plain)


def test_dts_can_be_walked_from_its_entry(sample: dict[str, bytes]) -> None:
    base = "https://sarnovo.example/diary/"

    def answer(address: str) -> dict[str, Any]:
        found = json.loads(sample[unquote(address.removeprefix(base))])
        assert found["@context"] == "https://dtsapi.org/context/v1.0.json"
        assert found["dtsVersion"] == "1.0"
        return dict(found)

    entry = answer(f"{base}dts/index.json")
    assert entry["@type"] == "EntryPoint"
    links = {name: str(entry[name]) for name in ("collection", "navigation", "document")}
    root = answer(expanded(links["collection"]))
    assert root == answer(expanded(links["collection"], id=str(root["@id"])))
    walked = 0
    for text in root["member"]:
        whole = answer(expanded(text["collection"], id=text["@id"]))
        assert whole["totalChildren"] == text["totalChildren"] == len(whole["member"])
        for member in whole["member"]:
            assert answer(expanded(links["collection"], id=member["@id"]))["@type"] == "Resource"
            parents = answer(expanded(links["collection"], id=member["@id"], nav="parents"))["member"]
            assert [parent["@id"] for parent in parents] == [text["@id"]]
            navigation = expanded(links["navigation"], resource=member["@id"])
            assert answer(navigation)["@id"] == navigation
            document = expanded(links["document"], resource=member["@id"])
            assert document == member["download"]
            assert sample[unquote(document.removeprefix(base))].startswith(b"<?xml")
            walked += 1
    assert walked > 64


# ---- The archive


def test_the_archive_has_the_tei_and_the_same_bytes_each_time(tiny: dict[str, bytes], tmp_path: Path) -> None:
    archive = zipfile.ZipFile(io.BytesIO(tiny["tei.zip"]))
    names = archive.namelist()
    assert names == sorted(names)
    assert {"register/persons.xml", "tei/tei_diary.rng"} <= set(names)
    for name in names:
        assert archive.getinfo(name).date_time == (1980, 1, 1, 0, 0, 0)
        assert archive.read(name) == tiny.get(name, archive.read(name))
    assert site_of(tmp_path / "again", address=ADDRESS, date="2026") == tiny


def test_an_archive_that_is_made_from_an_earlier_one_is_no_other(tmp_path: Path) -> None:
    texts = {f"tei/{number}.xml": f"Entry {number}. ".encode() * 50 for number in range(20)}

    def made(former: Path | None = None) -> tuple[bytes, list[str]]:
        read: list[str] = []

        def reader(name: str) -> bytes:
            read.append(name)
            return texts[name]

        files = ((name, str(hash(texts[name])), lambda name=name: reader(name)) for name in sorted(texts))
        return zip_of(files, former), read

    first = tmp_path / "first.zip"
    first.write_bytes(made()[0])
    texts["tei/7.xml"] = b"Another."
    texts["tei/new.xml"] = b"New."
    del texts["tei/3.xml"]
    data, read = made(first)
    assert read == ["tei/7.xml", "tei/new.xml"]
    assert data == made()[0]
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    assert {name: archive.read(name) for name in archive.namelist()} == texts
    first.write_bytes(first.read_bytes()[:1000])
    assert made(first)[0] == data
