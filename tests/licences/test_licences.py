"""Licences, their seats, and a key that stays where it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk import features
from coorddesk.core.access import Actor, Role
from coorddesk.core.errors import NotAllowed, UserError
from coorddesk.core.history_tables import ChangeRow
from coorddesk.core.merging import Merge
from coorddesk.core.story import change_sets, of_row, row_changes
from coorddesk.directory.service import Deletion, merge_people
from coorddesk.feature import belongings, story
from coorddesk.features import find_everywhere
from coorddesk.inventory.rules import DataWiped, DisposalReason
from coorddesk.inventory.service import Chosen, Retirement, retire_assets
from coorddesk.licences.queries import (
    LICENCE_COLUMNS,
    LICENCE_SORTS,
    LicenceQuery,
    SeatQuery,
    alerts,
    licence_counts,
    licence_ids,
    licence_row,
    product_key,
    seat_ids,
    seat_page,
    seats_held,
    seats_of,
)
from coorddesk.licences.rules import LicenceKind, LicenceState, licence_state
from coorddesk.licences.service import (
    LicenceDetails,
    LicenceEdit,
    SeatsBack,
    SeatsGiven,
    create_licence,
    delete_licence,
    edit_licence,
    give_seats,
    take_back_seats,
)
from tests.factories import make_asset, make_licence, make_person, make_supplier

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.database import Database

KEY = "ZXQ7-KEY8-SECRET"
ALL = features.load()


def refusal(desk: Database, verb: Any, wish: Any) -> tuple[str, str | None]:
    with pytest.raises(UserError) as caught, desk.transaction() as session:
        verb(session, wish)
    return caught.value.message.text, caught.value.field


def test_seats_are_given_to_many_and_taken_back(desk: Database) -> None:
    with desk.transaction() as session:
        licence = make_licence(session, seats=3)
        people = (make_person(session), make_person(session, "Diallo", "Awa"))
        device = make_asset(session, "PC-1")
        seats = give_seats(session, SeatsGiven(licence, people, (device,), date(2026, 1, 5), "Rentrée"))
    with desk.reading() as session:
        row = licence_row(session, licence)
        assert row is not None
        assert (row.taken, row.left, row.is_overused) == (3, 0, False)
        assert [(seat.called, seat.since, seat.note) for seat in seats_of(session, licence)] == [
            ("PC-1", date(2026, 1, 5), "Rentrée"),
            ("Awa Diallo", date(2026, 1, 5), "Rentrée"),
            ("Inès Moreau", date(2026, 1, 5), "Rentrée"),
        ]
    with desk.transaction() as session:
        take_back_seats(session, SeatsBack(tuple(seats[:2]), (1, 1)))
    with desk.reading() as session:
        assert [seat.called for seat in seats_of(session, licence)] == ["PC-1"]
        assert len(seats_of(session, licence, also_past=True)) == 3
        assert seats_held(session, ("person", people[0])) == ()
    assert refusal(desk, take_back_seats, SeatsBack((seats[0],)))[0] == (
        "One of these seats is taken back already. Look again."
    )
    early = SeatsBack((seats[2],), until=date(2025, 1, 1))
    assert refusal(desk, take_back_seats, early)[1] == "until"


def test_a_device_is_told_by_more_than_its_number(desk: Database) -> None:
    with desk.transaction() as session:
        licence = make_licence(session, seats=3)
        devices = (make_asset(session, "PC-1", model=("HP", "ProBook")), make_asset(session, None, name="PC-2"))
        give_seats(session, SeatsGiven(licence, (make_person(session),), devices))
    with desk.reading() as session:
        told = {seat.called: seat.detail for seat in seats_of(session, licence)}
        assert told == {"PC-1": "Portable · HP ProBook", "PC-2": "", "Inès Moreau": ""}
        found = seat_page(session, seat_ids(session, SeatQuery(licence, text="probook")))
        assert [seat.called for seat in found.values()] == ["PC-1"]


def test_more_seats_than_were_bought_only_if_it_is_said(desk: Database) -> None:
    with desk.transaction() as session:
        licence = make_licence(session, seats=1)
        people = (make_person(session), make_person(session, "Diallo", "Awa"))
    assert refusal(desk, give_seats, SeatsGiven(licence, people))[1] == "people"
    with desk.transaction() as session:
        give_seats(session, SeatsGiven(licence, people, even_over=True))
    with desk.reading() as session:
        row = licence_row(session, licence)
        assert row is not None
        assert (row.left, row.is_overused) == (-1, True)
        assert list(licence_ids(session, LicenceQuery(over=True))) == [licence]
    assert refusal(desk, give_seats, SeatsGiven(licence, people))[0] == "They have a seat of it already."
    assert refusal(desk, give_seats, SeatsGiven(licence))[1] == "people"
    assert refusal(desk, delete_licence, Deletion(licence, 1))[0] == "“{name}” cannot be deleted: it still has {use}."


def test_a_site_licence_has_no_end_of_seats(desk: Database) -> None:
    with desk.transaction() as session:
        licence = make_licence(session, kind=LicenceKind.SITE, seats=None)
        give_seats(session, SeatsGiven(licence, (make_person(session),)))
    with desk.reading() as session:
        row = licence_row(session, licence)
        assert row is not None
        assert (row.left, row.is_overused) == (None, False)


def test_seats_of_those_who_left_are_to_be_taken_back(desk: Database) -> None:
    with desk.transaction() as session:
        licence, other = make_licence(session, seats=9), make_licence(session, "Suite", seats=9)
        left = make_person(session, left_on=date(2020, 7, 1))
        device = make_asset(session, "PC-1")
        give_seats(session, SeatsGiven(licence, (left, make_person(session, "Diallo", "Awa")), (device,)))
        give_seats(session, SeatsGiven(other, (), (make_asset(session, "PC-2"),)))
        retire_assets(session, Retirement(Chosen((device,)), DisposalReason.SOLD, date(2026, 1, 1), DataWiped.YES))
    with desk.reading() as session:
        row = licence_row(session, licence)
        assert row is not None
        assert row.idle == 2
        assert list(licence_ids(session, LicenceQuery(reclaim=True))) == [licence]
        assert [seat.idle is not None for seat in seats_of(session, licence)] == [True, False, True]
        assert licence_counts(session).reclaim == 1


def test_the_key_is_read_on_purpose_and_nowhere_else(desk: Database, open_desk: Callable[..., Database]) -> None:
    with desk.transaction() as session:
        licence = make_licence(session, product_key=KEY, order_number="BC-7")
        give_seats(session, SeatsGiven(licence, (make_person(session),)))
        seen = licence_row(session, licence)
        assert seen is not None
        edit_licence(
            session, LicenceEdit(licence, seen.version, LicenceDetails("LibreOffice+", seats=5, order_number="BC-7"))
        )
    with desk.reading() as session:
        assert product_key(session, licence) == KEY
        row = licence_row(session, licence)
        assert row is not None
        assert row.has_key
        shown = [str(column.value(row)) for column in LICENCE_COLUMNS]
        told = [each.text for each in story(session, ALL, ("licence", licence))]
        deeds = [each.deed for each in change_sets(session, limit=9)]
        fields = [each.after for each in of_row(session, ("licence", licence), 9)]
        rows = [change.after for each in change_sets(session, limit=9) for change in row_changes(session, each.id, 99)]
        assert KEY not in repr((row, shown, told, deeds, fields, rows))
        for text in (KEY, "SECRET", "zxq7"):
            assert find_everywhere(session, text) == []
            assert list(licence_ids(session, LicenceQuery(text=text))) == []
        assert [hit.subject for hit in find_everywhere(session, "bc-7")] == [("licence", licence)]
        assert session.query(ChangeRow).count() > 0  # an undo brings it back, so the history has it
    for role in (Role.KIOSK, Role.ADMINISTRATOR):
        with open_desk(desk.url, actor=Actor("X", role)).reading() as session, pytest.raises(NotAllowed):
            product_key(session, licence)


def test_no_key_is_wiped_by_a_form_that_never_showed_it(desk: Database) -> None:
    with desk.transaction() as session:
        licence = make_licence(session, product_key=KEY)
        edit_licence(session, LicenceEdit(licence, 1, LicenceDetails("Autre nom")))
        assert product_key(session, licence) == KEY
        edit_licence(session, LicenceEdit(licence, 2, LicenceDetails("Autre nom", product_key="")))
        assert product_key(session, licence) == ""


def test_what_cannot_be(desk: Database) -> None:
    assert refusal(desk, create_licence, LicenceDetails("  "))[1] == "name"
    assert refusal(desk, create_licence, LicenceDetails("A", seats=0))[1] == "seats"
    assert refusal(desk, create_licence, LicenceDetails("A", price=-1))[1] == "price"
    with desk.transaction() as session:
        make_licence(session, "Suite")
    assert refusal(desk, create_licence, LicenceDetails("suite"))[1] == "order_number"
    wrong = LicenceDetails("A", start=date(2026, 2, 1), expiry=date(2026, 1, 31))
    assert refusal(desk, create_licence, wrong)[1] == "expiry"


def test_states_are_those_of_the_rule(desk: Database) -> None:
    with desk.transaction() as session:
        today = session.info["clock"].today()
        days = [None, *(today + timedelta(days=n) for n in (-400, -1, 0, 1, 59, 60, 61, 400))]
        made = {
            make_licence(session, f"L{a}-{b}", start=start, expiry=expiry): licence_state(start, expiry, today)
            for a, start in enumerate(days)
            for b, expiry in enumerate(days)
            if start is None or expiry is None or start <= expiry
        }
    with desk.reading() as session:
        for state in LicenceState:
            found = set(licence_ids(session, LicenceQuery(state=state)))
            assert found == {licence for licence, said in made.items() if said is state}
        valid = {licence for licence, said in made.items() if said is not LicenceState.EXPIRED}
        assert set(licence_ids(session)) == valid
        assert licence_counts(session).states == {state: list(made.values()).count(state) for state in LicenceState}


def test_every_column_that_sorts_puts_blanks_last(desk: Database) -> None:
    with desk.transaction() as session:
        supplier = make_supplier(session)
        full = make_licence(
            session,
            "B",
            supplier_id=supplier,
            seats=3,
            price=100,
            expiry=date(2100, 1, 1),
            notes="x",
            product_key="k",
        )
        bare = make_licence(session, "A", seats=None)
    with desk.reading() as session:
        for sort in ("supplier", "seats", "price", "expiry", "notes", "has_key", "left"):
            assert sort in LICENCE_SORTS
            for descending in (False, True):
                found = licence_ids(session, LicenceQuery(sort=sort, descending=descending))
                assert list(found) == [full, bare], sort
        for sort in LICENCE_SORTS:
            assert set(licence_ids(session, LicenceQuery(sort=sort))) == {full, bare}


def test_what_needs_doing_is_said_and_goes_with_its_cause(desk: Database) -> None:
    with desk.transaction() as session:
        today = session.info["clock"].today()
        licence = make_licence(session, seats=1, expiry=today + timedelta(days=20))
        people = (make_person(session), make_person(session, "Diallo", "Awa", left_on=date(2020, 1, 1)))
        seats = give_seats(session, SeatsGiven(licence, people, even_over=True))
        assert [alert.key for alert in alerts(session, today)] == ["ending", "over", "reclaim"]
        take_back_seats(session, SeatsBack((seats[1],)))
        assert [alert.key for alert in alerts(session, today)] == ["ending"]
        edit_licence(session, LicenceEdit(licence, 1, LicenceDetails("X", seats=1, expiry=today - timedelta(days=1))))
        assert [(alert.key, alert.is_urgent) for alert in alerts(session, today)] == [("expired", True)]
        edit_licence(session, LicenceEdit(licence, 2, LicenceDetails("X", seats=1)))
        assert alerts(session, today) == []


def test_cards_of_others_name_their_licences(desk: Database) -> None:
    with desk.transaction() as session:
        licence = make_licence(session)
        person = make_person(session)
        give_seats(session, SeatsGiven(licence, (person,), since=date(2026, 1, 5)))
        found = [each for each in belongings(session, ALL, ("person", person), 9) if each.kind == "licence"]
        assert [hit.subject for each in found for hit in each.first] == [("licence", licence)]
        told = [entry for entry in story(session, ALL, ("person", person)) if entry.related == ("licence", licence)]
        assert len(told) == 1


def test_two_who_become_one_keep_one_seat(desk: Database) -> None:
    with desk.transaction() as session:
        licence, other = make_licence(session), make_licence(session, "Suite")
        one, same = make_person(session), make_person(session, "Moreau", "Ines")
        give_seats(session, SeatsGiven(licence, (one, same)))
        give_seats(session, SeatsGiven(other, (same,)))
    with desk.transaction() as session:
        merge_people(session, Merge(one, 1, same, 1), ALL)
    with desk.reading() as session:
        assert [seat.licence for seat in seats_held(session, ("person", one))] == ["LibreOffice+", "Suite"]
        assert len(seats_of(session, licence)) == 1
