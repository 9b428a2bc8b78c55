"""Which commit, and which editions, are built again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from repositories import begun, committed, git

from press.release.rebuild import NoRebuildError, wanted

ROWS = [
    {"name": "a-en.pdf", "edition": "pdf:en"},
    {"name": "a-en-preflight.html", "edition": "print:en"},
    {"name": "a-zh.epub", "edition": "epub:zh"},
    {"name": "sbom.cdx.xml", "edition": None},
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a publication, or what is taken for one, in a folder of it."""
    folder = begun(tmp_path / "repository") / "book"
    (folder / "content").mkdir(parents=True)
    (folder / "content/publication.yaml").write_text("slug: a\n")
    return folder


def manifest(commit: str, **more: Any) -> dict[str, Any]:
    return {"version": "1.0", "commit": commit, "complete": True, "files": ROWS, **more}


@pytest.mark.parametrize("tag", ["v1.0", "1.0"])
def test_the_commit_that_the_version_is(root: Path, tag: str) -> None:
    commit = committed(root, tag)
    committed(root)
    found = wanted(manifest(commit), root, None)
    assert (found.version, found.commit, found.editions, found.remarks) == ("1.0", commit, (), ())


def test_the_tag_here_decides(root: Path) -> None:
    commit = committed(root, "v1.0")
    (root / "more").write_text("x")
    other = committed(root)
    found = wanted(manifest(other), root, None)
    assert found.commit == commit
    assert commit in found.remarks[0]
    assert other in found.remarks[0]


def test_without_a_tag_a_branch_has_to_hold_it(root: Path) -> None:
    committed(root)
    (root / "more").write_text("x")
    commit = committed(root)
    assert wanted(manifest(commit), root, None).commit == commit
    git(root, "reset", "--quiet", "--hard", "HEAD^")
    with pytest.raises(NoRebuildError, match="no branch holds"):
        wanted(manifest(commit), root, None)


@pytest.mark.parametrize(
    ("names", "complete", "editions"),
    [
        (None, True, ()),
        (None, False, ("pdf:en", "print:en", "epub:zh")),
        (["a-en.pdf"], True, ("pdf:en",)),
        (["a-en.pdf", "a-en-preflight.html"], False, ("pdf:en", "print:en")),
        (["a-en.pdf", "sbom.cdx.xml"], True, ()),
    ],
)
def test_editions(root: Path, names: list[str] | None, complete: bool, editions: tuple[str, ...]) -> None:
    commit = committed(root, "v1.0")
    assert wanted(manifest(commit, complete=complete), root, names).editions == editions


@pytest.mark.parametrize(
    "change",
    [
        {"commit": "HEAD"},
        {"commit": "--upload-pack=x"},
        {"commit": None},
        {"version": "../x"},
        {"version": "-q"},
        {"version": 1},
        {"commit": "a" * 41},
    ],
)
def test_what_no_manifest_says(root: Path, change: dict[str, Any]) -> None:
    with pytest.raises(NoRebuildError, match="no version and commit"):
        wanted(manifest(committed(root, "v1.0")) | change, root, None)


def test_editions_that_are_none(root: Path) -> None:
    commit = committed(root, "v1.0")
    rows = [{"name": "a", "edition": "--key"}, {"name": "b", "edition": "pdf:en"}]
    assert wanted(manifest(commit, files=rows, complete=False), root, None).editions == ("pdf:en",)


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(NoRebuildError, match="--publication"):
        wanted(manifest("a" * 40), tmp_path, None)
