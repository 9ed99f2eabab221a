"""What can be done with people and suppliers, as their pages' actions know it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.directory.queries import PersonQuery, PersonRow, SupplierRow
from coorddesk.directory.rules import Presence
from coorddesk.directory.service import Deletion, delete_person, delete_supplier
from coorddesk.directory.service.merge_kinds import PERSON_MERGE, SUPPLIER_MERGE
from coorddesk.directory.ui.person_dialog import PersonDialog
from coorddesk.directory.ui.supplier_dialog import SupplierDialog
from coorddesk.widgets.record_verbs import Ways

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.editing import EditKind


def _delete_person(session: Session, row: PersonRow) -> None:
    delete_person(session, Deletion(row.id, row.version))


def _delete_supplier(session: Session, row: SupplierRow) -> None:
    delete_supplier(session, Deletion(row.id, row.version))


def edits_of_people() -> EditKind:
    """Loaded once somebody edits many at once."""
    from coorddesk.directory.service.bulk_people import PERSON_EDITS  # the list is there without it

    return PERSON_EDITS


def widened(query: PersonQuery) -> PersonQuery:
    """Whoever asks when people left means those who did."""
    asks_for_left = any(criterion.field == "left_on" for criterion in query.criteria)
    return replace(query, presence=Presence.ALL) if asks_for_left else query


PEOPLE = Ways(_("New person"), PersonRow, PersonDialog, _delete_person, lambda row: row.full_name, merges=PERSON_MERGE)
SUPPLIERS = Ways(
    _("New supplier"), SupplierRow, SupplierDialog, _delete_supplier, lambda row: row.name, merges=SUPPLIER_MERGE
)
