"""Templates: a publication's own stand first; words are localised; what fails says where."""

from pathlib import Path

import pytest

from press.diagnostics import EngineError
from press.editions import templates
from press.project import TEMPLATES


def rendered(root: Path, source: str, words: dict[str, str] | None = None, **values: object) -> str:
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/x.html.j2").write_text(source)
    return templates.render(templates.environment(root, words or {}), "x.html.j2", **values)


def test_words_are_localised_and_missing_ones_stay_english(tmp_path: Path) -> None:
    source = '{{ _("Contents") }} {{ _("Next") }} {{ _("Note") }}'
    assert rendered(tmp_path, source, {"Contents": "目录", "Note": ""}) == "目录 Next Note"


def test_values_are_escaped_and_markup_is_not(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ a }}{{ b|markup }}", a='<"', b="<p>") == "&lt;&#34;<p>"


def test_a_publication_has_its_own_templates_before_ours(tmp_path: Path) -> None:
    (tmp_path / "templates/site").mkdir(parents=True)
    (tmp_path / "templates/site/site.js").write_text("own")
    assert templates.render(templates.environment(tmp_path, {}), "site/site.js") == "own"
    assert templates.render(templates.environment(tmp_path / "none", {}), "site/site.js") != "own"


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("a\n{{ nothing }}", 2, "'nothing' is undefined"),
        ("a\nb\n{% if %}", 3, "Expected an expression"),
        ("{{ ''.__class__ }}", 1, "unsafe"),
        ("\n{{ 1 / 0 }}", 2, "ZeroDivisionError"),
        ('\n{% include "nowhere.j2" %}', 2, "nowhere.j2"),
    ],
)
def test_what_fails_says_where(tmp_path: Path, source: str, line: int, said: str) -> None:
    with pytest.raises(EngineError) as caught:
        rendered(tmp_path, source)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "W001"
    assert str(diagnostic.location) == f"{tmp_path}/templates/x.html.j2:{line}"
    assert said in diagnostic.message


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"W001: .*none\.j2"):
        templates.render(templates.environment(tmp_path, {}), "none.j2")


def test_templates_cannot_change_what_they_are_given(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="W001"):
        rendered(tmp_path, "{{ a.append(1) }}", a=[])


def test_what_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/inner.j2").write_bytes(b"a\nb\ncaf\xe9\n")
    with pytest.raises(EngineError) as caught:
        rendered(tmp_path, '{% include "inner.j2" %}')
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "W001"
    assert str(diagnostic.location) == f"{tmp_path}/templates/inner.j2:3"


@pytest.mark.parametrize("sheet", ["web", "epub", "pdf"])
def test_a_publication_adds_rules_to_a_style_sheet(tmp_path: Path, sheet: str) -> None:
    end = (TEMPLATES / f"css/{sheet}.css.j2").read_text("utf-8").rpartition("{#")[2].partition("#}")[2]
    (tmp_path / "templates/css").mkdir(parents=True)
    assert rendered(tmp_path, end).strip() == ""
    (tmp_path / f"templates/css/{sheet}-own.css.j2").write_text(".verse { font-style: italic; }")
    assert rendered(tmp_path, end).strip() == ".verse { font-style: italic; }"
