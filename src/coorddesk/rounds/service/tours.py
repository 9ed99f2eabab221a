"""Making a round: it begins with its list of now, each stop is looked at, and it ends with the last one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.history_tables import DO, REDO, ChangeSubject
from coorddesk.core.messages import Message, _, digits
from coorddesk.core.story import of_subject
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.undo import undo
from coorddesk.directory.models import Place
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, row_as_seen, row_there
from coorddesk.helpdesk.models import Ticket
from coorddesk.helpdesk.rules import OPEN, Source
from coorddesk.helpdesk.service import MeToo, NewTicket, TicketDetails, add_me_too, open_ticket
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.inventory.rules import MetaStatus, called
from coorddesk.rounds.models import Round, RoundCheck, RoundStop, RoundTour
from coorddesk.rounds.rules import Outcome

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TOUR = RoundTour.__tablename__
_LATELY = 50  # deeds: nobody takes back more of one tour


@dataclass(frozen=True)
class Look:
    """A stop that is well or was skipped, and what is noted of it."""

    check_id: int
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True)
class Fault:
    """A stop at which something is wrong: what, and the open ticket that tells it already, if there is one."""

    check_id: int
    title: str
    description: str = ""
    category_id: int | None = None
    urgency: int | None = None
    known_ticket_id: int | None = None


@allowed(*EDITORS)
def begin_tour(session: Session, round_id: int) -> int:
    """Begin a round, or go on with the tour of today; returns the id of the tour.

    What is left of an earlier tour that nobody ended stays as it is: it ends with the last look at it.
    """
    row = row_there(session, Round, round_id)
    today = clock_of(session).today()
    unended = select(RoundTour).where(RoundTour.round_id == row.id, RoundTour.ended_at.is_(None))
    for tour in session.scalars(unended.order_by(RoundTour.id)).all():
        if tour.day == today:
            return tour.id
        looked = select(func.max(RoundCheck.moment)).where(RoundCheck.tour_id == tour.id)
        tour.ended_at = session.scalar(looked) or tour.begun_at
    stops = _list_of(session, row.id)
    if not stops:
        raise UserError(_("There is nothing to look at on “{name}”. Put devices or places on its list.", name=row.name))
    tour = RoundTour(round_id=row.id, day=today, begun_at=clock_of(session).now(), actor=actor_of(session).name)
    session.add(tour)
    session.flush()
    checks = [
        {
            "tour_id": tour.id,
            "position": place,
            "asset_id": stop.asset_id,
            "place_id": stop.place_id,
            "hint": stop.note,
            **_UNSEEN,
        }
        for place, stop in enumerate(stops)
    ]
    insert_rows(session, table_named(RoundCheck.__tablename__), checks)
    record(session, _("Begin the round “{name}”", name=row.name), (_TOUR, tour.id), (Round.__tablename__, row.id))
    return tour.id


@allowed(*EDITORS)
def look(session: Session, wish: Look) -> None:
    """Say that a stop is well, or that it was skipped; the last look ends the tour."""
    if wish.outcome is Outcome.FAULT:
        raise ValueError("a fault is reported")
    check = row_there(session, RoundCheck, wish.check_id)
    note = tidy(wish.note)
    if (check.outcome, check.note) == (wish.outcome, note):
        return
    _refuse_told(check)
    check.outcome, check.note = wish.outcome, note
    _close(session, check)
    thing = _called(session, check)
    is_ok = wish.outcome is Outcome.OK
    deed = _("{thing}: OK on the round", thing=thing) if is_ok else _("{thing}: skipped on the round", thing=thing)
    record(session, deed, (_TOUR, check.tour_id))


@allowed(*EDITORS)
def report_fault(session: Session, wish: Fault) -> int:
    """Say that something is wrong at a stop; returns the number of the ticket that tells it, a new one or a known."""
    check = row_there(session, RoundCheck, wish.check_id)
    if check.outcome is Outcome.FAULT and check.ticket_id is not None:
        return check.ticket_id  # a key that was pressed twice
    title = tidy(wish.title)
    check.ticket_id = _known(session, check, wish) if wish.known_ticket_id is not None else _open(session, check, wish)
    check.outcome, check.note = Outcome.FAULT, title
    _close(session, check)
    said = _(
        "{thing}: fault on the round, ticket {number}", thing=_called(session, check), number=digits(check.ticket_id)
    )
    record(session, said, (_TOUR, check.tour_id), ("ticket", check.ticket_id))
    return check.ticket_id


@allowed(*EDITORS)
def end_tour(session: Session, tour_id: int) -> None:
    """End a tour of which some stops are left."""
    tour = row_there(session, RoundTour, tour_id)
    if tour.ended_at is not None:
        return
    tour.ended_at = clock_of(session).now()
    session.flush()
    name = session.get_one(Round, tour.round_id).name
    record(session, _("End the round “{name}”", name=name), (_TOUR, tour.id), (Round.__tablename__, tour.round_id))


@allowed(*EDITORS)
def take_back(session: Session, tour_id: int) -> Message:
    """Undo what its author did last at the stops of a tour, in a transaction of its own; returns what it was."""
    tour = row_there(session, RoundTour, tour_id)
    begun = session.scalar(select(func.min(ChangeSubject.change_set_id)).where(*_about(tour.id)))
    me = actor_of(session).name
    for each in of_subject(session, (_TOUR, tour.id), _LATELY):
        if each.root != begun and each.stands and each.direction in {DO, REDO} and each.actor == me:
            return undo(session, each.root)
    raise UserError(_("There is nothing of yours to take back on this round."))


@allowed(*EDITORS)
def delete_tour(session: Session, wish: Deletion) -> None:
    """Delete a tour that ought not to have been made; the tickets of its faults stay."""
    tour = row_as_seen(session, RoundTour, wish.id, wish.version)
    round_id, name = tour.round_id, session.get_one(Round, tour.round_id).name
    checks = select(RoundCheck.id).where(RoundCheck.tour_id == tour.id).order_by(RoundCheck.id)
    delete_rows(session, table_named(RoundCheck.__tablename__), list(session.scalars(checks)))
    delete_unused(session, session.get_one(RoundTour, wish.id), name)
    record(session, _("Delete a tour of the round “{name}”", name=name), (_TOUR, wish.id), ("round", round_id))


def _list_of(session: Session, round_id: int) -> list[RoundStop]:
    """The stops that there are still: without what is in the bin or retired."""
    gone = (
        select(Asset.id)
        .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
        .where(Asset.deleted_at.is_not(None) | (StatusLabel.meta == MetaStatus.RETIRED))
    )
    wanted = select(RoundStop).where(
        RoundStop.round_id == round_id, RoundStop.asset_id.is_(None) | RoundStop.asset_id.not_in(gone)
    )
    return list(session.scalars(wanted.order_by(RoundStop.position, RoundStop.id)))


def _close(session: Session, check: RoundCheck) -> None:
    """Write who looked and when; the last look ends the tour."""
    check.moment, check.actor = clock_of(session).now(), actor_of(session).name
    session.flush()
    tour = session.get_one(RoundTour, check.tour_id)
    left = select(RoundCheck.id).where(RoundCheck.tour_id == tour.id, RoundCheck.outcome.is_(None)).limit(1)
    if tour.ended_at is None and session.scalar(left) is None:
        tour.ended_at = check.moment
        session.flush()


def _refuse_told(check: RoundCheck) -> None:
    if check.ticket_id is not None:
        raise UserError(
            _(
                "Ticket {number} was opened for this. Undo that, or resolve the ticket if all is well now.",
                number=digits(check.ticket_id),
            )
        )


def _open(session: Session, check: RoundCheck, wish: Fault) -> int:
    tour = session.get_one(RoundTour, check.tour_id)
    details = TicketDetails(
        title=wish.title,
        description=tidy_lines(wish.description),
        category_id=wish.category_id,
        place_id=check.place_id,
        requester_name="",
        urgency=wish.urgency,
        devices=() if check.asset_id is None else (check.asset_id,),
    )
    origin = session.get_one(Round, tour.round_id).name
    return open_ticket(session, NewTicket(details, source=Source.ROUND, origin=origin, key=_key(check)))


def _known(session: Session, check: RoundCheck, wish: Fault) -> int:
    assert wish.known_ticket_id is not None
    ticket = row_there(session, Ticket, wish.known_ticket_id)
    if ticket.status not in OPEN or ticket.merged_into_id is not None:
        raise UserError(_("Ticket {number} is over by now. Open a new one.", number=digits(ticket.id)), field="known")
    body = "\n".join(part for part in (tidy(wish.title), tidy_lines(wish.description)) if part)
    tour = session.get_one(RoundTour, check.tour_id)
    add_me_too(session, MeToo(ticket.id, session.get_one(Round, tour.round_id).name, body, _key(check)))
    return ticket.id


def _about(tour_id: int) -> tuple[ColumnElement[bool], ...]:
    return ChangeSubject.kind == _TOUR, ChangeSubject.subject_id == tour_id


def _key(check: RoundCheck) -> str:
    """What marks the report of a stop: it comes in once."""
    return f"round:{check.id}"


def _called(session: Session, check: RoundCheck) -> str:
    if check.asset_id is None:
        return session.get_one(Place, check.place_id).path
    asset = session.get_one(Asset, check.asset_id)
    return called(asset.tag, asset.serial, asset.name, asset.id)


_UNSEEN = {"outcome": None, "moment": None, "actor": "", "note": "", "ticket_id": None}
