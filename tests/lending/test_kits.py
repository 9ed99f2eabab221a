from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import Deletion, GroupDetails, create_group
from coorddesk.inventory.service import Chosen, delete_assets
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.queries.kits import kit_card, kit_of, kit_options, kits
from coorddesk.lending.rules import LoanState
from coorddesk.lending.service import (
    Back,
    Borrower,
    DevicesBack,
    KitDetails,
    KitEdit,
    LinesBack,
    NewLoan,
    Removal,
    Seen,
    Things,
    create_kit,
    delete_kit,
    edit_kit,
    lend,
    return_devices,
    return_lines,
    return_loan,
    take_off,
)
from coorddesk.stock.queries import lent_to, level_at
from coorddesk.stock.rules import StockKind
from coorddesk.stock.service import ItemDetails, NewItem, Receipt, create_item, receive
from tests.factories import make_asset, make_person
from tests.lending.lent import refused, stands

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

DUE = date(2026, 9, 21)


def make_item(session: Session, name: str = "Casque", kind: StockKind = StockKind.ACCESSORY, count: int = 10) -> int:
    item = create_item(session, NewItem(ItemDetails(name, kind)))
    receive(session, Receipt(item, count))
    return item


def open_lines(desk: Database, loan: int) -> list[tuple[int, int | None, int]]:
    with desk.reading() as session:
        wanted = select(LoanLine.id, LoanLine.asset_id, LoanLine.quantity).where(LoanLine.loan_id == loan)
        rows = session.execute(wanted.where(LoanLine.back_at.is_(None)).order_by(LoanLine.id))
        return [(line, asset, quantity) for line, asset, quantity in rows]


def level(desk: Database, item: int) -> int:
    with desk.reading() as session:
        return level_at(session, item, None)


def test_a_cart_goes_to_a_class_whole_and_comes_back_in_parts(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        group = create_group(session, GroupDetails("CM2 A", GroupKind.CLASS, 2026))
        tablets = [make_asset(session, f"TAB-{number}") for number in range(3)]
        headsets = make_item(session)
        cart = create_kit(session, KitDetails("Chariot", tuple(tablets), ((headsets, 3),)))
        loan = lend(session, NewLoan(Borrower(group_id=group), Things(kits=(cart,)), DUE))
    assert [(asset, quantity) for _line, asset, quantity in open_lines(desk, loan)] == [
        *((tablet, 1) for tablet in tablets),
        (None, 3),
    ]
    assert level(desk, headsets) == 7
    with desk.reading() as session:
        card = kit_card(session, cart)
        assert card is not None
        assert (card.row.devices, card.row.accessories, card.row.out) == (3, 3, 3)
        assert [thing.holding.borrower for thing in card.things if thing.holding] == ["CM2 A"] * 3
    with desk.transaction() as session:
        return_devices(session, DevicesBack(tuple(tablets[:2])))
    line = open_lines(desk, loan)[-1][0]
    with desk.transaction() as session:
        return_lines(session, LinesBack(Seen(loan), (Back(line, 2),)))
    assert [(asset, quantity) for _line, asset, quantity in open_lines(desk, loan)] == [(tablets[2], 1), (None, 1)]
    assert level(desk, headsets) == 9
    with desk.reading() as session:
        assert [texts.say(row.state) for row in kits(session)] == ["Partly on loan"]
    with desk.transaction() as session:
        return_loan(session, Seen(loan))
    with desk.reading() as session:
        assert session.get_one(Loan, loan).state is LoanState.RETURNED
    assert (level(desk, headsets), stands(desk, tablets[2])[0]) == (10, "in_stock")


def test_accessories_are_with_the_borrower_until_they_are_back(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        mice, ink = make_item(session, "Souris", count=2), make_item(session, "Encre", StockKind.CONSUMABLE)

    def wish(item: int, count: int, *, despite: bool = False) -> NewLoan:
        return NewLoan(Borrower(ines), Things(accessories=((item, count),)), DUE, despite=despite)

    assert refused(desk, texts, lambda s: lend(s, wish(ink, 1))) == (
        "“Encre” is used up, not lent: give it out of stock instead."
    )
    assert refused(desk, texts, lambda s: lend(s, wish(mice, 3))) == "Only 2 × “Souris” are there."
    with desk.transaction() as session:
        loan = lend(session, wish(mice, 3, despite=True))
    with desk.reading() as session:
        assert lent_to(session, mice, ines) == 3
    line = open_lines(desk, loan)[0][0]
    assert refused(desk, texts, lambda s: return_lines(s, LinesBack(Seen(loan), (Back(line, 4),)))) == (
        "Between 1 and 3 of it can come back."
    )
    with desk.transaction() as session:
        take_off(session, Removal(Seen(loan), (line,)))
    with desk.reading() as session:
        assert lent_to(session, mice, ines) == 0


def test_a_device_belongs_to_one_kit(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        one, two = make_asset(session, "CD-1"), make_asset(session, "CD-2")
        bag = create_kit(session, KitDetails("Sac photo", (one,)))
    assert refused(desk, texts, lambda s: create_kit(s, KitDetails("Autre", (one,)))) == (
        "CD-1 belongs to the kit “Sac photo” already."
    )
    assert refused(desk, texts, lambda s: create_kit(s, KitDetails("sac PHOTO"))) == (
        "There is already a kit “sac PHOTO”."
    )
    with desk.transaction() as session:
        edit_kit(session, KitEdit(bag, 1, KitDetails("Sac", (two,), (), "Grand")))
    with desk.reading() as session:
        assert (kit_of(session, [one, two]), [option.name for option in kit_options(session, "sac")]) == (
            {two: bag},
            ["Sac"],
        )
        version = kits(session)[0].version
    with desk.transaction() as session:
        lend(session, NewLoan(Borrower(make_person(session)), Things(kits=(bag,)), None))
    assert refused(desk, texts, lambda s: delete_kit(s, Deletion(bag, version))) == (
        "“Sac” cannot be deleted: it still has 1 loan."
    )
    with desk.transaction() as session:
        return_devices(session, DevicesBack((two,)))
        delete_assets(session, Chosen((two,)))
    assert refused(desk, texts, lambda s: lend(s, NewLoan(Borrower(1), Things(kits=(bag,)), None))) == (
        "CD-2 is in the bin. Restore it first."
    )


def test_an_unused_kit_is_taken_apart(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        kit = create_kit(session, KitDetails("Sac", (make_asset(session),)))
        empty = create_kit(session, KitDetails("Vide"))
    assert refused(desk, texts, lambda s: lend(s, NewLoan(Borrower(make_person(s)), Things(kits=(empty,)), None))) == (
        "The kit “Vide” is empty: say first what belongs to it."
    )
    with desk.transaction() as session:
        delete_kit(session, Deletion(kit, 1))
    with desk.reading() as session:
        assert [row.name for row in kits(session)] == ["Vide"]


def test_what_is_used_up_belongs_to_no_kit(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        toner = make_item(session, "Toner", StockKind.CONSUMABLE)
    assert refused(desk, texts, lambda s: create_kit(s, KitDetails("Sac", (), ((toner, 1),)))) == (
        "“Toner” is used up, not lent: give it out of stock instead."
    )
