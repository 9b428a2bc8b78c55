"""Languages that the press has no module of: German by one file of the publication, zh-Hant beside zh-Hans by CLDR."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from workshop import PROJECT, restore, run

from press.book.stages.text import UNPUBLISHED
from press.catalogs import po
from press.content.publication import read_publication
from press.model.publication import Publication
from press.translations import check, update

GERMAN = r"""
typography:
  - {find: '\b(z)\. (?=B\.)', put: "\\1.\u00A0"}
  - {find: '(?<=\d) (?=km\b)', put: "\u00A0"}
punctuation:
  - {find: '\bdaß\b', wrong: the old spelling, write: dass}
numbers: {zwölf: 12}
length: 1.1
"""
ADDED = {"de": "Der Lesesaal", "zh-Hant": "閱覽室"}
THANKS = "p-upe2ngqv"
IN = {"de": '"Dank" allen, z. B. wer 12 km weit kommt.', "zh-Hant": "感謝每一位歸還圖書的人。"}


def with_languages(root: Path) -> Path:
    """The minimal publication in five languages, of which two are no more than texts and one file."""
    restore(root)
    for path in (root / "content/publication.yaml", root / "content/documents/lending-rules/meta.yaml"):
        values = yaml.safe_load(path.read_text("utf-8"))
        _texts(values)
        path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), "utf-8")
    path = root / "translations/glossary.csv"
    head, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([f"{head},de,zh-Hant", *(f"{row},Wort{n},詞{n}" for n, row in enumerate(rows))]), "utf-8")
    (root / "languages").mkdir()
    (root / "languages/de.yaml").write_text(GERMAN, "utf-8")
    return root


def _texts(values: object) -> None:
    """Give what is said in English in the added languages too."""
    if isinstance(values, dict):
        if "en" in values and "isbn" not in str(values):
            for code, name in ADDED.items():
                text = values["en"] if not isinstance(values["en"], str) else name
                values[code] = {"status": "unofficial", "translated_from": "en"} if "status" in values["en"] else text
        if "languages" in values:
            values.update(languages=["en", "zh-Hans", "ru", *ADDED], formats=["site", "page", "epub"])
            del values["print"]
        for value in values.values():
            _texts(value)
    elif isinstance(values, list):
        for value in values:
            _texts(value)


def translate(publication: Publication, code: str) -> None:
    """Put one translation into a language's catalogs, for which there are some now."""
    path = publication.root / "translations" / code / "imprint.po"
    catalog = po.read(path, code)
    po.write(
        replace(catalog, entries=tuple(replace(e, target=IN[code]) if e.id == THANKS else e for e in catalog.entries))
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = with_languages(tmp_path_factory.mktemp("languages") / "publication")
    publication = read_publication(made)
    update.update(publication)
    for code in ADDED:
        translate(publication, code)
    done = run(made, *(f"{name}:{code}" for name in ("site", "page", "epub") for code in (*ADDED, "zh")))
    assert done.returncode == 0, done.stdout + done.stderr
    return made


def opened(epub: Path) -> str:
    with zipfile.ZipFile(epub) as file:
        return "".join(file.read(name).decode() for name in file.namelist() if name.endswith((".opf", ".xhtml")))


@pytest.mark.parametrize(("code", "tag"), [("de", "de"), ("zh-Hant", "zh-Hant"), ("zh", "zh-Hans")])
def test_editions_are_named_and_tagged_by_their_language(root: Path, code: str, tag: str) -> None:
    editions = root / "build/editions"
    page = (editions / f"reading-room-{code}.html").read_text("utf-8")
    assert f'<html lang="{tag}"' in page
    assert f'<html lang="{tag}"' in (editions / "site" / code / "index.html").read_text("utf-8")
    book = opened(editions / f"reading-room-{code}.epub")
    assert f"<dc:language>{tag}</dc:language>" in book
    assert set(re.findall(r'<html [^>]*\blang="([^"]*)"', book)) == {tag}


@pytest.mark.parametrize(
    ("code", "said"), [("de", "„Dank“ allen, z.\u00a0B. wer 12\u00a0km weit kommt."), ("zh-Hant", IN["zh-Hant"])]
)
def test_a_translation_is_printed_in_the_typography_of_its_language(root: Path, code: str, said: str) -> None:
    editions = root / "build/editions"
    assert said in (editions / f"reading-room-{code}.html").read_text("utf-8")
    assert said in (editions / "site" / code / "imprint.html").read_text("utf-8")
    assert said in opened(editions / f"reading-room-{code}.epub")


def test_each_has_catalogs_of_its_own_also_of_the_words_that_templates_set(root: Path) -> None:
    for code in ADDED:
        names = {path.name for path in (root / "translations" / code).iterdir()}
        assert names == {path.name for path in (root / "translations/ru").iterdir()} | {"ui.po"}
    assert not (root / "translations/zh/ui.po").exists()
    assert (PROJECT / "translations/zh/ui.po").is_file()


def test_checks_run_and_tell_what_was_assumed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publication = read_publication(root)
    before = (root / "translations/de/imprint.po").read_text("utf-8")
    wrong = "„Dank“ allen, daß sie 13 km weit kommen, und und ist „nicht zu."
    (root / "translations/de/imprint.po").write_text(before.replace(IN["de"].replace('"', '\\"'), wrong), "utf-8")
    try:
        found = check.check(publication, ("de",))
    finally:
        (root / "translations/de/imprint.po").write_text(before, "utf-8")
    told = {(d.code, d.message.split(": ")[1]) for d in found if d.code not in UNPUBLISHED}
    assert {("T028", "the old spelling"), ("T028", "„ is not closed"), ("T016", "doubled")} <= told
    assert {code for code, _ in told} >= {"T013"}
    check.run(publication, ("de", "zh-Hant"), as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert "de: what languages/de.yaml doesn't say" in lines
    assert "    quotes: „ “ ‚ ‘ (CLDR)" in lines
    assert "    quotes: 「 」 『 』 (CLDR)" in lines
    assert "    numbers: not checked" in lines


def test_the_file_of_a_language_is_an_input_of_every_task(root: Path) -> None:
    def status(change: Callable[[], object]) -> str:
        change()
        return run(root, "list", "page:de").stdout

    path = root / "languages/de.yaml"
    assert "up to date" in status(lambda: None)
    assert "out of date" in status(lambda: path.write_text(f"{GERMAN}name: Deutsch\n", "utf-8"))
