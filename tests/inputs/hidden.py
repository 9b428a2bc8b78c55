"""What nobody sees, in every field of every file; and what is seen as little and belongs there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import cycle, islice

from inputs.situation import (
    CATALOG,
    CHAPTER,
    DRAWING,
    META,
    PAGE,
    SETTINGS,
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
    quoted,
    swap,
)

CHARACTERS = {
    "NUL": "\0",
    "ESC": "\x1b",
    "override": "\u202e",
    "isolate": "\u2067",
    "zero-width space": "\u200b",
    "no character": "\ufffe",
    "byte order mark": "\ufeff",
    "next line": "\x85",
    "joiner in Latin": "\u200d",
    "tag": "\U000e0062",
    "selectors": "\ufe01\ufe02",
    "line separator": "\u2028",
    "delete": "\x7f",
    "filler": "\u3164",
}
_XML_HAS_NOT = {"NUL", "ESC", "no character"}
_RU = ("build", "book:ru")
_CHECK = ("translations", "check", "ru")
_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ru\\n"\n\n'
_UNIT = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="borrowing" '
    'source-language="en" target-language="ru" datatype="x-pandoc-markdown"><body>'
    '<trans-unit id="borrowing/h1-lmyxcruy"><source>Borrowing'
    "</source><target>{}</target>{}</trans-unit></body></file></xliff>"
)
_JSON = '[{"id": "a", "type": "book", "title": %s}]'
_IMPORT = ("translations", "import", "ru", "--xliff", "{beside}/back.xlf")


def _entity(text: str) -> str:
    return "".join(each if each.isascii() and each.isprintable() else f"&#{ord(each)};" for each in text)


def _setting(old: str) -> Callable[[str], Change]:
    """Where a text of the settings stands, one that holds the character stands."""
    return lambda text: swap(SETTINGS, old, quoted(f"{old[:2]}{text}{old[2:]}"))


def _drawn(text: str) -> Change:
    return swap(DRAWING, "</svg>", f"<text>Shelf {_entity(text)}A</text></svg>")


# Where a text may stand: a change that puts one with the character there, and the command that reads it.
FIELDS: dict[str, tuple[Callable[[str], Change], tuple[str, ...]]] = {
    "title": (_setting("The Reading Room"), ("build", "book:en")),
    "subtitle": (_setting("A guide to the village library"), ("build", "book:en")),
    "publisher": (_setting("Friends of the Reading Room"), ("build", "book:en")),
    "contributor": (_setting("The Shelf Committee"), ("build", "book:en")),
    "comment of settings": (lambda text: add(SETTINGS, f"# a{text}b\n"), ("build", "book:en")),
    "issuer": (lambda text: swap(META, "Village Assembly", quoted(f"Vi{text}llage")), ("build", "book:en")),
    "translator": (lambda text: swap(META, "The Shelf Committee", quoted(f"The{text}Shelf")), ("build", "book:en")),
    "name of a language": (lambda text: put("languages/ru.yaml", f"name: {quoted(f'Рус{text}ский')}\n"), _RU),
    "cell": (lambda text: swap(TABLE, "Winter", quoted(f"Win{text}ter")), ("build", "book:en")),
    "head of a column": (lambda text: swap(TABLE, "title: Period", f"title: {quoted(f'Pe{text}riod')}"), _RU),
    "caption": (lambda text: swap(TABLE, "Hours and visitors, by period", quoted(f"Ho{text}urs")), _RU),
    "title of a work": (lambda text: swap(WORKS, "Small Libraries Act", quoted(f"Sm{text}all")), _RU),
    "work in JSON": (
        lambda text: every(
            put("content/works.json", _JSON % json.dumps(f"A{text}b")),
            swap(SETTINGS, "references: references.yaml", "references: works.json"),
        ),
        ("build", "book:en"),
    ),
    "work in BibTeX": (
        lambda text: every(
            put("content/works.bib", f"@book{{a, title = {{A{text}b}}, year = 2003}}\n"),
            swap(SETTINGS, "references: references.yaml", "references: works.bib"),
        ),
        ("build", "book:en"),
    ),
    "paragraph": (lambda text: paragraph(f"A{text}b."), ("build", "book:en")),
    "entity": (lambda text: paragraph(f"A{_entity(text)}b."), ("build", "book:en")),
    "code": (lambda text: paragraph(f"`A{text}b`."), ("build", "book:en")),
    "formula": (lambda text: paragraph(f"$a{text}+b$ is small."), ("build", "book:en")),
    "address": (lambda text: paragraph(f"[A list](https://list.example/{_entity(text)}a)."), ("build", "book:en")),
    "anchor": (lambda text: add(CHAPTER, f"\n\n## Lost {{#sec-lo{text}st}}\n"), ("build", "book:en")),
    "template in a text": (lambda text: paragraph(f"{{{{ {quoted(f'A{text}b')} }}}}"), ("build", "book:en")),
    "translation": (lambda text: swap(CATALOG, "Как взять книгу", f"Как{text} взять"), _RU),
    "translator's comment": (lambda text: swap(CATALOG, "#. heading", f"# a{text}b\n#. heading"), _RU),
    "word of the press": (lambda text: put(WORDS, f'{_HEAD}msgid "Contents"\nmsgstr "Со{text}держание"\n'), _RU),
    "term": (lambda text: swap(TERMS, "книга отзывов", f"кни{text}га отзывов"), _CHECK),
    "text of a drawing": (_drawn, ("build", "source:the-house")),
    "template": (lambda text: put(PAGE, f"<p>A{text}b</p>\n"), ("build", "page:en")),
    "translation that came back": (
        lambda text: put("../back.xlf", _UNIT.format(f"Как{_entity(text)} взять", "")),
        _IMPORT,
    ),
    "comment that came back": (
        lambda text: put("../back.xlf", _UNIT.format("Как взять", f"<note>a{_entity(text)}b</note>")),
        _IMPORT,
    ),
}
_IN_XML = {"text of a drawing", "translation that came back", "comment that came back"}
EACH = 5  # characters that each field is tried with: over all fields, each character comes in turn

# Texts that a reader of their script would miss something in, were these characters gone.
BELONGING = {
    "Persian plural": "کتاب\u200cها",
    "Persian plural of a foreign word": "PDF\u200cها",
    "Hindi conjunct": "क्\u200dष",
    "Arabic short form": "١٤٤٥ ه\u200d",
    "end of a verse": "۝",
    "family": "👨\u200d👩\u200d👧",
    "flag of a country's part": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "form of a Chinese character": "葛\U000e0100城",
    "soft hyphen": "book\u00adshelf",
    "word joiner": "1990\u2060–\u20602003",
    "Mongolian": "ᠬᠠᠢᠷ\u180eᠠ",
}


def situations() -> Iterator[Situation]:
    """Each field with some of the characters, and what belongs into a text in some fields."""
    names = cycle(CHARACTERS)
    for field, (change, command) in FIELDS.items():
        for name in islice(names, EACH):
            if field in _IN_XML and name in _XML_HAS_NOT:
                continue
            yield Situation("what nobody sees", f"{name}: {field}", change(CHARACTERS[name]), command=command)
    for name, text in BELONGING.items():
        whole = every(
            swap(SETTINGS, "Friends of the Reading Room", quoted(f"Friends {text}")),
            swap(TABLE, "Winter", quoted(text)),
            swap(WORKS, "Small Libraries Act", quoted(text)),
            swap(TERMS, "A word of this house.", text),
            paragraph(f"A passage: {text}."),
        )
        yield Situation("what belongs there", name, whole, Expected.MADE, ("translations", "status"))
    for old in ("The Reading Room", "A guide to the village library", "Friends of the Reading Room"):
        torn = swap(SETTINGS, f"en: {old}", f'en: "{old[:3]}\\n{old[3:]}"')
        yield Situation("what nobody sees", f"line feed: {old}", torn, line=True)
