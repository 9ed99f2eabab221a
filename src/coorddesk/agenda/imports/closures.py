"""What sheets may bring of the days on which the house is closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.agenda.models import Closure
from coorddesk.agenda.rules import CLOSURE_TITLES, ClosureKind, trouble_with
from coorddesk.agenda.service.closures import ClosureDetails, write_closure
from coorddesk.core.messages import Message, _, _p
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SPELLINGS = {
    ClosureKind.SCHOOL: ("vacances", "vacances scolaires", "school", "holidays"),
    ClosureKind.OWN: ("fermeture", "fermé", "travaux", "own", "closure"),
}
FIELDS = (
    ImportField(
        "name",
        _("Closure"),
        spellings=("Vacances", "Fermeture", "Période de fermeture", "Closed", "Holidays"),
        required=True,
        example=_("Summer holidays"),
    ),
    ImportField(
        "first",
        _("First day closed"),
        FieldType.DATE,
        spellings=("Premier jour de fermeture", "Fermé du", "Début des vacances", "Closed from"),
        required=True,
        example=date(2026, 7, 4),
    ),
    ImportField(
        "last",
        _("Last day closed"),
        FieldType.DATE,
        spellings=("Dernier jour de fermeture", "Fermé au", "Fin des vacances", "Closed to"),
        required=True,
        example=date(2026, 8, 31),
    ),
    ImportField(
        "kind",
        _p("closure", "Kind"),
        FieldType.CHOICE,
        choices=tuple(Choice(kind.value, title, _SPELLINGS[kind]) for kind, title in CLOSURE_TITLES.items()),
        example=CLOSURE_TITLES[ClosureKind.SCHOOL],
    ),
)


class ClosureTarget(SimpleTarget):
    """The closures within one import."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every closure."""
        for row in self._stored():
            values = _values(row)
            yield Known(row.id, row.version, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every closure, the earliest first."""
        yield from map(_values, sorted(self._stored(), key=lambda row: (row.first, row.last, row.name)))

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """What the form would refuse."""
        row = None if known is None else self._session.get(Closure, known.id)
        said = {} if row is None else _values(row)
        said |= {key: value for key, value in values.items() if value is not None}
        if "first" not in said or "last" not in said:
            return None  # told as missing
        return trouble_with(said.get("name", ""), said["first"], said["last"])

    def accepts(self, rows: NewRows) -> bool:
        """Each closure is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add closures."""
        for row in rows:
            write_closure(self._session, Closure(), _details(row))
        self._session.flush()

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change closures."""
        for change in changes:
            stored = self._session.get_one(Closure, change.id)
            write_closure(self._session, stored, _details(_values(stored) | dict(change.values)))
        self._session.flush()

    def _stored(self) -> Sequence[Closure]:
        return self._session.scalars(select(Closure).order_by(Closure.id)).all()


def _values(row: Closure) -> dict[str, Any]:
    """A closure as a sheet says it."""
    return {"name": row.name, "first": row.first, "last": row.last, "kind": row.kind.value}


def _details(said: Mapping[str, Any]) -> ClosureDetails:
    kind = ClosureKind(said.get("kind") or ClosureKind.SCHOOL)
    return ClosureDetails(said["name"], said["first"], said["last"], kind)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return ClosureTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import closures: {new} new, {changed} changed", new=new, changed=changed)


CLOSURES = ImportKind(
    key="closures",
    title=_("Closures"),
    fields=FIELDS,
    keys=(Key(("name", "first"), unique=False),),
    open=ClosureTarget,
    deed=_deed,
    rows=_rows,
)
