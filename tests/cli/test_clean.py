"""`./whitepaper clean` removes what was made and named, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commandline import whitepaper


@pytest.fixture
def listed(publication: Path) -> Path:
    """The build/ of a publication of which nothing but the list was asked for."""
    whitepaper("list", "--publication", publication)
    return publication / "build"


def test_what_it_did_not_make_stays(publication: Path) -> None:
    build = publication / "build"
    build.mkdir()
    (build / "mine.txt").write_text("mine")
    assert whitepaper("clean", "--publication", publication).returncode == 2
    assert (build / "mine.txt").exists()


def test_it_removes_all(listed: Path) -> None:
    assert (listed / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    for _ in range(2):
        assert whitepaper("clean", "--publication", listed.parent).returncode == 0
        assert not listed.exists()


def test_it_follows_no_link(publication: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "CACHEDIR.TAG").touch()
    (publication / "build").symlink_to(other)
    assert whitepaper("clean", "--publication", publication).returncode == 2
    assert (other / "CACHEDIR.TAG").exists()


def test_what_is_no_edition_is_a_mistake_of_usage(listed: Path) -> None:
    before = sorted(listed.rglob("[!.]*"))
    for word in ("pfd:zh", "action", "check"):
        result = whitepaper("clean", word, "--publication", listed.parent)
        assert result.returncode == 2, word
        assert "there is no edition" in result.stderr
    assert sorted(listed.rglob("[!.]*")) == before


def test_it_removes_the_editions_that_are_named(listed: Path) -> None:
    editions = listed / "editions"
    made = ["site/zh/index.html", "site/zh/fonts/a.woff2", "site/en/index.html", "site/index.html"]
    made += [f"reading-room-{name}.pdf" for name in ("zh", "en", "zh-booklet", "zh-2up", "zh-print")]
    for name in made:
        (editions / name).parent.mkdir(parents=True, exist_ok=True)
        (editions / name).touch()
    result = whitepaper("clean", "site:zh", "booklet", "pdf:zh", "--publication", listed.parent)
    assert (result.returncode, result.stderr) == (0, "")
    gone = {"site/zh/index.html", "site/zh/fonts/a.woff2"}
    gone |= {"reading-room-zh.pdf", "reading-room-zh-booklet.pdf", "reading-room-zh-2up.pdf"}
    left = {path.relative_to(editions).as_posix() for path in editions.rglob("*") if path.is_file()}
    assert left == set(made) - gone
    assert not (editions / "site/zh").exists()
    assert result.stdout.splitlines() == [
        *("site:zh is removed", "pdf:zh is removed", "booklet:en was not built", "booklet:zh is removed"),
        "booklet:ru was not built",
    ]


PAGE = (("editions/reading-room-", "html"), ("made/page/", "json"))


def test_what_nothing_else_is_made_of_goes_too(listed: Path) -> None:
    alone = {"text/zh/the-house.json", "book/zh.json"}
    pages = {f"{name}{code}.{end}" for code in ("zh", "ru") for name, end in PAGE}
    shared = {"text/ru/the-house.json", "book/ru.json", "source/the-house.json", "translations/status.html"}
    made = {*alone, *pages, *shared, "editions/reading-room-ru.epub"}
    for name in made:
        (listed / name).parent.mkdir(parents=True, exist_ok=True)
        (listed / name).write_text("{}")
    result = whitepaper("clean", "page", "-v", "--publication", listed.parent)
    assert {name for name in made if not (listed / name).exists()} == alone | pages
    assert "text:zh:the-house: build/text/zh/the-house.json\n" in result.stdout
    assert result.stdout.endswith("and what nothing else was made of: 2 files of build/\n")
    assert whitepaper("clean", "-q", "--publication", listed.parent).stdout == ""


def test_the_whole_of_build_only_when_nothing_is_named(listed: Path) -> None:
    shutil.copy(listed / "CACHEDIR.TAG", listed / "precious")
    assert whitepaper("clean", "pdf:zh", "--publication", listed.parent).returncode == 0
    assert (listed / "precious").exists()
