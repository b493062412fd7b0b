"""Why an answer as a whole says nothing: it is empty, admits it, repeats the question, or is no language."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from mlprep.grading.tokens import Token, content, tokenise
from mlprep.grading.words import NEGATIONS, STOP_WORDS
from mlprep.model.grade import Remark

ECHO = 0.8
"""The share of the question's words that makes an answer an echo, unless it adds more than `FEW_WORDS`."""

FEW_WORDS = 2
"""Words besides an echo or an admission that say nothing yet."""

ENDLESS = 600
"""Words from which an answer is longer than can be said: three to four minutes' worth, where two are allowed."""

FEWEST_WORDS = 10
SMALL_WORDS = 0.03
SHORT_ITEMS = 2.5
ENDLESS_ITEM = 15
"""A text of so many words, of which no larger share are small words or signs of relation, is a list of words: if its
items have fewer words than that on average, or one of them goes on for that many. Short clauses in a row are not.
"""

FEWEST_JOINTS = 6
BROKEN = 0.1
LEAST_BROKEN = 3
"""The share of broken joints, of so many, that makes a text scrambled, if they are so many. Of 877 answers, model
answers and marked ones, none is taken for one; of 106 model answers with their words shuffled 88 are.
"""

_DONT_KNOW = re.compile(
    r"\b(i\s+)?((really\s+|honestly\s+)?do\s*n[o'’]?t\s+(really\s+)?(know|remember|recall)|dunno|idk|no\s+(idea|clue)|"
    r"not\s+sure|have\s+no\s+(idea|clue)|can(['’]?|no)t\s+(remember|recall))\b|\A\W*(pass|skip)\W*\Z",
    re.IGNORECASE,
)
_ARTICLES = frozenset({"a", "an", "the"})
_NEVER_AFTER_ARTICLE = STOP_WORDS - frozenset(
    "one very really quite rather too just lot bit way thing still well same any each all such".split()
)
_NEVER_AFTER = {
    **dict.fromkeys(
        "of in to for with by on at from into onto as".split(),
        frozenset("is are was were and or but because of".split()),
    ),
    **dict.fromkeys("and or but because if when while that which".split(), frozenset("and or but".split())),
    **dict.fromkeys(
        "is are was were be been has have had do does did can could will would should may might must".split(),
        frozenset("of or but is are was were".split()),
    ),
    **dict.fromkeys(_ARTICLES, _NEVER_AFTER_ARTICLE),
}
"""Small words, and others that do not follow them in English."""

_ITEM_ENDS = re.compile(r"[,;/|\n•·]+|\s-\s")
_RELATION = re.compile(r"[=<>≤≥≠→⇒:+/~;]|\.\s")


def nothing_said(text: str, asked: Collection[str]) -> Remark | None:
    """The remark on an answer that says nothing of its own; `asked` are the stems of the question."""
    tokens = tokenise(text)
    admits = _DONT_KNOW.search(text)
    if not content(tokens) and not admits:
        return Remark.EMPTY
    if admits and len(_news(tokenise(_DONT_KNOW.sub(" ", text)), asked)) <= FEW_WORDS:
        return Remark.DONT_KNOW
    if is_scrambled(tokens) or is_list_of_words(text):
        return Remark.WORDS
    return None


def is_echo(said: Collection[str], asked: Collection[str], *, states_something: bool) -> bool:
    """Whether what is said is the question again: with no word of its own, or with a few that state nothing."""
    own = set(said) - set(asked)
    return repeats(said, asked) and (not own or (len(own) <= FEW_WORDS and not states_something))


def repeats(said: Collection[str], asked: Collection[str]) -> bool:
    """Whether most of the question's words are said again."""
    return bool(asked) and len(set(asked).intersection(said)) >= ECHO * len(asked)


def is_endless(text: str) -> bool:
    """Whether an answer goes on for longer than anyone would listen."""
    return len(text.split()) >= ENDLESS


def is_scrambled(tokens: Sequence[Token]) -> bool:
    """Whether small words stand where none can stand, "the of is", as in a text whose words were shuffled."""
    joints = broken = 0
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        impossible = _NEVER_AFTER.get(token.text)
        if impossible is None:
            continue
        joints += 1
        if following is None or following.sentence != token.sentence:
            broken += token.text in _ARTICLES
        else:
            broken += following.text in impossible or following.text == token.text
    return joints >= FEWEST_JOINTS and broken >= max(LEAST_BROKEN, BROKEN * joints)


def is_list_of_words(text: str) -> bool:
    """Whether a text is a row of terms that says nothing of any of them."""
    items = [tokenise(item) for item in _ITEM_ENDS.split(text) if item.strip()]
    lengths = [sum(token.text[-1].isalnum() for token in item) for item in items]
    if sum(lengths) < FEWEST_WORDS:
        return False
    if sum(len(item) <= 1 for item in items) >= ECHO * len(items):
        return True
    small = sum(token.text in STOP_WORDS or token.text in NEGATIONS for item in items for token in item)
    if max(small, len(_RELATION.findall(text))) > SMALL_WORDS * sum(lengths):
        return False
    return sum(lengths) < SHORT_ITEMS * len(lengths) or max(lengths) >= ENDLESS_ITEM


def _news(tokens: Sequence[Token], asked: Collection[str]) -> set[str]:
    """What is said that the question did not say."""
    return {token.stem for token in content(tokens)} - set(asked)
