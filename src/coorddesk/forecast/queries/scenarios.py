"""Scenarios as lists and forms show them, and what their changes are about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.matching import contains_all
from coorddesk.core.messages import Message, _p
from coorddesk.core.records import Hit, Subject
from coorddesk.forecast.models import Scenario, ScenarioChange
from coorddesk.forecast.rules.scenarios import Change, ScenarioDetails, changes_counted, said_change
from coorddesk.inventory.queries.called import names as inventory_names
from coorddesk.licences.models import Licence
from coorddesk.purchasing.models import Contract, PurchaseRequest

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

_SCENARIO = Scenario.__tablename__
_CALLED: dict[str, Select[*tuple[Any, ...]]] = {
    "licence": select(Licence.id, Licence.name),
    "contract": select(Contract.id, Contract.name),
    "purchase_request": select(PurchaseRequest.id, PurchaseRequest.reference + " " + PurchaseRequest.title),
}


@dataclass(frozen=True)
class ScenarioRow:
    """A scenario, and how many changes it makes."""

    id: int
    version: int
    name: str
    price_rise: int
    notes: str
    recommendation: str
    changes: int


@dataclass(frozen=True)
class ChangeRow:
    """A change of a scenario in words."""

    id: int
    change: Change
    said: Message


def scenarios(session: Session) -> Sequence[ScenarioRow]:
    """Every scenario by its name."""
    return [_row(*found) for found in session.execute(_wanted().order_by(Scenario.name_folded))]


def scenario(session: Session, scenario_id: int) -> ScenarioRow | None:
    """One scenario; None if it is not there."""
    found = session.execute(_wanted().where(Scenario.id == scenario_id)).one_or_none()
    return None if found is None else _row(*found)


def scenario_as_written(session: Session, scenario_id: int) -> ScenarioDetails:
    """A scenario as it is written."""
    row = session.get_one(Scenario, scenario_id)
    return ScenarioDetails(row.name, row.price_rise, row.notes, row.recommendation)


def changes_of(session: Session, scenario_id: int) -> list[tuple[int, Change]]:
    """The changes of a scenario with their ids, in their order."""
    of_scenario = select(ScenarioChange).where(ScenarioChange.scenario_id == scenario_id)
    rows = session.scalars(of_scenario.order_by(ScenarioChange.position, ScenarioChange.id))
    return [(row.id, _change(row)) for row in rows]


def changes_said(session: Session, scenario_id: int) -> list[ChangeRow]:
    """The changes of a scenario in words."""
    every = changes_of(session, scenario_id)
    names = target_names(session, [change.target for _id, change in every if change.target is not None])
    return [_said(change_id, change, names) for change_id, change in every]


def _change(row: ScenarioChange) -> Change:
    """A change as the rules see it."""
    target = None if row.target_id is None else (row.target_kind, row.target_id)
    return Change(row.kind, target, row.year, row.years, row.quantity, row.percent, row.cents, row.words)


def target_names(session: Session, targets: Collection[Subject]) -> dict[Subject, str]:
    """What the records are called that changes are about; those that are gone are left out."""
    found: dict[Subject, str] = {}
    for kind in {kind for kind, _id in targets}:
        ids = [record_id for each, record_id in targets if each == kind]
        if kind in _CALLED:
            wanted = _CALLED[kind]
            called = dict(session.execute(wanted.where(wanted.selected_columns[0].in_(ids))).all())
        else:
            called = dict(inventory_names(session, kind, ids))
        found |= {(kind, record_id): name for record_id, name in called.items()}
    return found


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What scenarios are called."""
    if kind != _SCENARIO:
        return {}
    return dict(session.execute(select(Scenario.id, Scenario.name).where(Scenario.id.in_(ids))).all())


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Scenarios with the words of a folded text in their names."""
    wanted = _wanted().where(contains_all(Scenario.name_folded, text))
    rows = [_row(*found) for found in session.execute(wanted.order_by(Scenario.name_folded).limit(limit))]
    return [Hit((_SCENARIO, row.id), row.name, changes_counted(row.changes)) for row in rows]


def _said(change_id: int, change: Change, names: Mapping[Subject, str]) -> ChangeRow:
    if change.target is None:
        return ChangeRow(change_id, change, said_change(change, ""))
    name = names.get(change.target)
    if name is None:
        return ChangeRow(change_id, change, _p("scenario", "About something that is no longer there"))
    return ChangeRow(change_id, change, said_change(change, name))


def _wanted() -> Select[Scenario, int]:
    of_scenario = select(func.count()).where(ScenarioChange.scenario_id == Scenario.id).scalar_subquery()
    return select(Scenario, of_scenario)


def _row(row: Scenario, changes: int) -> ScenarioRow:
    return ScenarioRow(row.id, row.version, row.name, row.price_rise, row.notes, row.recommendation, changes)
