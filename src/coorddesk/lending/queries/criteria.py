"""The fields of loans by which they are filtered: their own, their borrowers', and those of their things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, cast, select, true

from coorddesk.core.criteria import Criterion, said_criterion
from coorddesk.core.criteria_sql import Claim, Ground, claims, folded, own, own_text, record
from coorddesk.core.fields import Field, named_by
from coorddesk.core.messages import Message, _
from coorddesk.core.tables import Kind
from coorddesk.directory.models import Person, PersonGroup
from coorddesk.directory.queries import group_options, person_options
from coorddesk.directory.rules import PersonName, group_title
from coorddesk.inventory.models import Asset, Category, Model
from coorddesk.inventory.queries import category_options, model_options
from coorddesk.inventory.rules import called
from coorddesk.lending.models import Kit, Loan, LoanLine
from coorddesk.lending.queries.figures import STILL_OUT, THINGS, standing_of
from coorddesk.lending.queries.kits import kit_options
from coorddesk.lending.rules import STANDING_TITLES
from coorddesk.stock.models import StockItem
from coorddesk.stock.queries import device_options, item_options

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

STANDING = "standing"


def loan_claims(session: Session, criteria: Sequence[Criterion]) -> list[Claim]:
    """What a loan must be like for all criteria."""
    if not criteria:
        return []
    return claims(session, criteria, _GROUNDS | {STANDING: Ground(true(), standing_of(session))})


def said_loan_criteria(session: Session, criteria: Sequence[Criterion]) -> tuple[Message, ...]:
    """Each criterion in a few words."""
    by_key = {field.key: field for field in FIELDS_OF_LOANS}
    return tuple(said_criterion(session, criterion, by_key.get(criterion.field)) for criterion in criteria)


def _person(session: Session, person_id: int) -> str | None:
    row = session.get(Person, person_id)
    return None if row is None else PersonName(row.last_name, row.first_name).full


def _group(session: Session, group_id: int) -> str | None:
    row = session.get(PersonGroup, group_id)
    return None if row is None else group_title(row.name, row.year)


def _device(session: Session, asset_id: int) -> str | None:
    row = session.get(Asset, asset_id)
    return None if row is None else called(row.tag, row.serial, row.name, row.id)


FIELDS_OF_LOANS: tuple[Field, ...] = (
    Field("number", _("Loan"), Kind.NUMBER),
    Field("person", _("Borrower"), search=person_options, name=_person),
    Field("group", _("Class or group"), search=group_options, name=_group),
    Field(STANDING, _("Status"), choices=tuple((each.value, title) for each, title in STANDING_TITLES.items())),
    Field("since", _("Since"), Kind.DATE),
    Field("due", _("Due"), Kind.DATE),
    Field("things", _("Things"), Kind.NUMBER),
    Field("out", _("Still out"), Kind.NUMBER),
    Field("asset", _("Device"), search=device_options, name=_device),
    Field("model", _("Model"), search=model_options, name=named_by(Model)),
    Field("category", _("Category"), search=category_options, name=named_by(Category)),
    Field("item", _("Accessory"), search=item_options, name=named_by(StockItem)),
    Field("kit", _("Kit"), search=kit_options, name=named_by(Kit)),
    Field("note", _("Note")),
    Field("actor", _("Lent by")),
)
"""Every field of loans in the order of their list; when one ended is in the list alone."""


def _of_line(claim: Claim) -> Claim:
    return Loan.id.in_(select(LoanLine.loan_id).where(claim).correlate(None))


def _of_device(claim: Claim) -> Claim:
    lines = select(LoanLine.loan_id).join(Asset, Asset.id == LoanLine.asset_id)
    return Loan.id.in_(lines.where(claim).correlate(None))


def _count(column: Any) -> Ground:
    return Ground(true(), cast(column, BigInteger))


_GROUNDS: dict[str, Ground] = {
    "number": own(Loan.id),
    "person": record(Loan.person_id, select(Person.id), Person.search),
    "group": record(Loan.group_id, select(PersonGroup.id), PersonGroup.name_folded),
    "since": own(Loan.starts_on),
    "due": own(Loan.due_on),
    "things": _count(THINGS),
    "out": _count(STILL_OUT),
    "asset": replace(record(LoanLine.asset_id, select(Asset.id), Asset.search), around=_of_line),
    "model": replace(
        record(Asset.model_id, select(Model.id), Model.name_folded, Model.number_folded), around=_of_device
    ),
    "category": replace(record(Asset.category_id, select(Category.id), Category.name_folded), around=_of_device),
    "item": replace(record(LoanLine.item_id, select(StockItem.id), StockItem.search), around=_of_line),
    "kit": replace(record(LoanLine.kit_id, select(Kit.id), Kit.name_folded), around=_of_line),
    "note": Ground(Loan.search != "", text=folded(Loan.search)),
    "actor": own_text(Loan.id, Loan.actor),
}
