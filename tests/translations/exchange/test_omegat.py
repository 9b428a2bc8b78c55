"""OmegaT projects: as we make them, and as OmegaT 5.8 leaves them (which wrote what is imitated here)."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import bundles
import pytest
from bundles import FUZZY, MISSING, REVIEWED, TRANSLATED
from hypothesis import given
from lxml import etree
from omegat_files import compile_target, save
from translate.storage import pypo

from press import xml_files
from press.diagnostics import SourceError
from press.translations.exchange import omegat, tmx
from press.translations.exchange.units import Incoming, Unit


@pytest.fixture
def project(tmp_path: Path) -> Path:
    omegat.write(bundles.bundle(), tmp_path / "project")
    return tmp_path / "project"


def states(units: tuple[Incoming, ...]) -> dict[str, str]:
    return {unit.id: unit.state for unit in units}


def test_a_project_that_nobody_opened_comes_back_as_it_was(project: Path) -> None:
    returned = omegat.read(project)
    assert (returned.identifier, returned.language) == (bundles.IDENTIFIER, "zh-Hans")
    everything = bundles.expected(bundles.bundle(), MISSING, FUZZY, TRANSLATED, REVIEWED)
    assert bundles.got(returned) == everything
    same = {unit.id: TRANSLATED if unit.state is REVIEWED else unit.state for unit in bundles.UNITS}
    assert states(returned.units) == same
    assert {unit.id: unit.previous for unit in returned.units} == {unit.id: unit.previous for unit in bundles.UNITS}
    comments = {unit.id: unit.comments for unit in returned.units}
    assert comments == {unit.id: unit.comments for unit in bundles.UNITS}


@given(source=bundles.texts, target=bundles.texts)
def test_no_character_is_lost(source: str, target: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        omegat.write(bundles.bundle(Unit("p-1", "p", source, target, TRANSLATED)), project)
        assert bundles.pairs(omegat.read(project).units) == {"p-1": (source, target)}
        compile_target(project, {"p-1": target})
        assert bundles.pairs(omegat.read(project / "target").units) == {"p-1": (source, target)}
        save(project, {source: target}, {})
        assert bundles.pairs(omegat.read(project).units) == {"p-1": (source, target)}


def test_what_a_translator_saved_is_read(project: Path) -> None:
    defaults = {"Rules": "规则一", "Three books.": "三本书。", "Five\\\nbooks.": "五\\\n书。", "Elsewhere": "别处"}
    save(project, defaults, {"h-2": ("Rules", "规章二")}, "a note")
    found = {unit.id: unit for unit in omegat.read(project).units}
    assert (found["h-1"].target, found["h-2"].target) == ("规则一", "规章二")
    assert (found["p-2"].target, found["p-2"].state) == ("三本书。", TRANSLATED)
    assert (found["p-4"].target, found["p-4"].comments) == ("五\\\n书。", ("a note",))
    assert (found["p-3"].target, found["p-3"].state) == ("五本书。", FUZZY)
    assert (found["p-1"].target, found["p-1"].state, found["p-1"].comments) == (
        "",
        MISSING,
        ("ask the reader", "twice"),
    )
    assert list(found) == [unit.id for unit in bundles.UNITS]


def test_the_saved_file_alone_is_read_by_sources(project: Path) -> None:
    path = save(project, {"Rules": "规则一"}, {"h-2": ("Rules", "规章二")})
    returned = omegat.read(path)
    assert (returned.identifier, returned.language) == ("", "zh-Hans")
    found = tmx.resolved(returned, bundles.bundle())
    assert bundles.got(found) == {
        ("borrowing", "h-1"): ("Rules", "规则一"),
        ("borrowing", "h-2"): ("Rules", "规章二"),
    }


def test_it_begins_with_all_translations(tmp_path: Path) -> None:
    """OmegaT takes none out of a PO file that equals its source."""
    units = (*bundles.UNITS, Unit("h-3", "h2", "Rules", "规则", TRANSLATED))
    omegat.write(bundles.bundle(*units), tmp_path / "project")
    saved = tmx.read(tmp_path / "project" / omegat.NAME)
    assert [(unit.id, unit.target) for unit in saved.units if unit.source == "Rules"] == [("", "规则"), ("h-2", "规章")]
    assert [unit.target for unit in saved.units if unit.source == "ISBN"] == ["ISBN"]
    found = bundles.got(tmx.resolved(saved, bundles.bundle(*units)))
    assert found == bundles.expected(bundles.bundle(*units), TRANSLATED, REVIEWED)


def test_translated_documents_are_read(project: Path) -> None:
    compile_target(project, {unit.id: unit.target for unit in bundles.UNITS} | {"p-3": "四本书。", "p-2": ""})
    for path in (project / "target", project / "target/borrowing.po"):
        returned = omegat.read(path)
        assert (returned.identifier, returned.language) == (bundles.IDENTIFIER, "zh-Hans")
        expected = {unit.id: (unit.source, unit.target) for unit in bundles.UNITS}
        expected |= {"p-2": ("Three books.", ""), "p-3": ("Four books.", "四本书。")}
        assert bundles.pairs(returned.units) == expected
        assert states(returned.units)["p-3"] is TRANSLATED
        assert states(returned.units)["p-2"] is MISSING


def test_line_ends_and_a_mark_of_another_system_are_read(project: Path) -> None:
    path = project / "source/borrowing.po"
    before = omegat.read(project)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert omegat.read(project) == before


def test_translate_toolkit_reads_the_sources(project: Path) -> None:
    store = pypo.pofile.parsestring((project / "source/borrowing.po").read_bytes())
    units = [unit for unit in store.units if not unit.isheader()]
    assert [unit.getcontext() for unit in units] == [unit.id for unit in bundles.UNITS]
    assert [str(unit.source) for unit in units] == [unit.source for unit in bundles.UNITS]
    assert [str(unit.target) for unit in units] == [unit.target for unit in bundles.UNITS]
    assert [unit.isfuzzy() for unit in units] == [unit.state is FUZZY for unit in bundles.UNITS]
    assert units[3].prev_source == 'Two "books".'
    assert units[2].getnotes(origin="developer") == "paragraph under #a"


def test_the_project_is_complete(project: Path) -> None:
    settings = {child.tag: child.text for child in etree.parse(project / "omegat.project").getroot()[0]}
    assert (settings["source_lang"], settings["target_lang"]) == ("en", "zh-Hans")
    assert settings["sentence_seg"] == settings["remove_tags"] == "false"
    assert {settings[name] for name in omegat.FOLDERS} == {"__DEFAULT__"}
    options = {row.get("name"): row.get("value") for row in etree.parse(project / "omegat/filters.xml").iter("option")}
    assert options == {"disallowBlank": "true", "skipHeader": "true"}
    pairs = tmx.read(project / "tm/reading-room.tmx")
    assert bundles.got(pairs) == bundles.expected(bundles.bundle(), TRANSLATED, REVIEWED)
    assert "<ph" not in (project / "tm/reading-room.tmx").read_text("utf-8"), "OmegaT would put tags in their places"
    assert "import --omegat zh" in (project / "README.txt").read_text("utf-8")
    assert all((project / name).is_dir() for name in ("source", "target", "tm", "glossary", "dictionary"))


def test_its_readme_names_what_is_to_be_kept(project: Path) -> None:
    pattern = re.search(r"\n {7}(\S.*)\n", (project / "README.txt").read_text("utf-8"))[1]
    tags = re.findall(pattern, "See [^1] and [@sec-a, p. 3], [a *link*](https://example.org/) or `code`.")
    assert tags == ["[^1]", "[@sec-a, p. 3]", "](https://example.org/)", "`code`"]


def test_terms_are_lines_of_cells(project: Path) -> None:
    lines = (project / "glossary/glossary.utf8").read_text("utf-8").splitlines()
    note = 'not: 书籍, 册子; A bound one, "heavy" & old; see <the shelf>'
    assert lines == [
        f"book\t书\t{note}",
        f"volume\t书\t{note}",
        "loan\t借书\tunchecked; not: 贷款",
        "loan\t借阅\tunchecked; not: 贷款",
    ]


def test_each_original_language_has_a_project(tmp_path: Path) -> None:
    bundle = bundles.of_two_languages()
    omegat.write(bundle, tmp_path / "all")
    assert sorted(path.parent.name for path in tmp_path.rglob("omegat.project")) == ["en", "ru"]
    assert "<source_lang>ru</source_lang>" in (tmp_path / "all/ru/omegat.project").read_text()
    everything = bundles.expected(bundle, MISSING, FUZZY, TRANSLATED, REVIEWED)
    assert bundles.got(omegat.read(tmp_path / "all")) == everything
    assert {unit.document for unit in omegat.read(tmp_path / "all/ru").units} == {"hours"}
    path = tmp_path / "all/ru/source/hours.po"
    path.write_text(path.read_text("utf-8").replace(bundles.IDENTIFIER, "urn:uuid:other"), "utf-8")
    with pytest.raises(SourceError, match="X004: its files are of several publications"):
        omegat.read(tmp_path / "all")


def test_the_same_bundle_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        omegat.write(bundles.bundle(), tmp_path / name)
    made = [{p.relative_to(tmp_path / n): p.read_bytes() for p in (tmp_path / n).rglob("*.*")} for n in ("a", "b")]
    assert made[0] == made[1]
    assert len(made[0]) == 7
    assert not any(str(tmp_path).encode() in data for data in made[0].values())


def test_a_translators_work_is_not_overwritten(project: Path) -> None:
    omegat.write(bundles.bundle(), project)
    path = save(project, {"Rules": "规则一"}, {})
    before = path.read_bytes()
    with pytest.raises(SourceError, match=r"project_save.tmx: error X007: a translator has worked in this project"):
        omegat.write(bundles.bundle(), project)
    assert path.read_bytes() == before


def test_a_saved_file_that_is_cut_off_is_refused(project: Path) -> None:
    path = save(project, {"Rules": "规则一"}, {})
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(SourceError, match="X001"):
        omegat.read(project)


def test_what_is_nothing_of_the_kind_is_refused(tmp_path: Path, project: Path) -> None:
    with pytest.raises(SourceError, match="X001: there is no OmegaT project and no PO file"):
        omegat.read(tmp_path / "none")
    (project / "source/borrowing.po").write_bytes(b"\xff\xfe")
    with pytest.raises(SourceError, match="X001: it is not UTF-8"):
        omegat.read(project)
    (project / "source/borrowing.po").unlink()
    with pytest.raises(SourceError, match="X001: the project has no source files"):
        omegat.read(project)


def test_what_is_read_has_a_limit(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_files, "LARGEST", 100)
    with pytest.raises(SourceError, match="X001: it is larger than"):
        omegat.read(project)
