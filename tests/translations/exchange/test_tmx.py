"""Translation memories."""

from __future__ import annotations

import io
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import bundles
import pytest
from bundles import FUZZY, MISSING, REVIEWED, TRANSLATED
from hypothesis import given
from lxml import etree
from translate.storage import tmx as toolkit

from press.diagnostics import SourceError
from press.translations.exchange import tmx
from press.translations.exchange.units import Incoming, Returned, Unit


@pytest.fixture
def written(tmp_path: Path) -> Path:
    tmx.write(bundles.bundle(), tmp_path / "a.tmx")
    return tmp_path / "a.tmx"


def edited(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


def foreign(path: Path, body: str, header: str = 'srclang="EN-GB"') -> Path:
    path.write_text(f'<tmx version="1.4"><header {header}/><body>\n{body}</body></tmx>', "utf-8")
    return path


def entry(source: str, *targets: tuple[str, str], more: str = "") -> str:
    tuvs = "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in (("en-gb", source), *targets))
    return f"<tu>{more}{tuvs}</tu>\n"


@pytest.mark.parametrize("codes", [True, False])
def test_what_is_translated_comes_back(tmp_path: Path, codes: bool) -> None:
    bundle = bundles.of_two_languages()
    tmx.write(bundle, tmp_path / "a.tmx", codes)
    returned = tmx.read(tmp_path / "a.tmx")
    assert (returned.identifier, returned.language) == (bundles.IDENTIFIER, "zh-Hans")
    assert bundles.got(returned, TRANSLATED) == bundles.expected(bundle, TRANSLATED, REVIEWED)
    assert [unit.comments for unit in returned.units if unit.id == "p-1"] == [("ask the reader", "twice"), ()]
    assert [unit.place for unit in returned.units] == sorted({unit.place for unit in returned.units})


@given(source=bundles.texts, target=bundles.texts)
def test_no_character_is_lost(source: str, target: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.tmx"
        tmx.write(bundles.bundle(Unit("p-1", "p", source, target, TRANSLATED)), path)
        assert bundles.pairs(tmx.read(path).units) == {"p-1": (source, target)}
        store = toolkit.tmxfile.parsestring(path.read_bytes(), "en", "zh-Hans")
        assert [unit.getid() for unit in store.units] == ["borrowing/p-1"]


def test_translate_toolkit_reads_it(written: Path) -> None:
    store = toolkit.tmxfile.parsestring(written.read_bytes(), "en", "zh-Hans")
    plain = {unit.id: (unit.source, unit.target) for unit in bundles.UNITS if "  " not in unit.source}
    read = {unit.getid().removeprefix("borrowing/"): (unit.source, unit.target) for unit in store.units}
    assert len(read) == 9
    for name in ("h-1", "h-2", "p-1"):
        assert read[name] == plain[name]
    assert store.translate("Rules", "en", "zh-Hans") == "规则"


def test_it_says_nothing_of_who_and_when(written: Path) -> None:
    text = written.read_text("utf-8")
    assert not re.search(r"creationid|changeid|date", text)
    assert 'segtype="paragraph"' in text
    assert 'srclang="en"' in text
    assert '<tu tuid="borrowing/h-1" srclang="en">' in text
    tmx.write(bundles.bundle(), written)
    assert written.read_text("utf-8") == text


def test_it_obeys_the_dtd(written: Path) -> None:
    """The parts of tmx14.dtd that concern what we write."""
    dtd = """<!ELEMENT tmx (header, body)><!ATTLIST tmx version CDATA #FIXED "1.4"><!ELEMENT header (note|prop)*>
    <!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED srclang CDATA #REQUIRED
    segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
    datatype CDATA #REQUIRED><!ELEMENT body (tu*)><!ELEMENT tu ((note|prop)*, tuv+)>
    <!ATTLIST tu tuid CDATA #IMPLIED srclang CDATA #IMPLIED><!ELEMENT note (#PCDATA)><!ELEMENT prop (#PCDATA)>
    <!ATTLIST prop type CDATA #REQUIRED><!ELEMENT tuv (seg)><!ATTLIST tuv xml:lang CDATA #REQUIRED>
    <!ELEMENT seg (#PCDATA|ph)*><!ELEMENT ph (#PCDATA)><!ATTLIST ph x CDATA #IMPLIED>"""
    checked = etree.DTD(io.StringIO(dtd))
    assert checked.validate(etree.parse(written)), checked.error_log


def test_inline_codes_are_the_same_in_both_languages(written: Path) -> None:
    tu = next(tu for tu in etree.parse(written).iter("tu") if tu.get("tuid") == "borrowing/p-1")
    source, target = ({ph.get("x"): ph.text for ph in seg.iter("ph")} for seg in tu.iter("seg"))
    assert source == target
    assert {"[^1]", "`a <b>`", "**", "[@sec-a", "\\*"} <= set(source.values())


def test_originals_in_several_languages_are_told_apart(tmp_path: Path) -> None:
    tmx.write(bundles.of_two_languages(), tmp_path / "a.tmx")
    text = (tmp_path / "a.tmx").read_text("utf-8")
    assert 'srclang="*all*"' in text
    assert '<tu tuid="hours/p-1" srclang="ru">' in text


def test_a_tool_may_change_the_order_of_the_languages(written: Path) -> None:
    text = re.sub(
        r"(<tuv xml:lang=\"en\">.*?</tuv>)\n(<tuv .*?</tuv>)", r"\2\n\1", written.read_text("utf-8"), flags=re.S
    )
    written.write_text(text.replace("zh-Hans", "ZH-CN"), "utf-8")
    returned = tmx.read(written, "zh-Hans")
    assert returned.language == "zh-Hans"
    assert bundles.got(returned) == bundles.expected(bundles.bundle(), TRANSLATED, REVIEWED)


def test_a_memory_of_several_languages_needs_a_choice(tmp_path: Path) -> None:
    path = foreign(tmp_path / "a.tmx", entry("Book", ("ru", "Книга"), ("zh", "书")) + entry("Pen", ("ru", "Перо")))
    with pytest.raises(SourceError, match="X004: it holds translations into several languages: ru, zh"):
        tmx.read(path)
    assert bundles.pairs(tmx.read(path, "zh-Hans").units) == {"": ("Book", "书")}
    assert [unit.target for unit in tmx.read(path, "ru").units] == ["Книга", "Перо"]
    with pytest.raises(SourceError, match="X004: it holds translations into ru, zh, not en"):
        tmx.read(path, "en")


def test_the_tag_that_is_written_alike_comes_first(tmp_path: Path) -> None:
    path = foreign(tmp_path / "a.tmx", entry("Book", ("zh-Hant", "書"), ("zh-Hans", "书")))
    assert [unit.target for unit in tmx.read(path, "zh-Hans").units] == ["书"]


def test_segments_are_found_by_their_source(tmp_path: Path) -> None:
    body = entry("Rules", ("zh", "规则一")) + entry("Nowhere", ("zh", "无")) + entry("Three books.", ("zh", "三本书。"))
    returned = tmx.read(foreign(tmp_path / "a.tmx", body), "zh-Hans")
    assert {(unit.document, unit.id) for unit in returned.units} == {("", "")}
    found = tmx.resolved(returned, bundles.bundle())
    assert bundles.got(found) == {
        ("borrowing", "h-1"): ("Rules", "规则一"),
        ("borrowing", "h-2"): ("Rules", "规则一"),
        ("borrowing", "p-2"): ("Three books.", "三本书。"),
    }
    assert {unit.state for unit in found.units} == {TRANSLATED}


def test_what_has_an_id_is_not_overruled() -> None:
    own = Incoming("borrowing", "h-2", "Rules", "规章", TRANSLATED)
    others = [Incoming("", "", "Rules", text, TRANSLATED) for text in ("规则一", "规则二")]
    found = tmx.resolved(Returned("", "zh-Hans", (*others, own)), bundles.bundle())
    assert [(unit.id, unit.target, unit.state) for unit in found.units] == [
        ("h-2", "规章", TRANSLATED),
        ("h-1", "规则二", FUZZY),
    ]
    assert tmx.resolved(found, bundles.bundle()) == found


def test_ids_of_another_publication_are_not_ours(written: Path) -> None:
    text = written.read_text("utf-8").replace("</body>", entry("Pen", ("zh-Hans", "笔"), more=OTHER) + "</body>")
    written.write_text(text, "utf-8")
    *own, other = tmx.read(written).units
    assert all(unit.document == "borrowing" for unit in own)
    assert (other.document, other.id, other.source) == ("", "", "Pen")


OTHER = "".join(
    f'<prop type="x-{kind}">{value}</prop>'
    for kind, value in {"document": "borrowing", "id": "p-9", "publication": "urn:uuid:other"}.items()
)


def test_an_empty_translation_is_none(written: Path) -> None:
    edited(written, "<seg>规则</seg>", "<seg/>")
    assert next(unit for unit in tmx.read(written).units if unit.id == "h-1").state is MISSING


@pytest.mark.parametrize(
    ("old", "new", "code", "contains"),
    [
        ("<seg>规则</seg>", "", "X001", "a text has no <seg>"),
        (' xml:lang="zh-Hans"', "", "X001", "a text has no language"),
        ("<header", "<head", "X001", "it is no TMX file"),
        ("tmx version", "tmz version", "X001", "no well-formed XML"),
        (">[^1]</ph>", "/>", "X003", "a <ph> has lost the markup"),
    ],
)
def test_damage_is_refused(written: Path, old: str, new: str, code: str, contains: str) -> None:
    with pytest.raises(SourceError) as raised:
        tmx.read(edited(written, old, new))
    (found,) = raised.value.diagnostics
    assert found.code == code
    assert contains in found.message
    assert found.location.line > 1


def test_another_kind_of_xml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text("<xliff/>")
    with pytest.raises(SourceError, match=r"a.tmx:1: error X001: it is no TMX file"):
        tmx.read(tmp_path / "a.tmx")


def test_a_file_that_is_cut_off_anywhere_is_refused(written: Path) -> None:
    data = written.read_bytes()
    for end in range(0, len(data) - len("</tmx>\n"), 97):
        written.write_bytes(data[:end])
        with pytest.raises(SourceError, match="X001"):
            tmx.read(written)


def test_a_control_character_is_named_before_anything_is_written(tmp_path: Path) -> None:
    unit = replace(bundles.UNITS[0], target="规\x0b则")
    with pytest.raises(SourceError, match=r"S015: borrowing/h-1 holds U\+000B"):
        tmx.write(bundles.bundle(unit), tmp_path / "a.tmx")
    assert not list(tmp_path.iterdir())
