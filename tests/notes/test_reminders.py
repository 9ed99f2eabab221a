from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import Refused, StaleWrite, UserError
from coorddesk.core.story import change_sets
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion, delete_supplier
from coorddesk.notes.queries import (
    due_count,
    findings,
    hits,
    open_reminders,
    reminder,
    reminders_of,
    timeline,
)
from coorddesk.notes.rules import due_said, first_of_next_month, presets
from coorddesk.notes.service import (
    About,
    ReminderDetails,
    Seen,
    add_reminder,
    delete_reminder,
    edit_reminder,
    finish_reminder,
    put_off_reminder,
    repoint,
    write_note,
)
from coorddesk.notes.service.notes import NoteDetails
from tests.factories import make_place, make_supplier

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

TODAY = date(2026, 9, 7)


def remind(database: Database, about: About, day: date = TODAY, text: str = "Relancer") -> Seen:
    with database.transaction() as session:
        return Seen(add_reminder(session, about, ReminderDetails(day, text)), 1, about.called)


def days(database: Database, about: About) -> list[tuple[date, str]]:
    with database.reading() as session:
        assert findings(session) == []
        return [(row.day, row.text) for row in reminders_of(session, about.subject)]


def test_reminders_come_in_the_order_of_their_days(database: Database, shop: About) -> None:
    remind(database, shop, TODAY + timedelta(days=2), "Plus tard")
    remind(database, shop, TODAY - timedelta(days=2), "Avant")
    assert days(database, shop) == [(date(2026, 9, 5), "Avant"), (date(2026, 9, 9), "Plus tard")]
    with database.reading() as session:
        assert (due_count(session), [row.text for row in open_reminders(session, 1)]) == (1, ["Avant"])


def test_what_is_done_is_no_longer_due(database: Database, shop: About, clock: FixedClock, texts: Texts) -> None:
    seen = remind(database, shop)
    with database.transaction() as session:
        finish_reminder(session, seen)
    assert days(database, shop) == []
    with database.reading() as session:
        assert due_count(session) == 0
        row = reminder(session, seen.id)
        assert row is not None
        assert row.done_at == clock.now()
        told = [texts.say(entry.text) for entry in timeline(session, shop.subject)]
    assert sorted(told) == ["Done: “Relancer” (LDLC Pro)", "Remind of LDLC Pro on 07/09/2026: “Relancer”"]
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert days(database, shop) == [(TODAY, "Relancer")]


def test_finishing_twice_changes_nothing(database: Database, shop: About) -> None:
    seen = remind(database, shop)
    for version in (1, 2):
        with database.transaction() as session:
            finish_reminder(session, Seen(seen.id, version, seen.called))
    with database.reading() as session:
        assert len(change_sets(session, limit=9)) == 3


def test_a_reminder_is_put_off_to_a_day_to_come(database: Database, shop: About, texts: Texts) -> None:
    seen = remind(database, shop)
    with pytest.raises(UserError), database.transaction() as session:
        put_off_reminder(session, seen, TODAY)
    with database.transaction() as session:
        put_off_reminder(session, seen, date(2026, 9, 14))
    assert days(database, shop) == [(date(2026, 9, 14), "Relancer")]
    with database.reading() as session:
        assert texts.say(change_sets(session, limit=1)[0].deed) == "Put off to 14/09/2026: “Relancer” (LDLC Pro)"


def test_a_reminder_is_edited_as_its_author_saw_it(database: Database, shop: About) -> None:
    seen = remind(database, shop)
    with database.transaction() as session:
        edit_reminder(session, seen, ReminderDetails(TODAY, "Rappeler Nadia"))
    with pytest.raises(StaleWrite), database.transaction() as session:
        edit_reminder(session, seen, ReminderDetails(TODAY, "Trop tard"))
    assert days(database, shop) == [(TODAY, "Rappeler Nadia")]
    with database.reading() as session:
        assert [hit.subject for hit in hits(session, "nadia", 5)] == [shop.subject]


def test_a_reminder_says_of_what(database: Database, shop: About) -> None:
    with pytest.raises(UserError) as trouble:
        remind(database, shop, text="  ")
    assert trouble.value.field == "text"


def test_a_deleted_reminder_is_brought_back(database: Database, shop: About) -> None:
    seen = remind(database, shop)
    with database.transaction() as session:
        delete_reminder(session, seen)
    assert days(database, shop) == []
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert days(database, shop) == [(TODAY, "Relancer")]


def test_what_is_noted_goes_and_comes_with_its_record(database: Database, shop: About) -> None:
    remind(database, shop)
    with database.transaction() as session:
        delete_supplier(session, Deletion(shop.subject[1], 1))
    assert days(database, shop) == []
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert days(database, shop) == [(TODAY, "Relancer")]


def test_a_record_is_not_undone_from_under_its_notes(database: Database, shop: About) -> None:
    with database.reading() as session:
        made = next_to_undo(session) or 0
    remind(database, shop)
    with pytest.raises(Refused, match="depends on it"), database.transaction() as session:
        undo(session, made)


def test_what_is_about_a_record_that_is_gone_is_found(database: Database, shop: About, texts: Texts) -> None:
    remind(database, shop)
    with database.transaction() as session:
        for statement in ("DELETE FROM supplier", "UPDATE reminder SET search = 'autre'"):
            session.connection().exec_driver_sql(statement)
    with database.reading() as session:
        assert [texts.say(finding.text) for finding in findings(session)] == [
            "The reminder “Relancer” is about a record that is gone.",
            "“Relancer” is not searched as it is written.",
        ]


def test_merged_records_bring_their_notes_together(database: Database, shop: About) -> None:
    with database.transaction() as session:
        other = About(("supplier", make_supplier(session, "LDLC")), "LDLC")
    remind(database, other)
    with database.transaction() as session:
        write_note(session, other, NoteDetails("Bonjour"))
    from coorddesk.core.history import record
    from coorddesk.core.messages import verbatim

    with database.transaction() as session:
        repoint(session, other.subject, shop.subject)
        record(session, verbatim("Merge"))
    assert (days(database, other), days(database, shop)) == ([], [(TODAY, "Relancer")])
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert (days(database, other), days(database, shop)) == ([(TODAY, "Relancer")], [])


def test_a_place_and_a_supplier_of_one_number_are_told_apart(database: Database, shop: About) -> None:
    with database.transaction() as session:
        place = About(("place", make_place(session)), "Salle 12")
    assert place.subject[1] == shop.subject[1]
    remind(database, place)
    assert (days(database, place), days(database, shop)) == ([(TODAY, "Relancer")], [])


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 9, 7), "today"),
        (date(2026, 9, 8), "tomorrow"),
        (date(2026, 9, 6), "yesterday"),
        (date(2026, 9, 9), "in 2 days"),
        (date(2026, 9, 5), "2 days late"),
    ],
)
def test_days_are_said_from_today(texts: Texts, day: date, said: str) -> None:
    assert texts.say(due_said(day, TODAY)) == said


def test_the_first_of_next_month_is_never_this_one() -> None:
    assert first_of_next_month(date(2026, 12, 31)) == date(2027, 1, 1)
    assert first_of_next_month(date(2027, 1, 31)) == date(2027, 2, 1)
    assert [day for _title, day in presets(date(2026, 2, 1))] == [
        date(2026, 2, 2),
        date(2026, 2, 8),
        date(2026, 3, 1),
    ]
