"""SHA256SUMS, as `sha256sum --check` reads it: a line a file of a release, by which all that it holds is told."""

from __future__ import annotations

import hashlib
from pathlib import Path

from press import files

SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"


def of_file(path: Path) -> str:
    """The SHA-256 of a file, in 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path) -> None:
    """Write the checksums of all files in a folder, but of themselves and their signature."""
    names = sorted(path.name for path in folder.iterdir() if path.name not in (SUMS, SIGNATURE))
    files.write_text(folder / SUMS, "".join(f"{of_file(folder / name)}  {name}\n" for name in names))
