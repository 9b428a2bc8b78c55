"""The editions that a change makes differ."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from workflows import PROJECT

ROWS = [
    {"edition": "site:en", "files": ["build/editions/site/en/index.html"]},
    {"edition": "booklet:en", "files": ["build/editions/a-booklet.pdf", "build/editions/a-2up.pdf"]},
    {"edition": "txt:ru", "files": ["build/editions/a-ru.txt"]},
]


def written(root: Path, **texts: str) -> None:
    for row in ROWS:
        for name in row["files"]:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts.get(path.stem.replace("-", "_"), path.name))
    (root / "build/editions/site/en/style.css").write_text(texts.get("style", ""))


def gathered(root: Path) -> tuple[str, set[str]]:
    """What is said, and what lies in the folder then."""
    line: list[str | Path] = [sys.executable, PROJECT / ".ci/changed.py", "build/base.json", "build/changed"]
    done = subprocess.run(line, cwd=root, input=json.dumps(ROWS), capture_output=True, text=True, check=True)
    folder = root / "build/changed"
    return done.stdout, {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_all_are_new_where_nothing_is_remembered(tmp_path: Path) -> None:
    written(tmp_path)
    said, files = gathered(tmp_path)
    assert said == "- `site:en`\n- `booklet:en`\n- `txt:ru`\n"
    assert files == {"site/en/index.html", "site/en/style.css", "a-booklet.pdf", "a-2up.pdf", "a-ru.txt"}


def test_nothing_differs_that_was_built_anew_to_the_same_bytes(tmp_path: Path) -> None:
    written(tmp_path)
    gathered(tmp_path)
    shutil.rmtree(tmp_path / "build/editions")
    written(tmp_path)
    assert gathered(tmp_path) == ("No edition differs from those of the default branch.\n", set())


def test_any_file_of_an_edition_makes_it_differ_as_a_whole(tmp_path: Path) -> None:
    written(tmp_path)
    gathered(tmp_path)
    written(tmp_path, style="p {}", a_2up="other")
    said, files = gathered(tmp_path)
    assert said == "- `site:en`\n- `booklet:en`\n"
    assert files == {"site/en/index.html", "site/en/style.css", "a-booklet.pdf", "a-2up.pdf"}
