"""How a file of a release differs from the same file built again, told for people: by what kind of file it is."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

from press import files
from press.release.words import Line, differing, lines_of

LARGEST = 256 * 1024**2  # bytes of a file, or of a member of one, that is read whole
MEMBERS = 100_000
_PIECE = 1024**2
_MARKUP = (".html", ".xhtml", ".htm")
_TEXT = (".txt", ".md", ".css", ".xml", ".opf", ".ncx", ".svg", ".js", ".webmanifest", "")
_PACKED = (".epub", ".zip")


def explained(released: Path, rebuilt: Path) -> list[str]:
    """What differs between two files that are not the same; a line at least."""
    found: list[str] = []
    try:
        found = list(_by_kind(released, rebuilt))
    except Exception as error:  # what was released may be damaged in any way, and readers of formats raise anything
        found = [f"it can't be compared as {released.suffix.removeprefix('.') or 'text'}: {type(error).__name__}"]
    return found or [_bytes(released, rebuilt)]


def _by_kind(released: Path, rebuilt: Path) -> Iterator[str]:
    if released.suffix == ".pdf":
        from press.release.pages import differing_pages

        yield from differing_pages(released, rebuilt)
    elif released.suffix in _PACKED:
        yield from _packed(released, rebuilt)
    else:
        old, new = (files.read_bytes(path, LARGEST) for path in (released, rebuilt))
        yield from _of_data(released.name, old, new)


def _of_data(name: str, old: bytes, new: bytes) -> Iterator[str]:
    """How two states of a file that is no archive differ."""
    suffix = PurePosixPath(name).suffix
    if suffix == ".json":
        yield from _values("", json.loads(old), json.loads(new))
        return
    if suffix not in (*_MARKUP, *_TEXT):
        yield f"other content: {len(old)} bytes, built again {len(new)}"
        return
    texts = old.decode("utf-8", errors="replace"), new.decode("utf-8", errors="replace")
    read: Callable[[str], list[Line]] = _words if suffix in _MARKUP else lines_of
    found = list(differing(read(texts[0]), read(texts[1])))
    if not found and suffix in _MARKUP:
        found = [f"the same words, other markup; {row}" for row in differing(*map(lines_of, texts))][:1]
    yield from found


class _Text(HTMLParser):
    """The text of HTML, with the line that each piece of it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style") and self.hidden > 0

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.hidden:
            self.lines.append(Line(f"line {self.getpos()[0]}", data))


def _words(text: str) -> list[Line]:
    parser = _Text()
    parser.feed(text)
    parser.close()
    return parser.lines


def _packed(released: Path, rebuilt: Path) -> Iterator[str]:
    """How two archives differ, member by member."""
    with zipfile.ZipFile(released) as old, zipfile.ZipFile(rebuilt) as new:
        rows, others = _members(old), _members(new)
        for name in sorted(rows.keys() | others.keys()):
            if name not in others:
                yield f"{name}: in the release alone"
            elif name not in rows:
                yield f"{name}: in what was built again alone"
            else:
                one, other = _read(old, rows[name]), _read(new, others[name])
                if one != other:
                    told = list(_of_data(name, one, other)) or ["other bytes, the same words"]
                    yield from (f"{name}, {row}" for row in told)
        if rows.keys() == others.keys() and [*rows] != [*others]:
            yield "its members stand in another order"
        yield from _headers(rows, others)


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    listed = archive.infolist()
    if len(listed) > MEMBERS:
        raise ValueError("more members than any edition has")
    return {row.filename: row for row in listed}


def _read(archive: zipfile.ZipFile, row: zipfile.ZipInfo) -> bytes:
    """The content of a member, which may say that it is small and be large."""
    with archive.open(row) as member:
        data = member.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError("a member is larger than any edition has")
    return data


def _headers(rows: dict[str, zipfile.ZipInfo], others: dict[str, zipfile.ZipInfo]) -> Iterator[str]:
    """What archives tell of their members beside the content, and differ in; of all of them, once."""
    for field in ("date_time", "compress_type", "external_attr", "extra", "comment", "create_system"):
        names = [n for n in rows if n in others and getattr(rows[n], field) != getattr(others[n], field)]
        if names:
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            old, new = (getattr(each[names[0]], field) for each in (rows, others))
            yield f"{names[0]}{more}: {field} {old}, built again {new}"


def _values(path: str, old: Any, new: Any) -> Iterator[str]:
    """How two values of JSON differ; rows of a list that have names are known by them."""
    if old == new:
        return
    if isinstance(old, list) and isinstance(new, list):
        old, new = _named(old), _named(new)
    if isinstance(old, dict) and isinstance(new, dict):
        rows = path.startswith("files, ")  # of a manifest: that other files have other checksums is told of these
        for key in sorted((old.keys() | new.keys()) - ({"sha256", "size"} if rows else set())):
            yield from _values(f"{path}, {key}" if path else str(key), old.get(key), new.get(key))
        return
    yield f"{path}: [-{json.dumps(old, ensure_ascii=False)[:200]}-] {{+{json.dumps(new, ensure_ascii=False)[:200]}+}}"


def _named(rows: list[Any]) -> dict[str, Any]:
    """The rows of a list by their names, or else by their places."""
    names = [str(row["name"]) if isinstance(row, dict) and "name" in row else "" for row in rows]
    if all(names) and len(set(names)) == len(names):
        return dict(zip(names, rows, strict=True))
    return {str(at): row for at, row in enumerate(rows)}


def _bytes(released: Path, rebuilt: Path) -> str:
    """Where two files part, of which nothing else can be said."""
    sizes = f"{released.stat().st_size} bytes, built again {rebuilt.stat().st_size}"
    with released.open("rb") as one, rebuilt.open("rb") as other:
        pieces = zip_longest(iter(lambda: one.read(_PIECE), b""), iter(lambda: other.read(_PIECE), b""), fillvalue=b"")
        for number, (left, right) in enumerate(pieces):
            if left != right:
                at = next((i for i, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), None)
                place = number * _PIECE + (min(len(left), len(right)) if at is None else at)
                return f"other bytes from {place} on, in nothing that is told of here ({sizes})"
    return "the same bytes"
