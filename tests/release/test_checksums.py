"""SHA256SUMS, as coreutils read it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from press.release import checksums, received


def test_what_is_written_sha256sum_reads_and_so_do_we(tmp_path: Path) -> None:
    for name in ("b.pdf", "a b.txt", "Ä.epub", checksums.SIGNATURE):
        (tmp_path / name).write_text(name)
    checksums.write(tmp_path)
    text = (tmp_path / checksums.SUMS).read_text("utf-8")
    assert list(received.read_sums(text.encode())[0]) == ["a b.txt", "b.pdf", "Ä.epub"]
    checksums.write(tmp_path)
    assert (tmp_path / checksums.SUMS).read_text("utf-8") == text
    words = ["sha256sum", "--check", "--strict", "--quiet", checksums.SUMS]
    assert subprocess.run(words, cwd=tmp_path, check=False).returncode == 0
