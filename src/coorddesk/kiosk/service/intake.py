"""Taking in what a kiosk sends: once, whatever happens on the way, and never refused for what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.directory.models import Place
from coorddesk.helpdesk.models import CommonFault, Problem, Ticket, TicketCategory
from coorddesk.helpdesk.rules import OPEN, RatingSource, Source
from coorddesk.helpdesk.service import (
    REPORTERS,
    MeToo,
    NewRating,
    NewTicket,
    TicketDetails,
    add_me_too,
    open_ticket,
    rate,
)
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called
from coorddesk.kiosk.queries import is_there
from coorddesk.kiosk.rules import KioskReport, ReportKind, provisional_number
from coorddesk.surveys.service import ScreenAnswers, take_answers

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.orm import Base

T = TypeVar("T", bound="Base")
_TITLE_LETTERS = 70


@allowed(*REPORTERS)
def take_in(session: Session, report: KioskReport) -> int | None:
    """Take a report in; returns the number of its ticket, None where there is none to speak of any more.

    A report that came in before changes nothing. What it names and is gone since is left out: a room, a tile, even the
    ticket to which somebody said "me too", which then is a fault of its own if it has words.
    """
    match report.kind:
        case ReportKind.ME_TOO if _ticket(session, report) is not None:
            assert report.ticket_id is not None
            add_me_too(session, MeToo(report.ticket_id, report.who, report.words, report.key))
            return report.ticket_id
        case ReportKind.RATING:
            return _rate(session, report)
        case ReportKind.ANSWERS:
            _take_answers(session, report)
            return None
        case ReportKind.ME_TOO if not report.words:
            return None
    return _open(session, report)


def _open(session: Session, report: KioskReport) -> int:
    fault = _there(session, CommonFault, report.fault_id)
    device = _there(session, Asset, report.asset_id)
    place = _there(session, Place, report.place_id)
    category = None if fault is None else _there(session, TicketCategory, fault.ticket_category_id)
    details = TicketDetails(
        title=_title(report.tile if fault is None else fault.title, report.words),
        description=report.words if report.where in {"", _where(device, place)} else f"{report.where}\n{report.words}",
        category_id=None if category is None else category.id,
        place_id=None if place is None else place.id,
        requester_name=report.who,
        devices=() if device is None else (device.id,),
    )
    origin = f"{report.kiosk} · {provisional_number(report.key)}"
    moment = min(report.moment, clock_of(session).now())  # a kiosk whose clock goes wrong reports nothing from tomorrow
    problem = None if fault is not None else _outage(session, report.tile)
    wish = NewTicket(details, source=Source.KIOSK, origin=origin, opened_at=moment, key=report.key, problem_id=problem)
    return open_ticket(session, wish)


def _outage(session: Session, called: str) -> int | None:
    """The announced problem that somebody touched under its name."""
    return session.scalar(select(Problem.id).where(Problem.is_announced, Problem.name == called))


def _rate(session: Session, report: KioskReport) -> int | None:
    row = _ticket(session, report)
    if row is None or row.status in OPEN:
        return None
    assert report.score is not None
    rate(session, NewRating(row.id, report.score, report.words, RatingSource.KIOSK, report.key))
    return row.id


def _take_answers(session: Session, report: KioskReport) -> None:
    """On the day of the desk at that moment; what they are about may be gone, and they count all the same."""
    assert report.questionnaire_id is not None
    clock = clock_of(session)
    day = clock.local(min(report.moment, clock.now())).date()
    about = None if report.about_id is None else (report.about_kind, report.about_id)
    if about is not None and not is_there(session, about):
        about = None
    take_answers(session, ScreenAnswers(report.key, report.questionnaire_id, dict(report.answers), day, about))


def _title(fault: str, words: str) -> str:
    """The tile, else the first words."""
    first = " ".join(words.split())
    said = fault or (first if len(first) <= _TITLE_LETTERS else f"{first[: _TITLE_LETTERS - 1]}…")
    return said or "?"


def _where(device: Asset | None, place: Place | None) -> str:
    """What the screen called it: nothing else needs to be noted."""
    if device is not None:
        return called(device.tag, device.serial, device.name, device.id)
    return "" if place is None else place.path


def _ticket(session: Session, report: KioskReport) -> Ticket | None:
    return _there(session, Ticket, report.ticket_id)


def _there(session: Session, model: type[T], row_id: int | None) -> T | None:
    return None if row_id is None else session.get(model, row_id)
