"""The verbs on scenarios: what is expected is changed in them alone, never the records that it comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions, refuse_stale
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, rename_named, row_as_seen, row_there
from coorddesk.forecast.models import Scenario, ScenarioChange
from coorddesk.forecast.queries.scenarios import changes_of, scenario_as_written, target_names
from coorddesk.forecast.rules.expected import WHOLE
from coorddesk.forecast.rules.scenarios import Change, ScenarioDetails, refuse_change, said_change
from coorddesk.forecast.rules.words import ChangeKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_SCENARIO = Scenario.__tablename__


@dataclass(frozen=True)
class ScenarioEdit:
    """A scenario said anew, and the version its author saw."""

    id: int
    version: int
    details: ScenarioDetails


@dataclass(frozen=True)
class ScenarioCopy:
    """A scenario to copy with its changes, under another name."""

    id: int
    name: str


@dataclass(frozen=True)
class Changing:
    """One more change of a scenario."""

    scenario_id: int
    change: Change


@dataclass(frozen=True)
class TakingOff:
    """A change that a scenario makes no longer."""

    scenario_id: int
    change_id: int


@allowed(*EDITORS)
def create_scenario(session: Session, wish: ScenarioDetails) -> int:
    """Add a scenario that changes nothing yet but prices; returns its id."""
    row = Scenario()
    _write(session, row, wish)
    session.add(row)
    session.flush()
    record(session, _("Add the scenario “{name}”", name=row.name), (_SCENARIO, row.id))
    return row.id


@allowed(*EDITORS)
def edit_scenario(session: Session, wish: ScenarioEdit) -> None:
    """Change what a scenario says of itself."""
    row = row_there(session, Scenario, wish.id)
    theirs = scenario_as_written(session, row.id)
    if wish.details == theirs:
        return
    refuse_stale(row, wish.version, _TITLES, _as_read(wish.details), _as_read(theirs))
    _write(session, row, wish.details)
    session.flush()
    record(session, _("Edit the scenario “{name}”", name=row.name), (_SCENARIO, row.id))


@allowed(*EDITORS)
def copy_scenario(session: Session, wish: ScenarioCopy) -> int:
    """Make another scenario that begins as one there is; returns its id."""
    row_there(session, Scenario, wish.id)
    row = Scenario()
    _write(session, row, replace(scenario_as_written(session, wish.id), name=wish.name))
    session.add(row)
    session.flush()
    for place, (_change_id, change) in enumerate(changes_of(session, wish.id)):
        _add(session, row.id, place, change)
    session.flush()
    record(session, _("Add the scenario “{name}”", name=row.name), (_SCENARIO, row.id))
    return row.id


@allowed(*EDITORS)
def delete_scenario(session: Session, wish: Deletion) -> None:
    """Delete a scenario and its changes; what is expected stays as it is."""
    row = row_as_seen(session, Scenario, wish.id, wish.version)
    name = row.name
    for change in session.scalars(select(ScenarioChange).where(ScenarioChange.scenario_id == row.id)).all():
        session.delete(change)
    session.flush()
    delete_unused(session, row, name)
    record(session, _("Delete the scenario “{name}”", name=name), (_SCENARIO, wish.id))


@allowed(*EDITORS)
def add_change(session: Session, wish: Changing) -> int:
    """Let a scenario change one more thing, after those it changes already; returns the id of the change."""
    row = row_there(session, Scenario, wish.scenario_id)
    change = replace(wish.change, words=tidy(wish.change.words))
    refuse_change(change)
    name = _called(session, change)
    last = session.scalar(select(func.max(ScenarioChange.position)).where(ScenarioChange.scenario_id == row.id))
    added = _add(session, row.id, -1 if last is None else last, change, after=1)
    session.flush()
    raise_versions(session, table_named(_SCENARIO), [row.id])
    said = _("“{scenario}”: {change}", scenario=row.name, change=said_change(change, name))
    record(session, said, (_SCENARIO, row.id))
    return added.id


@allowed(*EDITORS)
def take_off_change(session: Session, wish: TakingOff) -> None:
    """Let a scenario no longer change something."""
    row = row_there(session, Scenario, wish.scenario_id)
    change = session.get(ScenarioChange, wish.change_id)
    if change is None or change.scenario_id != row.id:
        raise UserError(_("This change is no longer there."))
    session.delete(change)
    session.flush()
    raise_versions(session, table_named(_SCENARIO), [row.id])
    record(session, _("Take a change off the scenario “{name}”", name=row.name), (_SCENARIO, row.id))


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Where two records become one, let the changes about them be about that one."""
    about = select(ScenarioChange).where(ScenarioChange.target_kind == old[0], ScenarioChange.target_id == old[1])
    for change in session.scalars(about).all():
        change.target_id = new[1]
    session.flush()


def _write(session: Session, row: Scenario, details: ScenarioDetails) -> None:
    with session.no_autoflush:
        rename_named(session, row, details.name)
    if abs(details.price_rise) > WHOLE:
        raise UserError(_("Prices rise by 100% a year at most."), field="price_rise")
    row.price_rise, row.notes = details.price_rise, tidy_lines(details.notes)
    row.recommendation = tidy_lines(details.recommendation)


def _add(session: Session, scenario_id: int, place: int, change: Change, after: int = 0) -> ScenarioChange:
    kind, record_id = change.target or ("", None)
    row = ScenarioChange(
        scenario_id=scenario_id,
        position=place + after,
        kind=change.kind,
        target_kind=kind,
        target_id=record_id,
        year=change.year,
        years=change.years,
        quantity=change.quantity,
        percent=change.percent,
        cents=change.cents,
        words=change.words,
    )
    session.add(row)
    return row


def _called(session: Session, change: Change) -> str:
    if change.kind is ChangeKind.ADD or change.target is None:
        return change.words
    name = target_names(session, [change.target]).get(change.target)
    if name is None:
        raise UserError(_("What was chosen here is no longer there. Choose again."), field="target")
    return name


def _as_read(details: ScenarioDetails) -> dict[str, Any]:
    return {
        "name": details.name,
        "price_rise": details.price_rise,
        "notes": details.notes or None,
        "recommendation": details.recommendation or None,
    }


_TITLES: dict[str, Message] = {
    "name": _("Name"),
    "price_rise": _p("scenario", "Price rise a year"),
    "notes": _("Notes"),
    "recommendation": _p("scenario", "Recommendation"),
}
