"""The verbs on what has not gone out yet: reserve, prepare, hand out, cancel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.versions import raise_versions
from coorddesk.directory.service import EDITORS, refuse_gone
from coorddesk.inventory.models import Model
from coorddesk.inventory.service.chosen import Chosen, devices_in_use
from coorddesk.lending.models import Kit, Loan, LoanLine, LoanWish
from coorddesk.lending.queries.claims import Wanted, conflicts
from coorddesk.lending.queries.holding import borrower_of
from coorddesk.lending.rules import (
    LONGEST_PREPARATION,
    PREPARATION_DAYS,
    LoanState,
    MayBeOverridden,
    Period,
    refuse_days,
    said_things,
)
from coorddesk.lending.service.accessories import Counted, count_out, refuse_accessories
from coorddesk.lending.service.putting_out import carry_out, fit_devices, put_out
from coorddesk.lending.service.rows import (
    Borrower,
    Seen,
    Terms,
    Things,
    known_borrower,
    loan_as_seen,
    open_lines,
    said_loan,
    terms_of,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Reservation:
    """What is kept for somebody in a period: devices, kits, so many of models.

    What is before it must be back `preparation_days` earlier. `despite` reserves what others need then as well.
    """

    borrower: Borrower
    first: date
    last: date | None
    assets: tuple[int, ...] = ()
    kits: tuple[int, ...] = ()
    models: tuple[tuple[int, int], ...] = ()
    note: str = ""
    preparation_days: int = PREPARATION_DAYS
    despite: bool = False

    @property
    def count(self) -> int:
        """How many things it asks for; a kit is one."""
        return len(self.assets) + len(self.kits) + sum(count for _model, count in self.models)


@dataclass(frozen=True)
class ReservationEdit:
    """A reservation said anew."""

    loan: Seen
    details: Reservation


@dataclass(frozen=True)
class Preparation:
    """Devices gathered for a reservation; those that it names itself, and its kits, are set aside with them."""

    loan: Seen
    devices: tuple[int, ...] = ()


@dataclass(frozen=True)
class HandOut:
    """A loan that was prepared, or a reservation of named devices and kits, goes out now."""

    loan: Seen
    despite: bool = False


@allowed(*EDITORS)
def reserve(session: Session, wish: Reservation) -> int:
    """Keep things for somebody; returns the number of the loan that it becomes."""
    if wish.last is not None and wish.first <= wish.last < clock_of(session).today():
        raise UserError(_("{day} is over: a reservation is for days to come.", day=wish.last), field="due")
    person = _possible(session, wish, None)
    row = _said(session, wish) | {"state": LoanState.RESERVED}
    (loan_id,) = insert_rows(session, table_named(Loan.__tablename__), [row])
    _ask_for(session, loan_id, wish)
    deed = _("Reserve {things} for {person}", things=_things(wish.count), person=person)
    record(session, deed, ("loan", loan_id), *(("asset", asset_id) for asset_id in wish.assets))
    return loan_id


@allowed(*EDITORS)
def edit_reservation(session: Session, wish: ReservationEdit) -> None:
    """Change what is kept, for whom or when."""
    row = loan_as_seen(session, wish.loan, LoanState.RESERVED)
    loan_id, actor = row.id, row.actor
    person = _possible(session, wish.details, loan_id)
    wishes = session.scalars(select(LoanWish.id).where(LoanWish.loan_id == loan_id).order_by(LoanWish.id)).all()
    delete_rows(session, table_named(LoanWish.__tablename__), wishes)
    update_rows(session, table_named(Loan.__tablename__), [(loan_id, _said(session, wish.details) | {"actor": actor})])
    _ask_for(session, loan_id, wish.details)
    raise_versions(session, table_named(Loan.__tablename__), [loan_id])
    deed = _("Change the reservation of {person}", person=person)
    record(session, deed, ("loan", loan_id), *(("asset", asset_id) for asset_id in wish.details.assets))


@allowed(*EDITORS)
def prepare(session: Session, wish: Preparation) -> None:
    """Set aside what a reservation asks for; the first time it becomes a draft, then more may be gathered."""
    row = loan_as_seen(session, wish.loan, LoanState.RESERVED, LoanState.DRAFT)
    loan_id = row.id
    things = Things(wish.devices)
    if row.state is LoanState.RESERVED:
        things = _asked_for(session, row, wish.devices)
        row.state = LoanState.DRAFT
    out = put_out(session, terms_of(session, row), things, despite=True)
    raise_versions(session, table_named(Loan.__tablename__), [loan_id])
    deed = _("Set {things} aside for {person}", things=out.said, person=out.borrower)
    record(session, deed, ("loan", loan_id), *out.subjects)


@allowed(*EDITORS)
def hand_out(session: Session, wish: HandOut) -> None:
    """Let go out what was set aside; of a reservation, what it names itself."""
    row = loan_as_seen(session, wish.loan, LoanState.DRAFT, LoanState.RESERVED)
    loan_id, today = row.id, clock_of(session).today()
    if row.due_on is not None and row.due_on < today:
        raise UserError(_("It should have been back on {day}: say another day first.", day=row.due_on), field="due")
    person = known_borrower(session, Borrower(row.person_id, row.group_id))
    things = _named_alone(session, row, despite=wish.despite) if row.state is LoanState.RESERVED else None
    row.state, row.starts_on = LoanState.OPEN, min(row.starts_on, today)
    terms = terms_of(session, row)
    if things is None:
        said, subjects = _let_go(session, terms)
    else:
        out = put_out(session, terms, things, despite=wish.despite)
        said, subjects = out.said, out.subjects
    raise_versions(session, table_named(Loan.__tablename__), [loan_id])
    record(session, _("Lend {things} to {person}", things=said, person=person), ("loan", loan_id), *subjects)


@allowed(*EDITORS)
def cancel(session: Session, wish: Seen) -> None:
    """Call off a reservation, or a loan that was being prepared: what was set aside is free again."""
    row = loan_as_seen(session, wish, LoanState.DRAFT, LoanState.RESERVED)
    loan_id, person = row.id, borrower_of(session, row)
    lines = open_lines(session, loan_id)
    subjects = tuple(dict.fromkeys(line.subject for line in lines))
    row.state, row.closed_at = LoanState.CANCELLED, clock_of(session).now()
    delete_rows(session, table_named(LoanLine.__tablename__), [line.id for line in lines])
    deed = _("Cancel the loan to {person}", person=person)
    record(session, deed, ("loan", loan_id), *subjects)


def _possible(session: Session, wish: Reservation, own: int | None) -> str:
    """Refuse what cannot be reserved; returns who reserves, in a word."""
    person = known_borrower(session, wish.borrower)
    refuse_days(wish.first, wish.last)
    if not wish.count:
        raise UserError(_("Say what is reserved: devices, kits, or so many of a model."), field="things")
    if any(count < 1 for _model, count in wish.models):
        raise UserError(_("At least one of a model is reserved."), field="things")
    if not 0 <= wish.preparation_days <= LONGEST_PREPARATION:
        said = _("Preparing takes between 0 and {count} days.", count=LONGEST_PREPARATION)
        raise UserError(said, field="preparation_days")
    if wish.assets:
        devices_in_use(session, Chosen(wish.assets))
    refuse_gone(session, [("things", Model, model_id) for model_id, _count in wish.models])
    refuse_gone(session, [("things", Kit, kit_id) for kit_id in wish.kits])
    if wish.despite:
        return person
    models: dict[int, int] = {}
    for model_id, count in wish.models:
        models[model_id] = models.get(model_id, 0) + count
    period = Period(wish.first, wish.last)
    for conflict in conflicts(session, Wanted(period, wish.assets, wish.kits, models, wish.preparation_days, own)):
        raise MayBeOverridden(conflict.said)
    return person


def _said(session: Session, wish: Reservation) -> dict[str, Any]:
    days = {"starts_on": wish.first, "due_on": wish.last, "preparation_days": wish.preparation_days}
    return said_loan(session, wish.borrower, wish.note) | days


def _ask_for(session: Session, loan_id: int, wish: Reservation) -> None:
    nothing: dict[str, int | None] = {
        "loan_id": loan_id,
        "asset_id": None,
        "model_id": None,
        "kit_id": None,
        "count": 1,
    }
    rows = [
        *(nothing | {"asset_id": asset_id} for asset_id in dict.fromkeys(wish.assets)),
        *(nothing | {"kit_id": kit_id} for kit_id in dict.fromkeys(wish.kits)),
        *(nothing | {"model_id": model_id, "count": count} for model_id, count in wish.models),
    ]
    insert_rows(session, table_named(LoanWish.__tablename__), rows)


def _asked_for(session: Session, row: Loan, gathered: Sequence[int]) -> Things:
    """The devices and kits that a reservation names, with what was gathered for its models."""
    wishes = session.scalars(select(LoanWish).where(LoanWish.loan_id == row.id).order_by(LoanWish.id)).all()
    named = [wish.asset_id for wish in wishes if wish.asset_id is not None]
    kits = tuple(wish.kit_id for wish in wishes if wish.kit_id is not None)
    things = Things(tuple(dict.fromkeys([*named, *gathered])), kits)
    if things.is_nothing:
        raise UserError(_("This reservation names no device: gather them first."))
    return things


def _named_alone(session: Session, row: Loan, *, despite: bool) -> Things:
    """What a reservation names itself; devices of a model that nobody has gathered are left out only `despite` that."""
    things = _asked_for(session, row, ())
    of_models = select(func.sum(LoanWish.count)).where(LoanWish.loan_id == row.id, LoanWish.model_id.is_not(None))
    left = session.scalar(of_models)
    if left and not despite:
        said = _n(
            "{count} device of a model is still to be gathered for this reservation.",
            "{count} devices of a model are still to be gathered for this reservation.",
            int(left),
        )
        raise MayBeOverridden(said)
    return things


def _let_go(session: Session, terms: Terms) -> tuple[Message, tuple[tuple[str, int], ...]]:
    """Hand out the lines that were set aside."""
    lines = open_lines(session, terms.loan_id)
    if not lines:
        raise UserError(_("Nothing is set aside yet: add what is lent first."))
    ids = tuple(line.asset_id for line in lines if line.asset_id is not None)
    others = sum(line.quantity for line in lines if line.asset_id is None)
    assets = fit_devices(session, ids)
    stood = {asset.id: asset for asset in assets}
    counted = [Counted(line.item_id, line.quantity) for line in lines if line.item_id is not None]
    refuse_accessories(session, counted, despite=True)
    places = count_out(session, terms, counted)
    subjects = tuple(dict.fromkeys(line.subject for line in lines))
    now, changes = clock_of(session).now(), []
    for line in lines:
        asset = stood.get(line.asset_id or 0)
        before = {"status_label_id": asset.status_label_id, "holder_id": asset.holder_id} if asset else {}
        changes.append((line.id, {"out_at": now, "place_id": places.get(line.item_id or 0), **before}))
    update_rows(session, table_named(LoanLine.__tablename__), changes)
    carry_out(session, terms.person_id, assets)
    return said_things([asset.called for asset in assets], others), subjects


def _things(count: int) -> Message:
    return _n("{count} thing", "{count} things", count)
