"""Citation styles: a file of content/, or the one of templates/csl/ that suits the language.

Every citation is a note, so a style has to be of CSL's class `note` (CSL 1.0.2, "Citation styles").
"""

from __future__ import annotations

import re
from pathlib import Path

from press.content.places import resolve_file
from press.content.report import Report
from press.content.yaml import Item
from press.model.language import Language

FOLDER = Path(__file__).parents[2] / "templates" / "csl"
_NOTE = re.compile(rb"<style\b[^>]*\bclass=[\"']note[\"']")


def citation_style(name: str, item: Item, report: Report) -> Path | None:
    """The file of a style under content/, or None (and a diagnostic) if there is none that can be used."""
    path = resolve_file(name, item, report, ".csl")
    if path and not _NOTE.search(path.read_bytes()):
        hint = 'citations are notes here: choose a style that says class="note", or leave it out for ours'
        report.error("C005", f"the citation style {name} sets no notes", item.location, hint)
        return None
    return path


def own_style(language: Language) -> Path:
    """The style of a language for a publication that names none."""
    return FOLDER / f"{language.citation_style}.csl"
