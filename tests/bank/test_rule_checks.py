"""Whether a bank's rules can do their work."""

from __future__ import annotations

from mlprep.bank.rule_checks import check_rules
from mlprep.model.question import Bank, KeyPoint, Rule

from builders import a_follow_up, a_point, a_question, a_topic

OVERSHOOT = "Too large a rate overshoots the minimum"


def rule(*groups: str) -> Rule:
    return Rule(tuple(tuple(group.split(" | ")) for group in groups))


def findings(*points: KeyPoint, question: str = "How does the learning rate shape training?") -> list[str]:
    bank = Bank(a_topic(), (a_question(question=question, key_points=points),))
    return [f"{f.question_id}: {f.severity}: {f.message}".removeprefix(": ") for f in check_rules(bank)]


def test_rules_that_hear_their_own_point_alone_have_no_findings() -> None:
    assert (
        findings(
            a_point(
                "overshoot", OVERSHOOT, rules=(rule("too large | huge", "overshoot"),), against=(rule("large", "slow"),)
            ),
            a_point("slow", "Too small a rate crawls", rules=(rule("small", "crawl"),)),
        )
        == []
    )


def test_a_group_without_a_word_can_never_be_heard() -> None:
    point = a_point("overshoot", OVERSHOOT, rules=(rule("large", "... | !"),), against=(rule("?", "slow"),))
    never = "has no word, so the rule can never be heard"
    assert findings(point) == [
        f"gd-learning-rate: fault: rule 1 of overshoot: the group '... | !' {never}",
        f"gd-learning-rate: fault: against rule 1 of overshoot: the group '?' {never}",
    ]


def test_a_group_of_small_words_is_in_any_answer() -> None:
    point = a_point("overshoot", OVERSHOOT, rules=(rule("large", "must | each one"),))
    small = "has only small words, which any answer has"
    assert findings(point) == [f"gd-learning-rate: warning: rule 1 of overshoot: the group 'must | each one' {small}"]


def test_the_question_itself_should_not_have_all_groups_of_a_rule() -> None:
    point = a_point("size", "It sets the size of each update", rules=(rule("size", "step"), rule("rate", "training")))
    assert findings(point) == ["gd-learning-rate: warning: rule 2 of size: the question itself has all its groups"]


def test_terms_and_rules_that_hear_too_much_come_in_one_line_with_examples() -> None:
    points = (
        a_point(
            "overshoot", OVERSHOOT, rules=(rule("large | it", "overshoot | the"), rule("rate | is", "large | was"))
        ),
        a_point("diverge", "Far too large a rate diverges", rules=(rule("large", "diverge"),)),
    )
    where = "in gd-learning-rate overshoot"
    assert findings(*points) == [
        f"warning: 4 terms that any answer has: 'it' {where}, 'the' {where}, 'is' {where}, ...",
        "warning: 1 rule heard in full in another point's text: gd-learning-rate overshoot hears diverge",
    ]


def test_follow_ups_are_checked_too() -> None:
    point = a_point("settle", "Decay lets training settle", rules=(rule("training"), rule("!")))
    question = a_question(follow_ups=(a_follow_up(question="Why lower it in training?", key_points=(point,)),))
    assert [finding.message for finding in check_rules(Bank(a_topic(), (question,)))] == [
        "schedules: rule 2 of settle: the group '!' has no word, so the rule can never be heard",
        "schedules: rule 1 of settle: the question itself has all its groups",
    ]
