from __future__ import annotations

from coorddesk.reporting.totals import Tally, add_up, tally_groups
from tests.reporting.samples import COLUMNS, NAME, PRICE, QUANTITY, Device, flat_report, report


def test_groups_and_the_whole_are_counted_and_added_up() -> None:
    of = report(2, 3, columns=(NAME, PRICE, QUANTITY))
    tallies = tally_groups(of)
    assert tallies == [Tally(2, (None, 2000, 2)), Tally(3, (None, 3000, 3))]
    assert add_up(of.columns, tallies) == Tally(5, (None, 5000, 5))


def test_what_has_no_value_adds_nothing() -> None:
    of = flat_report(Device(price=None), Device(price=-1), columns=(PRICE,))
    assert tally_groups(of) == [Tally(2, (-1,))]


def test_no_groups_add_up_to_nothing() -> None:
    assert add_up(COLUMNS, []) == Tally(0, (None, None, None, None, None, None, 0, 0))
