"""Answers as tokens that remember where they stand in the text as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from Stemmer import Stemmer

from mlprep.grading.words import SHORTEST_FUZZY

_TOKEN = re.compile(
    r"""
    (?P<number>\d+(?:[.,]\d+)*(?:e[+-]?\d+)?(?![^\W\d_]))
  | (?P<word>[^\W_]+(?:['’][^\W\d_]+)*)
  | (?P<arrow>-+>|=+>|→|⇒|⟶)
  | (?P<hyphen>(?<=[^\W\d_])-(?=[^\W\d_])|(?<![^\n])[ \t]*[-*][ \t])
  | (?P<symbol><=|>=|!=|\*\*|[-−+*/^=<>≤≥≠≈∞√∑∏∇∂%|±·×∝∈])
  | (?P<stop>[.;!?\n,:()])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GREEK = re.compile(r"GREEK (?:SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)")
_SYMBOLS = {"≤": "<=", "≥": ">=", "≠": "!=", "**": "^", "−": "-", "·": "*", "×": "*", "∇": "gradient", "∂": "gradient"}
_ENDS_SENTENCE = frozenset(".;!?\n")
_ROMAN = {"i": "1", "ii": "2"}


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


@lru_cache(maxsize=65_536)
def normalise(word: str) -> str:
    """One form for the ways of writing a token: case, width, accents, Greek letters, signs. Idempotent."""
    if word in _SYMBOLS:
        return _SYMBOLS[word]
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
    """The Snowball English stem (Porter2), with British spellings folded into American ones first."""
    return str(_stemmer().stemWord(_american(word)))


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
