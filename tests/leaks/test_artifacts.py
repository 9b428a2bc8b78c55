"""Every kind of trace is told by its code, wherever it is packed, and nothing is told of what is clean."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import growth
import leaky
import planted
import pytest
from leaky import KNOWN, LEAKS
from PIL import Image

from press.diagnostics import Diagnostic
from press.leaks import artifacts, unpack
from press.leaks.formats import archives, pdf

CLEAN = {
    "a.epub": leaky.epub(
        {
            "EPUB/a.xhtml": "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Words.</p></body></html>"
        },
        "<dc:creator>The Shelf Committee</dc:creator><meta property='dcterms:modified'>2024-02-29T00:00:00Z</meta>",
        '<item href="a.xhtml"/>',
    ),
    "a.pdf": leaky.pdf(leaky.informed(Author="The Shelf Committee", CreationDate="D:20240229"), "Words."),
    "a.zip": leaky.packed({"a/b.txt": "Words."}, (2024, 2, 29, 0, 0, 0)),
    "a.tar": leaky.taken(),
    "a.gz": leaky.zipped(),
    "a.woff2": leaky.font("woff2"),
    "a.svg": "<svg xmlns='http://www.w3.org/2000/svg'><path d='M1.5.5.5.5 10.0.0.1'/></svg>",
    "a.po": leaky.catalog(
        '"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n"\n"PO-Revision-Date: 2024-02-29 00:00+0000\\n"\n'
    ),
    "a.html": leaky.page(
        "<div class='line-block callout-note date'></div>"
        "<p class=press-a>At 12:34:56 on 2024-02-29, see § 1.2.3.4 and 10.1.2.3, https://example.org/home/library, "
        "reader@example.org, +1 000 000 books, 978-0-306-40615-7, urn:uuid:2305a9b6-f478-4205-832b-5a022e1316b6.",
        "<style>@media print{a::before{content:'b'}}@font-face{src:url(a@2x.png)}</style>",
    ),
    "a.txt": "Version 70.0.1.2; /home/"
    + "user/a and C:\\Users\\username\\a or so; 192.0.2.1; Nemo alone; nobody; @2024; an ulix",
}


def told(data: bytes | str, tmp_path: Path, name: str = "file") -> list[Diagnostic]:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(artifacts.find([path], KNOWN))


@pytest.mark.parametrize("kind", LEAKS)
def test_it_is_told(kind: str, tmp_path: Path) -> None:
    code, data = LEAKS[kind]
    found = told(data, tmp_path)
    assert code in {row.code for row in found}, found
    assert all(row.hint and row.location and row.location.path == tmp_path / "file" for row in found)


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_told_of_what_is_clean(name: str, tmp_path: Path) -> None:
    assert [str(row) for row in told(CLEAN[name], tmp_path, name)] == []


@pytest.mark.parametrize("name", planted.MADE)
def test_every_mark_in_a_picture_is_told(name: str, tmp_path: Path) -> None:
    """The pictures whose marks no edition may hold (tests/real_builds/test_traces.py)."""
    if not name.endswith(".svg"):
        assert "N005" in {row.code for row in told(planted.MADE[name](), tmp_path)}
        return
    assert {row.code for row in told(planted.svg(), tmp_path)} >= {"N005", "N006"}


def test_a_picture_of_many_pixels_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1)
    assert "N005" in {row.code for row in told(planted.tiff(), tmp_path)}


def test_what_is_listed_may_be_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{leaky.MAIL} {leaky.PATH} nemo nobody\n")
    assert [row.code for row in artifacts.find([tmp_path], KNOWN)] == ["N001", "N002", "N003"]
    public = frozenset(("nemo nobody", leaky.HOME, "@nobody.net"))
    assert list(artifacts.find([tmp_path], replace(KNOWN, public=public))) == []


def test_a_line_is_told_where_there_is_one(tmp_path: Path) -> None:
    found = told(f"one\ntwo\nthree {leaky.MAIL}\n", tmp_path)
    assert [str(row.location) for row in found] == [f"{tmp_path / 'file'}:3"]


def test_a_name_of_a_file_is_looked_at(tmp_path: Path) -> None:
    assert [row.code for row in told("Words.", tmp_path, "nemo-nobody.txt")] == ["N001"]


def test_a_page_of_a_site_is_judged_by_the_style_sheets_beside_it(tmp_path: Path) -> None:
    (tmp_path / "site.css").write_text(".of-somebody{color:red}")
    assert told(leaky.page('<p class="of-somebody">'), tmp_path, "a.html") == []
    os.mkfifo(tmp_path / "a.css")
    (tmp_path / "b.js").mkdir()
    assert [row.code for row in told(leaky.page('<p class="of-another">'), tmp_path, "a.html")] == ["N006"]


def test_what_can_not_be_read_is_told(tmp_path: Path) -> None:
    broken = leaky.packed({"a": "words " * 99}).replace(b"words", b"other", 1)
    assert [row.code for row in told(broken, tmp_path)] == ["N006"]
    assert [row.code for row in told(b"%PDF-1.7\nno more of it", tmp_path)] == ["N006"]
    deep: bytes = b"x"
    for _ in range(9):
        deep = leaky.packed({"a": deep})
    assert [row.code for row in told(deep, tmp_path)] == ["N006"]


def test_links_and_pipes_are_not_followed_unless_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "secret").write_text(leaky.MAIL)
    (tmp_path / "a/link").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "a/pipe")
    assert list(artifacts.find([tmp_path / "a"], KNOWN)) == []
    found = artifacts.find([tmp_path / "a/link", tmp_path / "a/pipe", tmp_path / "none"], KNOWN)
    assert [row.code for row in found] == ["N003", "N006"]


@pytest.mark.parametrize("kind", LEAKS)
def test_a_damaged_file_is_judged_too(kind: str, tmp_path: Path) -> None:
    """Any bytes may be there: nothing is raised, and no library says what it thinks of them."""
    data = LEAKS[kind][1]
    whole, chance = data if isinstance(data, bytes) else data.encode(), random.Random(kind)
    for _ in range(8):
        damaged = bytearray(whole)
        at = chance.randrange(len(damaged))
        damaged[at : at + chance.randrange(9)] = chance.randbytes(chance.randrange(5))
        told(bytes(damaged[: chance.choice((at, None))]), tmp_path)


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_is_told_however_it_is_packed(way: int, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        archive.writestr(zipfile.ZipInfo("a"), "words " * 99, way)
    whole = out.getvalue()
    broken = whole[:31] + bytes(9) + whole[40:]
    assert [row.code for row in told(broken, tmp_path)] == ["N006"]


def test_a_time_at_the_end_of_all_times_is_told(tmp_path: Path) -> None:
    for time in ("0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59-09:00"):
        found = told(leaky.word("docProps/core", f"<dcterms:created>{time}</dcterms:created>"), tmp_path)
        assert {row.code for row in found} == {"N007"}


def test_half_of_a_pair_in_a_path_is_told(tmp_path: Path) -> None:
    assert [row.code for row in told(f'{{"a": "{leaky.HOME}\\ud83d/books"}}', tmp_path)] == ["N002"]


def test_what_is_too_much_to_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MEMBERS", 1)
    (row,) = told(leaky.packed({"a": "", "b": ""}), tmp_path)
    assert (row.code, "1 of its members are too many" in row.message) == ("N006", True)
    monkeypatch.setattr(pdf, "_LONGEST", 0)
    assert any("it holds too much" in row.message for row in told(leaky.pdf(), tmp_path))


def test_what_grows_without_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MOST", 100_000)
    bomb = b"a" * 40_000
    for _ in range(2):
        bomb = leaky.packed({str(number): bomb for number in range(4)})
    assert ["packed too many times, or too large" in row.message for row in told(bomb, tmp_path)] == [True]


@pytest.mark.parametrize(
    "part",
    [
        "a.",
        "a-\n",
        "@a.",
        "a [at] ",
        "1.2",
        "c:\\a ",
        "%41",
        "\\u0041",
        "data:",
        "(abcd",
        "stream\n",
        "#\n\n",
        "A1",
        "<!--",
        "::1",
    ],
)
def test_time_grows_with_the_text(part: str) -> None:
    def judging(count: int) -> Callable[[], object]:
        return lambda: artifacts.judged((part * count).encode(), KNOWN)

    assert growth.times(judging(10_000), judging(80_000)) < 30
