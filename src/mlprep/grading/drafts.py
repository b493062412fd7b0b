"""A rule drafted from a candidate's own words. Deterministic, and meant for a person to review."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from mlprep.grading.answer import Answer, Hit, listen
from mlprep.grading.evidence import TOGETHER
from mlprep.grading.features import Evidence
from mlprep.grading.heard import Heard, hear
from mlprep.grading.rules import FULL
from mlprep.grading.tokens import tokenise
from mlprep.grading.words import NEGATIONS
from mlprep.model.question import Gradable, KeyPoint, Rule

MOST_GROUPS = 3
FEWEST_GROUPS = 2
"""Groups of a drafted rule: one word alone is heard by chance, and four are seldom said again."""

FRESH_GROUPS = 2
"""Groups of words that no rule has heard, before one that was heard is put beside them."""


_PALE = frozenset(
    """across along around away through throughout until upon within toward towards past again always often usually
    sometimes maybe perhaps much many lots take takes make makes keep keeps use uses using
    say says means""".split()
)
"""Words that say little, though not as little as stop words: taken where there are no others."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The sentence that a rule was drafted from; no rule where the sentence has too few words of its own."""

    quote: str
    rule: Rule | None


def draft_for(asked: Gradable, point: KeyPoint, text: str) -> Draft:
    """A rule by which the sentence nearest to the point states it: what was not heard, beside what was."""
    heard = hear(asked, text)
    mine = asked.key_points.index(point)
    known = _hits(heard, mine)
    sentence = _nearest(heard, point, _stems([asked.question]), mine)
    if not sentence:
        return Draft("", None)
    inside = [hit for hit in known if hit.first in sentence]
    fresh = _fresh(asked, point, heard.answer, sentence, known)
    rule = _rule(heard.answer, fresh, inside)
    if rule and any(_is_said(asked, point, rule, other) for other in _other_texts(asked, point)):
        rule = None
    return Draft(_quote(text, heard.answer, sentence), rule)


def draft_against(asked: Gradable, point: KeyPoint, text: str) -> Draft:
    """An `against` rule of what stands beside the words that were taken for the point."""
    heard = hear(asked, text)
    mine = asked.key_points.index(point)
    best = heard.evidence[mine].best
    known = list(best.heard) if best else []
    sentence = heard.answer.sentence_of(known) if known else _nearest(heard, point, frozenset(), mine)
    if not sentence:
        return Draft("", None)
    fresh = _fresh(asked, point, heard.answer, sentence, known, stale=_stems([point.point, *point.accept]))
    rule = _rule(heard.answer, fresh, known) if fresh else None
    right = [point.point, *point.accept, asked.answer]
    if rule and any(_is_said_against(asked, point, rule, said) for said in right):
        rule = None
    return Draft(_quote(text, heard.answer, sentence), rule)


def own_words(asked: Gradable, point: KeyPoint) -> Rule | None:
    """A rule of the point's own words, for a point that has none."""
    answer = listen(point.point)
    return _rule(answer, _fresh(asked, point, answer, range(len(answer.tokens))), ())


def _rule(answer: Answer, fresh: Sequence[Hit], known: Sequence[Hit]) -> Rule | None:
    """Hits that stand together, best first, as groups in the order in which they were said."""
    chosen: list[Hit] = []
    for pool, most in ((fresh, FRESH_GROUPS), (known, MOST_GROUPS), (fresh, MOST_GROUPS)):
        for hit in pool:
            is_near = not chosen or min(answer.apart(hit, other) for other in chosen) <= TOGETHER
            if len(chosen) < most and is_near and not any(hit.overlaps(other) for other in chosen):
                chosen.append(hit)
    terms = dict.fromkeys(_term(answer, hit) for hit in sorted(chosen, key=lambda hit: hit.first))
    return Rule(tuple((term,) for term in terms)) if len(terms) >= FEWEST_GROUPS else None


def _term(answer: Answer, hit: Hit) -> str:
    """The words of a hit, with a negation that stands right before it."""
    denial = answer.denied_before(hit)
    places = [*([] if denial is None else [denial]), *range(hit.first, hit.last + 1)]
    return " ".join(_word(answer, place) for place in places)


def _word(answer: Answer, place: int) -> str:
    """As it was typed; a misspelt word as the stem that it was heard as."""
    token = answer.tokens[place]
    return token.text if answer.heard[place] == token.stem else answer.heard[place]


def _fresh(
    asked: Gradable,
    point: KeyPoint,
    answer: Answer,
    places: Iterable[int],
    known: Collection[Hit] = (),
    *,
    stale: frozenset[str] = frozenset(),
) -> list[Hit]:
    """Words that carry meaning, were not heard, and are neither the question's nor `stale`.

    The point's own come first, then those of no other point; among equals the longer, then the earlier.
    """
    stale |= _stems([asked.question])
    own = _stems([point.point, *point.accept])
    others = _stems(_other_texts(asked, point))
    words: dict[str, Hit] = {}
    for place in places:
        hit, stem = Hit(place, place), answer.heard[place]
        is_word = answer.content[place] and answer.tokens[place].text not in NEGATIONS and len(stem) > 1
        if is_word and stem not in stale and not any(hit.overlaps(other) for other in known):
            words.setdefault(stem, hit)

    def rank(stem: str) -> tuple[bool, bool, bool, int, int]:
        place = words[stem].first
        text = answer.tokens[place].text
        return text in _PALE, stem not in own, stem in others, -len(text), place

    return [words[stem] for stem in sorted(words, key=rank)]


def _nearest(heard: Heard, point: KeyPoint, asked: Collection[str], mine: int) -> range:
    """The sentence that has most of the point's words; among equals that of which other points explain least."""
    answer = heard.answer
    terms = [term for rule in point.rules for group in rule.groups for term in group]
    own = _stems([point.point, *point.accept, *terms]) - set(asked)
    theirs = {
        place
        for number, evidence in enumerate(heard.evidence)
        if number != mine and evidence.best and evidence.best.standing >= FULL
        for hit in evidence.best.heard
        for place in range(hit.first, hit.last + 1)
    }
    sentences = [
        range(answer.sentences.index(number), len(answer.sentences) - answer.sentences[::-1].index(number))
        for number in dict.fromkeys(answer.sentences)
    ]

    def nearness(sentence: range) -> tuple[int, int]:
        words = {place for place in sentence if answer.content[place]}
        return len({answer.heard[place] for place in words} & own), len(words - theirs)

    # the first of equals
    return max(sentences, key=nearness, default=range(0))


def _hits(heard: Heard, mine: int) -> list[Hit]:
    """Where the point's rules were heard, the best of them first; of those that overlap the first."""
    hits: list[Hit] = []
    for reading in heard.evidence[mine].readings:
        hits += [hit for hit in reading.heard if not any(hit.overlaps(other) for other in hits)]
    return hits


def _is_said(asked: Gradable, point: KeyPoint, rule: Rule, text: str) -> bool:
    """Whether a text has the whole rule."""
    best = _alone(asked, replace(point, rules=(rule,), against=()), text).best
    return best is not None and best.strength >= FULL


def _is_said_against(asked: Gradable, point: KeyPoint, rule: Rule, text: str) -> bool:
    against = _alone(asked, replace(point, against=(rule,)), text).against
    return against is not None and against.strength >= FULL


def _alone(asked: Gradable, point: KeyPoint, text: str) -> Evidence:
    return hear(replace(asked, key_points=(point,)), text).evidence[0]


def _other_texts(asked: Gradable, point: KeyPoint) -> list[str]:
    """What the rule must not be heard in: the question and the other points."""
    return [asked.question, *(other.point for other in asked.key_points if other.id != point.id)]


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(token.stem for text in texts for token in tokenise(text))


def _quote(text: str, answer: Answer, sentence: range) -> str:
    return " ".join(text[answer.tokens[sentence[0]].start : answer.tokens[sentence[-1]].end].split())
