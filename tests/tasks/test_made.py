"""What is recorded of editions: a file that is missing is missed, and only the press's own files ever leave."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from press.tasks import made

SITE = "site:en"


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    """A build with a site of two pages and a font."""
    folder = tmp_path / "build/editions"
    make(folder, {"index.html": "contents", "a.html": "A", "fonts/x-1.woff2": "X"})
    return folder


def make(folder: Path, pages: dict[str, str]) -> None:
    """Make the site anew, as its task does."""
    target, temporary = folder / "site/en", folder.parent / "new"
    for name, text in pages.items():
        (temporary / name).parent.mkdir(parents=True, exist_ok=True)
        (temporary / name).write_text(text)
    written = made.written(folder, {target: temporary})
    made.keep_strangers(folder, SITE, {target: temporary})
    for path in sorted(target.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    target.mkdir(parents=True, exist_ok=True)
    target.rmdir()
    temporary.rename(target)
    made.record(folder, SITE, written)


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_page_or_a_font_that_was_deleted_is_missed(editions: Path) -> None:
    assert made.whole(editions, SITE)
    (editions / "site/en/fonts/x-1.woff2").unlink()
    assert not made.whole(editions, SITE)


def test_a_page_that_is_not_as_it_was_made_is_missed(editions: Path) -> None:
    page = editions / "site/en/a.html"
    record = made.path_of(editions, SITE)
    for text in ("", "B", "\0"):
        page.write_text(text)
        os.utime(record, (0, 0))  # as if the page was touched long after it
        assert not made.whole(editions, SITE)
    page.write_text("A")
    assert made.whole(editions, SITE)
    assert record.stat().st_mtime > 0, "it is known again"


def test_a_page_that_is_left_out_is_told_but_not_a_font(editions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(editions, {"index.html": "contents", "fonts/x-2.woff2": "Y"})
    assert names(editions) == {"site/en/index.html", "site/en/fonts/x-2.woff2"}
    assert capsys.readouterr().out == "    site:en: no longer published, removed: site/en/a.html\n"


def test_what_somebody_else_put_into_a_site_stays_when_it_is_made_anew(editions: Path) -> None:
    (editions / "site/en/robots.txt").write_text("theirs")
    make(editions, {"index.html": "new"})
    assert names(editions) == {"site/en/index.html", "site/en/robots.txt"}
    assert (editions / "site/en/robots.txt").read_text() == "theirs"
    assert made.whole(editions, SITE)


def test_a_file_of_another_name_takes_the_place_of_the_old(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "editions"
    folder.mkdir()
    for name in ("old.pdf", "new.pdf"):
        (folder / name).write_text(name)
        made.record(folder, "pdf:en", made.written(folder, {folder / name: folder / name}))
    assert names(folder) == {"new.pdf"}
    assert capsys.readouterr().out == "    pdf:en: no longer published, removed: old.pdf\n"


def test_what_is_no_longer_published_leaves(editions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (editions / "book.pdf").write_text("theirs")
    assert made.withdrawn(editions, [SITE]) == ()
    assert made.withdrawn(editions, ["pdf:en"]) == (SITE,)
    made.withdraw(editions, [SITE])
    assert names(editions) == {"book.pdf"}
    assert list(editions.iterdir()) == [editions / "book.pdf"]
    gone = "site/en/a.html, site/en/fonts/x-1.woff2, site/en/index.html"
    assert capsys.readouterr().out == f"    site:en: no longer published, removed: {gone}\n"
    assert made.withdrawn(editions, []) == ()


def test_what_was_changed_or_added_since_stays(editions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (editions / "site/en/a.html").write_text("A, and more")
    (editions / "site/en/robots.txt").write_text("theirs")
    made.withdraw(editions, [SITE])
    assert names(editions) == {"site/en/a.html", "site/en/robots.txt"}
    assert "changed since it was made, so left: site/en/a.html\n" in capsys.readouterr().out


@pytest.mark.parametrize("damage", ["", "[]", "{"])
def test_a_damaged_record_removes_nothing(editions: Path, damage: str) -> None:
    made.path_of(editions, SITE).write_text(damage)
    before = names(editions)
    made.withdraw(editions, [SITE])
    assert names(editions) == before
