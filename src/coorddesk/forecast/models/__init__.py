"""The tables of the forecast: scenarios by name, and what each of them changes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, one_of
from coorddesk.directory.models import Named, numbered
from coorddesk.forecast.rules.words import ChangeKind


class Scenario(Named, Base):
    """What if: what is expected, changed in a few ways; what it changes is never touched by it."""

    __tablename__ = "scenario"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        CheckConstraint("price_rise BETWEEN -10000 AND 10000", name="price_rise"),
        numbered(lambda n: _n("{count} scenario", "{count} scenarios", n)),
    )

    price_rise: Mapped[int] = mapped_column(default=0)  # a year, in hundredths of a percent
    notes: Mapped[str] = mapped_column(default="")
    recommendation: Mapped[str] = mapped_column(default="")  # for the note to the director


class ScenarioChange(Base):
    """One change of a scenario, about a record by its kind and id; what is added is about none."""

    __tablename__ = "scenario_change"
    __table_args__ = (
        CheckConstraint("years > 0", name="years"),
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("cents >= 0", name="cents"),
        Index("ix_scenario_change_target_id", "target_id", "target_kind"),
        numbered(lambda n: _n("{count} change of a scenario", "{count} changes of scenarios", n)),
    )

    scenario_id: Mapped[int] = mapped_column(ForeignKey("scenario.id"), index=True)
    position: Mapped[int]
    kind: Mapped[ChangeKind] = mapped_column(one_of(ChangeKind, "kind"))
    target_kind: Mapped[str] = mapped_column(default="")  # asset, category, contract, licence, purchase_request
    target_id: Mapped[int | None]
    year: Mapped[int | None]  # from which on; of what is added, in which
    years: Mapped[int | None]  # by which it is put off
    quantity: Mapped[int | None]
    percent: Mapped[int | None]  # in hundredths, more or less
    cents: Mapped[int | None]  # of one that is added
    words: Mapped[str] = mapped_column(default="")  # what is added
