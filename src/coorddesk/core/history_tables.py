"""The tables of the history: what was done, to what, and each row before and after."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.orm import UNWATCHED, Base

_APART = {"sqlite_autoincrement": True, "info": {UNWATCHED: True}}

DO, UNDO, REDO, TOLD = "do", "undo", "redo", "told"
"""What a change set does; one that is only told changed nothing: somebody looked at what is kept from view."""


class ChangeSet(Base):
    """One committed transaction: who, when, from where, and the deed in words."""

    __tablename__ = "change_set"
    __table_args__ = (_APART,)

    moment: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str]
    role: Mapped[str]
    source: Mapped[str]
    deed: Mapped[dict[str, Any]] = mapped_column(JSON)  # an encoded Message
    kinds: Mapped[list[str]] = mapped_column(JSON)  # names of the tables it touched
    revision: Mapped[str]  # the schema it was written under
    direction: Mapped[str] = mapped_column(default=DO)
    root_id: Mapped[int | None] = mapped_column(ForeignKey("change_set.id"), index=True)  # what it undoes or redoes
    lasting: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # why it stays: an encoded Message


class ChangeSubject(Base):
    """What a change set is about: the records whose story it belongs to."""

    __tablename__ = "change_subject"
    __table_args__ = (Index("ix_change_subject_subject", "kind", "subject_id", "change_set_id"), _APART)

    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"), index=True)
    kind: Mapped[str]
    subject_id: Mapped[int]


class ChangeRow(Base):
    """One row before and after; of an updated row only the columns that changed."""

    __tablename__ = "change_row"
    __table_args__ = (Index("ix_change_row_row", "table_name", "row_id", "change_set_id"), _APART)

    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"), index=True)
    place_in_set: Mapped[int]
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class ChangeChunk(Base):
    """Up to 500 rows of a bulk write, packed; found by the range of their ids."""

    __tablename__ = "change_chunk"
    __table_args__ = (Index("ix_change_chunk_range", "table_name", "low", "high"), _APART)

    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"), index=True)
    place_in_set: Mapped[int]
    table_name: Mapped[str]
    low: Mapped[int]
    high: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
