"""What a reservation asks for and what of it is set aside, for whoever gathers it with a scanner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.inventory.models import Asset
from coorddesk.lending.queries.cards import loan_card
from coorddesk.lending.queries.claims import Wanted, conflicts
from coorddesk.lending.queries.counter import Meant, Sense, scan
from coorddesk.lending.queries.kits import KitThing, kit_things
from coorddesk.lending.rules import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.lending.queries.rows import LoanRow


@dataclass(frozen=True)
class Asked:
    """A thing that a reservation asks for, or so many of a model; `inside` are the devices of a kit."""

    subject: Subject
    title: str
    count: int = 1
    inside: frozenset[int] = frozenset()

    @property
    def is_model(self) -> bool:
        """Whether somebody has to say which they are."""
        return self.subject[0] == "model"


@dataclass(frozen=True)
class Gathered:
    """A device that was found for it, and its model; `doubt` says why one may think twice."""

    asset_id: int
    model_id: int | None
    title: str
    detail: Message
    doubt: Message | None = None

    def answers(self, asked: Sequence[Asked]) -> Asked | None:
        """What it is wanted for: itself, its kit, else as one of its model; None if it was not asked for."""
        by_name = (wish for wish in asked if wish.subject == ("asset", self.asset_id) or self.asset_id in wish.inside)
        of_model = (wish for wish in asked if wish.subject == ("model", self.model_id))
        return next(chain(by_name, of_model), None)


@dataclass(frozen=True)
class Gathering:
    """A reservation while it is gathered; `aside` are the devices that were set aside before."""

    row: LoanRow
    asked: tuple[Asked, ...]
    aside: tuple[Gathered, ...] = ()


@dataclass(frozen=True)
class Found:
    """What a scan means for a reservation: a device, or why there is none."""

    device: Gathered | None
    refusal: Message | None = None


def gathering(session: Session, loan_id: int) -> Gathering:
    """What is to be gathered. Raises `UserError` for what is no reservation any more."""
    card = loan_card(session, loan_id)
    if card is None or not card.row.is_planned:
        raise UserError(_("This is no longer waiting: it has gone out, or was called off."))
    own = {line.subject[1]: line for line in card.lines if line.subject[0] == "asset"}
    models = dict(session.execute(select(Asset.id, Asset.model_id).where(Asset.id.in_(own))).all())
    aside = (Gathered(asset_id, models[asset_id], line.title, Message("")) for asset_id, line in own.items())
    kits = kit_things(session, [wish.subject[1] for wish in card.wishes if wish.subject[0] == "kit"])
    asked = (Asked(wish.subject, wish.title, wish.count, _devices(kits, wish.subject)) for wish in card.wishes)
    return Gathering(card.row, tuple(asked), tuple(aside))


def found_for(session: Session, row: LoanRow, readings: Sequence[str]) -> Found:
    """What a scanned text means for a reservation."""
    meant = scan(session, readings, row.due, None)
    if meant.sense is not Sense.DEVICE or meant.hit is None:
        return Found(None, _refused(meant))
    hit, asset_id, held = meant.hit, meant.hit.subject[1], meant.holding
    if held is not None and held.loan_id != row.id:
        return Found(None, _("{device} is not free: it is with {person}.", device=hit.title, person=held.borrower))
    if meant.refusal is not None:
        return Found(None, meant.refusal)
    model_id = session.scalars(select(Asset.model_id).where(Asset.id == asset_id)).one()
    wanted = Wanted(Period(row.since, row.due), (asset_id,), apart_from=row.id)
    doubt = next((conflict.said for conflict in conflicts(session, wanted, with_loans=False)), None)
    return Found(Gathered(asset_id, model_id, hit.title, hit.detail, doubt))


def _devices(kits: Mapping[int, Sequence[KitThing]], subject: Subject) -> frozenset[int]:
    things = kits.get(subject[1], ()) if subject[0] == "kit" else ()
    return frozenset(thing.asset_id for thing in things if thing.asset_id is not None)


def _refused(meant: Meant) -> Message:
    if meant.sense is Sense.UNKNOWN:
        return _("“{text}” is not known here.", text=meant.text)
    name = meant.text if meant.hit is None else meant.hit.title
    return _("“{text}” is no device.", text=name)
