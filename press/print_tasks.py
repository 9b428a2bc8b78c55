"""The tasks of print.

    book:LANG → print:LANG → cover:LANG   (the interior's count of pages makes the spine)
                    │    └→ booklet:LANG
                    └→ preflight:print:LANG, preflight:cover:LANG
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press import graph
from press.graph import BUILD, NAMES, PROJECT, PUBLICATION, Task
from press.model.edition import FORMATS, Edition
from press.readers.config import inputs

MODULES = PROJECT / "node_modules"
SETTINGS = {"printing": repr(PUBLICATION.printing)}  # also what --printer chose


def _languages(format_name: str) -> Iterator[str]:
    return (row.language for row in PUBLICATION.editions if row.format.name == format_name)


def _target(format_name: str, language: str) -> Path:
    return BUILD / "editions" / Edition(FORMATS[format_name], language).target(PUBLICATION.slug)


def _doc(format_name: str, language: str) -> str:
    return f"{FORMATS[format_name].title} in {NAMES[language]}"


def _parts(language: str, *folders: str) -> list[Path]:
    """What interior and cover are both made of."""
    made_of = [graph.book(language), graph.profile(), *inputs(PUBLICATION), *graph.pictures(), *graph.fonts()]
    return [*made_of, *graph.templates(*folders), *graph.code("preflight", "renderers", "transforms")]


def task_print() -> Iterator[Task]:
    """Print-ready interiors, PDF/X-4."""
    for language in _languages("print"):
        target, facts = _target("print", language), graph.interior(language)
        pages = graph.pagination(language) if "pdf" in PUBLICATION.formats else None
        parts = [*_parts(language, "pdf", "css", "shared"), *([pages] if pages else [])]
        arguments = (PUBLICATION, graph.book(language), MODULES, graph.profile(), pages, target, facts)
        more = {"inputs": parts, "targets": [target, facts], "settings": SETTINGS}
        yield graph.task(language, _doc("print", language), "print_actions.interior", *arguments, **more)


def task_cover() -> Iterator[Task]:
    """Print-ready covers: back, spine and front in one."""
    for language in _languages("cover"):
        target, facts = _target("cover", language), graph.interior(language)
        parts = [*_parts(language, "cover", "css"), facts]
        arguments = (PUBLICATION, graph.book(language), MODULES, graph.profile(), facts, target)
        more = {"inputs": parts, "targets": [target], "settings": SETTINGS}
        yield graph.task(language, _doc("cover", language), "print_actions.cover", *arguments, **more)


def task_booklet() -> Iterator[Task]:
    """Booklets: to print on an office printer, fold and staple; and two pages a sheet."""
    for language in _languages("booklet"):
        interior, facts, target = _target("print", language), graph.interior(language), _target("booklet", language)
        two_up = target.with_name(f"{PUBLICATION.slug}-{language}-2up.pdf")
        parts = [interior, facts, *inputs(PUBLICATION), *graph.code("renderers")]
        arguments = (PUBLICATION, interior, facts, target, two_up)
        more = {"inputs": parts, "targets": [target, two_up], "settings": SETTINGS}
        yield graph.task(language, _doc("booklet", language), "print_actions.booklet", *arguments, **more)


def task_preflight() -> Iterator[Task]:
    """Judge the print editions as a print house would."""
    for edition in PUBLICATION.editions:
        if edition.format.name not in ("print", "cover"):
            continue
        file, facts = _target(edition.format.name, edition.language), graph.interior(edition.language)
        target = graph.report(edition)
        parts = [file, facts, graph.profile(), *inputs(PUBLICATION), *graph.templates("preflight")]
        parts += graph.code("preflight", "preflight/printing", "renderers")
        arguments = (edition, PUBLICATION, file, facts, target)
        more = {"inputs": parts, "targets": [target, target.with_suffix(".json")], "settings": SETTINGS}
        yield graph.task(edition.name, f"preflight of {edition.name}", "print_actions.preflight", *arguments, **more)
