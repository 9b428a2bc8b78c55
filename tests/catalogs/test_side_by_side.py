"""Citations side by side, which Pandoc tears."""

import pytest
from notation import inlines

from press import pandoc
from press.catalogs import segments


def shown(found):
    """Inlines as a short text: ‹prefix|key|suffix; …› for a citation."""
    return "".join(_shown(node) for node in found)


def _shown(node):
    if node["t"] != "Cite":
        return pandoc.plain(node)
    works = (
        f"{pandoc.plain(w['citationPrefix'])}|{'-' * (w['citationMode']['t'] == 'SuppressAuthor')}{w['citationId']}|"
        f"{pandoc.plain(w['citationSuffix'])}"
        for w in node["c"][0]
    )
    return f"‹{'; '.join(works)}›"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Two.[@a, 12][@b, 3]", "Two.‹|a|, 12›‹|b|, 3›"),
        ("[@a][@b][@c] end", "‹|a|›‹|b|›‹|c|› end"),
        ("参见[@a][@b]。", "参见‹|a|›‹|b|›。"),
        ("[see @a, p. 3; -@b][@c; @d]", "‹see|a|, p. 3; |-b|›‹|c|; |d|›"),
        ("[see @a [x] y][@b]", "‹see|a| [x] y›‹|b|›"),
        ("[@a\n*e*][@b]", "‹|a| e›‹|b|›"),
        ("[a [nested] @a][@b]", "‹a [nested]|a|›‹|b|›"),
        ("[emphasis added][@b]", "[emphasis added]‹|b|›"),
        ("[@a; no key][@b]", "[‹|a|›; no key]‹|b|›"),
        ("[@a] [@b]", "‹|a|› ‹|b|›"),
        ("x] [@b]", "x] ‹|b|›"),
    ],
)
def test_citations_side_by_side_are_whole(markdown, expected):
    assert shown(inlines(markdown)) == expected


@pytest.mark.parametrize(
    "markdown", ["Two.[@a, 12][@b, 3] x", "*[@a][see @b]* y", "[words][@b] z", "[see @a [x] y][@b] z"]
)
def test_they_go_through_a_catalog(markdown):
    source = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [{"t": "Para", "c": inlines(markdown)}]}
    [segment] = segments.extract(source)
    quotes = ("“", "”", "‘", "’")
    assert segments.replace(source, segments.parse({segment.index: segment.text}, quotes)) == source
