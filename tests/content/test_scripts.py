"""Which scripts the files of a publication ask for before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.content.scripts import packages, scripts


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [
        ("content/a.md", "Plain 公约 “x” Право", []),
        ("content/a.md", "The name བོད stands here.", ["Tibetan"]),
        ("content/a.md", "A reference of HTML: &#x0F56;", ["Tibetan"]),
        ("content/data/a.yaml", 'name: "\\u0F56"', ["Tibetan"]),
        ("content/a.md", "[直]{lang=ja}", ["Japanese"]),
        ("content/a.md", '<span lang="zh-Hant">直</span>', ["Traditional Chinese"]),
        ("content/publication.yaml", "languages: [en, ko]\ntitle: {ko: 直}", ["Korean"]),
        ("content/publication.yaml", "languages:\n  - en\n  - ja\ntitle: {ja: 直}", ["Japanese"]),
        ("content/a.md", "[Tokyo]{lang=ja}", []),
        ("content/a.md", "直 (ja)", []),
        ("translations/ru/a.po", 'msgstr "한국"', ["Korean"]),
        ("templates/css/pdf-own.css.j2", 'content: "\\2691 ⚖"', ["Symbols"]),
        ("content/a.png", "བོད", []),
        ("build/a.md", "བོད", []),
    ],
)
def test_scripts_that_files_ask_for(tmp_path: Path, name: str, text: str, rows: list[str]) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    assert [row.name for row in scripts(tmp_path)] == rows


def test_packages_of_a_script_are_those_of_its_faces(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("हिन्दी", "utf-8")
    assert sorted(packages(tmp_path)) == ["noto-sans-devanagari", "noto-serif-devanagari"]
    assert packages(tmp_path / "nowhere") == []
