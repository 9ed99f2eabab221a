"""The verbs on a device's life: what it is worth otherwise than its category says, and when it is to be replaced."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Asset, AssetLife
from coorddesk.inventory.queries.lives import LIFE_TITLES, lived
from coorddesk.inventory.rules import DEPRECIATION_TITLES, Depreciation, called, refuse_years, trouble_with
from coorddesk.inventory.rules.replacement import reckoned_year
from coorddesk.inventory.service.chosen import Chosen, devices_in_use, record_deed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_EARLIEST, _LATEST = 1950, 2200


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
    row = _row(session, wish.asset_id)
    standing = _details(row)
    probe = row or AssetLife(version=0)
    refuse_stale(probe, wish.version, LIFE_TITLES, _as_read(wish.details), _as_read(standing))
    _write(session, asset, row, wish.details)
    name = called(asset.tag, asset.serial, asset.name, asset.id)
    record(session, _("Edit life and value of {device}", device=name), ("asset", asset.id))


@allowed(*EDITORS)
def plan_replacement(session: Session, wish: PlanWish) -> None:
    """Decide when devices are replaced and at which price, or let their age say it again."""
    assets = devices_in_use(session, wish.devices)
    for chosen in assets:
        row = _row(session, chosen.id)
        price = wish.estimated_price
        standing = _details(row)
        details = replace(
            standing,
            planned_year=wish.planned_year,
            estimated_price=standing.estimated_price if price is None else price,
            plan_reason=wish.reason,
        )
        _write(session, session.get_one(Asset, chosen.id), row, details)
    if wish.planned_year is None:
        record_deed(session, assets, lambda devices: _("Let age say when {devices} are replaced", devices=devices))
    else:
        year = str(wish.planned_year)
        record_deed(session, assets, lambda devices: _("Replace {devices} in {year}", devices=devices, year=year))


def _write(session: Session, asset: Asset, row: AssetLife | None, details: LifeDetails) -> None:
    details = replace(details, plan_reason=tidy_lines(details.plan_reason))
    _refuse_impossible(session, asset, details)
    if details == LifeDetails():
        if row is not None:
            session.delete(row)
            session.flush()
        return
    row = row or AssetLife(asset_id=asset.id)
    for each in fields(details):
        setattr(row, each.name, getattr(details, each.name))
    session.add(row)
    session.flush()


def _refuse_impossible(session: Session, asset: Asset, details: LifeDetails) -> None:
    refuse_years("depreciation_years", details.depreciation_years)
    for key in ("residual", "estimated_price"):
        trouble = trouble_with(getattr(details, key), None, None)
        if trouble is not None:
            raise UserError(trouble[1], field=key)
    if asset.price is not None and (details.residual or 0) > asset.price:
        raise UserError(_("What it is worth in the end is no more than what it cost."), field="residual")
    year = details.planned_year
    if year is None:
        return
    if not _EARLIEST <= year <= _LATEST:
        raise UserError(
            _("Write a year, such as {year}.", year=str(clock_of(session).today().year)), field="planned_year"
        )
    reckoned = reckoned_year(lived(session, [asset.id])[asset.id].ageing, year)
    if reckoned is not None and year > reckoned and not details.plan_reason:
        said = _("Its age says {year}. Why is it kept longer?", year=str(reckoned))
        raise UserError(said, field="plan_reason")


def _row(session: Session, asset_id: int) -> AssetLife | None:
    return session.scalar(select(AssetLife).where(AssetLife.asset_id == asset_id))


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
