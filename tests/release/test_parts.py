"""Parts of a release: what is one, and what is refused before anything is joined."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commandline import PROJECT

from press.content.publication import read_publication
from press.diagnostics import PublicationError
from press.release import assets, checksums, manifest
from press.release.parts import joined
from press.release.received import FORMAT

PUBLICATION = read_publication(PROJECT / "tests/fixtures/minimal")
MADE_OF = {"format": FORMAT, "commit": "c" * 40}


def part(folder: Path, complete: bool = False, completeness: str = "completeness") -> Path:
    """A part that holds one text, under the name of every edition."""
    folder.mkdir()
    (folder / "a.txt").write_text("A")
    row = assets.described(folder / "a.txt")
    rows = []
    for edition in PUBLICATION.editions:
        name = f"{edition.name.replace(':', '-')}.txt"
        (folder / name).write_text("A")
        rows.append({**row, "name": name, "edition": edition.name})
    manifest.write(folder, MADE_OF | {completeness: {}}, [row, *rows], complete)
    checksums.write(folder)
    return folder


def refused(folder: Path) -> str:
    with pytest.raises(PublicationError) as raised:
        joined([folder], PUBLICATION, dict(MADE_OF), folder.parent / "made")
    assert [row.code for row in raised.value.diagnostics] == ["V008"]
    assert not (folder.parent / "made").exists()
    return str(raised.value)


def test_a_part_with_everything_is_all_of_a_release(tmp_path: Path) -> None:
    made_of = dict(MADE_OF)
    rows = joined([part(tmp_path / "part")], PUBLICATION, made_of, tmp_path / "made")
    assert {row["name"] for row in rows} == {path.name for path in (tmp_path / "made").iterdir()}
    assert made_of["completeness"] == {}


def linked(folder: Path) -> None:
    (folder / "a.txt").rename(folder.parent / "elsewhere")
    (folder / "a.txt").symlink_to(folder.parent / "elsewhere")


def in_a_folder(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "a.txt").rename(folder / "more/a.txt")
    for name in ("manifest.json", checksums.SUMS):
        text = (folder / name).read_text()
        (folder / name).write_text(text.replace('"a.txt"', '"more/a.txt"').replace("  a.txt", "  more/a.txt"))
    old = next(line for line in (folder / checksums.SUMS).read_text().splitlines() if "manifest" in line)
    new = f"{checksums.of_file(folder / 'manifest.json')}  manifest.json"
    (folder / checksums.SUMS).write_text((folder / checksums.SUMS).read_text().replace(old, new))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda folder: (folder / "a.txt").write_text("B"), "a.txt is not what SHA256SUMS tells (changed)"),
        (lambda folder: (folder / "a.txt").unlink(), "a.txt is not what SHA256SUMS tells (missing)"),
        (lambda folder: (folder / "b.txt").write_text("B"), "b.txt is not what SHA256SUMS tells (extra)"),
        (linked, "a.txt is not what SHA256SUMS tells (unreadable)"),
        (in_a_folder, "more/a.txt lies in a folder"),
        (lambda folder: (folder / checksums.SUMS).unlink(), "can't be read"),
    ],
)
def test_a_part_that_was_changed(tmp_path: Path, change: Callable[[Path], None], said: str) -> None:
    folder = part(tmp_path / "part")
    change(folder)
    assert said in refused(folder)


@pytest.mark.parametrize("more", [{"complete": True}, {"completeness": "other"}])
def test_what_is_no_part(tmp_path: Path, more: dict[str, Any]) -> None:
    assert "its manifest.json is that of something else" in refused(part(tmp_path / "part", **more))
