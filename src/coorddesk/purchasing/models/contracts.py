"""Contracts as stored: what they cover, what became of them, and the instalments that were committed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, one_of, where_filled
from coorddesk.directory.models import Named, numbered
from coorddesk.purchasing.rules import contracts as rules
from coorddesk.purchasing.rules.contract_words import ContractKind, ContractStepKind, Renewal

COVERED = ("licence_id", "maintenance_plan_id", "asset_id", "lot_id", "place_id")
"""What a contract may be about; a row of `contract_about` has one of these."""


class Contract(Named, Base):
    """Something that costs money again and again; when it ends follows from its days and its steps."""

    __tablename__ = "contract"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        CheckConstraint("months > 0", name="months"),
        CheckConstraint("renewal_months > 0", name="renewal_months"),
        CheckConstraint("notice_months >= 0", name="notice_months"),
        CheckConstraint("every_months > 0", name="every_months"),
        CheckConstraint("net >= 0", name="net"),
        CheckConstraint("vat_rate >= 0", name="vat_rate"),
        numbered(lambda n: _n("{count} contract", "{count} contracts", n)),
    )

    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"), index=True)
    kind: Mapped[ContractKind] = mapped_column(one_of(ContractKind, "kind"))
    number: Mapped[str] = mapped_column(default="")  # the supplier's
    started_on: Mapped[date]
    months: Mapped[int]  # of its first term
    renewal: Mapped[Renewal] = mapped_column(one_of(Renewal, "renewal"))
    renewal_months: Mapped[int]  # of each term that follows
    notice_months: Mapped[int]
    every_months: Mapped[int]  # from one instalment to the next
    net: Mapped[int]  # cents of an instalment, excluding VAT
    vat_rate: Mapped[int]  # hundredths of a percent
    is_in_advance: Mapped[bool] = mapped_column(default=True)  # due as its months begin, or else as they end
    notes: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through

    def as_rule(self, steps: tuple[rules.ContractStep, ...] = ()) -> rules.Contract:
        """As the rules see it, with what happened to it."""
        return rules.Contract(
            self.started_on,
            self.months,
            self.renewal,
            self.renewal_months,
            self.notice_months,
            self.every_months,
            self.net,
            self.vat_rate,
            self.is_in_advance,
            steps,
        )


class ContractAbout(Base):
    """A record that a contract is about."""

    __tablename__ = "contract_about"
    __table_args__ = (
        *(UniqueConstraint("contract_id", name, name=f"uq_contract_about_{name}") for name in COVERED),
        CheckConstraint(
            " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in COVERED) + " = 1", name="one"
        ),
        *(where_filled("contract_about", name) for name in COVERED),
        numbered(lambda n: _n("{count} contract for it", "{count} contracts for it", n)),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), index=True)
    licence_id: Mapped[int | None] = mapped_column(ForeignKey("licence.id"))
    maintenance_plan_id: Mapped[int | None] = mapped_column(ForeignKey("maintenance_plan.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("lot.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))


class ContractStep(Base):
    """A contract was renewed, ended, or given another price from a day on."""

    __tablename__ = "contract_step"
    __table_args__ = (
        CheckConstraint("months > 0", name="months"),
        CheckConstraint("net >= 0", name="net"),
        numbered(lambda n: _n("{count} step of a contract", "{count} steps of contracts", n)),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), index=True)
    kind: Mapped[ContractStepKind] = mapped_column(one_of(ContractStepKind, "kind"))
    day: Mapped[date]  # the first of the new term or price, or the last of all
    months: Mapped[int | None]  # of the term that it was renewed by
    net: Mapped[int | None]  # cents of an instalment from then on, excluding VAT
    rate: Mapped[int | None]  # by which the price rises or falls from then on, in hundredths of a percent
    moment: Mapped[datetime]
    actor: Mapped[str]
    words: Mapped[str] = mapped_column(default="")


class Instalment(Base):
    """An instalment of a contract that was committed on a budget line, at the price that was expected then."""

    __tablename__ = "instalment"
    __table_args__ = (
        UniqueConstraint("contract_id", "first_day"),
        CheckConstraint("first_day <= last_day", name="days"),
        CheckConstraint("net >= 0", name="net"),
        CheckConstraint("vat_rate >= 0", name="vat_rate"),
        Index("ix_instalment_due_on", "due_on"),
        numbered(lambda n: _n("{count} instalment", "{count} instalments", n)),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    due_on: Mapped[date]
    net: Mapped[int]  # cents excluding VAT
    vat_rate: Mapped[int]  # hundredths of a percent
    budget_line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"), index=True)
    day: Mapped[date]  # on which it was committed
    moment: Mapped[datetime]
    actor: Mapped[str]


class InstalmentChange(Base):
    """From a day on, an instalment commits another amount: that of a new price, or nothing."""

    __tablename__ = "instalment_change"
    __table_args__ = (
        CheckConstraint("net >= 0", name="net"),
        numbered(lambda n: _n("{count} change of an instalment", "{count} changes of instalments", n)),
    )

    instalment_id: Mapped[int] = mapped_column(ForeignKey("instalment.id"), index=True)
    day: Mapped[date]
    net: Mapped[int]  # cents excluding VAT; nothing is left of one that ended
    moment: Mapped[datetime]
    actor: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
