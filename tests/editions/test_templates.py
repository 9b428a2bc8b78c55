"""Templates: a publication's own stand first; words are localised; what fails says where."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from press.diagnostics import Diagnostic, EngineError
from press.editions import bounded, templates
from press.project import PROJECT, TEMPLATES


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


def refused(root: Path, source: str, name: str = "x.html.j2", **values: object) -> Diagnostic:
    (root / "templates").joinpath(name).parent.mkdir(parents=True, exist_ok=True)
    (root / "templates" / name).write_text(source)
    with pytest.raises(EngineError) as caught:
        templates.render(templates.environment(root, {}), name, **values)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


@pytest.mark.parametrize(
    "source",
    [
        "{{ it.path }}",
        "{{ it.path.joinpath('x').write_text('x') }}",
        "{{ it.inner[0].path }}",
        "{{ it['path'] }}",
        "{{ it|attr('path') }}",
        "{{ [it]|map(attribute='path')|first }}",
        "{{ '{0.path}'.format(it) }}",
        "{{ it._of.path }}",
        "{{ it|attr('_of') }}",
        "{{ '{0._of}'.format(it) }}",
        "{{ ('{0._of}'|markup).format(it) }}",
        "{{ [it]|sum(attribute='_of') }}",
        "{{ it.method() }}",
        "{{ _._function }}",
        "{{ _.__globals__ }}",
        "{{ self.__init__ }}",
        "{% for a in (1,) %}{{ loop._iterable }}{% endfor %}",
        "{{ lipsum.__globals__ }}",
        "{{ (1, 2)|random }}",
    ],
)
def test_no_path_no_method_and_no_module_is_reached(tmp_path: Path, source: str) -> None:
    @dataclass(frozen=True)
    class Thing:
        path: Path = tmp_path
        inner: tuple[object, ...] = ()

        def method(self) -> str:
            raise AssertionError

    found = refused(tmp_path, f"\n{source}", it=Thing(inner=(Thing(),)))
    assert found.code == "W001"
    assert str(found.location) == f"{tmp_path}/templates/x.html.j2:2"


def test_what_is_printed_names_no_place_in_memory(tmp_path: Path) -> None:
    assert "<_>" not in refused(tmp_path, "{{ range }}").message
    assert "can't be printed" in refused(tmp_path, "{{ (1,)|map('string') }}").message


@pytest.mark.parametrize(
    "tag",
    ["include '../x'", "include '/etc/hostname'", "import '../x' as y", "extends 'a/../../x'", "include ['..\\\\x']"],
)
def test_no_name_leads_out_of_the_templates(tmp_path: Path, tag: str) -> None:
    found = refused(tmp_path, f"\n\n{{% {tag} %}}")
    assert (found.code, str(found.location)) == ("C008", f"{tmp_path}/templates/x.html.j2:3")


def test_a_name_outside_is_told_also_where_a_missing_one_is_no_matter(tmp_path: Path) -> None:
    assert refused(tmp_path, "{% include '../x' ignore missing %}").code == "C008"


ENDLESS = {
    "loops": ("{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}", "seconds"),
    "macros": ("{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(60) }}", "seconds"),
    "product": ("{{ 'a' * 10**10 }}", "memory"),
    "doubling": ("{% set n = namespace(a='x') %}{% for i in range(50) %}{% set n.a = n.a*2 %}{% endfor %}", "memory"),
    "filter": ("{{ 'a'|center(10**9) }}", "memory"),
    "percent": ("{{ '%1000000000d' % 1 }}", "memory"),
    "format": ("{{ '{:>999999999}'.format(1) }}", "memory"),
    "method": ("{{ ('x' * 100000).join(range(100000)|map('string')) }}", "memory"),
    "bytes": ("{{ (1).to_bytes(10**10, 'big') }}", "memory"),
    "power": ("{{ 10 ** (10 ** 9) }}", "power"),
    "written": ("{% for i in range(100000) %}<p>word</p>{% endfor %}", "writes more"),
    "itself": ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "calls itself"),
    "included": ("{% include 'x.html.j2' %}", "calls itself"),
    "brackets": ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "nested too deep"),
    "sum": ("{{ " + "+".join(["1"] * 20000) + " }}", "nested too deep"),
    "blocks": ("{% if 1 %}" * 300 + "{% endif %}" * 300, "nested too deep"),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_each_ends_at_its_line(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 1)
    source, said = ENDLESS[name]
    found = refused(tmp_path, f"\n\n{source}")
    assert (found.code, str(found.location)) == ("W001", f"{tmp_path}/templates/x.html.j2:3")
    assert said in found.message
    assert found.hint


def test_what_would_not_hear_is_told_at_its_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise bounded.EndedError

    monkeypatch.setattr(bounded, "bounded", gone)
    assert str(refused(tmp_path, "x").location) == f"{tmp_path}/templates/x.html.j2"


def test_it_is_told_at_a_line_of_its_own_even_if_ours_does_it(tmp_path: Path) -> None:
    source = "{% from 'cover/front.html.j2' import ornament %}\n{{ ornament('a' * 10**10, 1, 1) }}"
    assert str(refused(tmp_path, source).location) == f"{tmp_path}/templates/x.html.j2:2"


def test_more_is_written_where_more_is_given(tmp_path: Path) -> None:
    text = "word " * 500_000
    assert len(rendered(tmp_path, "{{ text }}{{ text|upper }}", text=text)) == 2 * len(text)


def test_its_own_have_nothing_fetched(tmp_path: Path) -> None:
    found = refused(tmp_path, "<p>\n<img src='https://e.example/a.png'>")
    assert (found.code, str(found.location)) == ("P004", f"{tmp_path}/templates/x.html.j2:2")
    assert "https://e.example/a.png" in found.message
    page = "<html>\n<head>\n</head></html>"
    assert str(refused(tmp_path, page, "site/index.html.j2").location) == f"{tmp_path}/templates/site/index.html.j2:2"


def test_its_own_nest_no_deeper_than_can_be_set(tmp_path: Path) -> None:
    found = refused(tmp_path, f"<p>a\n{'<div>' * 200}b")
    assert (found.code, str(found.location)) == ("W001", f"{tmp_path}/templates/x.html.j2:2")
    assert rendered(tmp_path, "<div>" * 100 + "b")


def test_what_we_give_may_be_an_address(tmp_path: Path) -> None:
    source = '<p style="background: url({{ fold }})">'
    assert rendered(tmp_path, source, fold="file:///fold.svg") == '<p style="background: url(file:///fold.svg)">'


def test_ours_are_filled_in_this_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(bounded, "bounded")
    assert templates.render(templates.environment(tmp_path, {}), "site/site.js")
    assert templates.render(templates.environment(PROJECT, {}), "site/site.js")
