"""When contracts end, by when notice is given, what an instalment costs, and which year bears it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.budget.rules.vat import Amounts
from coorddesk.purchasing.rules.contract_words import ContractState, ContractStepKind, Renewal
from coorddesk.purchasing.rules.contracts import (
    Contract,
    ContractStep,
    Standing,
    Term,
    explained,
    last_day_of,
    months_on,
    standing,
    terms,
    trouble_with,
)
from coorddesk.purchasing.rules.instalments import Due, instalments_between, net_on, per_year, spread
from tests.undoing import PROOF

if TYPE_CHECKING:
    from coorddesk.core.messages import Message

COPIERS = Contract(
    date(2020, 8, 1), 36, Renewal.TACIT, 12, notice_months=3, every_months=12, net=100_000, vat_rate=2000
)
SEEN = date(2023, 10, 31)
TERMINATED = ContractStep(date(2024, 1, 31), ContractStepKind.TERMINATED)


def test_a_tacit_renewal_is_of_its_own_length_and_notice_is_given_before_it() -> None:
    term = Term(date(2023, 8, 1), date(2024, 7, 31), 1)
    assert standing(COPIERS, SEEN) == Standing(
        term,
        date(2024, 7, 31),
        ContractState.RUNNING,
        notice_by=date(2024, 4, 30),
        goes_on_until=date(2025, 7, 31),
    )
    said = ["From {first}, {months}: until {last}.", "Renewed once: until {last}."]
    said += ["Notice is given {months} before: by {day}.", "Unless it is terminated it goes on until {day}."]
    assert [each.text for each in explained(COPIERS, SEEN)] == said


@pytest.mark.parametrize(
    ("today", "state", "is_missed"),
    [
        (date(2020, 7, 31), ContractState.TO_COME, False),
        (date(2024, 2, 29), ContractState.RUNNING, False),
        (date(2024, 3, 1), ContractState.TO_DECIDE, False),
        (date(2024, 4, 30), ContractState.TO_DECIDE, False),
        (date(2024, 5, 1), ContractState.RUNNING, True),
        (date(2024, 8, 1), ContractState.RUNNING, False),
    ],
)
def test_a_contract_asks_for_a_decision_until_notice_is_past(
    today: date, state: ContractState, is_missed: bool
) -> None:
    now = standing(COPIERS, today)
    assert (now.state, now.is_missed) == (state, is_missed)


def test_a_decision_to_go_on_settles_the_term_that_follows() -> None:
    kept = replace(COPIERS, steps=(ContractStep(date(2024, 8, 1), ContractStepKind.RENEWED, months=24),))
    for today in (date(2024, 4, 30), date(2024, 5, 1)):
        now = standing(kept, today)
        assert (now.state, now.is_missed, now.goes_on_until) == (ContractState.RUNNING, False, date(2026, 7, 31))
    assert standing(kept, date(2025, 1, 1)).notice_by == date(2026, 4, 30)


def test_what_is_terminated_ends_on_its_day_and_for_good() -> None:
    over = replace(COPIERS, steps=(TERMINATED,))
    now = standing(over, SEEN)
    assert (now.state, now.ends_on, now.last_day) == (ContractState.ENDING, date(2024, 1, 31), date(2024, 1, 31))
    assert (now.notice_by, now.goes_on_until, now.is_missed) == (None, None, False)
    assert standing(over, date(2024, 2, 1)).state is ContractState.ENDED
    never = replace(COPIERS, steps=(ContractStep(date(2020, 7, 1), ContractStepKind.TERMINATED),))
    assert (list(terms(never)), standing(never, SEEN).state) == ([], ContractState.ENDED)


def test_what_is_renewed_expressly_ends_unless_somebody_says_so() -> None:
    asked = replace(COPIERS, renewal=Renewal.EXPRESS)
    assert last_day_of(asked) == date(2023, 7, 31)
    near = date(2023, 5, 1)
    assert [standing(asked, each).state for each in (near, date(2023, 8, 1))] == [
        ContractState.TO_DECIDE,
        ContractState.ENDED,
    ]
    said = replace(asked, steps=(ContractStep(date(2023, 8, 1), ContractStepKind.RENEWED),))
    assert (standing(said, near).state, last_day_of(said)) == (ContractState.RUNNING, date(2024, 7, 31))
    bound = replace(COPIERS, renewal=Renewal.NONE)
    assert [standing(bound, each).state for each in (SEEN, date(2023, 6, 1), date(2023, 5, 1))] == [
        ContractState.ENDED,
        ContractState.ENDING,
        ContractState.RUNNING,
    ]
    assert standing(bound, near).notice_by is None


def test_instalments_follow_the_months_whatever_the_day() -> None:
    monthly = Contract(date(2024, 1, 31), 12, Renewal.NONE, every_months=1, net=1_000, is_in_advance=False)
    dues = instalments_between(monthly, date(2024, 1, 1), date(2030, 1, 1))
    assert len(dues) == 12
    assert dues[:2] == [
        Due(date(2024, 1, 31), date(2024, 2, 28), date(2024, 2, 28), 1_000, 0, 29),
        Due(date(2024, 2, 29), date(2024, 3, 30), date(2024, 3, 30), 1_000, 0, 31),
    ]
    assert dues[-1].last_day == date(2025, 1, 30)


def test_an_instalment_costs_what_its_first_day_says() -> None:
    steps = (
        ContractStep(date(2022, 8, 1), ContractStepKind.INDEXED, rate=250),
        ContractStep(date(2021, 8, 2), ContractStepKind.REPRICED, net=110_001),
        TERMINATED,
    )
    priced = replace(COPIERS, steps=steps)
    dues = instalments_between(priced, date(2020, 1, 1), date(2030, 1, 1))
    assert [each.net for each in dues] == [100_000, 100_000, 112_751, 56_684]
    assert (dues[-1].last_day, dues[-1].days, dues[-1].whole_days) == (date(2024, 1, 31), 184, 366)
    assert [each.is_partial for each in dues] == [False, False, False, True]
    assert net_on(priced, date(2022, 7, 31)) == 110_001
    assert per_year(replace(COPIERS, every_months=3), SEEN) == Amounts(400_000, 80_000)
    assert instalments_between(priced, date(2021, 8, 2), date(2022, 7, 31)) == []


def test_a_renewal_that_nobody_said_yet_may_be_supposed() -> None:
    asked = replace(COPIERS, renewal=Renewal.EXPRESS)
    days = (date(2023, 1, 1), date(2025, 12, 31))
    assert instalments_between(asked, *days) == []
    supposed = instalments_between(asked, *days, is_renewed=True)
    assert [each.first_day.year for each in supposed] == [2023, 2024, 2025]


def test_an_instalment_is_spread_over_the_years_by_its_days() -> None:
    parts = spread(Amounts(100_000, 20_000), date(2023, 8, 1), date(2024, 7, 31), [date(2024, 1, 1), date(2023, 1, 1)])
    assert [(each.first_day, each.last_day, each.amount) for each in parts] == [
        (date(2023, 8, 1), date(2023, 12, 31), Amounts(41_803, 8_361)),
        (date(2024, 1, 1), date(2024, 7, 31), Amounts(58_197, 11_639)),
    ]


@pytest.mark.parametrize("field", ["months", "renewal_months", "every_months"])
def test_what_cannot_be_is_named_by_its_field(field: str) -> None:
    for months in (0, 601):
        said: dict[str, Any] = {field: months}
        assert _field(trouble_with(replace(COPIERS, **said))) == field
    assert _field(trouble_with(replace(COPIERS, notice_months=-1))) == "notice_months"
    assert _field(trouble_with(replace(COPIERS, net=-1))) == "net"
    assert _field(trouble_with(replace(COPIERS, vat_rate=10_001))) == "vat_rate"
    assert trouble_with(COPIERS) is None


def _field(trouble: tuple[str, Message] | None) -> str | None:
    return None if trouble is None else trouble[0]


days = st.dates(date(2018, 1, 1), date(2028, 12, 31))
months = st.integers(1, 40)
contracts = st.builds(
    Contract,
    days,
    months,
    st.sampled_from(Renewal),
    months,
    st.integers(0, 6),
    months,
    st.integers(0, 999_999),
    st.sampled_from((0, 550, 2000)),
    st.booleans(),
    st.lists(
        st.one_of(
            st.builds(ContractStep, days, st.just(ContractStepKind.REPRICED), net=st.integers(0, 999_999)),
            st.builds(ContractStep, days, st.just(ContractStepKind.INDEXED), rate=st.integers(-5_000, 5_000)),
            st.builds(ContractStep, days, st.just(ContractStepKind.TERMINATED)),
        ),
        max_size=2,
    ).map(tuple),
)


@PROOF
@given(contract=contracts, today=days)
def test_terms_and_instalments_follow_each_other_without_a_gap(contract: Contract, today: date) -> None:
    end = date(2030, 12, 31)
    some = [term for term, _n in zip(terms(contract), range(200), strict=False) if term.first <= end]
    dues = instalments_between(contract, date.min, end)
    for stretches in ([(each.first, each.last) for each in some], [(each.first_day, each.last_day) for each in dues]):
        assert all(first <= last for first, last in stretches)
        assert all(following == last + timedelta(days=1) for (_first, last), (following, _last) in pairwise(stretches))
    assert instalments_between(contract, today, end) == [each for each in dues if each.due_on >= today]
    last_day = last_day_of(contract)
    if last_day is not None and last_day < end and some:
        assert (some[-1].last, dues[-1].last_day if dues else last_day) == (last_day, last_day)
    now = standing(contract, today)
    if now.notice_by is not None:
        assert months_on(now.notice_by + timedelta(days=1), 0) == months_on(
            now.ends_on + timedelta(days=1), -contract.notice_months
        )


@PROOF
@given(cents=st.integers(0, 10**9), first=days, length=st.integers(0, 1_200), starts=st.lists(days, max_size=4))
def test_spreading_loses_no_cent_and_no_day(cents: int, first: date, length: int, starts: list[date]) -> None:
    last = first + timedelta(days=length)
    parts = spread(Amounts(cents, cents // 5), first, last, sorted(set(starts)))
    assert sum((each.amount for each in parts), Amounts()) == Amounts(cents, cents // 5)
    assert (parts[0].first_day, parts[-1].last_day) == (first, last)
