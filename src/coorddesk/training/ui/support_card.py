"""What the card of help to one person says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _p, digits
from coorddesk.core.working_time import length_text
from coorddesk.feature import Feature, belongings, story
from coorddesk.training.queries import SupportRow, support
from coorddesk.training.rules.words import AUDIENCE_TITLES
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12


def read_support_card(
    session: Session, support_id: int, features: Sequence[Feature], texts: Texts
) -> CardContent | None:
    """The card of help; None if it is no longer there."""
    row = support(session, support_id)
    if row is None:
        return None
    subject = ("support_log", support_id)
    return CardContent(
        title=row.theme,
        caption=texts.date(row.day),
        badges=() if row.audience is None else ((AUDIENCE_TITLES[row.audience], Tone.MUTED),),
        sections=(Section(None, tuple(_facts(row, texts))), Section(_("Note"), (Fact(Message(""), row.note),))),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def _facts(row: SupportRow, texts: Texts) -> Iterator[Fact]:
    person = None if row.person_id is None else ("person", row.person_id)
    place = None if row.place_id is None else ("place", row.place_id)
    number = "" if row.ticket_id is None else texts.say(_("Ticket {number}", number=digits(row.ticket_id)))
    yield Fact(_("Duration"), texts.say(length_text(row.minutes)))
    yield Fact(_p("support", "Who was helped"), row.name, person)
    yield Fact(_p("support", "Sent on to"), row.orientation)
    yield Fact(_("Place"), row.place or "", place)
    yield Fact(_("Ticket"), number, None if row.ticket_id is None else ("ticket", row.ticket_id))
    yield Fact(_p("support", "Helped by"), row.actor)
