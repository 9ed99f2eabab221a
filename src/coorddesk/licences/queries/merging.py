"""Licences as they are compared where two may be one; of their keys, that there are some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.merging import Likely, Mergeable, MergeField, own_values
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.nearness import likely, written_alike
from coorddesk.core.options import Option
from coorddesk.core.tables import HIDDEN, Kind
from coorddesk.licences.models import Licence, LicenceSeat
from coorddesk.licences.queries.rows import licence_row
from coorddesk.licences.rules import LICENCE_KIND_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LICENCE_FIELDS = (
    MergeField("name", _("Licence")),
    MergeField("manufacturer_id", _("Publisher")),
    MergeField("kind", _("Kind of licence"), Kind.CHOICE),
    MergeField("seats", _("Seats"), Kind.NUMBER, says_nothing=True),
    MergeField("product_key", _("Licence key"), joined=True),
    MergeField("start", _("Valid from"), Kind.DATE),
    MergeField("expiry", _("Valid until"), Kind.DATE),
    MergeField("supplier_id", _("Supplier")),
    MergeField("purchase_date", _("Purchase date"), Kind.DATE),
    MergeField("price", _("Price"), Kind.AMOUNT),
    MergeField("order_number", _("Order number"), Kind.CODE, asked=True),
    MergeField("invoice_number", _("Invoice number"), Kind.CODE),
    MergeField("notes", _("Notes"), joined=True),
)
"""Without seats, nobody counts them: that says something too. Both keys are kept, one under the other."""


def mergeable_licence(session: Session, licence_id: int) -> Mergeable | None:
    """A licence, its key hidden."""
    row, shown = session.get(Licence, licence_id), licence_row(session, licence_id)
    if row is None or shown is None:
        return None
    links = {"manufacturer_id": shown.manufacturer, "supplier_id": shown.supplier}
    hidden = {"product_key": HIDDEN if shown.has_key else "", "kind": LICENCE_KIND_TITLES[row.kind]}
    values = own_values(LICENCE_FIELDS, row) | links | hidden
    return Mergeable(row.id, row.version, row.name, values, row.order_number)


def licence_consequences(session: Session, kept_id: int, gone_id: int) -> Sequence[Message]:
    """How many seats come along, and how many of them somebody has twice."""
    taken = LicenceSeat.until.is_(None)
    count = session.scalar(select(func.count()).where(LicenceSeat.licence_id == gone_id, taken)) or 0
    twice = len(twin_seats(session, kept_id, gone_id))
    said = []
    if count - twice:
        said.append(_n("{count} seat", "{count} seats", count - twice))
    if twice:
        said.append(
            _n(
                "{count} holder has a seat of both, and keeps one",
                "{count} holders have a seat of both, and keep one",
                twice,
            )
        )
    return said


def twin_seats(session: Session, kept_id: int, gone_id: int) -> list[int]:
    """The seats of a licence whose holders have one of another."""
    holders = LicenceSeat.person_id, LicenceSeat.asset_id
    taken = select(LicenceSeat.id, *holders).where(LicenceSeat.until.is_(None))
    there = {(row.person_id, row.asset_id) for row in session.execute(taken.where(LicenceSeat.licence_id == kept_id))}
    rows = session.execute(taken.where(LicenceSeat.licence_id == gone_id).order_by(LicenceSeat.id))
    return [row.id for row in rows if (row.person_id, row.asset_id) in there]


def likely_licences(session: Session) -> Sequence[Likely]:
    """Licences written almost alike; of one name and two orders, they are two."""
    rows = session.execute(select(Licence.id, Licence.name, Licence.order_number).order_by(Licence.id)).all()
    named = {row.id: Option(row.id, row.name, row.order_number) for row in rows}
    orders = {row.id: fold_code(row.order_number) for row in rows}
    alike = written_alike({row.id: row.name for row in rows})
    return likely(
        named,
        (
            (one, other, why)
            for one, other, why in alike
            if not (orders[one] and orders[other]) or orders[one] == orders[other]
        ),
    )


def find_licence(session: Session, text: str) -> int | None:
    """The licence of a name, or of an order; a `UserError` if it could be several."""
    rows = session.execute(select(Licence.id, Licence.name_folded, Licence.order_number)).all()
    found = [row.id for row in rows if fold(text) == row.name_folded]
    found = found or [row.id for row in rows if row.order_number and fold_code(row.order_number) == fold_code(text)]
    if len(found) > 1:
        raise UserError(_("Several licences are called “{name}”: say the number of the order.", name=text))
    return found[0] if found else None
