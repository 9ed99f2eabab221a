"""Who and what tickets of the demo are about, read once from what stands in it already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from coorddesk.core.messages import Message
from coorddesk.core.resources import texts_for
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.directory.rules import PersonKind, PersonName, PlaceKind
from coorddesk.helpdesk.models import Cause, TicketCategory
from coorddesk.inventory.models import Asset, Category, StatusLabel
from coorddesk.inventory.rules import MetaStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from sqlalchemy.orm import Session

_TECHNICIANS = ("Assistance informatique", "Coordination numérique", "Médiation numérique")
_LANGUAGES = ("fr", "en")


class Device(NamedTuple):
    """A device that may break."""

    id: int
    place_id: int | None
    bought: date


class Known(NamedTuple):
    """Somebody, by id and name."""

    id: int
    name: str


@dataclass(frozen=True)
class House:
    """What stands in the demo; devices by the name of their category, the rest by their own."""

    devices: Mapping[str, Sequence[Device]]
    rooms: Sequence[int]
    staff: Sequence[Known]
    technicians: Sequence[Known]
    suppliers: Mapping[str, int]
    categories: Mapping[str, int]
    causes: Mapping[str, int]

    def device(self, categories: Sequence[str], day: date, chance: Random) -> Device | None:
        """A device that was there on a day; a few of them break more often than the others."""
        there = [each for name in categories for each in self.devices.get(name, ()) if each.bought <= day]
        return there[int(len(there) * chance.random() ** 2)] if there else None

    def category(self, title: str) -> int | None:
        """A kind of ticket, by its English title."""
        return _seeded(self.categories, title, "kind of ticket")

    def cause(self, title: str) -> int | None:
        """A cause, by its English title."""
        return _seeded(self.causes, title, "cause")


def read_house(session: Session) -> House:
    """What stands in the demo."""
    people = [
        (Known(person_id, PersonName(last, first).full), role)
        for person_id, last, first, role in session.execute(
            select(Person.id, Person.last_name, Person.first_name, Person.role)
            .where(Person.kind == PersonKind.STAFF, Person.left_on.is_(None))
            .order_by(Person.id)
        )
    ]
    rooms = select(Place.id).where(Place.kind == PlaceKind.ROOM).order_by(Place.id)
    technicians = sorted(
        (each for each in people if each[1] in _TECHNICIANS), key=lambda each: _TECHNICIANS.index(each[1])
    )
    return House(
        devices=_devices(session),
        rooms=session.scalars(rooms).all(),
        staff=[known for known, role in people if role not in _TECHNICIANS],
        technicians=[known for known, _role in technicians],
        suppliers=dict(session.execute(select(Supplier.name, Supplier.id)).all()),
        categories=dict(session.execute(select(TicketCategory.name, TicketCategory.id)).all()),
        causes=dict(session.execute(select(Cause.name, Cause.id)).all()),
    )


def _devices(session: Session) -> dict[str, list[Device]]:
    wanted = (
        select(Category.name, Asset.id, Asset.place_id, Asset.purchase_date)
        .join(Category, Category.id == Asset.category_id)
        .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
        .where(StatusLabel.meta != MetaStatus.RETIRED, Asset.deleted_at.is_(None))
    )
    found: dict[str, list[Device]] = {}
    for name, asset_id, place_id, bought in session.execute(wanted.order_by(Asset.id)):
        if bought is not None:
            found.setdefault(name.replace("'", "’"), []).append(Device(asset_id, place_id, bought))
    return found


def _seeded(stored: Mapping[str, int], title: str, context: str) -> int | None:
    """What the desk was begun with, whatever the language of then."""
    said = (texts_for(language).say(Message(title, context=context)) for language in _LANGUAGES)
    return next((stored[name] for name in said if name in stored), None)
