"""What sheets may bring of causes: their names, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy
from coorddesk.directory.imports import NamedTarget
from coorddesk.helpdesk.imports import headers
from coorddesk.helpdesk.imports.links import CauseLink
from coorddesk.helpdesk.models import Cause
from coorddesk.importing.kind import ImportField, ImportKind, Key, NewRows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = (
    ImportField(
        "name",
        _("Name of the cause"),
        spellings=(*headers.CAUSES, "Nom", "Libellé", "Name"),
        spelt=tidy,
        required=True,
        example=_p("cause", "Liquid spilt"),
    ),
)


class CauseTarget(NamedTarget):
    """The causes within one import; new ones come last, in the order of the sheet."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        super().__init__(session, Cause.__tablename__, ("name",))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every cause, in the order in which they are offered."""
        for name in self._session.scalars(select(Cause.name).order_by(Cause.position, Cause.name_folded)):
            yield {"name": name}

    def insert(self, rows: NewRows) -> None:
        """Add causes."""
        CauseLink(self._session).ids(row["name"] for row in rows)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return CauseTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import causes: {new} new, {changed} changed", new=new, changed=changed)


CAUSES = ImportKind(
    key="causes",
    title=_("Causes of tickets"),
    fields=FIELDS,
    keys=(Key(("name",)),),
    open=CauseTarget,
    deed=_deed,
    rows=_rows,
)
