"""What sheets may bring of maintenance schedules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.imports import NamedLink, PlaceLink, spellings
from coorddesk.directory.models import Supplier
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.models import Category
from coorddesk.maintenance.imports import headers
from coorddesk.maintenance.imports.entries import WORK_CHOICES
from coorddesk.maintenance.imports.links import AssetLink, LookedUp, model_link
from coorddesk.maintenance.models import Checklist, MaintenancePlan
from coorddesk.maintenance.rules import Rhythm, Work, days_text, days_typed, trouble_with
from coorddesk.maintenance.service.plans import PlanDetails, write_plan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LINKS = ("asset", "model", "category", "place", "checklist", "supplier")
_LIMITS = frozenset({"asset", "model", "category", "place"})

FIELDS = (
    ImportField(
        "name", _("Schedule"), spellings=headers.PLAN_NAMES, required=True, example=_("Lamps of the projectors")
    ),
    ImportField("work", _p("maintenance", "Kind"), FieldType.CHOICE, headers.KINDS, choices=WORK_CHOICES),
    ImportField("asset", _("Device"), FieldType.LINK, headers.DEVICES),
    ImportField("model", _("Model"), FieldType.LINK, headers.MODELS),
    ImportField(
        "category",
        _("Category"),
        FieldType.LINK,
        headers.CATEGORIES,
        link=_("Category"),
        example=_("Projector"),
    ),
    ImportField("place", _("Place"), FieldType.LINK, headers.PLACES, link=_("Place")),
    ImportField("start", _("First due on"), FieldType.DATE, headers.STARTS, required=True, example=date(2026, 7, 6)),
    ImportField("months", _("Every so many months"), FieldType.MONTHS, headers.EVERY, example=12),
    ImportField(
        "days",
        _("On these days of the year"),
        spellings=headers.DATES,
        spelt=lambda text: days_text(days_typed(text)),
    ),
    ImportField("from_done", _("Counted from the day it was done"), FieldType.YES_NO, headers.FROM_DONE),
    ImportField("end", _("Until"), FieldType.DATE, headers.ENDS),
    ImportField("ahead", _("Announced ahead (days)"), FieldType.NUMBER, headers.AHEAD, example=14),
    ImportField("checklist", _("Checklist"), FieldType.LINK, headers.CHECKLISTS),
    ImportField(
        "supplier", _("Supplier"), FieldType.LINK, spellings.SUPPLIER_NAMES, link=_("Supplier"), example="Reprolux"
    ),
    ImportField("notes", _("Notes"), spellings=spellings.NOTES, spelt=tidy_lines, example=_("In the summer holidays")),
)


class PlanTarget(SimpleTarget):
    """The schedules within one import; categories, places and suppliers that are not there yet are made with it."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every schedule."""
        for row in self._stored.values():
            values = self._values(row)
            yield Known(row.id, row.version, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every schedule, by name."""
        yield from map(self._values, sorted(self._stored.values(), key=lambda row: row.name_folded))

    def named(self, field_key: str, name: str) -> Named:
        """The record that a text means."""
        return self._links[field_key].named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """What all of its kind are called."""
        return self._links[field_key].names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """What the form would refuse: no device meant, both or neither of months and days, an end before the start."""
        said = self._said(values, known)
        if not any(said[key] for key in _LIMITS):
            return "category", _("Say for which devices: one, a model, a category or a place.")
        try:
            rhythm = _rhythm(said)
        except UserError as error:
            return "days", error.message
        return trouble_with(rhythm, said["ahead"] or 0)

    def accepts(self, rows: NewRows) -> bool:
        """Each schedule is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add schedules."""
        for row in rows:
            made = MaintenancePlan()
            write_plan(self._session, made, self._details({key: row.get(key) for key in _KEYS}))
            self._session.add(made)
            self._session.flush()

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change schedules."""
        for change in changes:
            stored = self._session.get_one(MaintenancePlan, change.id)
            write_plan(self._session, stored, self._details(self._values(stored) | dict(change.values)))
        self._session.flush()

    @cached_property
    def _stored(self) -> Mapping[int, MaintenancePlan]:
        rows = self._session.scalars(select(MaintenancePlan).order_by(MaintenancePlan.id))
        return {row.id: row for row in rows}

    @cached_property
    def _links(self) -> Mapping[str, AssetLink | LookedUp | NamedLink | PlaceLink]:
        wanted = select(Checklist.id, Checklist.name).order_by(Checklist.id)
        lists = self._session.execute(wanted).all()
        return {
            "asset": AssetLink(self._session),
            "model": model_link(self._session),
            "category": NamedLink(self._session, Category.__tablename__),
            "place": PlaceLink(self._session),
            "checklist": LookedUp(lists, _("There is no checklist of this name. Add it first.")),
            "supplier": NamedLink(self._session, Supplier.__tablename__),
        }

    def _values(self, row: MaintenancePlan) -> dict[str, Any]:
        """A schedule as a sheet says it."""
        details = PlanDetails.of(row)
        rhythm = details.rhythm
        linked = {key: getattr(details, f"{key}_id") for key in _LINKS}
        return {
            "name": row.name,
            "work": row.work,
            **{key: None if i is None else self._links[key].names.get(i) for key, i in linked.items()},
            "start": rhythm.start,
            "months": rhythm.months,
            "days": days_text(rhythm.days) or None,
            "from_done": rhythm.from_done,
            "end": rhythm.end,
            "ahead": row.ahead,
            "notes": row.notes or None,
        }

    def _said(self, values: Mapping[str, Any], known: Known | None) -> dict[str, Any]:
        """A schedule as it is, with what a row says of it."""
        stands = dict.fromkeys(_KEYS) if known is None else self._values(self._stored[known.id])
        return {**stands, **values}

    def _details(self, said: Mapping[str, Any]) -> PlanDetails:
        links: dict[str, Any] = {f"{key}_id": self._id(key, said[key]) for key in _LINKS}
        work = Work.UPKEEP if said["work"] is None else Work(said["work"])
        details = PlanDetails(said["name"], _rhythm(said), work, ahead=said["ahead"] or 0, notes=said["notes"] or "")
        return replace(details, **links)

    def _id(self, key: str, name: str | None) -> int | None:
        if name is None:
            return None
        link = self._links[key]
        return link.ids([name])[name] if isinstance(link, NamedLink | PlaceLink) else link.id_of(name)


def _rhythm(said: Mapping[str, Any]) -> Rhythm:
    days = days_typed(said["days"] or "")
    return Rhythm(said["start"], said["months"], days, from_done=bool(said["from_done"]), end=said["end"])


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return PlanTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import maintenance schedules: {new} new, {changed} changed", new=new, changed=changed)


_KEYS = tuple(field.key for field in FIELDS)

PLANS = ImportKind(
    key="maintenance-plans",
    title=_("Maintenance schedules"),
    fields=FIELDS,
    keys=(Key(("name",)),),
    open=PlanTarget,
    deed=_deed,
    rows=_rows,
)
