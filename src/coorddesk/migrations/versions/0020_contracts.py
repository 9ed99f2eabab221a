"""Contracts, what they cover and their instalments, which invoices use up; ratings of suppliers, meetings with them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from coorddesk.migrations.tables import add, folded, link, named, number, one_of, table, text, where_filled

revision = "0020"
down_revision = "0019"

_COVERED = ("licence", "maintenance_plan", "asset", "lot", "place")


def upgrade() -> None:
    """Create what is new."""
    _create_contracts()
    _create_instalments()
    _create_what_is_said_of_suppliers()
    add("quote_line", *one_of("kind", "goods", "service", "postage", "eco", default="goods"))
    add("invoice_line", link("instalment_id", "instalment", index=False))
    filled = sa.text("instalment_id IS NOT NULL")
    op.create_index(
        "ix_invoice_line_instalment_id",
        "invoice_line",
        ["instalment_id"],
        sqlite_where=filled,
        postgresql_where=filled,
    )


def _day(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Date, nullable=False)


def _moment() -> sa.Column[Any]:
    return sa.Column("moment", sa.DateTime, nullable=False)


def _above(*names: str, least: str = ">= 0") -> tuple[sa.CheckConstraint, ...]:
    return tuple(sa.CheckConstraint(f"{name} {least}", name=name) for name in names)


def _create_contracts() -> None:
    named(
        "contract",
        link("supplier_id", "supplier", nullable=False),
        *one_of("kind", "subscription", "maintenance", "lease", "licence", "service", "other"),
        text("number"),
        _day("started_on"),
        number("months"),
        *one_of("renewal", "tacit", "express", "none"),
        *map(number, ("renewal_months", "notice_months", "every_months", "net", "vat_rate")),
        sa.Column("is_in_advance", sa.Boolean, nullable=False),
        text("notes"),
        folded("search"),
        *_above("months", "renewal_months", "every_months", least="> 0"),
        *_above("notice_months", "net", "vat_rate"),
    )
    one = " + ".join(f"CASE WHEN {name}_id IS NULL THEN 0 ELSE 1 END" for name in _COVERED)
    table(
        "contract_about",
        link("contract_id", "contract", nullable=False),
        *(link(f"{name}_id", name, index=False) for name in _COVERED),
        *(sa.UniqueConstraint("contract_id", f"{name}_id", name=f"uq_contract_about_{name}_id") for name in _COVERED),
        sa.CheckConstraint(f"{one} = 1", name="one"),
        *(where_filled("contract_about", f"{name}_id") for name in _COVERED),
    )
    table(
        "contract_step",
        link("contract_id", "contract", nullable=False),
        *one_of("kind", "renewed", "terminated", "repriced", "indexed"),
        _day("day"),
        *(number(name, nullable=True) for name in ("months", "net", "rate")),
        _moment(),
        *map(text, ("actor", "words")),
        *_above("months", least="> 0"),
        *_above("net"),
    )


def _create_instalments() -> None:
    table(
        "instalment",
        link("contract_id", "contract", nullable=False, index=False),
        *map(_day, ("first_day", "last_day", "due_on")),
        *map(number, ("net", "vat_rate")),
        link("budget_line_id", "budget_line", nullable=False),
        _day("day"),
        _moment(),
        text("actor"),
        sa.UniqueConstraint("contract_id", "first_day"),
        sa.CheckConstraint("first_day <= last_day", name="days"),
        *_above("net", "vat_rate"),
        sa.Index("ix_instalment_due_on", "due_on"),
    )
    table(
        "instalment_change",
        link("instalment_id", "instalment", nullable=False),
        _day("day"),
        number("net"),
        _moment(),
        *map(text, ("actor", "words")),
        *_above("net"),
    )


def _create_what_is_said_of_suppliers() -> None:
    answers = ("delivery", "quality", "service", "paperwork", "price")
    table(
        "supplier_rating",
        number("version"),
        link("supplier_id", "supplier", nullable=False),
        link("order_id", "purchase_order", index=False),
        _day("day"),
        *(number(name, nullable=True) for name in answers),
        text("comment"),
        _moment(),
        text("actor"),
        *(sa.CheckConstraint(f"{name} BETWEEN 1 AND 5", name=name) for name in answers),
        where_filled("supplier_rating", "order_id"),
    )
    table(
        "supplier_meeting",
        number("version"),
        link("supplier_id", "supplier", nullable=False),
        _day("day"),
        *map(text, ("people", "words")),
        sa.Column("next_on", sa.Date),
        _moment(),
        text("actor"),
        where_filled("supplier_meeting", "next_on"),
    )
