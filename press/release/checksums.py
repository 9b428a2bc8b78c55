"""SHA256SUMS, as `sha256sum --check` reads it: a line a file of a release, by which all that it holds is told."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from press import files

SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
_LINE = re.compile(r"([0-9a-f]{64})  ([^/\0\r\n\\]+)")


def of_file(path: Path) -> str:
    """The SHA-256 of a file, in 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path) -> None:
    """Write the checksums of all files in a folder, but of themselves and their signature."""
    names = sorted(path.name for path in folder.iterdir() if path.name not in (SUMS, SIGNATURE))
    files.write_text(folder / SUMS, "".join(f"{of_file(folder / name)}  {name}\n" for name in names))


def read(text: str) -> Mapping[str, str]:
    """The checksum of each file that SHA256SUMS names; names are plain ones, that lead into no other folder.

    Raises:
        ValueError: a line is none, or a name stands twice.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line)
        if not match or match[2] in (".", "..") or match[2] in found:
            raise ValueError(f"line {number} is none of {SUMS}: {line[:80]}")
        found[match[2]] = match[1]
    return found
