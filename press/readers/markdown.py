"""Content files to Pandoc trees: Jinja in its sandbox, then Pandoc, then what a source must not hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from press import pandoc
from press.errors import Diagnostic, EngineError, Location, SourceError
from press.readers.hazards import hazards
from press.readers.positions import locate, place

# Straight quotes and hyphens may be typed; abbreviations get no hidden no-break space, which the language's own
# typography sets.
READER = "markdown+smart-yaml_metadata_block-pandoc_title_block"
OPTIONS = ("--abbreviations=/dev/null",)

# What a file may hold of control and format characters: tab, line feed, joiners of scripts that need them, soft hyphen.
ALLOWED_CONTROLS = {"\t", "\n", "\u200c", "\u200d", "\u00ad", "\u2060"}


def read_text(path: Path) -> str:
    """The text of a content file.

    Raises:
        SourceError: S011 it is not UTF-8; S015 it holds control characters or bidirectional overrides.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        where = Location(path, data.count(b"\n", 0, error.start) + 1)
        raise SourceError(Diagnostic("S011", "this is not UTF-8", where, "save the file as UTF-8")) from error
    if found := list(_controls(path, text)):
        raise SourceError(found)
    return text


def _controls(path: Path, text: str) -> Iterator[Diagnostic]:
    for at, character in enumerate(text):
        if unicodedata.category(character) in ("Cc", "Cf") and character not in ALLOWED_CONTROLS:
            message = f"the invisible character U+{ord(character):04X} stands here"
            yield Diagnostic("S015", message, place(text, at, path), "delete it: it can make text read otherwise")


def read(path: Path, names: Mapping[str, Any], raw_html: tuple[str, ...], content: Path) -> pandoc.Tree:
    """The tree of a content file.

    Args:
        path: the Markdown.
        names: what its Jinja templates may use.
        raw_html: names of the HTML elements that it may hold.
        content: the folder that pictures are looked for in, and outside of which nothing is read.

    Raises:
        SourceError: all that is wrong with it (S001–S017), with its place.
    """
    text = read_text(path)
    source = expand(path, text, names)
    try:
        tree = pandoc.read(source, READER, *OPTIONS)
    except EngineError as error:
        raise SourceError(_relocated(error, path)) from error
    found = [*hazards(tree, path, raw_html, content), *_front_matter(path, text)]
    if found:
        raise SourceError(found)
    return tree


def _relocated(error: EngineError, path: Path) -> Iterator[Diagnostic]:
    """Pandoc's messages with the place that they speak of."""
    import re

    for diagnostic in error.diagnostics:
        line = re.search(r"line (\d+)", diagnostic.message)
        duplicate = re.search(r"identifier '([^']+)'|[Dd]uplicate \w+ reference '?\[?\^?([^'\]]+)", diagnostic.message)
        where = Location(path, int(line[1])) if line else Location(path)
        if duplicate and not line:
            where = locate(path, next(filter(None, duplicate.groups())))
        yield Diagnostic(diagnostic.code, diagnostic.message.splitlines()[0], where, "mend the Markdown there")


def _front_matter(path: Path, text: str) -> Iterator[Diagnostic]:
    if text.startswith("---\n"):
        hint = "remove it: titles are headings, and settings stand in content/publication.yaml"
        yield Diagnostic("S017", "a content file has no YAML front matter", Location(path, 1), hint)


def expand(path: Path, text: str, names: Mapping[str, Any]) -> str:
    """The text with its Jinja templates filled in, in the sandbox.

    Raises:
        SourceError: S001 its syntax is wrong, S002 a name is not defined, S003 it asks for what the sandbox refuses.
    """
    if "{{" not in text and "{%" not in text and "{#" not in _without_attributes(text):
        return text
    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, keep_trailing_newline=True, autoescape=False, **COMMENTS
    )
    environment.globals.clear()
    try:
        return environment.from_string(text).render(**names)
    except SourceError:
        raise
    except jinja2.TemplateSyntaxError as error:
        where = Location(path, error.lineno)
        raise SourceError(Diagnostic("S001", error.message or "template error", where, _SYNTAX_HINT)) from error
    except SecurityError as error:
        hint = "a content file may only use its data; take the expression out"
        raise SourceError(Diagnostic("S003", str(error), _line(error, path), hint)) from error
    except jinja2.UndefinedError as error:
        hint = f"defined are: {', '.join(sorted(names)) or 'no names'}"
        raise SourceError(Diagnostic("S002", str(error), _line(error, path), hint)) from error
    except Exception as error:  # any error of an expression in the content
        raise SourceError(Diagnostic("S001", f"{error}", _line(error, path), _SYNTAX_HINT)) from error


_SYNTAX_HINT = "to print braces as they are, write {{ '{{' }}"
# `{#` opens an attribute in Pandoc's Markdown, so comments have other marks here.
COMMENTS: Mapping[str, Any] = {"comment_start_string": "{##", "comment_end_string": "##}"}


def _without_attributes(text: str) -> str:
    return text.replace("{#", "").replace("{##", "{#")


def _line(error: BaseException, path: Path) -> Location:
    """The line of the content where an expression failed: the last frame of a template in the traceback."""
    line, trace = 0, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return Location(path, line)


Table = Callable[[str], str]
