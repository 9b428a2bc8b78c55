"""XLIFF: what is written comes back; what is damaged is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from bundles import (
    FUZZY,
    IDENTIFIER,
    REVIEWED,
    TRANSLATED,
    expected,
    got,
    of_two_languages,
    texts,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from xlifffiles import told, written

from press import xml_files
from press.diagnostics import SourceError
from press.translations.exchange import xliff
from press.translations.exchange.units import Returned, Unit, UnitState

NAMES = {"x": xliff.NAMESPACE}
IN_TMP = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
# The content of a <trans-unit>: what comes first, and what follows in any order (XLIFF 1.2, trans-unit).
FIRST, LATER = ["source", "target"], {"note", "alt-trans"}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    both = of_two_languages()
    xliff.write(both, path)
    back = xliff.read(path)
    assert (back.identifier, back.language) == (IDENTIFIER, "zh-Hans")
    assert got(back) == expected(both, *UnitState)
    for state in UnitState:
        assert got(back, state) == expected(both, state)
    kept = {unit.id: unit for unit in back.units if unit.document == "borrowing"}
    assert kept["p-1"].comments == ("ask the reader", "twice")
    assert [kept[name].previous for name in ("p-2", "p-3")] == ['Two "books".', ""]
    lines = path.read_text("utf-8").splitlines()
    assert all(f'id="{unit.document}/{unit.id}"' in lines[unit.place - 1] for unit in back.units)


def test_the_same_bundle_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path).read_bytes() == written(tmp_path / "b").read_bytes()


@settings(IN_TMP, max_examples=80)
@given(texts, texts, texts, st.sampled_from([FUZZY, TRANSLATED, REVIEWED]))
def test_any_text_comes_back(tmp_path: Path, source: str, target: str, before: str, state: UnitState) -> None:
    unit = Unit("p-1", "p", source, target, state, before if state is FUZZY else "")
    (back,) = xliff.read(written(tmp_path, unit)).units
    assert (back.source, back.target, back.state, back.previous) == (source, target, state, unit.previous)


def test_a_return_and_a_line_separator_come_back(tmp_path: Path) -> None:
    (back,) = xliff.read(written(tmp_path, Unit("p-1", "p", "a\r\nb\x85c\u2028d", "\r", TRANSLATED))).units
    assert (back.source, back.target) == ("a\r\nb\x85c\u2028d", "\r")


@pytest.mark.parametrize("text", ["a\x0bb", "\x00", "\ufffe", "\x1f"])
def test_what_no_xml_holds_is_refused(tmp_path: Path, text: str) -> None:
    for unit in (Unit("p-1", "p", text, "a", TRANSLATED), Unit("p-1", "p", "a", "a", TRANSLATED, comments=(text,))):
        with pytest.raises(SourceError, match="S015: borrowing/p-1 holds"):
            written(tmp_path, unit)
    assert list(tmp_path.iterdir()) == []


def test_it_has_the_structure_of_the_standard(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    xliff.write(of_two_languages(), path)
    root = etree.parse(path).getroot()
    assert (root.tag, root.get("version")) == (f"{{{xliff.NAMESPACE}}}xliff", "1.2")
    assert {xliff._name(element) for element in root.iter()} == {
        "xliff", "file", "header", "body", "trans-unit", "source", "target", "note", "alt-trans", "ph"
    }
    for file in root:
        assert {"original", "source-language", "target-language", "datatype"} <= set(file.attrib)
        assert [xliff._name(child) for child in file] == ["header", "body"]
        ids = [unit.get("id") for unit in file.iterfind(".//x:trans-unit", NAMES)]
        assert len(ids) == len(set(ids)) > 0
    for unit in root.iterfind(".//x:trans-unit", NAMES):
        names = [xliff._name(child) for child in unit]
        start = 1 + ("target" in names[:2])
        assert names[:start] == FIRST[:start]
        assert set(names[start:]) <= LATER
        assert unit.get(xml_files.SPACE) == "preserve"
        assert unit.get("restype", "").startswith("x-")
        assert unit.get("approved", "yes") in ("yes", "no")
        for text in (child for child in unit if xliff._name(child) in FIRST):
            assert all(code.text and code.get("ctype") for code in text)
            assert len({code.get("id") for code in text}) == len(text)
    assert [a.get("alttranstype") for a in root.iter(f"{{{xliff.NAMESPACE}}}alt-trans")] == ["previous-version"]


def test_equal_codes_have_equal_ids(tmp_path: Path) -> None:
    path = written(tmp_path, Unit("p-1", "p", "*A* house.[^1]", "房子[^1]，*一*。", TRANSLATED))
    source, target = (
        {code.get("id"): code.text for code in etree.parse(path).getroot().iterfind(f".//x:{name}/x:ph", NAMES)}
        for name in FIRST
    )
    assert source == target == {"1": "*", "2": "*", "3": "[^1]"}


def test_states_are_those_of_the_standard(tmp_path: Path) -> None:
    root = etree.parse(written(tmp_path)).getroot()
    units = {u.get("id"): u for u in root.iterfind(".//x:trans-unit", NAMES)}
    states = {i: [t.get("state") for t in u.iterfind("x:target", NAMES)] for i, u in units.items()}
    assert states["borrowing/h-1"] == ["signed-off"]
    assert states["borrowing/h-2"] == ["translated"]
    assert states["borrowing/p-2"] == ["needs-review-translation"]
    assert states["borrowing/p-4"] == []
    assert [units[f"borrowing/{i}"].get("approved") for i in ("h-1", "p-2", "p-4")] == ["yes", "no", None]


REFUSED = {
    "nothing": "",
    "words": "Dear editor, here is the file.",
    "another vocabulary": "<tmx version='1.4'/>",
    "a later version": '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>',
    "no version": f'<xliff xmlns="{xliff.NAMESPACE}"/>',
    "no file": f'<xliff xmlns="{xliff.NAMESPACE}" version="1.2"/>',
    "a document type": f'<!DOCTYPE xliff><xliff xmlns="{xliff.NAMESPACE}" version="1.2"><file/></xliff>',
    "a remote one": f'<!DOCTYPE xliff SYSTEM "http://a.example/x.dtd"><xliff xmlns="{xliff.NAMESPACE}" version="1.2"/>',
    "an entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "a bomb": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;&b;</x>',
    "no source": f'<xliff xmlns="{xliff.NAMESPACE}" version="1.2"><file><body><trans-unit/></body></file></xliff>',
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_xliff_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(text, "utf-8")
    assert {found[0] for found in told(path)} <= {"X001", "X004"}


def test_files_of_two_languages_or_publications_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    xliff.write(of_two_languages(), path)
    text = path.read_text("utf-8")
    second = text.index("<file ", text.index("</file>"))
    path.write_text(text[:second] + text[second:].replace("zh-Hans", "ru", 1), "utf-8")
    assert [found[::2] for found in told(path)] == [("X004", "it is of several languages: zh-Hans, ru")]
    path.write_text(text[:second] + text[second:].replace("urn:uuid:0", "urn:uuid:1", 1), "utf-8")
    assert [found[0] for found in told(path)] == ["X004"]


@settings(IN_TMP, max_examples=60)
@given(st.data())
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = written(tmp_path)
    whole, units = path.read_bytes(), xliff.read(path)
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    assert cut_off(path) in (["X001"], units)


def cut_off(path: Path) -> list[str] | Returned:
    """What a file holds, or why it can't be read."""
    try:
        return xliff.read(path)
    except SourceError as error:
        return [d.code for d in error.diagnostics]
