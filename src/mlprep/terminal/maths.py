"""LaTeX formulas as plain text that reads well in a terminal.

As in TeX, formulas become atoms (letters, operators, brackets) whose kinds, not the source, decide most spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec
    from pylatexenc.latexwalker import LatexNode

_SUPERSCRIPTS = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθφχ⊤*†'",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡᵀ*†′",
)
_SUBSCRIPTS = str.maketrans("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
# A sign and how keyboards spell it by custom; any other sign is spelt as its macro.
_CUSTOM = "−- ·* ×* ∗* ≤<= ≥>= ≠!= ≈~= ∼~ ≪<< ≫>> ±+/- →-> ←<- ⇒=> ⇔<=> ⋯... ∞inf ⟨< ⟩> ⌈ceil( ⌉) ⌊floor( ⌋) ‖|| ⊤T ′'"
_KEYBOARD = dict(re.findall(r"(\S)(\S+)", _CUSTOM))
# pylatexenc lacks the first ones; its ϵ and ϕ are easily taken for ∈ and ∅.
_SIGNS = {"ne": "≠", "|": "‖", "iff": "⇔", "implies": "⇒", "gets": "←", "land": "∧", "lor": "∨", "colon": ":"}
_SIGNS |= {"epsilon": "ε", "phi": "φ", "\\": ";", "!": "", "-": ""}
_ACCENTS = {name: name for name in ("hat", "tilde", "vec", "dot", "ddot", "check", "breve", "not")}
_ACCENTS |= {"bar": "=", "overline": "=", "widehat": "hat", "widetilde": "tilde"}
_ALPHABETS = {"mathbb": "doublestruck", "mathcal": "script", "mathscr": "script", "mathfrak": "fraktur"}
# Macros that only change the look of what follows, with the brackets that \left. and \right. leave out.
_LOOK = re.compile(
    r"(?<!\\)\\((left|right|middle)\b\s*\.?|operatorname\b\*?|([bB]igg?[lrm]?|[a-z]+style|(no)?limits|bm|boldsymbol)\b)"
)
_TOKEN = re.compile(r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?|[^\W\d_]+|[_^]\s*\S?|\|\||:=|\s+|.", re.DOTALL)
# What a sign is, where Unicode does not tell: it files ∞ with the relations. Nothing precedes a "close".
_MEMBERS = {"binary": "+−-±∓·×÷∗*∘⋆⊙⊗⊕∖∪∩∧∨", "operator": "∑∏∐∫∬∭∮⋃⋂", "prefix": "∇∂¬∀∃", "letter": "∞⊤∅⋯⋮⋱∠"}
_MEMBERS |= {"close": ".!?%", "comma": ",;:", "bar": "|‖", "slash": "/", "gap": " "}
_KINDS = {sign: kind for kind, signs in _MEMBERS.items() for sign in signs} | {":=": "relation"}
# After these a minus is a sign and a bar opens.
_LEADING = {"open", "relation", "binary", "unary", "comma", "slash", "function", "operator", "prefix", "gap"}
_ENDING = {"relation", "comma", "close", "gap"}


@dataclass(frozen=True)
class _Atom:
    """One unit of a formula, whose `kind` decides the spaces around it."""

    text: str
    kind: str
    spaced: bool = False  # in the source


def unicode_maths(latex: str, *, ascii_only: bool = False) -> str:
    """The formulas of `latex`, one per line, as text. A line that is not LaTeX is returned as it is."""
    return "\n".join(_formula(line, ascii_only) for line in latex.split("\n"))


def _formula(line: str, ascii_only: bool) -> str:
    from pylatexenc.latexwalker import LatexWalker, LatexWalkerError

    visible = re.sub(r"\\[dtc]frac\b", r"\\frac", _LOOK.sub("", line))
    walker = LatexWalker(visible, tolerant_parsing=False)
    try:
        nodes, _, length = walker.get_latex_nodes()
        # At a lone backslash pylatexenc only stops; at a lone \verb or script there is nothing left to index.
        return _join(_atoms(nodes, ascii_only)).rstrip("; ") if length == len(visible) else line
    except (LatexWalkerError, IndexError, RecursionError):
        return line


@cache
def _converter() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text()


def _kind(text: str) -> str:
    category = "Sm" if "ARROW" in unicodedata.name(text[0], "") else unicodedata.category(text[0])
    kinds = {"Sm": "relation", "Ps": "open", "Pe": "close", "Mn": "close", "Nd": "number"}
    return _KINDS.get(text) or kinds.get(category, "word" if text[1:] and text.isalpha() else "letter")


def _atom(text: str, ascii_only: bool, name: str = "", kind: str = "") -> _Atom:
    """A sign or word; `name` spells it if it is to be ASCII and the keyboard has nothing like it."""
    text = {"-": "−", "||": "‖", "~": " "}.get(text, text)
    kind = kind or _kind(text)
    if ascii_only and not text.isascii():
        folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        text = _KEYBOARD.get(text) or folded or name or unicodedata.name(text[0], text).rsplit(" ")[-1].lower()
        kind = "word" if kind in {"letter", "prefix"} and len(text) > 1 else kind
    return _Atom(text, kind)


def _stream(nodes: list[LatexNode]) -> Iterator[str | LatexNode]:
    """Characters as tokens, other nodes as they are; pylatexenc leaves `_` and `^` among the characters."""
    for node in nodes:
        match type(node).__name__:
            case "LatexCharsNode":
                yield from _TOKEN.findall(node.chars)
            case "LatexSpecialsNode":
                yield from "~" if node.specials_chars in "~&" else node.specials_chars
            case "LatexGroupNode" | "LatexMacroNode":
                yield node
                yield from getattr(node, "macro_post_space", "")
            case "LatexMathNode" | "LatexEnvironmentNode":
                yield from _stream(node.nodelist)


def _atoms(nodes: list[LatexNode], ascii_only: bool) -> list[_Atom]:
    atoms: list[_Atom] = []
    items, spaced = deque(_stream(nodes)), False
    while items:
        item = items.popleft()
        if isinstance(item, str) and item[0] in "_^'":
            base = atoms.pop() if atoms else _Atom("", "letter")
            if base.kind == "fraction" or base.text.startswith("√"):
                base = replace(base, text=f"({base.text})".replace("\0", "/"), kind="word")
            atoms.append(replace(base, text=base.text + _raised(item, items, ascii_only)))
        elif (isinstance(item, str) and item.isspace()) or not (read := _read(item, ascii_only)):
            spaced = True
            continue
        else:
            atoms += [replace(read[0], spaced=spaced or read[0].spaced), *read[1:]]
        spaced = False
    return atoms


def _raised(start: str, items: deque[str | LatexNode], ascii_only: bool) -> str:
    """The script that `^2` or a prime is, or that `^` makes of the group or macro after it."""
    operand = "'" if start == "'" else start[1:].strip() or items.popleft()
    if isinstance(operand, str) and operand[0] in "_^":
        raise IndexError(f"nothing follows {start}")
    # As in TeX, nothing but words is set apart inside a script.
    return _script(re.sub(r"(?<!\w) +| +(?!\w)", "", _join(_read(operand, ascii_only))), start[0], ascii_only)


def _script(text: str, mark: str, ascii_only: bool) -> str:
    table = _SUBSCRIPTS if mark == "_" else _SUPERSCRIPTS
    # Tiny letters are hard to read: two may be a pair of indices, more are a word.
    word = mark == "_" and text.isascii() and text.isalpha() and len(text) > len("ij")
    if not ascii_only and not word and all(ord(character) in table for character in text):
        return text.translate(table)
    single = sum(not unicodedata.combining(character) for character in text) == 1
    bare = single or text.isdecimal() or (mark == "_" and text.isascii() and text.isalnum())
    return text if text == "'" else f"{mark}{text}" if bare else f"{mark}({text})"


def _read(item: str | LatexNode, ascii_only: bool) -> list[_Atom]:
    if isinstance(item, str):
        return [_atom(item, ascii_only)]
    if type(item).__name__ == "LatexGroupNode":
        return _atoms(item.nodelist, ascii_only)
    name, parts = item.macroname, [part for part in getattr(item.nodeargd, "argnlist", None) or () if part]
    meaning = _converter().latex_context.get_macro_spec(name)
    if parts:
        return _applied(name, parts, meaning, ascii_only)
    sign = _SIGNS.get(name, getattr(meaning, "simplify_repl", None))
    if not isinstance(sign, str) or "%" in sign:
        return [_atom(name, ascii_only, kind="function" if name.isalpha() else "")]
    side = {"l": "open", "r": "close", "m": "relation"}.get(name[0], "") if sign in "|‖" else ""
    kind = "gap" if not sign.strip() else "function" if sign.isascii() and len(sign) > 1 else side
    return [_atom(sign, ascii_only, name, kind)]


def _applied(name: str, parts: list[LatexNode], meaning: MacroTextSpec | None, ascii_only: bool) -> list[_Atom]:
    """A macro and what it applies to."""
    from pylatexenc.latex2text import fmt_math_text_style

    *others, inner = (_atoms([part], ascii_only) for part in parts)
    text = _join(inner)
    if name in {"frac", "nicefrac"} and others:
        return [_Atom(f"{_bracketed(others[0])}\0{_bracketed(inner, divisor=True)}", "fraction")]
    if name == "sqrt":
        index, root = _script(_join(others[0]), "^", ascii_only) if others else "", "sqrt" if ascii_only else "√"
        bare = inner and inner[-1].text == text and inner[0].kind in {"letter", "number"} and not ascii_only
        bare = bare and set(text).isdisjoint({"^", *map(chr, _SUPERSCRIPTS.values())})
        return [_Atom(f"{index}{root}{text}" if bare else f"{index}{root}({text})", "word")]
    if text and (name in _ALPHABETS or getattr(meaning, "discard", True) is False):
        verbatim = parts[-1].latex_verbatim().strip("{} ")
        words = verbatim if name.startswith("text") and not set(verbatim) & set("\\{}$") else text
        styled = words if ascii_only or name not in _ALPHABETS else fmt_math_text_style(words, _ALPHABETS[name])
        return [_Atom(styled, "word" if len(words) > 1 else "letter")]
    if not text or name not in _ACCENTS:
        return inner if getattr(meaning, "macroname", "") else [_atom(name, ascii_only, kind="function"), *inner]
    if len(inner) == 1 and inner[0].kind in {"letter", "relation"} and not ascii_only:
        accented = text[0] + _converter().latex_to_text(rf"\{_ACCENTS[name]}{{q}}")[1:] + text[1:]
        return [replace(inner[0], text=unicodedata.normalize("NFC", accented))]
    return [_Atom(f"{text}_{name}" if len(inner) == 1 and ascii_only else f"{name}({text})", "word")]


def _bracketed(atoms: list[_Atom], *, divisor: bool = False) -> str:
    """A part of a fraction, in brackets if it would fall apart without them."""
    text = outside = _join(atoms)
    for _ in range(text.count("(") + 1):
        outside = re.sub(r"[(\[|‖][^()\[\]|‖]*[)\]|‖]", "", outside)
    several = sum(atom.kind != "prefix" for atom in atoms) > 1 and outside != ""
    return f"({text})" if " " in outside or "/" in outside or (divisor and several) else text


def _join(atoms: list[_Atom]) -> str:
    text, inside, before = "", False, _Atom("", "open")
    bars = sum(atom.kind == "bar" for atom in atoms)
    for atom, after in zip_longest(atoms, atoms[1:], fillvalue=_Atom("", "close")):
        now, leading = atom, before.kind in _LEADING
        if atom.kind == "bar":
            bars -= 1
            between = not (leading or inside or bars)  # as in p(y | x)
            inside = leading or not inside
            now = replace(atom, kind="slash" if between else "open" if inside else "close")
        elif atom.kind == "binary" and leading:
            now = replace(atom, kind="unary")
        elif atom.kind == "fraction":
            now = _settled(atom, before, after)
        now = replace(now, spaced=atom.spaced or (now.kind == "slash" and after.spaced))
        text, before = text + " " * _apart(before, now) + now.text, now
    return text


def _settled(fraction: _Atom, before: _Atom, after: _Atom) -> _Atom:
    """A fraction as tight as its neighbours ask: alone `a / (b + c)`, in a sum `a/(b + c)`, in a product `(a/b)`."""
    tight = fraction.text.replace("\0", "/")
    if before.kind not in _LEADING - {"function", "prefix", "slash"} or after.kind not in _ENDING | {"binary"}:
        return replace(fraction, text=f"({tight})", kind="word")
    alone = before.kind in _ENDING | {"open"} and after.kind in _ENDING and " " in tight
    return replace(fraction, text=fraction.text.replace("\0", " / ") if alone else tight, kind="letter")


def _apart(before: _Atom, atom: _Atom) -> bool:
    """Whether a space comes between two neighbours."""
    kinds = {before.kind, atom.kind}
    marked = "_" in before.text or "^" in before.text  # a letter would run into a script that had to stay `_x`
    if "gap" in kinds or before.kind in {"open", "unary"} or atom.kind in {"close", "comma"}:
        return False
    if "slash" in kinds:
        return before.spaced if before.kind == "slash" else atom.spaced
    if kinds & {"relation", "binary", "comma", "operator"} or atom.kind == "prefix":
        return True
    if atom.kind == "open" or (atom.kind == "number" and before.kind != "word"):
        return atom.spaced and (marked or atom.kind == "number" or before.kind in {"word", "function"})
    return bool(kinds & {"word", "function"}) or (marked and atom.spaced)
