"""What stands in the agenda: events of its own, others' calendars, and the dated things of every feature."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from coorddesk.agenda.queries import calendars, event_row, hits
from coorddesk.agenda.service import (
    ClosureDetails,
    EventDetails,
    EventEdit,
    Foreign,
    create_closure,
    create_event,
    delete_event,
    edit_event,
    remove_calendar,
    remove_events,
    take_in_events,
)
from coorddesk.core.dated import DatedState, Period
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.feature import events
from coorddesk.features import load
from coorddesk.knowledge.rules import Audience, Language
from coorddesk.knowledge.service import ArticleDetails, create_article
from coorddesk.licences.rules import LicenceKind
from coorddesk.notes.service import About, ReminderDetails, add_reminder
from tests.counting import statements
from tests.factories import make_asset, make_licence, make_person
from tests.lending.lent import lend_to

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

MEETING = EventDetails("Meeting with the town hall", date(2026, 9, 9), date(2026, 9, 9), 14 * 60, 16 * 60, "Town hall")
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))


def test_an_event_is_written_changed_found_and_undone(database: Database) -> None:
    with database.transaction() as session:
        event = create_event(session, MEETING)
    with database.transaction() as session:
        edit_event(session, EventEdit(event, 1, EventDetails("Réunion", date(2026, 9, 10), date(2026, 9, 11))))
    with database.reading() as session:
        row = event_row(session, event)
        assert row is not None
        assert (row.title, row.first, row.last, row.starts, row.place) == (
            "Réunion",
            date(2026, 9, 10),
            date(2026, 9, 11),
            None,
            "",
        )
        assert [hit.subject for hit in hits(session, "reunion", 5)] == [("agenda_event", event)]
        assert hits(session, "town", 5) == []
    with database.transaction() as session, pytest.raises(StaleWrite):
        edit_event(session, EventEdit(event, 1, MEETING))
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    with database.transaction() as session:
        delete_event(session, Deletion(event, 3))
    with database.reading() as session:
        assert event_row(session, event) is None
    with database.transaction() as session, pytest.raises(UserError) as refused:
        create_event(session, EventDetails("Backwards", date(2026, 9, 10), date(2026, 9, 9)))
    assert refused.value.field == "last"


def test_the_same_calendar_twice_changes_nothing(database: Database, clock: FixedClock) -> None:
    first = Foreign("a@town", MEETING)
    others = [Foreign("b@town", EventDetails("Workshop", date(2026, 9, 20), date(2026, 9, 20)))]
    past = [Foreign("c@town", EventDetails("Fair", date(2026, 9, 1), date(2026, 9, 2)))]
    with database.transaction() as session:
        taken = take_in_events(session, "Town", [first, *others, *past], clock.today())
        assert taken == (3, 0, 0, ())
    with database.transaction() as session:
        assert take_in_events(session, "Town", [first, *others, *past], clock.today()) == (0, 0, 3, ())
        assert take_in_events(session, "Library", [first], clock.today())[:3] == (1, 0, 0)
    moved = first._replace(details=EventDetails("Meeting", date(2026, 9, 16), date(2026, 9, 16)))
    with database.transaction() as session:
        taken = take_in_events(session, "Town", [moved], clock.today())
        assert taken[:3] == (0, 1, 0)
        assert [row.title for row in taken.gone] == ["Workshop"], "what is over stays"
        assert remove_events(session, [Deletion(row.id, row.version) for row in taken.gone]) == 1
    with database.reading() as session:
        told = events(session, load(), SEPTEMBER)
    assert [(each.kind.key, each.first.day) for each in told] == [
        ("calendar:Town", 1),
        ("calendar:Library", 9),
        ("calendar:Town", 16),
    ]
    with database.transaction() as session:
        assert remove_calendar(session, "Town") == 2
    with database.transaction() as session:
        assert remove_calendar(session, "Town") == 0
        assert calendars(session) == ["Library"]
        with pytest.raises(UserError, match="which calendar"):
            remove_calendar(session, "")


def test_every_feature_tells_of_its_days(desk: Database, clock: FixedClock, texts: Texts) -> None:
    today = clock.today()
    with desk.transaction() as session:
        create_event(session, MEETING)
        create_closure(session, ClosureDetails("Works", today + timedelta(3), today + timedelta(4)))
        device = make_asset(session, "CD-7", name="PORT-7")
        add_reminder(
            session, About(("asset", device), "CD-7"), ReminderDetails(today - timedelta(1), "Call the supplier")
        )
        lend_to(session, make_person(session), device, due=today + timedelta(1))
        create_article(session, ArticleDetails("Wi-Fi", "…", Language.ENGLISH, Audience.STAFF, review_on=today))
        make_licence(session, "Suite", kind=LicenceKind.SUBSCRIPTION, expiry=today + timedelta(60))
        make_licence(session, "Tools", expiry=today - timedelta(2))
    with desk.reading() as session:
        with statements(session) as sent:
            told = events(session, load(), Period(today - timedelta(6), today + timedelta(6)))
        count = len(sent)
        with statements(session) as sent:
            year = events(session, load(), Period(date(2026, 1, 1), date(2026, 12, 31)))
    assert [(each.first.day, texts.say(each.title), each.about, each.state) for each in told] == [
        (5, "Tools ends", "", DatedState.LATE),
        (6, "Call the supplier", "CD-7", DatedState.LATE),
        (7, "Read again: Wi-Fi", "", DatedState.TO_COME),
        (7, "Ask for the renewal of Suite", "", DatedState.TO_COME),
        (8, "Back from Inès Moreau: CD-7 · PORT-7", "", DatedState.TO_COME),
        (9, "Meeting with the town hall", "", DatedState.TO_COME),
        (10, "Works", "", DatedState.TO_COME),
    ]
    assert len(year) > len(told)
    assert len(sent) == count
    assert len({each.key for each in year}) == len(year)
