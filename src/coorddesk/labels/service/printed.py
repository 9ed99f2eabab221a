"""The verbs on numbers printed ahead: drawn, stuck on a device and linked to it, or thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.fold import fold_code
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _, _n
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called
from coorddesk.inventory.service import AssetDetails, NewAsset, Standing, create_asset, free_tag, number_asset
from coorddesk.labels.models import PrintedLabel
from coorddesk.labels.queries import free_among, free_label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MOST_AHEAD = 1000
"""Of one deed: fifteen sheets of the smallest labels."""

_IN_STOCK = Standing()


@dataclass(frozen=True)
class Ahead:
    """How many numbers to draw, by the pattern of a category or the desk's own."""

    count: int
    category_id: int | None = None


@dataclass(frozen=True)
class Linking:
    """A free label by its number, and the device on which it sticks, as its author saw it.

    A device that bears another number gives it up only with `renumbers`.
    """

    number: str
    asset_id: int
    version: int
    renumbers: bool = False


@dataclass(frozen=True)
class NewLinked:
    """A free label by its number, and the device that is entered under it."""

    number: str
    details: AssetDetails
    standing: Standing = _IN_STOCK


@allowed(*EDITORS)
def print_ahead(session: Session, wish: Ahead) -> list[int]:
    """Draw numbers for labels of devices that are not there yet; returns the labels' ids.

    No number drawn ever comes again, not even when this is undone: it may stick somewhere.
    """
    if not 1 <= wish.count <= MOST_AHEAD:
        raise UserError(_("Print 1 to {most} labels ahead at a time.", most=MOST_AHEAD), field="count")
    moment, actor = clock_of(session).now(), actor_of(session).name
    numbers = _drawn(session, wish)
    rows = [
        {"number": number, "number_folded": fold_code(number), "moment": moment, "actor": actor} for number in numbers
    ]
    ids = insert_rows(session, _labels, rows)
    deed = _n(
        "Print the label {first} ahead",
        "Print {count} labels ahead, {first} to {last}",
        len(numbers),
        first=numbers[0],
        last=numbers[-1],
    )
    record(session, deed)
    return list(ids)


@allowed(*EDITORS)
def link_label(session: Session, wish: Linking) -> None:
    """Let a device bear the number of the label that was stuck on it."""
    label = _free(session, wish.number)
    row = row_there(session, Asset, wish.asset_id)
    if row.version != wish.version:
        raise StaleWrite(_("Somebody changed this since you opened it. Open it again to see the change."), ())
    if row.tag is not None and not wish.renumbers:
        said = _(
            "{device} has the number {number} already. Say that it gets another, or throw this label away.",
            device=row.name or row.serial or row.tag,
            number=row.tag,
        )
        raise UserError(said, field="asset")
    before = called(None, row.serial, row.name, row.id)
    number_asset(session, row.id, label.number)
    deed = _("Link the label {number} to {device}", number=label.number, device=before)
    record(session, deed, ("asset", row.id), ("printed_label", label.id))


@allowed(*EDITORS)
def enter_linked(session: Session, wish: NewLinked) -> int:
    """Enter a device under the number of a label that sticks on it already; returns its id."""
    label = _free(session, wish.number)
    return create_asset(session, NewAsset(replace(wish.details, tag=label.number), wish.standing))


@allowed(*EDITORS)
def discard_labels(session: Session, ids: Sequence[int]) -> None:
    """Forget free labels that were spoilt or lost; their numbers are never drawn again."""
    free = free_among(session, ids)
    if not free:
        raise UserError(_("None of these labels is free any more: devices bear their numbers."))
    deed = _n(
        "Throw the label {first} away", "Throw {count} labels away, {first} and others", len(free), first=free[0].number
    )
    record(session, deed)
    delete_rows(session, _labels, [row.id for row in free])


def _drawn(session: Session, wish: Ahead) -> list[str]:
    """Numbers that neither a device nor another label bears: two patterns may spell a number alike."""
    numbers: list[str] = []
    while len(numbers) < wish.count:
        number = free_tag(session, wish.category_id)
        same = select(PrintedLabel.id).where(PrintedLabel.number_folded == fold_code(number))
        if session.scalar(same) is None:
            numbers.append(number)
    return numbers


def _free(session: Session, number: str) -> PrintedLabel:
    free = free_label(session, number)
    if free is None:
        raise UserError(_("{number} is no label that is still free.", number=number), field="number")
    row = session.get(PrintedLabel, free.id)
    assert row is not None, "it was just found"
    return row


_labels = table_named(PrintedLabel.__tablename__)
