"""YAML with the place of every key and value, so that each message can say file:line:column.

Stricter than YAML 1.1 where that surprises: only true and false are booleans, only plain decimal digits are numbers
(`0123`, `1_000`, `9:30`, `yes` stay text), keys are always text, and a key given twice is an error. What is wrong is
written down in a report, so that an author learns of everything at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from press import characters
from press.content import texts
from press.content.positions import hidden
from press.diagnostics import Diagnostic, Location, SourceError

Scalar = str | int | float | bool | date | None
NO_DAY = date.max  # stands for an impossible date, which is reported
# Aliases multiply: nine lines can stand for a thousand million values. No honest file of settings comes near these.
MOST_ITEMS = 100_000
MOST_DEPTH = 50
_TAG = "tag:yaml.org,2002:"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT: tuple[re.Pattern[str], Callable[[str], Scalar]] = (re.compile(r"(?s).*"), str)
_SCALARS: dict[str, tuple[re.Pattern[str], Callable[[str], Scalar]]] = {
    "null": (re.compile(r".*"), lambda text: None),
    "bool": (re.compile(r"true|false|True|False|TRUE|FALSE"), lambda text: text.lower() == "true"),
    "int": (re.compile(r"[-+]?(0|[1-9][0-9]{0,17})"), int),
    "float": (re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}"), float),
    "timestamp": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
}
_END = re.compile(r"\n(?:---|\.\.\.)[ \t]*\n?\Z")  # of a file that Pandoc wrote, behind which nothing stands


class Report:
    """The diagnostics of one reading; places inside the publication are told relative to its root."""

    def __init__(self, root: Path) -> None:
        """Start with nothing wrong."""
        self.root = root.resolve()
        self.diagnostics: list[Diagnostic] = []

    def place(self, path: Path, line: int = 0, column: int = 0) -> Location:
        """A location, relative to the publication's root if it lies inside."""
        absolute = path if path.is_absolute() else self.root / path
        inside = absolute.is_relative_to(self.root)
        return Location(absolute.relative_to(self.root) if inside else absolute, line, column)

    def error(self, code: str, message: str, location: Location | None, hint: str = "") -> None:
        """Write down one more error."""
        self.diagnostics.append(Diagnostic(code, message, location, hint))

    def sorted(self) -> list[Diagnostic]:
        """All that is wrong, sorted by location."""
        nowhere = Location(Path())
        return sorted(self.diagnostics, key=lambda d: (d.location or nowhere, d.code, d.message))

    def finish(self) -> None:
        """End the reading.

        Raises:
            SourceError: something was wrong; all of it, sorted by location.
        """
        if self.diagnostics:
            raise SourceError(self.sorted())


@dataclass(frozen=True, slots=True)
class Item:
    """A value, where it stands, and where its key stands if it has one."""

    value: Scalar | dict[str, Item] | list[Item]
    location: Location
    key: Location | None = None


def read(path: Path, report: Report) -> Item | None:
    """Read a file of YAML; None (and a diagnostic in the report) if it can't be read.

    Reports C001 (syntax, not UTF-8, aliases without measure, foreign tags), C005 (impossible date), C006 (no such
    file), C010 (duplicate key) and S015 (control character or bidirectional override in a text).
    """
    text = _text(path, report)
    if text is None:
        return None
    try:
        text = _END.sub("\n", text)
        _measure(text)
        node = yaml.compose(text, Loader=_Loader)
        _report(hidden(text, path), path, report)
        literal = {text[at] for at, _ in characters.controls(text)}
        return _Builder(path, report, literal).item(node) if node else Item(None, report.place(path, 1, 1))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = report.place(path, mark.line + 1, mark.column + 1) if mark else report.place(path)
        said = ", ".join(part for part in (error.context, error.problem) if part)
        hint = error.note or _hint(text, mark.line if mark else 0)
        report.error("C001", said or "syntax error", where, hint)
    except yaml.reader.ReaderError as error:
        control = re.search(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]", text)
        where = _position(path, report, text[: control.start() if control else 0])
        report.error("C001", f"a character that YAML forbids ({error.reason})", where, "remove it")
    return None


def plain(item: Item) -> Any:
    """The bare value of an item: dict, list, str, int, float, bool, date or None."""
    if isinstance(item.value, dict):
        return {key: plain(child) for key, child in item.value.items()}
    return [plain(child) for child in item.value] if isinstance(item.value, list) else item.value


def load(path: Path, root: Path) -> Any:
    """The bare value of a file.

    Raises:
        SourceError: the file can't be read; see `read`.
    """
    report = Report(root)
    item = read(path, report)
    report.finish()
    return plain(item) if item else None


def _text(path: Path, report: Report) -> str | None:
    try:
        return texts.read(path, "C001")
    except SourceError as error:
        _report(error.diagnostics, path, report)
    except FileNotFoundError:
        report.error("C006", f"{path.name} is not there", report.place(path), "write it, or correct its name")
    except OSError as error:
        report.error("C001", f"can't be opened: {error.strerror}", report.place(path), "make it readable")
    return None


def _report(found: Iterable[Diagnostic], path: Path, report: Report) -> None:
    for told in found:
        at = told.location or Location(path)
        report.error(told.code, told.message, report.place(path, at.line, at.column), told.hint)


def _position(path: Path, report: Report, before: str) -> Location:
    return report.place(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _measure(text: str) -> None:
    """Refuse nesting that would exhaust the stack of the composer, which is recursive, and values without number.

    A value takes two characters at least, so that most files need no look.
    """
    flat = text.count("[") + text.count("{") < MOST_DEPTH and not re.search(rf"^[ \t?-]{{{MOST_DEPTH}}}", text, re.M)
    if flat and len(text) < 2 * MOST_ITEMS:
        return
    depth = items = 0
    events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            raise _refused(f"nested deeper than {MOST_DEPTH}", event, "no setting is nested like that")
        items += isinstance(event, yaml.NodeEvent)  # keys are counted, too
        if items > 2 * MOST_ITEMS:
            raise _refused(f"more than {MOST_ITEMS} keys and values", event, "write fewer, or part the file")


def _refused(problem: str, at: Any, hint: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=at.start_mark, note=hint)


def _hint(text: str, line: int) -> str:
    """What most likely is wrong on a line (counted from 0) that YAML stumbled over."""
    lines = text.splitlines()
    near = " ".join(lines[max(0, line - 1) : line + 1])
    if "\t" in near:
        return "indent with spaces, not with tabs"
    if re.search(r":\s+[^\"'\s#|>{\[].*:\s", near) or re.search(r":\s+[@`%&*!]", near):
        return 'put a text that holds ": " or begins with @ ` % & * ! in quotes'
    return "look at the indentation, quotes and brackets of this line and the one above"


class _Builder:
    """Turns composed nodes into items; remembers what aliases share."""

    def __init__(self, path: Path, report: Report, literal: Collection[str]) -> None:
        self.path = path
        self.report = report
        self.literal = literal  # what nobody sees and stands in the file itself, which is told already
        self.known: dict[int, tuple[Any, int]] = {}
        self.open: set[int] = set()
        self.size = 0

    def item(self, node: Node, key: Location | None = None) -> Item:
        before = self.known.get(id(node))
        if id(node) in self.open:
            raise _refused("an alias that holds itself", node, "write the value out")
        start = self.size
        self.size += before[1] if before else 1
        if self.size > MOST_ITEMS:
            raise _refused(f"more than {MOST_ITEMS} values, aliases counted each time", node, "write fewer")
        if not before:
            self.open.add(id(node))
            value = _BUILD[type(node)](self, node)
            self.open.remove(id(node))
            before = self.known[id(node)] = (value, self.size - start)
        return Item(before[0], self.place(node), key)

    def place(self, node: Node) -> Location:
        return self.report.place(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def mapping(self, node: MappingNode) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                raise _refused("a key that is not text", key, "put a key that begins with [ or { in quotes")
            item = self.item(value, self.place(key))
            if first := found.get(key.value):
                hint = f"the first is at line {first.key.line}; keep one of them" if first.key else ""
                self.report.error("C010", f"{key.value} is given twice", item.key, hint)
            else:
                found[key.value] = item
        return found

    def sequence(self, node: SequenceNode) -> list[Item]:
        return [self.item(child) for child in node.value]

    def scalar(self, node: ScalarNode) -> Scalar:
        if not node.tag.startswith(_TAG):
            raise _refused(f"the tag {node.tag} is not known", node, "leave the tag out")
        for at, message in characters.controls(node.value):
            if node.value[at] not in self.literal:
                self.report.error("S015", message, self.place(node), characters.HINT)
        pattern, build = _SCALARS.get(node.tag.removeprefix(_TAG), _TEXT)
        try:
            return build(node.value) if pattern.fullmatch(node.value) else str(node.value)
        except ValueError:
            said = f"{node.value} is not a day of the calendar"
            self.report.error("C005", said, self.place(node), "write year-month-day: 2026-11-23")
            return NO_DAY


_BUILD: dict[type[Node], Callable[[_Builder, Any], Any]] = {
    MappingNode: _Builder.mapping,
    SequenceNode: _Builder.sequence,
    ScalarNode: _Builder.scalar,
}
