"""From verdicts to a score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.score import PASS_MARK, expected_score, score, with_verdict, with_verdicts
from mlprep.model.grade import Grade, PointGrade, Remark, Verdict
from mlprep.model.question import KeyPoint

from builders import a_grade, a_point, a_question

FOUND, PARTIAL, MISSED, WRONG, UNSURE = Verdict
WORST_FIRST = (WRONG, MISSED, PARTIAL, FOUND)

THREE = (a_point("a", weight=3), a_point("b", weight=2), a_point("c", weight=1))
REQUIRED = (a_point("a", weight=3), a_point("b", weight=2), a_point("c", weight=1, required=True))


@pytest.mark.parametrize(
    ("points", "verdicts", "expected", "passed"),
    [
        (THREE, (FOUND, FOUND, FOUND), 100, True),
        (THREE, (FOUND, MISSED, MISSED), 50, True),
        (THREE, (MISSED, FOUND, MISSED), 33, False),
        (THREE, (PARTIAL, PARTIAL, PARTIAL), 50, True),
        (THREE, (FOUND, WRONG, MISSED), 33, False),
        (THREE, (MISSED, WRONG, FOUND), 0, False),
        (THREE, (WRONG, WRONG, WRONG), 0, False),
        (REQUIRED, (FOUND, FOUND, MISSED), 49, False),
        (REQUIRED, (FOUND, FOUND, WRONG), 49, False),
        (REQUIRED, (FOUND, FOUND, PARTIAL), 92, True),
        (REQUIRED, (MISSED, FOUND, MISSED), 33, False),
        ((), (), 0, False),
    ],
)
def test_the_score_is_the_weighted_share(
    points: tuple[KeyPoint, ...], verdicts: tuple[Verdict, ...], expected: int, passed: bool
) -> None:
    assert score(points, _by_id(points, verdicts)) == (expected, passed)


weighted = st.lists(st.tuples(st.integers(1, 3), st.booleans()), min_size=1, max_size=8).map(
    lambda points: tuple(a_point(f"p{i}", weight=w, required=r) for i, (w, r) in enumerate(points))
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[tuple[KeyPoint, ...], dict[str, Verdict]]:
    points = draw(weighted)
    return points, {point.id: draw(st.sampled_from(Verdict)) for point in points}


@given(marked())
def test_a_score_runs_from_0_to_100_and_passes_from_the_pass_mark(
    case: tuple[tuple[KeyPoint, ...], dict[str, Verdict]],
) -> None:
    number, passed = score(*case)
    assert 0 <= number <= 100
    assert passed == (number >= PASS_MARK)


@given(marked(), st.data())
def test_a_better_verdict_never_scores_less(
    case: tuple[tuple[KeyPoint, ...], dict[str, Verdict]], data: st.DataObject
) -> None:
    points, verdicts = case
    point = data.draw(st.sampled_from(points))
    scores = [score(points, verdicts | {point.id: verdict})[0] for verdict in WORST_FIRST]
    assert scores == sorted(scores)


@given(marked())
def test_no_answer_passes_without_its_required_points(
    case: tuple[tuple[KeyPoint, ...], dict[str, Verdict]],
) -> None:
    points, verdicts = case
    left_out = any(p.required and verdicts[p.id] in (MISSED, WRONG) for p in points)
    assert not (left_out and score(points, verdicts)[1])


@given(weighted)
def test_everything_found_is_full_marks_and_nothing_found_is_none(points: tuple[KeyPoint, ...]) -> None:
    assert score(points, {point.id: FOUND for point in points}) == (100, True)
    assert score(points, {point.id: MISSED for point in points}) == (0, False)


def test_overruling_a_verdict_changes_it_alone_and_the_score_with_it() -> None:
    asked = a_question(key_points=THREE)
    before = a_grade({"a": FOUND, "b": PARTIAL}, key_points=THREE)
    after = with_verdict(before, asked, "b", FOUND)
    assert (before.score, after.score) == (67, 83)
    assert after.verdicts() == {"a": FOUND, "b": FOUND, "c": MISSED}


def test_an_answer_of_which_a_point_is_overruled_is_no_longer_empty() -> None:
    asked = a_question(key_points=THREE)
    after = with_verdict(a_grade(key_points=THREE, remark=Remark.DONT_KNOW), asked, "a", FOUND)
    assert (after.score, after.passed, after.remark) == (50, True, None)


def test_several_verdicts_are_overruled_at_once() -> None:
    asked = a_question(key_points=THREE)
    before = a_grade({"a": FOUND, "b": PARTIAL}, key_points=THREE)
    after = with_verdicts(before, asked, {"a": MISSED, "b": FOUND, "of another question": FOUND})
    assert (after.score, after.verdicts()) == (33, {"a": MISSED, "b": FOUND, "c": MISSED})


def test_a_grade_of_which_nothing_is_overruled_stays_as_it_is() -> None:
    grade = a_grade(key_points=THREE, remark=Remark.EMPTY)
    assert with_verdicts(grade, a_question(key_points=THREE), {}) is grade


def _by_id(points: tuple[KeyPoint, ...], verdicts: tuple[Verdict, ...]) -> dict[str, Verdict]:
    return {point.id: verdict for point, verdict in zip(points, verdicts, strict=True)}


def probable(remark: Remark | None = None, **probabilities: float) -> Grade:
    points = tuple(PointGrade(point_id, Verdict.MISSED, p) for point_id, p in probabilities.items())
    return Grade(0, passed=False, points=points, remark=remark, grader="sure", grader_version=1)


def test_the_expected_score_weighs_probabilities() -> None:
    points = (a_point("size", weight=3), a_point("slow"))
    assert expected_score(points, probable(size=0.5, slow=0.1)) == pytest.approx(1.6 / 4)


def test_an_answer_with_a_remark_is_expected_to_score_nothing() -> None:
    assert expected_score((a_point("size"),), probable(Remark.ECHO, size=0.9)) == 0


def test_without_points_nothing_is_expected() -> None:
    assert expected_score((), probable()) == 0
