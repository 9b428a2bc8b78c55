"""Where the words of the templates are looked for, and which catalogs translate them."""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def word_folders(root: Path) -> list[Path]:
    """The folders in which the words of a publication's pages are looked for."""
    own = [] if root == PROJECT else [root / "templates"]
    return [PROJECT / "press", PROJECT / "templates", *own]


def word_catalogs(root: Path, language: str) -> list[Path]:
    """The project's words in a language, then the publication's own, which stand before them."""
    return [folder / "translations" / language / "ui.po" for folder in dict.fromkeys((PROJECT, root))]
