"""The verb that edits many licences at once: publisher, supplier, until when they are valid, prices; one change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.access import allowed
from coorddesk.core.editing import BulkWish, EditKind, EditPlan
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold_code
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.row_editing import RowEdits, edit_rows, plan_rows
from coorddesk.directory.service import EDITORS
from coorddesk.licences.models import Licence
from coorddesk.licences.queries import FIELDS_OF_LICENCES, LicenceQuery, licence_ids
from coorddesk.licences.rules import licence_search, trouble_with
from coorddesk.licences.service.licences import refuse_twin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.criteria import Criterion

_TABLE = Licence.__tablename__


@allowed(*EDITORS)
def plan_bulk_licences(session: Session, wish: BulkWish) -> EditPlan:
    """Old and new of every licence, and which are refused; writes nothing. Raises `UserError` for what cannot be."""
    return plan_rows(session, _EDITS, wish)


@allowed(*EDITORS)
def bulk_edit_licences(session: Session, wish: BulkWish) -> EditPlan:
    """Edit many licences as one change; whole or not at all, but for those that the wish lets out."""
    plan = edit_rows(session, _EDITS, wish)
    _refuse_twins(session, [row.id for row in plan.rows if row.is_changed])
    return plan


def _refusal(session: Session, old: Mapping[str, Any], new: Mapping[str, Any]) -> Message | None:
    trouble = trouble_with(new["seats"], new["price"], new["start"], new["expiry"])
    if trouble is not None:
        return _("{name}: {reason}", name=old["name"], reason=trouble[1])
    if fold_code(new["order_number"]) != fold_code(old["order_number"]):
        try:
            refuse_twin(session, new["name"], new["order_number"], old["id"])
        except UserError as error:
            return error.message
    return None


def _refuse_twins(session: Session, ids: Sequence[int]) -> None:
    """Refuse to give several licences of one name one order: each was alone with it in the plan."""
    session.expire_all()
    for row_id in ids:
        row = session.get_one(Licence, row_id)
        refuse_twin(session, row.name, row.order_number, row.id)


def _copies(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"search": licence_search(row["name"], row["order_number"], row["invoice_number"])}


def _find(session: Session, criteria: Sequence[Criterion]) -> Sequence[int]:
    """Those that expired, too: nothing that is asked for is left out."""
    return licence_ids(session, LicenceQuery(everything=True, criteria=tuple(criteria)))


def _licences(count: int) -> Message:
    return _n("{count} licence", "{count} licences", count)


_EDITS = RowEdits(_TABLE, FIELDS_OF_LICENCES, _licences, lambda row: str(row["name"]), _refusal, _copies)
LICENCE_EDITS = EditKind(
    "licences",
    _("Licence"),
    _licences,
    lambda _session: FIELDS_OF_LICENCES,
    _find,
    plan_bulk_licences,
    bulk_edit_licences,
)
"""Licences, for whoever edits many of anything."""
