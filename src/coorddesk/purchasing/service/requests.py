"""The verbs on purchase requests: drawn up, handed in, approved or refused, and taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.rules.ledger import Overspent
from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import delete_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions
from coorddesk.directory.models import Person
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen
from coorddesk.inventory.models import Model
from coorddesk.purchasing.models import OrderLine, PurchaseRequest, QuoteLine, RequestLine, RequestStep
from coorddesk.purchasing.queries.meaning import Scope, meaning_of
from coorddesk.purchasing.rules.amounts import refuse_price
from coorddesk.purchasing.rules.details import Need, RequestDetails
from coorddesk.purchasing.rules.states import MAY_BECOME
from coorddesk.purchasing.rules.words import REQUEST_STATE_TITLES, RequestState
from coorddesk.purchasing.service.parts import drawn, refuse_future, write_lines
from coorddesk.purchasing.service.posting import settle

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_REQUEST = PurchaseRequest.__tablename__


@dataclass(frozen=True)
class RequestEdit:
    """A request said anew, and the version its author saw."""

    id: int
    version: int
    details: RequestDetails


@dataclass(frozen=True)
class RequestDecision:
    """A request becomes so on a day, and why."""

    id: int
    version: int
    state: RequestState
    day: date
    words: str = ""


@allowed(*EDITORS)
def create_request(session: Session, wish: RequestDetails) -> int:
    """Draw a request up; its reference is drawn. Returns its id."""
    today = clock_of(session).today()
    row = PurchaseRequest(reference=drawn(session, PurchaseRequest, "DA", today), state=RequestState.DRAFT)
    _write(session, row, wish)
    session.add(row)
    session.flush()
    _write_lines(session, row.id, wish.lines)
    record(session, _("Add the request {reference} “{title}”", reference=row.reference, title=row.title), _of(row))
    return row.id


@allowed(*EDITORS)
def edit_request(session: Session, wish: RequestEdit) -> None:
    """Change a request that is a draft: what was handed in stays as it was judged."""
    row = row_as_seen(session, PurchaseRequest, wish.id, wish.version)
    if row.state is not RequestState.DRAFT:
        raise UserError(_("This request was handed in. Take it back first."))
    scope = Scope(requests=(row.id,))
    before = meaning_of(session, scope)
    _write(session, row, wish.details)
    session.flush()
    if _write_lines(session, row.id, wish.details.lines):
        raise_versions(session, table_named(_REQUEST), [wish.id])
    settle(session, scope, before)  # it may have been approved once, at other prices
    record(session, _("Edit the request {reference} “{title}”", reference=row.reference, title=row.title), _of(row))


@allowed(*EDITORS)
def decide_request(session: Session, wish: RequestDecision) -> tuple[Overspent, ...]:
    """Hand a request in, approve or refuse it, or take it back; returns the budget lines to warn of.

    An approved request pre-commits what it asks for, until it is ordered.
    """
    row = row_as_seen(session, PurchaseRequest, wish.id, wish.version)
    refuse_future(session, wish.day)
    _refuse_step(session, row, wish)
    scope = Scope(requests=(row.id,))
    before = meaning_of(session, scope)
    said = {"moment": clock_of(session).now(), "actor": actor_of(session).name, "words": tidy_lines(wish.words)}
    session.add(RequestStep(request_id=row.id, state=wish.state, day=wish.day, **said))
    row.state = wish.state
    overspent = settle(session, scope, before)
    deed = _("{state}: the request {reference}", state=REQUEST_STATE_TITLES[wish.state], reference=row.reference)
    record(session, deed, _of(row))
    return overspent


@allowed(*EDITORS)
def delete_request(session: Session, wish: Deletion) -> None:
    """Delete a draft for which there are neither quotes nor orders."""
    row = row_as_seen(session, PurchaseRequest, wish.id, wish.version)
    if row.state is not RequestState.DRAFT:
        raise UserError(_("This request was handed in. Take it back first."))
    before = meaning_of(session, Scope(requests=(row.id,)))
    _write_lines(session, row.id, ())
    steps = session.scalars(select(RequestStep.id).where(RequestStep.request_id == row.id)).all()
    delete_rows(session, table_named(RequestStep.__tablename__), steps)
    reference, title = row.reference, row.title
    delete_unused(session, row, title)
    settle(session, Scope(), before)
    record(
        session, _("Delete the request {reference} “{title}”", reference=reference, title=title), (_REQUEST, wish.id)
    )


def _refuse_step(session: Session, row: PurchaseRequest, wish: RequestDecision) -> None:
    if wish.state not in MAY_BECOME[row.state]:
        now, then = REQUEST_STATE_TITLES[row.state], REQUEST_STATE_TITLES[wish.state]
        raise UserError(_("A request does not go from “{now}” to “{then}”.", now=now, then=then), field="state")
    lines = session.scalars(select(RequestLine.budget_line_id).where(RequestLine.request_id == row.id)).all()
    if wish.state is RequestState.TO_APPROVE and not lines:
        raise UserError(_("Say what is needed: a line at least."), field="lines")
    if wish.state is RequestState.APPROVED and None in lines:
        raise UserError(_("Say for each line on which budget line it stands."), field="lines")
    if wish.state is RequestState.REFUSED and not tidy(wish.words):
        raise UserError(_("Say why the request is refused."), field="words")
    last = session.scalars(
        select(RequestStep.day).where(RequestStep.request_id == row.id).order_by(RequestStep.id.desc())
    ).first()
    if last is not None and wish.day < last:
        raise UserError(_("This is before what happened last."), field="day")


def _write(session: Session, row: PurchaseRequest, wish: RequestDetails) -> None:
    title = tidy(wish.title)
    if not title:
        raise UserError(_("Say what is needed."), field="title")
    refuse_gone(session, [("requester_id", Person, wish.requester_id)])
    row.title, row.justification, row.notes = title, tidy_lines(wish.justification), tidy_lines(wish.notes)
    row.requester_id, row.needed_by = wish.requester_id, wish.needed_by
    said = (row.reference, row.title, row.justification, row.notes, *(line.label for line in wish.lines))
    row.search = fold(" ".join(said))


def _write_lines(session: Session, request_id: int, lines: tuple[Need, ...]) -> bool:
    rows = []
    for line in lines:
        refuse_price(quantity=line.quantity, unit_price=line.unit_price, vat_rate=line.vat_rate)
        refuse_gone(session, [("budget_line_id", BudgetLine, line.budget_line_id), ("model_id", Model, line.model_id)])
        values = asdict(line) | {"label": tidy(line.label)}
        rows.append((values.pop("id"), values))
    _refuse_named(session, request_id, {line_id for line_id, _values in rows})
    return write_lines(session, RequestLine, ("request_id", request_id), rows)


def _refuse_named(session: Session, request_id: int, kept: Collection[int | None]) -> None:
    """Refuse to take a line off that quotes or orders are about."""
    gone = set(session.scalars(select(RequestLine.id).where(RequestLine.request_id == request_id))) - set(kept)
    for kind in (OrderLine, QuoteLine):
        named = select(RequestLine.label).join(kind, kind.request_line_id == RequestLine.id)
        label = session.scalars(named.where(RequestLine.id.in_(gone)).order_by(RequestLine.id)).first()
        if label is not None:
            said = _("“{label}” was quoted or ordered: let its line stand, and change it.", label=label)
            raise UserError(said, field="lines")


def _of(row: PurchaseRequest) -> tuple[str, int]:
    return (_REQUEST, row.id)
