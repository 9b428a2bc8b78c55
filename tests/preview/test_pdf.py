"""Which PDF of a chapter is asked for: a new one when it would look otherwise, the same as long as it would not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from press.content.publication import read_publication
from press.preview import pdf
from press.preview.workbench import Workbench

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures/minimal"


def write(path: str, text: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")

    return change


def edit(path: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda root: (root / path).write_text((root / path).read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Callable[[], Any]]:
    root = tmp_path_factory.mktemp("preview") / "publication"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    write("modules/.package-lock.json", "{}")(root)
    bench = Workbench(read_publication(root))

    def key() -> Any:
        bench.look()
        book = bench.book("zh")
        assert book is not None
        order = pdf.order(book, bench.publication, "the-house", root / "modules")
        assert order is not None
        return order.key

    return root, key


# One after the other: some change what those before them wrote.
CHANGES: dict[str, Callable[[Path], object]] = {
    "picture": edit("content/figures/shelf.svg", "<svg", "<svg data-x='1'"),
    "new picture": write("content/figures/new.svg", "<svg/>"),
    "own style": write("templates/css/pdf.css.j2", "p { color: red }"),
    "style": edit("templates/css/pdf.css.j2", "red", "tan"),
    "style gone": lambda root: (root / "templates/css/pdf.css.j2").unlink(),
    "fonts": write("modules/.package-lock.json", '{"name": "other fonts"}'),
    "words": write("translations/zh/ui.po", 'msgid ""\nmsgstr ""\n\nmsgid "Contents"\nmsgstr "目次"\n'),
    "text": edit("translations/zh/the-house.po", 'msgstr "', 'msgstr "新'),
    "settings": edit("content/publication.yaml", "zh: 阅览室", "zh: 新阅览室"),
}


def test_what_a_chapter_is_made_of_asks_for_another_pdf(asked: tuple[Path, Callable[[], Any]]) -> None:
    root, key = asked
    for name, change in CHANGES.items():
        before = key()
        assert key() == before, name
        change(root)
        assert key() != before, name


def test_another_chapter_does_not(asked: tuple[Path, Callable[[], Any]]) -> None:
    root, key = asked
    before = key()
    edit("content/chapters/borrowing.md", "Everybody may", "Everybody can")(root)
    assert key() == before
