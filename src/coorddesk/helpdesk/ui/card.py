"""What the card of a ticket says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p, digits, verbatim
from coorddesk.core.records import Subject
from coorddesk.core.working_time import length_text
from coorddesk.feature import Feature, belongings, story
from coorddesk.helpdesk.queries import LinkRow, TicketCard, TicketRow, ticket_card
from coorddesk.helpdesk.rules import (
    LINK_TITLES,
    LINK_TITLES_BACK,
    PRIORITY_TITLES,
    RESOLUTION_TITLES,
    SCORE_TITLES,
    SOURCE_TITLES,
    STATUS_TITLES,
    TICKET_KIND_TITLES,
)
from coorddesk.helpdesk.rules.deadline_sums import sum_of
from coorddesk.helpdesk.rules.deadlines import Deadline
from coorddesk.helpdesk.ui.tones import PRIORITY_TONES, STATUS_TONES
from coorddesk.inventory.queries import AssetRow, asset_page
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts
    from coorddesk.core.working_time import OpeningHours

_FIRST = 12
_NO_TITLE = Message("")
_TICKED, _OPEN = "\N{BALLOT BOX WITH CHECK}", "\N{BALLOT BOX}"


def card_of(session: Session, ticket_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a ticket; None if it is no longer there."""
    card = ticket_card(session, ticket_id)
    if card is None:
        return None
    row, subject = card.row, ("ticket", ticket_id)
    number = texts.say(_("n° {number}", number=digits(row.id)))
    devices = asset_page(session, [asset_id for asset_id, _name in row.devices])
    now = clock_of(session).now()
    return CardContent(
        title=row.title,
        caption=" · ".join(part for part in (number, texts.say(TICKET_KIND_TITLES[row.kind]), row.category) if part),
        badges=tuple(_badges(row, now)),
        sections=(
            *_asked(card, texts),
            *_about(row, devices, texts, clock_of(session).today()),
            *_done(card, texts),
            *_deadlines(card, opening_hours(session), texts, now),
        ),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
        pictured=tuple(("asset", asset_id) for asset_id, _name in row.devices[:1]),
    )


def _badges(row: TicketRow, now: datetime) -> Iterator[tuple[Message, Tone]]:
    """A card has room for three: a major incident says so rather than its priority."""
    yield STATUS_TITLES[row.status], STATUS_TONES[row.status]
    if row.is_major:
        yield _("Major incident"), Tone.DANGER
    else:
        yield _("Priority: {priority}", priority=PRIORITY_TITLES[row.priority]), PRIORITY_TONES[row.priority]
    if row.is_late(now):
        yield _p("ticket", "Late"), Tone.DANGER


def _asked(card: TicketCard, texts: Texts) -> Iterator[Section]:
    """What is asked for, by whom, and who handles it."""
    row = card.row
    yield Section(None, (Fact(_NO_TITLE, row.description),))
    yield Section(None, tuple(Fact(verbatim(asked), answer) for asked, answer in card.answers))
    me_too = _n("{count} other person too", "{count} other people too", row.me_too) if row.me_too else _NO_TITLE
    opened = _("{moment}, {source}", moment=texts.moment(row.opened_at), source=SOURCE_TITLES[row.source])
    yield Section(
        None,
        (
            _linked(_("Requester"), row.requester, "person", row.requester_id),
            Fact(_("E-mail"), row.requester_email, address=f"mailto:{row.requester_email}"),
            Fact(_("Telephone"), row.requester_phone),
            Fact(_("“Me too”"), texts.say(me_too), tone=Tone.WARNING),
            Fact(_p("ticket", "Opened at"), texts.say(opened)),
            Fact(_p("ticket", "Came from"), row.origin),
        ),
    )
    yield Section(
        None,
        (
            _linked(_("Assigned to"), row.assignee, "person", row.assignee_id),
            Fact(_("Team"), row.team or ""),
            _linked(_("Provider"), row.provider, "supplier", row.provider_id),
            Fact(_("Provider's reference"), row.provider_reference),
            Fact(_("With them"), ", ".join(name for _id, name in card.helpers)),
            Fact(_("Planned for"), _day(row.planned_on, texts)),
            Fact(_("Waits for"), row.waiting_reason, tone=Tone.WARNING),
            Fact(_("Look again on"), _day(row.remind_on, texts)),
        ),
    )


def _about(row: TicketRow, devices: dict[int, AssetRow], texts: Texts, today: date) -> Iterator[Section]:
    """The devices, each with where it is and its warranty, then the place."""
    for asset_id, name in row.devices:
        device = devices.get(asset_id)
        if device is None:
            continue
        end = device.warranty_end
        warranty = "" if end is None else texts.say(_("until {day}", day=end))
        what = " ".join(part for part in (device.manufacturer, device.model) if part)
        yield Section(
            None,
            (
                _linked(_("Device"), name, "asset", asset_id),
                Fact(_("What it is"), what or device.name),
                Fact(_("It is in"), device.place or "" if device.place != row.place else ""),
                Fact(_("Holder"), device.holder or ""),
                Fact(_("Warranty"), warranty, tone=Tone.MUTED if end is None or end < today else Tone.TEXT),
                Fact(_("Supplier"), device.supplier or ""),
            ),
        )
    yield Section(None, (_linked(_("Place"), row.place, "place", row.place_id),))


def _done(card: TicketCard, texts: Texts) -> Iterator[Section]:
    """What was done, what came of it, and what it has to do with others."""
    row = card.row
    code = "" if row.resolution is None else texts.say(RESOLUTION_TITLES[row.resolution])
    yield Section(
        _("Solution") if row.solution else None,
        (
            Fact(_NO_TITLE, row.solution),
            Fact(_p("ticket", "Resolution"), code),
            Fact(_p("ticket", "Cause"), row.cause or ""),
        ),
    )
    yield Section(
        None,
        (
            _linked(_("Problem"), row.problem, "problem", row.problem_id),
            Fact(_("Workaround"), row.workaround or "", tone=Tone.WARNING),
        ),
    )
    ratings = (
        Fact(_NO_TITLE, " · ".join(part for part in (texts.say(SCORE_TITLES[each.score]), each.comment) if part))
        for each in card.ratings
    )
    yield Section(_("Satisfaction"), tuple(ratings))
    steps = (Fact(_NO_TITLE, f"{_TICKED if step.done_at else _OPEN} {step.what}") for step in card.steps)
    yield Section(_("Steps"), tuple(steps))
    yield Section(_("Links"), tuple(_links(card, texts)))
    yield Section(_("Work"), tuple(_work(card, texts)))


def _links(card: TicketCard, texts: Texts) -> Iterator[Fact]:
    if card.row.merged_into_id is not None:
        number = texts.say(_("n° {number}", number=digits(card.row.merged_into_id)))
        yield Fact(_("Merged into"), number, ("ticket", card.row.merged_into_id))
    for link in card.links:
        said = _("n° {number} “{title}” ({status})", **_said_of(link))
        titles = LINK_TITLES_BACK if link.is_back else LINK_TITLES
        yield Fact(titles[link.kind], texts.say(said), ("ticket", link.other_id))
    for gone in card.merged:
        yield Fact(_("Merged into it"), texts.say(_("n° {number}", number=digits(gone))), ("ticket", gone))


def _said_of(link: LinkRow) -> dict[str, object]:
    return {"number": link.other_id, "title": link.title, "status": STATUS_TITLES[link.status]}


def _work(card: TicketCard, texts: Texts) -> Iterator[Fact]:
    for each in card.work:
        took = texts.say(length_text(each.minutes)) if each.minutes else ""
        cost = "" if each.cents is None else texts.money(each.cents)
        said = " · ".join(part for part in (each.who, took, cost, each.what) if part)
        yield Fact(verbatim(texts.date(each.day)), said)
    if len(card.work) > 1:
        took, cost = texts.say(length_text(card.row.minutes)), texts.money(card.row.cents) if card.row.cents else ""
        yield Fact(_("Together"), " · ".join(part for part in (took, cost) if part))


def _deadlines(card: TicketCard, hours: OpeningHours, texts: Texts, now: datetime) -> Iterator[Section]:
    """Each deadline with the sum that leads to it, so that nobody has to believe it."""
    for title, deadline in (
        (_("First answer"), card.deadlines.response),
        (_p("deadline", "Resolution"), card.deadlines.resolution),
    ):
        if deadline.target is not None:
            *sums, standing = sum_of(deadline, hours, now)
            lines = [Fact(_NO_TITLE, texts.say(standing), tone=_tone(deadline))]
            lines += [Fact(_NO_TITLE, texts.say(line), tone=Tone.MUTED) for line in sums]
            yield Section(title, tuple(lines))


def _tone(deadline: Deadline) -> Tone:
    return Tone.DANGER if deadline.is_broken else Tone.TEXT


def _linked(title: Message, text: str | None, kind: str, record_id: int | None) -> Fact:
    subject: Subject | None = None if record_id is None else (kind, record_id)
    return Fact(title, text or "", subject)


def _day(day: date | None, texts: Texts) -> str:
    return "" if day is None else texts.date(day)
