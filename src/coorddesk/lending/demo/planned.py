"""The demo's kits, the carts that classes have, what is reserved and what is being prepared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.directory.models import Person, PersonGroup
from coorddesk.directory.rules import GroupKind, PersonKind, school_year_of
from coorddesk.inventory.models import Asset, Model, StatusLabel
from coorddesk.inventory.rules import MetaStatus
from coorddesk.lending.models import LoanLine
from coorddesk.lending.service import (
    Borrower,
    DevicesBack,
    KitDetails,
    NewLoan,
    Reservation,
    Things,
    create_kit,
    lend,
    reserve,
    return_devices,
)
from coorddesk.stock.models import StockItem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_CART, _ROBOTS, _CAMERA = "Chariot de tablettes n° 1", "Valise de robots Thymio", "Sac photo"
_HEADSETS, _LAV_MICS = "Casque audio filaire", "Micro-cravate USB"


@dataclass(frozen=True)
class Kits:
    """The ids of the demo's kits, and the tablets of its cart."""

    cart: int
    robots: int
    camera: int
    tablets: tuple[int, ...]


def add_kits(session: Session) -> Kits:
    """A cart of tablets, a suitcase of robots, a bag with a camera."""
    tablets, robots = _free(session, "iPad 9")[:15], _free(session, "Thymio II")[:8]
    camera = _free(session, "EOS 2000D")[:1]
    mics = _items(session, _LAV_MICS)
    return Kits(
        create_kit(session, KitDetails(_CART, tablets, (), "Clé du chariot au secrétariat")),
        create_kit(session, KitDetails(_ROBOTS, robots)),
        create_kit(session, KitDetails(_CAMERA, camera, tuple((item_id, 1) for item_id in mics))),
        tablets,
    )


def plan(session: Session, demo: DemoDesk, kits: Kits) -> None:
    """What classes have today, what is reserved for the next weeks, what waits to be fetched."""
    classes = _classes(session, demo)
    teachers = session.scalars(_STAFF).all()
    today, soon = demo.today, demo.today + timedelta(days=3)
    headsets = tuple((item_id, 4) for item_id in _items(session, _HEADSETS))
    cart = Borrower(teachers[3], classes["CM2 A"])
    lend(session, NewLoan(cart, Things(kits=(kits.cart,)), soon, "Projet presse"))
    return_devices(session, DevicesBack(kits.tablets[:3]))
    lend(session, NewLoan(Borrower(teachers[5], classes["CE2 B"]), Things(accessories=headsets), today, despite=True))
    laptops, cameras = _free(session, "ProBook 450 G8"), _free(session, "EOS 2000D")
    lend(
        session, NewLoan(Borrower(teachers[8]), Things(laptops[:1]), soon, "À préparer : session d'examen", None, True)
    )
    week = timedelta(days=7)
    reservations = (
        Reservation(Borrower(teachers[4], classes["CE2 A"]), today + week, today + 2 * week, kits=(kits.robots,)),
        Reservation(
            Borrower(group_id=classes["CM1 A"]), soon + week, soon + week, models=((_model(session, "iPad 9"), 12),)
        ),
        Reservation(Borrower(teachers[9]), today + 2 * week, today + 3 * week, cameras[-1:], note="Fête de l'école"),
        Reservation(Borrower(group_id=classes["CM2 B"]), soon, soon, kits=(kits.camera,)),
    )
    for wish in reservations:
        reserve(session, wish)


def _free(session: Session, model: str) -> tuple[int, ...]:
    """Devices of a model that nobody has."""
    held = select(LoanLine.asset_id).where(LoanLine.back_at.is_(None), LoanLine.asset_id.is_not(None))
    metas = (MetaStatus.IN_STOCK, MetaStatus.ASSIGNED)
    wanted = select(Asset.id).join(Model, Model.id == Asset.model_id)
    wanted = wanted.join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    wanted = wanted.where(Model.name == model, StatusLabel.meta.in_(metas), Asset.holder_id.is_(None))
    return tuple(session.scalars(wanted.where(Asset.id.not_in(held)).order_by(Asset.id)))


def _items(session: Session, name: str) -> Sequence[int]:
    return session.scalars(select(StockItem.id).where(StockItem.name == name)).all()


def _model(session: Session, name: str) -> int:
    return session.scalars(select(Model.id).where(Model.name == name)).one()


def _classes(session: Session, demo: DemoDesk) -> dict[str, int]:
    of_year = (PersonGroup.kind == GroupKind.CLASS, PersonGroup.year == school_year_of(demo.today))
    return dict(session.execute(select(PersonGroup.name, PersonGroup.id).where(*of_year)).all())


_STAFF = select(Person.id).where(Person.kind == PersonKind.STAFF, Person.left_on.is_(None)).order_by(Person.id)
