"""Answers as tokens that remember where they stand in the text as typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from Stemmer import Stemmer

from mlprep.grading.words import NEGATIONS, SHORTEST_FUZZY, STOP_WORDS

_TOKEN = re.compile(
    r"""
    (?P<number>\d+(?:[.,]\d+)*(?:e[+-]?\d+)?(?![^\W\d_]))
  | (?P<word>(?:[^\W\d_]\.){2,}|(?:[^\W_][\u0300-\u036f]*)+(?:['’](?:[^\W\d_][\u0300-\u036f]*)+)*)
  | (?P<arrow>-+>|=+>|→|⇒|⟶)
  | (?P<hyphen>(?:(?<=[^\W\d_])|(?<=[\u0300-\u036f]))-(?=[^\W\d_])|(?<![^\n])[ \t]*[-*][ \t])
  | (?P<symbol>[-+*/]=|=\u0338|<=|>=|!=|\*\*|[-−+*/^=<>≤≥≠≈∞√∑∏∇∂%|±·×∝∈])
  | (?P<stop>[.;!?\n,:()])
    """,
    re.VERBOSE | re.IGNORECASE,
)
SHORTEST_PART = 3
"""Letters that a part of a compound has, unless the compound is a stem as it stands, like knn."""

_GREEK = re.compile(r"GREEK (?:SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)")
_SYMBOLS = {"≤": "<=", "≥": ">=", "≠": "!=", "**": "^", "−": "-", "·": "*", "×": "*", "∇": "gradient", "∂": "gradient"}
_SYMBOLS |= {"=\u0338": "!="}  # ≠ as two characters: letters and signs may come with their marks apart (NFD)
_SYMBOLS |= {f"{sign}=": sign for sign in "-+*/"}  # w -= lr * g says what w = w - lr * g says
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
_ENDS_SENTENCE = frozenset(".;!?\n")
_ACRONYMS = re.compile(r"[^aeiouy\W\d_]{1,4}[^aeiouys\W\d_]s|[cgt]pus")
_ROMAN = {"i": "1", "ii": "2"}
_WITHOUT_CONTENT = STOP_WORDS | NEGATIONS


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or symbol. `stem` is what is compared; `sentence` counts the sentences before it."""

    text: str
    stem: str
    start: int
    end: int
    sentence: int
    exact: bool
    """Numbers, symbols and short words allow no typing error."""


@lru_cache(maxsize=1024)
def tokenise(text: str) -> tuple[Token, ...]:
    """The words, numbers and symbols of a text in order; punctuation only ends sentences."""
    tokens: list[Token] = []
    sentence = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "hyphen":  # of a compound word or a list, no minus
            continue
        if kind == "stop":
            if match.group() in _ENDS_SENTENCE and tokens and tokens[-1].sentence == sentence:
                sentence += 1
            continue
        word = normalise(match.group())
        is_word = kind == "word"
        if word in _ROMAN and tokens and tokens[-1].text == "type":  # a type I error is no pronoun
            word, is_word = _ROMAN[word], False
        tokens.append(
            Token(
                text=word,
                stem=stem(word) if is_word else word,
                start=match.start(),
                end=match.end(),
                sentence=sentence,
                exact=not is_word or len(word) < SHORTEST_FUZZY or any(c.isdigit() for c in word),
            )
        )
    return tuple(tokens)


def content(tokens: Iterable[Token]) -> list[Token]:
    """The tokens that carry meaning by themselves: no function words, no bare signs."""
    return [token for token in tokens if token.text not in _WITHOUT_CONTENT and token.text[-1].isalnum()]


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning by themselves."""
    return frozenset(token.stem for token in content(tokenise(text)))


@lru_cache(maxsize=65_536)
def normalise(word: str) -> str:
    """One form for the ways of writing a token: case, width, accents, Greek letters, signs. Idempotent."""
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    if _THOUSANDS.fullmatch(word):
        return word.replace(",", "")
    if word.endswith(".") and word[0].isalpha():
        word = word.replace(".", "")  # i.i.d. is iid
    if word[0] in "-=→⇒⟶" and (len(word) > 1 or word[0] not in "-="):
        return "->"
    folded = unicodedata.normalize("NFKD", word.replace("’", "'")).casefold()
    letters = [_greek_name(c) for c in folded if not unicodedata.combining(c)]
    return "".join(letters) or word


def _greek_name(letter: str) -> str:
    if letter.isascii():
        return letter
    match = _GREEK.match(unicodedata.name(letter, ""))
    return match.group(1).lower().replace("lamda", "lambda") if match else letter


@cache
def _stemmer() -> Stemmer:
    return Stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The Snowball English stem (Porter2). British spellings and irregular forms are folded into one form first.

    Snowball takes no plural from a word whose only vowels stand before the s, or that has none: LLMs, GPUs.
    """
    if _ACRONYMS.fullmatch(word):
        return word[:-1]
    return str(_stemmer().stemWord(_american(_FORMS.get(word, word))))


def compound(one: str, other: str) -> str | None:
    """Two words written as one, as a stem: "mini batch" is minibatch.

    None where that makes another word: "like d", "o(n)".
    """
    joined = one + other
    if (
        not joined.isalnum()
        or joined in STOP_WORDS
        or (min(len(one), len(other)) < SHORTEST_PART and stem(joined) != joined)
    ):
        return None
    return stem(joined)


_FORMS = {
    form: word
    for word, forms in {
        "go": "goes went gone", "rise": "rose risen", "grow": "grew grown", "fall": "fell fallen",
        "shrink": "shrank shrunk", "freeze": "froze frozen", "choose": "chose chosen", "draw": "drew drawn",
        "know": "knew known", "forget": "forgot forgotten", "hide": "hid hidden",
        "see": "saw seen", "take": "took taken",
        "give": "gave given", "keep": "kept", "split": "splits splitting", "noise": "noisy noisier",
        "sparse": "sparsity",
        "parameter": "params param", "minimum": "minima", "optimum": "optima", "maximum": "maxima", "%": "percent pct",
    }.items()
    for form in forms.split()
}  # fmt: skip
_ISE = re.compile(r"(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations)$")
_OUR = re.compile(r"(?<=[a-z]{3})our(s|ed|ing|al|able|hood|hoods)?$")
_KEEP = frozenset(
    """noise noises raise raised raises precise concise otherwise likewise exercise wise rise promise
    four hour hours pour tour detour contour contours""".split()
)


def _american(word: str) -> str:
    if word in _KEEP:
        return word
    return _OUR.sub(r"or\1", _ISE.sub(r"iz\1", word))
