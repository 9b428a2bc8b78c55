"""The plates of a print file, as Ghostscript separates it: cyan, magenta, yellow, black and spot colours.

Ghostscript shows the bleed box alone (marks and colour bars outside it do not count) and simulates overprint.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from press.errors import Diagnostic, EngineError, Location, ToolMissingError
from press.preflight.printing.colours import PROCESS

PROGRAM = "gs"
SECONDS = 600
_NAME = re.compile(r"(\d+)\((.+)\)\.tif", re.DOTALL)


def plates(path: Path, resolution: int, folder: Path) -> Iterator[Mapping[str, Any]]:
    """Of each page its plates by the names of their inks, the four of process colour first.

    Args:
        path: a PDF.
        resolution: in pixels per inch.
        folder: an empty one, for the plates of all pages; those of a page can be removed once they are used.

    Yields:
        Pictures of Pillow, in mode L: 0 is paper, 255 all of the ink. Upright as a reader shows the bleed box.

    Raises:
        EngineError: Ghostscript fails, or takes longer than ten minutes (F022).
        ToolMissingError: Ghostscript is not there (F023).
    """
    separate(path, resolution, folder)
    yield from separated(path, folder)


def separated(path: Path, folder: Path) -> Iterator[Mapping[str, Any]]:
    """The plates that `separate` left in a folder, page by page, as of `plates`; they are removed from it."""
    pages: dict[int, dict[str, Path]] = {}
    for file in folder.iterdir():
        if found := _NAME.fullmatch(file.name):
            pages.setdefault(int(found[1]), {})[found[2]] = file
    for page in sorted(pages):
        yield _opened(path, pages.pop(page))


def _opened(path: Path, files: dict[str, Path]) -> Mapping[str, Any]:
    from PIL import Image, ImageChops

    order = sorted(files, key=lambda name: (PROCESS.index(name) if name in PROCESS else len(PROCESS), name))
    found = {}
    try:
        for name in order:
            with Image.open(files[name]) as image:
                found[name] = ImageChops.invert(image.convert("L"))
            files[name].unlink()
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise EngineError(_failure(path, f"Ghostscript's plates can't be read: {error}")) from error
    return found


def separate(path: Path, resolution: int, folder: Path) -> None:
    """Let Ghostscript write the plates of all pages into a folder; arguments and errors as of `plates`."""
    command = [PROGRAM, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{resolution}"]
    command += ["-dUseBleedBox", "-dOverprint=/simulate", "-o", str(folder / "%05d.tif"), str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS, stdin=subprocess.DEVNULL)
    except FileNotFoundError as error:
        hint = "install Ghostscript (on Debian: apt install ghostscript); it measures how much ink a page takes"
        raise ToolMissingError(Diagnostic("F023", f"`{PROGRAM}` is not there", Location(path), hint)) from error
    except subprocess.TimeoutExpired as error:
        raise EngineError(_failure(path, f"Ghostscript took more than {SECONDS} seconds")) from error
    if done.returncode:
        said = (done.stdout + done.stderr).decode(errors="replace").strip().splitlines()
        told = " / ".join(said[-4:]) or "it says nothing"
        raise EngineError(_failure(path, f"Ghostscript ended with {done.returncode}: {told}"))


def _failure(path: Path, message: str) -> Diagnostic:
    hint = "export the file anew; what Ghostscript can't separate, a press may not either"
    return Diagnostic("F022", message, Location(path), hint)
