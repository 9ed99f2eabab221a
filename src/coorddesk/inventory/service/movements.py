"""The verbs that move devices: to a place, to a person, to a status; one or many at once, as one change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName
from coorddesk.directory.service import EDITORS, refuse_gone
from coorddesk.inventory.models import StatusLabel
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import MetaStatus, keeps_holder, label_title, status_by_holder
from coorddesk.inventory.service.chosen import Chosen, devices_in_use, move_to, record_deed
from coorddesk.inventory.service.held import refuse_held

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Deed = Callable[[Message], Message]


@dataclass(frozen=True)
class Move:
    """Devices to carry to a place; None takes them out of any."""

    devices: Chosen
    place_id: int | None
    note: str = ""


@dataclass(frozen=True)
class Assignment:
    """Devices to give to a person, or to take back with None; `place_id`, if given, is where they go at that."""

    devices: Chosen
    holder_id: int | None
    place_id: int | None = None
    note: str = ""


@dataclass(frozen=True)
class StatusChange:
    """Devices to give another status."""

    devices: Chosen
    status_label_id: int
    note: str = ""


@allowed(*EDITORS)
def move_assets(session: Session, wish: Move) -> None:
    """Carry devices to another place."""
    assets = devices_in_use(session, wish.devices)
    refuse_gone(session, [("place", Place, wish.place_id)])
    deed = _moving(session, wish.place_id)
    move_to(session, [(asset, {"place_id": wish.place_id}) for asset in assets], wish.note)
    record_deed(session, assets, deed)


@allowed(*EDITORS)
def assign_assets(session: Session, wish: Assignment) -> None:
    """Give devices to a person or take them back; what was in stock becomes assigned, and the other way round."""
    assets = devices_in_use(session, wish.devices)
    refuse_gone(session, [("holder", Person, wish.holder_id), ("place", Place, wish.place_id)])
    refuse_held(session, assets)
    deed = _giving(session, wish.holder_id)
    labels = default_labels(session)
    place = {} if wish.place_id is None else {"place_id": wish.place_id}
    moves = []
    for asset in assets:
        meta = status_by_holder(asset.meta, held=wish.holder_id is not None)
        status = {} if meta is asset.meta else {"status_label_id": labels[meta]}
        moves.append((asset, {"holder_id": wish.holder_id, **place, **status}))
    move_to(session, moves, wish.note)
    record_deed(session, assets, deed)


@allowed(*EDITORS)
def change_status(session: Session, wish: StatusChange) -> None:
    """Give devices another status; what is in stock is held by nobody."""
    label = session.get(StatusLabel, wish.status_label_id)
    if label is None:
        raise UserError(_("This status is no longer there. Choose another."), field="status")
    if label.meta is MetaStatus.RETIRED:
        raise UserError(_("A device is retired with a reason and a date: use “Retire”."), field="status")
    assets = devices_in_use(session, wish.devices)
    refuse_held(session, assets)
    holder: dict[str, int | None] = {} if keeps_holder(label.meta) else {"holder_id": None}
    move_to(session, [(asset, {"status_label_id": label.id, **holder}) for asset in assets], wish.note)
    title = label_title(label.meta, label.name)
    record_deed(session, assets, lambda devices: _("Set {devices} to “{status}”", devices=devices, status=title))


def _moving(session: Session, place_id: int | None) -> Deed:
    if place_id is None:
        return lambda devices: _("Take {devices} out of its place", devices=devices)
    place = session.get_one(Place, place_id)
    return lambda devices: _("Move {devices} to {place}", devices=devices, place=place.path)


def _giving(session: Session, person_id: int | None) -> Deed:
    if person_id is None:
        return lambda devices: _("Take {devices} back", devices=devices)
    row = session.get_one(Person, person_id)
    name = PersonName(row.last_name, row.first_name).full
    return lambda devices: _("Give {devices} to {person}", devices=devices, person=name)
