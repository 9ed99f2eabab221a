"""What a scan means at the counter: who borrows, what may be lent, what comes back; a few indexed questions each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from itertools import islice
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, digits, verbatim
from coorddesk.core.records import Hit
from coorddesk.inventory.queries.scanned import ASSETS, GROUPS, PEOPLE, said_hit, scanned, scanned_as
from coorddesk.inventory.rules import MetaStatus, label_title
from coorddesk.lending.models import Kit, Loan
from coorddesk.lending.queries.claims import Wanted, conflicts
from coorddesk.lending.queries.held import Planned, planned_loan
from coorddesk.lending.queries.holding import Holding, stand_of
from coorddesk.lending.queries.kits import KitCard, kit_card, kit_options
from coorddesk.lending.rules import LoanState, Period
from coorddesk.stock.queries import hits as stock_hits
from coorddesk.stock.queries import scanned_item, stock_row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

LOANS, KITS, ITEMS = "loan", "kit", "stock_item"

_BY_NAME = (PEOPLE, GROUPS, ASSETS)
_FEW = 8
_SOON = timedelta(days=14)
_NOT_LENT = frozenset({MetaStatus.UNDER_REPAIR, MetaStatus.UNAVAILABLE, MetaStatus.RETIRED})


class Sense(Enum):
    """What a scanned text turned out to be."""

    UNKNOWN = auto()
    SEVERAL = auto()
    BORROWER = auto()
    DEVICE = auto()
    ACCESSORY = auto()
    KIT = auto()
    LOAN = auto()
    OTHER = auto()  # a place, a repair: known, and nothing to lend


@dataclass(frozen=True)
class Meant:
    """What a scan means; of a thing, who has it, why it cannot be lent, and who else it is promised to.

    A `refusal` stands whatever anybody says; `objections` may be passed over on purpose.
    """

    text: str
    sense: Sense
    hit: Hit | None = None
    candidates: tuple[Hit, ...] = ()
    holding: Holding | None = None
    refusal: Message | None = None
    objections: tuple[Message, ...] = ()
    kit: KitCard | None = None
    borrower: Subject | None = None
    """Of a loan that is not over, whose it is."""
    planned: Planned | None = None
    """Of a loan that has not gone out yet, when it is for."""


def scan(session: Session, readings: Sequence[str], due: date | None, borrower: Subject | None) -> Meant:
    """What a scanned text means, if things were lent to `borrower` until `due`."""
    text = readings[0]
    candidates = scanned(session, text, ()).candidates
    if not candidates:
        item = scanned_item(session, text)
        candidates = _beyond_numbers(session, readings) if item is None else (Hit((ITEMS, item), "", verbatim("")),)
    if not candidates:
        return Meant(text, Sense.UNKNOWN)
    if len(candidates) > 1:
        return Meant(text, Sense.SEVERAL, candidates=candidates[:_FEW])
    hit = candidates[0] if candidates[0].title else _named(session, candidates[0].subject)
    return _meant(session, hit, due, borrower, text)


def meant(session: Session, subject: Subject, due: date | None, borrower: Subject | None, text: str = "") -> Meant:
    """What a record means at the counter: chosen from a list, or found by a scan."""
    return _meant(session, _named(session, subject), due, borrower, text)


def _meant(session: Session, hit: Hit | None, due: date | None, borrower: Subject | None, text: str) -> Meant:
    if hit is None:
        return Meant(text, Sense.UNKNOWN)
    match hit.subject[0]:
        case "person" | "person_group":
            return Meant(text, Sense.BORROWER, hit)
        case "asset":
            return _device(session, Meant(text, Sense.DEVICE, hit), due, borrower)
        case "stock_item":
            return Meant(text, Sense.ACCESSORY, hit)
        case "kit":
            kit_id = hit.subject[1]
            objections = _promised(session, Wanted(_until(session, due), (), (kit_id,)))
            return Meant(text, Sense.KIT, hit, kit=kit_card(session, kit_id), objections=objections)
        case "loan":
            return _loan(session, Meant(text, Sense.LOAN, hit))
    return Meant(text, Sense.OTHER, hit)


def _beyond_numbers(session: Session, readings: Sequence[str]) -> tuple[Hit, ...]:
    """What is called so, or what the scanner meant whose keyboard is another."""
    found = scanned_as(session, readings, _BY_NAME)
    if found.is_code:
        return found.candidates
    called = (*found.candidates, *_kits_named(session, readings[0]))
    exact = tuple(hit for hit in called if fold(hit.title) == fold(readings[0]))
    return exact or called


def suggestions(session: Session, text: str) -> tuple[Hit, ...]:
    """Whom and what somebody may mean who is typing a name: people first, then classes, kits, accessories, devices."""
    people = scanned(session, text, (PEOPLE, GROUPS)).candidates
    things = (*_kits_named(session, text), *stock_hits(session, text, _FEW))
    devices = (hit for hit in scanned(session, text, (ASSETS,)).candidates if hit.subject[0] == ASSETS)
    return tuple(islice(dict.fromkeys((*people, *things, *devices)), _FEW))


def promised_soon(session: Session, asset_ids: Collection[int]) -> tuple[Message, ...]:
    """For whom devices that have just come back are reserved in the next two weeks."""
    today = clock_of(session).today()
    return _promised(session, Wanted(Period(today, today + _SOON), tuple(asset_ids)))


def _device(session: Session, found: Meant, due: date | None, borrower: Subject | None) -> Meant:
    assert found.hit is not None
    asset_id = found.hit.subject[1]
    stand, name = stand_of(session, asset_id), found.hit.title
    if stand.holding is not None:
        return replace(found, holding=stand.holding)
    if stand.is_in_bin:
        return replace(found, refusal=_("{device} is in the bin.", device=name))
    if stand.meta in _NOT_LENT:
        status = label_title(stand.meta, stand.label)
        return replace(found, refusal=_("{device} cannot be lent: “{status}”.", device=name, status=status))
    objections = list(_promised(session, Wanted(_until(session, due), (asset_id,))))
    if stand.holder_id is not None and borrower != (PEOPLE, stand.holder_id):
        objections.insert(0, _("{device} is assigned to {person}.", device=name, person=stand.holder))
    return replace(found, objections=tuple(objections))


def _loan(session: Session, found: Meant) -> Meant:
    assert found.hit is not None
    row = session.get_one(Loan, found.hit.subject[1])
    planned = planned_loan(session, row.id)
    if row.state is not LoanState.OPEN and planned is None:
        return replace(found, refusal=_("Nothing of loan {number} is out.", number=digits(row.id)))
    subject = (PEOPLE, row.person_id) if row.person_id is not None else (GROUPS, row.group_id or 0)
    return replace(found, borrower=subject, planned=planned)


def _promised(session: Session, wanted: Wanted) -> tuple[Message, ...]:
    return tuple(conflict.said for conflict in conflicts(session, wanted, with_loans=False))


def _until(session: Session, due: date | None) -> Period:
    today = clock_of(session).today()
    return Period(today, None if due is None else max(due, today))


def _named(session: Session, subject: Subject) -> Hit | None:
    """A record with its name, those of stock and of lending too."""
    kind, record_id = subject
    if kind == ITEMS:
        row = stock_row(session, record_id)
        return None if row is None else Hit(subject, row.name, row.left)
    if kind == KITS:
        kit = session.get(Kit, record_id)
        return None if kit is None else Hit(subject, kit.name, _("Kit"))
    hit = said_hit(session, subject)
    if hit is not None and kind == LOANS:
        return replace(hit, title=str(record_id), detail=_("Loan"))
    return hit


def _kits_named(session: Session, text: str) -> list[Hit]:
    return [Hit((KITS, each.id), each.name, _("Kit")) for each in kit_options(session, text, _FEW)]
