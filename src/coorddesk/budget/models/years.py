"""Fiscal years, the lines of their budgets, the accounts and the funding that lines stand on, as stored."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.budget.rules.words import Chart, Counting, OnOverspending, Section, YearState
from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of, where_filled
from coorddesk.directory.models import Named, numbered


class FiscalYear(Named, Base):
    """A year of money, civil or school: "2026", "2025-2026". Years may overlap where somebody follows both."""

    __tablename__ = "fiscal_year"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        CheckConstraint("first_day <= last_day", name="days"),
        where_filled("fiscal_year", "previous_id"),
        numbered(lambda n: _n("{count} fiscal year", "{count} fiscal years", n)),
    )

    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date]
    counts: Mapped[Counting] = mapped_column(one_of(Counting, "counts"))
    chart: Mapped[Chart] = mapped_column(one_of(Chart, "chart"))  # whose accounts its lines are offered
    state: Mapped[YearState] = mapped_column(one_of(YearState, "state"), default=YearState.OPENED)
    closed_at: Mapped[datetime | None]
    reopened_reason: Mapped[str] = mapped_column(default="")  # of the last time
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("fiscal_year.id"))  # which it goes on from
    notes: Mapped[str] = mapped_column(default="")


class Account(Versioned, Base):
    """An account of a plan: its number, what it is called, and the section and chapter in which it usually stands."""

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("chart", "number"),
        numbered(lambda n: _n("{count} account", "{count} accounts", n)),
    )

    chart: Mapped[Chart] = mapped_column(one_of(Chart, "chart"))
    number: Mapped[str] = mapped_column(Binary)  # "60632"; text, as leading zeros count
    label: Mapped[str]
    section: Mapped[Section] = mapped_column(one_of(Section, "section"))
    chapter: Mapped[str] = mapped_column(default="")


class FundingSource(Named, Base):
    """Where money comes from: a grant with its funder, its amount, its conditions and its deadline, or own means."""

    __tablename__ = "funding_source"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        CheckConstraint("amount >= 0", name="amount"),
        where_filled("funding_source", "supplier_id"),
        where_filled("funding_source", "deadline"),
        numbered(lambda n: _n("{count} funding source", "{count} funding sources", n)),
    )

    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))  # the funder, of the directory
    funder: Mapped[str] = mapped_column(default="")  # one that the directory does not know
    amount: Mapped[int | None]  # cents granted; not said if null
    conditions: Mapped[str] = mapped_column(default="")
    deadline: Mapped[date | None]  # by which it is to be spent and accounted for
    is_archived: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str] = mapped_column(default="")


class BudgetLine(Versioned, Base):
    """A line of a year's budget; what is on it is the sum of its moves. Its code is that which papers name it by."""

    __tablename__ = "budget_line"
    __table_args__ = (
        UniqueConstraint("year_id", "code_folded"),
        Index("ix_budget_line_year_id", "year_id", "position"),
        where_filled("budget_line", "account_id"),
        where_filled("budget_line", "funding_source_id"),
        where_filled("budget_line", "person_id"),
        where_filled("budget_line", "previous_id"),
        numbered(lambda n: _n("{count} budget line", "{count} budget lines", n)),
    )

    year_id: Mapped[int] = mapped_column(ForeignKey("fiscal_year.id"))
    position: Mapped[int]
    code: Mapped[str]  # "011-60632"
    code_folded: Mapped[str] = mapped_column(Binary)
    section: Mapped[Section] = mapped_column(one_of(Section, "section"))
    chapter: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    label: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(JSON)
    funding_source_id: Mapped[int | None] = mapped_column(ForeignKey("funding_source.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # in charge
    on_overspending: Mapped[OnOverspending] = mapped_column(one_of(OnOverspending, "on_overspending"))
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("budget_line.id"))  # the same of the year before
    notes: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through
