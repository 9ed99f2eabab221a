"""What the card of a session says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.working_time import SHORT_WEEKDAYS, length_text
from coorddesk.feature import Feature, belongings, story
from coorddesk.lending.queries import loan_row
from coorddesk.training.queries import (
    PartnerRow,
    SessionRow,
    SlotRow,
    TrainerRow,
    headcounts,
    issued_of,
    partners_of,
    registrations,
    session_row,
    slots_of,
    tallies,
    trainers_of,
)
from coorddesk.training.rules.attendance import together
from coorddesk.training.rules.hours import hours_text
from coorddesk.training.rules.slots import times_text
from coorddesk.training.rules.words import MODE_TITLES, SESSION_STATE_TITLES, RegistrationState, SessionState
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
_DAYS = 12
"""So many days are named one by one."""
_NO_TITLE = Message("")
STATE_TONES = {
    SessionState.PLANNED: Tone.MUTED,
    SessionState.OPEN: Tone.ACCENT,
    SessionState.CONFIRMED: Tone.SUCCESS,
    SessionState.HELD: Tone.WARNING,
    SessionState.CLOSED: Tone.MUTED,
    SessionState.CANCELLED: Tone.DANGER,
}


def read_session_card(
    session: Session, session_id: int, features: Sequence[Feature], texts: Texts
) -> CardContent | None:
    """The card of a session; None if it is no longer there."""
    row = session_row(session, session_id)
    if row is None:
        return None
    subject = ("training_session", session_id)
    ids = (session_id,)
    return CardContent(
        title=row.title,
        caption=row.reference,
        badges=tuple(_badges(row)),
        sections=(
            Section(None, (Fact(_p("training session", "Cancelled because"), row.cancelled_reason, tone=Tone.DANGER),)),
            Section(None, tuple(_days(row, slots_of(session, ids).get(session_id, ()), texts))),
            Section(None, tuple(_where(row, texts))),
            Section(None, tuple(_people(row, texts))),
            Section(None, tuple(_came(session, row, texts))),
            Section(None, tuple(_with(trainers_of(session, ids).get(session_id, ()), _p("training", "Trainer")))),
            Section(None, tuple(_partners(partners_of(session, ids).get(session_id, ())))),
            Section(None, tuple(_reserved(session, row, texts))),
            Section(_("Notes"), (Fact(_NO_TITLE, row.notes),)),
        ),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def _badges(row: SessionRow) -> Iterator[tuple[Message, Tone]]:
    yield SESSION_STATE_TITLES[row.state], STATE_TONES[row.state]
    if row.is_coming and row.places.left == 0:
        yield _p("training session", "Full"), Tone.WARNING
    if row.late:
        yield _n("{count} thing due", "{count} things due", row.late), Tone.DANGER


def _days(row: SessionRow, slots: Sequence[SlotRow], texts: Texts) -> Iterator[Fact]:
    days = [(day, list(of_day)) for day, of_day in groupby(slots, lambda each: each.times.day)]
    for day, of_day in days[:_DAYS]:
        title = _("{weekday} {day}", weekday=SHORT_WEEKDAYS[day.weekday()], day=day)
        yield Fact(title, times_text((each.times.starts, each.times.ends) for each in of_day))
    if len(days) > _DAYS:
        more = _n("and {count} more day", "and {count} more days", len(days) - _DAYS)
        yield Fact(_NO_TITLE, texts.say(more))
    if slots:
        half_days = _n("{count} half-day", "{count} half-days", row.half_days)
        said = _("{half_days}, {hours}", half_days=half_days, hours=hours_text(row.minutes))
        yield Fact(_p("training", "Length"), texts.say(said))
    else:
        yield Fact(_p("training session", "When"), texts.say(_("not said yet")), tone=Tone.WARNING)


def _where(row: SessionRow, texts: Texts) -> Iterator[Fact]:
    place = None if row.place_id is None else ("place", row.place_id)
    yield Fact(_("Place"), row.place, place)
    yield Fact(_p("training session", "Mode"), texts.say(MODE_TITLES[row.mode]))
    yield Fact(_p("training session", "Link"), row.link, address=row.link if "://" in row.link else "")
    yield Fact(_p("training", "Course"), row.course, ("course", row.course_id))
    if row.preparation_minutes:
        yield Fact(_p("training session", "Preparation"), texts.say(length_text(row.preparation_minutes)))


def _people(row: SessionRow, texts: Texts) -> Iterator[Fact]:
    """Places: how many are taken, left and waited for, and whether enough people come."""
    places = row.places
    is_few = row.is_coming and places.registered < row.minimum
    yield Fact(_p("training session", "Registered"), row.said_places, tone=Tone.WARNING if is_few else Tone.TEXT)
    if places.overbooking:
        more = _n("up to {count} more", "up to {count} more", places.overbooking)
        yield Fact(_("Overbooking"), texts.say(more))
    if row.minimum:
        yield Fact(_p("training session", "Minimum"), texts.number(row.minimum))
    if row.is_coming and places.left is not None:
        yield Fact(_p("training session", "Places left"), texts.number(places.left))
    if places.waiting:
        waiting = texts.number(places.waiting)
        if places.offered:
            offered = _n("{count} place offered", "{count} places offered", places.offered)
            waiting = f"{waiting} · {texts.say(offered)}"
        yield Fact(_("Waiting list"), waiting, tone=Tone.WARNING)


def _came(session: Session, row: SessionRow, texts: Texts) -> Iterator[Fact]:
    """Over how many half-days they came, who was counted, and what was issued."""
    if not row.is_coming and row.state is not SessionState.CANCELLED:
        comes = [each.id for each in registrations(session, row.id) if each.state is RegistrationState.REGISTERED]
        came = together(tallies(session, comes).values())
        said = _(
            "{percent}% ({attended} of {expected} half-days)",
            percent=int(100 * (came.rate or 0) + 0.5),
            attended=came.attended,
            expected=came.expected,
        )
        if came.untyped == came.expected:
            said = _("not typed yet")
        yield Fact(_p("training session", "Attendance"), texts.say(said) if came.expected else "")
    counts = headcounts(session, row.id)
    total = counts[None].total if None in counts else sum(each.total for each in counts.values())
    yield Fact(_("Headcount"), texts.number(total) if counts else "")
    issued = len(issued_of(session, sessions=[row.id]))
    yield Fact(_("Certificates issued"), texts.number(issued) if issued else "")


def _with(trainers: Sequence[TrainerRow], title: Message) -> Iterator[Fact]:
    for place, each in enumerate(trainers):
        kind, record_id = ("supplier", each.supplier_id) if each.person_id is None else ("person", each.person_id)
        subject = None if record_id is None else (kind, record_id)
        yield Fact(title if place == 0 else Message("\N{NO-BREAK SPACE}"), each.called, subject)


def _partners(partners: Sequence[PartnerRow]) -> Iterator[Fact]:
    for each in partners:
        subject = None if each.supplier_id is None else ("supplier", each.supplier_id)
        yield Fact(_p("training", "Partner"), each.called, subject)
        yield Fact(_p("training", "Agreement"), each.agreement)


def _reserved(session: Session, row: SessionRow, texts: Texts) -> Iterator[Fact]:
    """The loan of what is reserved for it, as lending tells it."""
    loan = None if row.loan_id is None else loan_row(session, row.loan_id)
    if loan is not None:
        said = f"{loan.what} ({texts.say(loan.standing_title)})"
        yield Fact(_p("training session", "Devices"), said, ("loan", loan.id))
