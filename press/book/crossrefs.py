"""References to what the book itself holds: [@sec-…], [@tbl-…], [@fig-…] become links that say word and number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from press import pandoc
from press.blockwise import blockwise
from press.book.numbering import Target
from press.diagnostics import Diagnostic, Location

# What the prefix of a reference says of its target, as in Quarto.
KINDS = {
    "sec": {"part", "chapter", "appendix", "section"},
    "tbl": {"table"},
    "fig": {"figure"},
    "li": {"item"},
}

Where = Callable[[str], Location | None]


def is_reference(key: str) -> bool:
    """Whether a citation's key is that of a reference within the book."""
    prefix, dash, _ = key.partition("-")
    return bool(dash) and prefix in KINDS


@blockwise
def resolve(blocks: Any, targets: Mapping[str, Target]) -> Any:
    """A new tree with a link in the place of each reference; one to nothing is left as it is (see `problems`)."""

    def change(node: pandoc.Node) -> pandoc.Node:
        if node["t"] != "Cite":
            return node
        key = node["c"][0][0]["citationId"]
        if not is_reference(key) or key not in targets:
            return node
        target = targets[key]
        return pandoc.link(pandoc.words(target.text), f"#{target.anchor}", "", ["press-xref"], kind=target.kind)

    return pandoc.transform(blocks, change)


def problems(blocks: Any, targets: Mapping[str, Target], cited: set[str], where: Where) -> Iterator[Diagnostic]:
    """References to nothing, citations of unknown works, links to no anchor.

    Args:
        blocks: a document, its references not yet resolved.
        targets: by anchor.
        cited: ids of the bibliography.
        where: the place of a text in the document.
    """
    anchors = set(targets) | {anchor for found in pandoc.anchors(blocks) for anchor in found}
    for asked in (asked for found in _asked(blocks) for asked in found):
        if isinstance(asked, list):
            yield from _cite(asked, targets, cited, where)
        elif asked[1:] not in anchors:
            yield Diagnostic("R001", f"the link {asked} leads to nothing", where(asked), _near(asked[1:], anchors))


@blockwise
def _asked(blocks: Any) -> list[list[str | list[str]]]:
    """What each block asks for, in order: the keys of a citation, or the target of a link within the book."""
    return [[asked for node in pandoc.walk(block) if (asked := _asked_by(node))] for block in blocks]


def _asked_by(node: pandoc.Node) -> str | list[str] | None:
    if node["t"] == "Cite":
        return [c["citationId"] for c in node["c"][0]]
    target: str = node["c"][2][0] if node["t"] == "Link" else ""
    return target if target.startswith("#") else None


def _cite(
    keys: Sequence[str], targets: Mapping[str, Target], cited: set[str], where: Where
) -> Iterator[Diagnostic]:
    references = [key for key in keys if is_reference(key)]
    if references and len(keys) > 1:
        hint = "write one reference in each pair of brackets: [@sec-a], [@sec-b]"
        yield Diagnostic("R005", "a reference stands together with others", where(f"@{references[0]}"), hint)
        return
    for key in keys:
        if not is_reference(key):
            if key not in cited:
                message = f"the work {key} is not in the bibliography"
                yield Diagnostic("R002", message, where(f"@{key}"), _near(key, cited))
        elif key not in targets:
            yield Diagnostic("R001", f"there is nothing with the anchor {key}", where(f"@{key}"), _near(key, targets))
        elif targets[key].kind not in KINDS[key.partition("-")[0]]:
            message = f"{key} is a {targets[key].kind}, not what its prefix says"
            yield Diagnostic("R005", message, where(f"@{key}"), "rename the anchor")


def _near(key: str, known: Any) -> str:
    """A hint that names what may have been meant."""
    import difflib

    close = difflib.get_close_matches(key, list(known), 1)
    return f"did you mean {close[0]}?" if close else "define it, or remove the reference"
