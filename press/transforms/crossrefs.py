"""References to what the book itself holds: [@sec-…], [@tbl-…], [@fig-…] become links that say word and number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from press import pandoc
from press.errors import Diagnostic, Location
from press.transforms.numbering import Target

# What the prefix of a reference says of its target, as in Quarto.
KINDS = {
    "sec": {"part", "chapter", "appendix", "section"},
    "tbl": {"table"},
    "fig": {"figure"},
}

Where = Callable[[str], Location | None]


def is_reference(key: str) -> bool:
    """Whether a citation's key is that of a reference within the book."""
    prefix, dash, _ = key.partition("-")
    return bool(dash) and prefix in KINDS


def resolve(blocks: Any, targets: Mapping[str, Target]) -> Any:
    """A new tree with a link in the place of each reference; one to nothing is left as it is (see `problems`)."""

    def change(node: pandoc.Node) -> pandoc.Node:
        if node["t"] != "Cite":
            return node
        key = node["c"][0][0]["citationId"]
        if not is_reference(key) or key not in targets:
            return node
        target = targets[key]
        return pandoc.link(pandoc.words(target.text), f"#{target.anchor}", "", ["xref"], kind=target.kind)

    return pandoc.transform(blocks, change)


def problems(blocks: Any, targets: Mapping[str, Target], cited: set[str], where: Where) -> Iterator[Diagnostic]:
    """References to nothing, citations of unknown works, links to no anchor.

    Args:
        blocks: a document, its references not yet resolved.
        targets: by anchor.
        cited: ids of the bibliography.
        where: the place of a text in the document.
    """
    anchors = set(targets) | {attr[0] for node in pandoc.walk(blocks) if (attr := pandoc.attr(node))}
    for node in pandoc.walk(blocks):
        if node["t"] == "Cite":
            yield from _cite([c["citationId"] for c in node["c"][0]], targets, cited, where)
        elif node["t"] == "Link" and node["c"][2][0].startswith("#") and node["c"][2][0][1:] not in anchors:
            target = node["c"][2][0]
            yield Diagnostic("R001", f"the link {target} leads to nothing", where(target), _near(target[1:], anchors))


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
