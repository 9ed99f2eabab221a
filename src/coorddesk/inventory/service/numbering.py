"""Inventory numbers that the desk gives, by the pattern of a category or its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold_code
from coorddesk.core.matching import starts_with
from coorddesk.core.numbers import draw
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Asset, Category
from coorddesk.inventory.rules import PLAIN, NumberPattern, pattern_typed

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def free_tag(session: Session, category_id: int | None) -> str:
    """The next number of a device of a category that nobody bears; one that was drawn never comes again."""
    pattern, today = pattern_of(session, category_id), clock_of(session).today()
    series = _series(pattern, today)
    number = draw(session, series)
    if not _is_taken(session, pattern.tag(number, today)):
        return pattern.tag(number, today)
    taken = numbers_taken(session, pattern, today)  # a sheet brought them, or somebody typed them
    while number in taken:
        number += 1
    return pattern.tag(draw(session, series, above=number - 1), today)


@allowed(*EDITORS)
def pattern_of(session: Session, category_id: int | None) -> NumberPattern:
    """The pattern by which devices of a category are numbered."""
    text = select(Category.number_pattern).where(Category.id == category_id)
    typed = None if category_id is None else session.scalar(text)
    return pattern_typed(typed or "") or PLAIN


@allowed(*EDITORS)
def numbers_taken(session: Session, pattern: NumberPattern, day: date) -> frozenset[int]:
    """The running numbers of a day's series that devices bear, those in the bin too."""
    tags = select(Asset.tag_folded).where(starts_with(Asset.tag_folded, pattern.beginning(day)))
    numbers = (pattern.number_in(tag, day) for tag in session.scalars(tags) if tag is not None)
    return frozenset(number for number in numbers if number is not None)


def _series(pattern: NumberPattern, day: date) -> str:
    """Under which name numbers of a pattern are drawn; the desk's own had theirs before there were patterns."""
    return _PLAIN_SERIES if pattern == PLAIN else f"{_PLAIN_SERIES} {fold_code(pattern.series(day))}"


def _is_taken(session: Session, tag: str) -> bool:
    return session.scalar(select(Asset.id).where(Asset.tag_folded == fold_code(tag))) is not None


_PLAIN_SERIES = "asset"
