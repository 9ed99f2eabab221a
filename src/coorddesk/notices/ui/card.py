"""What the card of a message says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _p
from coorddesk.core.records import Subject
from coorddesk.feature import Feature, named, story
from coorddesk.notices.queries import NoticeRow, notice_row
from coorddesk.notices.rules import OCCASION_TITLES, STATE_TITLES, State
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

STATE_TONES = {
    State.DRAFT: Tone.WARNING,
    State.SENDING: Tone.DANGER,
    State.SENT: Tone.SUCCESS,
    State.OPENED: Tone.SUCCESS,
    State.PRINTED: Tone.SUCCESS,
    State.DROPPED: Tone.MUTED,
}


def notice_card(session: Session, notice_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a message; None if it is no longer there."""
    row = notice_row(session, notice_id)
    if row is None:
        return None
    about: dict[Subject, str] = named(session, features, [row.subject])
    return CardContent(
        title=row.title,
        caption=row.recipient or row.address,
        badges=((STATE_TITLES[row.state], STATE_TONES[row.state]),),
        sections=tuple(_sections(row, about.get(row.subject, ""), texts)),
        belongings=(),
        story=story(session, features, ("notice", notice_id)),
    )


def _sections(row: NoticeRow, about: str, texts: Texts) -> Iterator[Section]:
    if row.trouble is not None:
        yield Section(None, (Fact(_("It was not sent"), texts.say(row.trouble), tone=Tone.DANGER),))
    yield Section(None, (Fact(Message(""), row.body),))
    yield Section(
        _("About this message"),
        (
            Fact(_p("message", "About"), about, row.subject),
            Fact(_p("message", "Why"), texts.say(OCCASION_TITLES[row.occasion])),
            Fact(_("E-mail address"), row.address or texts.say(_("None: it is printed"))),
            Fact(_p("message", "Written"), texts.moment(row.drafted_at)),
            Fact(_p("message", "Done"), "" if row.handled_at is None else texts.moment(row.handled_at)),
            Fact(_p("message", "By"), row.handled_by),
        ),
    )
