"""Which questions a mock interview has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hypothesis import given
from hypothesis import strategies as st

from mlprep.model.progress import Standing
from mlprep.model.question import Entry
from mlprep.model.tier import DEFAULT_MINUTES, Tier
from mlprep.session.choose import are_related
from mlprep.session.paper import plan_paper

from builders import a_standing, an_entry, seeded

CORE, ADVANCED, DEEP = Tier


def planned(
    entries: Iterable[Entry], standings: Mapping[str, Standing] | None = None, *, minutes: float = 20, seed: int = 7
) -> list[Entry]:
    return plan_paper(entries, standings or {}, minutes=minutes, rng=seeded(seed))


def bank(**counts: int) -> list[Entry]:
    """So many questions of each tier, each with the tier's usual minutes."""
    return [
        an_entry(f"{tier}-{number}", tier=tier, minutes=DEFAULT_MINUTES[tier])
        for tier in Tier
        for number in range(counts.get(tier, 0))
    ]


def test_it_starts_with_core_questions_and_goes_deeper() -> None:
    # 40 % of 20 minutes is two core questions with what is asked around them, the rest one of each
    tiers = [entry.tier for entry in planned(bank(core=9, advanced=9, deep=9))]
    assert tiers[:4] == [CORE, CORE, ADVANCED, DEEP]


def test_behind_the_plan_stand_more_for_a_candidate_who_is_quick() -> None:
    paper = planned(bank(core=9, advanced=9, deep=9))
    assert len(paper) > 4
    assert sum(entry.minutes for entry in paper) >= 20


def test_one_tier_alone_gets_all_the_minutes() -> None:
    assert [entry.tier for entry in planned(bank(deep=9))[:3]] == [DEEP] * 3


def test_however_short_there_is_a_question() -> None:
    assert len(planned(bank(core=3), minutes=1)) == 1


def test_no_questions_no_paper() -> None:
    assert planned([]) == []


def test_what_was_answered_least_often_comes_first() -> None:
    standings = {name: a_standing(name, answers=3) for name in ("core-0", "core-1", "core-2")}
    assert planned(bank(core=4), standings)[0].id == "core-3"


def test_the_same_seed_makes_the_same_paper() -> None:
    entries = bank(core=9, advanced=9)
    assert planned(entries, seed=3) == planned(entries, seed=3)
    assert len({tuple(e.id for e in planned(entries, seed=seed)) for seed in range(20)}) > 10


names = st.sampled_from("abcdefghijkl")
banks = st.lists(
    st.builds(
        an_entry,
        names,
        tier=st.sampled_from(Tier),
        related=st.lists(names, max_size=2).map(tuple),
        minutes=st.sampled_from([1.0, 2.0, 4.0]),
    ),
    unique_by=lambda entry: entry.id,
)


@given(banks, st.floats(1, 60))
def test_a_paper_fills_its_minutes_without_repeating_itself(entries: list[Entry], minutes: float) -> None:
    paper = planned(entries, minutes=minutes)
    assert bool(paper) == bool(entries)
    assert len({entry.id for entry in paper}) == len(paper)
    assert not any(are_related(one, other) for one in paper for other in paper if one is not other)
    left_out = [e for e in entries if e not in paper and not any(are_related(e, other) for other in paper)]
    assert sum(entry.minutes for entry in paper) >= minutes or not left_out
