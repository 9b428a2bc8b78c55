"""The checks that stop every build: those whose findings are errors, on translations that are to be published."""

import shutil
from pathlib import Path

import pytest
import stages
from test_corpus import pair as corpus_pair
from test_corpus import rows

from press import project
from press.diagnostics import PublicationError, Severity
from press.tasks.imports import Imports
from press.translations.check import CHECKS
from press.translations.checks.stopping import STOPPING

MINIMAL = Path(__file__).parents[2] / "fixtures" / "minimal"
LINK = "[стол у двери](#sec-table)"


def test_no_other_check_finds_errors():
    found = {
        (one.__module__, one.__name__)
        for path, row in (case.values for case in rows("bad"))
        if "others" not in row and (pair := corpus_pair(path, row)).target is not None
        for one in CHECKS
        for finding in one(pair)
        if finding.severity is Severity.ERROR
    }
    assert found
    assert found <= {(one.__module__, one.__name__) for one in STOPPING}


def draft(root, change):
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    catalog = root / "translations" / "ru" / "borrowing.po"
    catalog.write_text(change(catalog.read_text("utf-8")), "utf-8")
    stages.text("ru", root)


def test_what_is_damaged_in_a_stale_translation_is_told_when_it_has_been_reviewed(tmp_path):
    def damaged(text):
        assert LINK in text
        return text.replace(LINK, "[стол у двери](#sec-shelves)")

    with pytest.raises(PublicationError, match="T012"):
        draft(tmp_path / "a", damaged)
    draft(tmp_path / "b", lambda text: damaged(text).replace('msgctxt "p-aswok52x"', '#, fuzzy\nmsgctxt "p-aswok52x"'))


def test_warnings_stop_no_draft(tmp_path):
    draft(tmp_path / "a", lambda text: text.replace("Как взять книгу", "Как взять взять книгу"))


def test_a_text_needs_no_grammar(tmp_path):
    reached = Imports(project.CODE, tmp_path / "imports.json").reached("press.tasks.text:text")
    assert project.CODE / "translations" / "checks" / "stopping.py" in reached
    assert project.CODE / "languages" / "grammar.py" not in reached
