"""XLIFF: what is written comes back, also from tools that write it otherwise; what is damaged is refused."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from bundles import EN, FUZZY, IDENTIFIER, MARKUP, MISSING, REVIEWED, TRANSLATED, UNITS, ZH
from bundles import bundle, expected, got, of_two_languages, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from press.errors import SourceError
from press.exchange import safe_xml, xliff
from press.exchange.units import Returned, Unit, UnitState

NAMES = {"x": xliff.NAMESPACE}
IN_TMP = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
# The content of a <trans-unit>: what comes first, and what follows in any order (XLIFF 1.2, trans-unit).
FIRST, LATER = ["source", "target"], {"note", "alt-trans"}


def written(folder: Path, *units: Unit) -> Path:
    path = folder / "a.xlf"
    xliff.write(bundle(*units), path)
    return path


def edited(path: Path, *edits: tuple[str, str]) -> Returned:
    text = path.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return xliff.read(path)


def told(path: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(SourceError) as raised:
        xliff.read(path)
    assert all(d.hint and d.location and d.location.path == path for d in raised.value.diagnostics)
    return [(d.code, d.location.line if d.location else 0, d.message) for d in raised.value.diagnostics]


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
        assert unit.get(safe_xml.SPACE) == "preserve"
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


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ("", TRANSLATED),
        (' state="new"', FUZZY),
        (' state="needs-translation"', FUZZY),
        (' state="needs-review-l10n"', FUZZY),
        (' state="x-mine"', TRANSLATED),
        (' state="final"', REVIEWED),
    ],
)
def test_states_of_other_tools(tmp_path: Path, attributes: str, state: UnitState) -> None:
    path = written(tmp_path, Unit("p-1", "p", "a", "b", TRANSLATED))
    assert [u.state for u in edited(path, ('<target state="translated">', f"<target{attributes}>")).units] == [state]


def test_a_tool_without_states_tells_by_approval(tmp_path: Path) -> None:
    path = written(tmp_path, Unit("p-1", "p", "a", "b", FUZZY))
    assert edited(path, (' state="needs-review-translation"', "")).units[0].state is FUZZY
    assert edited(path, (' approved="no"', "")).units[0].state is TRANSLATED


def test_an_empty_target_is_missing(tmp_path: Path) -> None:
    path = written(tmp_path, Unit("p-1", "p", "a", "", MISSING))
    back = edited(path, ("</source>", '</source><target state="new"/>'))
    assert [(u.target, u.state) for u in back.units] == [("", MISSING)]


def test_other_prefixes_and_order_of_attributes(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = got(xliff.read(path))
    text = path.read_text("utf-8").replace('xmlns="', 'xmlns:xlf="')
    text = re.sub(r"<(/?)([a-z])", r"<\1xlf:\2", text)
    text = re.sub(r'(<xlf:trans-unit) (id="[^"]*") (restype="[^"]*")', r"\1 \3 \2", text)
    path.write_text(text, "utf-8")
    assert got(xliff.read(path)) == before


def test_sentences_that_a_tool_cut(tmp_path: Path) -> None:
    path = written(tmp_path, Unit("p-1", "p", "One. Two.", "一。", TRANSLATED))
    cut = '<mrk mtype="seg" mid="{}">{}</mrk>'
    source, target = f'{cut.format(0, "One.")} {cut.format(1, "Two.")}', f'{cut.format(0, "一。")}{cut.format(1, "二。")}'
    back = edited(path, ("</source>", f"</source><seg-source>{source}</seg-source>"), ("一。", target))
    assert [(u.source, u.target) for u in back.units] == [("One. Two.", "一。二。")]


def test_pretty_printing_outside_of_text(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = got(xliff.read(path))
    path.write_text(re.sub(r"\n<(?=trans-unit|/trans-unit|source|target|note)", "\r\n\t  <", path.read_text("utf-8")), "utf-8")
    assert got(xliff.read(path)) == before


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ('<x id="1"/>书<x id="2"/><x id="3"/>', "*书*[^1]"),
        ('<g id="1">书</g><ph id="3"/>', "*书*[^1]"),
        ('<bx id="1"/>书<ex id="2"/><it id="3" pos="open">[^1]</it>', "*书*[^1]"),
        ('<bpt id="1">*</bpt>书<ept id="1">*</ept><ph id="3">[^1]</ph>', "*书*[^1]"),
        ('<mrk mtype="seg" mid="0"><g id="1">书</g></mrk><x id="3"/>', "*书*[^1]"),
        ("*书*[^1]", "*书*[^1]"),
    ],
)
def test_codes_that_a_tool_wrote_otherwise(tmp_path: Path, target: str, expected: str) -> None:
    path = written(tmp_path, Unit("p-1", "p", "*Book*[^1]", "字", TRANSLATED))
    assert [u.target for u in edited(path, ("字", target)).units] == [expected]


@pytest.mark.parametrize("code", ['<x id="4"/>', '<x id="0"/>', "<ph/>", '<x id="²"/>', '<g id="3">字</g>', '<ph id="z"/>'])
def test_a_code_that_stands_for_nothing_is_refused(tmp_path: Path, code: str) -> None:
    path = written(tmp_path, Unit("p-1", "p", "*Book*[^1]", "字", TRANSLATED), Unit("p-2", "p", "b", "字", TRANSLATED))
    path.write_text(path.read_text("utf-8").replace("字", code), "utf-8")
    assert [found[:2] for found in told(path)] == [("X003", 10), ("X003", 14)]


def test_units_in_groups_and_without_a_document(tmp_path: Path) -> None:
    path = written(tmp_path, Unit("p-1", "p", "a", "b", TRANSLATED))
    back = edited(path, ("<body>", "<body><group>"), ("</body>", "</group></body>"), ("borrowing/p-1", "p-1"))
    assert [(u.document, u.id) for u in back.units] == [("borrowing", "p-1")]


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
    try:
        assert xliff.read(path) == units
    except SourceError as error:
        assert [d.code for d in error.diagnostics] == ["X001"]


def toolkit(path: Path):  # type: ignore[no-untyped-def]
    from translate.storage.xliff import xlifffile

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return xlifffile.parsefile(str(path))


def test_translate_toolkit_reads_the_same(tmp_path: Path) -> None:
    given = bundle(*(replace(u, source=u.source.strip(), target=u.target.strip()) for u in UNITS))
    path = tmp_path / "a.xlf"
    xliff.write(given, path)
    store = toolkit(path)
    found = {unit.getid().split("\x04")[-1]: unit for unit in store.units}
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == (EN.tag, ZH.tag)
    assert set(found) == {f"borrowing/{unit.id}" for unit in given.files[0].units}
    for unit in given.files[0].units:
        seen = found[f"borrowing/{unit.id}"]
        assert (str(seen.source), str(seen.target or "")) == (unit.source, unit.target)
        assert bool(seen.isfuzzy()) == (unit.state is FUZZY)
        assert bool(seen.istranslated()) == (unit.state in (TRANSLATED, REVIEWED))
        assert seen.getnotes(origin="translator").splitlines() == list(unit.comments)
        assert seen.getnotes(origin="developer").splitlines() == list(unit.notes)
    assert [alternative.source for alternative in found["borrowing/p-2"].getalttrans()] == ['Two "books".']


def test_a_file_that_translate_toolkit_saved_is_read(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = got(xliff.read(path))
    store = toolkit(path)
    units = {unit.getid().split("\x04")[-1]: unit for unit in store.units}
    units["borrowing/p-2"].target = "三本书。"
    units["borrowing/p-4"].target = f"五 {MARKUP}"
    units["borrowing/h-2"].markfuzzy()
    store.savefile(str(tmp_path / "b.xlf"))
    back = xliff.read(tmp_path / "b.xlf")
    changed = {"p-2": "三本书。", "p-4": f"五 {MARKUP}"}
    assert got(back) == {
        key: (source, changed.get(key[1], target)) for key, (source, target) in before.items()
    }
    states = {unit.id: unit.state for unit in back.units}
    assert [states[name] for name in ("h-1", "h-2", "p-1", "p-2", "p-3", "p-4")] == [
        REVIEWED, FUZZY, TRANSLATED, TRANSLATED, FUZZY, TRANSLATED
    ]
