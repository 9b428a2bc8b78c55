"""F006 and F007: what PDF/X asks for and forbids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import printfiles
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from press.diagnostics import Severity
from press.preflight.checks import forbidden, pdfx
from press.preflight.checks.pdfx import moment
from press.preflight.pdf.file import Check

ALL: tuple[Check, ...] = (*pdfx.CHECKS, *forbidden.CHECKS)


def judged(path: Path) -> list[tuple[str, Severity, str]]:
    return [(row.code, row.severity, row.message) for check in ALL for row in printfiles.found(check, path)]


def test_a_clean_file_has_none(tmp_path: Path) -> None:
    assert judged(printfiles.write(tmp_path / "a.pdf", pages=2)) == []


def xmp(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    def edit(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        pdf.Root.Metadata.write(data.replace(old, new))

    return edit


def intent(**values: Any) -> Callable[[Pdf], None]:
    def edit(pdf: Pdf) -> None:
        for key, value in values.items():
            pdf.Root.OutputIntents[0][f"/{key}"] = value(pdf) if callable(value) else value

    return edit


def _profile(offset: int, data: bytes) -> Callable[[Pdf], Any]:
    def make(pdf: Pdf) -> Any:
        found = bytearray(printfiles.PROFILE.read_bytes()[:200])
        found[offset : offset + len(data)] = data
        return pdf.make_stream(bytes(found), N=4)

    return make


def _untrapped(pdf: Pdf) -> None:
    del pdf.trailer.Info.Trapped
    xmp(b"<pdf:Trapped>False", b"<pdf:Trapped>Unknown")(pdf)


NEEDED: dict[str, tuple[Callable[[Pdf], None], str]] = {
    "version": (xmp(b"GTS_PDFXVersion>", b"Other>"), "it is no PDF/X"),
    "title": (xmp(b"dc:title", b"dc:other"), "lacks dc:title"),
    "document": (xmp(b"DocumentID", b"Other"), "lacks xmpMM:DocumentID"),
    "dates": (xmp(b"ModifyDate>2025", b"ModifyDate>2024"), "Info and XMP tell different dates: ModDate"),
    "no date": (xmp(b"CreateDate>2025-01", b"CreateDate>2025-13"), "xmp:CreateDate is no date"),
    "trapped": (_untrapped, "Trapped"),
    "no intent": (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "0 output intents"),
    "two intents": (lambda pdf: pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0]), "2 output intents"),
    "condition": (intent(OutputConditionIdentifier=""), "names no condition"),
    "registry": (intent(RegistryName=""), "names no registry"),
    "no profile": (intent(DestOutputProfile=Array([])), "has no profile"),
    "rgb profile": (intent(DestOutputProfile=_profile(12, b"mntrRGB ")), "for RGB (mntr)"),
    "not a profile": (intent(DestOutputProfile=_profile(36, b"none")), "no ICC profile"),
    "components": (lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.__setitem__("/N", 3), "3 components"),
}  # fmt: skip


@pytest.mark.parametrize("name", NEEDED)
def test_something_is_missing(name: str, tmp_path: Path) -> None:
    edit, told = NEEDED[name]
    ((code, severity, message),) = judged(printfiles.write(tmp_path / "a.pdf", "", edit))
    assert (code, severity) == ("F006", Severity.ERROR)
    assert told in message


def test_metadata_that_can_not_be_read(tmp_path: Path) -> None:
    path = printfiles.write(tmp_path / "a.pdf", "", xmp(b"<rdf:RDF", b"<rdf:RD"))
    assert any("XMP metadata can't be read" in message for _, _, message in judged(path))


def test_another_condition_is_a_warning(tmp_path: Path) -> None:
    path = printfiles.write(tmp_path / "a.pdf", "", intent(OutputConditionIdentifier="FOGRA29"))
    ((code, severity, message),) = judged(path)
    assert (code, severity) == ("F006", Severity.WARNING)
    assert "FOGRA29" in message
    assert "FOGRA39" in message


def test_an_older_standard_is_judged_by_its_own_rules(tmp_path: Path) -> None:
    def edit(pdf: Pdf) -> None:
        del pdf.Root.Metadata
        pdf.trailer.Info.GTS_PDFXVersion = "PDF/X-1a:2003"

    ((code, severity, message),) = judged(printfiles.write(tmp_path / "a.pdf", "", edit))
    assert (code, severity) == ("F006", Severity.WARNING)
    assert "PDF/X-1a:2003" in message


def _stream(**keys: Any) -> Callable[[Pdf], None]:
    return printfiles.resources("XObject", X=printfiles.form("n", **keys))


def _annotation(subtype: str, rectangle: tuple[float, ...]) -> Callable[[Pdf], None]:
    row = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array(rectangle))
    return lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", Array([row]))


FORBIDDEN: dict[str, tuple[Callable[[Pdf], None], str]] = {
    "opening": (lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.GoTo)), "OpenAction"),
    "actions": (lambda pdf: pdf.Root.__setitem__("/AA", Dictionary()), "actions (AA)"),
    "a page's": (lambda pdf: pdf.pages[0].obj.__setitem__("/AA", Dictionary()), "actions (AA)"),
    "a link": (_annotation("Link", (50, 50, 90, 90)), "an annotation (Link) lies on what is printed"),
    "xfa": (lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(XFA=Array([]))), "XFA"),
    "scripts": (lambda pdf: pdf.Root.__setitem__("/Names", Dictionary(JavaScript=Dictionary())), "JavaScript"),
    "layers": (lambda pdf: pdf.Root.__setitem__("/OCProperties", Dictionary(D=Dictionary(AS=Array([])))), "(AS)"),
    "transfer": (printfiles.resources("ExtGState", G=Dictionary(TR=Name.Identity)), "(TR)"),
    "transfer 2": (printfiles.resources("ExtGState", G=Dictionary(TR2=Name.Identity)), "(TR2)"),
    "halftone": (printfiles.resources("ExtGState", G=Dictionary(HTP=Array([0, 0]))), "(HTP)"),
    "alternates": (printfiles.resources("XObject", X=printfiles.picture(1, 1, Alternates=Array([]))), "Alternates"),
    "opi": (_stream(OPI=Dictionary()), "OPI"),
    "reference": (_stream(Ref=Dictionary()), "Ref"),
    "postscript": (_stream(Subtype2=Name.PS), "PostScript"),
    "elsewhere": (_stream(F="other.bin"), "another file"),
    "script action": (lambda pdf: pdf.Root.__setitem__("/X", Array([Dictionary(S=Name.JavaScript)])), "an action"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORBIDDEN)
def test_something_is_forbidden(name: str, tmp_path: Path) -> None:
    edit, told = FORBIDDEN[name]
    ((code, severity, message),) = judged(printfiles.write(tmp_path / "a.pdf", "", edit))
    assert (code, severity) == ("F007", Severity.ERROR)
    assert told in message


def test_what_is_allowed(tmp_path: Path) -> None:
    edits = [
        _annotation("Link", (0, 0, 10, 10)),
        _annotation("PrinterMark", (50, 50, 90, 90)),
        printfiles.resources("ExtGState", G=Dictionary(TR2=Name.Default)),
        lambda pdf: pdf.Root.__setitem__("/OpenAction", Array([pdf.pages[0].obj, Name.Fit])),
    ]
    for edit in edits:
        assert judged(printfiles.write(tmp_path / "a.pdf", "", edit)) == []


def test_an_encrypted_file(tmp_path: Path) -> None:
    with pikepdf.open(printfiles.write(tmp_path / "a.pdf")) as pdf:
        pdf.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="secret", user=""))
    assert ("F007", Severity.ERROR, "it is encrypted") in judged(tmp_path / "b.pdf")


def test_a_version_that_is_too_new(tmp_path: Path) -> None:
    with pikepdf.open(printfiles.write(tmp_path / "a.pdf")) as pdf:
        pdf.save(tmp_path / "b.pdf", force_version="2.0")
        pdf.save(tmp_path / "c.pdf", force_version="1.7")
    ((code, severity, message),) = judged(tmp_path / "b.pdf")
    assert (code, severity) == ("F007", Severity.ERROR)
    assert "2.0" in message
    ((code, severity, _),) = judged(tmp_path / "c.pdf")
    assert (code, severity) == ("F006", Severity.WARNING)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("D:20250102030405Z", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("D:20250102040405+01'00'", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("D:20250102000405-03'00", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2025-01-02T05:04:05.123+02:00", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("D:2025", datetime(2025, 1, 1, tzinfo=UTC)),
        ("yesterday", None),
        ("D:20259902", None),
    ],
)
def test_dates(text: str, time: datetime | None) -> None:
    assert moment(text) == time


def test_rules_name_the_condition(tmp_path: Path) -> None:
    condition = replace(printfiles.PRINTER.condition, name="FOGRA51")
    rules = replace(printfiles.RULES, printer=replace(printfiles.PRINTER, condition=condition))
    (row,) = printfiles.found(pdfx.intent, printfiles.write(tmp_path / "a.pdf"), rules)
    assert "FOGRA51" in row.message
