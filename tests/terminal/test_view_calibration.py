"""What a calibration looks like; tests/cli/test_cli_calibrate.py has whole ones."""

from __future__ import annotations

from dataclasses import replace

from mlprep.bank.figures import GradedSample, figures_of
from mlprep.model.calibration import Calibration, Decision, ScoredAnswer
from mlprep.model.grade import Verdict
from mlprep.terminal.calibration import MOST_QUESTIONS, render_calibration

from screens import painted


def sample(question: str, note: str = "misconception", probability: float = 0.9) -> GradedSample:
    """Two points: one found, and one wrong which the grader is unsure of."""
    decisions = (
        Decision(question, 0, note, "size", Verdict.FOUND, Verdict.FOUND, probability),
        Decision(question, 0, note, "slow", Verdict.WRONG, Verdict.UNSURE, 0.5),
    )
    return GradedSample(note, ScoredAnswer(question, 0, 0.7, None), decisions)


def calibration(*samples: GradedSample) -> Calibration:
    return Calibration(
        grader="told",
        grader_version=3,
        files=("tea.yaml",),
        points=2,
        points_with_rules=0,
        overall=figures_of(samples),
        by_note={each.note: figures_of([each]) for each in samples},
        by_question={each.scored.question: figures_of([each]) for each in samples},
        by_kind={},
        decisions=tuple(decision for each in samples for decision in each.decisions),
        scores=tuple(each.scored for each in samples),
        pairs=(),
    )


def below(title: str, text: str) -> list[str]:
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(title))
    return lines[start + 1 : lines.index("", start)]


def test_notes_have_their_figures_side_by_side() -> None:
    assert below("By note", painted(render_calibration, calibration(sample("tea-water")))) == [
        "              samples within accuracy unsure     found wrong score",
        "misconception       1  1.000    100 %   50 % 100/100 % –/0 % 0.700",
    ]


def test_a_narrow_terminal_shows_fewer_figures_and_no_broken_word() -> None:
    text = painted(render_calibration, calibration(sample("tea-water")), width=60)
    assert below("By note", text) == [
        "              samples within accuracy unsure",
        "misconception       1  1.000    100 %   50 %",
    ]
    assert max(map(len, text.splitlines())) <= 60


def test_long_names_wrap_and_numbers_do_not() -> None:
    name = "a-question-whose-name-goes-on-and-on-and-on"
    lines = below("Worst", painted(render_calibration, calibration(sample(name)), width=60))
    assert lines[1].split()[1:] == ["1", "1.000", "100", "%", "50", "%"]
    assert "".join(line.split()[0] for line in lines[1:]) == name


def test_the_worst_questions_come_first_and_are_few() -> None:
    samples = [sample(f"tea-{n:02}", probability=0.9 if n % 2 else 0.1) for n in range(15)]
    text = painted(render_calibration, calibration(*samples))
    names = [line.split()[0] for line in below("Worst questions, 10 of 15", text)[1:]]
    assert len(names) == MOST_QUESTIONS
    assert names[:8] == [f"tea-{n:02}" for n in range(0, 15, 2)]


def test_answers_without_a_note_are_named_so() -> None:
    assert below("By note", painted(render_calibration, calibration(sample("tea", ""))))[1].startswith("(no note)")


def test_questions_that_cannot_be_ranked_are_left_out() -> None:
    only_found = sample("tea")
    only_found = replace(only_found, decisions=only_found.decisions[:1])
    assert "Worst" not in painted(render_calibration, calibration(only_found))
