"""Moves of money as rows of a table: the ledger, and those that a figure is the sum of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from coorddesk.budget.queries import MOVE_COLUMNS, MOVE_SORTS, MoveQuery, MoveRow, move_ids, move_sums, moves_page
from coorddesk.budget.queries.ledger import stated_moves
from coorddesk.budget.rules.situation import SIGNS, Figure
from coorddesk.budget.rules.words import CREDITS, MoveKind
from coorddesk.core.messages import Message, _n, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.widgets.table.grouping import Sums

_TONES: dict[MoveKind, Tone] = {
    **dict.fromkeys(CREDITS, Tone.SUCCESS),
    MoveKind.PRE_COMMITTED: Tone.MUTED,
    MoveKind.COMMITTED: Tone.WARNING,
    MoveKind.INVOICED: Tone.ACCENT,
    MoveKind.PAID: Tone.ACCENT,
}


class Moves(Source[MoveRow, MoveQuery]):
    """The ledger; its amounts are added up by the database."""

    columns: tuple[Column[MoveRow], ...] = MOVE_COLUMNS
    shown: ClassVar[tuple[str, ...]] = ("day", "document", "line", "kind", "cents", "words", "actor")
    groupable: tuple[str, ...] = ("kind", "document", "line", "year", "actor")
    unsortable: ClassVar[frozenset[str]] = (
        frozenset({"share"}) | frozenset(column.key for column in MOVE_COLUMNS) - MOVE_SORTS
    )

    def noun(self, count: int) -> Message:
        """How many moves."""
        return _n("{count} move", "{count} moves", count)

    def ids(self, session: Session, query: MoveQuery) -> Sequence[int]:
        """The moves that a query means."""
        return move_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, MoveRow]:
        """Their rows."""
        return moves_page(session, ids)

    def sums(self, session: Session, query: MoveQuery) -> Sums:
        """What they come to."""
        is_alike = (
            query.kind is not None or query.figure is not None
        )  # what is voted and what is paid add up to nothing
        return {"cents": move_sums(session, query).cents} if is_alike else {}

    def is_narrowed(self, query: MoveQuery) -> bool:
        """Whether moves are left out."""
        return MoveQuery(sort=query.sort, descending=query.descending) != query

    def stated(self, session: Session, query: MoveQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return (*super().stated(session, query), *stated_moves(session, query).values())

    def dots(self) -> Mapping[str, Callable[[MoveRow], Tone | None]]:
        """What opens credits and what uses them; what was taken back stands out."""
        return {"kind": _tone}


class MovesBehind(Moves):
    """Those that a figure is the sum of, each with what it adds to that."""

    shown: ClassVar[tuple[str, ...]] = ("day", "document", "line", "kind", "share", "words")
    groupable = ("kind", "document", "line", "year")

    def __init__(self, figure: Figure) -> None:
        """`figure` may become another while the list is open, which `renew_columns` is then told."""
        self.figure = figure
        share = Column[MoveRow]("share", _p("ledger", "Adds"), self._share, Kind.AMOUNT, 13, total=True)
        self.columns = tuple(share if column.key == "cents" else column for column in MOVE_COLUMNS)

    def _share(self, row: MoveRow) -> int:
        return SIGNS[self.figure].get(row.kind, 0) * row.cents

    def sums(self, session: Session, query: MoveQuery) -> Sums:
        """What they add to the figure."""
        return {"share": move_sums(session, query).share}

    def is_narrowed(self, query: MoveQuery) -> bool:
        """Whether moves behind the figure are left out by a search."""
        return bool(query.text)


def _tone(row: MoveRow) -> Tone:
    return Tone.DANGER if row.counter_of_id is not None or row.is_countered else _TONES[row.kind]
