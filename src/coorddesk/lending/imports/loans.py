"""What sheets may bring of loans in progress: who has which device or accessory, since when and until when.

A device is known by its number. An accessory is known by the number of its line, which our own sheets say, else by a
row that says the same throughout: so a sheet that is taken in twice lends nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, select

from coorddesk.core.bulk import update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.imports import PersonLink
from coorddesk.directory.imports.group_link import GroupLink
from coorddesk.importing.kind import (
    FINGERPRINT,
    FieldType,
    ImportField,
    ImportKind,
    Key,
    Known,
    Named,
    NewRows,
    RowChange,
)
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.rules import MetaStatus
from coorddesk.lending.imports import headers
from coorddesk.lending.imports.accessories import AccessoryLink, refused_thing
from coorddesk.lending.imports.devices import DeviceLink
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.rules import LoanState
from coorddesk.lending.service import Borrower, NewLoan, Things
from coorddesk.lending.service.lending import enter_loan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = (
    ImportField(
        "device",
        _("Device"),
        FieldType.LINK,
        headers.DEVICES,
        example="CD-00042",
        several=_("This could be several devices: give each a row of its own."),
    ),
    ImportField("accessory", _("Accessory"), FieldType.LINK, headers.ACCESSORIES),
    ImportField("quantity", _("Quantity"), FieldType.NUMBER, headers.QUANTITIES, example=1),
    ImportField(
        "borrower",
        _("Borrower"),
        FieldType.LINK,
        headers.BORROWERS,
        link=_("Person"),
        example="Marie Dupont",
        several=_("This could be several people: give each a row of their own."),
    ),
    ImportField("group", _("Class or group"), FieldType.LINK, headers.CLASSES, example="6e B (2026-2027)"),
    ImportField("since", _("Since"), FieldType.DATE, headers.SINCE, past=True, example=date(2026, 9, 7)),
    ImportField("due", _("Due"), FieldType.DATE, headers.DUE, example=date(2026, 9, 21)),
    ImportField("note", _("Note"), FieldType.TEXT, headers.NOTES),
    ImportField("line", _("Line of the loan"), FieldType.CODE),
)


class _Together(NamedTuple):
    """What things of one loan have in common."""

    borrower: str | None
    group: str | None
    since: date | None
    due: date | None
    note: str


class LoanTarget(SimpleTarget):
    """What is on loan, within one import; borrowers that are not there yet are made with it."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._today = clock_of(session).today()
        self._people, self._groups = PersonLink(session), GroupLink(session)
        self._devices, self._accessories = DeviceLink(session), AccessoryLink(session)

    def existing(self, fields: Sequence[str]) -> Iterable[Known]:
        """Everything that is out, with what its loan says; an accessory by its line, and by what it says alone."""
        for row in self._session.execute(_OUT):
            values = self._values(row) | {FINGERPRINT: None}
            for line in dict.fromkeys((values["line"], None)):
                said = values | {"line": line}
                yield Known(row.id, row.version, tuple(said[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Everything that is out, loan by loan."""
        for row in self._session.execute(_OUT):
            yield self._values(row)

    def named(self, field_key: str, name: str) -> Named:
        """The device, accessory, person or group of a name; of these a sheet of loans makes people alone."""
        if field_key == "device":
            return self._devices.named(name)
        if field_key == "accessory":
            return self._accessories.named(name)
        if field_key == "borrower":
            return self._people.named(name)
        named = self._groups.named_now(name)
        if not named.exists:
            raise UserError(_("There is no such class or group. Add it first."))
        return named

    def names(self, field_key: str) -> Iterable[str]:
        """What devices, accessories, people or groups are called."""
        if field_key == "device":
            return self._devices.names
        if field_key == "accessory":
            return self._accessories.names
        return (self._people if field_key == "borrower" else self._groups).names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """Who has something is not for a sheet to change, and what is not there is not lent."""
        if known is not None:
            changed = next((key for key in values if key not in _OF_LOAN), None)
            said = _("This is on loan as something else. Take it back first.")
            return None if changed is None else (changed, said)
        if values.get("line"):
            return "line", _("There is no such line any more: leave it blank to lend this anew.")
        if refused := refused_thing(values):
            return refused
        if not values.get("borrower") and not values.get("group"):
            return "borrower", _("Say who borrows: a person, a class or a group.")
        first, last = values.get("since") or self._today, values.get("due")
        if first > self._today:
            return "since", _("This day is still to come: a loan in progress has begun.")
        if last is not None and last < first:
            return "due", _("A loan does not end before it begins.")
        return self._not_there(values["device"]) if values.get("device") else None

    def accepts(self, rows: NewRows) -> bool:
        """Each thing is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Lend things; those of one borrower and the same days are one loan."""
        together: dict[_Together, list[Mapping[str, Any]]] = {}
        for row in rows:
            note = tidy_lines(row.get("note") or "")
            key = _Together(row.get("borrower"), row.get("group"), row.get("since"), row.get("due"), note)
            together.setdefault(key, []).append(row)
        people = self._people.ids(key.borrower for key in together if key.borrower)
        for key, lent in together.items():
            person_id = people[key.borrower] if key.borrower else None
            group_id = self._group_ids[fold(key.group)] if key.group else None
            things = self._things(lent)
            wish = NewLoan(Borrower(person_id, group_id), things, key.due, key.note, key.since, despite=True)
            enter_loan(self._session, wish)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change until when loans last, and what is noted about them."""
        wanted = select(LoanLine.id, LoanLine.loan_id).where(LoanLine.id.in_([change.id for change in changes]))
        loans = dict(self._session.execute(wanted).all())
        new: dict[int, dict[str, Any]] = {}
        for change in changes:
            written = new.setdefault(loans[change.id], {})
            if "due" in change.values:
                written["due_on"] = change.values["due"]
            if "note" in change.values:
                note = tidy_lines(change.values["note"] or "")
                written |= {"note": note, "search": fold(note)}
        update_rows(self._session, table_named(Loan.__tablename__), list(new.items()))

    @cached_property
    def _group_ids(self) -> dict[str, int]:
        return {fold(name): group_id for group_id, name in self._groups.names.items()}

    def _things(self, rows: Iterable[Mapping[str, Any]]) -> Things:
        devices = tuple(self._devices.id_of(row["device"]) for row in rows if row.get("device"))
        accessories = (
            (self._accessories.id_of(row["accessory"]), row.get("quantity") or 1)
            for row in rows
            if row.get("accessory")
        )
        return Things(devices, (), tuple(accessories))

    def _not_there(self, device: str) -> tuple[str, Message] | None:
        found = self._devices.standing(device)
        if found.deleted_at is not None:
            return "device", _("{device} is in the bin. Restore it first.", device=device)
        match found.meta:
            case MetaStatus.RETIRED:
                return "device", _("{device} is retired. Bring it back first.", device=device)
            case MetaStatus.UNDER_REPAIR:
                return "device", _("{device} is under repair.", device=device)
            case MetaStatus.UNAVAILABLE:
                return "device", _("{device} is unavailable: give it another status first.", device=device)
        if found.is_set_aside:
            return "device", _("{device} is set aside for a loan that is being prepared.", device=device)
        return None

    def _values(self, row: Any) -> dict[str, Any]:
        is_device = row.asset_id is not None
        return {
            "device": self._devices.name_of(row.asset_id) if is_device else None,
            "accessory": None if is_device else self._accessories.name_of(row.item_id),
            "quantity": row.quantity,
            "line": None if is_device else str(row.id),
            "borrower": None if row.person_id is None else self._people.names[row.person_id],
            "group": None if row.group_id is None else self._groups.names[row.group_id],
            "since": row.starts_on,
            "due": row.due_on,
            "note": row.note or None,
        }


_OF_LOAN = frozenset({"due", "note"})
"""What a sheet may change of a loan."""
_OUT: Select[*tuple[Any, ...]] = (
    select(
        LoanLine.id,
        Loan.version,
        LoanLine.asset_id,
        LoanLine.item_id,
        LoanLine.quantity,
        Loan.person_id,
        Loan.group_id,
        Loan.starts_on,
        Loan.due_on,
        Loan.note,
    )
    .join(Loan, Loan.id == LoanLine.loan_id)
    .where(Loan.state == LoanState.OPEN, LoanLine.back_at.is_(None))
    .order_by(Loan.id, LoanLine.id)
)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return LoanTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import loans: {new} new, {changed} changed", new=new, changed=changed)


LOANS = ImportKind(
    key="loans",
    title=_("Loans in progress"),
    fields=FIELDS,
    keys=(Key(("device",)), Key(("line",))),
    open=LoanTarget,
    deed=_deed,
    rows=_rows,
    keyless=True,
)
