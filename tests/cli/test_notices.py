"""Messages and ratings, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.features import load_tables
from coorddesk.helpdesk.queries import ticket_card
from coorddesk.notices.rules import Security, Server
from coorddesk.notices.service import set_server
from tests.cli.conftest import Coorddesk
from tests.helpdesk.asked import make_cause, make_ticket, resolved
from tests.notices.sent import make_notice, notices
from tests.notices.smtp_server import Post, post_office

if TYPE_CHECKING:
    from coorddesk.core.database import Database

load_tables()  # tests of their own write before the first verb does it

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def test_what_waits_is_listed_and_sent(coorddesk: Coorddesk, database: Database) -> None:
    with post_office(Post()) as post:
        with database.transaction() as session:
            set_server(session, Server("127.0.0.1", post.port, Security.NONE, "desk@example.org"))
            mailed, letter = make_notice(session), make_notice(session, "test:2", recipient="Karim", address="")
        assert [each["id"] for each in coorddesk("messages", "--json", database=database.url).json] == [mailed, letter]
        assert coorddesk("messages-send", database=database.url).out == "1 message sent.\n"
    assert len(post.taken) == 1
    with database.reading() as session:
        said = notices(session)[1].title
    assert coorddesk("messages", database=database.url).out == f"{letter}\tTo send\tKarim\t{said}\n"
    assert len(coorddesk("messages", "--all", database=database.url).out.splitlines()) == 2


def test_without_a_server_nothing_is_sent(coorddesk: Coorddesk, database: Database) -> None:
    with database.transaction() as session:
        make_notice(session)
    told = coorddesk("messages-send", database=database.url)
    assert (told.code != 0, "No mail server is set up." in told.err) == (True, True)


def test_a_rating_is_typed_from_paper(coorddesk: Coorddesk, database: Database) -> None:
    with database.transaction() as session:
        number = make_ticket(session)
        resolved(session, number, cause=make_cause(session))
    assert (
        coorddesk("ticket-rate", str(number), "4", "--comment", "Quick", database=database.url).out
        == f"Ticket {number}: Very satisfied\n"
    )
    with database.reading() as session:
        card = ticket_card(session, number)
    assert card is not None
    assert [(each.score, each.comment) for each in card.ratings] == [(4, "Quick")]
