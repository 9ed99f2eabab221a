"""Maintenance and repairs as stored."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of
from coorddesk.directory.models import Named, numbered
from coorddesk.maintenance.rules import Outcome, RepairState, Rhythm, Verdict, Work, kept_days


class Checklist(Named, Base):
    """Points to look at, in their order: a template, of which each entry keeps what it found."""

    __tablename__ = "checklist"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        numbered(lambda n: _n("{count} checklist", "{count} checklists", n)),
    )

    points: Mapped[list[str]] = mapped_column(JSON)
    notes: Mapped[str] = mapped_column(default="")


class MaintenancePlan(Named, Base):
    """Upkeep that comes again and again: of one device, or of all of a model, a category, inside a place.

    Of several such limits all hold. `months` or `days` ("03-01": of every year) say when (`rules.Rhythm`).
    """

    __tablename__ = "maintenance_plan"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        CheckConstraint("months IS NULL OR months > 0", name="months"),
        CheckConstraint("ahead >= 0", name="ahead"),
        numbered(lambda n: _n("{count} maintenance schedule", "{count} maintenance schedules", n)),
    )

    work: Mapped[Work] = mapped_column(one_of(Work, "work"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    model_id: Mapped[int | None] = mapped_column(ForeignKey("model.id"), index=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    start: Mapped[date]
    months: Mapped[int | None]
    days: Mapped[list[str]] = mapped_column(JSON)
    from_done: Mapped[bool] = mapped_column(default=False)
    end: Mapped[date | None]
    ahead: Mapped[int] = mapped_column(default=0)  # in days
    checklist_id: Mapped[int | None] = mapped_column(ForeignKey("checklist.id"), index=True)
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"), index=True)
    notes: Mapped[str] = mapped_column(default="")

    @property
    def rhythm(self) -> Rhythm:
        """When it is due."""
        return Rhythm(self.start, self.months, kept_days(self.days), from_done=self.from_done, end=self.end)


class Repair(Versioned, Base):
    """A device's way to a repair and back; its state is that of its latest step."""

    __tablename__ = "repair"
    __table_args__ = (
        Index("ix_repair_asset_id", "asset_id", "id"),
        CheckConstraint("quote >= 0", name="quote"),
        CheckConstraint("cost >= 0", name="cost"),
        numbered(lambda n: _n("{count} repair", "{count} repairs", n)),
    )

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    fault: Mapped[str]
    state: Mapped[RepairState] = mapped_column(one_of(RepairState, "state"))
    opened: Mapped[date]  # the day of its first step
    closed: Mapped[date | None]  # the day of the last one, once it is over
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"), index=True)
    reference: Mapped[str] = mapped_column(default="")  # the supplier's number for it
    quote: Mapped[int | None]  # cents
    cost: Mapped[int | None]  # cents
    under_warranty: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str] = mapped_column(default="")  # what they did
    notes: Mapped[str] = mapped_column(default="")
    label_before_id: Mapped[int] = mapped_column(ForeignKey("status_label.id"))  # the status to go back to
    loan_id: Mapped[int | None] = mapped_column(ForeignKey("loan.id"), index=True)  # of the device lent meanwhile
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through


class RepairStep(Base):
    """A repair came to a state on a day."""

    __tablename__ = "repair_step"
    __table_args__ = (
        Index("ix_repair_step_repair_id", "repair_id", "id"),
        numbered(lambda n: _n("{count} step of a repair", "{count} steps of repairs", n)),
    )

    repair_id: Mapped[int] = mapped_column(ForeignKey("repair.id"))
    state: Mapped[RepairState] = mapped_column(one_of(RepairState, "state"))
    day: Mapped[date]
    moment: Mapped[datetime]  # when it was written down
    actor: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class MaintenanceEntry(Versioned, Base):
    """Something that was done to a device, with what it cost and what it showed."""

    __tablename__ = "maintenance_entry"
    __table_args__ = (
        Index("ix_maintenance_entry_asset_id", "asset_id", "day"),
        CheckConstraint("cost >= 0", name="cost"),
        CheckConstraint("downtime >= 0", name="downtime"),
        numbered(lambda n: _n("{count} entry in the maintenance log", "{count} entries in the maintenance log", n)),
    )

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    day: Mapped[date] = mapped_column(index=True)
    work: Mapped[Work] = mapped_column(one_of(Work, "work"))
    what: Mapped[str]
    done_by: Mapped[str] = mapped_column(default="")  # who did it, in their own words
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"), index=True)
    cost: Mapped[int | None]  # cents, including VAT
    downtime: Mapped[int | None]  # in hours
    under_warranty: Mapped[bool] = mapped_column(default=False)
    documents: Mapped[str] = mapped_column(default="")  # numbers of invoices, certificates, work orders
    verdict: Mapped[Verdict | None] = mapped_column(one_of(Verdict, "verdict"))
    points: Mapped[list[list[Any]]] = mapped_column(JSON)  # of the checklist: each with whether it was ticked
    notes: Mapped[str] = mapped_column(default="")
    repair_id: Mapped[int | None] = mapped_column(ForeignKey("repair.id"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("maintenance_plan.id"), index=True)
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through


class MaintenanceTurn(Base):
    """A day on which a device was due by a schedule, and what became of it; the latest one holds."""

    __tablename__ = "maintenance_turn"
    __table_args__ = (
        Index("ix_maintenance_turn_plan_id", "plan_id", "asset_id", "id"),
        numbered(lambda n: _n("{count} turn of a schedule", "{count} turns of schedules", n)),
    )

    plan_id: Mapped[int] = mapped_column(ForeignKey("maintenance_plan.id"))
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    due: Mapped[date]
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome, "outcome"))
    day: Mapped[date]  # on which it was done or skipped, or to which it was postponed
    reason: Mapped[str] = mapped_column(default="")
    moment: Mapped[datetime]
    actor: Mapped[str]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("maintenance_entry.id"), index=True)
