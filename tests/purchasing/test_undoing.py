"""What is not in the ledger yet is undone and done again, row by row: quotes, drafts, receipts with their devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.directory.service import Deletion
from coorddesk.inventory.service import create_category
from coorddesk.purchasing.service import (
    Came,
    Item,
    LotLink,
    Meeting,
    NewDevices,
    NewQuote,
    Offer,
    OrderDetails,
    OrderEdit,
    OrderNews,
    QuoteDetails,
    QuoteEdit,
    Rating,
    RatingEdit,
    Receiving,
    create_order,
    create_quote,
    delete_order,
    delete_quote,
    delete_receipt,
    edit_order,
    edit_quote,
    edit_rating,
    follow_order,
    link_lot,
    meet_supplier,
    rate_supplier,
    receive_order,
)
from tests.purchasing.buying import DAY, a_desk, approved, chosen, ordered
from tests.undoing import undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

OFFER = (Offer("Tablette", 12, 19_000, 2000, request_line_id=1),)
DRAFT = OrderDetails(1, DAY, (Item("Souris", 1, 2, 500),))


def quotes(session: Session) -> None:
    create_quote(session, NewQuote(1, QuoteDetails(1, "D", DAY, lines=OFFER)))
    create_quote(session, NewQuote(1, QuoteDetails(2)))
    edit_quote(session, QuoteEdit(2, 1, QuoteDetails(2, "BV", lines=(*OFFER, Offer("Port")))))


def a_draft(session: Session) -> None:
    create_order(session, DRAFT)
    edit_order(session, OrderEdit(3, 1, OrderDetails(2, DAY, notes="Seul")))


def devices(session: Session) -> None:
    came = Came(1, 3, NewDevices(category_id=1, serials=("A", "B")))
    receive_order(session, Receiving(1, DAY, (came,)))


def linked(session: Session) -> None:
    receive_order(session, Receiving(1, DAY, (Came(1, 1),)))
    link_lot(session, LotLink(2, 1))


def taken_back(session: Session) -> None:
    link_lot(session, LotLink(2, None))
    delete_receipt(session, Deletion(2, 1))


def of_suppliers(session: Session) -> None:
    follow_order(session, OrderNews(1, 3, DAY, "E 1"))
    rate_supplier(session, Rating(1, DAY, {"price": 4}, 1))
    edit_rating(session, RatingEdit(1, 1, Rating(1, DAY, {"price": 3, "quality": 5})))
    meet_supplier(session, Meeting(1, DAY, "Tarifs"))


DEEDS: tuple[Callable[[Session], object], ...] = (
    quotes,
    lambda session: delete_quote(session, Deletion(2, 3)),
    lambda session: chosen(session, 1),
    a_draft,
    lambda session: delete_order(session, Deletion(3, 3)),
    devices,
    linked,
    taken_back,
    of_suppliers,
)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_each_row_is_as_it_was(database: Database) -> None:
    with database.transaction() as session:
        a_desk(session)
        create_category(session, "Tablette")
        approved(session)
        ordered(session, Item("Tablette", 1, 10, 1_000, 0))
    assert undone_and_redone(database, DEEDS) == len(DEEDS)
