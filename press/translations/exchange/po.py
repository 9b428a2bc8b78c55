"""PO files as OmegaT reads and writes them: our ids as msgctxt, and a header by which a file is known again.

OmegaT knows neither plurals of ours nor obsolete entries, so that there are none. It writes a file anew from its
lines: comments and ids stay, `#, fuzzy` and `#|` go, msgstr is filled in and broken at line feeds only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from press import xml_files
from press.errors import Diagnostic, Location, SourceError
from press.translations.exchange.units import Bundle, File, Incoming, Returned, Unit, UnitState

_STRING = re.compile(r'(?:(msgctxt|msgid|msgstr)\s+)?"((?:\\.|[^"\\])*)"')
_PREVIOUS = re.compile(r'#\| msgid "((?:\\.|[^"\\])*)"')
_LINE_ENDS = re.compile("[\r\x85\u2028\u2029]")  # other than the line feed, which is escaped
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_PLAIN = {escaped: plain for plain, escaped in _ESCAPES.items()}
_HINT = "let OmegaT make it again (Project > Create Translated Documents), or take an older copy"


def render(bundle: Bundle, file: File) -> str:
    """A document with its translations; the fuzzy ones have the source that they were made from above them.

    Raises:
        SourceError: S015 a text holds a control character or a line end that OmegaT can't.
    """
    header = {
        "Language": file.language.tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Publication": bundle.identifier,
        "X-Document": file.document,
        "X-Segments": str(len(file.units)),
    }
    lines = ['msgid ""', 'msgstr ""', *(_quoted(f"{key}: {value}\n") for key, value in header.items())]
    return "\n".join([*lines, *(line for unit in file.units for line in ("", *_unit(file, unit)))]) + "\n"


def _unit(file: File, unit: Unit) -> Iterator[str]:
    name = f"{file.document}/{unit.id}"
    for text in (unit.source, unit.target, unit.previous, *unit.notes, *unit.comments):
        xml_files.allowed(text, name)
        if found := _LINE_ENDS.search(text):
            message = f"{name} holds U+{ord(found[0]):04X}, which OmegaT takes for the end of a line"
            raise SourceError(Diagnostic("S015", message, None, "remove it from the catalog"))
    yield from (f"# {line}" for comment in unit.comments for line in comment.split("\n"))
    yield from (f"#. {line}" for note in unit.notes for line in note.split("\n"))
    if unit.state is UnitState.FUZZY:
        yield "#, fuzzy"
        if unit.previous:
            yield f"#| msgid {_quoted(unit.previous)}"
    yield f"msgctxt {_quoted(unit.id)}"
    yield f"msgid {_quoted(unit.source)}"
    yield f"msgstr {_quoted(unit.target)}"


def _quoted(text: str) -> str:
    return '"' + re.sub(r'[\\"\n\t]', lambda match: _ESCAPES[match[0]], text) + '"'


@dataclass
class _Entry:
    """An entry while it is read: its texts by their keywords."""

    line: int
    texts: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    fuzzy: bool = False
    previous: str = ""


def read(path: Path) -> Returned:
    """The units of a file that `render` made, as it is or as OmegaT wrote it.

    Raises:
        SourceError: X001 it is no UTF-8 or no PO, it isn't one of ours, or it is cut off.
    """
    header, *entries = _entries(path) or [_Entry(0)]
    values = dict(re.findall(r"^([\w-]+): ?(.*)$", header.texts.get("msgstr", ""), re.M))
    if header.texts.get("msgid") or not values.get("X-Document"):
        raise _error(path, 0, "its header doesn't tell which document it is")
    if values.get("X-Segments") != str(len(entries)):
        raise _error(path, 0, f"it has {len(entries)} segments and not {values.get('X-Segments')}: it is cut off")
    units = tuple(_incoming(path, values["X-Document"], entry) for entry in entries)
    return Returned(values.get("X-Publication", ""), values.get("Language", ""), units)


def _incoming(path: Path, document: str, entry: _Entry) -> Incoming:
    if missing := [word for word in ("msgctxt", "msgid", "msgstr") if word not in entry.texts]:
        raise _error(path, entry.line, f"an entry has no {missing[0]}")
    target = entry.texts["msgstr"]
    state = UnitState.MISSING if not target else UnitState.FUZZY if entry.fuzzy else UnitState.TRANSLATED
    return Incoming(
        document,
        entry.texts["msgctxt"],
        entry.texts["msgid"],
        target,
        state,
        tuple(entry.comments),
        entry.line,
        previous=entry.previous if state is UnitState.FUZZY else "",
    )


def _entries(path: Path) -> list[_Entry]:
    found: list[_Entry] = []
    entry, keyword = _Entry(0), ""
    for number, line in enumerate(_lines(path), 1):
        match = _STRING.fullmatch(line)
        keyword = (match[1] or keyword) if match else ""
        if match and not keyword or not match and line and not line.startswith("#"):
            raise _error(path, number, f"this line is no PO syntax: {line[:60]}")
        if match:
            entry.line = entry.line or number
            if match[1] and match[1] in entry.texts:
                raise _error(path, number, f"an entry has two {match[1]}")
            entry.texts[keyword] = entry.texts.get(keyword, "") + _unquoted(match[2])
        elif line:
            _comment(entry, line)
        elif entry.texts:
            found.append(entry)
            entry = _Entry(0)
    return [*found, entry] if entry.texts else found


def _comment(entry: _Entry, line: str) -> None:
    entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
    if match := _PREVIOUS.fullmatch(line):
        entry.previous = _unquoted(match[1])
    elif line.startswith("# "):
        entry.comments.append(line[2:])


def _unquoted(text: str) -> str:
    return re.sub(r"\\.", lambda match: _PLAIN.get(match[0], match[0]), text)


def _lines(path: Path) -> Iterable[str]:
    try:
        text = xml_files.read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _error(path, 0, "it is not UTF-8") from error
    return [line.strip() for line in text.replace("\r\n", "\n").split("\n")]


def _error(path: Path, line: int, message: str) -> SourceError:
    return SourceError(Diagnostic("X001", message, Location(path, line), _HINT))


def together(path: Path, parts: Sequence[Returned]) -> Returned:
    """What several files brought back, in their order.

    Raises:
        SourceError: X004 they are of different publications or languages.
    """
    if len({(part.identifier, part.language) for part in parts}) > 1:
        hint = "import each by itself"
        raise SourceError(
            Diagnostic("X004", "its files are of several publications or languages", Location(path), hint)
        )
    units = tuple(unit for part in parts for unit in part.units)
    return Returned(parts[0].identifier, parts[0].language, units)
