"""F007: what PDF/X forbids (ISO 15930-7, clause 6), wherever it stands among the objects that a page may reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pikepdf

from press.diagnostics import Severity
from press.model.preflight import Area, Finding, Rules
from press.preflight.pdf.file import DAMAGE, Check, PrintFile
from press.preflight.pdf.geometry import box_of, meet
from press.preflight.pdf.interpreter import annotated

_ACTIONS = frozenset(
    "/JavaScript /Launch /SubmitForm /ResetForm /ImportData /Hide /SetOCGState /Rendition /Movie /Sound /GoToR /GoToE "
    "/Named /Trans /GoTo3DView /RichMediaExecute /URI /Thread".split()
)
_MARKS = ("/TrapNet", "/PrinterMark")
_SKIPPED = frozenset(("/Parent", "/P", "/StructTreeRoot", "/ParentTree", "/Pg"))  # they lead to no other content
EXPORT = "export as PDF/X-4, which leaves it out"


def _finding(message: str, page: int | None = None, hint: str = EXPORT) -> Finding:
    return Finding("F007", Severity.ERROR, message, hint, page)


def catalog(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Encryption, actions, forms, scripts and attached files."""
    root = file.pdf.Root
    if file.pdf.is_encrypted:
        yield _finding("it is encrypted", hint="save it without any password or restriction")
    if isinstance(root.get("/OpenAction"), pikepdf.Dictionary):
        yield _finding("it does something when it is opened (OpenAction)")
    if "/AA" in root:
        yield _finding("it has actions (AA)")
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        yield _finding("it has an XFA form")
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        if "/JavaScript" in names:
            yield _finding("it has JavaScript")
        if "/EmbeddedFiles" in names:
            yield Finding("F007", Severity.WARNING, "files are attached to it", "remove what is not printed")
    layers = root.get("/OCProperties")
    if isinstance(layers, pikepdf.Dictionary):
        rows = [layers.get("/D"), *layers.get("/Configs", [])]
        if any(isinstance(row, pikepdf.Dictionary) and "/AS" in row for row in rows):
            yield _finding("its layers are shown or hidden by themselves (AS)", hint="flatten the layers")


def on_pages(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Actions of pages, and annotations that reach into the bleed."""
    for page in range(len(file.pdf.pages)):
        obj, bleed = file.pdf.pages[page].obj, file.box(page, "BleedBox")
        if "/AA" in obj:
            yield _finding("it has actions (AA)", page + 1)
        kinds: dict[str, Area] = {}
        for row in annotated(obj):
            with suppress(*DAMAGE):
                area = box_of(row.Rect)
                kind = str(row.get("/Subtype", ""))
                if kind not in (*_MARKS, "/Popup") and meet(area, bleed):
                    kinds.setdefault(kind, area)
        for kind, area in kinds.items():
            message = f"an annotation ({kind[1:]}) lies on what is printed"
            hint = "export without links, notes and form fields"
            yield Finding("F007", Severity.ERROR, message, hint, page + 1, area)


def objects(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Objects that a press's software must not meet, each kind once with its count."""
    counts: dict[str, int] = {}
    for obj in _reachable(file.pdf.Root):
        for message, found in _FORBIDDEN.items():
            with suppress(*DAMAGE):
                if found(obj):
                    counts[message] = counts.get(message, 0) + 1
    for message, count in counts.items():
        yield _finding(f"{message}{f' ({count} times)' if count > 1 else ''}")


def _reachable(root: Any) -> Iterator[Any]:
    """The dictionaries and streams that can be reached, each once; structure is not content and is left out."""
    waiting, known = [root], set()
    while waiting:
        obj = waiting.pop()
        if obj.is_indirect:
            if obj.objgen in known:
                continue
            known.add(obj.objgen)
        if isinstance(obj, pikepdf.Array):
            waiting += [value for value in obj if isinstance(value, pikepdf.Object)]
        elif isinstance(obj, pikepdf.Dictionary | pikepdf.Stream):
            yield obj
            waiting += [v for key, v in obj.items() if isinstance(v, pikepdf.Object) and key not in _SKIPPED]


def _filters(obj: Any) -> list[str]:
    found = obj.get("/Filter")
    return [str(row) for row in found] if isinstance(found, pikepdf.Array) else [str(found)]


def _stream(obj: Any) -> bool:
    return isinstance(obj, pikepdf.Stream)


_FORBIDDEN: dict[str, Callable[[Any], bool]] = {
    "an action": lambda obj: "/S" in obj and str(obj.S) in _ACTIONS and obj.get("/Type", "/Action") == "/Action",
    "a transfer curve (TR)": lambda obj: "/TR" in obj and "/S" not in obj,
    "a transfer curve (TR2)": lambda obj: "/TR2" in obj and obj.TR2 != "/Default",
    "a halftone's phase (HTP)": lambda obj: "/HTP" in obj,
    "an alternate picture (Alternates)": lambda obj: _stream(obj) and "/Alternates" in obj,
    "a picture to be replaced (OPI)": lambda obj: _stream(obj) and "/OPI" in obj,
    "a page of another file (Ref)": lambda obj: _stream(obj) and obj.get("/Subtype") == "/Form" and "/Ref" in obj,
    "PostScript": lambda obj: _stream(obj) and "/PS" in (obj.get("/Subtype"), obj.get("/Subtype2")),
    "LZW compression": lambda obj: _stream(obj) and "/LZWDecode" in _filters(obj),
    "a stream of an encryption of its own (Crypt)": lambda obj: _stream(obj) and "/Crypt" in _filters(obj),
    "a stream in another file (F)": lambda obj: _stream(obj) and "/F" in obj,
}

CHECKS: tuple[Check, ...] = (catalog, on_pages, objects)
