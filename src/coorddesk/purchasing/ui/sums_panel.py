"""What the lines of a document come to while they are typed: its sums at the right, its budget lines at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from coorddesk.core.messages import Message, Money, _, _p, verbatim
from coorddesk.purchasing.rules.totals import Totals
from coorddesk.widgets.controls import label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.purchasing.ui.budget_offer import LineNote
    from coorddesk.widgets.desk import Look

_KINDS = {Tone.MUTED: "muted", Tone.WARNING: "warning", Tone.DANGER: "error"}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class SumsPanel(QWidget):
    """Follows every key; what is not understood yet is left out."""

    def __init__(self, look: Look) -> None:
        """Start with nothing."""
        super().__init__()
        self._look = look
        self.notes: tuple[LineNote, ...] = ()
        self.totals = Totals()
        self._left, self._right = QGridLayout(), QGridLayout()
        for grid in (self._left, self._right):
            grid.setHorizontalSpacing(ROOM)
            grid.setVerticalSpacing(HAIR)
        self._left.setColumnStretch(1, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, HAIR, 0, 0)
        layout.setSpacing(WIDE)
        layout.addLayout(self._left, 1)
        layout.addLayout(self._right)
        layout.setAlignment(self._left, Qt.AlignmentFlag.AlignTop)
        layout.setAlignment(self._right, Qt.AlignmentFlag.AlignTop)
        self.show_sums(Totals(), ())

    def show_sums(self, totals: Totals, notes: Sequence[LineNote]) -> None:
        """Show these sums, and what is asked of budget lines."""
        self.totals, self.notes = totals, tuple(notes)
        _clear(self._left)
        _clear(self._right)
        for row, note in enumerate(notes):
            self._put(self._left, row, 0, verbatim(note.name), TypeScale.BODY, "")
            self._put(self._left, row, 1, note.said, TypeScale.BODY, _KINDS[note.tone])
        self._show_totals(totals)

    def _show_totals(self, totals: Totals) -> None:
        rows: list[tuple[Message, int]] = []
        if totals.discount:
            rows.append((_("Before the discount"), totals.before))
            rows.append((_p("purchase", "Discount"), -totals.discount))
        rows.append((_p("purchase", "Total excl. VAT"), totals.amount.net))
        for rate, cents in totals.vat_by_rate:
            said = self._look.texts.decimal(rate * 10)
            rows.append((_("VAT {rate}%", rate=verbatim(said)), cents))
        for row, (title, cents) in enumerate(rows):
            self._sum(row, title, cents, TypeScale.BODY, "muted")
        self._sum(len(rows), _p("purchase", "Total incl. VAT"), totals.amount.gross, TypeScale.STRONG, "")

    def _sum(self, row: int, title: Message, cents: int, scale: TypeScale, kind: str) -> None:
        self._put(self._right, row, 0, title, scale, kind)
        made = self._put(self._right, row, 1, _("{amount}", amount=Money(cents)), scale, "")
        made.setAlignment(_RIGHT)
        made.setMinimumWidth(110)

    def _put(self, grid: QGridLayout, row: int, column: int, text: Message, scale: TypeScale, kind: str) -> QLabel:
        made = label(self._look, text, scale, kind, wrap=grid is self._left and column == 1)
        grid.addWidget(made, row, column, Qt.AlignmentFlag.AlignTop)
        return made


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
