"""Content files to Pandoc trees: Jinja in its sandbox, then Pandoc, then what a source must not hold.

Code is never touched: what looks like a template there is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from press import pandoc
from press.characters import controls
from press.content import (
    apostrophes,
    callouts,
    code,
    dialects,
    dollars,
    formulas,
    lists,
    pictures,
    table_rows,
    table_shapes,
    texts,
    unread,
)
from press.content.positions import hidden, locate, one_by_one, place
from press.content.safety import hazards, hazards_within
from press.diagnostics import Diagnostic, EngineError, Location, SourceError

# Straight quotes and hyphens may be typed; abbreviations get no hidden no-break space, which the language's own
# typography sets.
READER = "markdown+smart-yaml_metadata_block-pandoc_title_block"
OPTIONS = ("--abbreviations=/dev/null",)
# Without loops, assignments, arithmetic and methods, filling in a text takes as long as the text is.
PLAIN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Call, nodes.Keyword, nodes.If),
    *(nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.Concat, nodes.Test),
    *(nodes.Getattr, nodes.Getitem),
)
LONGEST = 3_000_000  # bytes of a document, and characters with its data filled in; as a book of a thousand pages has
_SYNTAX_HINT = "to print braces as they are, write \\{{ or \\{%, or put them between backquotes, as code"
# `{#` opens an attribute in Pandoc's Markdown, so comments have other marks here.
COMMENTS: Mapping[str, Any] = {"comment_start_string": "{##", "comment_end_string": "##}"}


def read_text(path: Path) -> str:
    """The text of a content file.

    Raises:
        SourceError: S011 it is not UTF-8, no file, or far too large; S061 it is larger than LONGEST bytes.
    """
    text = texts.read(path, "S011")
    if len(text.encode()) > LONGEST:
        message, hint = f"this is larger than {LONGEST:,} bytes", "part it into several documents"
        raise SourceError(Diagnostic("S061", message, Location(path, 1), hint))
    return text.replace("\r\n", "\n")


def read(
    path: Path,
    names: Mapping[str, Any],
    raw_html: tuple[str, ...],
    content: Path,
    remark: dialects.Remark = lambda told: None,
    problems: Callable[[Any], Iterable[Diagnostic]] = lambda blocks: (),
) -> pandoc.Tree:
    """The tree of a content file.

    Args:
        path: the Markdown.
        names: what its Jinja templates may use.
        raw_html: names of the HTML elements that it may hold.
        content: the folder that pictures are looked for in, and outside of which nothing is read.
        remark: is told what is left out of it (S017, S041, N006).
        problems: what else is wrong with its blocks, as links to other files may be.

    Raises:
        SourceError: all that is wrong with it (S001–S018, S030, S031, S033, S050, S051, S060, S061, C006, C008), with
            its place.
    """
    written = read_text(path)
    concealed = {at for at, _ in controls(written)}
    text = "".join(" " if at in concealed else sign for at, sign in enumerate(written)) if concealed else written
    text = dialects.without_settings(text, lambda at: place(written, at, path), remark)
    text, directives = dialects.without_directives(text, lambda at: place(written, at, path))
    directed, found = text, list(hidden(written, path))
    found += directives.values()
    try:
        source = expand(path, text, names)
    except SourceError as error:
        found, source = [*found, *error.diagnostics], text
    except EngineError as error:
        raise SourceError([*found, *_relocated(error, path)]) from error
    try:
        tree = code.with_tabs(source, _parsed)
    except EngineError as error:
        found += _relocated(error, path)
        if any(told.code == pandoc.EXHAUSTED for told in error.diagnostics):
            raise SourceError(sorted(found, key=_order)) from error
        tree = code.with_tabs(source, lambda text: _in_spite(text, found))
    blocks = dialects.converted(formulas.labelled(tree["blocks"]), one_by_one(path), remark)
    blocks = unread.without(blocks, one_by_one(path), remark)
    tree = {**tree, "blocks": pictures.named(blocks, path, content)}

    def where(at: int, line: str) -> Location:
        return place(written, at, path) if source == directed else locate(path, line)

    found += [*_doubts(tree, path), *hazards(tree, path, raw_html, content, directives)]
    found += [*lists.problems(source, _parsed, where), *table_rows.problems(source, _parsed, where)]
    found += formulas.problems(dollars.certain(tree)["blocks"], lambda needle, nth: locate(path, needle, nth=nth))
    found += problems(tree["blocks"])
    if not found:
        tree = {**tree, "blocks": table_shapes.shaped(callouts.opened(tree["blocks"], titles := _Titles()))}
        found = list(hazards_within(titles.read, lambda needle: locate(path, needle), raw_html, content))
        found += problems(titles.read)
    if found:
        raise SourceError(sorted(found, key=_order))
    tree = dollars.bare(tree)
    return {**tree, "blocks": apostrophes.mended(tree["blocks"])}


def _order(told: Diagnostic) -> tuple[int, int]:
    return (told.location.line, told.location.column) if told.location else (0, 0)


class _Titles:
    """Reads titles that stand in attributes, all in one run of Pandoc, and remembers them."""

    def __init__(self) -> None:
        self.read: list[Any] = []

    def __call__(self, titles: Sequence[str]) -> list[list[Any]]:
        # Behind an empty span none of them can open a block.
        blocks = _parsed("\n\n".join(f"[]{{.title}}{title}" for title in titles))["blocks"]
        self.read = [block["c"][1:] for block in blocks]
        return self.read


def _parsed(source: str) -> pandoc.Tree:
    return dollars.read(source, READER, *OPTIONS)


def _doubts(tree: pandoc.Tree, path: Path) -> Iterator[Diagnostic]:
    for formula in dollars.doubtful(tree):
        inner = formula.strip("$")
        said = inner if len(inner) <= 60 else f"{inner[:57]}…"
        hint = f"write {formula.replace(inner, f'`{said}`')} for mathematics, and \\$ for a dollar"
        where = locate(path, formula.partition("\n")[0])
        message = f"{' '.join(formula.replace(inner, said).split())} could be mathematics or money"
        yield Diagnostic("S031", message, where, hint)


def _in_spite(source: str, found: list[Diagnostic]) -> pandoc.Tree:
    """The tree of what Pandoc warns of, so that what else is wrong is told too.

    Raises:
        SourceError: what was found before, if it can't be read at all.
    """
    try:
        return dollars.read(source, READER, *OPTIONS, "--quiet")
    except EngineError as error:
        raise SourceError(found) from error


def _relocated(error: EngineError, path: Path) -> Iterator[Diagnostic]:
    """Pandoc's messages, one by one, with the place that they speak of.

    Pandoc read the text with its templates filled in, and tells of identifiers at the end of it: its line numbers are
    of no use where there is a name to look for.
    """
    for diagnostic in error.diagnostics:
        if diagnostic.code == pandoc.EXHAUSTED:
            lines = path.read_text("utf-8", errors="replace").splitlines()
            yield replace(diagnostic, location=Location(path, pandoc.densest(lines) + 1))
            continue
        for said in diagnostic.message.split("[WARNING] "):
            message = re.sub(r"( defined at)? line \d+ column \d+ but", " is", said.strip().partition("\n")[0])
            message = re.sub(r" at line \d+ column \d+", "", message)
            if message:
                yield Diagnostic(diagnostic.code, message, _spoken_of(said, path), "mend the Markdown there")


def _spoken_of(said: str, path: Path) -> Location:
    """The last place of the identifier or note that a message names, else the line that it names."""
    text = path.read_text("utf-8", errors="replace")
    identifier, note = re.search(r"identifier '([^']+)'", said), re.search(r"[Nn]ote .*?'([^']+)'", said)
    at = text.rfind(f"#{identifier[1]}") if identifier else text.rfind(f"[^{note[1]}]:") if note else -1
    line = re.search(r"line (\d+)", said)
    return Location(path, int(line[1])) if line and at < 0 else place(text, at, path)


def expand(path: Path, text: str, names: Mapping[str, Any]) -> str:
    """The text with its Jinja templates filled in, in the sandbox.

    Raises:
        SourceError: S001 its syntax is wrong, S002 a name is not defined, S003 it asks for what the sandbox refuses.
        EngineError: Pandoc can't read it (S004, S060).
    """
    text = code.without_templates(text, READER, *OPTIONS)
    if not code.OPENING.search(text):
        return code.with_braces(text)
    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, keep_trailing_newline=True, autoescape=False, finalize=_printed, **COMMENTS
    )
    environment.globals.clear()
    try:
        _refuse(environment.parse(text), path)
        pieces = cast(Generator[str], environment.from_string(text).generate(**names))
        longer = SecurityError(f"with its data the text is longer than {LONGEST:,} characters")
        return code.with_braces(texts.joined(pieces, LONGEST, longer))
    except SourceError as error:
        raise SourceError(_called_from(error, path)) from error
    except jinja2.TemplateSyntaxError as error:
        where = Location(path, error.lineno)
        raise SourceError(Diagnostic("S001", error.message or "template error", where, _SYNTAX_HINT)) from error
    except SecurityError as error:
        hint = "a content file may only use its data; take the expression out"
        raise SourceError(Diagnostic("S003", str(error), _line(error, path), hint)) from error
    except jinja2.UndefinedError as error:
        hint = f"defined are: {', '.join(sorted(names)) or 'no names'}; {_SYNTAX_HINT}"
        raise SourceError(Diagnostic("S002", str(error), _line(error, path), hint)) from error
    except (RecursionError, SyntaxError) as error:  # Python follows what is nested, as Jinja does
        where = Location(path, pandoc.densest(text.splitlines()) + 1)
        raise SourceError(Diagnostic("S001", "this is nested too deep", where, _SYNTAX_HINT)) from error
    except Exception as error:  # any error of an expression in the content
        raise SourceError(Diagnostic("S001", f"{error}", _line(error, path), _SYNTAX_HINT)) from error


def _printed(value: Any) -> Any:
    """What stands in braces, if it is no function, which would be printed with its place in memory.

    Raises:
        SecurityError: it is one.
    """
    if callable(value) and not isinstance(value, jinja2.Undefined):
        raise SecurityError("a function can't be printed; call it: {{ table('name') }}")
    return value


def _refuse(template: nodes.Template, path: Path) -> None:
    """Raise S003 for what could run without end or fill the memory, once a line."""
    found: dict[int, Diagnostic] = {}
    for node in template.find_all(nodes.Node):
        if not isinstance(node, PLAIN) or (isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name)):
            message = f"a template of content may not use `{type(node).__name__.lower()}`"
            hint = "it may only insert data and choose by `if`: no loops, assignments, arithmetic, filters or methods"
            found.setdefault(node.lineno, Diagnostic("S003", message, Location(path, node.lineno), hint))
    if found:
        raise SourceError(found.values())


def _called_from(error: SourceError, path: Path) -> Iterator[Diagnostic]:
    """Diagnostics that a function of a template raised; those that know no line get that of the template."""
    for told in error.diagnostics:
        known = told.location and told.location.line
        yield told if known else replace(told, location=_line(error, path))


def _line(error: BaseException, path: Path) -> Location:
    """The line of the content where an expression failed: the last frame of a template in the traceback."""
    line, trace = 0, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return Location(path, line)
