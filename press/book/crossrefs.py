"""References to what the book itself holds: [@sec-…], [@tbl-…], [@fig-…] become links that say word and number.

Words beside a reference in its brackets stay as they are written. References that share their brackets with works go
into the note of these, so that it says all that the brackets say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from press import pandoc
from press.blockwise import blockwise
from press.book.numbering import Target
from press.model.interface import Words
from press.model.language import Language
from press.model.references import is_reference

# The class of a Span with what stands behind a work in its note, so that it is known from the work's own locator.
BESIDE = "press-beside"


@blockwise
def resolve(blocks: Any, targets: Mapping[str, Target], words: Words, language: Language) -> Any:
    """A new tree with a link in the place of each reference; one to nothing is left as it is (see press.book.dangling).

    Args:
        blocks: blocks or inlines.
        targets: by anchor.
        words: the templates' words in the language.
        language: what the blocks are in.
    """
    resolution = _Resolution(targets, words.word("; "), language.spaced)
    return pandoc.transform(resolution.parted(blocks), resolution)


class _Resolution:
    """References as they are written in a language: with what parts them, and whether spaces part words."""

    def __init__(self, targets: Mapping[str, Target], between: str, spaced: bool) -> None:
        self.targets, self.between, self.spaced = targets, pandoc.words(between), spaced

    def __call__(self, node: pandoc.Node) -> Any:
        """What stands in the place of an element."""
        if not _is_cite(node):
            return node
        works = node["c"][0]
        internal = [self._is_known(work) for work in works]
        if not any(internal):
            return node
        if all(internal):
            return self._said(works)
        if works[0]["citationMode"]["t"] == "AuthorInText" and internal[0]:
            rest = self({**node, "c": [works[1:], node["c"][1]]})
            return [*self._said(works[:1]), *(rest if isinstance(rest, list) else [rest])]
        return {**node, "c": [self._noted(works), node["c"][1]]}

    def parted(self, node: Any) -> Any:
        """A new tree in which a reference doesn't touch the reference or the call of a note before it."""
        if isinstance(node, dict):
            return {key: self.parted(child) for key, child in node.items()}
        if not isinstance(node, list):
            return node
        out: list[Any] = []
        for child in node:
            if self._is_internal(child) and out and _is_cite(out[-1]):
                out += self.between if self._is_internal(out[-1]) else [pandoc.SPACE] * self.spaced
            out.append(self.parted(child))
        return out

    def _is_internal(self, node: Any) -> bool:
        return _is_cite(node) and all(map(self._is_known, node["c"][0]))

    def _is_known(self, work: pandoc.Node) -> bool:
        return is_reference(work["citationId"]) and work["citationId"] in self.targets

    def _said(self, works: Sequence[Any]) -> list[Any]:
        """References in the sentence; what stands in brackets behind one without is in brackets here too."""
        first, *rest = works
        if first["citationMode"]["t"] != "AuthorInText":
            return self._joined([self._one(work) for work in works])
        bare = {**first, "citationSuffix": []}
        behind = self._joined([*filter(None, [first["citationSuffix"]]), *map(self._one, rest)])
        if not behind:
            return self._one(bare)
        opening, closing = "()" if self.spaced else "（）"
        space = [pandoc.SPACE] if self.spaced else []
        return [*self._one(bare), *space, pandoc.text(opening), *behind, pandoc.text(closing)]

    def _noted(self, works: Sequence[Any]) -> list[Any]:
        """The works of brackets that hold references too, with these before and behind them."""
        out: list[Any] = []
        waiting: list[Any] = []
        for work in works:
            if not self._is_known(work):
                before = [*self._joined(waiting), *self.between] if waiting else []
                out.append({**work, "citationPrefix": [*before, *work["citationPrefix"]]})
                waiting = []
            elif out:
                beside = pandoc.span([*self.between, *self._one(work)], "", [BESIDE])
                out[-1] = {**out[-1], "citationSuffix": [*out[-1]["citationSuffix"], beside]}
            else:
                waiting.append(self._one(work))
        return out

    def _one(self, work: pandoc.Node) -> list[Any]:
        """A reference with the words beside it."""
        target = self.targets[work["citationId"]]
        alone = work["citationMode"]["t"] == "SuppressAuthor" and target.number
        said = pandoc.words(alone or target.text)
        link = pandoc.link(said, f"#{target.anchor}", "", ["press-xref"], kind=target.kind)
        before = list(work["citationPrefix"])
        last = pandoc.plain(before)[-1:]
        space = [pandoc.SPACE] if before and not last.isspace() and (self.spaced or last.isascii()) else []
        behind = list(work["citationSuffix"])
        while behind and behind[-1] == pandoc.SPACE:
            behind.pop()
        return [*before, *space, link, *behind]

    def _joined(self, pieces: Sequence[Sequence[Any]]) -> list[Any]:
        return [node for at, piece in enumerate(pieces) for node in (*(self.between if at else ()), *piece)]


def _is_cite(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") == "Cite"
