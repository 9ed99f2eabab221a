"""The verbs that open a stocktake with its frozen list, rename it and delete it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, union

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import delete_rows, insert_columns
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.id_lists import rows_of
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import expect_version
from coorddesk.directory.models import Person, Place
from coorddesk.directory.service import (
    EDITORS,
    Deletion,
    delete_unused,
    refuse_gone,
    rename_named,
    row_as_seen,
    row_there,
)
from coorddesk.inventory.models import Asset, Category
from coorddesk.inventory.queries import AssetQuery, matches
from coorddesk.inventory.rules import IN_USE, MetaStatus
from coorddesk.notes.models import Attachment, Note, Reminder
from coorddesk.notes.service import forget
from coorddesk.stocktaking.models import Stocktake, StocktakeLine
from coorddesk.stocktaking.rules import LineState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.messages import Message

AWAY = frozenset({MetaStatus.ON_LOAN, MetaStatus.UNDER_REPAIR})
"""The devices that are not where they belong, and rightly so."""


@dataclass(frozen=True)
class Scope:
    """What is counted: the devices of a place and all inside it, of a category, of a holder; of several, what is all.

    Nothing said means every device. What is on loan or under repair is expected only `with_away`, or where a holder's
    devices are counted.
    """

    place_id: int | None = None
    category_id: int | None = None
    holder_id: int | None = None
    with_away: bool = False

    @property
    def query(self) -> AssetQuery:
        """The devices that are expected."""
        away = frozenset[MetaStatus]() if self.with_away or self.holder_id is not None else AWAY
        categories = frozenset() if self.category_id is None else frozenset({self.category_id})
        return AssetQuery(place=self.place_id, categories=categories, holder=self.holder_id, metas=IN_USE - away)


@dataclass(frozen=True)
class NewStocktake:
    """A stocktake to open."""

    name: str
    scope: Scope = Scope()
    notes: str = ""


@dataclass(frozen=True)
class StocktakeEdit:
    """Another name and other notes for a stocktake, and the version their author saw."""

    id: int
    version: int
    name: str
    notes: str


@allowed(*EDITORS)
def open_stocktake(session: Session, wish: NewStocktake) -> int:
    """Open a stocktake: its list is what is on record now, and stays so; returns its id."""
    scope = wish.scope
    refuse_gone(
        session,
        [
            ("place", Place, scope.place_id),
            ("category", Category, scope.category_id),
            ("holder", Person, scope.holder_id),
        ],
    )
    row = Stocktake(place_id=scope.place_id, category_id=scope.category_id, holder_id=scope.holder_id)
    rename_named(session, row, wish.name)
    row.opened_at, row.opened_by = clock_of(session).now(), actor_of(session).name
    row.notes = tidy_lines(wish.notes)
    session.add(row)
    session.flush()
    _freeze(session, row.id, scope.query)
    record(session, _("Open stocktake “{name}”", name=row.name), ("stocktake", row.id))
    return row.id


@allowed(*EDITORS)
def edit_stocktake(session: Session, wish: StocktakeEdit) -> None:
    """Rename a stocktake or change what is noted about it, open or closed."""
    row = row_there(session, Stocktake, wish.id)
    expect_version(row, wish.version, {"name": wish.name, "notes": wish.notes}, _TITLES)
    rename_named(session, row, wish.name)
    row.notes = tidy_lines(wish.notes)
    session.flush()
    record(session, _("Edit stocktake “{name}”", name=row.name), ("stocktake", row.id))


@allowed(*EDITORS)
def delete_stocktake(session: Session, wish: Deletion) -> None:
    """Delete a stocktake with its lines; what it has put right on devices stays."""
    row = row_as_seen(session, Stocktake, wish.id, wish.version)
    lines = select(StocktakeLine.id).where(StocktakeLine.stocktake_id == row.id)
    noted = union(
        *(
            select(kind.subject_id).where(kind.subject_kind == StocktakeLine.__tablename__, kind.subject_id.in_(lines))
            for kind in (Note, Reminder, Attachment)
        )
    )
    for line_id in session.scalars(noted).all():
        forget(session, (StocktakeLine.__tablename__, line_id))
    delete_rows(
        session, table_named(StocktakeLine.__tablename__), list(session.scalars(lines.order_by(StocktakeLine.id)))
    )
    delete_unused(session, row, row.name)
    record(session, _("Delete stocktake “{name}”", name=row.name), ("stocktake", wish.id))


@allowed(*EDITORS)
def open_one(session: Session, stocktake_id: int) -> Stocktake:
    """A stocktake that is still open."""
    row = row_there(session, Stocktake, stocktake_id)
    if row.closed_at is not None:
        raise UserError(_("The stocktake “{name}” is closed: nothing more can be counted in it.", name=row.name))
    return row


def _freeze(session: Session, stocktake_id: int, query: AssetQuery) -> None:
    """Write down what is expected where, and what it is worth."""
    worth = Asset.price * Asset.quantity
    wanted: Any = select(Asset.id, Asset.place_id, Asset.holder_id, worth).where(*matches(session, query))
    rows = list(rows_of(session, wanted.order_by(Asset.id)))
    if not rows:
        return
    ids, places, holders, values = map(list, zip(*rows, strict=True))
    same = {"stocktake_id": stocktake_id, "state": LineState.EXPECTED, "is_expected": True}
    columns = {key: [value] * len(ids) for key, value in same.items()} | {
        "asset_id": ids,
        "expected_place_id": places,
        "expected_holder_id": holders,
        "value": values,
    }
    insert_columns(session, table_named(StocktakeLine.__tablename__), columns)


_TITLES: dict[str, Message] = {"name": _("Name"), "notes": _("Notes")}
