"""What sheets may bring of departments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.directory.imports import spellings
from coorddesk.directory.imports.named import NamedTarget
from coorddesk.directory.models import Department
from coorddesk.importing.kind import ImportField, ImportKind, Key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = (
    ImportField(
        "name",
        _("Name of the department"),
        spellings=(*spellings.DEPARTMENT_NAMES, *spellings.DEPARTMENTS),
        required=True,
        example=_("Library"),
    ),
)


def _open(session: Session) -> NamedTarget:
    return NamedTarget(session, Department.__tablename__, ("name",))


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return _open(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import departments: {new} new, {changed} changed", new=new, changed=changed)


DEPARTMENTS = ImportKind(
    key="departments",
    title=_("Departments"),
    fields=FIELDS,
    keys=(Key(("name",)),),
    open=_open,
    deed=_deed,
    rows=_rows,
)
