"""Builds in which something was deleted or is no longer published."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from workshop import LANGUAGES, PROJECT, environment, restore, run, sums


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


def test_several_publications_are_built_one_after_the_other_and_a_wrong_one_keeps_none_from_it(root: Path) -> None:
    wrong = root.with_name("wrong")
    wrong.mkdir()
    publish(wrong, "[paper]")
    done = run(root, "txt:en", f"--publication={wrong}", "--publication", str(root), f"--publication={root}/.")
    assert done.returncode == 1
    assert done.stdout == "publication  everything is up to date\n"
    assert "wrong        content/publication.yaml:" in done.stderr
    assert "error C005" in done.stderr


GONE = """
from pathlib import Path
from press.tasks.actions import guarded

print(guarded("press.tasks.stored:read", Path("gone.json"), inputs={"gone.json"}).diagnostics[0])
try:
    guarded("press.tasks.stored:read", Path("gone.json"), inputs=())
except FileNotFoundError:
    print("no input: a bug keeps its traceback")
"""


def test_an_input_that_goes_meanwhile_is_told(root: Path, tmp_path: Path) -> None:
    settings = environment(tmp_path, PRESS_PUBLICATION=str(root))
    done = subprocess.run(
        [sys.executable, "-c", GONE], cwd=PROJECT, env=settings, capture_output=True, text=True, check=True
    )
    first, second, last = done.stdout.splitlines()
    assert first == "gone.json: error M001: it went while the build was at work"
    assert second.startswith("    put it back, or run the same command again")
    assert last.startswith("no input")
