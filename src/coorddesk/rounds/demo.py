"""Demo data: the round of each morning for a year, with the faults that became tickets; that of today is to be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.access import actor_of
from coorddesk.core.bulk import insert_rows
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.directory.models import Place
from coorddesk.helpdesk.models import Ticket, TicketDevice
from coorddesk.helpdesk.rules import Source
from coorddesk.inventory.models import Asset, Category, StatusLabel
from coorddesk.inventory.rules import MetaStatus
from coorddesk.rounds.models import RoundCheck, RoundTour
from coorddesk.rounds.rules import Outcome
from coorddesk.rounds.service import RoundDetails, Stop, create_round

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_SEED = 2026
_BACK = 365
_KIOSKS, _FAULTY, _ROOMS = 4, 6, ("Salle informatique", "Salle de sciences")
_KIOSK = "Borne de prêt"
_BETWEEN = timedelta(seconds=95)
_SKIPPED = 0.03


@dataclass(frozen=True)
class _Trouble:
    """A ticket that a round opened about a device, and until when the device was at fault."""

    ticket_id: int
    title: str
    opened_at: datetime
    resolved_at: datetime | None


def fill(session: Session, demo: DemoDesk) -> None:
    """A dozen stops, two hundred mornings."""
    demo.progress(0, 1, _("Making rounds"))
    troubles = _troubles(session)
    stops = _stops(session, demo, troubles)
    if not stops:
        return
    name = demo.texts.say(_("Morning round"))
    notes = demo.texts.say(_("Before the doors open, keys at the desk."))
    round_id = create_round(session, RoundDetails(name, stops=stops, notes=notes))
    hours = opening_hours(session)
    days = [demo.today - timedelta(days=back) for back in range(_BACK, 0, -1)]
    mornings = [(day, hours.slots(day)) for day in days if day.isoweekday() in range(1, 6)]
    began = [
        (day, datetime.combine(day, slots[0].start, hours.zone) + timedelta(minutes=2))
        for day, slots in mornings
        if slots
    ]
    actor = actor_of(session).name
    length = _BETWEEN * len(stops)
    rows: list[dict[str, Any]] = [
        {"round_id": round_id, "day": day, "begun_at": moment, "ended_at": moment + length, "actor": actor}
        for day, moment in began
    ]
    ids = insert_rows(session, table_named(RoundTour.__tablename__), rows)
    chance = Random(_SEED)  # noqa: S311 - believable, not secret
    checks = [
        {"tour_id": tour_id, "actor": actor} | line
        for tour_id, (day, moment) in zip(ids, began, strict=True)
        for line in _checks(stops, day, moment, troubles, chance)
    ]
    insert_rows(session, table_named(RoundCheck.__tablename__), checks)


def _checks(
    stops: Sequence[Stop], day: date, began: datetime, troubles: dict[int, list[_Trouble]], chance: Random
) -> Iterator[dict[str, Any]]:
    """What was found on a morning."""
    for place, stop in enumerate(stops):
        trouble = _at_fault(troubles.get(stop.asset_id or 0, ()), day)
        outcome = Outcome.SKIPPED if chance.random() < _SKIPPED else Outcome.OK
        yield {
            "position": place,
            "asset_id": stop.asset_id,
            "place_id": stop.place_id,
            "hint": stop.note,
            "outcome": outcome if trouble is None else Outcome.FAULT,
            "moment": began + _BETWEEN * (place + 1),
            "note": "" if trouble is None else trouble.title,
            "ticket_id": None if trouble is None else trouble.ticket_id,
        }


def _at_fault(troubles: Sequence[_Trouble], day: date) -> _Trouble | None:
    """The ticket that stood open about a device on a morning."""
    for each in troubles:
        until = None if each.resolved_at is None else each.resolved_at.date()
        if each.opened_at.date() == day or (each.opened_at.date() < day and (until is None or day < until)):
            return each
    return None


def _troubles(session: Session) -> dict[int, list[_Trouble]]:
    """What rounds found, by device."""
    columns = (Ticket.id, Ticket.title, Ticket.opened_at, Ticket.resolved_at)
    wanted = select(TicketDevice.asset_id, *columns).join(Ticket, Ticket.id == TicketDevice.ticket_id)
    found: dict[int, list[_Trouble]] = {}
    by_round = wanted.where(Ticket.source == Source.ROUND).order_by(Ticket.opened_at)
    for asset_id, ticket_id, title, opened_at, resolved_at in session.execute(by_round):
        found.setdefault(asset_id, []).append(_Trouble(ticket_id, title, opened_at, resolved_at))
    return found


def _stops(session: Session, demo: DemoDesk, troubles: dict[int, list[_Trouble]]) -> tuple[Stop, ...]:
    """The kiosks first, then the rooms, then what rounds have found at fault most often."""
    in_use = (
        select(Asset.id)
        .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
        .where(Asset.deleted_at.is_(None), StatusLabel.meta != MetaStatus.RETIRED, Asset.place_id.is_not(None))
    )
    kiosks = in_use.join(Category, Category.id == Asset.category_id).where(Category.name == _KIOSK)
    first = list(session.scalars(kiosks.order_by(Asset.place_id, Asset.id).limit(_KIOSKS)))
    often = sorted(troubles, key=lambda asset_id: (-len(troubles[asset_id]), asset_id))
    there = set(session.scalars(in_use.where(Asset.id.in_(often))))
    faulty = [asset_id for asset_id in often if asset_id in there and asset_id not in first][:_FAULTY]
    named = select(func.min(Place.id)).where(Place.name.in_(_ROOMS)).group_by(Place.name).order_by(Place.name)
    rooms = session.scalars(named)
    screen = demo.texts.say(_("Screen, scanner, receipt paper"))
    lights = demo.texts.say(_("Lights, projector, keyboards"))
    return (
        *(Stop(asset_id, note=screen) for asset_id in first),
        *(Stop(place_id=place_id, note=lights) for place_id in rooms),
        *(Stop(asset_id) for asset_id in faulty),
    )
