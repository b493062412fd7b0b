"""LaTeX formulas as plain text that reads well in a terminal.

pylatexenc parses; each node becomes atoms, as in TeX (letters, operators, relations, brackets); spaces are
put between atoms at the end, by kind. So it hardly matters how the source is spaced.
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
    from pylatexenc.macrospec import LatexContextDb

_SUPERSCRIPTS = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθφχ⊤*†'",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡᵀ*†′",
)
_RAISED = {"^", *map(chr, _SUPERSCRIPTS.values())}
_SUBSCRIPTS = str.maketrans("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
# A sign and how keyboards spell it by custom; any other sign is spelt as its macro.
_CUSTOM = "−- ·* ×* ∗* ⋆* ≤<= ≥>= ≠!= ≈~= ∼~ ≪<< ≫>> ±+/- →-> ⟶-> ←<- ⇒=> ⟹=> ⇔<=> ⋯... ∞inf ⟨< ⟩> ⌈ceil( ⌉) ⌊floor( ⌋) ‖|| ⊤T ′'"
_KEYBOARD = dict(re.findall(r"(\S)(\S+)", _CUSTOM))
# pylatexenc lacks the first ones; its ϵ and ϕ are easily taken for ∈ and ∅.
_SIGNS = {"ne": "≠", "|": "‖", "iff": "⇔", "implies": "⇒", "gets": "←", "land": "∧", "lor": "∨", "colon": ":"}
_SIGNS |= {"epsilon": "ε", "phi": "φ", "\\": ";", "!": "", "-": ""}
_ACCENTS = {"bar": "=", "overline": "=", "widehat": "hat", "widetilde": "tilde"}
_ALPHABETS = {"mathbb": "doublestruck", "mathcal": "script", "mathscr": "script", "mathfrak": "fraktur"}
_FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac")
_INVISIBLE = {"left.", "right.", "operatorname*"}
_NO_BREAK = "\N{NO-BREAK SPACE}"
# Macros that only change the look of what follows.
_LOOK = re.compile(
    r"left|right|middle|[bB]igg?[lrm]?|(display|text|script)style|(no)?limits|operatorname|bm|boldsymbol"
)
_TOKEN = re.compile(r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?|[^\W\d_]+|\|\||:=|\s+|.", re.DOTALL)
# What a sign is, where Unicode does not tell: it files ∞ with the relations. Nothing precedes a "close".
_MEMBERS = {"binary": "+−-±∓·×÷∗*∘⋆⊙⊗⊕∖∪∩∧∨", "operator": "∑∏∐∫∬∭∮⋃⋂", "prefix": "∇∂¬∀∃", "letter": "∞⊤∅⋯⋮⋱∠"}
_MEMBERS |= {"close": ".!?%", "comma": ",;:", "bar": "|‖", "slash": "/", "gap": " "}
_KINDS = {sign: kind for kind, signs in _MEMBERS.items() for sign in signs}
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

    walker = LatexWalker(line, latex_context=_library()[0], tolerant_parsing=False)
    try:
        nodes, _, length = walker.get_latex_nodes()
        # A lone backslash at the end is no error to pylatexenc, which only stops there.
        return _join(_atoms(nodes, ascii_only)).rstrip("; ") if length == len(line) else line
    except (LatexWalkerError, RecursionError):
        return line


@cache
def _library() -> tuple[LatexContextDb, LatexNodes2Text]:
    """What pylatexenc knows: how macros take arguments, and what they look like."""
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_macro

    grammar = get_default_latex_context_db()
    grammar.add_context_category("maths", [std_macro(name, "{{") for name in _FRACTIONS], prepend=True)
    return grammar, LatexNodes2Text()


def _kind(text: str) -> str:
    category = unicodedata.category(text[0])
    if text[0] in _KINDS and text != ":=":
        return _KINDS[text[0]]
    if category in {"Ps", "Pe", "Mn"}:
        return "open" if category == "Ps" else "close"
    if text == ":=" or category == "Sm" or "ARROW" in unicodedata.name(text[0], ""):
        return "relation"
    return "number" if text[0].isdecimal() else "word" if text.isalpha() and len(text) > 1 else "letter"


def _atom(text: str, ascii_only: bool, name: str = "", kind: str = "") -> _Atom:
    """A sign or word; `name` spells it if it is to be ASCII and the keyboard has nothing like it."""
    text = {"-": "−", "||": "‖", _NO_BREAK: " "}.get(text, text)
    kind = kind or _kind(text)
    if ascii_only and not text.isascii():
        folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        text = _KEYBOARD.get(text) or folded or name or unicodedata.name(text[0], text).rsplit(" ")[-1].lower()
        kind = "word" if kind == "letter" and len(text) > 1 else kind
    return _Atom(text, kind)


def _stream(nodes: list[LatexNode]) -> Iterator[str | LatexNode]:
    """Characters as tokens, other nodes as they are; pylatexenc leaves `_` and `^` among the characters."""
    for node in nodes:
        match type(node).__name__:
            case "LatexCharsNode":
                yield from _TOKEN.findall(node.chars)
            case "LatexSpecialsNode":
                yield from _NO_BREAK if node.specials_chars in "~&" else node.specials_chars
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
        if isinstance(item, str) and item.isspace() and item != _NO_BREAK:
            spaced = True
            continue
        if isinstance(item, str) and item in "_^'":
            base = atoms.pop() if atoms else _Atom("", "letter")
            if base.kind == "fraction" or base.text.startswith("√"):
                base = replace(base, text=f"({base.text})".replace("\0", "/"), kind="word")
            script = _script("'", "^", ascii_only) if item == "'" else _next_script(items, item, ascii_only)
            atoms.append(replace(base, text=base.text + script))
        elif isinstance(item, str):
            atoms.append(replace(_atom(item, ascii_only), spaced=spaced))
        elif read := _node(item, ascii_only):
            atoms += [replace(read[0], spaced=spaced or read[0].spaced), *read[1:]]
        elif items and isinstance(items[0], str) and getattr(item, "macroname", "") + items[0] in _INVISIBLE:
            items.popleft()
        spaced = False
    return atoms


def _next_script(items: deque[str | LatexNode], mark: str, ascii_only: bool) -> str:
    """The next item as a script: a group, a macro or, as in TeX, a single character."""
    from pylatexenc.latexwalker import LatexWalkerError

    while items and isinstance(items[0], str) and items[0].isspace():
        items.popleft()
    item = items.popleft() if items else mark
    if isinstance(item, str) and item in "_^":
        raise LatexWalkerError(f"nothing follows {mark}")
    if isinstance(item, str):
        items.extendleft([item[1:]] if item[1:] else [])
    atoms = [_atom(item[0], ascii_only)] if isinstance(item, str) else _node(item, ascii_only)
    # As in TeX, nothing but words is set apart inside a script.
    return _script(re.sub(r"(?<!\w) +| +(?!\w)", "", _join(atoms)), mark, ascii_only)


def _script(text: str, mark: str, ascii_only: bool) -> str:
    table = _SUPERSCRIPTS if mark == "^" else _SUBSCRIPTS
    # Tiny letters are hard to read: two may be a pair of indices, more are a word.
    word = mark == "_" and text.isascii() and text.isalpha() and len(text) > len("ij")
    if not ascii_only and not word and all(ord(character) in table for character in text):
        return text.translate(table)
    single = sum(not unicodedata.combining(character) for character in text) == 1
    bare = single or text.isdecimal() or (mark == "_" and text.isascii() and text.isalnum())
    return text if text == "'" else f"{mark}{text}" if bare else f"{mark}({text})"


def _node(node: LatexNode, ascii_only: bool) -> list[_Atom]:
    if type(node).__name__ == "LatexGroupNode":
        return _atoms(node.nodelist, ascii_only)
    name, parts = node.macroname, [part for part in getattr(node.nodeargd, "argnlist", None) or () if part]
    meaning = _library()[1].latex_context.get_macro_spec(name)
    sign = _SIGNS.get(name, getattr(meaning, "simplify_repl", None))
    if parts:
        return _applied(name, parts, meaning, ascii_only)
    if _LOOK.fullmatch(name) or sign == "":
        return []
    if not isinstance(sign, str) or "%" in sign:
        return [_atom(name, ascii_only, kind="function" if name.isalpha() else "")]
    if not sign.strip():
        return [_Atom(sign, "gap")]
    if sign in "|‖" and name[0] in "lr":
        return [_atom(sign, ascii_only, kind="open" if name[0] == "l" else "close")]
    special = "relation" if name == "mid" else "function" if sign.isascii() and len(sign) > 1 else ""
    return [_atom(sign, ascii_only, name, special)]


def _applied(name: str, parts: list[LatexNode], meaning: MacroTextSpec | None, ascii_only: bool) -> list[_Atom]:
    """A macro and what it applies to."""
    from pylatexenc.latex2text import fmt_math_text_style

    *others, inner = (_atoms([part], ascii_only) for part in parts)
    text = _join(inner)
    if name in _FRACTIONS:
        return [_Atom(f"{_bracketed(others[0])}\0{_bracketed(inner, divisor=True)}", "fraction")]
    if name == "sqrt" and ascii_only:
        return [_Atom(f"({text})^(1/{_join(others[0])})" if others else f"sqrt({text})", "word")]
    if name == "sqrt":
        index = _script(_join(others[0]), "^", ascii_only) if others else ""
        bare = [atom.kind for atom in inner] in (["letter"], ["number"]) and not set(text) & _RAISED
        return [_Atom(f"{index}√{text}" if bare else f"{index}√({text})", "word")]
    if not text:
        return []
    if getattr(meaning, "discard", True) is False:
        verbatim = parts[-1].latex_verbatim().strip("{} ")
        return [_Atom(verbatim if name.startswith("text") and not set(verbatim) & set("\\{}$") else text, "word")]
    if name in _ALPHABETS:
        return [_Atom(text if ascii_only else fmt_math_text_style(text, _ALPHABETS[name]), _kind(text))]
    accented = _library()[1].latex_to_text(rf"\{_ACCENTS.get(name, name)}{{x}}")
    mark = unicodedata.normalize("NFD", accented).partition("x")[2]
    if not mark:
        return inner if getattr(meaning, "macroname", "") else [_atom(name, ascii_only, kind="function"), *inner]
    if len(inner) == 1 and inner[0].kind in {"letter", "relation"} and not ascii_only:
        return [replace(inner[0], text=unicodedata.normalize("NFC", text[0] + mark + text[1:]))]
    if not name.isalpha():
        return inner  # accents of a language, as in \'e
    return [_Atom(f"{text}_{name}" if len(inner) == 1 and ascii_only else f"{name}({text})", "word")]


def _bracketed(atoms: list[_Atom], *, divisor: bool = False) -> str:
    """A part of a fraction, in brackets if it would fall apart without them."""
    text = _join(atoms)
    outside, inside = text, 1
    while inside:
        outside, inside = re.subn(r"[(\[|‖][^()\[\]|‖]*[)\]|‖]", "", outside)
    several = sum(atom.kind != "prefix" for atom in atoms) > 1 and outside != ""
    return f"({text})" if " " in outside or "/" in outside or (divisor and several) else text


def _join(atoms: list[_Atom]) -> str:
    text, inside, before = "", False, _Atom("", "open")
    bars = sum(atom.kind == "bar" for atom in atoms)
    for atom, after in zip_longest(atoms, atoms[1:], fillvalue=_Atom("", "close")):
        leading, now = before.kind in _LEADING, atom
        if atom.kind == "bar":
            bars -= 1
            between = not (leading or inside or bars)  # as in p(y | x)
            inside = leading or not inside
            now = replace(atom, kind="slash" if between else "open" if inside else "close")
        elif atom.kind == "binary" and leading:
            now = replace(atom, kind="unary")
        elif atom.kind == "fraction":
            now = _settled(atom, before, after)
        if now.kind == "slash":
            now = replace(now, spaced=atom.spaced or after.spaced)
        text += " " * _apart(before, now) + now.text
        before = now
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
    if before.kind == "prefix":
        return atom.kind == "function" or before.text.isascii()
    return bool(kinds & {"word", "function"}) or (marked and atom.spaced)
