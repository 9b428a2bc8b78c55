"""The tasks of print.

    book:LANG → print:LANG → cover:LANG   (the interior's count of pages makes the spine)
                    │    └→ booklet:LANG
                    └→ preflight:print:LANG, preflight:cover:LANG
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press.content.publication import inputs
from press.model.edition import FORMATS, Edition
from press.project import MODULES
from press.tasks import paths
from press.tasks.paths import BUILD, NAMES, PUBLICATION, Task

SETTINGS = {"printing": repr(PUBLICATION.printing)}  # also what --printer chose


def _languages(format_name: str) -> Iterator[str]:
    return (row.language for row in PUBLICATION.editions if row.format.name == format_name)


def _target(format_name: str, language: str) -> Path:
    return BUILD / "editions" / Edition(FORMATS[format_name], language).target(PUBLICATION.slug)


def _doc(format_name: str, language: str) -> str:
    return f"{FORMATS[format_name].title} in {NAMES[language]}"


def _parts(language: str, *folders: str) -> list[Path]:
    """What interior and cover are both made of."""
    made_of = [paths.book(language), paths.profile(), *inputs(PUBLICATION), *paths.pictures(), *paths.fonts()]
    return [*made_of, *paths.templates(*folders), *paths.code("preflight", "renderers", "transforms")]


def task_print() -> Iterator[Task]:
    """Print-ready interiors, PDF/X-4."""
    for language in _languages("print"):
        target, facts = _target("print", language), paths.interior(language)
        pages = paths.pagination(language) if "pdf" in PUBLICATION.formats else None
        parts = [*_parts(language, "pdf", "css", "shared"), *([pages] if pages else [])]
        arguments = (PUBLICATION, paths.book(language), MODULES, paths.profile(), pages, target, facts)
        more = {"inputs": parts, "targets": [target, facts], "settings": SETTINGS}
        yield paths.task(language, _doc("print", language), "print_actions.interior", *arguments, **more)


def task_cover() -> Iterator[Task]:
    """Print-ready covers: back, spine and front in one."""
    for language in _languages("cover"):
        target, facts = _target("cover", language), paths.interior(language)
        parts = [*_parts(language, "cover", "css"), facts]
        arguments = (PUBLICATION, paths.book(language), MODULES, paths.profile(), facts, target)
        more = {"inputs": parts, "targets": [target], "settings": SETTINGS}
        yield paths.task(language, _doc("cover", language), "print_actions.cover", *arguments, **more)


def task_booklet() -> Iterator[Task]:
    """Booklets: to print on an office printer, fold and staple; and two pages a sheet."""
    for language in _languages("booklet"):
        interior, facts, target = _target("print", language), paths.interior(language), _target("booklet", language)
        two_up = target.with_name(f"{PUBLICATION.slug}-{language}-2up.pdf")
        parts = [interior, facts, *inputs(PUBLICATION), *paths.code("renderers")]
        arguments = (PUBLICATION, interior, facts, target, two_up)
        more = {"inputs": parts, "targets": [target, two_up], "settings": SETTINGS}
        yield paths.task(language, _doc("booklet", language), "print_actions.booklet", *arguments, **more)


def task_preflight() -> Iterator[Task]:
    """Judge the print editions as a print house would."""
    for edition in PUBLICATION.editions:
        if edition.format.name not in ("print", "cover"):
            continue
        file, facts = _target(edition.format.name, edition.language), paths.interior(edition.language)
        target = paths.report(edition)
        parts = [file, facts, paths.profile(), *inputs(PUBLICATION), *paths.templates("preflight")]
        parts += paths.code("preflight", "preflight/printing", "renderers")
        arguments = (edition, PUBLICATION, file, facts, target)
        more = {"inputs": parts, "targets": [target, target.with_suffix(".json")], "settings": SETTINGS}
        yield paths.task(edition.name, f"preflight of {edition.name}", "print_actions.preflight", *arguments, **more)
