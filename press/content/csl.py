"""Citation styles as they are looked at before citeproc gets them: well-formed, whole, and with an end.

A style is a program of a kind. Its macros call each other, and citeproc follows them as often as they are called, for
each citation: one that calls itself, or thirty that each call the one before twice, take all memory and all time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from lxml import etree

from press.diagnostics import Diagnostic, Location
from press.files import read_bytes

LARGEST = 1_000_000  # bytes; the longest of the styles that authors share has 200,000
MOST = 20_000  # elements followed for a citation, macros as often as they are called; ours 110, Pandoc's Chicago 2,300
_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_ONE_OF = frozenset(f"{_NAMESPACE}{name}" for name in ("choose", "substitute"))  # a child of these is followed
_NOT_FOLLOWED = frozenset(f"{_NAMESPACE}{name}" for name in ("info", "locale", "macro"))
_MEND = "mend it there, or leave the style out for ours"


def problems(path: Path, shown: Path) -> Iterator[Diagnostic]:
    """What keeps a style from being used: it is no CSL (R003), or it has no end (R010).

    Args:
        path: the file.
        shown: its path as a message shows it.
    """
    if path.stat().st_size > LARGEST:
        message = f"the style is larger than {LARGEST:,} bytes"
        yield Diagnostic("R003", message, Location(shown, 1), "choose a shorter one")
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(read_bytes(path), parser)
    except etree.XMLSyntaxError as error:
        said = str(error.msg or "it is empty").partition(", line ")[0]
        yield Diagnostic("R003", f"it is no well-formed XML: {said}", Location(shown, error.lineno or 1), _MEND)
        return
    found = list(_wrong(root))
    for node, message, hint in found:
        yield Diagnostic("R003", message, Location(shown, node.sourceline or 1), hint)
    if not found:
        for node, message in _endless(root):
            yield Diagnostic("R010", message, Location(shown, node.sourceline or 1), "let it call less: " + _MEND)


def _wrong(root: Any) -> Iterator[tuple[Any, str, str]]:
    if root.getroottree().docinfo.doctype:
        yield root, "it has a document type, which may hold anything", "take the DOCTYPE out"
    elif root.tag != f"{_NAMESPACE}style":
        yield root, "it is no style of CSL", f'it begins with <style xmlns="{_NAMESPACE[1:-1]}" …>'
    elif root.find(f"{_NAMESPACE}citation") is None:
        hint = "choose the style that it names as its parent" if _has_parent(root) else _MEND
        yield root, "the style has no citation", hint


def _has_parent(root: Any) -> bool:
    return any(link.get("rel") == "independent-parent" for link in root.iter(f"{_NAMESPACE}link"))


def _endless(root: Any) -> Iterator[tuple[Any, str]]:
    """Macros that come back to themselves, else what is followed too often."""
    macros = {str(node.get("name")): node for node in root.iterfind(f"{_NAMESPACE}macro")}
    calls = {name: {each.get("macro") for each in node.iter() if each.get("macro")} for name, node in macros.items()}
    try:
        order = list(TopologicalSorter(calls).static_order())
    except CycleError as error:
        names = [str(name) for name in error.args[1]]
        yield macros[names[0]], f"the macro {names[0]} calls itself: {' → '.join(reversed(names))}"
        return
    followed: dict[str, int] = {}
    for name in order:
        if name in macros:
            followed[name] = _followed(macros[name], followed)
            if followed[name] > MOST:
                yield macros[name], f"the macro {name} is made of {followed[name]:,} elements, {MOST:,} at most"
                return
    for node in root.iterchildren(etree.Element):
        if node.tag not in _NOT_FOLLOWED and (count := _followed(node, followed)) > MOST:
            yield node, f"<{etree.QName(node).localname}> is made of {count:,} elements, {MOST:,} at most"


def _followed(node: Any, followed: Mapping[str, int]) -> int:
    """How many elements are followed for one at most, if those of the macros that it calls are known."""
    within = [_followed(child, followed) for child in node.iterchildren(etree.Element)]
    among = max if node.tag in _ONE_OF else sum
    return 1 + followed.get(node.get("macro"), 0) + (among(within) if within else 0)
