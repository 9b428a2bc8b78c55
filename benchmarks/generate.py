"""Make a publication of any length from invented text, in three languages, with complete catalogs.

    python benchmarks/generate.py FOLDER [--pages 400]

The same arguments give the same bytes. A page of it is about as full as one of a real book: paragraphs of five or six
sentences, a note on every third, a citation or reference on every fourth, a table in each section.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parent)]

from filler import CELLS, CODES, SENTENCES, TOPICS, translated  # noqa: E402

from press.book.stages.source import read_source  # noqa: E402
from press.catalogs import po  # noqa: E402
from press.content.publication import read_publication  # noqa: E402
from press.model.catalog import Catalog  # noqa: E402
from press.model.publication import catalog_path, template_path  # noqa: E402

PAGES_A_SECTION = 3.2  # as laid out in English on the default page
SECTIONS = 6
PARAGRAPHS = 9
WORKS = 60

SETTINGS = """slug: benchmark
identifier: urn:uuid:6d0c6c0e-64f1-4f7c-9a53-0a3f52e1c7b4
date: 2024-01-31
title: {{en: The Benchmark, zh: 基准, ru: Эталон}}
subtitle: {{en: Text about nothing, zh: 空谈, ru: Текст ни о чём}}
description: {{en: Filler text., zh: 填充文字。, ru: Текст-заполнитель.}}
languages: [en, zh-Hans, ru]
reading_order:
  front: [chapters/preface.md]
  chapters: [{chapters}]
  back: [bibliography]
references: references.yaml
licence: {{text: CC0-1.0, url: https://creativecommons.org/publicdomain/zero/1.0/}}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=400, help="of the English PDF, about")
    asked = parser.parse_args()
    generate(asked.folder.resolve(), asked.pages)


def generate(root: Path, pages: int, seed: int = 1) -> None:
    """Write the publication of about so many pages a language; with another seed, another text."""
    count = max(1, round(pages / PAGES_A_SECTION / SECTIONS))
    chapters = root / "content" / "chapters"
    chapters.mkdir(parents=True, exist_ok=True)
    names = [f"chapter-{number:02}" for number in range(1, count + 1)]
    settings = SETTINGS.format(chapters=", ".join(f"chapters/{name}.md" for name in names))
    (root / "content" / "publication.yaml").write_text(settings, "utf-8")
    (root / "content" / "references.yaml").write_text("\n".join(_works()), "utf-8")
    dice = random.Random(seed)
    (chapters / "preface.md").write_text(f"# Preface {{#sec-preface}}\n\n{_sentences(dice)}\n", "utf-8")
    for number, name in enumerate(names, 1):
        (chapters / f"{name}.md").write_text("\n\n".join(_chapter(number, count, dice)) + "\n", "utf-8")
    _write_catalogs(root)


def _works() -> Iterator[str]:
    yield "references:"
    for number in range(1, WORKS + 1):
        yield f"  - id: work-{number:02}\n    type: book\n    title: Papers of the Quay {number}"
        yield f"    author: [{{family: Marsh{number}, given: Ada}}]\n    publisher: Quay Press"
        yield f"    publisher-place: Leeds\n    issued: {1900 + number}"


def _chapter(number: int, count: int, dice: random.Random) -> Iterator[str]:
    """The blocks of a chapter."""
    yield f"# {TOPICS[number % len(TOPICS)][0]} {number} {{#sec-{number}}}"
    notes: list[str] = []
    for section in range(1, SECTIONS + 1):
        yield f"## {dice.choice(TOPICS)[0]} {section} {{#sec-{number}-{section}}}"
        for paragraph in range(PARAGRAPHS):
            yield _paragraph(paragraph, number, count, dice, notes)
        yield _table(f"tbl-{number}-{section}", dice)
    yield from notes


def _paragraph(at: int, number: int, count: int, dice: random.Random, notes: list[str]) -> str:
    text = _sentences(dice)
    if at % 3 == 0:
        name = f"n{len(notes) + 1}"
        notes.append(f"[^{name}]: {dice.choice(SENTENCES)[0]} Compare [@work-{dice.randint(1, WORKS):02}, {at + 1}].")
        text += f"[^{name}]"
    if at % 4 == 1:
        text += f" *{dice.choice(SENTENCES)[0]}* [@work-{dice.randint(1, WORKS):02}]"
    if at % 4 == 2:
        target = f"{dice.randint(1, count)}-{dice.randint(1, SECTIONS)}"
        text += f" Compare [@{dice.choice(['sec', 'tbl'])}-{target}]."
    return text


def _sentences(dice: random.Random) -> str:
    return " ".join(dice.choice(SENTENCES)[0] for _ in range(dice.randint(4, 6)))


def _table(anchor: str, dice: random.Random) -> str:
    rows = [f"| {dice.choice(CELLS)[0]} | {dice.randint(1, 99)} | {dice.choice(CELLS)[0]} |" for _ in range(4)]
    head = f"| {CELLS[0][0]} | {CELLS[1][0]} | {CELLS[5][0]} |\n|----------|---------:|----------|"
    return "\n".join([head, *rows, "", f": {CELLS[5][0]} {{#{anchor}}}"])


def _write_catalogs(root: Path) -> None:
    """Every catalog, each entry translated."""
    publication = read_publication(root)
    for document in publication.texts:
        entries = read_source(publication, document).entries
        po.write(Catalog(template_path(publication, document), "", entries))
        for code in CODES[1:]:
            done = tuple(replace(entry, target=translated(entry.source, code)) for entry in entries)
            po.write(Catalog(catalog_path(publication, document, code), publication.language(code).tag, done))


if __name__ == "__main__":
    main()
