from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.access import Actor, Role
from coorddesk.core.clock import is_start_of_day, start_of_day
from coorddesk.core.errors import NotAllowed, StaleWrite, UserError
from coorddesk.core.story import change_sets
from coorddesk.core.undo import next_to_redo, next_to_undo, redo, undo
from coorddesk.notes.queries import NoteRow, findings, hits, note, notes_of, timeline
from coorddesk.notes.rules import NoteKind
from coorddesk.notes.service import About, NoteDetails, Seen, delete_note, edit_note, write_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from tests.desks import Desks


def write(database: Database, about: About, text: str = "Devis reçu", **details: object) -> int:
    with database.transaction() as session:
        return write_note(session, about, NoteDetails(text, **details))  # type: ignore[arg-type]  # any of its fields


def stored(database: Database, about: About) -> list[NoteRow]:
    with database.reading() as session:
        assert findings(session) == []
        return list(notes_of(session, about.subject, 10))


def deed(database: Database, texts: Texts) -> str:
    with database.reading() as session:
        return texts.say(change_sets(session, limit=1)[0].deed)


def test_a_note_is_kept_with_its_moment_and_its_author(database: Database, shop: About, clock: FixedClock) -> None:
    note_id = write(database, shop, "  Devis reçu\r\nà comparer \x00")
    assert stored(database, shop) == [
        NoteRow(note_id, 1, shop.subject, clock.now(), NoteKind.NOTE, "Devis reçu\nà comparer", "Camille Martin")
    ]


def test_a_call_of_another_day_keeps_that_day_alone(database: Database, shop: About, clock: FixedClock) -> None:
    write(database, shop, kind=NoteKind.CALL, day=date(2026, 3, 2))
    (row,) = stored(database, shop)
    assert clock.local(row.moment) == datetime(2026, 3, 2, tzinfo=UTC)
    with database.reading() as session:
        (entry,) = timeline(session, shop.subject)
    assert (entry.whole_day, entry.body, entry.icon, entry.related) == (
        True,
        "Devis reçu",
        "phone",
        ("note", row.id),
    )


def test_a_day_to_come_is_refused(database: Database, shop: About) -> None:
    with pytest.raises(UserError) as trouble:
        write(database, shop, day=date(2026, 9, 8))
    assert trouble.value.field == "day"


def test_an_empty_note_is_refused(database: Database, shop: About) -> None:
    with pytest.raises(UserError) as trouble:
        write(database, shop, " \n ")
    assert trouble.value.field == "text"


def test_a_note_about_what_is_gone_is_refused(database: Database, shop: About) -> None:
    with pytest.raises(UserError, match="no longer there"):
        write(database, replace(shop, subject=("supplier", 99)))


def test_a_note_is_edited_and_keeps_its_moment(
    database: Database, shop: About, clock: FixedClock, texts: Texts
) -> None:
    note_id, at = write(database, shop), clock.now()
    clock.moment += timedelta(hours=3)
    seen = Seen(note_id, 1, shop.called)
    with database.transaction() as session:
        edit_note(session, seen, NoteDetails("Devis refusé", NoteKind.MAIL, date(2026, 9, 7)))
    (row,) = stored(database, shop)
    assert (row.version, row.text, row.kind, row.moment) == (2, "Devis refusé", NoteKind.MAIL, at)
    assert deed(database, texts) == "Edit a note about LDLC Pro: “Devis refusé”"
    with pytest.raises(StaleWrite), database.transaction() as session:
        edit_note(session, seen, NoteDetails("Trop tard"))


def test_a_note_is_deleted_and_brought_back_word_for_word(database: Database, shop: About, texts: Texts) -> None:
    note_id = write(database, shop)
    before = stored(database, shop)
    with database.transaction() as session:
        delete_note(session, Seen(note_id, 1, shop.called))
    assert stored(database, shop) == []
    assert deed(database, texts) == "Delete a note about LDLC Pro: “Devis reçu”"
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert stored(database, shop) == before
    with database.transaction() as session:
        redo(session, next_to_redo(session) or 0)
    assert stored(database, shop) == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (NoteKind.NOTE, "Write a note about LDLC Pro: “Devis reçu”"),
        (NoteKind.VISIT, "Note down, LDLC Pro: Visit “Devis reçu”"),
    ],
)
def test_the_deed_says_what_was_noted(database: Database, shop: About, texts: Texts, kind: NoteKind, said: str) -> None:
    write(database, shop, kind=kind)
    assert deed(database, texts) == said


def test_notes_are_found_without_their_accents(database: Database, shop: About, texts: Texts) -> None:
    write(database, shop, "Rappeler pour l’été, dégât des eaux", kind=NoteKind.CALL)
    with database.reading() as session:
        assert [(hit.subject, texts.say(hit.detail)) for hit in hits(session, "eaux ete", 5)] == [
            (shop.subject, "Telephone call: Rappeler pour l’été, dégât des eaux")
        ]
        assert hits(session, "neige", 5) == []
        assert hits(session, "", 5) == ()


def test_whoever_may_not_write_is_refused(desks: Desks, open_desk: Callable[..., Database], database: Database) -> None:
    kiosk = open_desk(database.url, actor=Actor("Borne", Role.KIOSK))
    with pytest.raises(NotAllowed):
        write(kiosk, About(("supplier", 1), "LDLC Pro"))


def test_one_note_is_read_for_its_form(database: Database, shop: About) -> None:
    note_id = write(database, shop)
    with database.reading() as session:
        assert note(session, note_id) == notes_of(session, shop.subject, 1)[0]
        assert note(session, 99) is None


def test_a_day_begins_at_midnight_on_the_wall_whatever_the_season() -> None:
    from zoneinfo import ZoneInfo

    from coorddesk.core.clock import FixedClock

    clock = FixedClock(datetime(2026, 9, 7, 8, 30, tzinfo=UTC), ZoneInfo("Europe/Paris"))
    for day in (date(2026, 1, 15), date(2026, 7, 14), date(2026, 3, 29), date(2026, 10, 25), date(2026, 10, 26)):
        begin = start_of_day(clock, day)
        assert clock.local(begin).replace(tzinfo=None) == datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a wall
        assert is_start_of_day(clock, begin)
        assert not is_start_of_day(clock, begin + timedelta(seconds=1))
