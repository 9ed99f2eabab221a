"""The verbs on formats of the desk's own."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy
from coorddesk.core.versions import expect_version
from coorddesk.directory.service import EDITORS, Deletion, rename_named, row_as_seen, row_there
from coorddesk.labels.models import LabelFormat
from coorddesk.labels.rules import LONGEST_NAME, MEASURES, SheetFormat, refusal
from coorddesk.reporting.page import PaperSize

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class FormatDetails:
    """A sheet of labels; the wish to add one. Measures in hundredths of a millimetre."""

    name: str
    page: PaperSize
    columns: int
    rows: int
    width: int
    height: int
    left: int
    top: int
    across: int
    down: int

    @property
    def sheet(self) -> SheetFormat:
        """As a sheet, whose rules it must keep."""
        return SheetFormat("own:", **{each.name: getattr(self, each.name) for each in fields(self)})


@dataclass(frozen=True)
class FormatEdit:
    """New details for a format, and the version their author saw."""

    id: int
    version: int
    details: FormatDetails


@allowed(*EDITORS)
def create_format(session: Session, wish: FormatDetails) -> int:
    """Add a format; returns its id."""
    _refuse(wish)
    row = LabelFormat()
    _write(session, row, wish)
    session.add(row)
    session.flush()
    record(session, _("Add the label format “{name}”", name=row.name), ("label_format", row.id))
    return row.id


@allowed(*EDITORS)
def edit_format(session: Session, wish: FormatEdit) -> None:
    """Change a format."""
    _refuse(wish.details)
    row = row_there(session, LabelFormat, wish.id)
    wanted = {each.name: getattr(wish.details, each.name) for each in fields(wish.details)}
    expect_version(row, wish.version, wanted | {"name": tidy(wish.details.name)}, _TITLES)
    _write(session, row, wish.details)
    session.flush()
    record(session, _("Edit the label format “{name}”", name=row.name), ("label_format", row.id))


@allowed(*EDITORS)
def delete_format(session: Session, wish: Deletion) -> None:
    """Delete a format; what was printed on it stays where it sticks."""
    row = row_as_seen(session, LabelFormat, wish.id, wish.version)
    record(session, _("Delete the label format “{name}”", name=row.name), ("label_format", row.id))
    session.delete(row)
    session.flush()


def _refuse(wish: FormatDetails) -> None:
    if len(tidy(wish.name)) > LONGEST_NAME:
        raise UserError(_("Give it a shorter name, of {count} letters at most.", count=LONGEST_NAME), field="name")
    refused = refusal(wish.sheet)
    if refused is not None:
        field, sentence = refused
        raise UserError(sentence, field=field)


def _write(session: Session, row: LabelFormat, wish: FormatDetails) -> None:
    rename_named(session, row, wish.name)
    for each in fields(wish):
        if each.name != "name":
            setattr(row, each.name, getattr(wish, each.name))


_TITLES: dict[str, Message] = {
    "name": _("Name"),
    "page": _("Paper"),
    "columns": _("Labels across"),
    "rows": _("Labels down"),
    **MEASURES,
}
