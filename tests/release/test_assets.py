"""Files of a release: sites as archives that are the same everywhere, and how long editions are."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from press.release.assets import described, pack


def site(folder: Path) -> Path:
    for name in ("index.html", "en/index.html", "en/fonts/a.woff2", "zh/index.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def test_the_same_site_is_the_same_archive(tmp_path: Path) -> None:
    pack(site(tmp_path / "one"), "en", tmp_path / "one.zip")
    other = site(tmp_path / "two")
    for path in sorted(other.rglob("*"), reverse=True):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (0, 0))
    pack(other, "en", tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == ["index.html", "en/fonts/a.woff2", "en/index.html"]
        assert {row.compress_type for row in archive.infolist()} == {zipfile.ZIP_STORED}


def test_a_file_that_belongs_to_no_edition(tmp_path: Path) -> None:
    (tmp_path / "RELEASE-NOTES.zh.md").write_text("一")
    row = described(tmp_path / "RELEASE-NOTES.zh.md", language="zh")
    assert (row["edition"], row["format"], row["language"]) == (None, None, "zh")
    assert (row["size"], row["media_type"]) == (3, "text/markdown")
