"""What is said of the opening hours, and the calendar that comes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from coorddesk.agenda.queries import calendar_mark, closures, findings, opening, opening_hours
from coorddesk.agenda.rules import USUAL, ClosureKind
from coorddesk.agenda.service import (
    ClosureDetails,
    ClosureEdit,
    OpeningWish,
    create_closure,
    delete_closure,
    edit_closure,
    set_opening,
)
from coorddesk.core.access import Actor, Role
from coorddesk.core.errors import NotAllowed, StaleWrite, UserError
from coorddesk.core.organisation import OrganisationRow, describe_organisation
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.core.working_time import Slot
from coorddesk.directory.service import Deletion

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from tests.desks import Desks

LONG_DAY = (Slot(time(8), time(18)),)
OFFICE = (LONG_DAY,) * 5 + ((), ())
THURSDAY = datetime(2026, 9, 10, 14, tzinfo=UTC)  # 16:00 in Paris


def test_a_desk_begins_with_the_usual_hours_of_its_country(database: Database) -> None:
    with database.reading() as session:
        said = opening(session)
        hours = opening_hours(session)
    assert (said.version, said.week, said.zone, said.country) == (0, USUAL, "Europe/Paris", "FR")
    assert hours.slots(date(2026, 9, 10)) == (Slot(time(8), time(12)), Slot(time(13, 30), time(17, 30)))
    assert hours.slots(date(2026, 7, 14)) == ()
    with database.transaction() as session:
        describe_organisation(session, OrganisationRow(name="École", country="CA"))
    with database.reading() as session:
        assert opening(session).zone == "America/Toronto"
        assert opening_hours(session).slots(date(2026, 7, 14)) != ()


def test_hours_are_said_and_undone(database: Database) -> None:
    with database.transaction() as session:
        set_opening(session, OpeningWish(0, OFFICE, "Europe/Paris", region="57"))
    with database.reading() as session:
        hours = opening_hours(session)
        assert hours.after(THURSDAY, 240) == datetime(2026, 9, 11, 8, tzinfo=UTC)
        assert hours.slots(date(2028, 12, 26)) == ()  # a Tuesday, in Moselle
        number = next_to_undo(session)
    assert number is not None
    with database.transaction() as session:
        undo(session, number)
    with database.reading() as session:
        assert opening(session).version == 0


def test_one_who_saw_other_hours_is_told_what_differs(database: Database) -> None:
    with database.transaction() as session:
        set_opening(session, OpeningWish(0, OFFICE, "Europe/Paris"))
    with pytest.raises(StaleWrite) as refusal, database.transaction() as session:
        set_opening(session, OpeningWish(0, (LONG_DAY,) * 6 + ((),), "Europe/Paris"))
    assert [(each.field, each.yours, each.theirs) for each in refusal.value.differences] == [
        ("saturday", "08:00–18:00", "")
    ]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (OpeningWish(0, ((),) * 7, "Europe/Paris"), "monday"),
        (OpeningWish(0, ((), (Slot(time(8), time(12)), Slot(time(11), time(13))), *((),) * 5), "UTC"), "tuesday"),
        (OpeningWish(0, OFFICE, "Paris"), "zone"),
        (OpeningWish(0, OFFICE, "../Paris"), "zone"),
        (OpeningWish(0, OFFICE, ""), "zone"),
        (OpeningWish(0, OFFICE, "Europe/Paris", region="QC"), "region"),
    ],
)
def test_hours_that_nobody_can_reckon_with_are_refused(database: Database, wish: OpeningWish, field: str) -> None:
    with pytest.raises(UserError) as refusal, database.transaction() as session:
        set_opening(session, wish)
    assert refusal.value.field == field


def test_holidays_on_which_the_house_is_open(database: Database) -> None:
    with database.transaction() as session:
        wish = OpeningWish(0, OFFICE, "Europe/Paris", on_public_holidays=True, in_school_holidays=True)
        set_opening(session, wish)
        school = ClosureDetails("Été", date(2026, 7, 4), date(2026, 8, 31), ClosureKind.SCHOOL)
        create_closure(session, school)
        create_closure(session, ClosureDetails("Travaux", date(2026, 7, 15), date(2026, 7, 16)))
    with database.reading() as session:
        hours = opening_hours(session)
    open_days = [day for day in range(13, 18) if hours.slots(date(2026, 7, day))]
    assert open_days == [13, 14, 17]


def test_the_calendar_is_the_same_object_until_it_changes(database: Database) -> None:
    with database.reading() as session:
        first, mark = opening_hours(session), calendar_mark(session)
        assert opening_hours(session) is first
    with database.transaction() as session:
        number = create_closure(session, ClosureDetails("Pont", date(2026, 5, 15), date(2026, 5, 15)))
    with database.reading() as session:
        changed = opening_hours(session)
        assert changed is not first
        assert calendar_mark(session) != mark
        assert changed.slots(date(2026, 5, 15)) == ()
    with database.transaction() as session:
        delete_closure(session, Deletion(number, 1))
    with database.reading() as session:
        assert calendar_mark(session) == mark


def test_a_closure_is_changed_and_told_from_an_older_one(database: Database) -> None:
    with database.transaction() as session:
        number = create_closure(session, ClosureDetails(" Pont  de mai ", date(2026, 5, 15), date(2026, 5, 15)))
    longer = ClosureDetails("Pont de mai", date(2026, 5, 14), date(2026, 5, 16))
    with database.transaction() as session:
        edit_closure(session, ClosureEdit(number, 1, longer))
    with database.reading() as session:
        (row,) = closures(session)
        assert (row.name, row.first, row.days, row.version) == ("Pont de mai", date(2026, 5, 14), 3, 2)
        assert closures(session, since=date(2026, 5, 17)) == ()
    with pytest.raises(StaleWrite), database.transaction() as session:
        edit_closure(session, ClosureEdit(number, 1, ClosureDetails("Autre", date(2026, 5, 1), date(2026, 5, 1))))
    with pytest.raises(UserError, match="no longer there"), database.transaction() as session:
        edit_closure(session, ClosureEdit(99, 1, longer))
    with pytest.raises(UserError) as refusal, database.transaction() as session:
        create_closure(session, ClosureDetails("À l'envers", date(2026, 5, 16), date(2026, 5, 14)))
    assert refusal.value.field == "last"


def test_only_the_coordinator_says_the_hours(desks: Desks, open_desk: Callable[..., Database]) -> None:
    staff = open_desk(desks.fresh(), actor=Actor("Léa", Role.STAFF))
    with pytest.raises(NotAllowed), staff.transaction() as session:
        set_opening(session, OpeningWish(0, OFFICE, "Europe/Paris"))


def test_a_check_finds_hours_that_cannot_be_read(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        set_opening(session, OpeningWish(0, OFFICE, "Europe/Paris"))
    with database.reading() as session:
        assert findings(session) == []
    with database.transaction() as session:
        session.execute(text("UPDATE opening SET zone = 'Paris'"))
    with database.reading() as session:
        assert [texts.say(found.text) for found in findings(session)] == [
            "The opening hours cannot be read. Write them anew in the settings."
        ]
