"""Formulas as they are written: what names them, and what in them can't be read, or has no room where it stands.

`$$ … $$ {#eq-name}` gives a formula an anchor, as in Quarto and pandoc-crossref; so do a div around it, and a span. It
becomes Span(id) around the formula. Environments of LaTeX that stand for themselves are formulas, too. Commands that a
document defines are gone when it has been read: Pandoc has put what they stand for in their places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from press import pandoc
from press.diagnostics import Diagnostic, Location
from press.formulas import mathjax
from press.formulas.mathjax import Formula
from press.spelling import nearest

Where = Callable[[str, int], Location]

_ANCHOR = re.compile(r"\{#([^\s{}]+)\}(.*)", re.DOTALL)
_ENVIRONMENT = re.compile(
    r"\s*\\begin\{((?:equation|align|alignat|flalign|gather|multline|displaymath|eqnarray)\*?)\}(.*)\\end\{\1\}\s*",
    re.DOTALL,
)
_BARE = ("equation", "displaymath")  # those that say no more than that a formula stands on a line of its own
_DEFINITIONS = re.compile(
    r"(?:\s*\\(?:(?:re)?newcommand|providecommand|DeclareMathOperator|def|let)(?![A-Za-z]).*)+\s*", re.DOTALL
)
# What is meant by commands that MathJax reads only in pages, or not at all, and what to write.
_HINTS = {
    r"\label": "name it behind its dollars, $$…$$ {#eq-name}, and refer to it by [@eq-name]",
    r"\tag": "name it behind its dollars, $$…$$ {#eq-name}: the number comes by itself",
    r"\ref": "refer to formulas in the text, by [@eq-name]",
    r"\eqref": "refer to formulas in the text, by [@eq-name]",
    r"\U": "type the character itself",
    r"\color": "formulas are printed in black; say it by another letter or a frame, \\boxed{…}",
    r"\textcolor": "formulas are printed in black; say it by another letter or a frame, \\boxed{…}",
    r"\ce": "write it with \\mathrm: $\\mathrm{H_2O}$",
    r"\cancel": "say in words what cancels",
    r"\SI": "write number and unit with a small space: 3\\,\\mathrm{m/s}",
    r"\si": "write it with \\mathrm: \\mathrm{m/s}",
    r"\newcommand": "define it on a line of its own before the first formula that uses it, outside of all dollars",
    r"\def": "define it on a line of its own before the first formula that uses it, outside of all dollars",
}
_MEND = "mend its TeX: it may be what AMS-LaTeX has for formulas"
_COMMANDS = (
    "frac dfrac tfrac sqrt sum prod int lim sin cos tan log ln exp max min text mathrm mathbf mathbb mathcal mathfrak"
    " operatorname left right begin end alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa"
    " lambda mu nu xi pi rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon"
    " Phi Psi Omega cdot cdots ldots dots times div pm mp leq geq neq approx equiv sim infty partial nabla forall"
    " exists in notin subset subseteq cup cap emptyset to rightarrow Rightarrow leftarrow mapsto overline underline"
    " hat bar vec tilde dot ddot binom quad qquad overbrace underbrace boxed substack langle rangle lfloor rfloor"
    " lceil rceil"
).split()


def labelled(blocks: Sequence[Any]) -> list[Any]:
    """Blocks in which a formula with an anchor is a span around it, and environments are formulas."""
    found: list[Any] = pandoc.transform(list(blocks), _change)
    return found


def _change(node: pandoc.Node) -> Any:
    match node["t"]:
        case "Para" | "Plain":
            return {**node, "c": list(_named(node["c"]))}
        case "Div":
            return _unwrapped(node)
        case "RawBlock" | "RawInline" if node["c"][0] in ("tex", "latex"):
            return _of_latex(node)
    return node


def _of_latex(raw: pandoc.Node) -> Any:
    """Raw LaTeX that is no more than definitions, or a formula."""
    if _DEFINITIONS.fullmatch(raw["c"][1]):
        return []
    found = _ENVIRONMENT.fullmatch(raw["c"][1])
    if found is None:
        return raw
    tex = found[2] if found[1].rstrip("*") in _BARE else found[0]
    formula = {"t": "Math", "c": [{"t": "DisplayMath"}, tex.strip()]}
    return formula if raw["t"] == "RawInline" else {"t": "Para", "c": [formula]}


def _named(inlines: Sequence[Any]) -> Iterator[Any]:
    """Inlines with the anchors that stand behind formulas around them."""
    rest = list(inlines)
    while rest:
        node = rest.pop(0)
        at = next((at for at, one in enumerate(rest) if one["t"] not in ("Space", "SoftBreak")), len(rest))
        anchor = _ANCHOR.fullmatch(rest[at]["c"]) if is_display(node) and rest[at:] and rest[at]["t"] == "Str" else None
        if anchor:
            del rest[: at + 1]
            node = pandoc.span([node], anchor[1])
            rest[:0] = [pandoc.text(anchor[2])] if anchor[2] else []
        yield node


def _unwrapped(div: pandoc.Node) -> Any:
    """A div whose anchor is that of the formula that is all it holds: that formula, named."""
    (anchor, classes, pairs), blocks = div["c"]
    alone = len(blocks) == 1 and blocks[0]["t"] in ("Para", "Plain") and len(blocks[0]["c"]) == 1
    if not (anchor and alone and is_display(blocks[0]["c"][0])):
        return div
    named = {**blocks[0], "c": [pandoc.span(blocks[0]["c"], anchor)]}
    return {"t": "Div", "c": [["", classes, pairs], [named]]} if classes or pairs else named


def is_display(node: Any) -> bool:
    """Whether an inline is a formula on a line of its own."""
    return bool(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath")


def of(node: pandoc.Node) -> Formula:
    """A Math of Pandoc's."""
    return Formula(node["c"][1], is_display(node))


def within(elements: Any) -> list[Formula]:
    """The formulas of blocks or inlines, in order."""
    return [of(node) for node in pandoc.walk(elements) if node["t"] == "Math"]


def problems(elements: Any, where: Where) -> Iterator[Diagnostic]:
    """What is wrong with the formulas of blocks or inlines (S050, S051).

    Args:
        where: the place of a text; the first, or that behind as many others.
    """
    yield from _unclosed(elements, where)
    read = mathjax.read(within(elements))
    passed: Counter[str] = Counter()
    narrow = {id(node) for block in pandoc.walk(elements) for node in _in_headings(block)}
    for node in (node for node in pandoc.walk(elements) if node["t"] == "Math"):
        tex = node["c"][1]
        line = next((line.strip() for line in tex.split("\n") if line.strip()), tex)
        at = where(line, passed[line])
        passed[line] += 1
        if error := read[of(node)].error:
            yield Diagnostic("S050", f"the formula {_short(tex)} can't be read: {error}", at, _hint(error))
        if id(node) in narrow:
            hint = "put it between single dollars, or into a paragraph of its own"
            yield Diagnostic("S051", f"{_short(tex)} stands on a line of its own in a heading or a term", at, hint)


def _unclosed(elements: Any, where: Where) -> Iterator[Diagnostic]:
    """Formulas whose braces don't match, which Pandoc reads as text."""
    for block in pandoc.walk(elements):
        if block["t"] not in ("Para", "Plain", "Header"):
            continue
        inlines = block["c"][2] if block["t"] == "Header" else block["c"]
        text = pandoc.plain([node for node in inlines if node["t"] not in ("Code", "Math")])
        for found in _DOLLARS.finditer(text):
            if found[0].count("{") != found[0].count("}"):
                line = next((at for needle in (found[1], found[2]) if (at := where(needle, 0)).line), where("$", 0))
                hint = "close each { with }; or write \\$ for a dollar"
                message = f"the formula {_short(found[0])} can't be read: its braces don't match"
                yield Diagnostic("S050", message, line, hint)


_DOLLARS = re.compile(r"\$[^$]*?((\\[A-Za-z]+)\S*)[^$]*\$")


def _in_headings(block: pandoc.Node) -> Iterator[Any]:
    inlines: list[Any] = []
    if block["t"] == "Header":
        inlines = block["c"][2]
    elif block["t"] == "DefinitionList":
        inlines = [term for term, _ in block["c"]]
    return (node for node in pandoc.walk(inlines) if is_display(node))


def _short(tex: str) -> str:
    said = " ".join(tex.split())
    return said if len(said) <= 60 else f"{said[:57]}…"


def _hint(error: str) -> str:
    """What helps against an error of MathJax."""
    command = re.search(r"\\[A-Za-z]+", error)
    if command is None or "control sequence" not in error:
        return _HINTS.get(command[0], _MEND) if command else _MEND
    if known := _HINTS.get(command[0]):
        return known
    near = nearest(command[0][1:], _COMMANDS)
    return f"did you mean \\{near}?" if near else f"write it otherwise, or define it: \\newcommand{{{command[0]}}}{{…}}"
