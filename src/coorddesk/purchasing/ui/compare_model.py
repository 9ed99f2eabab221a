"""Quotes side by side as a table: a row for each line of the request, a column for each supplier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coorddesk.core.messages import Message, Money, _, _p, number, verbatim
from coorddesk.purchasing.queries import ComparedQuote, Comparison
from coorddesk.widgets.theme import TypeScale

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex
FIRST_QUOTE = 1
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class _Cell:
    """What a cell says, in which colour, and whether it stands out."""

    text: str = ""
    colour: str = "text"
    is_strong: bool = False


class CompareModel(QAbstractTableModel):
    """What is cheapest is said in words and in bold, what is left out too; never by colour alone."""

    def __init__(self, look: Look, parent: QObject) -> None:
        """Start with nothing to compare."""
        super().__init__(parent)
        self._look = look
        self._rows: list[tuple[str, list[_Cell]]] = []
        self.seen = Comparison((), ())

    def show_comparison(self, seen: Comparison) -> None:
        """Show these quotes."""
        self.beginResetModel()
        self.seen = seen
        self._rows = list(self._made(seen))
        self.endResetModel()

    def quote(self, column: int) -> ComparedQuote | None:
        """The quote of a column."""
        place = column - FIRST_QUOTE
        return self.seen.quotes[place] if 0 <= place < len(self.seen.quotes) else None

    def column_of_cheapest(self) -> int:
        """The column of the cheapest that is whole and still valid, or the first."""
        places = [place for place, each in enumerate(self.seen.quotes) if each.is_cheapest and not each.is_expired] or [
            place for place, each in enumerate(self.seen.quotes) if each.is_cheapest
        ]
        return FIRST_QUOTE + (places[0] if places else 0)

    def _made(self, seen: Comparison) -> list[tuple[str, list[_Cell]]]:
        say = self._look.texts.say
        rows = []
        for place, line in enumerate(seen.lines):
            title = say(_("{count} × {what}", count=number(line.quantity), what=line.label))
            rows.append((title, [self._offer(each, place) for each in seen.quotes]))
        rows.append((say(_p("quote", "Besides: postage, options")), [self._besides(each) for each in seen.quotes]))
        net = [_Cell(self._money(each.quote.amount.net)) for each in seen.quotes]
        rows.append((say(_p("purchase", "Total excl. VAT")), net))
        rows.append((say(_p("purchase", "Total incl. VAT")), [self._total(each) for each in seen.quotes]))
        rows.append((say(_p("quote", "Valid until")), [self._valid(each) for each in seen.quotes]))
        rows.append((say(_p("quote", "To bear in mind")), [self._marks(each) for each in seen.quotes]))
        return rows

    def _offer(self, each: ComparedQuote, place: int) -> _Cell:
        offer = each.offers[place]
        if offer is None:
            return _Cell(self._look.texts.say(_p("quote", "not offered")), "warning")
        if each.cheapest[place] and len(self.seen.quotes) > 1:
            said = _p("quote", "{amount}, cheapest", amount=Money(offer.gross))
            return _Cell(self._look.texts.say(said), "success", is_strong=True)
        return _Cell(self._money(offer.gross))

    def _besides(self, each: ComparedQuote) -> _Cell:
        return _Cell(self._money(each.besides.gross)) if each.besides.gross else _Cell("–", "muted")

    def _total(self, each: ComparedQuote) -> _Cell:
        if not each.is_cheapest or len(self.seen.quotes) == 1:
            return _Cell(self._money(each.quote.amount.gross), is_strong=True)
        said = _p("quote", "{amount}, cheapest", amount=Money(each.quote.amount.gross))
        return _Cell(self._look.texts.say(said), "success", is_strong=True)

    def _valid(self, each: ComparedQuote) -> _Cell:
        until = each.quote.valid_until
        if until is None:
            return _Cell(self._look.texts.say(_p("quote", "not said")), "muted")
        if each.is_expired:
            return _Cell(self._look.texts.say(_p("quote", "{day}, expired", day=until)), "danger")
        return _Cell(self._look.texts.date(until))

    def _marks(self, each: ComparedQuote) -> _Cell:
        marks: list[Message] = []
        if each.quote.is_chosen:
            marks.append(_p("quote", "Chosen"))
        if not each.is_whole:
            marks.append(_p("quote", "Leaves lines out"))
        if each.quote.discount:
            rate = verbatim(self._look.texts.decimal(each.quote.discount * 10))
            marks.append(_("{rate}% off all lines", rate=rate))
        return _Cell(", ".join(map(self._look.texts.say, marks)), "muted")

    def _money(self, cents: int) -> str:
        return self._look.texts.money(cents)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The lines, and what they come to."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The lines' own column, and the suppliers."""
        return 0 if parent.isValid() else FIRST_QUOTE + len(self.seen.quotes)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Whose quote it is, and its number."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            across = Qt.AlignmentFlag.AlignRight if section >= FIRST_QUOTE else Qt.AlignmentFlag.AlignLeft
            return int(across | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        each = self.quote(section)
        if each is None:
            return self._look.texts.say(_p("quote", "Incl. VAT"))
        return f"{each.quote.supplier}\n{each.quote.number}".strip()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cells."""
        title, cells = self._rows[index.row()]
        cell = _Cell(title) if index.column() < FIRST_QUOTE else cells[index.column() - FIRST_QUOTE]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            across = Qt.AlignmentFlag.AlignRight if index.column() >= FIRST_QUOTE else Qt.AlignmentFlag.AlignLeft
            return across | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._look.theme.colour(cell.colour)
        if role == Qt.ItemDataRole.FontRole:
            return self._look.theme.font(TypeScale.STRONG if cell.is_strong else TypeScale.BODY)
        return None
