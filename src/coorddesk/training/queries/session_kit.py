"""What is reserved of the inventory for a session, as its form shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.inventory.models import Asset, Model
from coorddesk.inventory.rules import called
from coorddesk.lending.models import Kit, Loan, LoanWish
from coorddesk.lending.rules import LoanState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class KitThing:
    """A device or a kit by its name, or so many of a model; `kind` is the name of their table."""

    kind: str
    id: int
    name: str
    count: int = 1


@dataclass(frozen=True)
class SessionKit:
    """What a loan reserves for a session; nothing of it changes here once it is being gathered."""

    loan_id: int
    may_change: bool
    things: tuple[KitThing, ...]


def session_kit(session: Session, loan_id: int) -> SessionKit | None:
    """What a loan reserves; None if it is no longer there."""
    loan = session.get(Loan, loan_id)
    if loan is None:
        return None
    wanted = (
        select(LoanWish, Asset, Kit.name, Model.name)
        .outerjoin(Asset, Asset.id == LoanWish.asset_id)
        .outerjoin(Kit, Kit.id == LoanWish.kit_id)
        .outerjoin(Model, Model.id == LoanWish.model_id)
        .where(LoanWish.loan_id == loan_id)
        .order_by(LoanWish.id)
    )
    things = []
    for wish, asset, kit, model in session.execute(wanted):
        if wish.asset_id is not None:
            name = called(asset.tag, asset.serial, asset.name, asset.id)
            things.append(KitThing("asset", wish.asset_id, name))
        elif wish.kit_id is not None:
            things.append(KitThing("kit", wish.kit_id, kit))
        elif wish.model_id is not None:
            things.append(KitThing("model", wish.model_id, model, wish.count))
    return SessionKit(loan_id, loan.state is LoanState.RESERVED, tuple(things))
