"""What a machine builds with, so that two of them can be compared: the press, its libraries, the system's, the fonts.

Two machines of the same identity make the same bytes of the same sources. Python's version is none of it: editions
don't depend on it.
"""

from __future__ import annotations

import ctypes
import hashlib
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import press
from press.model.fonts import FACES, SCOPE
from press.project import CODE, FONTS_LOCK, LIBRARIES_LOCK, MODULES, PROJECT

NOTHING = "none"
# A function without arguments that tells a library's version, and what it answers; the files on Linux and macOS.
_LIBRARIES = (
    ("Pango", "pango_version_string", ctypes.c_char_p, ("libpango-1.0.so.0", "libpango-1.0.dylib")),
    ("HarfBuzz", "hb_version_string", ctypes.c_char_p, ("libharfbuzz.so.0", "libharfbuzz.0.dylib")),
    ("fontconfig", "FcGetVersion", ctypes.c_int, ("libfontconfig.so.1", "libfontconfig.1.dylib")),
)

# What the press consists of: of its code, and of what lies beside that.
_CODE = ("**/*.py", "**/*.mjs", "**/*.lock", "profiles/*.icc")
_BESIDE = ("templates/**/*", "translations/*/ui.po", LIBRARIES_LOCK.name, FONTS_LOCK.name)


def identity(packages: Iterable[str], printing: bool) -> dict[str, str]:
    """What this machine builds with: versions, and SHA-256 where there is none.

    Args:
        packages: of fonts, beside those that every publication has (press.content.scripts.packages).
        printing: whether Ghostscript matters.
    """
    found = {"press": press.__version__, "the press's code": press_sum(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    found |= {name: _version(name) for name in re.findall(r"(?m)^([\w.-]+)==", LIBRARIES_LOCK.read_text("utf-8"))}
    found |= of_system()
    for package in sorted({*(face.package for face in FACES), *packages}):
        found[f"the fonts of {package}"] = _digest(_files(MODULES / SCOPE / package))
    found["MathJax"] = _digest([MODULES / "mathjax/package.json"])
    return {**found, **({"Ghostscript": _ghostscript()} if printing else {})}


def press_sum() -> str:
    """A SHA-256 over the names and contents of the press's own files, the same in a checkout and in a wheel."""
    found = {}
    for folder, patterns in ((CODE, _CODE), (PROJECT, _BESIDE)):
        for path in (path for pattern in patterns for path in folder.glob(pattern) if path.is_file()):
            name = path.relative_to(folder).as_posix()
            if not name.startswith("beside/"):
                found["press/" * (folder is CODE) + name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return hashlib.sha256("".join(f"{name}\0{found[name]}\n" for name in sorted(found)).encode()).hexdigest()


def of_system() -> dict[str, str]:
    """The versions of the libraries that the system brings and lines depend on."""
    return {name: _told(function, kind, files) for name, function, kind, files in _LIBRARIES}


def differing(wanted: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    """A line for each part of an identity that another one doesn't have, or has otherwise."""
    pairs = [(name, value, found.get(name, NOTHING)) for name, value in wanted.items()]
    # A digest tells nobody anything; that it is another one does.
    return [
        name if max(len(here), len(there)) == _DIGITS else f"{name} {there} instead of {here}"
        for name, here, there in pairs
        if here != there
    ]


_DIGITS = hashlib.sha256().digest_size * 2


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _digest(paths: Iterable[Path]) -> str:
    """The SHA-256 of some files and of their names."""
    digest, base = hashlib.sha256(), None
    for path in paths:
        with suppress(FileNotFoundError):
            data = path.read_bytes()
            base = base or path.parent
            digest.update(f"{path.name} {len(data)}\n".encode() + data)
    return digest.hexdigest() if base else NOTHING


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return NOTHING


def _told(function: str, kind: type[Any], files: Iterable[str]) -> str:
    for file in files:
        with suppress(OSError, AttributeError):
            ask = getattr(ctypes.CDLL(file), function)
            ask.restype = kind
            answer = ask()
            return answer.decode() if isinstance(answer, bytes) else str(answer)
    return NOTHING


def _ghostscript() -> str:
    gs = shutil.which("gs")
    if not gs:
        return NOTHING
    return subprocess.run([gs, "--version"], capture_output=True, text=True, check=False).stdout.strip()
