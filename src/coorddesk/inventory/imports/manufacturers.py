"""What sheets may bring of manufacturers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.directory.imports import NamedTarget
from coorddesk.directory.imports.notes import notes_field
from coorddesk.directory.imports.spellings import WEBSITES
from coorddesk.importing.kind import ImportField, ImportKind, Key
from coorddesk.inventory.imports import headers
from coorddesk.inventory.models import Manufacturer
from coorddesk.inventory.rules import link_typed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = (
    ImportField(
        "name", _("Manufacturer"), spellings=(*headers.MANUFACTURERS, "Nom", "Name"), required=True, example="Dell"
    ),
    ImportField("website", _("Website"), spellings=WEBSITES, spelt=link_typed, example="https://www.dell.com"),
    ImportField("support", _("Support"), spellings=headers.SUPPORTS, example="0 825 387 270"),
    notes_field(_("Answers by e-mail")),
)


def _open(session: Session) -> NamedTarget:
    return NamedTarget(session, Manufacturer.__tablename__, [field.key for field in FIELDS])


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return _open(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import manufacturers: {new} new, {changed} changed", new=new, changed=changed)


MANUFACTURERS = ImportKind(
    key="manufacturers",
    title=_("Manufacturers"),
    fields=FIELDS,
    keys=(Key(("name",)),),
    open=_open,
    deed=_deed,
    rows=_rows,
)
