"""The plates of a print file, as Ghostscript separates it: cyan, magenta, yellow, black and spot colours.

Ghostscript shows the bleed box alone (marks and colour bars outside it do not count) and simulates overprint.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from press.diagnostics import Diagnostic, EngineError, Location, ToolMissingError
from press.preflight.pdf.colours import PROCESS

PROGRAM = "gs"
SECONDS = 600
_SAID = "said.txt"  # what Ghostscript says
_NAME = re.compile(r"(\d+)\((.+)\)\.tif", re.DOTALL)


def plates(path: Path, resolution: int, folder: Path, pages: Collection[int] = ()) -> Iterator[Mapping[str, Any]]:
    """Of each page its plates by the names of their inks, the four of process colour first.

    Args:
        path: a PDF.
        resolution: in pixels per inch.
        folder: an empty one, for the plates of all pages; those of a page can be removed once they are used.
        pages: which ones, counted from 1; they come in their order in the file, and none means all.

    Yields:
        Pictures of Pillow, in mode L: 0 is paper, 255 all of the ink. Upright as a reader shows the bleed box.

    Raises:
        EngineError: Ghostscript fails, or takes longer than ten minutes (F022).
        ToolMissingError: Ghostscript is not there (F023).
    """
    with separating(path, resolution, folder, pages) as separated:
        yield from separated()


def _pages(path: Path, folder: Path) -> Iterator[Mapping[str, Any]]:
    files: dict[int, dict[str, Path]] = {}
    for file in folder.iterdir():
        if found := _NAME.fullmatch(file.name):
            files.setdefault(int(found[1]), {})[found[2]] = file
    for page in sorted(files):
        yield _opened(path, files.pop(page))


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


@contextmanager
def separating(
    path: Path, resolution: int, folder: Path, pages: Collection[int] = ()
) -> Iterator[Callable[[], Iterator[Mapping[str, Any]]]]:
    """Let Ghostscript work while something else is done: what is given back waits for it, and gives the plates.

    Arguments and errors are as of `plates`. Ghostscript is stopped where nobody waits for it any longer.
    """
    command = [PROGRAM, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{resolution}"]
    if pages:
        command.append(f"-sPageList={','.join(map(str, sorted(set(pages))))}")
    command += ["-dUseBleedBox", "-dOverprint=/simulate", "-o", str(folder / "%05d.tif"), str(path.resolve())]
    with (folder / _SAID).open("wb") as said:
        try:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        except OSError as error:
            hint = "install Ghostscript (on Debian: apt install ghostscript); it measures how much ink a page takes"
            raise ToolMissingError(Diagnostic("F023", f"`{PROGRAM}` is not there", Location(path), hint)) from error

    def separated() -> Iterator[Mapping[str, Any]]:
        _wait(process, path, folder)
        return _pages(path, folder)

    try:
        yield separated
    finally:
        process.kill()  # which does nothing to one that has ended
        process.wait()


def _wait(process: subprocess.Popen[bytes], path: Path, folder: Path) -> None:
    try:
        code = process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise EngineError(_failure(path, f"Ghostscript took more than {SECONDS} seconds")) from error
    if code:
        lines = (folder / _SAID).read_bytes()[-2000:].decode(errors="replace").strip().splitlines()
        told = " / ".join(lines[-4:]) or "it says nothing"
        raise EngineError(_failure(path, f"Ghostscript ended with {code}: {told}"))


def _failure(path: Path, message: str) -> Diagnostic:
    hint = "export the file anew; what Ghostscript can't separate, a press may not either"
    return Diagnostic("F022", message, Location(path), hint)
