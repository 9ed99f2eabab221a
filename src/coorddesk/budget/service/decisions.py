"""The verbs on credits: voted, amended, transferred; what was decided wrongly is countered, and never edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetDecision, BudgetLine, BudgetMove
from coorddesk.budget.rules.ledger import Entry, Posted, Posting
from coorddesk.budget.rules.words import DECISION_TITLES, DecisionKind, MoveKind
from coorddesk.budget.service.lines import LINE
from coorddesk.budget.service.posting import post, refuse_closed
from coorddesk.budget.service.years import YEAR
from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import cannot_be_undone, record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.service import EDITORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

DECISION = BudgetDecision.__tablename__
KINDS: dict[DecisionKind, MoveKind] = {
    DecisionKind.INITIAL: MoveKind.VOTED,
    DecisionKind.SUPPLEMENTARY: MoveKind.AMENDMENT,
    DecisionKind.AMENDMENT: MoveKind.AMENDMENT,
    DecisionKind.TRANSFER: MoveKind.TRANSFER,
}
"""The moves that a decision writes."""


@dataclass(frozen=True)
class Part:
    """What a decision gives to a line, or takes from it, in cents."""

    line_id: int
    cents: int


@dataclass(frozen=True)
class Decision:
    """Credits of a year that are voted, amended or transferred, and what the decision is called on paper: "DM 1"."""

    year_id: int
    kind: DecisionKind
    label: str
    day: date
    parts: tuple[Part, ...]
    words: str = ""


@dataclass(frozen=True)
class Decided:
    """A decision that was written, and what is to be warned of."""

    id: int
    posted: Posted


@dataclass(frozen=True)
class Correction:
    """A decision to take back, whole or on some lines, and why; those of a transfer go together."""

    decision_id: int
    day: date
    words: str
    lines: tuple[int, ...] = ()


@allowed(*EDITORS)
def decide(session: Session, wish: Decision) -> Decided:
    """Write a decision with its moves. Transfers come to nothing in all: what one line gives, another gets."""
    decided = write_decided(session, wish)
    deed = _("{kind}: {label}", kind=DECISION_TITLES[wish.kind], label=tidy(wish.label))
    lines = ((LINE, each.line_id) for each in wish.parts if each.cents)
    record(session, deed, (DECISION, decided.id), (YEAR, wish.year_id), *lines)
    return decided


@allowed(*EDITORS)
def write_decided(session: Session, wish: Decision) -> Decided:
    """The same as a part of another deed."""
    if wish.kind not in KINDS:
        raise UserError(_("Credits are carried forward when a fiscal year is closed."), field="kind")
    parts = [each for each in wish.parts if each.cents]
    if not parts:
        raise UserError(_("Say which lines get how much."), field="parts")
    if len({each.line_id for each in parts}) < len(parts):
        raise UserError(_("A line stands twice in it. Take one of them off."), field="parts")
    if wish.kind is DecisionKind.TRANSFER and sum(each.cents for each in parts) != 0:
        raise UserError(_("A transfer gives to some lines what it takes from others, to the cent."), field="parts")
    _refuse_other_years(session, wish.year_id, [each.line_id for each in parts])
    document = write_decision(session, wish.year_id, wish.kind, wish.label, wish.day, wish.words)
    entries = tuple(Entry(each.line_id, KINDS[wish.kind], each.cents, wish.day) for each in parts)
    return Decided(document[1], post(session, [Posting(document, tidy(wish.label), entries)]))


@allowed(*EDITORS)
def write_decision(session: Session, year_id: int, kind: DecisionKind, label: str, day: date, words: str) -> Subject:
    """A decision without its moves yet, as a part of another deed; it stays for good."""
    refuse_closed(session, year_id)
    if not tidy(label):
        raise UserError(_("Say what it is called on paper, such as “DM 1”."), field="label")
    row = {
        "year_id": year_id,
        "kind": kind,
        "label": tidy(label),
        "day": day,
        "words": tidy_lines(words),
        "moment": clock_of(session).now(),
        "actor": actor_of(session).name,
    }
    cannot_be_undone(session, _("What is written in the ledger stays. Take the decision back instead."))
    return (DECISION, insert_rows(session, table_named(DECISION), [row])[0])


@allowed(*EDITORS)
def correct(session: Session, wish: Correction) -> Posted:
    """Take a decision back by moves against it, which name those that they counter."""
    row = session.get(BudgetDecision, wish.decision_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    if not tidy_lines(wish.words):
        raise UserError(_("Say why it is taken back."), field="words")
    moves = _standing(session, row.id, wish.lines)
    if not moves:
        raise UserError(_("Nothing of it is left to take back."))
    if row.kind is DecisionKind.CARRY_FORWARD:
        raise UserError(_("What was carried forward stays: order or give up what it is for in the new year."))
    if row.kind is DecisionKind.TRANSFER and sum(each.cents for each in moves) != 0:
        raise UserError(_("A transfer is taken back whole."), field="lines")
    entries = tuple(
        Entry(each.line_id, each.kind, -each.cents, wish.day, words=wish.words, counter_of=each.id) for each in moves
    )
    posted = post(session, [Posting((DECISION, row.id), row.label, entries)])
    cannot_be_undone(session, _("What is written in the ledger stays. Write the decision anew."))
    lines = [(LINE, each.line_id) for each in moves]
    deed = _("Take back “{label}”: {reason}", label=row.label, reason=tidy_lines(wish.words))
    record(session, deed, (DECISION, row.id), (YEAR, row.year_id), *lines)
    return posted


def _refuse_other_years(session: Session, year_id: int, lines: Sequence[int]) -> None:
    years = set(session.scalars(select(BudgetLine.year_id).where(BudgetLine.id.in_(lines))))
    if years - {year_id}:
        raise UserError(_("These lines are not of one fiscal year."), field="parts")


def _standing(session: Session, decision_id: int, lines: Sequence[int]) -> Sequence[BudgetMove]:
    """The moves of a decision that nothing counters yet; those on some lines, if any are named."""
    countered = select(BudgetMove.counter_of_id).where(BudgetMove.counter_of_id.is_not(None))
    standing = select(BudgetMove).where(
        BudgetMove.document_kind == DECISION,
        BudgetMove.document_id == decision_id,
        BudgetMove.counter_of_id.is_(None),
        BudgetMove.id.not_in(countered),
    )
    if lines:
        standing = standing.where(BudgetMove.line_id.in_(lines))
    return session.scalars(standing.order_by(BudgetMove.id)).all()
