"""A release that is built again from its commit: the same bytes, or told where they differ."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from repositories import begun, git
from workshop import MINIMAL, PROJECT, SECONDS, environment, namespace

EDITIONS = ("pdf:en", "epub:en", "txt:en")
BORROWING = "content/chapters/borrowing.md"
NAMES = [f"reading-room-en.{suffix}" for suffix in ("epub", "pdf", "txt")]


def whitepaper(root: Path, *words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command on a publication, without a network."""
    return subprocess.run(
        [*namespace(), PROJECT / "whitepaper", *words, "--publication", root],
        env=environment(root.parent, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def committed(root: Path) -> str:
    """Commit all, and have version 1.0 be it; the commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "state")
    git(root, "tag", "--force", "v1.0")
    return git(root, "rev-parse", "HEAD")


@dataclass(frozen=True)
class Released:
    """A repository whose version 1.0 is `first`, and releases of that and of a later commit with another word."""

    root: Path
    first: Path
    first_commit: str
    second: Path
    second_commit: str


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Released:
    folder = tmp_path_factory.mktemp("released")
    root = folder / "repository/book"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    settings = root / "content/publication.yaml"
    settings.write_text(f'{settings.read_text("utf-8")}version: "1.0"\nformats: [pdf, epub, txt]\n', "utf-8")
    (root / ".gitignore").write_text("/build/\n")
    begun(root.parent)
    commits = []
    for name in ("first", "second"):
        commits.append(committed(root))
        told = whitepaper(root, "release", "1.0", *EDITIONS, "-q")
        assert told.returncode == 0, told.stderr
        shutil.copytree(root / "build/release/1.0", folder / name)
        chapter = root / BORROWING
        chapter.write_text(chapter.read_text("utf-8").replace("for four weeks", "for nine weeks"), "utf-8")
    git(root, "checkout", "--quiet", "--", ".")
    git(root, "tag", "--force", "v1.0", commits[0])
    return Released(root, folder / "first", commits[0], folder / "second", commits[1])


def test_what_was_released_is_built_again(released: Released) -> None:
    told = whitepaper(released.root, "verify", released.first, "--rebuild")
    assert told.returncode == 0, told.stderr + told.stdout
    assert f"Built again from commit {released.first_commit}: the same" in told.stdout
    report = released.root / "build/verify/1.0/report.txt"
    assert [f"same: {name}" for name in NAMES] == report.read_text().splitlines()[2:5]
    assert git(released.root, "status", "--porcelain") == ""
    assert git(released.root, "rev-parse", "HEAD") == released.second_commit


def test_another_word_is_told_with_its_page(released: Released) -> None:
    told = whitepaper(released.root, "verify", released.second, "--rebuild", "--json")
    assert told.returncode == 1, told.stderr
    values = json.loads(told.stdout)
    assert values["rebuilt"]["commit"] == released.first_commit
    assert released.second_commit in values["rebuilt"]["remarks"][0]
    rows = {row["name"]: row for row in values["rebuilt"]["files"]}
    for name in NAMES:
        assert rows[name]["verdict"] == "differs"
        assert any("[-nine-] {+four+} weeks" in line for line in rows[name]["told"]), rows[name]
    pages = "\n".join(rows["reading-room-en.pdf"]["told"])
    found = re.search(r"^page (\d+): .*\[-nine-\]", pages, re.MULTILINE)
    assert found
    assert f"\npage {found[1]} looks otherwise, " in pages
    assert re.search(rf"commit \[-{released.second_commit}-\] \{{\+{released.first_commit}\+\}}", pages)
    assert "commit: [-" in "".join(rows["manifest.json"]["told"])


def test_files_that_were_replaced_with_all_their_lists(released: Released, tmp_path: Path) -> None:
    forged = shutil.copytree(released.second, tmp_path / "forged")
    manifest = forged / "manifest.json"
    manifest.write_text(manifest.read_text().replace(released.second_commit, released.first_commit))
    sums = subprocess.run(["sha256sum", *sorted(p.name for p in forged.iterdir() if p.name != "SHA256SUMS")],
                          cwd=forged, capture_output=True, text=True, check=True)  # fmt: skip
    (forged / "SHA256SUMS").write_text(sums.stdout)
    assert whitepaper(released.root, "verify", forged).returncode == 0
    told = whitepaper(released.root, "verify", forged / "reading-room-en.txt", "--rebuild")
    assert told.returncode == 1
    assert "DIFFERS: reading-room-en.txt\n    line " in told.stdout
    assert "1 of 1 files differ" in told.stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"commit": "0" * 40, "version": "9.9"}, "no tag here is version 9.9"),
        ({"commit": "--help"}, "no version and commit"),
        ({"version": "../../x"}, "no version and commit"),
    ],
)
def test_what_can_not_be_built_again(released: Released, tmp_path: Path, change: dict[str, str], said: str) -> None:
    forged = shutil.copytree(released.first, tmp_path / "forged")
    values = json.loads((forged / "manifest.json").read_text()) | change
    (forged / "manifest.json").write_text(json.dumps(values))
    sums = subprocess.run(
        ["sha256sum", "manifest.json", *NAMES], cwd=forged, capture_output=True, text=True, check=True
    )
    (forged / "SHA256SUMS").write_text(sums.stdout)
    told = whitepaper(released.root, "verify", forged, "--rebuild")
    assert told.returncode == 2
    assert said in told.stderr
