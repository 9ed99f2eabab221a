"""Formats of the desk's own, and the numbers that were printed on labels before there was a device, as stored."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, one_of
from coorddesk.directory.models import Named, numbered
from coorddesk.reporting.page import PaperSize


class LabelFormat(Named, Base):
    """A sheet of labels that nobody sells to everybody; measures in hundredths of a millimetre (rules/sheets.py)."""

    __tablename__ = "label_format"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        CheckConstraint("columns > 0 AND rows > 0", name="cells"),
        numbered(lambda n: _n("{count} label format", "{count} label formats", n)),
    )

    page: Mapped[PaperSize] = mapped_column(one_of(PaperSize, "page"))
    columns: Mapped[int]
    rows: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    left: Mapped[int]
    top: Mapped[int]
    across: Mapped[int]
    down: Mapped[int]


class PrintedLabel(Base):
    """A number that was drawn and printed ahead; it is free until a device bears that number.

    Whether one does is asked of the devices alone, so that no copy of it can be wrong.
    """

    __tablename__ = "printed_label"
    __table_args__ = (
        UniqueConstraint("number_folded"),
        numbered(lambda n: _n("{count} label printed ahead", "{count} labels printed ahead", n)),
    )

    number: Mapped[str]
    number_folded: Mapped[str] = mapped_column(Binary)
    moment: Mapped[datetime]  # when it was drawn
    actor: Mapped[str]
