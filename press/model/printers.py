"""Output conditions, papers, bindings, sheets and printers, as rows of data.

The conditions are those whose measurements are free (the ICC's registry, https://www.color.org/registry/): Fogra's of
ISO 12647-2:2004 and GRACoL's of CGATS TR 006. Those of ISO 12647-2:2013, FOGRA51 and FOGRA52, are not: who has their
profile names it in publication.yaml.
"""

from __future__ import annotations

from press.model.printing import MILLIMETRE, Binding, BookletSettings, Condition, Paper, Printer, Printing, Sheet

INCH = 72.0

CONDITIONS = {
    row.name: row
    for row in (
        Condition("FOGRA39", "Coated FOGRA39 (ISO 12647-2:2004/Amd 1, paper types 1 and 2)", "FOGRA39L"),
        Condition("FOGRA29", "Uncoated FOGRA29 (ISO 12647-2:2004, paper type 4)", "FOGRA29L", coverage=280),
        Condition("CGATS TR 006", "GRACoL 2006 Coated 1 (CGATS TR 006)", "TR006", coverage=300),
    )
}

# Calipers follow from grammage and bulk; a house's own figure goes before, and is written into publication.yaml.
PAPERS = {
    row.name: row
    for row in (
        Paper("offset-80", "uncoated offset, 80 g/m², bulk 1.25", 100),
        Paper("offset-90", "uncoated offset, 90 g/m², bulk 1.25", 112.5),
        Paper("bulky-80", "bulky book paper, 80 g/m², bulk 1.8", 144),
        Paper("coated-115", "matt coated, 115 g/m², bulk 0.9", 103.5),
        Paper("book-50lb", "uncoated book, 50 lb, 512 pages per inch", 2 * 25_400 / 512),
        Paper("demand-white", "white, 444 pages per inch (0.002252 in a page)", 2 * 57.2),
        Paper("demand-cream", "cream, 400 pages per inch (0.0025 in a page)", 2 * 63.5),
        Paper("office-80", "office paper, 80 g/m²", 104),
    )
}

BINDINGS = {
    row.name: row
    for row in (
        # The cover's two boards of about 0.25 mm and the glue between them.
        Binding("perfect", "glued into a paper cover", 600, gutter=((128, 0), (256, 3), (384, 6), (9999, 9)),
                pages=(32, 1200)),
        Binding("sewn", "sewn, in a paper cover", 700, gutter=((256, 0), (512, 3), (9999, 5)), pages=(48, 1600)),
        # The cover is creased, not glued up the sides: print-on-demand houses add nothing for it.
        Binding("demand", "glued, printed on demand", 0, gutter=((150, 0), (300, 3), (9999, 6)), pages=(24, 828)),
        Binding("saddle", "stapled through the fold", 0, spine=False, multiple=4, pages=(8, 96)),
        Binding("loose", "single leaves, for a ring binder or a staple", 0, spine=False, gutter=((9999, 0),)),
    )
}

SHEETS = {row.name: row for row in (Sheet("a4", 210 * MILLIMETRE, 297 * MILLIMETRE), Sheet("letter", 612, 792))}

PRINTERS = {
    row.name: row
    for row in (
        Printer(
            "offset-europe", "offset, coated paper, Europe", CONDITIONS["FOGRA39"], bleed=3 * MILLIMETRE, slug=30,
            marks=True, signature=8, safe=4 * MILLIMETRE, binding=BINDINGS["perfect"], paper=PAPERS["coated-115"],
        ),
        Printer(
            "offset-uncoated", "offset, uncoated paper, Europe", CONDITIONS["FOGRA29"], bleed=3 * MILLIMETRE, slug=30,
            marks=True, signature=8, safe=4 * MILLIMETRE, binding=BINDINGS["perfect"], paper=PAPERS["offset-90"],
        ),
        Printer(
            "digital-us", "digital press, United States", CONDITIONS["CGATS TR 006"], bleed=INCH / 8, slug=30,
            marks=True, signature=4, safe=INCH / 4, binding=BINDINGS["perfect"], paper=PAPERS["book-50lb"],
        ),
        # One-sided pages of the trimmed size, and a cover of exactly back, spine and front with an eighth of an inch
        # around it, as the large print-on-demand houses draw their templates.
        Printer(
            "print-on-demand", "print on demand", CONDITIONS["CGATS TR 006"], bleed=INCH / 8, slug=0, marks=False,
            signature=2, safe=INCH / 4, binding=BINDINGS["demand"], paper=PAPERS["demand-cream"],
            interior_bleed=False, coverage=240, least_spine=INCH / 4, pages=(24, 828),
            inner=((150, 27), (300, 36), (500, 45), (700, 54), (828, 63)),
        ),
        Printer(
            "office", "an office printer", CONDITIONS["FOGRA39"], bleed=0, slug=0, marks=False, signature=2,
            safe=5 * MILLIMETRE, binding=BINDINGS["loose"], paper=PAPERS["office-80"], interior_bleed=False,
        ),
    )
}

DEFAULT_PRINTER = "offset-europe"


def printing(printer: Printer) -> Printing:
    """How a publication is printed that says no more than where."""
    return Printing(printer, printer.binding, printer.paper, BookletSettings(SHEETS["a4"]))


DEFAULT = printing(PRINTERS[DEFAULT_PRINTER])
