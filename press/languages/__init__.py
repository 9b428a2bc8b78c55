"""The numbers and dates of a text as exact values, whichever way a language writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from press.languages import en, ru, zh
from press.languages.numbers.mention import Mention

# A language's reader by Language.code.
READERS: Mapping[str, Callable[[str], Sequence[Mention]]] = {
    "en": en.read,
    "ru": ru.read,
    "zh": zh.read,
}
# Of languages without one: most write decimals after a comma, and their words are no numbers to us.
COMMAS = ru.read
