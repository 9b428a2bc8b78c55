"""The settings for Weblate."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import workshop

from press.content.publication import read_publication
from press.translations import update
from press.translations.exchange import weblate


def components(root: Path) -> list[dict]:
    return json.loads(weblate.settings(read_publication(root)))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(workshop.MINIMAL, tmp_path / "publication", ignore=shutil.ignore_patterns("build"))
    return (tmp_path / "publication").resolve()


def named(root: Path, component: dict) -> set[Path]:
    """The catalogs of a component, as Weblate finds them: the language is what `*` stands for."""
    found = root.glob(component["filemask"])
    return {path for path in found if re.match(component["language_regex"], path.parent.name)}


@pytest.mark.parametrize("words", [False, True])
def test_it_names_exactly_the_catalogs_that_are_there(root: Path, words: bool) -> None:
    folder = root / "translations"
    if words:
        for name in ("pot/ui.pot", "ru/ui.po", "zh/ui.po"):
            (folder / name).write_text("")
    found = components(root)
    assert {root / component["new_base"] for component in found} == set(folder.glob("pot/*.pot"))
    catalogs = [path for component in found for path in named(root, component)]
    assert sorted(catalogs) == sorted(folder.glob("*/*.po"))


def test_components_are_bilingual_po_that_nobody_extends(root: Path) -> None:
    for component in components(root):
        assert (component["file_format"], component["template"], component["new_lang"]) == ("po", "", "none")
        assert component["edit_template"] is component["manage_units"] is False
        assert component["slug"] == component["name"]
    languages = {component["name"]: component["source_language"]["code"] for component in components(root)}
    assert languages["borrowing"] == "en"
    assert languages["lending-rules"] == "zh_Hans"


def test_the_flags_find_what_has_to_be_kept(root: Path) -> None:
    flags = components(root)[0]["check_flags"]
    notes, keys = re.findall(r'r"(.*?)"', flags)
    text = "The house.[^1] See [@sec-a] and [@lib_2020, para. 3; -@x.y:z]。"
    assert [match[0] for match in re.finditer(notes, text)] == ["[^1]"]
    assert [match[0] for match in re.finditer(keys, text)] == ["@sec-a", "@lib_2020", "@x.y:z"]
    assert "," not in notes + keys, "a comma parts flags"


def test_an_update_brings_them_up_to_date_for_whoever_has_them(root: Path) -> None:
    publication, path = read_publication(root), root / weblate.NAME
    update.update(publication)
    assert not path.exists()
    path.write_text("[]")
    assert update.update(publication) == [path]
    assert update.update(publication) == []
    assert path.read_text("utf-8") == weblate.settings(publication)
