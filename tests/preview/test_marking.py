"""Segments of a page are told by counting, whatever the pipeline has put before their texts."""

from manuscripts import localised, pairs
from notation import ENGLISH, tree

from press import pandoc
from press.book.numbering import Counters, number
from press.book.stages.source import Source
from press.model.book import Part
from press.model.interface import Words
from press.model.publication import Matter
from press.preview.marking import marked_part

TEXT = """# T {#sec-t}

First.

1. []{#li-a}one
2. (a) both
3.
4. ```
   code
   ```

- [x] done
- []{#li-b}two

    more
"""


def test_items_with_markers_boxes_and_anchors_are_told():
    found = pairs(TEXT)
    source = Source(tree(TEXT), tuple(s for s, _ in found), tuple(e for _, e in found))
    made = number(localised(TEXT).tree["blocks"], Matter.CHAPTER, Counters(Words(), ENGLISH))
    marked = marked_part(Part("t", made.anchor, Matter.CHAPTER, "1", "", made.title, "T", made.blocks), source)
    spans = [node for node in pandoc.walk([*marked.title, *marked.blocks]) if node["t"] == "Span"]
    told = {own["segment"]: pandoc.plain(s) for s in spans if "segment" in (own := dict(map(tuple, s["c"][0][2])))}
    assert told == {entry.id: segment.text for segment, entry in found}
