"""The movements of stock on paper: all of a period, or those of an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report
from coorddesk.stock.queries import MOVE_COLUMNS, MoveQuery, MoveRow, all_moves, names
from coorddesk.stock.rules import MOVE_KIND_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = MoveQuery | Sequence[int] | None

_COLUMNS = tuple(replace(column, total=column.key == "amount") for column in MOVE_COLUMNS)
_WHERE = replace(_COLUMNS[[column.key for column in _COLUMNS].index("place")], value=lambda row: row.place_name)
"""A place by its last name: a paper has no room for the path of each."""
_SHOWN = tuple(
    _WHERE if column.key == "place" else column for column in _COLUMNS if column.key not in {"price", "actor"}
)


def movements(session: Session, choice: Choice) -> Report[MoveRow]:
    """The movements that a query means, or those of some items, the latest first."""
    query = choice if isinstance(choice, MoveQuery) else MoveQuery()
    if choice is None or isinstance(choice, MoveQuery):
        rows = all_moves(session, query)
    else:
        rows = [row for item_id in choice for row in all_moves(session, MoveQuery(item=item_id))]
    return Report(
        _("Movements of stock"), _SHOWN, (Group(None, rows),), _counted, _stated(session, query), offered=_COLUMNS
    )


def _stated(session: Session, query: MoveQuery) -> tuple[Message, ...]:
    said: list[Message] = []
    if query.text.strip():
        said.append(_("Search: “{text}”", text=query.text.strip()))
    if query.item is not None:
        said.append(_("Item: {name}", name=names(session, "stock_item", [query.item]).get(query.item, "?")))
    if query.kind is not None:
        said.append(MOVE_KIND_TITLES[query.kind])
    if query.since is not None:
        said.append(_("From {day}", day=query.since))
    if query.until is not None:
        said.append(_("Until {day}", day=query.until))
    return tuple(said)


def _choose(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "stock_item" else None


def _counted(count: int) -> Message:
    return _n("{count} movement", "{count} movements", count)


MOVEMENTS = ReportKind(
    "stock-moves",
    _("Movements of stock"),
    _("What came and went, when, where, to whom, and what was put right since."),
    movements,
    _choose,
    frozenset({"stock_item"}),
)
