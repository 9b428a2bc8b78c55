"""A formula as text in a line, for whoever reads it without its drawing: plain text, screen readers, search, bookmarks.

It is written as people write formulas in letters: fractions with a stroke, exponents and indices raised and lowered
where Unicode has the signs, else behind ^ and _, rows of a table parted by semicolons.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from press.formulas import alphabets

_RAISED = dict(
    zip("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
)
_LOWERED = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_AS_THEY_ARE = {"′", "″", "‴", "⁗"}  # raised already
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
# What an accent becomes behind the letter that it stands over or under.
_OVER = {
    **{"^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0305", "‾": "\u0305", "―": "\u0305"},
    **{"→": "\u20d7", "˙": "\u0307", "¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˇ": "\u030c", "˘": "\u0306"},
}
_UNDER = {"_": "\u0332", "¯": "\u0332", "―": "\u0332"}
_SCRIPTED = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
_BRACES = {"⏞", "⏟", "⏜", "⏝", "⎴", "⎵"}
_LARGE = set("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂⨀⨄⨆")
_ALONE = set("√∂∇∀∃¬|‖∥/!")  # signs of mathematics that stand close to what is behind them
_INFIX = set("=<>+-*·∼")
_STOPS = set(",;:")
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064"))
_ARROWS = (("\u2190", "\u21ff"), ("\u27f0", "\u27ff"), ("\u2900", "\u297f"))
# What needs no brackets to stand together: a sign, a number, a letter with what is raised or lowered, brackets.
_SIMPLE = re.compile(r"\d[\d.,]*|[^\W\d][⁰¹²³⁴-₎ₐ-ₜⁱⁿ′\u0300-\u036f\u20d7]*|[^\w\s]|\([^()]*\)")


def linear(formula: Element) -> str:
    """The text of a formula.

    Args:
        formula: `math` of MathML, as press.formulas.mathml writes it; its names may have a name space.
    """
    return " ".join(alphabets.base(_text(formula)).split())


def _text(node: Element) -> str:  # noqa: PLR0911  (one case for each of MathML's kinds)
    kind, children = _kind(node), list(node)
    match kind:
        case "mi" | "mn" | "mtext":
            return (node.text or "").replace("\u00a0", " ")
        case "mo":
            return (node.text or "").translate(_INVISIBLE)
        case "mspace":
            return " " if _wide(node) else ""
        case "mphantom":
            return ""
        case "mfrac":
            return _fraction(node)
        case "msqrt":
            return f"√{_bracketed(_row(children))}"
        case "mroot":
            index = _text(children[1])
            return f"{_ROOTS.get(index) or _script(index, _RAISED, '') + '√'}{_bracketed(_text(children[0]))}"
        case "msup" | "mover":
            return _scripted(children[0], None, children[1])
        case "msub" | "munder":
            return _scripted(children[0], children[1], None)
        case "msubsup" | "munderover":
            return _scripted(*children)
        case "mtable":
            joint = " " if "press-aligned" in node.get("class", "") else ", "
            return "; ".join(joint.join(filter(None, (_row(list(cell)).strip() for cell in row))) for row in node)
    return _row(children)


def _kind(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _wide(space: Element) -> bool:
    width = re.match(r"([\d.]+)em", space.get("width", ""))
    return bool(width) and float(width[1]) > 0.15  # type: ignore[index]


def _row(children: Sequence[Element]) -> str:
    """Elements beside each other, with spaces around signs that stand between two, and behind what acts on the next."""
    out, acts = "", False
    for child in children:
        said, sign = _text(child), _operator(child)
        if not said:
            continue
        if _stands_between(sign, out):
            out = f"{out.rstrip()} {said} "
        elif sign in _STOPS:
            out = f"{out.rstrip()}{said} "
        else:
            named = _is_name(child) and out[-1:].isalnum()
            out += f" {said}" if named or (acts and said[0] not in "([") else said
        acts = sign in _LARGE or _is_name(child)
    return out


def _operator(node: Element) -> str:
    """The sign that an element is, whatever stands over or under it; "" for any other element."""
    while _kind(node) in (*_SCRIPTED, "mrow", "mstyle") and len(node):
        if _kind(node) in ("mrow", "mstyle") and len(node) > 1:
            return ""
        node = node[0]
    return (node.text or "").translate(_INVISIBLE) if _kind(node) == "mo" else ""


def _stands_between(sign: str, before: str) -> bool:
    if len(sign) != 1 or sign in _LARGE or sign in _ALONE:
        return False
    arrow = any(first <= sign <= last for first, last in _ARROWS)
    if not (sign in _INFIX or arrow or unicodedata.category(sign) == "Sm"):
        return False
    before = before.rstrip()
    # A sign of its own: −x, (+1), = −b.
    return sign not in "+-−±∓" or (bool(before) and before[-1] not in "(,;:[{|" and not _ends_in_sign(before))


def _ends_in_sign(text: str) -> bool:
    return unicodedata.category(text[-1]) == "Sm" and text[-1] not in _ALONE


def _is_name(node: Element) -> bool:
    """Whether an element is a name of several letters, as sin, whatever stands over or under it."""
    while _kind(node) in _SCRIPTED:
        node = node[0]
    return _kind(node) == "mi" and len(node.text or "") > 1 and (node.text or "").isalpha()


def _fraction(node: Element) -> str:
    above, below = (_text(child).strip() for child in node)
    if node.get("linethickness", "1").startswith("0"):
        return f"{above} ¦ {below}"
    over = above if above.isalnum() else _bracketed(above)
    return f"{over}/{below if _one(node[1]) and not re.search('[ /]', below) else _bracketed(below)}"


def _one(node: Element) -> bool:
    """Whether an element is one name or number, with what is raised or lowered beside it."""
    while len(node) == 1 or _kind(node) in ("msup", "msub", "msubsup"):
        node = node[0]
    return not len(node)


def _bracketed(text: str) -> str:
    """A text that stands together with what is beside it."""
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) or not text else f"({text})"


def _scripted(base: Element, below: Element | None, above: Element | None) -> str:
    out = _text(base)
    under, over = ("" if node is None else _text(node).strip() for node in (below, above))
    if over in _OVER and not under:
        return "".join(f"{character}{_OVER[over]}" for character in out)
    if under in _UNDER and not over:
        return "".join(f"{character}{_UNDER[under]}" for character in out)
    if len(base) > 1 and not _SIMPLE.fullmatch(out.strip()) and _kind(base) not in _SCRIPTED:
        out = f"({out.strip()})" if out.strip()[:1] not in "([{|" else out.strip()
    under, over = ("" if text in _BRACES else text for text in (under, over))
    if over in ("∘", "°"):
        over = ""
        out += "°"
    return f"{out}{_script(under, _LOWERED, '_')}{_script(over, _RAISED, '^')}"


def _script(text: str, signs: dict[str, str], mark: str) -> str:
    """A text above or below: in raised or lowered signs, or else behind a mark; words aren't spelt in such signs."""
    if not text or all(character in _AS_THEY_ARE for character in text):
        return text
    if not re.search(r"[^\W\d_]{2}", text) and all(character in signs for character in text):
        return "".join(signs[character] for character in text)
    return f"{mark}{text if text.isalpha() and (text.isascii() or len(text) == 1) else _bracketed(text)}"
