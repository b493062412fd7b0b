"""The whole of `mlprep stats` as one value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mlprep.model.progress import DayTally, Standing
from mlprep.model.question import Entry, Topic
from mlprep.model.review import Reviewed
from mlprep.model.tier import Tier
from mlprep.stats.areas import Area, areas

WEEKS = 12
WINDOW = 28
"""Days that 'now' means in a trend; the same number before them are 'then'."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Mean scores (0 to 100) of the last `WINDOW` days and of those before; None where nothing was answered."""

    now: float | None
    then: float | None
    weeks: tuple[float | None, ...]
    """Oldest first, the running week last."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One topic and tier in the table: `seen` of `questions` were answered at least once."""

    topic: str
    tier: Tier
    questions: int
    seen: int
    answers: int
    score: float | None
    doubt: float | None


@dataclass(frozen=True, slots=True)
class WeakArea:
    topic: str
    title: str
    tier: Tier
    expected: float
    doubt: float
    answers: int
    command: str


@dataclass(frozen=True, slots=True)
class MissedPoint:
    """A key point often left out or got wrong, over all answers to its question."""

    question_id: str
    point: str
    missed: int
    wrong: int
    asked: int


@dataclass(frozen=True, slots=True)
class Due:
    """Questions due by the end of today and of the next seven days, and when the first one after now comes."""

    today: int
    week: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Summary:
    answers: int
    passed: int
    questions: int
    seen: int
    minutes: float
    streak: int
    trend: Trend
    topics: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...]
    weak_areas: tuple[WeakArea, ...]
    missed_points: tuple[MissedPoint, ...]
    due: Due
    next_command: str


def summarise(
    topics: Sequence[Topic],
    standings: Mapping[str, Standing],
    days: Sequence[DayTally],
    missed_points: Sequence[MissedPoint],
    *,
    today: date,
    day_of: Callable[[datetime], date],
) -> Summary:
    """`day_of` gives the candidate's calendar day of a moment."""
    titles = {topic.id: topic.title for topic in topics}
    entries = [entry for topic in topics for entry in topic.entries]
    shown = [tally for tally in days if tally.topic in titles]
    known = {(area.topic, area.tier): area for area in areas(shown, today)}
    weak = tuple(_weak_area(area, titles[area.topic]) for area in known.values())
    due = _due(entries, standings, today, day_of)
    return Summary(
        answers=sum(t.answers for t in shown),
        passed=sum(t.passed for t in shown),
        questions=len(entries),
        seen=sum(entry.id in standings for entry in entries),
        minutes=sum(t.seconds for t in shown) / 60,
        streak=_streak({t.day for t in shown}, today),
        trend=_trend(shown, today),
        topics=tuple(titles.items()),
        cells=_cells(entries, standings, known),
        weak_areas=weak,
        missed_points=tuple(missed_points),
        due=due,
        next_command=_next_command(due, weak),
    )


def _next_command(due: Due, weak: Sequence[WeakArea]) -> str:
    if due.today:
        return "mlprep quiz --due"
    return weak[0].command if weak else "mlprep quiz"


def _weak_area(area: Area, title: str) -> WeakArea:
    command = f"mlprep quiz --topic {area.topic} --tier {area.tier} --weak"
    return WeakArea(area.topic, title, area.tier, area.expected, area.doubt, area.answers, command)


def _cells(
    entries: Iterable[Entry], standings: Mapping[str, Standing], known: Mapping[tuple[str, Tier], Area]
) -> tuple[Cell, ...]:
    questions: Counter[tuple[str, Tier]] = Counter()
    seen: Counter[tuple[str, Tier]] = Counter()
    for entry in entries:
        questions[entry.topic, entry.tier] += 1
        seen[entry.topic, entry.tier] += entry.id in standings
    cells = []
    for (topic, tier), count in questions.items():
        area = known.get((topic, tier))
        cells.append(
            Cell(
                topic=topic,
                tier=tier,
                questions=count,
                seen=seen[topic, tier],
                answers=area.answers if area else 0,
                score=area.expected if area else None,
                doubt=area.doubt if area else None,
            )
        )
    return tuple(cells)


def _trend(days: Iterable[DayTally], today: date) -> Trend:
    tallies = list(days)
    this_week = today - timedelta(days=today.weekday())
    starts = [this_week - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    return Trend(
        now=_mean_between(tallies, today - timedelta(days=WINDOW - 1), today),
        then=_mean_between(tallies, today - timedelta(days=2 * WINDOW - 1), today - timedelta(days=WINDOW)),
        weeks=tuple(_mean_between(tallies, start, start + timedelta(days=6)) for start in starts),
    )


def _mean_between(tallies: Iterable[DayTally], first: date, last: date) -> float | None:
    inside = [t for t in tallies if first <= t.day <= last]
    answers = sum(t.answers for t in inside)
    return sum(t.score_sum for t in inside) / answers if answers else None


def _streak(days: set[date], today: date) -> int:
    """Days in a row with an answer, up to today, or up to yesterday while today is still open."""
    day = today if today in days else today - timedelta(days=1)
    count = 0
    while day in days:
        count += 1
        day -= timedelta(days=1)
    return count


def _due(
    entries: Iterable[Entry], standings: Mapping[str, Standing], today: date, day_of: Callable[[datetime], date]
) -> Due:
    reviews = (standings[e.id].review for e in entries if e.id in standings)
    dates = sorted(review.due for review in reviews if isinstance(review, Reviewed))
    later = [due for due in dates if day_of(due) > today]
    return Due(
        today=len(dates) - len(later),
        week=sum(day_of(due) <= today + timedelta(days=6) for due in dates),
        next_at=later[0] if later else None,
    )
