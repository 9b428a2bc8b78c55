"""The real PDFs of the minimal publication, in its languages: no line begins or ends as none may, none is overfull."""

from __future__ import annotations

import shutil
from pathlib import Path

import pdfbooks
import pytest
import stages

from press.content.publication import read_publication
from press.editions.pdf.write import write_pdf
from press.languages.registry import LANGUAGES, named
from press.model import book as books
from press.model.preflight import Kind, Rules
from press.model.printers import PRINTERS
from press.preflight.checks.lines import CHECKS
from press.preflight.pdf.file import opened

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures" / "minimal"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("minimal") / "publication"
    shutil.copytree(MINIMAL, folder, ignore=shutil.ignore_patterns("build"))
    return folder


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_the_minimal_book_has_no_bad_line(root, language):
    stages.book(language, root)
    book = books.load((root / "build" / language / "book").read_text("utf-8"))
    target = root / f"{language}.pdf"
    write_pdf(book, read_publication(root), pdfbooks.MODULES, target)
    with opened(target) as file:
        known = tuple(LANGUAGES.values())
        rules = Rules(Kind.INTERIOR, next(iter(PRINTERS.values())), language=named(language), known=known)
        found = [finding for check in CHECKS for finding in check(file, rules)]
    assert [finding for finding in found if finding.code != "F018"] == []
