"""F013 and F021: text that misregister spoils, because it is knocked out or made of several inks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from press.diagnostics import Severity
from press.model.preflight import Finding, Rules
from press.preflight.pdf.colours import PROCESS, Paint
from press.preflight.pdf.file import Check, PrintFile
from press.preflight.pdf.marks import Mark, Picture, Shape, Text
from press.preflight.pdf.places import Grounds, on_grounds, trimmed

SMALL = 6.0  # points: letters whose strokes are as fine as misregister is wide
RICH, FINE = 24.0, 12.0  # below: black of several inks is a warning; of all four, an error
DARK = 0.3  # no more of the paper's light comes back from what is called black
_KINDS: Mapping[str, tuple[str, Severity, str, str]] = {
    "white": (
        "F013",
        Severity.WARNING,
        f"is smaller than {SMALL:g} pt and white on ink",
        "set it larger or bolder, or dark on light",
    ),
    "tinted": (
        "F013",
        Severity.WARNING,
        f"is smaller than {SMALL:g} pt and printed in several inks",
        "set it in one ink, best in black",
    ),
    "four": (
        "F021",
        Severity.ERROR,
        f"is black of four inks and smaller than {FINE:g} pt",
        "set it in black alone (0, 0, 0, 100)",
    ),
    "rich": (
        "F021",
        Severity.WARNING,
        f"is black of several inks and smaller than {RICH:g} pt",
        "set it in black alone (0, 0, 0, 100)",
    ),
    "knocked": (
        "F021",
        Severity.WARNING,
        "is black and knocked out of the ink below it",
        "let black text overprint (OP and op true, OPM 1)",
    ),
}


def small_text(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Of each page and kind one finding, with its count and its first text."""
    for page in range(len(file.pdf.pages)):
        found: dict[str, list[Text]] = {}
        for text, grounds in on_grounds(trimmed(file, page)):
            if text.fill is not None and (kind := _kind(text, text.fill, grounds)):
                found.setdefault(kind, []).append(text)
        for kind, texts in found.items():
            code, severity, message, hint = _KINDS[kind]
            more = f" (and {len(texts) - 1} more)" if len(texts) > 1 else ""
            smallest = min(text.size for text in texts)
            said = f"“{texts[0].text.strip()[:40]}”, {smallest:.1f} pt{more}, {message}"
            yield Finding(code, severity, said, hint, page + 1, texts[0].area)


def _kind(text: Text, fill: Paint, grounds: Grounds) -> str:
    """What is wrong with a text; "": nothing."""
    if fill.paper:
        return "white" if text.size < SMALL and _inked(grounds.below(text.area)) else ""
    inks = len(fill.used)
    if inks > 2 and _dark(fill) and text.size < RICH:
        return "four" if inks >= len(PROCESS) and text.size < FINE else "rich"
    if inks > 1 and text.size < SMALL:
        return "tinted"
    if fill.solid_black and not text.overprints:
        ground = grounds.below(text.area)
        plain = isinstance(ground, Picture) or (isinstance(ground, Shape) and ground.rectangle)
        return "knocked" if plain and _coloured(ground) else ""
    return ""


def _dark(fill: Paint) -> bool:
    inks = fill.inks or {}
    left = 1 - min(inks.get("Black", 0.0), 1.0)
    return all((1 - min(inks.get(name, 0.0), 1.0)) * left <= DARK for name in PROCESS[:3])


def _inked(ground: Mark | None) -> bool:
    """Whether a ground has ink, as a picture is taken to have."""
    if isinstance(ground, Shape):
        return ground.fill is not None and not ground.fill.paper
    return ground is not None


def _coloured(ground: Mark | None) -> bool:
    """Whether a ground has other ink than black, in whose plate nothing can be seen of a knockout."""
    if isinstance(ground, Shape) and ground.fill is not None and ground.fill.inks is not None:
        return any(name != "Black" for name in ground.fill.used)
    return _inked(ground)


CHECKS: tuple[Check, ...] = (small_text,)
