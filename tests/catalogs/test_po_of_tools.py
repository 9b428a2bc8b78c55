"""Catalogs as translators' tools leave them: read without complaint, nothing lost, and canonical again when written."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from press.catalogs import po
from press.diagnostics import SourceError
from press.model.catalog import Catalog, Entry

LONG = "The shelves run along three walls, and “each” is marked with a letter; \\ the catalogue\tfollows " * 3
ENTRIES = (
    Entry("h1-a", "The House", "Дом", comments=("reviewed: 1a2b3c4d", "", "ask the baker  twice"), notes=("heading",)),
    Entry("p-b", LONG, "Стеллажи " * 40, fuzzy=True, previous=LONG[40:], notes=("paragraph", "Shelf = стеллаж")),
    Entry("p-c", 'He said "no"', "", comments=("what does *he* mean?",), flags=("no-wrap",)),
    Entry("p-d", "Gone long ago", "Давно ушло", comments=("kept",), obsolete=True),
    Entry("p-e", LONG[5:], "Тоже ушло", fuzzy=True, previous="An older one", obsolete=True),
)
HEADERS = {
    "Project-Id-Version": "reading-room",
    "PO-Revision-Date": "2024-02-29 12:00+0300",
    "Last-Translator": "Baker <baker@village.example>",
    "Language-Team": "",
    "Plural-Forms": "nplurals=3; plural=(n%10==1 ? 0 : 1);",
    "X-Generator": "Poedit 3.4.2",
    "X-Poedit-Basepath": "..",
}
WHOLE = Catalog(Path("borrowing.po"), "ru", ENTRIES, HEADERS, ("The villagers’ translation.", "", "Since 2024"))
TEXT = po.render(WHOLE)
QUOTED = r'"((?:[^"\\]|\\.)*)"'
STRING = re.compile(rf"^(#~\|? |#\| )?(\w+ )?{QUOTED}\n(?:^(?:#~\|? |#\| )?{QUOTED}\n)*", re.MULTILINE)


def wrapped(width: int) -> Callable[[str], str]:
    """Every string cut at another width, as `msgcat --width` and editors do."""

    def again(found: re.Match[str]) -> str:
        mark, keyword = found[1] or "", found[2] or ""
        whole = "".join(re.findall(QUOTED, found[0]))
        parts = textwrap.wrap(whole, width, drop_whitespace=False, break_long_words=False, break_on_hyphens=False)
        if len(parts) <= 1:
            return f'{mark}{keyword}"{whole}"\n'
        words = zip([keyword, *[""] * len(parts)], ["", *parts], strict=True)
        return "".join(f'{mark}{word}"{part}"\n' for word, part in words)

    return lambda text: STRING.sub(again, text)


def weblate(text: str) -> str:
    """References and flags put in, blank lines doubled."""
    return text.replace("\n#. heading", "\n\n#. heading\n#: content/the-house.md:3 web/page.html:7\n#, md-text")


def poedit(text: str) -> str:
    """Notes taken out, previous sources without their context, flags joined otherwise."""
    text = re.sub(r"(?m)^#\. .*\n", "", text).replace(", fuzzy", ",fuzzy")
    return text.replace("#| msgid", '#| msgctxt "p-z"\n#| msgid')


REWRITTEN: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "CRCRLF": lambda text: text.replace("\n", "\r\r\n"),
    "BOM": lambda text: "\ufeff" + text,
    "no last line end": lambda text: text.rstrip("\n"),
    "spaces at line ends": lambda text: text.replace("\n", " \t\n"),
    "indented": lambda text: re.sub("(?m)^(?=.)", "  ", text),
    "blank lines": lambda text: text.replace("\n\n", "\n\n\n\n") + "\n\n",
    "wrapped at 40": wrapped(40),
    "wrapped at 120": wrapped(120),
    "not wrapped": wrapped(100_000),
    "weblate": weblate,
}


def rewritten(tmp_path: Path, text: str) -> Catalog:
    path = tmp_path / "borrowing.po"
    path.write_bytes(text.encode())
    return po.read(path, "ru")


def unflagged(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(replace(entry, flags=tuple(f for f in entry.flags if f != "md-text")) for entry in entries)


@pytest.mark.parametrize("tool", REWRITTEN)
def test_nothing_is_lost_and_the_file_is_canonical_again(tmp_path: Path, tool: str) -> None:
    changed = REWRITTEN[tool](TEXT)
    assert changed != TEXT
    found = rewritten(tmp_path, changed)
    assert unflagged(found.entries) == ENTRIES
    assert (found.headers, found.comments) == (po.read(found.path, "ru").headers, WHOLE.comments)
    assert po.render(replace(found, entries=unflagged(found.entries))) == TEXT


def test_a_tool_that_drops_notes_and_adds_contexts(tmp_path: Path) -> None:
    found = rewritten(tmp_path, poedit(TEXT))
    assert found.entries == tuple(replace(entry, notes=()) for entry in ENTRIES)


def test_lines_are_those_of_the_file_as_it_lies_there(tmp_path: Path) -> None:
    for tool in ("CRLF", "indented", "wrapped at 40", "weblate", "blank lines"):
        found = rewritten(tmp_path, REWRITTEN[tool](TEXT))
        lines = found.path.read_text("utf-8").split("\n")
        assert [lines[entry.line - 1].strip("#~ ") for entry in found.entries] == [
            f'msgctxt "{entry.id}"' for entry in ENTRIES
        ]


def test_headers_of_tools_stay_in_their_order_but_for_the_hour_of_the_template(tmp_path: Path) -> None:
    text = TEXT.replace('"PO-Rev', '"POT-Creation-Date: 2024-01-01 00:00+0000\\n"\n"PO-Rev').replace("UTF-8", "utf8")
    found = rewritten(tmp_path, text)
    again = po.render(found)
    assert again == TEXT
    assert list(po.read(found.path, "ru").headers)[: len(HEADERS)] == [
        "Project-Id-Version", "POT-Creation-Date", *list(HEADERS)[1:-1]
    ]  # fmt: skip
    assert '"Last-Translator: Baker <baker@village.example>\\n"' in again


HEADER = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n'
ONE = '\nmsgctxt "p-a"\nmsgid "A"\nmsgstr "Б"\n'


EMPTY = ["", "\n \n", "\ufeff", HEADER, "# by the villagers\n" + HEADER, 'msgid ""\nmsgstr ""\n']


@pytest.mark.parametrize("text", EMPTY)
def test_a_file_without_entries(tmp_path: Path, text: str) -> None:
    found = rewritten(tmp_path, text)
    assert found.entries == ()
    assert found.comments == (("by the villagers",) if "#" in text else ())


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        (ONE, Entry("p-a", "A", "Б")),
        ('msgid ""\nmsgstr ""\n' + ONE, Entry("p-a", "A", "Б")),
        (HEADER + ONE.replace('"p-a"', '""\n"p-"\n"a"'), Entry("p-a", "A", "Б")),
        (HEADER + ONE.replace("p-a", '\\"p\\"'), Entry('"p"', "A", "Б")),
        (HEADER + ONE.replace("\nmsgctxt", "\n#,fuzzy\n#, no-wrap , fuzzy\nmsgctxt"), Entry("p-a", "A", "Б", True)),
        (HEADER + ONE.replace('msgid "A"', 'msgid ""'), Entry("p-a", "", "Б")),
        (HEADER + ONE.replace('msgctxt "p-a"\n', ""), Entry("", "A", "Б")),
        (HEADER + ONE.replace("\nmsgctxt", "\n#=c-format\n#no space\nmsgctxt"), Entry("p-a", "A", "Б")),
    ],
)
def test_forms_that_other_tools_write(tmp_path: Path, text: str, entry: Entry) -> None:
    (found,) = rewritten(tmp_path, text).entries
    assert replace(found, flags=(), comments=()) == entry
    first = 'msgctxt "' if 'msgctxt "' in text else 'msgid "A'
    assert text.split("\n")[found.line - 1].startswith(first)


def test_comments_at_the_end_and_between_entries_are_kept(tmp_path: Path) -> None:
    found = rewritten(tmp_path, HEADER + "\n# lonely\n\n# own" + ONE + "\n# last words")
    assert found.entries[0].comments == ("lonely", "own")
    assert found.comments == ("last words",)


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        (HEADER + ONE.replace('msgstr "', 'msgid_plural "As"\nmsgstr[0] "'), 5, "T002"),
        (HEADER + "\n" + HEADER + ONE, 5, "T007"),
        (HEADER + ONE + ONE, 9, "T007"),
        (HEADER + ONE.replace('msgstr "Б"\n', "") + ONE, 8, "T002"),
        (HEADER + ONE.replace("msgstr", "# in the middle\nmsgstr"), 7, "T002"),
        (HEADER + 'domain "messages"\n' + ONE, 4, "T002"),
    ],
)
def test_what_no_catalog_can_hold_is_told_with_its_line(tmp_path: Path, text: str, line: int, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        rewritten(tmp_path, text)
    (told,) = caught.value.diagnostics
    assert (told.code, told.location and told.location.line) == (code, line)
