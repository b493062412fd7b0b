"""Checked fields to the nouns of the model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

from mlprep.bank.faults import Fault, quote
from mlprep.bank.kinds import kebab
from mlprep.bank.nodes import Fields
from mlprep.bank.siblings import Siblings, report_stranger
from mlprep.model.question import FollowUp, Frequency, Gradable, KeyPoint, Question, Reference, Sample
from mlprep.model.tier import DEFAULT_MINUTES, Tier

WORDS_OF_A_MADE_ID = 4


class Builder:
    """Builds the questions of one bank, and reports what only shows when its parts are seen together."""

    def __init__(self, topic: str, siblings: Siblings, faults: list[Fault]) -> None:
        self._topic = topic
        self._siblings = siblings
        self._faults = faults

    def questions(self, bank: Fields) -> tuple[Question, ...]:
        written = bank.list_of_fields("questions")
        questions = tuple(self._question(fields) for fields in written)
        report_doubles("question", written, [question.id for question in questions], self._faults)
        self._siblings.report_strangers({question.id: point_names(question) for question in questions}, self._faults)
        return questions

    def _question(self, fields: Fields) -> Question:
        question_id = fields.text("id")
        tier = Tier(fields.text("tier") or Tier.CORE)
        points = self.key_points(fields.list_of_fields("key_points"), question_id)
        question = Question(
            id=question_id,
            topic=self._topic,
            tier=tier,
            question=fields.text("question"),
            key_points=points,
            answer=fields.text("answer"),
            follow_ups=self.follow_ups(fields, question_id),
            mistakes=fields.texts("mistakes"),
            tip=fields.text("tip"),
            intuition=fields.text("intuition"),
            maths=fields.text("maths"),
            example=fields.text("example"),
            code=fields.text("code"),
            references=tuple(map(_reference, fields.list_of_fields("references"))),
            related=fields.texts("related"),
            tags=fields.texts("tags"),
            frequency=Frequency(fields.text("frequency") or Frequency.COMMON),
            minutes=fields.number("minutes") or DEFAULT_MINUTES[tier],
            samples=self._samples(fields, question_id, points),
        )
        return replace(question, fingerprint=fingerprint(question))

    def follow_ups(self, fields: Fields, question_id: str) -> tuple[FollowUp, ...]:
        written = fields.list_of_fields("follow_ups")
        ids = [_id_of(each, number) for number, each in enumerate(written, 1)]
        report_doubles("follow-up", written, ids, self._faults)
        return tuple(
            FollowUp(
                id=follow_up_id,
                question=each.text("question"),
                answer=each.text("answer"),
                key_points=self.key_points(each.list_of_fields("key_points"), question_id, f"{follow_up_id}/"),
            )
            for follow_up_id, each in zip(ids, written, strict=True)
        )

    def key_points(self, written: Sequence[Fields], question_id: str, prefix: str = "") -> tuple[KeyPoint, ...]:
        """`prefix` is what the names of these points begin with in the rules file."""
        ids = [each.text("id") for each in written]
        report_doubles("key point", written, ids, self._faults)
        return tuple(
            self._key_point(each, point_id, self._siblings.rules.fields(question_id).fields(prefix + point_id))
            for point_id, each in zip(ids, written, strict=True)
        )

    def _key_point(self, fields: Fields, point_id: str, beside: Fields) -> KeyPoint:
        return KeyPoint(
            id=point_id,
            point=fields.text("point"),
            weight=fields.whole("weight") or 1,
            required=fields.value("required") is True,
            accept=fields.texts("accept"),
            reject=fields.texts("reject"),
            hint=fields.text("hint"),
            ask=fields.text("ask"),
            rules=self._siblings.rules_from(fields.items("rules") + beside.items("rules"), self._faults),
            against=self._siblings.rules_from(fields.items("against") + beside.items("against"), self._faults),
        )

    def _samples(self, fields: Fields, question_id: str, points: Sequence[KeyPoint]) -> tuple[Sample, ...]:
        written = fields.list_of_fields("samples") + self._siblings.samples.list_of_fields(question_id)
        ids = [point.id for point in points]
        for each in written:
            for label in each.scalars("found") + each.scalars("wrong"):
                report_stranger(str(label.value), ids, "key point", label.place, self._faults)
        return tuple(
            Sample(
                text=each.text("text"),
                found=each.texts("found"),
                wrong=each.texts("wrong"),
                note=each.text("note"),
                mark=each.number("mark"),
            )
            for each in written
        )


def report_doubles(what: str, written: Sequence[Fields], ids: Sequence[str], faults: list[Fault]) -> None:
    first: dict[str, Fields] = {}
    for each, each_id in zip(written, ids, strict=True):
        if each_id and first.setdefault(each_id, each) is not each:
            earlier = f"first on line {first[each_id].place_of('id').line}: give each its own"
            faults.append(each.place_of("id").fault(f"{what} id {quote(each_id)} stands twice", earlier))


def fingerprint(question: Question) -> str:
    """A hash of what grading sees, so that an attempt can tell whether its question has changed since."""
    graded = [_graded(question), [[follow_up.id, _graded(follow_up)] for follow_up in question.follow_ups]]
    return blake2b(json.dumps(graded).encode(), digest_size=8).hexdigest()


def _graded(asked: Gradable) -> list[object]:
    points = [
        [
            [point.id, point.point, point.weight, point.required, point.accept, point.reject],
            [[rule.groups for rule in rules] for rules in (point.rules, point.against)],
        ]
        for point in asked.key_points
    ]
    return [asked.question, asked.answer, points]


def _id_of(follow_up: Fields, number: int) -> str:
    """The id as given, else the first words of the question."""
    if given := follow_up.text("id"):
        return given
    words = kebab(follow_up.text("question")).split("-")
    return "-".join(words[:WORDS_OF_A_MADE_ID]) or str(number)


def point_names(question: Question) -> tuple[str, ...]:
    """The key points of a question and of its follow-ups, as rules files name them."""
    own = tuple(point.id for point in question.key_points)
    return own + tuple(f"{each.id}/{point.id}" for each in question.follow_ups for point in each.key_points)


def _reference(fields: Fields) -> Reference:
    return Reference(
        title=fields.text("title"),
        authors=fields.text("authors"),
        year=fields.whole("year"),
        where=fields.text("where"),
        url=fields.text("url"),
    )
