"""Jinja for editions: sandboxed, strict, escaping; a publication's own templates stand before the project's.

Words of the templates are marked `_("Contents")`: English in the template, the book's language on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from press.blockwise import recalled
from press.diagnostics import Diagnostic, EngineError, Location
from press.project import TEMPLATES


def folders(publication_root: Path) -> tuple[Path, ...]:
    """Where templates are looked for, the publication's own first."""
    return (publication_root / "templates", TEMPLATES)


class _Folder(FileSystemLoader):
    """Templates in a folder; one that is not UTF-8 is told as a mistake in its line."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its path, and whether it is still the same."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            path = str(Path(self.searchpath[0], template))
            raise TemplateSyntaxError("this is not UTF-8", line, template, path) from error


def environment(publication_root: Path, words: Mapping[str, str]) -> Environment:
    """An environment for one publication and language.

    Args:
        publication_root: the folder that may hold templates/ of its own.
        words: English to the language; a word that is missing or empty stays English.
    """
    loader = ChoiceLoader([_Folder(folder) for folder in folders(publication_root)])
    made = ImmutableSandboxedEnvironment(
        loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.globals["_"] = lambda word: words.get(word) or word
    made.filters["markup"] = Markup  # for HTML that Pandoc or a template wrote
    return made


def kept(publication_root: Path, words: Mapping[str, str]) -> Environment:
    """The same environment again inside press.blockwise.keeping, as long as no template comes or goes."""
    own = tuple(sorted(map(str, folders(publication_root)[0].rglob("*"))))
    return recalled(environment, publication_root, words, stamp=own)


def render(templates: Environment, name: str, **values: Any) -> str:
    """A template's text.

    Raises:
        EngineError: the template is missing, can't be read, or names what is not there (W001, with file and line).
    """
    try:
        return templates.get_template(name).render(values)
    except Exception as error:  # templates call filters and methods: any exception is the template's
        place = _place(error, templates, name)
        if not isinstance(error, TemplateError) and place is None:
            raise
        hint = "a template stands in templates/ of the publication or of the project"
        raise EngineError(Diagnostic("W001", _said(error), place, hint)) from error


def _said(error: Exception) -> str:
    message = error.message if isinstance(error, TemplateError) and error.message else str(error)
    return message if isinstance(error, TemplateError) else f"{type(error).__name__}: {message}"


def _place(error: Exception, templates: Environment, name: str) -> Location | None:
    """Where a template failed: the innermost of the lines that Jinja maps into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return Location(Path(error.filename or error.name or name), error.lineno)
    roots = tuple(str(folder) for folder in _roots(templates))
    found, trace = None, error.__traceback__
    while trace:
        path = trace.tb_frame.f_code.co_filename
        if path.startswith(roots):
            found = Location(Path(path), trace.tb_lineno)
        trace = trace.tb_next
    return found


def _roots(templates: Environment) -> list[Path]:
    choices = templates.loader.loaders if isinstance(templates.loader, ChoiceLoader) else []
    return [Path(path) for one in choices if isinstance(one, FileSystemLoader) for path in one.searchpath]
