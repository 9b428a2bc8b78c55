"""Fonts: rules, subsets that are small and always the same, characters that no face has."""

import io
from dataclasses import replace
from pathlib import Path

import webbooks
from fontTools.ttLib import TTFont

from press.editions import fonts
from press.editions.html import fonts as web_fonts
from press.languages.registry import LANGUAGES
from press.model.fonts import FACES, LATIN_IN_CHINESE, SANS, SCRIPTS, SERIF, SERIF_SC

MODULES = webbooks.MODULES
ROW = {(face.family, face.weight, face.style): face for face in FACES}


def test_local_rules_name_every_face_by_its_file() -> None:
    rules = fonts.css_local(MODULES, LANGUAGES["en"])
    assert rules.count("@font-face") == len(FACES)
    assert (MODULES / ROW[SERIF, 400, "italic"].file).as_uri() in rules
    assert "unicode-range" not in rules


def test_in_chinese_the_latin_faces_are_kept_to_their_letters_and_are_there_whole_as_well() -> None:
    rules = fonts.css_local(MODULES, LANGUAGES["zh-Hans"]).splitlines()
    kept = [rule for rule in rules if LATIN_IN_CHINESE in rule]
    assert {rule.split('"')[1] for rule in kept} == {SERIF, SANS}
    assert {rule.split('"')[1] for rule in rules if "Latin" in rule} == {f"{SERIF} Latin", f"{SANS} Latin"}


def test_a_subset_holds_its_characters_and_its_features_and_is_always_the_same() -> None:
    data = fonts.subset(ROW[SERIF, 400, "normal"], MODULES, frozenset("Право fi 123"))
    fonts.subset.cache_clear()
    assert data == fonts.subset(ROW[SERIF, 400, "normal"], MODULES, frozenset("321 if оварП"))
    assert len(data) < 12_000
    with TTFont(io.BytesIO(data)) as font:
        assert set(font.getBestCmap()) == set(map(ord, "Право fi123"))
        features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        assert {"smcp", "onum", "tnum"} <= features
        assert font["name"].getDebugName(13)


def test_chinese_punctuation_keeps_its_spacing() -> None:
    with TTFont(io.BytesIO(fonts.subset(ROW[SERIF_SC, 400, "normal"], MODULES, frozenset("《公约》，。")))) as font:
        tags = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert "chws" in tags


def test_a_page_gets_the_faces_that_it_uses_and_no_more() -> None:
    faces = web_fonts.subsets(["<main><p>Plain <em>slanted</em></p></main>"], LANGUAGES["en"], MODULES)
    assert {(face.family, face.weight, face.style) for face in faces} == {
        (SERIF, 400, "normal"),
        (SERIF, 400, "italic"),
    }


def test_bold_faces_get_the_bold_characters_alone() -> None:
    asked = web_fonts.characters(["<h2>标题</h2><p>正文<em>重点</em></p><script>脚本</script>"], LANGUAGES["zh-Hans"])
    assert asked[ROW[SERIF_SC, 400, "normal"]] == set("标题正文重点")
    assert asked[ROW[SERIF_SC, 600, "normal"]] == set("标题重点")


def test_letters_fall_to_one_family_and_marks_to_that_of_each_script() -> None:
    faces = web_fonts.subsets(["<p>The treaty “公约” of 2001</p>"], LANGUAGES["en"], MODULES)
    with TTFont(io.BytesIO(faces[ROW[SERIF_SC, 400, "normal"]])) as font:
        assert set(font.getBestCmap()) == set(map(ord, "“公约”"))
    with TTFont(io.BytesIO(faces[ROW[SERIF, 400, "normal"]])) as font:
        assert set(map(ord, "The“”2001")) <= set(font.getBestCmap())


def test_without_chinese_marks_are_no_reason_for_a_chinese_face() -> None:
    faces = web_fonts.subsets(["<p>The “treaty” … of 2001 — Ω</p>"], LANGUAGES["en"], MODULES)
    assert {face.family for face in faces} == {SERIF}


def test_the_faces_are_there() -> None:
    assert all(Path(MODULES / face.file).is_file() for face in FACES)


ROWS = {row.name: row for row in SCRIPTS}
TRADITIONAL = replace(LANGUAGES["zh-Hans"], code="zh-Hant", tag="zh-Hant")
LISTED = 'p { font-family: "Press Serif", "Press Serif SC"; } th { font: 600 8pt "Press Sans", "Press Sans SC"; }'


def characters(data: bytes) -> set[str]:
    with TTFont(io.BytesIO(data)) as font:
        return set(map(chr, font.getBestCmap()))


def test_lists_of_families_go_on_with_those_of_other_scripts_and_faces_keep_their_name() -> None:
    face = '@font-face { font-family: "Press Serif SC"; }'
    sheet = fonts.stacked(f"{face} {LISTED}", [ROWS["Arabic"]], LANGUAGES["en"])
    assert sheet.startswith(face)
    assert '"Press Serif", "Press Serif SC", "Press Serif Arabic";' in sheet
    assert '"Press Sans", "Press Sans SC", "Press Sans Arabic";' in sheet
    assert fonts.stacked(LISTED, (), LANGUAGES["en"]) == LISTED


def test_passages_in_a_language_with_faces_of_its_own_have_them_before_the_chinese_ones() -> None:
    sheet = fonts.stacked(LISTED, [ROWS["Japanese"], ROWS["Tibetan"]], LANGUAGES["zh-Hans"])
    assert 'p:is(:lang(ja)), p :is(:lang(ja)) { font-family: "Press Serif", "Press Serif Japanese", "Press' in sheet
    assert '"Press Sans", "Press Sans Japanese", "Press Sans SC", "Press Serif Tibetan"' in sheet


def test_a_web_sheet_names_its_lists_once_and_passages_have_their_own_all_the_same() -> None:
    sheet = ':root { --serif: "Press Serif", "Press Serif SC", serif; } body { font: 1rem var(--serif); }'
    added = fonts.stacked(sheet, [ROWS["Korean"]], LANGUAGES["en"]).splitlines()[-1]
    assert added.startswith("body:is(:lang(ko)), body :is(:lang(ko)) {")
    assert '"Press Serif Korean", "Press Serif SC", serif' in added


def test_letters_of_a_script_get_its_own_face_and_leave_digits_to_the_latin_one() -> None:
    faces = web_fonts.subsets(["<p>Names <b>ئۇيغۇر 12</b> བོད་</p>"], LANGUAGES["en"], MODULES)
    cut = {(face.family, face.weight): characters(data) for face, data in faces.items()}
    assert cut["Press Serif Arabic", 600] == set("ئۇيغۇر")
    assert cut["Press Serif Tibetan", 400] == set("བོད་")
    assert ("Press Serif Tibetan", 600) not in cut


def test_arabic_letters_keep_the_forms_that_they_have_in_a_word() -> None:
    faces = web_fonts.subsets(["<p>ئۇيغۇر</p>"], LANGUAGES["en"], MODULES)
    data = next(data for face, data in faces.items() if face.family == "Press Serif Arabic")
    with TTFont(io.BytesIO(data)) as font:
        assert {"init", "medi", "fina"} <= {row.FeatureTag for row in font["GSUB"].table.FeatureList.FeatureRecord}


def test_ideographs_follow_the_language_of_their_passage() -> None:
    html = '<p>公约 <span lang="ja">直</span> <i lang="zh-TW">直</i></p>'
    faces = web_fonts.subsets([html], LANGUAGES["en"], MODULES)
    cut = {face.family: characters(data) for face, data in faces.items() if face.weight == 400}
    assert cut["Press Serif SC"] == set("公约")
    assert cut["Press Serif Japanese"] == cut["Press Serif Traditional Chinese"] == {"直"}


def test_rows_are_found_in_html_by_characters_and_by_language() -> None:
    html = '<p>A ☒ <span lang="ja">直</span><br> 直 ᠮ</p>'
    assert [row.name for row in fonts.rows_of([html], LANGUAGES["en"])] == ["Mongolian", "Japanese", "Further Symbols"]
    assert fonts.rows_of(["<p>Право 公约 “x” — 1</p>"], LANGUAGES["zh-Hans"]) == ()


def test_an_emoji_of_several_stays_one() -> None:
    faces = web_fonts.subsets(["<p>👩\u200d👩\u200d👧</p>"], LANGUAGES["en"], MODULES)
    data = next(data for face, data in faces.items() if face.family == "Press Sans Emoji")
    assert characters(data) == set("👩\u200d👧")
    with TTFont(io.BytesIO(data)) as font:
        assert font["GSUB"].table.LookupList.Lookup


def test_of_a_page_of_html_the_style_sheet_is_meant() -> None:
    page = f"<style>{LISTED}</style><p>{{ p }}</p>"
    made = fonts.stacked(page, [ROWS["Japanese"]], LANGUAGES["en"])
    assert made.endswith("}</style><p>{ p }</p>")
    assert made.count(":lang(ja)") == 4


def test_a_document_in_a_language_with_own_faces_has_them_first_and_simplified_passages_their_own() -> None:
    sheet = fonts.stacked(LISTED, [ROWS["Traditional Chinese"]], TRADITIONAL)
    own, *_, added = sheet.splitlines()
    assert '"Press Serif", "Press Serif Traditional Chinese", "Press Serif SC";' in own
    assert ":lang(zh-Hans)" in added
    assert '"Press Sans SC", "Press Sans Traditional Chinese"' in added
