"""Small books in the notation of Markdown, for tests of editions: book("zh", "# 标题 {#sec-a}\\n\\n正文。")."""

from __future__ import annotations

from typing import Any

from press import pandoc
from press.book.formulas import Told
from press.book.lists import Lists
from press.content.formulas import labelled
from press.model.book import Book, Fragment, Heading, Part
from press.model.interface import Words
from press.model.publication import Matter

READER = "markdown+smart"


def part(markdown: str, matter: Matter = Matter.CHAPTER, number: str = "1", first: int = 1, note: int = 1) -> Part:
    """One part; paragraphs are numbered from `first`, with anchors p-1, p-2 …"""
    blocks = labelled(pandoc.read(markdown, READER, "--abbreviations=/dev/null")["blocks"])
    blocks = Told(blocks, {})(blocks)
    title, rest = blocks[0], Lists.of(Words(), "").written(blocks[1:])
    for at, block in enumerate((b for b in rest if b["t"] == "Para"), first):
        anchor = f"p-{at}"
        block["c"] = [pandoc.link([pandoc.text(str(at))], f"#{anchor}", anchor, ["press-pn"]), *block["c"]]
    headings = tuple(
        Heading(b["c"][1][0], b["c"][0], "", pandoc.plain(b["c"][2])) for b in rest if b["t"] == "Header"
    )
    return Part(
        id=title["c"][1][0].removeprefix("sec-"),
        anchor=title["c"][1][0],
        matter=matter,
        number=number,
        label=f"Chapter {number}" if number else "",
        title=title["c"][2],
        title_text=pandoc.plain(title["c"][2]),
        blocks=rest,
        headings=headings,
        first_note=note,
        notes=sum(node["t"] == "Note" for node in pandoc.walk(rest)),
    )


def book(language: str, *markdown: str, **more: Any) -> Book:
    """A book of chapters, one for each text; every paragraph is a fragment that editions must show."""
    parts: list[Part] = []
    first = note = 1
    for number, text in enumerate(markdown, 1):
        parts.append(part(text, number=str(number), first=first, note=note))
        first += sum(b["t"] == "Para" for b in parts[-1].blocks)
        note += parts[-1].notes
    fragments = tuple(
        Fragment(f"{p.id} {b['c'][0]['c'][0][0]}", (pandoc.plain(b["c"][1:]),))
        for p in parts
        for b in p.blocks
        if b["t"] == "Para"
    )
    return Book(language, tuple(parts), [], {}, **{"fragments": fragments, **more})
