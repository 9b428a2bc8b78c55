"""The key `print` of publication.yaml: what is understood of it, and what is said of mistakes in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.content.fields import points
from press.content.publication import inputs, read_publication
from press.diagnostics import SourceError
from press.model.printers import BINDINGS, CONDITIONS, DEFAULT, PAPERS, PRINTERS, SHEETS
from press.model.printing import MILLIMETRE, BookletSettings, Isbn, Printing

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures/minimal"
PRESS = b"\0" * 12 + b"prtrCMYKLab " + b"\0" * 12 + b"acsp" + b"\0" * 88
SCREEN = PRESS.replace(b"prtrCMYK", b"mntrRGB ")
Read = Callable[..., Printing]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "p", ignore=shutil.ignore_patterns("build"))
    return tmp_path / "p"


@pytest.fixture
def read(root: Path) -> Read:
    """Read the settings with some lines under `print`."""

    def reading(*lines: str, printer: str | None = None) -> Printing:
        settings = root / "content/publication.yaml"
        text = settings.read_text("utf-8").replace("print: {binding", "# {binding")
        text += "\n".join(["print:", *(f"  {line}" for line in lines)]) + "\n" if lines else ""
        settings.write_text(text, "utf-8")
        return read_publication(root, printer).printing

    return reading


def wrong(read: Read, *lines: str, printer: str | None = None) -> list[tuple[str, str]]:
    with pytest.raises(SourceError) as raised:
        read(*lines, printer=printer)
    return [(row.code, f"{row.message} → {row.hint}") for row in raised.value.diagnostics]


def test_nothing_said_is_the_default(read: Read) -> None:
    assert read() == DEFAULT


@pytest.mark.parametrize("name", PRINTERS)
def test_presets(read: Read, name: str) -> None:
    found = read(f"printer: {name}")
    assert found.printer is PRINTERS[name]
    assert (found.binding, found.paper) == (PRINTERS[name].binding, PRINTERS[name].paper)


def test_binding_and_paper_go_before_the_printers(read: Read) -> None:
    found = read("printer: print-on-demand", "binding: sewn", "paper: bulky-80")
    assert (found.printer.name, found.binding, found.paper) == (
        "print-on-demand", BINDINGS["sewn"], PAPERS["bulky-80"],
    )


def test_another_printer_is_taken_instead(read: Read) -> None:
    found = read("printer: offset-europe", printer="print-on-demand")
    assert (found.printer.name, found.binding.name) == ("print-on-demand", "demand")
    assert read_publication(MINIMAL, "office").printing.printer.name == "office"


def test_a_printer_of_its_own(read: Read) -> None:
    found = read(
        "printer: our-house", "printers:", "  our-house:", "    like: digital-us", "    title: Our house",
        "    bleed: 5mm", "    slug: 12mm", "    signature: 32", "    coverage: 280", "    condition: FOGRA29",
        "    safe: 0mm", "    interior_bleed: false",
    ).printer
    assert (found.name, found.title, found.signature, found.marks) == ("our-house", "Our house", 32, True)
    assert (found.bleed, found.slug) == pytest.approx((5 * MILLIMETRE, 12 * MILLIMETRE))
    assert (found.condition, found.ink_limit, found.safe) == (CONDITIONS["FOGRA29"], 280, 0)
    assert not found.interior_bleed
    assert (found.paper, found.binding) == (PRINTERS["digital-us"].paper, PRINTERS["digital-us"].binding)


def test_without_marks_there_is_no_slug_and_bleed_may_be_nought(read: Read) -> None:
    lines = ("    like: offset-europe", "    marks: false", "    slug: 10mm", "    bleed: 0mm")
    found = read("printer: x", "printers:", "  x:", *lines).printer
    assert (found.slug, found.bleed, found.marks) == (0, 0, False)


def test_marks_where_the_preset_has_none_get_room(read: Read) -> None:
    found = read("printer: x", "printers:", "  x:", "    like: print-on-demand", "    marks: true").printer
    assert (found.marks, found.slug) == (True, 30)
    assert found.inner == PRINTERS["print-on-demand"].inner


def test_a_printer_of_its_own_by_name_on_the_command_line(read: Read) -> None:
    found = read("printers:", "  x: {like: office, signature: 8}", printer="x")
    assert (found.printer.name, found.printer.signature) == ("x", 8)


@pytest.mark.parametrize(
    ("lines", "caliper"),
    [
        (("paper: {caliper: 110um}",), 110),
        (("paper: {caliper: 112.5 µm, title: ours}",), 112.5),
        (("paper: {caliper: 98μm}",), 98),
        (("paper: {pages_per_inch: 400}",), 127),
    ],
)
def test_a_paper_by_its_thickness(read: Read, lines: tuple[str, ...], caliper: float) -> None:
    assert read(*lines).paper.caliper == pytest.approx(caliper)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ('"9783161484100"', Isbn("978-3-16-148410-0")),
        ("978-3-16-148410-0", Isbn("978-3-16-148410-0")),
        ("978-3-16-148410-0 52495", Isbn("978-3-16-148410-0", "52495")),
        ("979-10-90636-07-1 01", Isbn("979-10-90636-07-1", "01")),
    ],
)
def test_isbn(read: Read, written: str, found: Isbn) -> None:
    assert read(f"isbn: {{ru: {written}}}").isbn == {"ru": found}


@pytest.mark.parametrize(
    ("written", "code", "why"),
    [
        ("978-3-16-148410-1", "C005", "978-3-16-148410-1 is no ISBN"),
        ('"97831614841"', "C005", "is no ISBN"),
        ("3-16-148410-X", "C005", 'ISBN of ten digits → write "978-3-16-148410-0"'),
        ("978-3-16-148410-0 5249", "C005", "5249 is no add-on"),
        ("9783161484100", "C004", 'put it in quotes: "9783161484100"'),
        ('" "', "C005", "print.isbn.ru is empty"),
    ],
)
def test_isbn_that_is_none(read: Read, written: str, code: str, why: str) -> None:
    ((found, said),) = wrong(read, f"isbn: {{ru: {written}}}")
    assert found == code
    assert why in said


def test_booklet(read: Read) -> None:
    assert read("booklet: {sheet: letter, signature: 16, staple: false}").booklet == BookletSettings(
        SHEETS["letter"], 16, False
    )


def test_booklet_of_defaults(read: Read) -> None:
    assert read("booklet: {}").booklet == BookletSettings(SHEETS["a4"])


def test_blurb(read: Read) -> None:
    found = read("blurb: {en: To be read., zh: 值得一读。, ru: Прочитать.}")
    assert found.blurb == {"en": "To be read.", "zh": "值得一读。", "ru": "Прочитать."}


def own_condition(path: str, more: str = "") -> tuple[str, ...]:
    condition = f"{{name: FOGRA51, title: PSO Coated v3, profile: {path}{more}}}"
    return ("printer: x", "printers:", f"  x: {{like: offset-europe, condition: {condition}}}")


def test_a_profile_of_its_own(root: Path, read: Read) -> None:
    (root / "content/press.icc").write_bytes(PRESS)
    found = read(*own_condition("press.icc", ", coverage: 280"))
    assert found.printer.condition.name == "FOGRA51"
    assert found.printer.condition.profile == root / "content/press.icc"
    assert found.printer.ink_limit == 280
    assert root / "content/press.icc" in inputs(read_publication(root))


@pytest.mark.parametrize(
    ("data", "code", "why"),
    [
        (SCREEN, "C005", "press.icc is no ICC profile of a press with four inks"),
        (PRESS[:30], "C005", "press.icc is no ICC profile"),
        (None, "C006", "content/press.icc is not there"),
    ],
)
def test_a_profile_that_is_none(root: Path, read: Read, data: bytes | None, code: str, why: str) -> None:
    if data is not None:
        (root / "content/press.icc").write_bytes(data)
    ((found, said),) = wrong(read, *own_condition("press.icc"))
    assert found == code
    assert why in said


def test_a_profile_that_is_a_folder(root: Path, read: Read) -> None:
    (root / "content/press.icc").mkdir()
    assert wrong(read, *own_condition("press.icc"))[0][0] == "C005"


def test_a_profile_from_elsewhere(root: Path, read: Read) -> None:
    (root.parent / "press.icc").write_bytes(PRESS)
    assert wrong(read, *own_condition("../../press.icc"))[0][0] == "C008"


@pytest.mark.parametrize("lines", [(), ("printer: office",)])
def test_a_printer_on_the_command_line_that_there_is_not(read: Read, lines: tuple[str, ...]) -> None:
    said = wrong(read, *lines, printer="offset-erope")
    assert said == [("C005", "--printer: there is no printer offset-erope → did you mean offset-europe?")]


def test_it_is_said_where_it_stands(root: Path) -> None:
    """A mistake of the command line has no place in a file; one of the settings is told once, at its place."""
    with pytest.raises(SourceError) as raised:
        read_publication(root, "nobody")
    assert raised.value.diagnostics[0].location is None
    settings = root / "content/publication.yaml"
    text = settings.read_text("utf-8").replace("print: {binding: saddle", "print: {printer: offset")
    settings.write_text(text, "utf-8")
    with pytest.raises(SourceError) as raised:
        read_publication(root)
    (found,) = raised.value.diagnostics
    assert str(found.location).endswith("content/publication.yaml:26:18")


def test_caliper_and_pages_per_inch_say_the_same(read: Read) -> None:
    ((code, said),) = wrong(read, "paper: {caliper: 110um, pages_per_inch: 462}")
    assert (code, said) == ("C005", "print.paper.caliper: pages_per_inch says it already → leave out one of the two")


@given(st.integers(0, 200), st.sampled_from([("pt", 1.0), ("in", 72.0), ("mm", 72 / 25.4), ("cm", 72 / 2.54)]))
def test_lengths(number: int, unit: tuple[str, float]) -> None:
    assert points(f"{number}{unit[0]}") == points(f"{number}.0 {unit[0]}") == pytest.approx(number * unit[1])


@pytest.mark.parametrize("written", ["", "6", "in", "-1in", "1e3pt", "6 inches", "1.pt"])
def test_what_is_no_length(written: str) -> None:
    assert points(written) is None
