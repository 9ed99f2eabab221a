"""The verbs on what is due: done, skipped or postponed, for one device or for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.inventory.service import Chosen
from coorddesk.inventory.service.chosen import ChosenAsset, chosen_assets
from coorddesk.maintenance.models import MaintenancePlan, MaintenanceTurn
from coorddesk.maintenance.queries.reckoning import due_days
from coorddesk.maintenance.rules import Outcome
from coorddesk.maintenance.service.entries import EntryDetails, add_entries

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Turns:
    """Devices whose turn it is by a schedule, each with the day on which its author saw it due."""

    plan_id: int
    due: tuple[tuple[int, date], ...]

    @property
    def asset_ids(self) -> tuple[int, ...]:
        """The devices."""
        return tuple(asset_id for asset_id, _day in self.due)


@dataclass(frozen=True)
class Doing:
    """What a schedule asks for was done to devices; what it cost is shared out among them."""

    turns: Turns
    details: EntryDetails


@dataclass(frozen=True)
class Skipping:
    """Devices are left out this time, and why."""

    turns: Turns
    reason: str


@dataclass(frozen=True)
class Postponing:
    """Devices are due on another day this time, and why."""

    turns: Turns
    day: date
    reason: str


@allowed(*EDITORS)
def do_maintenance(session: Session, wish: Doing) -> list[int]:
    """Write into the log that what a schedule asks for was done; returns the ids of the entries."""
    plan, assets = _as_seen(session, wish.turns)
    ids = add_entries(session, assets, wish.details, plan_id=plan.id)
    entries = dict(zip((asset.id for asset in assets), ids, strict=True))
    _add_turns(session, wish.turns, Outcome.DONE, wish.details.day, entries=entries)
    name = plan.name
    _record(session, plan.id, assets, _("Do “{plan}” for {devices}", plan=name, devices=_said(assets)))
    return ids


@allowed(*EDITORS)
def skip_maintenance(session: Session, wish: Skipping) -> None:
    """Leave devices out this time; they are due again the next time."""
    plan, assets = _as_seen(session, wish.turns)
    _add_turns(session, wish.turns, Outcome.SKIPPED, clock_of(session).today(), reason=_reason(wish.reason))
    name = plan.name
    _record(session, plan.id, assets, _("Skip “{plan}” for {devices}", plan=name, devices=_said(assets)))


@allowed(*EDITORS)
def postpone_maintenance(session: Session, wish: Postponing) -> None:
    """Let devices be due on another day this time."""
    plan, assets = _as_seen(session, wish.turns)
    if wish.day <= clock_of(session).today():
        raise UserError(_("Choose a day still to come."), field="day")
    _add_turns(session, wish.turns, Outcome.POSTPONED, wish.day, reason=_reason(wish.reason))
    name, day = plan.name, wish.day
    deed = _("Postpone “{plan}” for {devices} to {day}", plan=name, devices=_said(assets), day=day)
    _record(session, plan.id, assets, deed)


def _said(assets: Sequence[ChosenAsset]) -> Message:
    if len(assets) == 1:
        return verbatim(assets[0].called)
    return _n("{count} device", "{count} devices", len(assets))


def _record(session: Session, plan_id: int, assets: Sequence[ChosenAsset], deed: Message) -> None:
    record(session, deed, ("maintenance_plan", plan_id), *(("asset", asset.id) for asset in assets))


def _reason(text: str) -> str:
    reason = tidy_lines(text)
    if not reason:
        raise UserError(_("Say why, for whoever asks later."), field="reason")
    return reason


def _as_seen(session: Session, turns: Turns) -> tuple[MaintenancePlan, Sequence[ChosenAsset]]:
    """The schedule and its devices, if they are still due on the days on which they were seen."""
    plan = row_there(session, MaintenancePlan, turns.plan_id)
    assets = chosen_assets(session, Chosen(turns.asset_ids))
    now = due_days(session, plan, asset_ids=turns.asset_ids)
    seen = dict(turns.due)
    for asset in assets:
        if asset.id not in now or now[asset.id][0] != seen[asset.id]:
            said = _("{device} is no longer due as you saw it. Look at it again.", device=asset.called)
            raise StaleWrite(said, ())
    return plan, assets


def _add_turns(
    session: Session,
    turns: Turns,
    outcome: Outcome,
    day: date,
    *,
    reason: str = "",
    entries: dict[int, int] | None = None,
) -> None:
    said = {
        "plan_id": turns.plan_id,
        "outcome": outcome,
        "day": day,
        "reason": reason,
        "moment": clock_of(session).now(),
        "actor": actor_of(session).name,
    }
    rows = [{"asset_id": i, "due": due, "entry_id": (entries or {}).get(i), **said} for i, due in turns.due]
    insert_rows(session, table_named(MaintenanceTurn.__tablename__), rows)
