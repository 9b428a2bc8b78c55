"""What holds of a booklet's file as a whole: title, language, colours, and how it wants to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

KEPT = ("/Title", "/Author", "/Subject", "/Keywords", "/CreationDate", "/ModDate", "/Creator", "/Producer")
# Namespaces of what holds of every form of a publication (XMP: ISO 16684-1). The others say of the interior alone that
# it conforms to PDF/X or PDF/A, or tell the history of its file.
DESCRIPTIVE = (
    "{http://purl.org/dc/elements/1.1/}",
    "{http://ns.adobe.com/xap/1.0/}",
    "{http://ns.adobe.com/xap/1.0/rights/}",
    "{http://ns.adobe.com/pdf/1.3/}",
)


def finish(source: Pdf, target: Pdf, title: str, labels: Sequence[str], duplex: bool) -> None:
    """Give the new file what holds of the whole: title, language, output intents, and how it wants to be printed.

    Args:
        title: what it is called if the source has no title.
        labels: of each page, for the reader's list of pages.
        duplex: whether it is to be printed on both sides (ISO 32000-1, table 150).
    """
    root = target.Root
    # Colours are meant as in the interior; the copy is no PDF/X, which would ask for more, and doesn't say it is.
    if intents := [target.copy_foreign(source.make_indirect(row)) for row in _intents(source)]:
        root.OutputIntents = Array(intents)
    if "/Lang" in source.Root:
        root.Lang = pikepdf.String(str(source.Root.Lang))
    # A reader that shrinks sheets to the printer's margins would shrink pages that are small enough already.
    wishes = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))
    if duplex:
        wishes.Duplex = Name.DuplexFlipShortEdge
    root.ViewerPreferences = wishes
    root.PageLabels = Dictionary(Nums=Array(list(_labelled(labels))))
    _forget_structure(target)
    _describe(source, target, title)


def _intents(source: Pdf) -> list[Object]:
    return list(source.Root.get("/OutputIntents", Array()).as_list())


def _labelled(labels: Sequence[str]) -> Iterator[Object | int]:
    for number, label in enumerate(labels):
        yield number
        yield Dictionary(P=pikepdf.String(label))


def _forget_structure(target: Pdf) -> None:
    """Take out the numbers that tied pages and pictures to a structure tree that is not here."""
    for found in target.objects:
        if isinstance(found, pikepdf.Stream):
            for key in ("/StructParent", "/StructParents"):
                if key in found:
                    del found[key]


def _describe(source: Pdf, target: Pdf, title: str) -> None:
    for key in KEPT:
        if key in source.docinfo:
            target.docinfo[key] = pikepdf.String(str(source.docinfo[key]))
    if "/Title" not in target.docinfo:
        target.docinfo["/Title"] = pikepdf.String(title)
    if "/Metadata" in source.Root:
        target.Root.Metadata = target.copy_foreign(source.Root.Metadata)
    with target.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        if not len(xmp):
            xmp.load_from_docinfo(target.docinfo)
        for key in list(xmp):
            if not key.startswith(DESCRIPTIVE):
                del xmp[key]
        if "dc:title" not in xmp:
            xmp["dc:title"] = str(target.docinfo["/Title"])
