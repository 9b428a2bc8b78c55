"""Nothing that a picture holds and nobody sees reaches an edition; what is made of it is valid all the same."""

from __future__ import annotations

import re
from pathlib import Path

import planted
import pytest
from validators.epubcheck import epubcheck
from validators.verapdf import verapdf
from workshop import PROJECT, restore, run

from press.content.publication import read_publication
from press.leaks import artifacts, known
from press.setup.system import VERAPDF

EDITIONS = ("site:en", "page:en", "epub:en", "pdf:en", "print:en", "cover:en")
KINDS = 49  # places that marks stand in; that of SVG has many


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("traces") / "publication"
    root.mkdir()
    restore(root)
    figures, chapter = root / "content/figures", root / "content/chapters/borrowing.md"
    shown = "".join(f"\n\n![A picture](figures/{name}){{width=20%}}" for name in planted.MADE)
    chapter.write_text(chapter.read_text("utf-8") + shown, "utf-8")
    for name, made in planted.MADE.items():
        (figures / name).write_bytes(made())
    done = run(root, *EDITIONS)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def test_the_marks_are_found_where_they_were_planted(root: Path) -> None:
    found = {one for name in planted.MADE for one in planted.marks(root / "content/figures" / name)}
    assert len(found) == KINDS


def test_none_is_found_in_any_edition(root: Path) -> None:
    files = [path for path in (root / "build/editions").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".html", ".epub", ".pdf", ".png", ".jpg", ".svg"}
    assert {path.name: planted.marks(path) for path in files if planted.marks(path)} == {}


def test_the_site_s_pictures_are_named_by_their_content(root: Path) -> None:
    names = [path.name for path in (root / "build/editions/site/en/pictures").iterdir()]
    assert len(names) == len(planted.MADE) + 2
    assert all(re.fullmatch(r"[0-9a-f]{10}\.(png|jpg|svg)", name) for name in names)


def test_what_is_made_is_valid(root: Path) -> None:
    editions = root / "build/editions"
    assert epubcheck(sorted(editions.glob("*.epub"))) == []
    screen = [path for path in editions.glob("*.pdf") if not re.search("print|cover", path.name)]
    assert len(screen) == 1
    assert verapdf(screen, PROJECT / VERAPDF) == []


def test_a_second_build_rewrites_nothing(root: Path) -> None:
    kept = {path: path.stat().st_mtime_ns for path in (root / "build/pictures").rglob("*.???")}
    assert len(kept) >= len(planted.MADE)
    chapter = root / "content/chapters/borrowing.md"
    chapter.write_text(chapter.read_text("utf-8").replace("width=20%", "width=19%"), "utf-8")
    assert run(root, "site:en", "page:en").returncode == 0
    assert {path: path.stat().st_mtime_ns for path in (root / "build/pictures").rglob("*.???")} == kept


def test_the_leak_check_finds_the_marks_and_no_edition_tells_a_thing(root: Path) -> None:
    may = known.of(read_publication(root))
    pictures = artifacts.find([root / "content/figures"], may)
    assert {row.location.path.name for row in pictures if row.location and row.code == "N005"} == set(planted.MADE)
    assert [str(row) for row in artifacts.find([root / "build/editions"], may)] == []
