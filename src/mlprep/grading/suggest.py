"""From verdicts that the candidate overruled to rules of the candidate's own words.

A point that was stated and not heard gets a rule of what was not heard; a point that was heard and not stated gets an
`against` rule of what stood beside the words that were heard.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mlprep.grading.drafts import draft_against, draft_for, own_words
from mlprep.grading.graders import Grader
from mlprep.model.grade import Grade, PointGrade, Verdict
from mlprep.model.question import Gradable, KeyPoint, Rule
from mlprep.model.suggestion import Overruled, RuleKind, Suggestion

MOST_RULES = 3
"""Rules suggested for one point at a time."""


def parted(own: Verdict, graded: PointGrade) -> RuleKind | None:
    """What a candidate's own verdict asks for: a rule where the grader leans to no, one against where it leans to yes.

    None where they agree, and where the candidate stated the point in part: what is missing cannot be seen.
    """
    if own is Verdict.FOUND and not graded.is_likely:
        return RuleKind.RULES
    return RuleKind.AGAINST if own in (Verdict.MISSED, Verdict.WRONG) and graded.is_likely else None


def still_parted(asked: Gradable, overruled: Iterable[Overruled], grader: Grader) -> tuple[Overruled, ...]:
    """Those of the verdicts on which the grader, with the rules of today, still parts from the candidate."""
    grades: dict[str, Grade] = {}
    still = []
    for each in overruled:
        if each.answer not in grades:
            grades[each.answer] = grader.grade(asked, each.answer)
        now = [point for point in grades[each.answer].points if point.point_id == each.graded.point_id]
        if now and parted(each.own, now[0]) is parted(each.own, each.graded):
            still.append(each)
    return tuple(still)


def suggest(asked: Gradable, overruled: Iterable[Overruled]) -> Iterator[Suggestion]:
    """One suggestion for each point and kind of rule, for verdicts on one question, in the order of its points.

    None where the point has these rules already: if they do not help, more of the same will not.
    """
    by_place: dict[tuple[str, RuleKind], list[Overruled]] = defaultdict(list)
    for each in overruled:
        if kind := parted(each.own, each.graded):
            by_place[each.graded.point_id, kind].append(each)
    for point in asked.key_points:
        for kind in RuleKind:
            about = by_place.get((point.id, kind))
            if about and (suggestion := _suggestion(asked, point, kind, about)):
                yield suggestion


def _suggestion(asked: Gradable, point: KeyPoint, kind: RuleKind, overruled: Sequence[Overruled]) -> Suggestion | None:
    draft = draft_for if kind is RuleKind.RULES else draft_against
    known = point.rules if kind is RuleKind.RULES else point.against
    drafts = [draft(asked, point, text) for text in dict.fromkeys(each.answer for each in overruled)]
    drafts = [each for each in drafts if not (each.rule and _has(known, each.rule))]
    if not drafts:
        return None
    rules = merged(each.rule for each in drafts if each.rule)[:MOST_RULES]
    if kind is RuleKind.RULES and rules and not known and (own := own_words(asked, point)):
        rules = (own, *rules)  # once a point has a rule, its words alone no longer count
    first = overruled[0]
    return Suggestion(
        topic=first.topic,
        question_id=first.question_id,
        follow_up_id=first.follow_up_id,
        point_id=point.id,
        point=point.point,
        kind=kind,
        times=len(overruled),
        quotes=tuple(dict.fromkeys(each.quote for each in drafts if each.quote)),
        rules=rules,
    )


def _has(known: Iterable[Rule], rule: Rule) -> bool:
    """Whether one of the rules has all groups of the rule, and in each at least its terms."""
    return any(
        len(each.groups) == len(rule.groups)
        and all(set(mine) <= set(theirs) for mine, theirs in zip(rule.groups, each.groups, strict=True))
        for each in known
    )


def merged(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules, those that differ in the terms of one group made one: a + b and a + c are a + b | c."""
    kept: list[Rule] = []
    for rule in rules:
        for place, other in enumerate(kept):
            if (both := _union(other, rule)) is not None:
                kept[place] = both
                break
        else:
            kept.append(rule)
    return tuple(kept)


def _union(one: Rule, other: Rule) -> Rule | None:
    if len(one.groups) != len(other.groups):
        return None
    differing = [place for place, pair in enumerate(zip(one.groups, other.groups, strict=True)) if pair[0] != pair[1]]
    if len(differing) > 1:
        return None
    groups = list(one.groups)
    for place in differing:
        groups[place] = tuple(dict.fromkeys((*one.groups[place], *other.groups[place])))
    return Rule(tuple(groups))
