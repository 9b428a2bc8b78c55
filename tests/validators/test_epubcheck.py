"""epubcheck: our EPUBs pass in three languages, and what it finds is told with its place."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
import rich_samples
from validators.epubcheck import epubcheck

from press.diagnostics import EngineError, Severity
from press.editions.cover.picture import write_cover_image
from press.editions.epub.write import write_epub

MODULES = Path(__file__).resolve().parents[2] / "node_modules"


@pytest.fixture(scope="module")
def epubs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("epub")
    publication = rich_samples.publication(folder)
    paths = []
    for language in ("en", "zh", "ru"):
        book, cover, target = rich_samples.book(language), folder / f"{language}.png", folder / f"{language}.epub"
        write_cover_image(book, publication, MODULES, cover)
        write_epub(book, publication, MODULES, cover, target)
        paths.append(target)
    return paths


def rewritten(source: Path, target: Path, name: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w") as written:
        for info in read.infolist():
            data = read.read(info)
            if info.filename == name:
                assert old in data
                data = data.replace(old, new)
            written.writestr(info, data)
    return target


def test_epubs_pass_and_broken_ones_are_told(epubs: list[Path], tmp_path: Path) -> None:
    chapter, package = "EPUB/text/ch002.xhtml", "EPUB/package.opf"
    half = rewritten(epubs[0], tmp_path / "half.epub", chapter, b'<p class="press-numbered">', b"<p nonsense='1'>")
    broken = rewritten(half, tmp_path / "broken.epub", package, b"<dc:date>2011-03-01", b"<dc:date>March")
    found = epubcheck([*epubs, broken])
    errors = [d for d in found if d.severity is Severity.ERROR]
    assert {d.code for d in errors} == {"E002"}
    assert {d.location.path for d in errors if d.location} == {broken / chapter}
    assert errors[0].location
    assert errors[0].location.line > 0
    assert "RSC-005" in errors[0].message
    warnings = [d for d in found if d.severity is Severity.WARNING]
    assert [(d.code, d.location and d.location.path) for d in warnings] == [("E003", broken / package)]


def test_a_checker_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validators.epubcheck._tools", lambda: (Path(str(shutil.which("true"))), tmp_path / "none.jar"))
    with pytest.raises(EngineError) as caught:
        epubcheck([tmp_path / "none.epub"])
    assert caught.value.diagnostics[0].code == "E004"
