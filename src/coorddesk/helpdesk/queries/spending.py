"""What tickets cost in a period: what was paid for them, and the time they took where an hour has its price."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import _, digits
from coorddesk.core.money import shared
from coorddesk.core.organisation import remembered
from coorddesk.core.spending import Outlay, Spent
from coorddesk.directory.models import Person
from coorddesk.helpdesk.models import Ticket, TicketDevice, TicketWork
from coorddesk.inventory.models import Asset
from coorddesk.inventory.queries.spending import HOLDER, STANDING, Standing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.dated import Period

HOUR = "helpdesk.hour"
"""Under which the price of an hour is kept."""
_MINUTES = 60


def price_of_hour(session: Session) -> int | None:
    """Cents that an hour of work costs; None where time is not priced."""
    kept = remembered(session, HOUR) or {}
    return kept.get("cents")


def spent(session: Session, period: Period) -> Sequence[Spent]:
    """The work of a period; of a ticket about several devices, each its share to the cent."""
    work, hour = TicketWork, price_of_hour(session) or 0
    wanted = (
        select(work.ticket_id, Ticket.title, work.day, work.cents, work.minutes, Ticket.place_id, Person.department_id)
        .join(Ticket, Ticket.id == work.ticket_id)
        .outerjoin(Person, Person.id == Ticket.requester_id)
        .where(work.day.between(period.first, period.last))
    )
    devices = _devices(session, period)
    told: list[Spent] = []
    for ticket_id, title, day, cents, minutes, place, department in session.execute(wanted.order_by(work.day, work.id)):
        alone = Standing(asset_id=None, place_id=place, department_id=department, category_id=None)
        said = _("Ticket {number}: {title}", number=digits(ticket_id), title=title)
        for outlay, amount in ((Outlay.REPAIR, cents or 0), (Outlay.TIME, _priced(minutes, hour))):
            for share, where in _shares(amount, devices.get(ticket_id, [alone])):
                told.append(Spent(day, share, outlay, said, ("ticket", ticket_id), **where._asdict()))
    return told


def _devices(session: Session, period: Period) -> dict[int, list[Standing]]:
    """Where the devices stand that the tickets of a period are about."""
    worked_on = select(TicketWork.ticket_id).where(TicketWork.day.between(period.first, period.last))
    wanted = (
        select(TicketDevice.ticket_id, *STANDING)
        .select_from(TicketDevice)
        .join(Asset, Asset.id == TicketDevice.asset_id)
        .outerjoin(*HOLDER)
    )
    found: defaultdict[int, list[Standing]] = defaultdict(list)
    for row in session.execute(wanted.where(TicketDevice.ticket_id.in_(worked_on)).order_by(Asset.id)):
        found[row[0]].append(Standing(*row[1:]))
    return found


def _shares(cents: int, devices: list[Standing]) -> Iterator[tuple[int, Standing]]:
    for share, where in zip(shared(cents, [1] * len(devices)), devices, strict=True):
        if share:
            yield share, where


def _priced(minutes: int, hour: int) -> int:
    """So many minutes at the price of an hour, in cents, rounded half up."""
    return (2 * minutes * hour + _MINUTES) // (2 * _MINUTES)
