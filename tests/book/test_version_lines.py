"""The last lines of an imprint."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from commandline import PROJECT

from press import pandoc
from press.book.version_lines import lines
from press.content.publication import read_publication
from press.model.book import Fragment
from press.model.interface import Words

MINIMAL = PROJECT / "tests/fixtures/minimal"
COMMIT = "3f786850e387550fdab836ed7e6dc881de23001b"
ADDRESS = "https://books.example.org/-releases--of/ours"
RUSSIAN = {
    "Version {version}, {date}": "Версия {version}, {date}",
    "Source files: commit {commit}": "Исходные файлы: коммит {commit}",
    "Checksums: {address}": "{address} (контрольные суммы)",
}


def made(code: str, words: dict[str, str], root: Path = MINIMAL, **more: Any) -> tuple[list[str], Fragment]:
    """The lines, and what is proved of them."""
    publication = replace(read_publication(root), version="1.1", **more)
    [block], fragment = lines(publication, publication.language(code), Words(words))
    rows: list[list[Any]] = [[]]
    for node in block["c"][1][0]["c"]:
        if node["t"] == "LineBreak":
            rows.append([])
        else:
            rows[-1].append(node)
    return [" ".join(pandoc.plain(row).split()) for row in rows], fragment  # spaces are those that typography set


def test_a_draft_tells_version_and_date() -> None:
    assert made("en", {}, releases=ADDRESS)[0] == ["Version 1.1, 29 February 2024"]


def test_a_release_tells_its_commit_whole_and_where_checksums_are() -> None:
    found, fragment = made("en", {}, commit=COMMIT, releases=ADDRESS)
    assert found == ["Version 1.1, 29 February 2024", f"Source files: commit {COMMIT}", f"Checksums: {ADDRESS}"]
    assert list(fragment.runs) == found


def test_without_an_address_none_is_told() -> None:
    assert made("en", {}, commit=COMMIT)[0][1:] == [f"Source files: commit {COMMIT}"]


def test_a_language_says_it_in_its_own_order() -> None:
    found, _ = made("ru", RUSSIAN, commit=COMMIT, releases=ADDRESS)
    assert found == [
        "Версия 1.1, 29 февраля 2024 г.",
        f"Исходные файлы: коммит {COMMIT}",
        f"{ADDRESS} (контрольные суммы)",
    ]


def test_commit_and_address_may_break_anywhere_and_have_no_hyphens() -> None:
    publication = replace(read_publication(MINIMAL), commit=COMMIT, releases=ADDRESS)
    [block], _ = lines(publication, publication.language("en"), Words())
    kept = [node for node in pandoc.walk(block) if node["t"] in ("Span", "Link") and pandoc.ADDRESS in node["c"][0][1]]
    assert [pandoc.plain(node) for node in kept] == [COMMIT, ADDRESS]
    assert any(node["t"] == "Code" for node in pandoc.walk(kept[0]))
    assert kept[1]["c"][2][0] == ADDRESS
