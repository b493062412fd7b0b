"""Formulas of the banks as a terminal shows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mlprep.terminal.maths import unicode_maths

QUESTIONS = Path(__file__).parents[2] / "questions"

SHOWN = {
    r"\theta_{t+1} = \theta_t - \eta \nabla J(\theta_t)": "θₜ₊₁ = θₜ − η ∇J(θₜ)",
    r"\frac{1}{n}\sum_{i=1}^{n}(y_i-\hat{y}_i)^2": "(1/n) ∑ᵢ₌₁ⁿ (yᵢ − ŷᵢ)²",
    r"\frac{d_j^2}{d_j^2+\lambda}": "dⱼ² / (dⱼ² + λ)",
    r"p + \frac{p(p + 1)}{2} \approx \frac{p^2}{2}": "p + p(p + 1)/2 ≈ p²/2",
    r"\frac{\partial L}{\partial w_{ij}} = -\frac{a}{2 n}": "∂L/∂wᵢⱼ = −a/(2n)",
    r"\sigma^2 \dfrac{p}{n - p - 1}": "σ² (p/(n − p − 1))",
    r"\frac{a}{b}^2": "(a/b)²",
    r"\sqrt{d_k}": "√dₖ",
    r"\sqrt{a+b}": "√(a + b)",
    r"\sqrt{x^2} + \sqrt[3]{x} + \sqrt{n}^2": "√(x²) + ³√x + (√n)²",
    r"\sqrt{\frac{p (1 - p)}{n}}": "√(p(1 − p) / n)",
    r"n^{-2s/(2s+d)}": "n^(−2s/(2s+d))",
    r"\theta_{t^{*}} + p_\theta + d_{max} + V_{in} + x_i'": "θ_(t*) + p_θ + d_max + Vᵢₙ + xᵢ′",
    r"D_{max} \le (1 + \epsilon) D_{min}": "D_max ≤ (1 + ε)D_min",
    r"\hat\beta = (X^\top X)^{-1} X^\top y": "β̂ = (XᵀX)⁻¹Xᵀy",
    r"\bar{x} \ne \tilde x \to \vec{v}, \hat{x_i}, \overline{a + b}": "x̄ ≠ x̃ → v⃗, x̂ᵢ, overline(a + b)",
    r"\mathbb{E}_{x \sim p}[\log p(y \mid x)]": "𝔼_(x∼p)[log p(y | x)]",
    r"\mathcal{L}(\mathbf{w}) \ge \operatorname{Var}(X)": "ℒ(w) ≥ Var(X)",
    r"\mathrm{KL}(p_{true} || p_\theta)": "KL(p_true ‖ p_θ)",
    r"\left\lVert x \right\rVert_2^2 \cdot \|v\| \times |B|": "‖x‖₂² · ‖v‖ × |B|",
    r"\left. \frac{a}{b} \right|_{x=0}": "(a/b) |ₓ₌₀",
    r"\eta \| \nabla J(\theta) \|^2 = - \nabla J dt": "η‖∇J(θ)‖² = −∇J dt",
    r"\hat{\theta} = \arg\min_\theta \sum_i L(y_i; \theta)": "θ̂ = arg min_θ ∑ᵢ L(yᵢ; θ)",
    r"k = \arg\max_{i: a_i \le t} a_i": "k = arg max_(i:aᵢ≤t) aᵢ",
    r"\int_0^\infty e^{-x}\,dx, \prod_{j \in S} x_j, x_1, \dots, x_n": "∫₀^∞ e⁻ˣ dx, ∏_(j∈S) xⱼ, x₁, …, xₙ",
    r"\text{k-NN}: \quad 1.96 SE \pm \exp(2 R^*)": "k-NN:  1.96 SE ± exp(2R*)",
    r"w = p \to \text{restore } \theta_{best}": "w = p → restore θ_best",
    r"\Gamma \Delta \Omega \alpha \phi": "ΓΔΩαφ",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}": "a = b; c = d",
    r"\foo x + 50\% \to \{1\}": "foo x + 50% → {1}",
    r"x^10": "x¹0",
}

KEYBOARD = {
    r"\theta_{t+1} = \theta_t - \eta \nabla J(\theta_t)": "theta_(t+1) = theta_t - eta nabla J(theta_t)",
    r"\frac{1}{n}\sum_{i=1}^{n}(y_i-\hat{y}_i)^2": "(1/n) sum_(i=1)^n (y_i - y_hat_i)^2",
    r"\sqrt{d_k} \le \infty \to X^T X": "sqrt(d_k) <= inf -> X^T X",
    r"\mathbb{E}[X] \ne \| v \| \cdot 2\eta, k \in S": "E[X] != ||v|| * 2 eta, k in S",
    r"x^{10} + \lceil n / B \rceil + \bar{x}'": "x^10 + ceil(n / B) + x_bar'",
}

MALFORMED = ["a_{", r"\frac{a}", "x^", "a}", "x^_2", r"\hat", "x\\", r"\begin{matrix} a", "{" * 5000 + "}" * 5000]


def shipped() -> Iterator[str]:
    """Every formula of every bank."""

    def formulas(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                yield from str(value).splitlines() if key == "maths" else formulas(value)
        elif isinstance(node, list):
            for value in node:
                yield from formulas(value)

    for bank in sorted(QUESTIONS.glob("*.yaml")):
        yield from formulas(yaml.safe_load(bank.read_text(encoding="utf-8")))


def width(text: str) -> int:
    """Columns on the screen: combining accents take none."""
    return sum(not unicodedata.combining(character) for character in text)


ATOMS = st.sampled_from(
    [*"xyabn012,.|+-=/()[]':&~ ", *(rf"\{name} " for name in "theta Sigma sum nabla le to cdot quad log | mid".split())]
)


def composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Larger LaTeX from smaller: commands with arguments, scripts and sequences."""
    shapes = [
        r"\frac{%s}{%s}",
        r"%s^{%s}",
        r"%s_{%s}",
        r"\sqrt{%s}%s",
        r"\hat{%s}\text{a}%s",
        r"\mathbb{%s}{%s}",
        "%s%s",
    ]
    return st.builds(lambda shape, one, two: shape % (one, two), st.sampled_from(shapes), inner, inner)


LATEX = st.recursive(ATOMS, composed, max_leaves=12)


@pytest.mark.parametrize(("latex", "shown"), SHOWN.items())
def test_formulas_read_as_a_person_would_type_them(latex: str, shown: str) -> None:
    assert unicode_maths(latex) == unicodedata.normalize("NFC", shown)


@pytest.mark.parametrize(("latex", "shown"), KEYBOARD.items())
def test_ascii_spells_what_the_keyboard_lacks(latex: str, shown: str) -> None:
    assert unicode_maths(latex, ascii_only=True) == shown


@pytest.mark.parametrize("latex", MALFORMED)
def test_what_is_not_latex_is_shown_as_it_is(latex: str) -> None:
    assert unicode_maths(latex) == latex


def test_each_line_is_a_formula_of_its_own() -> None:
    assert unicode_maths("x_1\na_{\n\\eta\n") == "x₁\na_{\nη\n"


@given(st.text() | st.text(alphabet="\\{}[]_^'$%&~ ab1|" + "\n"), st.booleans())
def test_no_text_raises(latex: str, ascii_only: bool) -> None:
    unicode_maths(latex, ascii_only=ascii_only)


@given(LATEX)
def test_known_commands_leave_neither_backslash_nor_brace(latex: str) -> None:
    assert not set(unicode_maths(latex)) & set("\\{}\0")


@given(LATEX | st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_stays_ascii(latex: str) -> None:
    assert unicode_maths(latex, ascii_only=True).isascii()


@pytest.mark.parametrize("latex", sorted(set(shipped())))
def test_every_shipped_formula_is_readable(latex: str) -> None:
    for ascii_only in (False, True):
        shown = unicode_maths(latex, ascii_only=ascii_only)
        braces_meant = r"\{" in latex
        assert "\\" not in shown
        assert braces_meant or not re.search("[{}]", shown)
    assert width(unicode_maths(latex)) <= max(76, len(latex) // 2)
