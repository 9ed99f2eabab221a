"""The verbs on what is said of suppliers: how they did, and what was talked over with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.models import Supplier
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, row_as_seen, row_there
from coorddesk.purchasing.models import PurchaseOrder, SupplierMeeting, SupplierRating
from coorddesk.purchasing.rules.rating import ANSWERS, BEST
from coorddesk.purchasing.service.parts import refuse_future

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Rating:
    """How a supplier did, of one order or at all: answers between 1 and 5 by question (rules/rating), or none."""

    supplier_id: int
    day: date
    answers: Mapping[str, int] = field(default_factory=dict, hash=False)
    order_id: int | None = None
    comment: str = ""


@dataclass(frozen=True)
class RatingEdit:
    """A rating said anew, and the version its author saw."""

    id: int
    version: int
    details: Rating


@dataclass(frozen=True)
class Meeting:
    """What was talked over with a supplier on a day, with whom, and when to meet next."""

    supplier_id: int
    day: date
    words: str
    people: str = ""
    next_on: date | None = None


@dataclass(frozen=True)
class MeetingEdit:
    """A meeting said anew, and the version its author saw."""

    id: int
    version: int
    details: Meeting


@allowed(*EDITORS)
def rate_supplier(session: Session, wish: Rating) -> int:
    """Say how a supplier did; returns the rating's id."""
    row = SupplierRating(moment=clock_of(session).now(), actor=actor_of(session).name)
    supplier = _write_rating(session, row, wish)
    return _keep(session, row, _("Rate {supplier}", supplier=supplier.name))


@allowed(*EDITORS)
def edit_rating(session: Session, wish: RatingEdit) -> None:
    """Change what was said of a supplier."""
    row = row_as_seen(session, SupplierRating, wish.id, wish.version)
    supplier = _write_rating(session, row, wish.details)
    _keep(session, row, _("Change the rating of {supplier}", supplier=supplier.name))


@allowed(*EDITORS)
def delete_rating(session: Session, wish: Deletion) -> None:
    """Take back what was said of a supplier."""
    row = row_as_seen(session, SupplierRating, wish.id, wish.version)
    _delete(session, row, lambda name: _("Take back a rating of {supplier}", supplier=name))


@allowed(*EDITORS)
def meet_supplier(session: Session, wish: Meeting) -> int:
    """Write down what was talked over with a supplier; returns the meeting's id."""
    row = SupplierMeeting(moment=clock_of(session).now(), actor=actor_of(session).name)
    supplier = _write_meeting(session, row, wish)
    return _keep(session, row, _("Add a meeting with {supplier}", supplier=supplier.name))


@allowed(*EDITORS)
def edit_meeting(session: Session, wish: MeetingEdit) -> None:
    """Change what was written down of a meeting."""
    row = row_as_seen(session, SupplierMeeting, wish.id, wish.version)
    supplier = _write_meeting(session, row, wish.details)
    _keep(session, row, _("Change a meeting with {supplier}", supplier=supplier.name))


@allowed(*EDITORS)
def delete_meeting(session: Session, wish: Deletion) -> None:
    """Delete a meeting."""
    row = row_as_seen(session, SupplierMeeting, wish.id, wish.version)
    _delete(session, row, lambda name: _("Delete a meeting with {supplier}", supplier=name))


def _keep(session: Session, row: SupplierRating | SupplierMeeting, deed: Message) -> int:
    session.add(row)
    session.flush()
    record(session, deed, *_about(row))
    return row.id


def _delete(session: Session, row: SupplierRating | SupplierMeeting, deed: Callable[[str], Message]) -> None:
    name, about = session.get_one(Supplier, row.supplier_id).name, _about(row)
    delete_unused(session, row, name)
    record(session, deed(name), *about)


def _write_rating(session: Session, row: SupplierRating, wish: Rating) -> Supplier:
    supplier = row_there(session, Supplier, wish.supplier_id)
    refuse_future(session, wish.day)
    for key, answer in wish.answers.items():
        if key not in ANSWERS or not 1 <= answer <= BEST:
            raise UserError(_("An answer is between 1 and {best}.", best=BEST), field=key)
    if not wish.answers and not tidy_lines(wish.comment):
        raise UserError(_("Answer a question at least, or write a comment."), field="comment")
    if wish.order_id is not None:
        order = row_there(session, PurchaseOrder, wish.order_id)
        if order.supplier_id != supplier.id:
            refused = _("The order {reference} is another supplier’s.", reference=order.reference)
            raise UserError(refused, field="order_id")
    row.supplier_id, row.order_id, row.day = wish.supplier_id, wish.order_id, wish.day
    row.comment = tidy_lines(wish.comment)
    for key in ANSWERS:
        setattr(row, key, wish.answers.get(key))
    return supplier


def _write_meeting(session: Session, row: SupplierMeeting, wish: Meeting) -> Supplier:
    supplier = row_there(session, Supplier, wish.supplier_id)
    words = tidy_lines(wish.words)
    if not words:
        raise UserError(_("Say what was talked over."), field="words")
    if wish.next_on is not None and wish.next_on <= wish.day:
        raise UserError(_("The next meeting is after this one."), field="next_on")
    row.supplier_id, row.day, row.words = wish.supplier_id, wish.day, words
    row.people, row.next_on = tidy(wish.people), wish.next_on
    return supplier


def _about(row: SupplierRating | SupplierMeeting) -> list[tuple[str, int]]:
    order_id = row.order_id if isinstance(row, SupplierRating) else None
    order = [] if order_id is None else [("purchase_order", order_id)]
    return [(row.__tablename__, row.id), ("supplier", row.supplier_id), *order]
