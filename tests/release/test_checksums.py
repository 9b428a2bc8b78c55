"""SHA256SUMS, written and read as coreutils do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from press.release import checksums

DIGEST = "0" * 64


def test_what_is_written_sha256sum_reads_and_so_do_we(tmp_path: Path) -> None:
    for name in ("b.pdf", "a b.txt", "Ä.epub", checksums.SIGNATURE):
        (tmp_path / name).write_text(name)
    checksums.write(tmp_path)
    text = (tmp_path / checksums.SUMS).read_text("utf-8")
    assert list(checksums.read(text)) == ["a b.txt", "b.pdf", "Ä.epub"]
    checksums.write(tmp_path)
    assert (tmp_path / checksums.SUMS).read_text("utf-8") == text
    words = ["sha256sum", "--check", "--strict", "--quiet", checksums.SUMS]
    assert subprocess.run(words, cwd=tmp_path, check=False).returncode == 0


@pytest.mark.parametrize(
    "line",
    [
        f"{DIGEST}  ../a",
        f"{DIGEST}  /etc/passwd",
        f"{DIGEST}  ..",
        f"{DIGEST}  a/b",
        f"{DIGEST} *a",
        f"{DIGEST[1:]}  a",
        f"\\{DIGEST}  a\\nb",
        "",
        f"{DIGEST}  a\n{DIGEST}  a",
    ],
)
def test_what_leads_elsewhere_or_is_no_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"is none of SHA256SUMS"):
        checksums.read(f"{DIGEST}  b\n{line}\n")
