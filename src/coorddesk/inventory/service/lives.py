"""The verbs on a device's life: what it is worth otherwise than its category says, and when it is to be replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.budget.rules.years import Span, year_named
from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Asset, AssetLife
from coorddesk.inventory.queries.lives import LIFE_TITLES, Life, lived
from coorddesk.inventory.queries.plans import fiscal_year
from coorddesk.inventory.rules import DEPRECIATION_TITLES, Depreciation, called, refuse_years, trouble_with
from coorddesk.inventory.rules.replacement import reckoned_year
from coorddesk.inventory.service.chosen import Chosen, devices_in_use, record_deed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_EARLIEST, _LATEST = 1950, 2200
_TABLE = table_named(AssetLife.__tablename__)


@dataclass(frozen=True)
class LifeDetails:
    """What is said of one device, amounts in cents; what is None follows its purchase, its category and its age."""

    in_service: date | None = None
    depreciation: Depreciation | None = None
    depreciation_years: int | None = None
    residual: int | None = None
    planned_year: int | None = None
    estimated_price: int | None = None
    plan_reason: str = ""


@dataclass(frozen=True)
class LifeEdit:
    """New details for a device's life, and the version their author saw; 0 where there were none."""

    asset_id: int
    version: int
    details: LifeDetails


@dataclass(frozen=True)
class PlanWish:
    """Devices to replace in a year (None: as their age says), at a price (None: as it is), and why."""

    devices: Chosen
    planned_year: int | None
    estimated_price: int | None = None
    reason: str = ""


@allowed(*EDITORS)
def edit_life(session: Session, wish: LifeEdit) -> None:
    """Say of a device what its category does not; what says nothing more is forgotten."""
    asset = session.get(Asset, wish.asset_id)
    if asset is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    rows = _rows(session, [asset.id])
    row = rows.get(asset.id)
    yours, theirs = _as_read(wish.details), _as_read(_details(row))
    refuse_stale(row or AssetLife(version=0), wish.version, LIFE_TITLES, yours, theirs)
    name = called(asset.tag, asset.serial, asset.name, asset.id)
    _write(session, rows, {asset.id: wish.details})
    record(session, _("Edit life and value of {device}", device=name), ("asset", wish.asset_id))


@allowed(*EDITORS)
def plan_replacement(session: Session, wish: PlanWish) -> None:
    """Decide when devices are replaced and at which price, or let their age say it again."""
    assets = devices_in_use(session, wish.devices)
    rows = _rows(session, [asset.id for asset in assets])
    said: dict[str, Any] = {"planned_year": wish.planned_year, "plan_reason": wish.reason}
    if wish.estimated_price is not None:
        said["estimated_price"] = wish.estimated_price
    _write(session, rows, {asset.id: replace(_details(rows.get(asset.id)), **said) for asset in assets})
    if wish.planned_year is None:
        record_deed(session, assets, lambda devices: _("Let age say when {devices} are replaced", devices=devices))
    else:
        year = year_named(wish.planned_year, fiscal_year(session))
        record_deed(session, assets, lambda devices: _("Replace {devices} in {year}", devices=devices, year=year))


def _write(session: Session, rows: Mapping[int, AssetLife], wanted: Mapping[int, LifeDetails]) -> None:
    """Let this be all that is said of devices, by their ids; `rows` is what was said of them so far."""
    lives, this_year, like = lived(session, list(wanted)), clock_of(session).today().year, fiscal_year(session)
    new: list[dict[str, Any]] = []
    changed: list[tuple[int, dict[str, Any]]] = []
    forgotten: list[int] = []
    for asset_id, wish in wanted.items():
        details = replace(wish, plan_reason=tidy_lines(wish.plan_reason))
        _refuse_impossible(lives[asset_id], details, this_year, like)
        said = {each.name: getattr(details, each.name) for each in fields(details)}
        row = rows.get(asset_id)
        if row is None:
            new += [{"asset_id": asset_id, "version": 1, **said}] if details != LifeDetails() else []
        elif details == LifeDetails():
            forgotten.append(row.id)
        else:
            changed.append((row.id, said))
    insert_rows(session, _TABLE, new)
    update_rows(session, _TABLE, changed)
    delete_rows(session, _TABLE, forgotten)


def _refuse_impossible(standing: Life, details: LifeDetails, this_year: int, like: Span | None) -> None:
    """Refuse what cannot be said of a device that stands so."""
    refuse_years("depreciation_years", details.depreciation_years)
    written_off = details.depreciation not in {None, Depreciation.NONE}
    if written_off and details.depreciation_years is None and standing.category_years is None:
        raise UserError(_("Over how many years?"), field="depreciation_years")
    for key in ("residual", "estimated_price"):
        trouble = trouble_with(getattr(details, key), None, None)
        if trouble is not None:
            raise UserError(trouble[1], field=key)
    if standing.price is not None and (details.residual or 0) > standing.price:
        raise UserError(_("What it is worth in the end is no more than what it cost."), field="residual")
    year = details.planned_year
    if year is None:
        return
    if not _EARLIEST <= year <= _LATEST:
        raise UserError(_("Write a year, such as {year}.", year=str(this_year)), field="planned_year")
    since = details.in_service or standing.purchase_date
    reckoned = reckoned_year(standing.ageing._replace(since=since), year, like)
    if reckoned is not None and year > reckoned and not details.plan_reason:
        said = _("Its age says {year}. Why is it kept longer?", year=year_named(reckoned, like))
        raise UserError(said, field="plan_reason")


def _rows(session: Session, ids: Sequence[int]) -> dict[int, AssetLife]:
    """What is said of these devices, by their ids."""
    return {
        row.asset_id: row
        for start in range(0, len(ids), CHUNK_ROWS)
        for row in session.scalars(select(AssetLife).where(AssetLife.asset_id.in_(ids[start : start + CHUNK_ROWS])))
    }


def _details(row: AssetLife | None) -> LifeDetails:
    if row is None:
        return LifeDetails()
    return LifeDetails(**{each.name: getattr(row, each.name) for each in fields(LifeDetails)})


def _as_read(details: LifeDetails) -> dict[str, Any]:
    """What is said, as forms show it."""
    method = None if details.depreciation is None else DEPRECIATION_TITLES[details.depreciation]
    year = None if details.planned_year is None else str(details.planned_year)
    own = {each.name: getattr(details, each.name) for each in fields(details)}
    return own | {"depreciation": method, "planned_year": year}
