"""Settings, Markdown, catalogs and words of the press that mean harm, or are broken."""

from __future__ import annotations

from collections.abc import Iterator

from inputs.situation import (
    CATALOG,
    CHAPTER,
    META,
    SETTINGS,
    TABLE,
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

_EN, _RU = ("build", "book:en"), ("build", "book:ru")
_BOMB = "a0: &a0 [b, b, b, b, b, b, b, b, b]\n" + "".join(
    f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, 12)
)
_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ru\\n"\n\n'
YAML = {
    "aliases that multiply": _BOMB,
    "alias of itself": "x: &a [*a]\n",
    "brackets without end": f"x: {'[' * 50_000}\n",
    "dashes without end": f"x:\n{'- ' * 50_000}y\n",
    "tag of Python": "version: !!python/name:os.system\n",
    "tag of its own": "version: !secret 1\n",
    "key twice": "slug: another\n",
    "key of a list": "[a, b]: c\n",
    "second document": "---\nslug: another\n",
    "tab": "page:\n\twidth: 100mm\n",
    "bytes of another encoding": "version: caf\udce9\n",
    "raw NUL": "version: a\0b\n",
    "formats out of the tree": "formats: [../../x]\n",
    "unknown key that steers a terminal": '"ver\\e]0;owned\\asion": 1\n',
    "script allowed": "raw_html: [script]\n",
}
SWAPS = {
    "path upwards": (SETTINGS, "chapters/borrowing.md", "../../../../etc/hostname"),
    "absolute path": (SETTINGS, "chapters/borrowing.md", "/etc/hostname"),
    "works outside": (SETTINGS, "references: references.yaml", "references: ../../../etc/hostname"),
    "slug upwards": (SETTINGS, "slug: reading-room", "slug: ../../over"),
    "licence that runs": (SETTINGS, "https://creativecommons.org/publicdomain/zero/1.0/", '"javascript:alert(1)"'),
    "source that runs": (META, "https://reading-room.example/rules", '"javascript:alert(1)"'),
    "work that runs": (WORKS, "https://congress.example/5", '"javascript:alert(1)"'),
    "work of no year": (WORKS, "issued: 2003\n", 'issued: {date-parts: [["9999999999999999999999"]]}\n'),
    "work of a list": (WORKS, "issued: 2003\n", "issued: {date-parts: [[[1]]]}\n"),
    "number that has no end": (TABLE, "1204", ".inf"),
    "dates that run backwards": (TABLE, "2023-05/2023-09", "2023-09/2023-05"),
    "two languages of one name": (SETTINGS, "languages: [en,", "languages: [en, en,"),
}
MARKDOWN = {
    "script": "<script>alert(1)</script>",
    "handler": "[word]{onclick=alert(1)}",
    "raw HTML by attribute": "`<img src=x onerror=alert(1)>`{=html}",
    "raw TeX": "\\input{/etc/hostname}",
    "link that runs": "[a](<javascript:alert(1)>)",
    "link that runs, spelt otherwise": "[a](<&#106;ava&#10;script:alert(1)>)",
    "link to a file": "[a](file:///etc/hostname)",
    "link of no scheme": "[a](//elsewhere.example/x)",
    "picture from elsewhere": "![a](https://elsewhere.example/a.png)",
    "picture of data": "![a](data:image/png;base64,AAAA)",
    "picture upwards": "![a](../../../../etc/hostname)",
    "picture upwards, encoded": "![a](%2e%2e/%2e%2e/%2e%2e/a.svg)",
    "template that includes": "{% include '/etc/hostname' %}",
    "template that loops": "{% for a in range(10**9) %}{% endfor %}",
    "template that multiplies": "{{ 'a' * 10**9 }}",
    "template that climbs": "{{ table.__globals__ }}",
    "template that calls upwards": "{{ table('../../../etc/hostname') }}",
    "formula that loads": "$\\require{html}\\href{javascript:alert(1)}{a}$",
    "formula that reads": "$\\input{/etc/hostname}$",
    "formula that numbers characters": "$\\text{\\U{202E}a}$",
    "formula of no end": "$" + "{" * 400 + "a" + "}" * 400 + "$",
    "unknown work": "[@nobody]",
    "anchor twice": "## Again {#sec-how-long}",
    "name of the press": "[a]{.press-provenance}",
    "note that holds itself": "a[^q]\n\n[^q]: b[^q]",
}
STRANGE = {
    "comment alone": ("A remark {## not for print ##} stands here.", "not for print"),
    "script as text": ("A \\<script\\>alert(1)\\</script\\> b", "<script>alert"),
    "braces as text": ("A \\{{ 7 * 7 }} b", ">49<"),
    "title of an address": ('[a](https://a.example/ "\\"><script>alert(1)")', "<script>alert"),
}
# Each translation of a word with the English that it is said to be of, which may hold a number.
PLACEHOLDERS = {
    "wide": "Раздел {number:>999999999}",
    "as a number": "Раздел {number:d}",
    "as it is written": "Раздел {number!r}",
    "of a part": "Раздел {number.__class__}",
    "of an item": "Раздел {number[0]}",
    "within another": "Раздел {number:{number}}",
    "open": "Раздел {number",
    "closed": "Раздел number}",
    "by place": "Раздел {}",
    "by place, of another": "Раздел {0}",
    "another": "Раздел {title}",
    "none": "Раздел",
}
TRANSLATIONS = {
    "script": "<script>alert(1)</script>",
    "link that runs": "[x](javascript:alert(1))",
    "note of its own": "Как[^1]",
    "handler": "[x]{onclick=alert(1)}",
    "picture": "![x](https://elsewhere.example/a.png)",
}
BROKEN = {
    "conflict": '<<<<<<< HEAD\nmsgid "a"\n=======\nmsgid "b"\n>>>>>>> other\n',
    "open quote": '\nmsgctxt "x"\nmsgid "a\nmsgstr "b"\n',
    "id twice": '\nmsgctxt "h1-lmyxcruy"\nmsgid "Borrowing"\nmsgstr "Взять"\n',
    "plural forms": '\nmsgctxt "x"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n',
}


def _word(source: str, target: str) -> Change:
    return put(WORDS, f'{_HEAD}msgctxt "reference"\nmsgid "{source}"\nmsgstr "{target}"\n')


def situations() -> Iterator[Situation]:
    """All of these."""
    for name, text in YAML.items():
        data = text.encode("utf-8", "surrogateescape")
        yield Situation("settings", name, add(SETTINGS, data), line=True)
    for name, (file, old, new) in SWAPS.items():
        yield Situation("settings", name, swap(file, old, new), line=True)
    yield Situation("settings", "UTF-16", put(SETTINGS, "slug: a\n".encode("utf-16")))
    yield Situation("settings", "nothing at all", put(SETTINGS, ""))
    for name, text in MARKDOWN.items():
        yield Situation("Markdown", name, paragraph(text))
    for name, (text, gone) in STRANGE.items():
        yield Situation("Markdown", name, paragraph(text), Expected.MADE, ("build", "page:en"), lacks=gone)
    yield Situation("Markdown", "bytes of no character", add(CHAPTER, b"\n\na \xed\xa0\x80 \xc0\xaf\n"), line=True)
    yield Situation("Markdown", "binary", put(CHAPTER, bytes(range(256)) * 50), line=True)
    for name, target in PLACEHOLDERS.items():
        yield Situation("words of the press", name, _word("Section {number}", target), command=_RU, line=True)
    fine = every(_word("Section {number}", "Раздел № {number}"))
    yield Situation("words of the press", "right", fine, Expected.MADE, _RU)
    for name, text in BROKEN.items():
        yield Situation("catalogs", name, add(CATALOG, text), command=_RU, line=True)
    other = 'msgid ""\nmsgstr ""\n# Дом\n'.encode("koi8-r")
    yield Situation("catalogs", "another encoding", put(CATALOG, other), command=_RU, line=True)
    for name, target in TRANSLATIONS.items():
        yield Situation("catalogs", name, swap(CATALOG, "Как взять книгу", target), command=_RU)
