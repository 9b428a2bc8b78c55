"""Files and fields without measure: a right edition, or a message that says which measure it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from inputs.situation import (
    CATALOG,
    SETTINGS,
    STAMP,
    TABLE,
    TERMS,
    WORDS,
    WORKS,
    Change,
    Expected,
    Situation,
    add,
    every,
    paragraph,
    put,
    swap,
)

_EN, _RU, _CHECK = ("build", "page:en"), ("build", "page:ru"), ("translations", "check", "ru")
_TERM = "word-{0},admitted,word {0},词{0},слово {0},,,,\n"
_NARROW = "page: {width: 60pt, height: 200pt, margins: {inner: 28pt, outer: 28pt, head: 20pt, foot: 20pt}}\n"
_WORK = "  - {{id: w{0}, type: book, title: Title {0}}}\n"


def _table(rows: int, columns: int) -> Change:
    heads = "".join(f"  - {{key: c{at}, title: Head {at}}}\n" for at in range(columns))
    row = ", ".join(f"c{at}: x" for at in range(columns))
    lines = "".join(f"  - {{{row}}}\n" for _ in range(rows))
    return put(TABLE, f"id: tbl-hours\ncaption: Hours\ncolumns:\n{heads}rows:\n{lines}")


def _works(name: str, text: str) -> Change:
    return every(put(f"content/{name}", text), swap(SETTINGS, "references: references.yaml", f"references: {name}"))


def _sparse(name: str) -> Change:
    """A file of forty gigabytes, none of which is written."""

    def change(root: Path) -> None:
        with (root / name).open("r+b") as file:
            file.truncate(40 * 1024**3)

    return change


def situations() -> Iterator[Situation]:
    """Those that are too large, and the largest that are not."""

    def too_large(name: str, change: Change, command: tuple[str, ...] = _EN, line: bool = True) -> Situation:
        return Situation("too large", name, change, command=command, line=line)

    yield too_large("million keys", add(SETTINGS, lambda: "".join(f"k{at}: 1\n" for at in range(10**6))))
    yield too_large("list of a million", add(SETTINGS, lambda: f"x: [{'1,' * 10**6}]\n"))
    yield too_large("table of 30,000 rows", _table(30_000, 4))
    yield too_large("table of 12,000 rows", _table(12_000, 4))
    yield too_large("version of 10,000 digits", add(SETTINGS, f'version: "{"9" * 10_000}"\n'))
    yield too_large("identifier of 100 kB", swap(SETTINGS, "urn:uuid:", f"https://a.example/{'x' * 100_000}#"))
    yield too_large("slug of 240 letters", swap(SETTINGS, "slug: reading-room", f"slug: {'a' * 240}"))
    yield too_large("title of 100 kB", swap(SETTINGS, "en: The Reading Room", f"en: {'word ' * 20_000}"))
    yield too_large("description of 2 MB", swap(SETTINGS, "What the village", "word " * 400_000))
    yield too_large("cell of 1 MB", swap(TABLE, "Winter", "x" * 10**6))
    million = add(TERMS, lambda: "".join(_TERM.format(at) for at in range(10**6)))
    yield too_large("million terms", million, _CHECK, False)
    yield too_large("terms of one letter", add(TERMS, lambda: "a\n" * 10**6), _CHECK)
    yield too_large("catalog of 100 MB", add(CATALOG, lambda: f"\n# {'x' * 100}" * 10**6), _RU, False)
    yield too_large("words of 20 MB", put(WORDS, lambda: "# comment\n" * 2 * 10**6), _RU, False)
    nation = "".join(f"@book{{w{at}, title={{T}}}}\n" for at in range(50_000))
    yield too_large("works of a nation", _works("w.bib", nation))
    yield too_large("works in JSON", _works("w.json", "[" + ",".join(['{"id": "a"}'] * 50_000) + "]"))
    yield too_large("JSON that is nested", _works("w.json", "[" * 10**6), line=False)
    yield too_large("number of 100,000 digits", _works("w.json", f'[{{"volume": {"9" * 100_000}}}]'), line=False)
    yield too_large("sparse picture", _sparse(STAMP), line=False)
    yield too_large("sparse chapter", _sparse("content/chapters/borrowing.md"), line=False)
    yield too_large("sparse catalog", _sparse(CATALOG), _RU, line=False)
    yield too_large("page of no width", add(SETTINGS, _NARROW), ("build", "pdf:en"))

    def large(name: str, change: Change, command: tuple[str, ...] = _EN) -> Situation:
        return Situation("large", name, change, Expected.MADE, command)

    yield large("table of 1,000 rows", _table(1_000, 4))
    yield large("2,000 works", add(WORKS, "".join(_WORK.format(at) for at in range(2_000))))
    yield large("3,000 terms", add(TERMS, "".join(_TERM.format(at) for at in range(3_000))), _CHECK)
    yield large("catalog of 4 MB", add(CATALOG, "".join(f"\n\n# {'x' * 76}" for at in range(50_000))), _RU)
    yield large("a thousand paragraphs", paragraph("\n\n".join(f"Paragraph {at}." for at in range(1_000))))
    for name, day in (("first day", "0001-01-01"), ("last day", "9999-12-31")):
        change = swap(SETTINGS, "date: 2024-02-29", f"date: {day}")
        yield Situation("odd dates", name, change, Expected.EITHER, ("build", "page:en"))
    for day in ("2024-02-30", "0000-00-00", "2024-02-29T10:00:00Z", "12024-01-01"):
        change = swap(SETTINGS, "date: 2024-02-29", f"date: {day}")
        yield Situation("odd dates", day, change, command=_EN, line=True)
