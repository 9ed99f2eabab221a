"""What a label that was printed ahead is told where things are scanned: at the counter and in a stocktake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.labels.service import Ahead, print_ahead
from coorddesk.lending.queries.counter import scan
from coorddesk.lending.queries.held import OfBorrower
from coorddesk.lending.ui.basket import Basket
from coorddesk.lending.ui.deciding import decide
from coorddesk.stocktaking.rules import Verdict
from coorddesk.stocktaking.service import NewStocktake, Scan, open_stocktake
from coorddesk.stocktaking.service import scan as count
from tests.factories import make_place

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_the_counter_asks_what_the_label_sticks_on(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        (label,) = print_ahead(session, Ahead(1))
    with desk.reading() as session:
        decision = decide(scan(session, ("CD-00001",), None, None), Basket(), OfBorrower())
    assert texts.say(decision.text) == "The label CD-00001 is on no device yet."
    assert decision.offer is not None
    assert decision.offer.shows == ("printed_label", label)


def test_a_stocktake_keeps_what_the_label_sticks_on_as_unknown(desk: Database) -> None:
    with desk.transaction() as session:
        print_ahead(session, Ahead(1))
        room = make_place(session, "Salle 12")
    with desk.transaction() as session:
        stocktake = open_stocktake(session, NewStocktake("July"))
    with desk.transaction() as session:
        assert count(session, Scan(stocktake, room, "CD-00001")).verdict is Verdict.UNKNOWN
