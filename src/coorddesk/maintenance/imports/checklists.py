"""What sheets may bring of checklists: their points in one cell each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.imports import spellings
from coorddesk.importing.kind import ImportField, ImportKind, Key, Known, NewRows, RowChange
from coorddesk.importing.listing import joined, listed
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.maintenance.imports import headers
from coorddesk.maintenance.models import Checklist
from coorddesk.maintenance.rules import points_typed
from coorddesk.maintenance.service.checklists import ChecklistDetails, write_checklist

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = (
    ImportField("name", _("Checklist"), spellings=headers.LIST_NAMES, required=True, example=_("Projector")),
    ImportField(
        "points",
        _("Points"),
        spellings=headers.POINTS,
        required=True,
        spelt=lambda text: joined(points_typed(listed(text))),
        example=_("Lamp; Filter; Remote control"),
    ),
    ImportField("notes", _("Notes"), spellings=spellings.NOTES, spelt=tidy_lines),
)


class ChecklistTarget(SimpleTarget):
    """The checklists within one import."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every checklist."""
        for row in self._stored():
            values = _values(row)
            yield Known(row.id, row.version, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every checklist, by name."""
        yield from map(_values, sorted(self._stored(), key=lambda row: row.name_folded))

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """What the form would refuse."""
        try:
            points_typed(listed(values.get("points") or ""))
        except UserError as error:
            return "points", error.message
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Each checklist is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add checklists."""
        for row in rows:
            made = Checklist()
            write_checklist(self._session, made, _details(row))
            self._session.add(made)
        self._session.flush()

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change checklists."""
        for change in changes:
            stored = self._session.get_one(Checklist, change.id)
            write_checklist(self._session, stored, _details(_values(stored) | dict(change.values)))
        self._session.flush()

    def _stored(self) -> Sequence[Checklist]:
        return self._session.scalars(select(Checklist).order_by(Checklist.id)).all()


def _values(row: Checklist) -> dict[str, Any]:
    """A checklist as a sheet says it."""
    return {"name": row.name, "points": joined(row.points), "notes": row.notes or None}


def _details(said: Mapping[str, Any]) -> ChecklistDetails:
    return ChecklistDetails(said["name"], tuple(listed(said["points"] or "")), said.get("notes") or "")


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return ChecklistTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import checklists: {new} new, {changed} changed", new=new, changed=changed)


CHECKLISTS = ImportKind(
    key="checklists",
    title=_("Checklists"),
    fields=FIELDS,
    keys=(Key(("name",)),),
    open=ChecklistTarget,
    deed=_deed,
    rows=_rows,
)
