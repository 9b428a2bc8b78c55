"""Builds in which something was deleted or is no longer published."""

from __future__ import annotations

from pathlib import Path

import pytest
from workshop import LANGUAGES, restore, run, sums


def publish(root: Path, formats: str) -> None:
    restore(root)
    with (root / "content/publication.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"formats: {formats}\n")


def build(root: Path, *words: str) -> str:
    done = run(root, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication as a site and as plain text, built."""
    folder = tmp_path_factory.mktemp("built") / "publication"
    folder.mkdir()
    publish(folder, "[txt, site]")
    build(folder)
    return folder


def test_a_page_and_a_font_that_were_deleted_come_back_with_the_next_build(root: Path) -> None:
    before = sums(root)
    site = root / "build/editions/site/en"
    (site / "the-house.html").unlink()
    next(site.glob("fonts/*")).unlink()
    assert "site:en" in build(root)
    assert sums(root) == before
    assert "up to date" in build(root)


def test_a_format_that_is_no_longer_published_leaves_with_the_next_build_of_anything(root: Path) -> None:
    theirs = root / "build/editions/site/en/robots.txt"
    theirs.write_text("theirs")
    publish(root, "[txt]")
    said = build(root, "txt:en")
    files = {f"reading-room-{code}.txt" for code in LANGUAGES}
    assert sums(root).keys() == {*files, "site/en/robots.txt"}
    assert "    site:index: no longer published, removed: site/index.html\n" in said
    assert "    site:ru: no longer published, removed: site/ru/ (" in said
    assert "withdraw" not in build(root)
