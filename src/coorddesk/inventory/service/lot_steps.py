"""The verbs on a lot's checklist: what is done to each of its devices, and that it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import delete_rows, insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.tidy import tidy
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.inventory.models import Asset, Lot, LotCheck, LotDevice, LotStep
from coorddesk.inventory.rules import called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_STEP, _CHECK = table_named(LotStep.__tablename__), table_named(LotCheck.__tablename__)


@dataclass(frozen=True)
class Tick:
    """A step of a lot's checklist that was done to devices, or that was not after all."""

    step_id: int
    asset_ids: tuple[int, ...]
    is_done: bool = True


@allowed(*EDITORS)
def tick_step(session: Session, wish: Tick) -> None:
    """Say that a step was done to devices; one that lacks a step does not conform, or no longer does."""
    step = session.get(LotStep, wish.step_id)
    if step is None:
        raise UserError(_("This step is no longer there: somebody deleted it."))
    devices = _devices_of(session, step.lot_id, wish.asset_ids)
    if wish.is_done and step.is_conformity:
        _refuse_unfinished(session, step, devices)
    there = _checks(session, [step.id], wish.asset_ids)
    if wish.is_done:
        said = {"step_id": step.id, "moment": clock_of(session).now(), "actor": actor_of(session).name}
        insert_rows(session, _CHECK, [{"asset_id": i, **said} for i in wish.asset_ids if (step.id, i) not in there])
    else:
        conformity = session.scalars(
            select(LotStep.id).where(LotStep.lot_id == step.lot_id, LotStep.is_conformity)
        ).all()
        gone = _checks(session, [step.id, *conformity], wish.asset_ids)
        delete_rows(session, _CHECK, sorted(gone.values()))
    record(session, _deed(step, devices, is_done=wish.is_done), *(("asset", i) for i in devices), ("lot", step.lot_id))


@allowed(*EDITORS)
def set_steps(
    session: Session,
    lot_id: int,
    names: Sequence[str],
    renamed: Mapping[str, str],
    *,
    keeps_conformity: bool = True,
) -> None:
    """Let a lot's checklist be these steps, and conformity in the end; the deed is the caller's to name.

    `renamed` tells the new names of steps by their old ones; with a step that goes, its ticks go.
    """
    row_there(session, Lot, lot_id)
    wanted = _once(names)
    old = session.scalars(select(LotStep).where(LotStep.lot_id == lot_id).order_by(LotStep.position)).all()
    stay = {fold(renamed.get(step.name, step.name)): step.id for step in old if not step.is_conformity}
    conformity = [step.id for step in old if step.is_conformity and keeps_conformity]
    kept = {*conformity, *(step_id for key, step_id in stay.items() if key in wanted)}
    _take_out(session, [step.id for step in old if step.id not in kept])
    words = list(enumerate(wanted.items()))
    places = [(stay[key], {"position": place, "name": name}) for place, (key, name) in words if key in stay]
    places += [(step_id, {"position": len(wanted)}) for step_id in conformity]
    update_rows(session, _STEP, places)
    new = [_new(lot_id, place, name) for place, (key, name) in words if key not in stay]
    if keeps_conformity and not conformity:
        new.append(_new(lot_id, len(wanted), "", is_conformity=True))
    insert_rows(session, _STEP, new)


def _take_out(session: Session, step_ids: Sequence[int]) -> None:
    checks = session.scalars(select(LotCheck.id).where(LotCheck.step_id.in_(step_ids)).order_by(LotCheck.id))
    delete_rows(session, _CHECK, list(checks))
    delete_rows(session, _STEP, step_ids)


def _new(lot_id: int, position: int, name: str, *, is_conformity: bool = False) -> dict[str, Any]:
    return {"lot_id": lot_id, "position": position, "name": name, "is_conformity": is_conformity}


def _once(names: Sequence[str]) -> dict[str, str]:
    """The names by what they fold to, each once."""
    wanted: dict[str, str] = {}
    for name in map(tidy, names):
        if name and fold(name) in wanted:
            raise UserError(_("“{name}” is there twice.", name=name), field="steps")
        if name:
            wanted[fold(name)] = name
    return wanted


def _devices_of(session: Session, lot_id: int, ids: Sequence[int]) -> dict[int, str]:
    """What these devices of a lot are called."""
    wanted = select(Asset.id, Asset.tag, Asset.serial, Asset.name).join(LotDevice, LotDevice.asset_id == Asset.id)
    rows = session.execute(wanted.where(LotDevice.lot_id == lot_id, Asset.id.in_(ids)).order_by(Asset.id))
    named = {asset_id: called(tag, serial, name, asset_id) for asset_id, tag, serial, name in rows}
    if not ids or set(ids) - named.keys():
        raise UserError(_("One of these devices is no longer there. Select again."))
    return named


def _refuse_unfinished(session: Session, conformity: LotStep, devices: Mapping[int, str]) -> None:
    """Refuse to say that a device is as it should be while something is left to do."""
    steps = session.execute(
        select(LotStep.id, LotStep.name)
        .where(LotStep.lot_id == conformity.lot_id, LotStep.id != conformity.id)
        .order_by(LotStep.position)
    ).all()
    done = _checks(session, [step_id for step_id, _name in steps], list(devices))
    for asset_id, name in devices.items():
        for step_id, step in steps:
            if (step_id, asset_id) not in done:
                raise UserError(_("{device} does not conform yet: “{step}” is left to do.", device=name, step=step))


def _checks(session: Session, step_ids: Sequence[int], asset_ids: Sequence[int]) -> dict[tuple[int, int], int]:
    wanted = select(LotCheck.step_id, LotCheck.asset_id, LotCheck.id)
    rows = session.execute(wanted.where(LotCheck.step_id.in_(step_ids), LotCheck.asset_id.in_(asset_ids)))
    return {(step_id, asset_id): check_id for step_id, asset_id, check_id in rows}


def _deed(step: LotStep, devices: Mapping[int, str], *, is_done: bool) -> Message:
    names = list(devices.values())
    said = verbatim(names[0]) if len(names) == 1 else _n("{count} device", "{count} devices", len(names))
    name = CONFORMITY if step.is_conformity else verbatim(step.name)
    if is_done:
        return _("Tick “{step}” for {devices}", step=name, devices=said)
    return _("Take the tick at “{step}” off {devices}", step=name, devices=said)


CONFORMITY = _("Conforms")
"""What the last step of each checklist is called."""
