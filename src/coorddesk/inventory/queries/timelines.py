"""The story of a device, a place or a person: movements, and what was changed in a device's record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.records import Entry, Subject
from coorddesk.core.story import RowStory, of_subject, whole_story
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import (
    Asset,
    AssetLife,
    AssetMovement,
    Lot,
    LotCheck,
    LotStep,
    NetworkInterface,
    StatusLabel,
)
from coorddesk.inventory.queries.edits import edits
from coorddesk.inventory.rules import called, label_title

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KEPT = 200
"""How many devices or changes a story goes back."""


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """What inventory knows of a record, newest first."""
    kind, record_id = subject
    entries: list[Entry] = []
    match kind:
        case "asset":
            entries += reversed(list(_movements(session, record_id)))
            told = whole_story(session, subject, KEPT)
            entries += edits(session, record_id, told)
            entries += _beside(told)
            entries += _ticks(session, record_id)
        case "lot":
            entries += [Entry(each.moment, each.deed, each.actor) for each in of_subject(session, subject, KEPT)]
        case "place":
            entries += _visits(session, "place_id", record_id)
        case "person":
            entries += _visits(session, "holder_id", record_id)
    return sorted(entries, key=lambda entry: entry.moment, reverse=True)


def _beside(told: RowStory) -> Iterator[Entry]:
    """The deeds on what is kept of a device in tables of their own."""
    for each in told.change_sets:
        if each.kinds & _BESIDE:
            yield Entry(each.moment, each.deed, each.actor)


def _ticks(session: Session, asset_id: int) -> Iterator[Entry]:
    """When a device that came with a lot was found to be as it should be."""
    wanted = select(LotCheck.moment, LotCheck.actor, Lot.id, Lot.name).join(LotStep, LotStep.id == LotCheck.step_id)
    wanted = wanted.join(Lot, Lot.id == LotStep.lot_id)
    for moment, actor, lot_id, name in session.execute(
        wanted.where(LotCheck.asset_id == asset_id, LotStep.is_conformity)
    ):
        yield Entry(moment, _("Conforms: all steps of the lot {lot} are done", lot=name), actor, ("lot", lot_id))


def _movements(session: Session, asset_id: int) -> Iterator[Entry]:
    rows = session.execute(_MOVEMENTS.where(AssetMovement.asset_id == asset_id)).all()
    for before, row in zip([None, *rows], rows, strict=False):
        said = _said(before, row)
        if said is not None:
            yield Entry(row.moment, said, row.actor)


def _said(before: Any, row: Any) -> Message | None:
    """What one movement changed, in words; the first one says where the device stood from the beginning.

    None where it changed nothing any more: it led from a place or a person to another that is the same one by now.
    """
    changes = list(_changes(before, row))
    if not changes:
        return verbatim(row.note) if row.note else None
    text = reduce(lambda one, other: _("{one} · {other}", one=one, other=other), changes)
    return _("{what} ({note})", what=text, note=row.note) if row.note else text


def _changes(before: Any, row: Any) -> Iterator[Message]:
    if before is None or before.status_label_id != row.status_label_id:
        yield _("Status: {status}", status=label_title(row.meta, row.label))
    if row.place_id is not None and (before is None or before.place_id != row.place_id):
        yield _("Moved to {place}", place=row.path)
    elif row.place_id is None and before is not None and before.place_id is not None:
        yield _("Taken out of {place}", place=before.path)
    if row.holder_id is not None and (before is None or before.holder_id != row.holder_id):
        yield _("Given to {person}", person=PersonName(row.last_name, row.first_name).full)
    elif row.holder_id is None and before is not None and before.holder_id is not None:
        yield _("Given back by {person}", person=PersonName(before.last_name, before.first_name).full)


def _visits(session: Session, link: str, record_id: int) -> Iterator[Entry]:
    """When devices came to a place or a person and when they left: those that came last."""
    column = getattr(AssetMovement, link)
    came = select(AssetMovement.asset_id).where(column == record_id).order_by(AssetMovement.id.desc()).limit(KEPT)
    devices = set(session.scalars(came))
    rows = session.execute(_STEPS.where(AssetMovement.asset_id.in_(devices))).all()
    for before, row in zip([None, *rows], rows, strict=False):
        same = before is not None and before.asset_id == row.asset_id
        was, stays = same and getattr(before, link) == record_id, getattr(row, link) == record_id
        if was != stays:
            device = called(row.tag, row.serial, row.name, row.asset_id)
            text = _("{device} came", device=device) if stays else _("{device} left", device=device)
            yield Entry(row.moment, text, row.actor, ("asset", row.asset_id))


_BESIDE = frozenset({AssetLife.__tablename__, NetworkInterface.__tablename__})
_STEPS = (
    select(
        AssetMovement.asset_id,
        AssetMovement.moment,
        AssetMovement.actor,
        AssetMovement.place_id,
        AssetMovement.holder_id,
        Asset.tag,
        Asset.serial,
        Asset.name,
    )
    .join(Asset, Asset.id == AssetMovement.asset_id)
    .order_by(AssetMovement.asset_id, AssetMovement.id)
)
_MOVEMENTS: Select[*tuple[Any, ...]] = (
    select(
        AssetMovement.moment,
        AssetMovement.actor,
        AssetMovement.note,
        AssetMovement.status_label_id,
        StatusLabel.meta,
        StatusLabel.name.label("label"),
        AssetMovement.place_id,
        Place.path,
        AssetMovement.holder_id,
        Person.last_name,
        Person.first_name,
    )
    .select_from(AssetMovement)
    .join(StatusLabel, StatusLabel.id == AssetMovement.status_label_id)
    .outerjoin(Place, Place.id == AssetMovement.place_id)
    .outerjoin(Person, Person.id == AssetMovement.holder_id)
    .order_by(AssetMovement.id)
)
