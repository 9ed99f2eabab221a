"""What devices cost when they were bought, and where they stand now: for what was spent on rooms and departments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypedDict

from sqlalchemy import func, select

from coorddesk.core.messages import verbatim
from coorddesk.core.spending import Outlay, Spent
from coorddesk.directory.models import Person
from coorddesk.inventory.models import Asset, Manufacturer, Model
from coorddesk.inventory.rules import called

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from coorddesk.core.dated import Period


class Standing(TypedDict):
    """The device that something was spent on, and to what it belongs today."""

    asset_id: int | None
    place_id: int | None
    department_id: int | None
    category_id: int | None


STANDING = (Asset.id, Asset.place_id, func.coalesce(Asset.department_id, Person.department_id), Asset.category_id)
"""What a statement asks for to know where a device stands; of one in somebody's hands, their department is its own."""


def with_standing(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """A statement about devices that asks for `STANDING` too, as its last columns."""
    return wanted.add_columns(*STANDING).outerjoin(Person, Person.id == Asset.holder_id)


def standing(row: Sequence[Any]) -> Standing:
    """The last columns of a row of such a statement."""
    asset_id, place_id, department_id, category_id = row[-len(STANDING) :]
    return Standing(asset_id=asset_id, place_id=place_id, department_id=department_id, category_id=category_id)


def spent(session: Session, period: Period) -> Sequence[Spent]:
    """The devices that were bought on the days of a period, those that have left since among them."""
    words = Asset.tag, Asset.serial, Asset.name, Manufacturer.name, Model.name
    wanted = with_standing(
        select(Asset.purchase_date, Asset.price * Asset.quantity, *words)
        .select_from(Asset)
        .outerjoin(Model, Model.id == Asset.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    )
    bought = Asset.purchase_date.between(period.first, period.last), Asset.price > 0, Asset.deleted_at.is_(None)
    told = []
    for row in session.execute(wanted.where(*bought).order_by(Asset.purchase_date, Asset.id)):
        day, cents, tag, serial, name, maker, model = row[:7]
        where = standing(row)
        assert where["asset_id"] is not None
        of = " ".join(part for part in (maker, model) if part)
        device = called(tag, serial, name, where["asset_id"])
        said = verbatim(f"{device} · {of}" if of else device)
        told.append(Spent(day, cents, Outlay.PURCHASE, said, ("asset", where["asset_id"]), **where))
    return told
