"""Files are written whole or not at all: to a temporary name beside the target, then renamed over it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a temporary path beside the target; what is there at the end takes the target's place.

    The temporary path may become a file or a folder. A killed or failed block leaves the target as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
        temporary = Path(folder) / target.name
        yield temporary
        if target.is_dir() and temporary.is_dir():
            _exchange(temporary, target, Path(folder) / "old")
        else:
            os.replace(temporary, target)


def _exchange(new: Path, target: Path, old: Path) -> None:
    """Put a folder in the place of another, which comes back if that fails."""
    os.replace(target, old)
    try:
        os.replace(new, target)
    except OSError:
        os.replace(old, target)
        raise


def write_bytes(target: Path, data: bytes) -> None:
    """Write a file at once."""
    with replacing(target) as temporary:
        temporary.write_bytes(data)


def write_text(target: Path, text: str) -> None:
    """Write a UTF-8 file at once, with line feeds as line ends."""
    write_bytes(target, text.encode())


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it; what isn't there is no error."""
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
