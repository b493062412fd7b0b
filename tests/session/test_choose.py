"""Which questions a quiz asks, and in what order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.model.progress import Standing
from mlprep.model.question import Entry, Frequency
from mlprep.model.tier import Tier
from mlprep.session.choose import (
    Filters,
    Pick,
    are_related,
    choose,
    fitting,
    is_due,
    next_due,
    weighted_order,
)

from builders import AT, a_standing, an_entry, day, later, seeded

CORE, ADVANCED, DEEP = Tier


def chosen(
    entries: Iterable[Entry],
    standings: Iterable[Standing] = (),
    *,
    pick: Pick = Pick.USUAL,
    drafted: Iterable[str] = (),
    seed: int = 7,
) -> list[str]:
    known = {standing.question_id: standing for standing in standings}
    picked = choose(entries, known, pick=pick, due_by=AT, drafted=frozenset(drafted), rng=seeded(seed))
    return [entry.id for entry in picked]


def entries(ids: str) -> list[Entry]:
    return [an_entry(name) for name in ids.split()]


HISTORY = (
    a_standing("due-today", due=AT, last_score=60),
    a_standing("overdue", due=later(days=-9), last_score=80),
    a_standing("not-due", due=later(days=1), last_score=20),
    a_standing("crammed", last_score=40),
)
BANK = [*entries("due-today overdue not-due crammed"), an_entry("new-deep", tier=DEEP), an_entry("new-core")]


@pytest.mark.parametrize(
    ("pick", "expected"),
    [
        (Pick.USUAL, ["overdue", "due-today", "crammed", "new-core", "new-deep"]),
        (Pick.DUE, ["overdue", "due-today"]),
        (Pick.NEW, ["new-core", "new-deep"]),
        (Pick.WEAK, ["not-due", "crammed", "due-today", "overdue"]),
    ],
)
def test_what_is_asked_and_in_what_order(pick: Pick, expected: list[str]) -> None:
    assert chosen(BANK, HISTORY, pick=pick) == expected


def test_all_means_all() -> None:
    assert sorted(chosen(BANK, HISTORY, pick=Pick.ALL)) == sorted(entry.id for entry in BANK)


def test_of_two_equally_weak_questions_the_older_answer_comes_first() -> None:
    standings = (a_standing("b", last_score=30, last_day=day(-1)), a_standing("a", last_score=30))
    assert chosen(entries("a b"), standings, pick=Pick.WEAK) == ["b", "a"]


def test_new_questions_come_tier_by_tier() -> None:
    bank = [an_entry(f"{tier}-{number}", tier=tier) for tier in reversed(Tier) for number in range(4)]
    tiers = [name.split("-")[0] for name in chosen(bank)]
    assert tiers == ["core"] * 4 + ["advanced"] * 4 + ["deep"] * 4


def test_common_questions_tend_to_come_early() -> None:
    bank = [an_entry("rare", frequency=Frequency.OCCASIONAL), an_entry("usual", frequency=Frequency.VERY_COMMON)]
    first = Counter(chosen(bank, seed=seed)[0] for seed in range(500))
    # weights 4 to 1
    assert 360 <= first["usual"] <= 440


def test_a_draft_comes_before_everything() -> None:
    assert chosen(BANK, HISTORY, drafted=["new-deep"])[0] == "new-deep"


def test_a_draft_does_not_bring_in_a_question_that_was_not_asked_for() -> None:
    assert "new-core" not in chosen(BANK, HISTORY, pick=Pick.DUE, drafted=["new-core"])


@given(st.integers(0, 1000), st.permutations(BANK))
def test_the_same_seed_gives_the_same_order_however_the_banks_are_read(seed: int, bank: list[Entry]) -> None:
    assert chosen(bank, HISTORY, pick=Pick.ALL, seed=seed) == chosen(BANK, HISTORY, pick=Pick.ALL, seed=seed)


def test_seeds_differ() -> None:
    bank = entries("a b c d e f")
    assert len({tuple(chosen(bank, seed=seed)) for seed in range(20)}) > 10


@pytest.mark.parametrize(
    ("filters", "admitted"),
    [
        (Filters(), True),
        (Filters(topics=frozenset({"gradient-descent", "trees"})), True),
        (Filters(topics=frozenset({"trees"})), False),
        (Filters(tiers=frozenset({CORE})), True),
        (Filters(tiers=frozenset({ADVANCED, DEEP})), False),
        (Filters(tags=frozenset({"adam", "sgd"})), True),
        (Filters(tags=frozenset({"adam"})), False),
        (Filters(topics=frozenset({"gradient-descent"}), tags=frozenset({"adam"})), False),
    ],
)
def test_filters_hold_together_and_their_values_are_alternatives(filters: Filters, admitted: bool) -> None:
    assert filters.admit(an_entry(tags=("sgd", "maths"))) == admitted


def taken(bank: Sequence[Entry], *, count: int | None = None, minutes: float | None = None) -> list[str]:
    return [entry.id for entry in fitting(bank, count=count, minutes=minutes)]


def test_a_sitting_is_cut_by_count() -> None:
    assert taken(entries("a b c"), count=2) == ["a", "b"]
    assert taken(entries("a b c"), count=9) == ["a", "b", "c"]
    assert taken(entries("a b c")) == ["a", "b", "c"]


def test_a_sitting_is_cut_by_minutes() -> None:
    assert taken(entries("a b c"), minutes=4) == ["a", "b"]
    assert taken(entries("a b c"), minutes=5.9) == ["a", "b"]


def test_a_sitting_has_at_least_one_question() -> None:
    assert taken([an_entry("long", minutes=30)], minutes=5) == ["long"]
    assert taken([]) == []


@pytest.mark.parametrize("related", [("a", ("b",)), ("b", ("a",))], ids=["one side says so", "the other side says so"])
def test_related_questions_are_not_asked_together(related: tuple[str, tuple[str, ...]]) -> None:
    bank = [an_entry(name, related=related[1] if name == related[0] else ()) for name in ("a", "b", "c")]
    assert taken(bank) == ["a", "c"]


names = st.sampled_from("abcdefgh")
banks = st.lists(
    st.builds(
        an_entry, names, related=st.lists(names, max_size=2).map(tuple), minutes=st.sampled_from([1.0, 2.0, 5.0])
    ),
    unique_by=lambda entry: entry.id,
)


@given(banks, st.one_of(st.none(), st.integers(1, 8)), st.one_of(st.none(), st.floats(1, 30)))
def test_a_sitting_keeps_to_its_limits(bank: list[Entry], count: int | None, minutes: float | None) -> None:
    found = fitting(bank, count=count, minutes=minutes)
    assert bool(found) == bool(bank)
    assert [entry for entry in bank if entry in found] == found
    assert not any(are_related(one, other) for one in found for other in found if one is not other)
    if count is not None:
        assert len(found) <= count
    if minutes is not None and len(found) > 1:
        assert sum(entry.minutes for entry in found) <= minutes


def test_a_question_is_due_from_its_moment_on() -> None:
    assert is_due(a_standing(due=AT), AT)
    assert not is_due(a_standing(due=later(seconds=1)), AT)
    assert not is_due(a_standing(), AT)
    assert not is_due(None, AT)


def test_the_next_one_due() -> None:
    standings = {standing.question_id: standing for standing in HISTORY}
    assert next_due(BANK, standings) == later(days=-9)
    assert next_due(entries("not-due crammed new-core"), standings) == later(days=1)
    assert next_due(entries("new-core"), standings) is None


@given(banks, st.integers(0, 99))
def test_a_weighted_order_loses_nothing(bank: list[Entry], seed: int) -> None:
    assert sorted(e.id for e in weighted_order(bank, seeded(seed))) == sorted(e.id for e in bank)
