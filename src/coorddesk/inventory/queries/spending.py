"""What devices cost when they were bought, and where they stand now: for what was spent on rooms and departments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from coorddesk.core.messages import verbatim
from coorddesk.core.spending import Outlay, Spent
from coorddesk.directory.models import Person
from coorddesk.inventory.models import Asset, Manufacturer, Model
from coorddesk.inventory.rules import called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.dated import Period


class Standing(NamedTuple):
    """The device that something was spent on, and to what it belongs today."""

    asset_id: int | None
    place_id: int | None
    department_id: int | None
    category_id: int | None


STANDING = (Asset.id, Asset.place_id, func.coalesce(Asset.department_id, Person.department_id), Asset.category_id)
"""What a statement asks for to know where a device stands; of one in somebody's hands, their department is its own."""
HOLDER = (Person, Person.id == Asset.holder_id)
"""What it joins for that, whether a device has one or not."""


def spent(session: Session, period: Period) -> Sequence[Spent]:
    """The devices that were bought on the days of a period, those that have left since among them."""
    words = Asset.tag, Asset.serial, Asset.name, Manufacturer.name, Model.name
    wanted = (
        select(Asset.purchase_date, Asset.price * Asset.quantity, *words, *STANDING)
        .select_from(Asset)
        .outerjoin(Model, Model.id == Asset.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .outerjoin(*HOLDER)
    )
    bought = Asset.purchase_date.between(period.first, period.last), Asset.price > 0, Asset.deleted_at.is_(None)
    told = []
    for row in session.execute(wanted.where(*bought).order_by(Asset.purchase_date, Asset.id)):
        day, cents, tag, serial, name, maker, model = row[:7]
        where = Standing(*row[7:])
        assert where.asset_id is not None
        assert day is not None
        of = " ".join(part for part in (maker, model) if part)
        device = called(tag, serial, name, where.asset_id)
        said = verbatim(f"{device} · {of}" if of else device)
        told.append(Spent(day, cents or 0, Outlay.PURCHASE, said, ("asset", where.asset_id), **where._asdict()))
    return told
