"""Citations that stand in a note of the author's own: citeproc puts them in brackets at once after the text.

After a full stop they are a sentence of their own instead, as in "… in 2008. *Charter*, art. 7."; within a sentence
they keep the brackets, which are the language's own and stand off from the word before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from press import pandoc
from press.model.language import Language

_ENDS = tuple(".!?…。！？")
_CLOSERS = "”’»“\"')）]」"


def set_in_notes(node: Any, language: Language, inside: bool = False) -> Any:
    """A new tree; only citations inside Note elements differ.

    Args:
        node: a tree after citeproc, or any part of it.
        language: what the tree is in.
        inside: whether `node` stands in a note.
    """
    if isinstance(node, list):
        out: list[Any] = []
        for child in node:
            if inside and isinstance(child, dict) and child.get("t") == "Cite":
                out += _placed(child, out, language)
            else:
                out.append(set_in_notes(child, language, inside))
        return out
    if not isinstance(node, dict):
        return node
    if node.get("t") == "Cite":
        # The note that citeproc made of a citation in the text is complete.
        return node
    inside = inside or node.get("t") == "Note"
    return {key: set_in_notes(child, language, inside) for key, child in node.items()}


def _placed(cite: pandoc.Node, before: Sequence[Any], language: Language) -> list[Any]:
    """A citation, and the space before it."""
    content = _unbracketed(cite["c"][1])
    if content is None:
        return [cite]
    text = pandoc.plain(list(before))
    if not text.strip() or text.rstrip().rstrip(_CLOSERS).endswith(_ENDS):
        inlines = [*_capitalised(content), pandoc.text("." if language.spaced else "。")]
    else:
        opening, closing = "()" if language.spaced else "（）"
        inlines = [pandoc.text(opening), *content, pandoc.text(closing)]
    space = [pandoc.SPACE] if language.spaced and text and not text[-1].isspace() else []
    return [*space, {**cite, "c": [cite["c"][0], inlines]}]


def _unbracketed(inlines: Sequence[Any]) -> list[Any] | None:
    """What stands in citeproc's brackets, without the full stop that some languages keep; None where there are none."""
    if len(inlines) < 3 or inlines[0] != pandoc.text("(") or inlines[-1] != pandoc.text(")"):
        return None
    content = list(inlines[1:-1])
    if content[-1]["t"] == "Str":
        content[-1] = pandoc.text(content[-1]["c"].rstrip(".。"))
    return content


def _capitalised(inlines: Sequence[Any]) -> list[Any]:
    first, *rest = inlines
    return [pandoc.text(first["c"][:1].upper() + first["c"][1:]) if first["t"] == "Str" else first, *rest]
