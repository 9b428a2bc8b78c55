"""The glossary as TBX."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import bundles
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import tbx as toolkit

from press import xml_files
from press.diagnostics import SourceError
from press.languages.registry import LANGUAGES
from press.model.glossary import Glossary, Term, TermStatus
from press.translations.exchange import tbx

CODES = {row.tag: row.code for row in LANGUAGES.values()}


def read(path: Path) -> list[Term]:
    """The terms of a TBX, by another way than they were written."""
    return [_term(entry) for entry in xml_files.parse(path).iterfind("text/body/termEntry")]


def _term(entry: etree._Element) -> Term:
    forms: dict[str, list[str]] = defaultdict(list)
    forbidden: dict[str, list[str]] = defaultdict(list)
    statuses = set()
    for section in entry.iterfind("langSet"):
        for tig in section.iterfind("tig"):
            status = tig.findtext("termNote[@type='administrativeStatus']", "")
            never = status == "deprecatedTerm-admn-sts"
            (forbidden if never else forms)[CODES[section.get(xml_files.LANGUAGE)]].append(tig.findtext("term"))
            statuses |= set() if never else {status}
    known = {"preferredTerm-admn-sts": "preferred", "admittedTerm-admn-sts": "admitted", "": "unchecked"}
    (status,) = {known[status] for status in statuses} - ({"admitted"} if len(statuses) > 1 else set())
    tuples = [{code: tuple(texts) for code, texts in found.items()} for found in (forms, forbidden)]
    return Term(
        entry.get("id").removeprefix("c-"), tuples[0], TermStatus(status), tuples[1], entry.findtext("note", "")
    )


def test_nothing_of_a_glossary_is_lost(tmp_path: Path) -> None:
    tbx.write(bundles.bundle(), tmp_path / "a.tbx")
    assert read(tmp_path / "a.tbx") == list(bundles.GLOSSARY.terms)


words = st.lists(bundles.texts, min_size=1, max_size=3, unique=True).map(tuple)


@given(
    forms=st.dictionaries(st.sampled_from(["en", "zh", "ru"]), words, min_size=1),
    forbidden=st.dictionaries(st.sampled_from(["en", "zh", "ru"]), words),
    status=st.sampled_from(list(TermStatus)),
    note=st.one_of(st.just(""), bundles.texts),
)
def test_no_term_variant_status_or_note_is_lost(
    tmp_path_factory: pytest.TempPathFactory, forms: dict, forbidden: dict, status: TermStatus, note: str
) -> None:
    path = tmp_path_factory.mktemp("tbx") / "a.tbx"
    term = Term("book", forms, status, forbidden, note)
    tbx.write(bundles.bundle(glossary=Glossary(Path("g.csv"), (term,))), path)
    assert read(path) == [term]


def test_translate_toolkit_reads_it(tmp_path: Path) -> None:
    tbx.write(bundles.bundle(), tmp_path / "a.tbx")
    store = toolkit.tbxfile.parsestring((tmp_path / "a.tbx").read_bytes(), "en", "zh-Hans")
    first, second = store.units[:2]
    assert (first.getid(), first.source, first.target) == ("c-book", "book", "书")
    assert (second.source, second.target) == ("loan", "借书")
    assert len(store.units) == len(bundles.GLOSSARY.terms)


def test_statuses_are_those_of_the_standard(tmp_path: Path) -> None:
    """ISO 30042:2008, TBX-Basic: administrativeStatus is one of four."""
    tbx.write(bundles.bundle(), tmp_path / "a.tbx")
    text = (tmp_path / "a.tbx").read_text("utf-8")
    root = etree.fromstring(text.encode())
    statuses = {note.text for note in root.iter("termNote")}
    assert statuses == {f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated")}
    assert (root.tag, root.get("type")) == ("martif", "TBX-Basic")
    tbx.write(bundles.bundle(), tmp_path / "a.tbx")
    assert (tmp_path / "a.tbx").read_text("utf-8") == text


def test_no_terms_are_told(tmp_path: Path) -> None:
    empty = Glossary(Path("translations/glossary.csv"))
    with pytest.raises(SourceError, match=r"glossary.csv: error G001: there are no terms to write"):
        tbx.write(bundles.bundle(glossary=empty), tmp_path / "a.tbx")
    assert not list(tmp_path.iterdir())


def test_a_control_character_is_named(tmp_path: Path) -> None:
    glossary = Glossary(Path("g.csv"), (Term("book", {"en": ("bo\x02ok",)}),))
    with pytest.raises(SourceError, match=r"S015: book holds U\+0002"):
        tbx.write(bundles.bundle(glossary=glossary), tmp_path / "a.tbx")
