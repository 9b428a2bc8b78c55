"""The action with which another repository publishes its own folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import forge
from workflows import ACTION, PROJECT, steps


def test_the_action_publishes_the_folder_of_another(tmp_path: Path) -> None:
    book = tmp_path / "a book"
    shutil.copytree(PROJECT / "tests/fixtures/minimal", book, ignore=shutil.ignore_patterns("build"))
    with (book / "content/publication.yaml").open("a") as settings:
        settings.write("formats: [txt]\n")
    ((_, step),) = steps(ACTION)
    given = {"PUBLICATION": "a book", "EDITIONS": "txt:en\ntxt:ru", "VERSION": ""}
    assert set(given) == set(step["env"])
    (tmp_path / "home").mkdir()
    output = tmp_path / "output"
    more = {"GITHUB_ACTION_PATH": str(PROJECT), "GITHUB_OUTPUT": str(output)}
    forge.shell(step["run"], tmp_path, {**forge.bare(tmp_path), **given, **more})
    name, _, folder = output.read_text().strip().partition("=")
    assert name == "folder"
    assert {path.name for path in (tmp_path / folder).iterdir()} == {"reading-room-en.txt", "reading-room-ru.txt"}
