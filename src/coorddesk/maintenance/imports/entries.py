"""What sheets may bring of the maintenance log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.imports import NamedLink, spellings
from coorddesk.directory.models import Supplier
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.maintenance.imports import headers
from coorddesk.maintenance.imports.links import AssetLink, LookedUp
from coorddesk.maintenance.imports.points import points_in, points_said, points_spelt
from coorddesk.maintenance.models import MaintenanceEntry, MaintenancePlan
from coorddesk.maintenance.rules import (
    VERDICT_TITLES,
    WORK_TITLES,
    Verdict,
    Work,
    entry_search,
    entry_trouble,
    kept_points,
    stored_points,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TEXTS = ("what", "done_by", "documents", "notes")

WORK_CHOICES = tuple(Choice(work, title, headers.WORKS[work]) for work, title in WORK_TITLES.items())

FIELDS = (
    ImportField("asset", _("Device"), FieldType.LINK, headers.DEVICES, required=True, example="CD-00042"),
    ImportField("day", _("Day"), FieldType.DATE, headers.DAYS, past=True, required=True, example=date(2026, 3, 12)),
    ImportField("work", _p("maintenance", "Kind"), FieldType.CHOICE, headers.KINDS, choices=WORK_CHOICES),
    ImportField(
        "what",
        _p("maintenance", "What was done"),
        spellings=headers.WHAT,
        required=True,
        spelt=tidy,
        example=_("Lamp changed"),
    ),
    ImportField("done_by", _("Done by"), spellings=headers.DONE_BY, spelt=tidy, example="Denis Faure"),
    ImportField(
        "supplier", _("Supplier"), FieldType.LINK, spellings.SUPPLIER_NAMES, link=_("Supplier"), example="Reprolux"
    ),
    ImportField("cost", _("Cost"), FieldType.AMOUNT, headers.COSTS, example=11_900),
    ImportField("downtime", _("Out of use (hours)"), FieldType.NUMBER, headers.DOWNTIMES, example=24),
    ImportField("under_warranty", _("Under warranty"), FieldType.YES_NO, headers.WARRANTIES),
    ImportField("documents", _("Documents"), FieldType.CODE, headers.DOCUMENTS, spelt=tidy, example="F-2026-118"),
    ImportField(
        "verdict",
        _("Verdict"),
        FieldType.CHOICE,
        headers.VERDICTS,
        choices=tuple(Choice(each, title, headers.VERDICT_WORDS[each]) for each, title in VERDICT_TITLES.items()),
    ),
    ImportField(
        "points", _("Checklist"), spellings=headers.CHECKLISTS, spelt=points_spelt, example="[x] Lampe; [ ] Filtre"
    ),
    ImportField("nth", _("Nth time that day"), FieldType.NUMBER, headers.NTH, example=2),
    ImportField("plan", _("Schedule"), FieldType.LINK, headers.PLANS, example=_("Lamps of the projectors")),
    ImportField("notes", _("Notes"), spellings=spellings.NOTES, spelt=tidy_lines, example=_("Seen with the caretaker")),
)


class EntryTarget(SimpleTarget):
    """The maintenance log within one import; suppliers that are not there yet are made with it."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._assets = AssetLink(session)
        self._suppliers = NamedLink(session, Supplier.__tablename__)
        self._of_repairs: set[int] = set()

    @cached_property
    def _plans(self) -> LookedUp:
        wanted = select(MaintenancePlan.id, MaintenancePlan.name).order_by(MaintenancePlan.id)
        return LookedUp(self._session.execute(wanted).all(), _("There is no maintenance schedule of this name."))

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every entry about a device that is not in the bin."""
        for row, values in self._told():
            if row.repair_id is not None:
                self._of_repairs.add(row.id)
            yield Known(row.id, row.version, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every entry, day by day."""
        yield from (values for _row, values in self._told())

    def named(self, field_key: str, name: str) -> Named:
        """The device, the supplier or the schedule that a text means."""
        return self._link(field_key).named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """What all of them are called."""
        return self._link(field_key).names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """What the form would refuse, and what a repair came to: that is changed by the repair."""
        if known is not None and known.id in self._of_repairs:
            return next(iter(values)), _("This line of the log is what a repair came to. Change the repair instead.")
        if values.get("nth", 2) is not None and values.get("nth", 2) < 2:
            return "nth", _("Leave it empty for the first, write 2 for the second that day.")
        day = values.get("day")
        if day is not None and day > clock_of(self._session).today():
            return "day", _("This day is still to come.")
        return entry_trouble(values.get("cost"), values.get("downtime"))

    def accepts(self, rows: NewRows) -> bool:
        """Each entry is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Write entries into the log."""
        listed = list(rows)
        suppliers = self._suppliers.ids({row["supplier"] for row in listed if row.get("supplier")})
        insert_rows(
            self._session,
            table_named(MaintenanceEntry.__tablename__),
            [self._new(row, suppliers) for row in listed],
        )

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change entries; device, day and what was done are their keys."""
        named = {change.values["supplier"] for change in changes if change.values.get("supplier")}
        suppliers = self._suppliers.ids(named)
        stored = {row.id: row for row in self._stored()}
        update_rows(
            self._session,
            table_named(MaintenanceEntry.__tablename__),
            [(change.id, self._changed(stored[change.id], change.values, suppliers)) for change in changes],
        )

    def _told(self) -> Iterator[tuple[MaintenanceEntry, dict[str, Any]]]:
        """Each entry as a sheet says it; one that says what another of the day says is known by how many there are."""
        seen: Counter[tuple[int, date, str]] = Counter()
        for row in self._stored():
            same = row.asset_id, row.day, fold(row.what)
            seen[same] += 1
            yield row, self._values(row) | {"nth": seen[same] if seen[same] > 1 else None}

    def _stored(self) -> Iterable[MaintenanceEntry]:
        wanted = select(MaintenanceEntry).order_by(MaintenanceEntry.day, MaintenanceEntry.id)
        rows = self._session.scalars(wanted).all()
        return [row for row in rows if row.asset_id in self._assets.names]

    def _link(self, field_key: str) -> AssetLink | NamedLink | LookedUp:
        match field_key:
            case "asset":
                return self._assets
            case "supplier":
                return self._suppliers
        return self._plans

    def _values(self, row: MaintenanceEntry) -> dict[str, Any]:
        """An entry as a sheet says it."""
        return {
            "asset": self._assets.names[row.asset_id],
            "day": row.day,
            "work": row.work,
            "supplier": None if row.supplier_id is None else self._suppliers.names[row.supplier_id],
            "cost": row.cost,
            "downtime": row.downtime,
            "under_warranty": row.under_warranty,
            "verdict": row.verdict,
            "points": points_said(kept_points(row.points)) or None,
            "plan": None if row.plan_id is None else self._plans.names[row.plan_id],
            **{key: getattr(row, key) or None for key in _TEXTS},
        }

    def _columns(self, values: Mapping[str, Any], suppliers: Mapping[str, int]) -> dict[str, Any]:
        """The columns that values by field keys are kept in."""
        ways: dict[str, tuple[str, Callable[[Any], Any]]] = {
            "asset": ("asset_id", self._assets.id_of),
            "supplier": ("supplier_id", lambda name: name and suppliers[name]),
            "plan": ("plan_id", lambda name: name and self._plans.id_of(name)),
            "points": ("points", lambda text: stored_points(points_in(text or ""))),
            "work": ("work", lambda word: word and Work(word)),
            "verdict": ("verdict", lambda word: word and Verdict(word)),
            "under_warranty": ("under_warranty", bool),
            **{key: (key, lambda text: text or "") for key in _TEXTS},
        }
        found = ((ways.get(key, (key, lambda same: same)), value) for key, value in values.items())
        return {column: kept(value) for (column, kept), value in found}

    def _new(self, row: Mapping[str, Any], suppliers: Mapping[str, int]) -> dict[str, Any]:
        columns = self._columns({field.key: row.get(field.key) for field in FIELDS if field.key != "nth"}, suppliers)
        columns["work"] = columns["work"] or Work.UPKEEP
        return columns | {"version": 1, "repair_id": None, "search": _search(columns)}

    def _changed(
        self, stored: MaintenanceEntry, values: Mapping[str, Any], suppliers: Mapping[str, int]
    ) -> dict[str, Any]:
        columns = self._columns(values, suppliers)
        if columns.get("work", stored.work) is None:
            del columns["work"]
        words = {key: columns.get(key, getattr(stored, key)) for key in _TEXTS}
        return columns | {"search": _search(words)}


def _search(words: Mapping[str, Any]) -> str:
    return entry_search(**{key: words[key] for key in _TEXTS})


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return EntryTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import the maintenance log: {new} new, {changed} changed", new=new, changed=changed)


LOG = ImportKind(
    key="maintenance-log",
    title=_("Maintenance log"),
    fields=FIELDS,
    keys=(Key(("asset", "day", "what", "nth")), Key(("asset", "day", "what"), unique=False)),
    open=EntryTarget,
    deed=_deed,
    rows=_rows,
)
