"""How a column of folded text is asked whether it holds what somebody typed, alike on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import InstrumentedAttribute

from coorddesk.core.fold import fold

Folded = ColumnElement[Any] | InstrumentedAttribute[Any]

_ESCAPED = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


def words(text: str) -> tuple[str, ...]:
    """The folded words of a search, each once: all of them must be found."""
    return tuple(dict.fromkeys(fold(text).split()))


def contains(column: Folded, word: str) -> ColumnElement[bool]:
    """Whether folded text holds a folded word anywhere."""
    return column.like(f"%{word.translate(_ESCAPED)}%", escape="\\")


def contains_all(column: Folded, text: str) -> ColumnElement[bool]:
    """Whether folded text holds every word of `text`, in any order; of no words, yes."""
    return and_(True, *(contains(column, word) for word in words(text)))


def starts_with(column: Folded, start: str) -> ColumnElement[bool]:
    """Whether folded text begins so; an index on the column helps."""
    return and_(column >= start, column < start + "\U0010ffff")
