"""Jinja for editions: sandboxed, strict, escaping; a publication's own templates stand before the project's.

Words of the templates are marked `_("Contents")`: English in the template, the book's language on the page.

A publication's own templates may be a stranger's. They are given plain values, as ours are, and read no file outside
of their folders; and where there are any, templates are filled in within bounds on time, memory and what they write,
and may have a reader's browser fetch nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import CodeType
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    nodes,
)
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from press.blockwise import recalled
from press.content import texts
from press.content.positions import locate
from press.diagnostics import Diagnostic, EngineError, Location
from press.editions import bounded
from press.editions.fetched import POLICY, deepest, fetched
from press.editions.plain import Function, Record, extent, given
from press.project import TEMPLATES

# What a publication's templates may write: so many times the text that they are given, and some furniture; and the
# memory that they may take, in bytes. A chapter of 1 MB takes a page 16 MB.
SHARE, FURNITURE = 4, 512 * 1024
MEMORY_SHARE, MEMORY = 40, 64 * 2**20
_POWER = 1000
DEEPEST = 150  # elements within each other; a chapter takes 100 at most (press.pandoc.DEEPEST)
_HINT = "a template stands in templates/ of the publication or of the project"
_ENDLESS = "look there for loops within loops, templates that call themselves, and text that is multiplied"
_SECONDS = f"this takes more than {bounded.SECONDS} seconds"
_MEMORY = "this takes far more memory than what it is given"


def folders(publication_root: Path) -> tuple[Path, ...]:
    """Where templates are looked for, the publication's own first."""
    return (publication_root / "templates", TEMPLATES)


class _OutsideError(TemplateError):
    """A template is named that lies outside of the folders."""


class _WrittenError(Exception):
    """More is written than may be."""


class _Folder(FileSystemLoader):
    """Templates in a folder; one that is not UTF-8 is told as a mistake in its line, one outside as such."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its path, and whether it is still the same."""
        parts = PurePosixPath(template.replace("\\", "/")).parts
        if ".." in parts or "/" in parts:
            raise _OutsideError(f"the template {template} lies outside the publication")
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            path = str(Path(self.searchpath[0], template))
            raise TemplateSyntaxError("this is not UTF-8", line, template, path) from error


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which tells what is nested too deep as a mistake in its line.

    Attributes:
        own: the folder of the publication's own templates; None: it has none.
    """

    own: Path | None = None
    intercepted_binops = frozenset(("**",))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A power, unless it is one that nobody could wait for."""
        if abs(right) > _POWER:
            raise OverflowError(f"the power {right} is greater than {_POWER}")
        return super().call_binop(context, operator, left, right)

    def handle_exception(self, source: str | None = None) -> Any:
        """Raise what went wrong, with the lines of templates."""
        if self.own:
            bounded.release()
        super().handle_exception(source)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parser = Parser(self, source, name, filename)
        try:
            return parser.parse()
        except RecursionError as error:
            raise _deep(parser.stream.current.lineno, name, filename) from error

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        self._read = source, name
        try:
            return super()._generate(source, name, filename, defer_init)
        except RecursionError as error:
            raise _deep(_deepest(source), name, filename) from error

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (RecursionError, SyntaxError, MemoryError) as error:  # Python nests less deep than Jinja
            read, name = self._read
            raise _deep(_deepest(read), name, filename) from error


def _deep(line: int, name: str | None, filename: str | None) -> TemplateSyntaxError:
    return TemplateSyntaxError("this is nested too deep", line, name, filename)


def _deepest(template: nodes.Template) -> int:
    """The line of what is nested deepest."""
    waiting: list[tuple[int, nodes.Node]] = [(0, template)]
    deepest, line = 0, 1
    while waiting:
        depth, node = waiting.pop()
        if depth > deepest:
            deepest, line = depth, node.lineno
        waiting += [(depth + 1, child) for child in node.iter_child_nodes()]
    return line


def environment(publication_root: Path, words: Mapping[str, str]) -> Environment:
    """An environment for one publication and language.

    Args:
        publication_root: the folder that may hold templates/ of its own.
        words: English to the language; a word that is missing or empty stays English.
    """
    own, ours = folders(publication_root)
    made = _Sandbox(
        loader=ChoiceLoader([_Folder(folder) for folder in (own, ours)]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printed,
    )
    if own.resolve() != ours.resolve() and any(path.is_file() for path in own.rglob("*")):
        made.own = own
    # Without those that give something else each time, or whose objects are printed with their place in memory.
    functions: dict[str, Any] = {"_": lambda word: words.get(word) or word, "range": made.globals["range"]}
    made.globals = {**{name: Function(each) for name, each in functions.items()}, "namespace": Namespace, "dict": dict}
    del made.filters["random"]
    made.filters["markup"] = Markup  # for HTML that Pandoc or a template wrote
    return made


def _printed(value: Any) -> Any:
    """What stands in braces, if it is something that can be printed.

    Raises:
        TypeError: it is a function, or a list that is not made yet.
    """
    if value is None or isinstance(value, str | int | float | tuple | list | dict | Undefined):
        return value
    raise TypeError(f"{value!r} can't be printed" if isinstance(value, Function | Record) else "this can't be printed")


def kept(publication_root: Path, words: Mapping[str, str]) -> Environment:
    """The same environment again inside press.blockwise.keeping, as long as no template comes or goes."""
    own = tuple(sorted(map(str, folders(publication_root)[0].rglob("*"))))
    return recalled(environment, publication_root, words, stamp=own)


def render(templates: Environment, name: str, **values: Any) -> str:
    """A template's text.

    Raises:
        EngineError: the template is missing, can't be read, or names what is not there (W001, with file and line);
            of a publication's own: one lies outside of it (C008), has no end (W001), or has something fetched (P004).
    """
    told = given(values)
    own = templates.own if isinstance(templates, _Sandbox) else None
    if own is None:
        return "".join(_filled(templates, name, told))
    try:
        size = extent(told)
        memory, most = MEMORY_SHARE * size + MEMORY, SHARE * size + FURNITURE
        text, wrong = bounded.bounded(lambda: _within_bounds(templates, own, name, told, most), memory)
    except bounded.EndedError as error:
        raise EngineError(Diagnostic("W001", _SECONDS, _of(own, name), _ENDLESS)) from error
    if wrong:
        raise EngineError(Diagnostic(row[0], row[1], Location(Path(row[2]), row[3]), row[4]) for row in wrong)
    return str(text)


def _filled(templates: Environment, name: str, told: Mapping[str, Any]) -> Generator[str]:
    """The pieces of a template's text."""
    try:
        yield from templates.get_template(name).generate(told)
    except Exception as error:  # templates call filters and methods: any exception is the template's
        place = _place(error, templates, name)
        if not isinstance(error, TemplateError) and place is None:
            raise
        raise EngineError(_told(error, place)) from error


Wrong = tuple[str, str, str, int, str]


def _within_bounds(
    templates: Environment, own: Path, name: str, told: Mapping[str, Any], most: int
) -> tuple[str, list[Wrong]]:
    """A template's text and what is wrong with it, as rows that JSON holds."""
    try:
        longer = _WrittenError(f"this writes more than {most:,} characters, far more than it is given")
        text = texts.joined(_filled(templates, name, told), most, longer)
        found = [address for address in dict.fromkeys(fetched(text, name)) if address not in told.values()]
        wrong = [_fetching(address, own, name) for address in found]
        if deepest(text, name) > DEEPEST:
            message = "elements are nested deeper than can be set"
            wrong.append(Diagnostic("W001", message, _fullest(own, name), _ENDLESS))
    except EngineError as error:
        text, wrong = "", list(error.diagnostics)
    except Exception as error:
        text, wrong = "", [_told(error, None)]
    placed = ((told, told.location or _of(own, name)) for told in wrong)
    return text, [(told.code, told.message, str(at.path), at.line, told.hint) for told, at in placed]


def _fetching(address: str, own: Path, name: str) -> Diagnostic:
    """P004 where an address stands in one of a publication's own templates."""
    message = f"{address[:80]} would be fetched from elsewhere"
    hint = "put the file into the publication, or take it out; editions fetch nothing, and their pages' policy says so"
    needle = address
    if address == POLICY:
        needle = "<head"
        message = "the page has no content security policy that keeps it from fetching"
        hint = "begin its head with the <meta> that the template of the same name in the project begins with"
    places = (locate(path, needle) for path in sorted(own.rglob("*.j*")) if path.is_file())
    return Diagnostic("P004", message, next((at for at in places if at.line), _of(own, name)), hint)


def _fullest(own: Path, name: str) -> Location:
    """The line with most tags in the template of a name."""
    at = _of(own, name)
    lines = at.path.read_text("utf-8").splitlines() if at.path.is_file() else []
    return replace(at, line=max(range(len(lines)), key=lambda row: lines[row].count("<"), default=-1) + 1)


def _of(own: Path, name: str) -> Location:
    """The template of a name, if the publication has its own, else its first."""
    path = own / name
    return Location(path if path.is_file() else min((each for each in own.rglob("*") if each.is_file()), default=own))


def _told(error: Exception, place: Location | None) -> Diagnostic:
    """What went wrong in a template, in a sentence."""
    message, hint = error.message if isinstance(error, TemplateError) and error.message else str(error), _HINT
    match error:
        case _OutsideError():
            return Diagnostic("C008", message, place, "templates are named by their path in templates/")
        case bounded.ExhaustedError():
            message, hint = _SECONDS, _ENDLESS
        case MemoryError():
            message, hint = _MEMORY, _ENDLESS
        case RecursionError():
            message, hint = "this calls itself without end", _ENDLESS
        case _WrittenError():
            hint = _ENDLESS
        case TemplateError():
            pass
        case _:
            message = f"{type(error).__name__}: {message}"
    return Diagnostic("W001", message, place, hint)


def _place(error: Exception, templates: Environment, name: str) -> Location | None:
    """Where a template failed: the innermost line that Jinja maps into the traceback, of a publication's own if any."""
    if isinstance(error, TemplateSyntaxError):
        return Location(Path(error.filename or error.name or name), error.lineno)
    found: list[Location] = []
    trace = error.__traceback__
    while trace:
        path = Path(trace.tb_frame.f_code.co_filename)
        if any(path.is_relative_to(root) for root in _roots(templates)):
            found.append(Location(path, trace.tb_lineno))
        trace = trace.tb_next
    own = templates.own if isinstance(templates, _Sandbox) else None
    return next((at for at in reversed(found) if own and at.path.is_relative_to(own)), found[-1] if found else None)


def _roots(templates: Environment) -> list[Path]:
    choices = templates.loader.loaders if isinstance(templates.loader, ChoiceLoader) else []
    return [Path(path) for one in choices if isinstance(one, FileSystemLoader) for path in one.searchpath]
