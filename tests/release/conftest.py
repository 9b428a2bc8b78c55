"""Releases of the minimal publication: one made in one place, one joined of parts, a plain one with little to build."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from releases import KEPT, OTHERS, PARTS, VERSION, cloned, key, once, released, settled
from repositories import committed, published


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _origin(folder: Path) -> Path:
    """A publication with a release behind it, ready for the next: signed by a key that it names."""
    root = published(folder / "origin")
    settled(root, "date: 2024-02-29", f'date: 2024-02-29\nversion: "1.0"\nreleases: {KEPT}')
    formats = "site, page, epub, pdf, print, cover, booklet, txt"
    settled(root, "imprint: chapters", f"formats: [{formats}]\nimprint: chapters")
    committed(root, "v1.0")
    settled(root, 'version: "1.0"', f'version: "{VERSION}"')
    settled(root, "no name is written down", "no name is ever written down", "content/chapters/borrowing.md")
    for name in ("translations/pot/borrowing.pot", "translations/zh/borrowing.po", "translations/ru/borrowing.po"):
        settled(root, "no name is written down", "no name is ever written down", name)
    public = key(folder).with_suffix(".pub").read_text()
    (root / "content/allowed_signers").write_text(f'# Ours\nreading-room namespaces="whitepaper" {public}')
    committed(root, f"v{VERSION}")
    return root


def _whole_and_joined(folder: Path) -> dict[str, Any]:
    origin, signing = _origin(folder), str(folder / "key")
    whole = cloned(origin, folder / "here" / "one")
    made = released(whole, VERSION, "--key", signing, "-n", "2")
    parts, told = [], [made.stdout + made.stderr]
    for number, words in enumerate(PARTS):
        part = cloned(origin, folder / f"part {number}, 一部分" / "two")
        one = released(part, VERSION, *words, "-q", umask=0o077, **OTHERS)
        parts.append(str(part / "build/release" / VERSION))
        told.append(one.stdout + one.stderr)
    joining = cloned(origin, folder / "elsewhere" / "three")
    joined = released(joining, VERSION, "--join", *parts, "--key", signing, umask=0o077, **OTHERS)
    told.append(joined.stdout + joined.stderr)
    return {"whole": str(whole), "joined": str(joining), "parts": parts, "told": told}


@pytest.fixture(scope="session")
def releases(shared: Path) -> dict[str, Any]:
    """A release made in one place, and the same joined of parts that were made in others, by others."""
    return once(shared, "releases", _whole_and_joined)


@pytest.fixture(scope="session")
def whole(releases: dict[str, Any]) -> Path:
    """The folder of the release that was made in one place."""
    folder = Path(releases["whole"]) / "build/release" / VERSION
    assert folder.is_dir(), releases["told"][0]
    return folder


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A publication whose release is soon made: a text in each language."""
    root = published(tmp_path / "plain")
    settled(root, "imprint: chapters", "formats: [txt]\nimprint: chapters")
    committed(root, "v1")
    return root


@pytest.fixture
def part(releases: dict[str, Any], tmp_path: Path) -> Path:
    """A copy of a part, to be damaged."""
    return Path(shutil.copytree(releases["parts"][0], tmp_path / "part"))
