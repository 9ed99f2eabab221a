"""Licences filtered by any field, edited many at once, and two that are one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.editing import BulkWish, Setting
from coorddesk.core.errors import UserError
from coorddesk.core.fields import Way
from coorddesk.core.merging import Merge
from coorddesk.inventory.service import create_manufacturer
from coorddesk.licences.queries import (
    FIELDS_OF_LICENCES,
    LicenceQuery,
    all_licences,
    licence_ids,
    licence_row,
    product_key,
    said_licence_criteria,
    seats_of,
)
from coorddesk.licences.queries.merging import find_licence, licence_consequences, likely_licences, mergeable_licence
from coorddesk.licences.rules import LicenceKind
from coorddesk.licences.service import SeatsGiven, give_seats
from coorddesk.licences.service.bulk_edit import LICENCE_EDITS, bulk_edit_licences, plan_bulk_licences
from coorddesk.licences.service.merging import merge_licences
from tests.factories import make_asset, make_licence, make_person, make_supplier
from tests.undoing import ALL

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

CASES: dict[str, tuple[Criterion, str]] = {
    "name": (Criterion("name", Ask.BEGINS, ("anti",)), "Antivirus"),
    "publisher": (Criterion("manufacturer", Ask.IS, (1,)), "Antivirus"),
    "kind": (Criterion("kind", Ask.IS, ("site",)), "Suite"),
    "seats": (Criterion("seats", Ask.AT_LEAST, (2,)), "Antivirus"),
    "nobody counts them": (Criterion("seats", Ask.EMPTY), "Suite"),
    "taken": (Criterion("taken", Ask.AT_LEAST, (1,)), "Antivirus"),
    "free": (Criterion("left", Ask.IS, (1,)), "Antivirus"),
    "to take back": (Criterion("idle", Ask.AT_LEAST, (1,)), "Antivirus"),
    "state": (Criterion("state", Ask.IS, ("ending",)), "Antivirus"),
    "state is not": (Criterion("state", Ask.IS_NOT, ("ending",)), "Suite"),
    "ends in the next days": (Criterion("expiry", Ask.NEXT_DAYS, (30,)), "Antivirus"),
    "begins": (Criterion("start", Ask.EMPTY), "Antivirus Suite"),
    "supplier": (Criterion("supplier", Ask.FILLED), "Suite"),
    "price": (Criterion("price", Ask.BETWEEN, (10000, 90000)), "Antivirus"),
    "order": (Criterion("order_number", Ask.IS, ("bc-12",)), "Antivirus"),
    "invoice": (Criterion("invoice_number", Ask.EMPTY), "Antivirus Suite"),
    "key kept": (Criterion("has_key", Ask.IS, (True,)), "Antivirus"),
    "no key": (Criterion("has_key", Ask.EMPTY), "Suite"),
    "notes": (Criterion("notes", Ask.CONTAINS, ("rentrée",)), "Suite"),
    "no key is a field": (Criterion("product_key", Ask.FILLED), ""),
}


def fill(session: Session) -> tuple[int, int]:
    maker, supplier = create_manufacturer(session, "ESET"), make_supplier(session)
    soon = session.info["clock"].today() + timedelta(days=20)
    known = {"order_number": "BC-12", "price": 89900, "product_key": "ZXQ7"}
    antivirus = make_licence(session, "Antivirus", manufacturer_id=maker, seats=3, expiry=soon, **known)
    people = make_person(session), make_person(session, "Diallo", "Awa", left_on=date(2020, 1, 1))
    give_seats(session, SeatsGiven(antivirus, people))
    notes = "Renouvelée à la rentrée"
    suite = make_licence(session, "Suite", kind=LicenceKind.SITE, seats=None, supplier_id=supplier, notes=notes)
    return antivirus, suite


def test_licences_are_found_by_any_field(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        fill(session)
        for case, (criterion, expected) in CASES.items():
            found = [row.name for row in all_licences(session, LicenceQuery(criteria=(criterion,)))]
            assert (case, " ".join(found)) == (case, expected)
        (said,) = said_licence_criteria(session, [CASES["publisher"][0]])
        assert texts.say(said) == "Publisher: ESET"


def test_whatever_may_be_asked_can_be_asked(desk: Database) -> None:
    with desk.transaction() as session:
        every = set(fill(session))
        for field in FIELDS_OF_LICENCES:
            filled = set(licence_ids(session, LicenceQuery(criteria=(Criterion(field.key, Ask.FILLED),))))
            empty = set(licence_ids(session, LicenceQuery(criteria=(Criterion(field.key, Ask.EMPTY),))))
            assert (filled | empty, filled & empty) == (every, set())


def test_many_licences_change_as_one(desk: Database) -> None:
    with desk.transaction() as session:
        antivirus, suite = fill(session)
    wish = BulkWish(
        (antivirus, suite),
        (Setting("expiry", Way.SET, date(2030, 8, 31)), Setting("invoice_number", Way.SET, "F-77")),
    )
    with desk.reading() as session:
        assert plan_bulk_licences(session, wish).changed == 2
    with desk.transaction() as session:
        bulk_edit_licences(session, wish)
        rows = all_licences(session, LicenceQuery(text="f-77"))
        assert [(row.expiry, row.invoice_number) for row in rows] == [(date(2030, 8, 31), "F-77")] * 2
        assert list(LICENCE_EDITS.find(session, [Criterion("seats", Ask.EMPTY)])) == [suite]


def test_what_cannot_be_is_refused(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        antivirus, suite = fill(session)
        renewed = make_licence(session, "Antivirus", order_number="BC-13", start=date(2030, 1, 1))
        every = (antivirus, renewed)
        early = plan_bulk_licences(session, BulkWish(every, (Setting("expiry", Way.SET, date(2029, 1, 1)),)))
        assert [row.refusal and texts.say(row.refusal) for row in early.rows] == [
            None,
            "Antivirus: It would end before it begins.",
        ]
        one_order = BulkWish(every, (Setting("order_number", Way.SET, "BC-13"),))
        said = [row.refusal is None for row in plan_bulk_licences(session, one_order).rows]
        assert said == [False, True]
    both = BulkWish(every, (Setting("order_number", Way.SET, "BC-99"),))
    with pytest.raises(UserError, match="already"), desk.transaction() as session:
        bulk_edit_licences(session, both)
    with desk.reading() as session:
        assert [licence_row(session, each).order_number for each in every] == ["BC-12", "BC-13"]  # type: ignore[union-attr]  # there
        assert licence_row(session, suite) is not None


def test_two_licences_become_one_with_both_keys_and_one_seat_each(desk: Database) -> None:
    with desk.transaction() as session:
        antivirus, _suite = fill(session)
        same = make_licence(session, "Anti-virus", seats=3, product_key="ABCD", notes="Ancienne fiche")
        give_seats(session, SeatsGiven(same, (1,), (make_asset(session, "PC-1"),)))
    with desk.transaction() as session:
        (likely,) = likely_licences(session)
        assert (likely.one.id, likely.other.id) == (antivirus, same)
        assert len(licence_consequences(session, antivirus, same)) == 2
        shown = mergeable_licence(session, same)
        assert shown is not None
        assert "ABCD" not in repr(shown)
        merge_licences(session, Merge(antivirus, 1, same, 1), ALL)
    with desk.reading() as session:
        assert product_key(session, antivirus) == "ZXQ7\nABCD"
        assert [seat.called for seat in seats_of(session, antivirus)] == ["PC-1", "Awa Diallo", "Inès Moreau"]
        assert len(seats_of(session, antivirus, also_past=True)) == 4
        assert licence_row(session, same) is None


def test_renewals_are_no_duplicates_and_an_order_is_asked_about(desk: Database) -> None:
    with desk.transaction() as session:
        antivirus, _suite = fill(session)
        renewed = make_licence(session, "Antivirus", order_number="BC-13")
        assert likely_licences(session) == []
        with pytest.raises(UserError) as caught:
            merge_licences(session, Merge(antivirus, 1, renewed, 1), ALL)
        assert caught.value.field == "order_number"
        with pytest.raises(UserError):
            find_licence(session, "antivirus")
        assert [find_licence(session, text) for text in ("bc-13", "SUITE", "word")] == [renewed, 2, None]
