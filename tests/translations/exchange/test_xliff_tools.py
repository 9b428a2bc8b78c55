"""XLIFF that translators' tools have written anew: the same units, or a clear refusal."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from bundles import (
    EN,
    FUZZY,
    MARKUP,
    MISSING,
    REVIEWED,
    TRANSLATED,
    UNITS,
    ZH,
    bundle,
    got,
)
from xlifffiles import edited, told, written

from press.translations.exchange import xliff
from press.translations.exchange.units import Unit, UnitState


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
    mark = '<mrk mtype="seg" mid="{}">{}</mrk>'.format
    source, target = f"{mark(0, 'One.')} {mark(1, 'Two.')}", f"{mark(0, '一。')}{mark(1, '二。')}"
    back = edited(path, ("</source>", f"</source><seg-source>{source}</seg-source>"), ("一。", target))
    assert [(u.source, u.target) for u in back.units] == [("One. Two.", "一。二。")]


def test_pretty_printing_outside_of_text(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = got(xliff.read(path))
    tags = r"\n<(?=trans-unit|/trans-unit|source|target|note)"
    path.write_text(re.sub(tags, "\r\n\t  <", path.read_text("utf-8")), "utf-8")
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


NOTHING = ['<x id="4"/>', '<x id="0"/>', "<ph/>", '<x id="²"/>', '<g id="3">字</g>', '<ph id="z"/>']


@pytest.mark.parametrize("code", NOTHING)
def test_a_code_that_stands_for_nothing_is_refused(tmp_path: Path, code: str) -> None:
    path = written(tmp_path, Unit("p-1", "p", "*Book*[^1]", "字", TRANSLATED), Unit("p-2", "p", "b", "字", TRANSLATED))
    path.write_text(path.read_text("utf-8").replace("字", code), "utf-8")
    assert [found[:2] for found in told(path)] == [("X003", 10), ("X003", 14)]


def test_units_in_groups_and_without_a_document(tmp_path: Path) -> None:
    path = written(tmp_path, Unit("p-1", "p", "a", "b", TRANSLATED))
    back = edited(path, ("<body>", "<body><group>"), ("</body>", "</group></body>"), ("borrowing/p-1", "p-1"))
    assert [(u.document, u.id) for u in back.units] == [("borrowing", "p-1")]


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
