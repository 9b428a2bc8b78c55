"""What formulas say as text."""

from __future__ import annotations

import pytest

from press.formulas.mathjax import Formula, read

SAID = {
    r"\frac{a}{b} = \int_0^1 f(x)\,dx": "a/b = ∫₀¹ f(x) dx",
    r"x = \frac{-b \pm \sqrt{b^2-4ac}}{2a}": "x = (−b ± √(b² − 4ac))/(2a)",
    r"\sum_{i=1}^n i^2 + \sqrt[3]{x} \in \mathbb{R}": "∑_(i = 1)ⁿ i² + ∛x ∈ ℝ",
    r"\prod_p \frac{1}{1-p^{-s}}": "∏ₚ 1/(1 − p⁻ˢ)",
    r"e^{i\pi} + x_{\text{max}} + x''": "e^(iπ) + x_max + x″",
    r"\lim_{x\to 0} \sin x = \log_2 n": "lim_(x → 0)sin x = log₂ n",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "(a, b; c, d)",
    r"f(x) = \begin{cases} x & \text{если } x > 0 \\ 0 & \text{иначе} \end{cases}": "f(x) = {x, если x > 0; 0, иначе",
    r"\begin{aligned} a &= b \\ &= -c \end{aligned}": "a = b; = −c",
    r"\hat{x} + \overline{AB} + \vec{\mathbf{v}}": "x̂ + A̅B̅ + v⃗",
    r"90^\circ, \binom{n}{k} \neq f\colon A \to B": "90°, (n ¦ k) ≠ f: A → B",
    r"\underbrace{a+b}_{n} \phantom{z} \boxed{E}": "(a + b)ₙE",
    r"\{x \mid x \le -1\}": "{x ∣ x ≤ −1}",
    r"\text{若 $n$}": "若 n",
    r"{}": "",
}


@pytest.mark.parametrize("tex", SAID)
def test_it_is_read_as_people_write_it(tex: str) -> None:
    (found,) = read([Formula(tex, True)]).values()
    assert found.text == SAID[tex]
