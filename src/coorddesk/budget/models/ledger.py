"""The ledger as stored: decisions about credits, and every move of money with the document it comes from."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.budget.rules.words import DecisionKind, MoveKind
from coorddesk.core.messages import _n
from coorddesk.core.orm import APPEND_ONLY, Base, one_of, where_filled
from coorddesk.directory.models import numbered

_DECIDED = numbered(lambda n: _n("{count} budget decision", "{count} budget decisions", n))
_DECIDED["info"][APPEND_ONLY] = True
_LEDGER = numbered(lambda n: _n("{count} move of money", "{count} moves of money", n))
_LEDGER["info"][APPEND_ONLY] = True


class BudgetDecision(Base):
    """A vote, an amendment, a transfer or a carry-forward: the document behind moves of credits."""

    __tablename__ = "budget_decision"
    __table_args__ = (Index("ix_budget_decision_year_id", "year_id", "day"), _DECIDED)

    year_id: Mapped[int] = mapped_column(ForeignKey("fiscal_year.id"))
    kind: Mapped[DecisionKind] = mapped_column(one_of(DecisionKind, "kind"))
    label: Mapped[str]  # "DM 1", as it is called on paper
    day: Mapped[date]
    words: Mapped[str] = mapped_column(default="")
    moment: Mapped[datetime]
    actor: Mapped[str]


class BudgetMove(Base):
    """An amount on a line, never edited: a counter-move puts right what is wrong, and names it (`counter_of_id`).

    The document is what it comes from: a decision, an order, an invoice. The commitment is what was committed, or is
    used up: an order line for the order and for its invoices alike. Sums of one commitment tell what remains of it.
    """

    __tablename__ = "budget_move"
    __table_args__ = (
        CheckConstraint("cents <> 0", name="cents"),
        CheckConstraint("(commitment_kind IS NULL) = (commitment_id IS NULL)", name="commitment"),
        Index("ix_budget_move_line_id", "line_id", "kind", "day", "cents"),
        Index("ix_budget_move_document_id", "document_id", "document_kind"),
        where_filled("budget_move", "commitment_id", "commitment_id", "commitment_kind"),
        Index("uq_budget_move_counter_of_id", "counter_of_id", unique=True),
        _LEDGER,
    )

    line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"))
    kind: Mapped[MoveKind] = mapped_column(one_of(MoveKind, "kind"))
    cents: Mapped[int]  # signed, as the year of its line counts: with VAT or without
    day: Mapped[date]
    moment: Mapped[datetime]  # when it was written down
    actor: Mapped[str]
    document_kind: Mapped[str]
    document_id: Mapped[int]
    document_label: Mapped[str]  # "BC-2026-001"
    commitment_kind: Mapped[str | None]
    commitment_id: Mapped[int | None]
    counter_of_id: Mapped[int | None] = mapped_column(ForeignKey("budget_move.id"))
    words: Mapped[str] = mapped_column(default="")
