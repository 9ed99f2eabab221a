"""Several years and the landing of one: what is expected, from which records, and what scenarios make of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.budget.rules.grouping import By
from coorddesk.budget.rules.words import Counting
from coorddesk.budget.service import YearDetails, create_year
from coorddesk.core.resources import texts_for
from coorddesk.forecast.queries.landing import LandingQuery, landing, reasons
from coorddesk.forecast.queries.plan import ForecastQuery, plan
from coorddesk.forecast.queries.sources import Unknown, requests_expected
from coorddesk.forecast.rules.expected import Cell
from coorddesk.forecast.rules.landing import Landing, LandingFigure
from coorddesk.forecast.rules.words import Sort
from coorddesk.purchasing.queries import request_lines
from coorddesk.purchasing.rules.words import OrderStepKind
from coorddesk.purchasing.service import Item, OrderDeed, OrderDetails, create_order, step_order
from tests.factories import make_licence
from tests.forecast.ahead import Ahead, ahead

if TYPE_CHECKING:
    from coorddesk.core.database import Database

ENGLISH = texts_for("en")


@pytest.fixture
def coming(desk: Database) -> Ahead:
    """All that."""
    with desk.transaction() as session:
        return ahead(session)


def test_each_sort_costs_what_its_records_say_in_their_years(desk: Database, coming: Ahead) -> None:
    with desk.reading() as session:
        of = plan(session, ForecastQuery(2027))
    table = of.table
    assert of.year_names == ("2027", "2028", "2029", "2030", "2031")
    assert [table.cell(Sort.CONTRACT, year).cents for year in of.years] == [132_000, *[120_000] * 4]
    assert [table.cell(Sort.LICENCE, year).cents for year in of.years] == [24_000] * 5
    assert table.cell(Sort.REPLACEMENT, 2027) == Cell(1, 80_000)
    assert table.cell(Sort.REPLACEMENT, 2028) == Cell(3, 120_000, 1)
    assert table.cell(Sort.REQUEST, None) == Cell()
    assert of.unknown.devices == 1
    assert [(row.name, row.quantity, row.cents) for row in of.rows if row.sort is Sort.REPLACEMENT] == [
        ("Laptop", 1, 80_000),
        ("Laptop", 2, 120_000),
        ("Screen", 1, None),
    ]


def test_a_year_lands_on_what_is_spent_promised_and_expected(desk: Database, coming: Ahead) -> None:
    with desk.reading() as session:
        of = landing(session, LandingQuery())
        assert of is not None
        first, second, third, nowhere = of.rows
        assert first.landing == Landing(500_000, 40_000, 60_000, 25_000)
        assert second.landing == Landing(500_000, 0, 6_000, 0, 18_000)
        assert third.landing == Landing(500_000)
        assert nowhere.landing == Landing(expected=120_000 + 24_000)
        assert of.whole == Landing(1_500_000, 40_000, 66_000, 25_000, 162_000)
        assert [row.id for row in of.rows] == [1, 2, 3, 4]
        for figure in LandingFigure:
            assert sum(each.cents for each in reasons(session, of, None, figure)) == of.whole.of(figure)
            for row in of.rows:
                assert sum(each.cents for each in reasons(session, of, row, figure)) == row.landing.of(figure)
        expected = reasons(session, of, second, LandingFigure.EXPECTED)
    assert [(each.day, each.about) for each in expected] == [
        (date(2026, month, 1), ("contract", coming.lease)) for month in (4, 7, 10)
    ]


def test_a_landing_counts_replacements_if_wanted_and_groups_add_up(desk: Database, coming: Ahead) -> None:
    with desk.reading() as session:
        by_line = landing(session, LandingQuery(coming.year, with_replacements=True))
        others = [landing(session, LandingQuery(coming.year, by, with_replacements=True)) for by in By]
    assert by_line is not None
    assert by_line.whole.expected == 162_000 + 80_000
    assert {each.whole for each in others if each is not None} == {by_line.whole}


def test_without_a_fiscal_year_nothing_lands_and_years_are_civil(desk: Database) -> None:
    with desk.reading() as session:
        assert landing(session, LandingQuery()) is None
        of = plan(session, ForecastQuery())
    assert of.year_names == ("2027", "2028", "2029", "2030", "2031")
    assert of.table.cell(None, None) == Cell()


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_what_ran_out_or_was_ordered_is_not_expected(desk: Database, coming: Ahead) -> None:
    with desk.transaction() as session:
        make_licence(session, "Gone", price=5_000, expiry=date(2026, 9, 6))
        make_licence(session, "Today", price=5_000, expiry=date(2026, 9, 7))
        make_licence(session, "For ever", price=5_000)
        told = requests_expected(session)
        assert [(each.cents, each.quantity, each.line_id, each.year) for each in told] == [
            (25_000, 5, coming.lines[0], 2026)
        ]
        need = request_lines(session, coming.request)[0].id
        item = Item("Chair", coming.lines[0], 5, 5_000, 0, request_line_id=need)
        order = create_order(session, OrderDetails(coming.supplier, date(2026, 9, 1), (item,), coming.request))
        step_order(session, OrderDeed(order, 1, OrderStepKind.SENT, date(2026, 9, 1)))
        assert requests_expected(session) == []
        of = plan(session, ForecastQuery(2026, years=1))
    assert of.unknown == Unknown(1, 1)
    ends = [(each.name, each.day) for each in of.items if each.sort is Sort.LICENCE]
    assert ends == [("Antivirus", date(2026, 10, 1)), ("Today", date(2026, 9, 8))]
    assert [ENGLISH.say(each) for each in of.assumptions][-2:] == [
        "1 device is left out: nobody knows since when it serves.",
        "1 licence is left out: it has run out and was not renewed.",
    ]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_budget_without_vat_counts_without(desk: Database) -> None:
    with desk.transaction() as session:
        details = YearDetails("2026", date(2026, 1, 1), date(2026, 12, 31), Counting.NET)
        create_year(session, details)
        make_licence(session, "Antivirus", price=12_000, start=date(2025, 10, 1), expiry=date(2026, 9, 30))
        of = plan(session, ForecastQuery(2027, years=1))
    assert [each.cents for each in of.items] == [10_000]
    assert ENGLISH.say(of.assumptions[0]) == ("Amounts exclude VAT; that of devices and licences is taken to be 20%.")
