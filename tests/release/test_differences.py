"""How a file of a release differs from the same built again, told by what kind of file it is."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest

from press.release.comparison import Verdict, compare
from press.release.differences import explained
from press.release.words import Line, differing, lines_of

Build = Callable[[Path], None]


def told(folder: Path, name: str, released: bytes | Build, rebuilt: bytes | Build) -> list[str]:
    """What is said of two states of a file."""
    paths = []
    for place, state in (("released", released), ("rebuilt", rebuilt)):
        path = folder / place / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(state) if isinstance(state, bytes) else state(path)
        paths.append(path)
    return explained(*paths)


def test_words_and_their_lines() -> None:
    old = "One line.\nIt stays for four\nweeks, at most.\n\nThe end."
    new = "One line.\nIt stays\nfor nine weeks, at most.\n\nThe end.\nMore."
    assert list(differing(lines_of(old), lines_of(new))) == [
        "line 2: It stays for [-four-] {+nine+} weeks, at most.",
        "line 6: {+More.+}",
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("a b\nc", "a\nb c"), ("一二三\n四", "一二\n三四"), ("a  b", "a b"), ("", "")]
)
def test_lines_that_only_end_elsewhere(old: str, new: str) -> None:
    assert list(differing(lines_of(old), lines_of(new))) == []


def test_words_of_chinese() -> None:
    found = list(differing([Line("page 1", "借期四"), Line("page 1", "周。")], [Line("page 1", "借期九周。")]))
    assert found == ["page 1: 借期 [-四-] {+九+} 周。"]


def test_a_long_text_is_cut() -> None:
    (line,) = differing(lines_of("a"), lines_of("a " + "word " * 1000))
    assert len(line) < 400


def test_texts_that_were_made_to_take_long() -> None:
    many = [Line("line 1", "a")] * 300_001
    assert list(differing(many, many[:1])) == ["more lines than can be compared: 300001, built again 1"]
    (line,) = differing(lines_of("b " * 400_000), lines_of("a b " * 400_000))
    assert line.endswith("…")


def test_a_page_as_large_as_a_house(tmp_path: Path) -> None:
    def large(text: str) -> Build:
        def write(path: Path) -> None:
            pdf(text)(path)
            with pikepdf.open(path, allow_overwriting_input=True) as made:
                made.pages[0].MediaBox = [0, 0, 200_000, 200_000]
                made.save(path)

        return write

    assert told(tmp_path, "one.pdf", large("a"), large("b"))[0] == "page 1: [-a-] {+b+}"


def pdf(*pages: str, title: str = "T", link: str = "", action: bool = False, font: bytes = b"", at: int = 100) -> Build:
    """A PDF of pages that say something each, 50 points from the left of 200 by 200."""

    def write(path: Path) -> None:
        made = pikepdf.new()
        name = pikepdf.Name
        helvetica = pikepdf.Dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica)
        for text in pages:
            page = made.add_blank_page(page_size=(200, 200))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=helvetica))
            page.Contents = made.make_stream(f"BT /F 12 Tf 50 {at} Td ({text}) Tj ET".encode())
        if link:
            made.Root.Extra = made.make_indirect(pikepdf.Dictionary(S=name.URI, URI=link))
        if action:
            made.Root.OpenAction = pikepdf.Dictionary(S=name.JavaScript, JS="app.alert(1)")
        if font:
            made.Root.Font = pikepdf.Dictionary(FontName=name("/ABCDEF+Serif"), FontFile2=made.make_stream(font))
            made.Root.Font = made.make_indirect(made.Root.Font)
        made.docinfo[name.Title] = title
        made.save(path, deterministic_id=True)

    return write


@pytest.mark.parametrize(
    ("released", "rebuilt", "wanted"),
    [
        (
            pdf("same", "four weeks", "same"),
            pdf("same", "nine weeks", "same"),
            [
                "page 2: [-four-] {+nine+} weeks",
                "page 2 looks otherwise, 17–39 mm from the left, 32–36 mm from the top",
            ],
        ),
        (pdf("a"), pdf("a", "b"), ["1 pages, built again 2", "page 2: {+b+}"]),
        (pdf("a", title="Old"), pdf("a", title="New"), ["metadata /Title: [-Old-] {+New+}"]),
        (pdf("a", action=True), pdf("a"), ["catalog entry /OpenAction: in the release alone"]),
        (
            pdf("a", link="https://evil.example.org"),
            pdf("a", link="https://example.org"),
            [
                "link to https://evil.example.org: in the release alone",
                "link to https://example.org: in what was built again alone",
            ],
        ),
        (pdf("a", font=b"x"), pdf("a", font=b"y"), ["font Serif: other outlines or letters"]),
        (
            pdf("a", font=b"x"),
            pdf("a"),
            ["font Serif: in the release alone", "catalog entry /Font: in the release alone"],
        ),
    ],
)
def test_pdf(tmp_path: Path, released: Build, rebuilt: Build, wanted: list[str]) -> None:
    assert told(tmp_path, "one.pdf", released, rebuilt) == wanted


def test_pages_that_look_otherwise_are_told_together(tmp_path: Path) -> None:
    found = told(tmp_path, "one.pdf", pdf("a", " ", "b", "c"), pdf("a", " ", "b", "c", at=91))
    assert found == [
        "page 1 looks otherwise, 18–20 mm from the left, 33–39 mm from the top",
        "pages 3–4 look otherwise",
    ]


def archive(*members: tuple[str, bytes], day: int = 1, packed: int = zipfile.ZIP_STORED) -> Build:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", packed) as made:
            for name, data in members:
                made.writestr(zipfile.ZipInfo(name, (1980, 1, day, 0, 0, 0)), data, packed)

    return write


PAGE = b"<html><head><style>p {}</style></head><body>\n<p>It stays for four weeks.</p>\n</body></html>"


@pytest.mark.parametrize(
    ("released", "rebuilt", "wanted"),
    [
        (
            archive(("a.xhtml", PAGE)),
            archive(("a.xhtml", PAGE.replace(b"four", b"nine"))),
            ["a.xhtml, line 2: It stays for [-four-] {+nine+} weeks."],
        ),
        (
            archive(("a.xhtml", PAGE)),
            archive(("a.xhtml", PAGE.replace(b"<p>", b"<p onclick='x'>"))),
            ["a.xhtml, the same words, other markup; line 2: <p {+onclick='x'+} >It stays for four weeks …"],
        ),
        (
            archive(("a.png", b"\x01")),
            archive(("b.png", b"\x01")),
            ["a.png: in the release alone", "b.png: in what was built again alone"],
        ),
        (archive(("a.png", b"1")), archive(("a.png", b"22")), ["a.png, other content: 1 bytes, built again 2"]),
        (
            archive(("a", b"1"), ("b", b"2")),
            archive(("b", b"2"), ("a", b"1")),
            ["its members stand in another order"],
        ),
        (
            archive(("a", b"1"), ("b", b"1")),
            archive(("a", b"1"), ("b", b"1"), day=2),
            ["a and 1 more: date_time (1980, 1, 1, 0, 0, 0), built again (1980, 1, 2, 0, 0, 0)"],
        ),
        (archive(("a", b"1")), archive(("a", b"1"), packed=8), ["a: compress_type 0, built again 8"]),
    ],
)
def test_archives(tmp_path: Path, released: Build, rebuilt: Build, wanted: list[str]) -> None:
    assert told(tmp_path, "one.epub", released, rebuilt) == wanted


@pytest.mark.parametrize("name", ["a.pdf", "a.epub", "a.zip", "a.json"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"PK\x03\x04" + b"\0" * 50, b"[" * 100_000])
def test_what_was_released_may_be_nothing_of_its_kind(tmp_path: Path, name: str, data: bytes) -> None:
    whole = {".pdf": pdf("a"), ".json": b"{}"}.get(Path(name).suffix, archive(("a", b"1")))
    (line,) = told(tmp_path, name, data, whole)
    assert line.startswith(f"it can't be compared as {name[2:]}: ")


def test_a_member_that_says_it_is_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("press.release.differences.LARGEST", 1000)
    bomb = archive(("a.txt", b"0" * 1_000_000), packed=zipfile.ZIP_DEFLATED)
    assert told(tmp_path, "a.zip", bomb, archive(("a.txt", b"0"))) == ["it can't be compared as zip: ValueError"]


def test_a_manifest(tmp_path: Path) -> None:
    def manifest(version: str, digest: str, pages: int) -> bytes:
        rows = [{"name": "a.pdf", "sha256": digest, "size": 1, "pages": pages}]
        tools = [{"name": "pandoc", "version": "3"}, {"name": "weasyprint", "version": version}]
        return json.dumps({"tools": tools, "files": rows, "commit": "c"}).encode()

    assert told(tmp_path, "manifest.json", manifest("66", "a", 8), manifest("67", "b", 9)) == [
        "files, a.pdf, pages: [-8-] {+9+}",
        'tools, weasyprint, version: [-"66"-] {+"67"+}',
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "wanted"),
    [
        (
            "a.txt",
            b"a\r\nb",
            b"a\nb",
            ["other bytes from 1 on, in nothing that is told of here (4 bytes, built again 3)"],
        ),
        ("a.txt", b"a", b"ab", ["line 1: [-a-] {+ab+}"]),
        ("a.bin", b"aa", b"ab", ["other content: 2 bytes, built again 2"]),
        ("SHA256SUMS", b"a", b"b", ["line 1: [-a-] {+b+}"]),
    ],
)
def test_others(tmp_path: Path, name: str, old: bytes, new: bytes, wanted: Sequence[str]) -> None:
    assert told(tmp_path, name, old, new) == wanted


def test_files_are_compared_by_name(tmp_path: Path) -> None:
    released, rebuilt = tmp_path / "released", tmp_path / "rebuilt"
    for folder, names in ((released, "abc"), (rebuilt, "abd")):
        folder.mkdir()
        for name in names:
            (folder / f"{name}.txt").write_text(name if name != "b" else f"{name} {folder.name}")
        for name in ("SHA256SUMS", "SHA256SUMS.sig", "manifest.json"):
            (folder / name).write_text(json.dumps({"place": folder.name}))
    files = {path.name: path for path in released.iterdir()}
    found = list(compare(files, rebuilt, whole=True))
    assert [(row.name, row.verdict) for row in found] == [
        ("a.txt", Verdict.SAME),
        ("b.txt", Verdict.DIFFERS),
        ("c.txt", Verdict.RELEASED),
        ("d.txt", Verdict.REBUILT),
        ("SHA256SUMS", Verdict.DIFFERS),
        ("manifest.json", Verdict.DIFFERS),
    ]
    assert found[1].told == ("line 1: b [-released-] {+rebuilt+}",)
    some = {name: files[name] for name in ("a.txt", "c.txt")}
    assert [row.name for row in compare(some, rebuilt, whole=False)] == ["a.txt", "c.txt"]
