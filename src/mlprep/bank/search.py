"""Finds questions by words: all of them must occur, and phrases in double quotes as they stand.

Words count as equal by their stems. A word that no bank has is taken for a typing error of the closest one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import Stemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from mlprep.bank.library import Library
from mlprep.model.grade import Span
from mlprep.model.hit import Hit, Where
from mlprep.model.question import Entry, Question

WORD = re.compile(r"[^\W_]+")
SOUGHT = re.compile(r'"(?P<phrase>[^"]+)"|(?P<word>[^\W_]+)')

SHORTEST_MISTYPED = 5
SHORTEST_MISTYPED_TWICE = 9

LONGEST_EXCERPT = 150
LEAD = 40
"""Characters of an excerpt before what was found."""


WORTH = {Where.QUESTION: 8, Where.POINT: 4, Where.TAG: 4, Where.ANSWER: 1}
"""What a question asks outweighs what its answer mentions in passing."""


@dataclass(frozen=True, slots=True)
class Passage:
    where: Where
    text: str


def search(library: Library, words: str) -> tuple[Hit, ...]:
    """The questions that have all of the words, best first; none where nothing is sought."""
    questions = (question for topic in library.topics for question in library.questions(topic.id))
    texts = {question.id: tuple(_passages(question)) for question in questions}
    vocabulary = {
        word for passages in texts.values() for passage in passages for word in WORD.findall(passage.text.lower())
    }
    terms = [
        _phrase(sought["phrase"]) if sought["phrase"] else _forms(sought["word"].lower(), vocabulary)
        for sought in SOUGHT.finditer(words)
    ]
    if not terms:
        return ()
    hits = (_hit(entry, texts.get(entry.id, ()), terms) for entry in library.entries)
    return tuple(sorted((hit for hit in hits if hit), key=lambda hit: -hit.score))


def _passages(question: Question) -> Iterator[Passage]:
    yield Passage(Where.QUESTION, question.question)
    for point in question.key_points:
        yield Passage(Where.POINT, point.point)
    for tag in question.tags:
        yield Passage(Where.TAG, tag)
    yield Passage(Where.ANSWER, question.answer)


def _phrase(phrase: str) -> re.Pattern[str]:
    return _whole_words(r"\s+".join(map(re.escape, phrase.split())))


def _forms(word: str, vocabulary: set[str]) -> re.Pattern[str]:
    """All words of the banks that the sought word may stand for."""
    stem = Stemmer.Stemmer("english").stemWord
    stems = {stem(word)}
    forms = {known for known in vocabulary if stem(known) in stems}
    if not forms:
        stems = {stem(meant) for meant in _closest(word, vocabulary)}
        forms = {known for known in vocabulary if stem(known) in stems}
    return _whole_words("|".join(map(re.escape, forms)) or r"(?!)")


def _closest(word: str, vocabulary: set[str]) -> list[str]:
    if len(word) < SHORTEST_MISTYPED:
        return []
    mistakes = 2 if len(word) >= SHORTEST_MISTYPED_TWICE else 1
    close = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=mistakes, limit=None)
    fewest = min((distance for _, distance, _ in close), default=0)
    return [meant for meant, distance, _ in close if distance == fewest]


def _whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE)


def _hit(entry: Entry, passages: Sequence[Passage], terms: Sequence[re.Pattern[str]]) -> Hit | None:
    found = [[term for term in terms if term.search(passage.text)] for passage in passages]
    score = 0
    for term in terms:
        worths = [WORTH[passage.where] for passage, here in zip(passages, found, strict=True) if term in here]
        if not worths:
            return None
        score += max(worths)
    shown = max(range(len(passages)), key=lambda number: (len(found[number]), WORTH[passages[number].where]))
    excerpt = _excerpt(passages[shown].text, found[shown][0])
    spans = sorted({match.span() for term in found[shown] for match in term.finditer(excerpt)})
    return Hit(entry, passages[shown].where, excerpt, tuple(Span(*span) for span in spans), score)


def _excerpt(text: str, sought: re.Pattern[str]) -> str:
    """One line of the text around the first place of what is sought, cut between words."""
    text = " ".join(text.split())
    found = sought.search(text)
    if len(text) <= LONGEST_EXCERPT or found is None:
        return text
    start = text.rfind(" ", 0, max(0, found.start() - LEAD)) + 1
    end = len(text) if len(text) - start <= LONGEST_EXCERPT else text.rfind(" ", start, start + LONGEST_EXCERPT)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
