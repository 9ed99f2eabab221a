"""Budget: fiscal years, budget lines, what funds them, and the ledger of money moves."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, link, named, number, one_of, table, text, where_filled

revision = "0018"
down_revision = "0017"

_CHARTS = ("eple", "m57", "association", "own")
_SECTIONS = ("operating", "capital")


def upgrade() -> None:
    """Create what is new."""
    _create_years()
    _create_lines()
    _create_ledger()


def _create_years() -> None:
    named(
        "fiscal_year",
        sa.Column("first_day", sa.Date, nullable=False, index=True),
        sa.Column("last_day", sa.Date, nullable=False),
        *one_of("counts", "net", "gross"),
        *one_of("chart", *_CHARTS),
        *one_of("state", "opened", "closed"),
        sa.Column("closed_at", sa.DateTime, nullable=True),
        text("reopened_reason"),
        link("previous_id", "fiscal_year", index=False),
        text("notes"),
        sa.CheckConstraint("first_day <= last_day", name="days"),
        where_filled("fiscal_year", "previous_id"),
    )
    table(
        "account",
        number("version"),
        *one_of("chart", *_CHARTS),
        folded("number"),
        text("label"),
        *one_of("section", *_SECTIONS),
        text("chapter"),
        sa.UniqueConstraint("chart", "number"),
    )
    named(
        "funding_source",
        link("supplier_id", "supplier", index=False),
        text("funder"),
        number("amount", nullable=True),
        text("conditions"),
        sa.Column("deadline", sa.Date, nullable=True),
        sa.Column("is_archived", sa.Boolean, nullable=False),
        text("notes"),
        sa.CheckConstraint("amount >= 0", name="amount"),
        *(where_filled("funding_source", name) for name in ("supplier_id", "deadline")),
    )


def _create_lines() -> None:
    links = {
        "account_id": "account",
        "funding_source_id": "funding_source",
        "person_id": "person",
        "previous_id": "budget_line",
    }
    table(
        "budget_line",
        number("version"),
        link("year_id", "fiscal_year", nullable=False, index=False),
        number("position"),
        text("code"),
        folded("code_folded"),
        *one_of("section", *_SECTIONS),
        text("chapter"),
        link("account_id", "account", index=False),
        text("label"),
        sa.Column("tags", sa.JSON, nullable=False),
        link("funding_source_id", "funding_source", index=False),
        link("person_id", "person", index=False),
        *one_of("on_overspending", "warn", "block"),
        link("previous_id", "budget_line", index=False),
        text("notes"),
        folded("search"),
        sa.UniqueConstraint("year_id", "code_folded"),
        sa.Index("ix_budget_line_year_id", "year_id", "position"),
        *(where_filled("budget_line", name) for name in links),
    )


def _create_ledger() -> None:
    kinds = ("voted", "amendment", "transfer", "carried_forward", "pre_committed", "committed", "invoiced", "paid")
    table(
        "budget_decision",
        link("year_id", "fiscal_year", nullable=False, index=False),
        *one_of("kind", "initial", "supplementary", "amendment", "transfer", "carry_forward"),
        text("label"),
        sa.Column("day", sa.Date, nullable=False),
        text("words"),
        sa.Column("moment", sa.DateTime, nullable=False),
        text("actor"),
        sa.Index("ix_budget_decision_year_id", "year_id", "day"),
    )
    table(
        "budget_move",
        link("line_id", "budget_line", nullable=False, index=False),
        *one_of("kind", *kinds),
        number("cents"),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("moment", sa.DateTime, nullable=False),
        *map(text, ("actor", "document_kind")),
        number("document_id"),
        text("document_label"),
        text("commitment_kind", nullable=True),
        number("commitment_id", nullable=True),
        link("counter_of_id", "budget_move", index=False),
        text("words"),
        sa.CheckConstraint("cents <> 0", name="cents"),
        sa.CheckConstraint("(commitment_kind IS NULL) = (commitment_id IS NULL)", name="commitment"),
        sa.Index("ix_budget_move_line_id", "line_id", "kind", "day", "cents"),
        sa.Index("ix_budget_move_document_id", "document_id", "document_kind"),
        where_filled("budget_move", "commitment_id", "commitment_id", "commitment_kind"),
        sa.Index("uq_budget_move_counter_of_id", "counter_of_id", unique=True),
    )
