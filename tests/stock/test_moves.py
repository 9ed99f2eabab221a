"""What comes and goes, and what is there afterwards."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.stock.models import StockMove
from coorddesk.stock.queries import known_item, lent_to, level_at, moves_of, place_levels, stock_row, usual_place
from coorddesk.stock.rules import MoveKind, StockKind
from coorddesk.stock.service import (
    Correction,
    Count,
    Issue,
    ItemDetails,
    ItemEdit,
    Receipt,
    TakingBack,
    Transfer,
    WriteOff,
    correct_move,
    count_stock,
    delete_item,
    edit_item,
    give_out,
    receive,
    take_back,
    transfer,
    write_off,
)
from tests.factories import make_asset, make_item, make_person, make_place

if TYPE_CHECKING:
    from coorddesk.core.database import Database


def levels(desk: Database, item: int) -> dict[str | None, int]:
    with desk.reading() as session:
        return {each.place: each.level for each in place_levels(session, item)}


def kinds(desk: Database) -> list[tuple[MoveKind, int]]:
    with desk.reading() as session:
        return [(row.kind, row.quantity) for row in moves_of(session, limit=100)][::-1]


def refusal(desk: Database, verb: Any, wish: Any) -> tuple[str, str | None]:
    with pytest.raises(UserError) as caught, desk.transaction() as session:
        verb(session, wish)
    return caught.value.message.text, caught.value.field


def test_a_receipt_and_what_is_given_out(desk: Database) -> None:
    with desk.transaction() as session:
        store = make_place(session, "Réserve")
        item = make_item(session, threshold=2, target=6, price=4900)
        printer = make_asset(session, "IMP-1")
        receive(session, Receipt(item, 6, store, price=5200, day=date(2026, 3, 2)))
        give_out(session, Issue(item, 4, store, asset_id=printer))
    with desk.reading() as session:
        row = stock_row(session, item)
    assert row is not None
    assert (row.level, row.to_order, row.price, row.worth) == (2, 4, 5200, 10400)
    assert kinds(desk) == [(MoveKind.PURCHASE, 6), (MoveKind.CONSUMED, -4)]


def test_an_accessory_comes_back(desk: Database) -> None:
    with desk.transaction() as session:
        store = make_place(session, "Réserve")
        item = make_item(session, "Souris USB", 5, kind=StockKind.ACCESSORY, place_id=store)
        person = make_person(session)
        give_out(session, Issue(item, 3, store, person_id=person))
        take_back(session, TakingBack(item, 1, person, store))
    with desk.reading() as session:
        assert (level_at(session, item, store), lent_to(session, item, person)) == (3, 2)
        row = stock_row(session, item)
        assert row is not None
        assert row.lent == 2
    said, field = refusal(desk, take_back, TakingBack(item, 3, person, store))
    assert said == "Only {count} × “{item}” is with this person, as far as the desk knows."
    assert field == "quantity"


def test_less_than_nothing_is_there_only_if_it_is_said(desk: Database) -> None:
    with desk.transaction() as session:
        store = make_place(session, "Réserve")
        item = make_item(session, level=2, place_id=store)
    assert refusal(desk, give_out, Issue(item, 3, store))[1] == "quantity"
    assert refusal(desk, give_out, Issue(item, 1))[1] == "quantity"  # it stands in its place, not nowhere
    assert refusal(desk, give_out, Issue(item, 0, store))[1] == "quantity"
    with desk.transaction() as session:
        give_out(session, Issue(item, 3, store, even_below=True))
    assert levels(desk, item) == {"Réserve": -1}


def test_what_was_counted_is_true(desk: Database) -> None:
    with desk.transaction() as session:
        store = make_place(session, "Réserve")
        item = make_item(session, level=5, place_id=store)
    with desk.transaction() as session:
        assert count_stock(session, Count(item, 5, store)) == 0
    with desk.transaction() as session:
        assert count_stock(session, Count(item, 3, store, seen=5)) == -2
    assert levels(desk, item) == {"Réserve": 3}
    with pytest.raises(StaleWrite), desk.transaction() as session:
        count_stock(session, Count(item, 4, store, seen=5))
    assert refusal(desk, count_stock, Count(item, -1, store))[1] == "counted"


def test_what_was_counted_on_an_earlier_day_is_held_against_that_day(desk: Database) -> None:
    with desk.transaction() as session:
        store = make_place(session, "Réserve")
        item = make_item(session, place_id=store)
        receive(session, Receipt(item, 10, store, day=date(2026, 3, 2)))
        give_out(session, Issue(item, 3, store, day=date(2026, 3, 9)))
    with desk.transaction() as session:
        assert count_stock(session, Count(item, 10, store, seen=7, day=date(2026, 3, 5))) == 0
    with desk.transaction() as session:
        assert count_stock(session, Count(item, 8, store, seen=7, day=date(2026, 3, 5))) == -2
    assert levels(desk, item) == {"Réserve": 5}
    with desk.reading() as session:
        for day, there in ((1, 0), (2, 10), (5, 8), (8, 8), (9, 5)):
            assert level_at(session, item, store, date(2026, 3, day)) == there
    assert refusal(desk, count_stock, Count(item, 2, store, day=date(2026, 3, 5)))[1] == "counted"  # 3 went since


def test_what_was_given_to_nobody_in_particular_comes_back(desk: Database) -> None:
    with desk.transaction() as session:
        store = make_place(session, "Réserve")
        item = make_item(session, "Câble", 5, kind=StockKind.ACCESSORY, place_id=store)
        give_out(session, Issue(item, 2, store))
    assert refusal(desk, take_back, TakingBack(item, 3, None, store))[1] == "quantity"
    with desk.reading() as session:
        assert known_item(session, item).astray == 2
    with desk.transaction() as session:
        take_back(session, TakingBack(item, 2, None, store))
    with desk.reading() as session:
        row = stock_row(session, item)
        assert row is not None
        assert (row.level, row.lent, known_item(session, item).astray) == (5, 0, 0)


def test_no_more_comes_back_than_was_given_out_even_if_it_is_put_right(desk: Database) -> None:
    with desk.transaction() as session:
        store = make_place(session, "Réserve")
        item = make_item(session, "Souris", 5, kind=StockKind.ACCESSORY, place_id=store)
        person = make_person(session)
        went = give_out(session, Issue(item, 3, store, person_id=person))
        came = take_back(session, TakingBack(item, 2, person, store))
    assert refusal(desk, correct_move, Correction(went, 1))[1] == "quantity"
    with desk.transaction() as session:
        correct_move(session, Correction(came, 1))
        correct_move(session, Correction(went, 1))
        assert lent_to(session, item, person) == 0


def test_what_people_have_is_not_forgotten_by_a_change_of_kind(desk: Database) -> None:
    with desk.transaction() as session:
        item = make_item(session, "Souris", 5, kind=StockKind.ACCESSORY)
        give_out(session, Issue(item, 3, person_id=make_person(session)))
    used_up = ItemEdit(item, 1, ItemDetails("Souris"))
    assert refusal(desk, edit_item, used_up)[1] == "kind"
    with desk.transaction() as session:
        take_back(session, TakingBack(item, 3, 1))
        edit_item(session, used_up)


def test_what_is_carried_arrives(desk: Database) -> None:
    with desk.transaction() as session:
        store, room = make_place(session, "Réserve"), make_place(session, "Salle 12")
        item = make_item(session, level=5, place_id=store)
        transfer(session, Transfer(item, 2, store, room))
    assert levels(desk, item) == {"Réserve": 3, "Salle 12": 2}
    assert refusal(desk, transfer, Transfer(item, 1, room, room))[1] == "to_place"
    assert refusal(desk, transfer, Transfer(item, 4, store, room))[1] == "quantity"


def test_what_somebody_lost_is_no_longer_with_them(desk: Database) -> None:
    with desk.transaction() as session:
        store = make_place(session, "Réserve")
        item = make_item(session, "Casque", 4, kind=StockKind.ACCESSORY, place_id=store)
        person = make_person(session)
        give_out(session, Issue(item, 2, store, person_id=person))
        write_off(session, WriteOff(item, 1, MoveKind.LOST, store, person))
        write_off(session, WriteOff(item, 1, MoveKind.BROKEN, store))
    with desk.reading() as session:
        assert (level_at(session, item, store), lent_to(session, item, person)) == (1, 1)


def test_a_day_that_is_still_to_come_is_refused(desk: Database) -> None:
    with desk.transaction() as session:
        item = make_item(session)
    assert refusal(desk, receive, Receipt(item, 1, day=date(2100, 1, 1)))[1] == "day"


def test_a_wrong_movement_is_put_right_however_long_ago(desk: Database) -> None:
    with desk.transaction() as session:
        store = make_place(session, "Réserve")
        item = make_item(session, place_id=store)
        came = receive(session, Receipt(item, 10, store, day=date(2026, 1, 5)))
        give_out(session, Issue(item, 1, store))
    with desk.transaction() as session:
        correct_move(session, Correction(came, 8, seen=10))
    assert levels(desk, item) == {"Réserve": 7}
    with desk.transaction() as session:
        correct_move(session, Correction(came, 9, seen=8))
    assert levels(desk, item) == {"Réserve": 8}
    with desk.reading() as session:
        rows = [row for row in moves_of(session, limit=9) if row.kind is MoveKind.PURCHASE][::-1]
    assert [(row.quantity, row.counts_for, row.day) for row in rows] == [
        (10, 9, date(2026, 1, 5)),
        (-2, -2, date(2026, 1, 5)),
        (1, 1, date(2026, 1, 5)),
    ]
    assert refusal(desk, correct_move, Correction(came, 9))[1] == "quantity"
    assert refusal(desk, correct_move, Correction(came, 0))[1] == "quantity"  # one of them is gone
    with pytest.raises(StaleWrite), desk.transaction() as session:
        correct_move(session, Correction(came, 5, seen=10))


def test_a_transfer_is_put_right_at_both_ends(desk: Database) -> None:
    with desk.transaction() as session:
        store, room = make_place(session, "Réserve"), make_place(session, "Salle 12")
        item = make_item(session, level=5, place_id=store)
        left, arrived = transfer(session, Transfer(item, 3, store, room))
    with desk.transaction() as session:
        correct_move(session, Correction(arrived, 1))
    assert levels(desk, item) == {"Réserve": 4, "Salle 12": 1}
    with desk.transaction() as session:
        correct_move(session, Correction(left))
    assert levels(desk, item) == {"Réserve": 5}


def test_the_last_movement_is_simply_undone(desk: Database) -> None:
    with desk.transaction() as session:
        store = make_place(session, "Réserve")
        item = make_item(session, level=2, place_id=store)
    with desk.transaction() as session:
        give_out(session, Issue(item, 1, store))
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert levels(desk, item) == {"Réserve": 2}


def test_the_ledger_itself_is_only_added_to(desk: Database) -> None:
    with desk.transaction() as session:
        make_item(session, level=2)
        (move,) = moves_of(session, limit=1)
        session.get_one(StockMove, move.id).quantity = 7
        with pytest.raises(AssertionError, match="append-only"):
            session.flush()
        session.expunge_all()


def test_an_item_with_a_story_stays(desk: Database) -> None:
    with desk.transaction() as session:
        item, other = make_item(session, level=2), make_item(session, "Encre")
    said = refusal(desk, delete_item, Deletion(item, 1))
    assert said[0] == "“{name}” cannot be deleted: it still has {use}."
    with desk.transaction() as session:
        delete_item(session, Deletion(other, 1))
        assert stock_row(session, other) is None


def test_where_things_are_taken_from(desk: Database) -> None:
    with desk.transaction() as session:
        store, room = make_place(session, "Réserve"), make_place(session, "Salle 12")
        item = make_item(session, place_id=store)
        assert usual_place(session, item) == store
        receive(session, Receipt(item, 2, room))
        assert usual_place(session, item) == room
        receive(session, Receipt(item, 1, store))
        assert usual_place(session, item) == store
