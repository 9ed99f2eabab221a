"""Carrying forward: what is still promised when a year ends goes on in the next, once, with the credits for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.budget.models import BudgetLine, BudgetMove, FiscalYear
from coorddesk.budget.queries.commitments import OpenCommitment, open_commitments
from coorddesk.budget.rules.ledger import Entry, Posted, Posting
from coorddesk.budget.rules.words import DecisionKind, MoveKind
from coorddesk.budget.service.decisions import write_decision
from coorddesk.budget.service.lines import LINE
from coorddesk.budget.service.posting import post, refuse_closed
from coorddesk.budget.service.years import YEAR
from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy
from coorddesk.directory.service import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class CarryForward:
    """The open commitments of a year that go on in another.

    `lines` says on which line of the new year those of an old one stand; the others stand on the line that goes on
    from theirs. The old line gives its credits along, unless `with_credits` is false. Both sides are of `day`.
    """

    year_id: int
    into_id: int
    label: str
    day: date
    lines: Mapping[int, int] = field(default_factory=dict)
    with_credits: bool = True
    words: str = ""


@dataclass(frozen=True)
class Carry:
    """An open commitment that now stands on another line."""

    commitment: OpenCommitment
    line_id: int


@dataclass(frozen=True)
class CarriedForward:
    """The decision, what it moved, and what is to be warned of."""

    decision_id: int
    carries: tuple[Carry, ...]
    posted: Posted


@allowed(*EDITORS)
def carry_forward(session: Session, wish: CarryForward) -> CarriedForward:
    """Let open commitments of a year stand in another; what was carried is no longer open, so none goes twice."""
    old, new = refuse_closed(session, wish.year_id), refuse_closed(session, wish.into_id)
    if new.first_day <= old.first_day:
        raise UserError(_("Commitments are carried forward into a later year."), field="into")
    if new.counts is not old.counts:
        raise UserError(
            _("One of these years counts amounts with VAT, the other without: order anew what is open."), field="into"
        )
    carries = _carries(session, wish, new)
    if not carries:
        raise UserError(_("No commitment of {name} is open.", name=old.name))
    _refuse_moved_since(session, carries, wish.day)
    document = write_decision(session, wish.into_id, DecisionKind.CARRY_FORWARD, wish.label, wish.day, wish.words)
    entries = [entry for carry in carries for entry in _moved(carry, wish.day)]
    if wish.with_credits:
        entries = [*_credits(carries, wish.day), *entries]
    posted = post(session, [Posting(document, tidy(wish.label), tuple(entries))])
    lines = dict.fromkeys((LINE, entry.line_id) for entry in entries)
    deed = _("Carry forward the commitments of {old} into {new}", old=old.name, new=new.name)
    record(session, deed, document, (YEAR, old.id), (YEAR, new.id), *lines)
    return CarriedForward(document[1], carries, posted)


def _carries(session: Session, wish: CarryForward, new: FiscalYear) -> tuple[Carry, ...]:
    """What is open, with the line of the new year that it goes on."""
    into = select(BudgetLine.id, BudgetLine.previous_id).where(BudgetLine.year_id == new.id).order_by(BudgetLine.id)
    goes_on = {previous: line_id for line_id, previous in session.execute(into)}
    there = set(session.scalars(select(BudgetLine.id).where(BudgetLine.year_id == new.id)))
    carries = []
    for each in open_commitments(session, wish.year_id):
        line_id = wish.lines.get(each.line_id, goes_on.get(each.line_id))
        if line_id is None or line_id not in there:
            line = session.get_one(BudgetLine, each.line_id)
            said = _("Say on which line of {year} “{code} {label}” goes on.", year=new.name, **_called(line))
            raise UserError(said, field="lines")
        carries.append(Carry(each, line_id))
    return tuple(carries)


def _refuse_moved_since(session: Session, carries: tuple[Carry, ...], day: date) -> None:
    """Refuse a day on which something else was open of a commitment than is carried: ledgers of the past would lie."""
    of, last = (BudgetMove.line_id, BudgetMove.commitment_kind, BudgetMove.commitment_id), func.max(BudgetMove.day)
    open_ones: dict[tuple[int, str | None, int | None], Carry] = {
        (each.commitment.line_id, *each.commitment.commitment): each for each in carries
    }
    wanted = select(*of, last).where(
        BudgetMove.line_id.in_({line_id for line_id, _kind, _id in open_ones}), BudgetMove.kind == MoveKind.COMMITTED
    )
    rows = session.execute(wanted.group_by(*of).having(last > day).order_by(last.desc()))
    for line_id, kind, of_id, moved in rows:
        carry = open_ones.get((line_id, kind, of_id))
        if carry is not None:
            said = _(
                "What is open of “{label}” changed on {moved}. Carry it forward on that day or later.",
                label=carry.commitment.label,
                moved=moved,
            )
            raise UserError(said, field="day")


def _called(line: BudgetLine) -> dict[str, str]:
    return {"code": line.code, "label": line.label}


def _moved(carry: Carry, day: date) -> tuple[Entry, Entry]:
    """A commitment leaves its line and stands on another."""
    said = carry.commitment
    return (
        Entry(said.line_id, MoveKind.COMMITTED, -said.cents, day, said.commitment, said.label),
        Entry(carry.line_id, MoveKind.COMMITTED, said.cents, day, said.commitment, said.label),
    )


def _credits(carries: tuple[Carry, ...], day: date) -> list[Entry]:
    """The credits for what goes on, one entry each way for each pair of lines."""
    pairs = sorted((each.commitment.line_id, each.line_id, each.commitment.cents) for each in carries)
    entries = []
    for (old, new), group in groupby(pairs, lambda pair: pair[:2]):
        cents = sum(pair[2] for pair in group)
        entries += [
            Entry(old, MoveKind.CARRIED_FORWARD, -cents, day),
            Entry(new, MoveKind.CARRIED_FORWARD, cents, day),
        ]
    return entries
