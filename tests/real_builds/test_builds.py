"""Real builds: whole, the same everywhere, only what changed, and nothing half-written whatever happens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from workshop import LANGUAGES, USER, Built

FORMATS = ("site", "page", "epub", "pdf", "print", "cover", "booklet")
ENDINGS = (".html", ".epub", ".pdf", "-print.pdf", "-cover.pdf", "-booklet.pdf", "-2up.pdf")


def of_language(code: str, name: str) -> bool:
    return name.startswith(f"site/{code}/") or name.startswith((f"reading-room-{code}.", f"reading-room-{code}-"))


def differing(one: Built, other: Built) -> set[str]:
    return {name for name in one.sums.keys() | other.sums.keys() if one.sums.get(name) != other.sums.get(name)}


def test_every_edition_in_every_language(built: Built) -> None:
    assert "21 editions in" in built.said
    for code in LANGUAGES:
        assert [name for name in ENDINGS if not (built.editions / f"reading-room-{code}{name}").is_file()] == []
        assert len(built.pages(code)) == 7
    assert (built.editions / "site/index.html").is_file()


def test_nothing_else_is_left_among_the_editions(built: Built) -> None:
    files = {f"reading-room-{code}{ending}" for code in LANGUAGES for ending in ENDINGS}
    assert {path.name for path in built.editions.iterdir()} == {"site", *files}
    assert {path.name for path in (built.editions / "site").iterdir()} == {"index.html", *LANGUAGES}


def test_nothing_is_written_outside_the_publications_build(built: Built) -> None:
    assert {path.name for path in built.root.iterdir()} == {"content", "translations", "build"}
    home = built.root.parent / f"home-{USER}"
    assert [str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()] == []


def test_a_killed_build_leaves_nothing_half_written(built: Built, story: dict[str, Any]) -> None:
    left = story["left"].items()
    whole = {name: digest for name, digest in left if not any(part.startswith(".") for part in Path(name).parts)}
    assert 0 < len(whole) < len(built.sums)
    assert whole.items() <= built.sums.items()


def test_the_same_bytes_in_another_folder_zone_and_locale_and_after_a_kill(
    built: Built, story: dict[str, Any]
) -> None:
    assert story["second"].status == 0, story["second"].said
    assert differing(built, story["second"]) == set()


def test_a_second_run_does_nothing(story: dict[str, Any]) -> None:
    assert story["nothing new"].status == 0
    assert "[" not in story["nothing new"].said
    assert differing(story["second"], story["nothing new"]) == set()


def test_an_edit_of_a_translation_rebuilds_its_language_alone(story: dict[str, Any]) -> None:
    before, after = story["nothing new"], story["translation edited"]
    changed = differing(before, after)
    assert {"reading-room-ru.html", "reading-room-ru.epub", "reading-room-ru.pdf", "site/ru/borrowing.html"} <= changed
    assert {name for name in changed if not of_language("ru", name)} == set()
    steps = [line.split()[1] for line in after.said.splitlines() if line.startswith("[")]
    assert [step for step in steps if "ru" not in step.split(":")] == ["status"]


def test_an_edit_of_a_chapter_rebuilds_every_language(story: dict[str, Any]) -> None:
    pages = {f"reading-room-{code}.html" for code in LANGUAGES}
    assert pages <= differing(story["nothing new"], story["chapter edited"])
    state = {row["edition"]: row["state"] for row in json.loads(story["state"])}
    others = [f"{name}:{code}" for name in FORMATS if name not in ("page", "booklet") for code in LANGUAGES]
    assert [state[name] for name in others] == ["out of date"] * len(others)


@pytest.mark.parametrize(
    ("mistake", "place", "code"),
    [
        ("mistake in a catalog", "translations/ru/borrowing.po:9", "T002"),
        ("mistake in a chapter", "content/chapters/borrowing.md:3", "R001"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_changes_nothing(
    story: dict[str, Any], mistake: str, place: str, code: str
) -> None:
    failed = story[mistake]
    assert failed.status != 0
    told = failed.said + failed.errors
    assert place in told
    assert f"error {code}" in told
    assert "Traceback" not in told
    assert differing(story["translation edited"], failed) == set()


def test_a_release_of_what_is_complete_is_made(story: dict[str, Any]) -> None:
    made = story["complete release"]
    assert made.status == 0, made.errors
    assert "draft" not in made.said + made.errors


def test_a_release_names_what_is_not_translated_and_makes_nothing(story: dict[str, Any]) -> None:
    refused = story["release"]
    assert refused.status != 0
    told = refused.said + refused.errors
    assert "term-l2lceaa4 has no translation" in told
    assert "translations/ru/the-house.po:" in told
    assert differing(story["translation edited"], refused) == set()
