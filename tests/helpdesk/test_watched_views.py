"""Saved views of tickets that tell what is new in them: to whom, how often, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk import features
from coorddesk.core import watched_views
from coorddesk.core.access import Actor
from coorddesk.core.errors import UserError
from coorddesk.core.query_state import query_state
from coorddesk.core.undo import next_to_undo
from coorddesk.core.views import NewView, ViewSeen, delete_view, save_view
from coorddesk.core.watched_views import see_view, stop_watching, watch_view
from coorddesk.feature import alerts, watched_lists
from coorddesk.helpdesk.queries import Queue, TicketQuery
from coorddesk.helpdesk.service import Assign, Handling, assign
from tests.factories import make_person
from tests.helpdesk.asked import TODAY, make_ticket, seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
FEATURES = features.load()
LISTS = watched_lists(FEATURES)


def save(session: Session, query: TicketQuery, page: str = "helpdesk") -> int:
    return save_view(session, NewView(page, "Urgent", {"query": query_state(query)}))


def told(desk: Database, texts: Texts) -> list[str]:
    """What the bell says of views."""
    with desk.reading() as session:
        every = alerts(session, FEATURES, TODAY)
        return [texts.say(each.text) for each in every if each.key.startswith("view:") and each.kind == "ticket"]


def test_what_is_new_is_told_once_to_whoever_asked(
    desk: Database, open_desk: Callable[..., Database], texts: Texts
) -> None:
    with desk.transaction() as session:
        make_ticket(session, "Wi-Fi")
        view = save(session, TicketQuery("wi-fi"))
    with desk.transaction() as session:
        last = next_to_undo(session)
        watch_view(session, LISTS, view)
    with desk.reading() as session:
        assert next_to_undo(session) == last
    assert told(desk, texts) == []
    with desk.transaction() as session:
        make_ticket(session, "Printer")
        make_ticket(session, "Wi-Fi again")
        make_ticket(session, "No Wi-Fi")
    said = ["New in the view “Urgent”: 2 tickets"]
    assert (told(desk, texts), told(desk, texts)) == (said, said)
    assert told(open_desk(desk.url, actor=Actor("Nour")), texts) == []
    with desk.transaction() as session:
        see_view(session, LISTS, view)
        see_view(session, LISTS, view)
    assert told(desk, texts) == []
    with desk.transaction() as session:
        make_ticket(session, "Wi-Fi once more")
        stop_watching(session, view)
        see_view(session, LISTS, view)
    assert told(desk, texts) == []


def test_a_ticket_that_comes_to_be_mine_is_new(
    desk: Database, open_desk: Callable[..., Database], texts: Texts
) -> None:
    with desk.transaction() as session:
        me = make_person(session, "Martin", "Camille")
        ticket = make_ticket(session)
        view = save(session, TicketQuery(queue=Queue.MINE))
    mine = open_desk(desk.url, actor=Actor("Camille Martin"))
    with mine.transaction() as session:
        watch_view(session, LISTS, view)
    with desk.transaction() as session:
        assign(session, Assign(seen(session, ticket), Handling(me)))
    assert told(mine, texts) == ["New in the view “Urgent”: 1 ticket"]


def test_what_would_tell_nothing_is_refused_and_what_is_gone_forgotten(
    desk: Database, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.transaction() as session:
        view, other = save(session, TicketQuery()), save(session, TicketQuery(), "inventory")
        make_ticket(session)
        make_ticket(session)
    monkeypatch.setattr(watched_views, "MOST_RECORDS", 1)
    with pytest.raises(UserError, match="Narrow it"), desk.transaction() as session:
        watch_view(session, LISTS, view)
    monkeypatch.undo()
    with pytest.raises(UserError, match="no longer there"), desk.transaction() as session:
        watch_view(session, LISTS, other)
    monkeypatch.setattr(watched_views, "MOST_VIEWS", 0)
    with pytest.raises(UserError, match="already"), desk.transaction() as session:
        watch_view(session, LISTS, view)
    monkeypatch.undo()
    with desk.transaction() as session:
        watch_view(session, LISTS, view)
        delete_view(session, ViewSeen(view, 1))
        make_ticket(session)
    assert told(desk, texts) == []
