"""A publication full of formulas, through every edition in three languages: built, valid, and its formulas found."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from validators.epubcheck import epubcheck
from validators.verapdf import verapdf
from workshop import PROJECT, run

from press.setup.system import VERAPDF

SOURCE = PROJECT / "tests/fixtures/formulas"


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("formulas") / "publication"
    shutil.copytree(SOURCE, root)
    done = run(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "build/editions"


def test_every_edition_is_there(editions: Path) -> None:
    names = {path.name for path in editions.iterdir()}
    kinds = (".html", ".epub", ".pdf", "-print.pdf", "-booklet.pdf", "-2up.pdf", ".txt")
    assert names == {"site", *(f"formulas-{language}{kind}" for language in ("en", "zh", "ru") for kind in kinds)}


def test_validators_pass(editions: Path) -> None:
    assert not list(epubcheck(sorted(editions.glob("*.epub"))))
    pdfs = [editions / f"formulas-{language}.pdf" for language in ("en", "zh", "ru")]
    assert not list(verapdf(pdfs, PROJECT / VERAPDF))


def test_print_files_have_no_faults(editions: Path) -> None:
    for report in sorted((editions.parent / "preflight").glob("*-print.json")):
        assert not [f for f in json.loads(report.read_text("utf-8"))["findings"] if f["severity"] == "error"], report


def test_words_in_formulas_are_of_each_language(editions: Path) -> None:
    for language, words in {"en": "x², if x > 0", "zh": "x², 若 x > 0", "ru": "x², если x > 0"}.items():
        for suffix in ("html", "txt"):
            assert words in (editions / f"formulas-{language}.{suffix}").read_text("utf-8").replace("&gt;", ">")
