"""A reader of EAN-13 bars and their add-ons, written from the standard's tables, to judge what the press draws by."""

from __future__ import annotations

from press.editions.cover.barcode import Bar

# ISO/IEC 15420, tables 1 to 3: the modules of a digit in set A, from left to right; B is C backwards, C is A inverted.
SET_A = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
SET_C = tuple("".join("10"[int(module)] for module in code) for code in SET_A)
SET_B = tuple(code[::-1] for code in SET_C)
SETS = (SET_A, SET_B, SET_C)
FIRST = ("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA")
FIVE = ("BBAAA", "BABAA", "BAABA", "BAAAB", "ABBAA", "AABBA", "AAABB", "ABABA", "ABAAB", "AABAB")
TWO = ("AA", "AB", "BA", "BB")


def modules(bars: tuple[Bar, ...], start: float, count: int) -> str:
    """The modules from a place on: 1 is black."""
    out = ["0"] * count
    for bar in bars:
        for at in range(round(bar.x - start), round(bar.x + bar.width - start)):
            if 0 <= at < count:
                out[at] = "1"
    return "".join(out)


def digit(code: str) -> tuple[str, str]:
    """A digit and the set that it was found in."""
    return next((str(row.index(code)), name) for name, row in zip("ABC", SETS, strict=True) if code in row)


def ean(code: str) -> str:
    """The 13 digits of 95 modules."""
    assert (code[:3], code[45:50], code[92:]) == ("101", "01010", "101")
    left = [digit(code[at : at + 7]) for at in range(3, 45, 7)]
    right = [digit(code[at : at + 7]) for at in range(50, 92, 7)]
    assert {name for _, name in right} == {"C"}
    return str(FIRST.index("".join(name for _, name in left))) + "".join(number for number, _ in left + right)


def addon(code: str) -> str:
    """The digits of an add-on, its check by the order of sets included."""
    assert code.startswith("1011")
    found = [digit(code[at : at + 7]) for at in range(4, len(code), 9)]
    assert all(code[at : at + 2] == "01" for at in range(11, len(code), 9))
    digits, sets = "".join(number for number, _ in found), "".join(name for _, name in found)
    if len(digits) == 2:
        assert TWO.index(sets) == int(digits) % 4
    else:
        ends, rest = int(digits[0]) + int(digits[2]) + int(digits[4]), int(digits[1]) + int(digits[3])
        assert FIVE.index(sets) == (3 * ends + 9 * rest) % 10
    return digits
