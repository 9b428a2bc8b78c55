"""The key `print` of publication.yaml: how the publication is printed, by a preset or by a printer of one's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from stdnum import isbn
from stdnum.exceptions import ValidationError

from press.content.fields import SLUG, Fields, resolve, text
from press.content.yaml import Report
from press.model.printers import BINDINGS, CONDITIONS, DEFAULT_PRINTER, PAPERS, PRINTERS, SHEETS, printing
from press.model.printing import BookletSettings, Condition, Isbn, Paper, Printer, Printing
from press.spelling import suggestion

_CALIPER = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(?:um|µm|μm)")
_ADDON = re.compile(r"[0-9]{2}|[0-9]{5}")
_REGISTERED = re.compile(r"[A-Za-z0-9][\w ()./-]*")


def read_printing(fields: Fields, report: Report, languages: Collection[str], printer: str | None) -> Printing:
    """How a publication is printed.

    Args:
        fields: all settings of the publication.
        report: gets what is wrong (C002–C009).
        languages: codes of the languages of publication.
        printer: the name of the preset to take instead of the publication's own choice; a wrong one is C005, which
            has no place: it stands in no file.
    """
    given = fields.mapping("print", False)
    if given is None:
        return printing(_chosen(PRINTERS, DEFAULT_PRINTER, printer, report))
    with given:
        own = _own_printers(given, report)
        every = {**PRINTERS, **own}
        chosen = _chosen(every, given.choice("printer", every, DEFAULT_PRINTER), printer, report)
        binding = BINDINGS.get(given.choice("binding", BINDINGS, chosen.binding.name), chosen.binding)
        return Printing(
            printer=chosen,
            binding=binding,
            paper=_paper(given, chosen.paper),
            booklet=_booklet(given),
            isbn=_isbns(given, languages),
            blurb=given.localised("blurb", languages, False, lines=True),
        )


def _chosen(printers: Mapping[str, Printer], named: str, instead: str | None, report: Report) -> Printer:
    """The printer that the settings name (a wrong one was reported there), or the one to take instead of it."""
    if instead and instead not in printers:
        report.error("C005", f"--printer: there is no printer {instead}", None, suggestion(instead, printers))
    return printers.get(instead or named, PRINTERS[DEFAULT_PRINTER])


def _own_printers(fields: Fields, report: Report) -> dict[str, Printer]:
    """Printers of the publication's own, each like one of ours but for what it says."""
    given = fields.mapping("printers", False)
    found: dict[str, Printer] = {}
    for name, item in given.items.items() if given else ():
        if not SLUG.fullmatch(name) or name in PRINTERS:
            hint = "take small letters, digits and hyphens, and no name of ours"
            report.error("C005", f"print.printers: {name} can't be the name of a printer", item.key, hint)
        with Fields(item, report, f"print.printers.{name}") as own:
            found[name] = _own_printer(name, own, report)
    return found


def _own_printer(name: str, own: Fields, report: Report) -> Printer:
    base = PRINTERS.get(own.choice("like", PRINTERS), PRINTERS[DEFAULT_PRINTER])
    condition = _condition(own, report, base.condition)
    marks = own.flag("marks", base.marks)
    slug = own.points("slug", base.slug or 30.0)
    return replace(
        base,
        name=name,
        title=own.text("title", name),
        condition=condition,
        bleed=own.points("bleed", base.bleed, nought=True),
        slug=slug if marks else 0.0,
        marks=marks,
        interior_bleed=own.flag("interior_bleed", base.interior_bleed),
        signature=own.whole("signature", base.signature, 1, 64),
        coverage=own.whole("coverage", base.coverage or condition.coverage, 100, 400),
        safe=own.points("safe", base.safe, nought=True),
    )


def _condition(own: Fields, report: Report, base: Condition) -> Condition:
    """A registered condition by its name, or one whose profile the publication brings."""
    item = own.find("condition", False)
    if not item:
        return base
    if not isinstance(item.value, dict):
        return CONDITIONS.get(own.choice("condition", CONDITIONS), base)
    with Fields(item, report, own.path("condition")) as fields:
        name = fields.text("name", None, _REGISTERED, "write it as its registry does: FOGRA51")
        values: dict[str, Any] = {"coverage": fields.whole("coverage", 300, 100, 400)}
        return Condition(name, fields.text("title", name), profile=_profile(fields, report), **values)


def _profile(fields: Fields, report: Report) -> Path | None:
    """An ICC profile of a press: a file under content/ whose header says that it is one (ICC.1:2010, 7.2)."""
    item = fields.find("profile")
    name = text(item, report, fields.path("profile")) if item else ""
    path = resolve(name, item, report, (".icc", ".icm")) if item and name else None
    if path and item:
        header = b""
        if path.is_file():
            with path.open("rb") as file:
                header = file.read(128)
        if header[12:20] != b"prtrCMYK" or header[36:40] != b"acsp":
            hint = "ask the print house for the profile of its press, as an .icc file"
            report.error("C005", f"{name} is no ICC profile of a press with four inks", item.location, hint)
    return path


def _paper(fields: Fields, base: Paper) -> Paper:
    """A paper by its name, or by its thickness as the print house tells it."""
    item = fields.find("paper", False)
    if not item:
        return base
    if not isinstance(item.value, dict):
        return PAPERS.get(fields.choice("paper", PAPERS), base)
    with Fields(item, fields.report, fields.path("paper")) as own:
        title = own.text("title", "paper of the publication's own")
        if own.has("pages_per_inch"):
            if own.has("caliper"):
                own.impossible("caliper", "pages_per_inch says it already", "leave out one of the two")
            return Paper("own", title, 2 * 25_400 / own.whole("pages_per_inch", 400, 50, 2000))
        given = own.text("caliper")
        match = _CALIPER.fullmatch(given)
        if given and not (match and 20 <= float(match[1]) <= 1000):
            hint = "write the thickness of one leaf: 110um, or pages_per_inch: 462"
            own.impossible("caliper", f"{given} can't be", hint)
        return Paper("own", title, float(match[1]) if match else base.caliper)


def _isbns(fields: Fields, languages: Collection[str]) -> dict[str, Isbn]:
    given = fields.mapping("isbn", False)
    if not given:
        return {}
    with given:
        found = {code: _isbn(given, code) for code in languages if given.has(code)}
    return {code: number for code, number in found.items() if number}


def _isbn(fields: Fields, code: str) -> Isbn | None:
    """An ISBN-13 (ISO 2108), after a space its add-on; hyphens are set as the agencies' ranges say."""
    number, _, addon = fields.text(code).partition(" ")
    if not number:
        return None
    try:
        digits = isbn.validate(number)
    except ValidationError as error:
        hint = "write the 13 digits that the ISBN agency gave, in quotes, after a space the 2 or 5 of an add-on"
        fields.impossible(code, f"{number} is no ISBN: {_reason(error)}", hint)
        return None
    if len(digits) != 13 or (addon and not _ADDON.fullmatch(addon)):
        what = f"{addon} is no add-on" if len(digits) == 13 else f"{number} is an ISBN of ten digits"
        right = isbn.format(isbn.to_isbn13(digits))
        fields.impossible(code, what, f'write "{right}", and after a space 2 or 5 digits, or nothing')
        return None
    return Isbn(isbn.format(digits), addon)


def _reason(error: ValidationError) -> str:
    """What stdnum says, as the end of a sentence of ours."""
    return str(error).rstrip(".").lower()


def _booklet(fields: Fields) -> BookletSettings:
    given = fields.mapping("booklet", False)
    if not given:
        return BookletSettings(SHEETS["a4"])
    with given:
        sheet = SHEETS.get(given.choice("sheet", SHEETS, "a4"), SHEETS["a4"])
        signature = given.whole("signature", 0, 0, 256)
        if signature % 4:
            hint = "a folded sheet has 4: 16, 32, or 0 for all"
            given.impossible("signature", f"{signature} pages can't be folded", hint)
        return BookletSettings(sheet, signature, given.flag("staple", True))


def profiles(settings: Printing) -> tuple[Path, ...]:
    """The files that the settings name: what is made of them depends on them."""
    return (settings.printer.condition.profile,) if settings.printer.condition.profile else ()
