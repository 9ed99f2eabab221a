"""What a line of a bank statement may be about, each proposal with its reasons and the key that takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from coorddesk.core.messages import Message, _, _p
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.purchasing.queries.bank import BankRow
    from coorddesk.purchasing.rules.bank import Part, Proposal
    from coorddesk.widgets.desk import Look

_KEY, _WHAT, _AMOUNT, _DAY, _WHY = range(5)
_TITLES = (
    _p("keyboard", "Key"),
    _p("bank line", "Purchase"),
    _p("bank line", "Amount"),
    _p("bank line", "Day"),
    _p("bank line", "Why"),
)
_ROWS = 5
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BankProposals(QTreeWidget):
    """Read from the top: the likeliest first.

    Signals:
        chosen: the place of the proposal that was taken, from 0 on.
    """

    chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        """Nothing is proposed yet."""
        super().__init__()
        self._look = look
        self.setHeaderLabels([look.texts.say(title) for title in _TITLES])
        self.setAccessibleName(look.texts.say(_("What the line may be about")))
        self.setRootIsDecorated(False)
        self.setItemDelegate(PaddedDelegate(self))
        self.setProperty("kind", "field")
        self.setFixedHeight((_ROWS + 1) * ROW_HEIGHT)
        header = self.header()
        header.setStretchLastSection(True)
        for column in (_KEY, _AMOUNT, _DAY):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.headerItem().setTextAlignment(_AMOUNT, _RIGHT)
        self.setColumnWidth(_WHAT, 420)
        self.itemActivated.connect(lambda item: self.chosen.emit(self.indexOfTopLevelItem(item)))

    def show_line(self, row: BankRow | None) -> None:
        """Show what explains a line, or what may."""
        self.clear()
        if row is None:
            return
        if row.ticked:
            self._show_ticked(row)
        for place, each in enumerate(row.found, 1):
            self._add(self._item(place, each))
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def _show_ticked(self, row: BankRow) -> None:
        say = self._look.texts.say
        for each in row.ticked:
            what = _("{supplier}, {number}", supplier=each.supplier, number=each.number)
            how = _("paid by this line") if each.is_made else _("was written down as paid before")
            item = QTreeWidgetItem(["", say(what), self._look.texts.money(each.cents), "", say(how)])
            item.setIcon(_WHAT, self._look.theme.icon("circle-check", Tone.SUCCESS))
            self._add(item)

    def _add(self, item: QTreeWidgetItem) -> None:
        item.setSizeHint(_WHY, QSize(0, ROW_HEIGHT))
        item.setTextAlignment(_AMOUNT, _RIGHT)
        self.addTopLevelItem(item)

    def _item(self, place: int, proposal: Proposal) -> QTreeWidgetItem:
        texts = self._look.texts
        whole = sum(part.cents for part in proposal.parts)
        days = sorted({part.of.day for part in proposal.parts})
        why = ", ".join(map(texts.say, proposal.reasons))
        words = [str(place), texts.say(said_parts(proposal.parts)), texts.money(whole), texts.date(days[0]), why]
        item = QTreeWidgetItem(words)
        icon = "link" if proposal.is_payment else "file-text"
        item.setIcon(_WHAT, self._look.theme.icon(icon, Tone.MUTED))
        return item


def said_parts(parts: Sequence[Part]) -> Message:
    """What a proposal would do: "Pay LDLC Pro, F 12 and LDLC Pro, F 13"."""
    whole: Message | None = None
    for part in parts:
        one = _("{supplier}, {number}", supplier=part.of.supplier, number=part.of.number)
        whole = one if whole is None else _("{one}; {other}", one=whole, other=one)
    assert whole is not None
    if all(part.of.payment_id is not None for part in parts):
        return _("Payment of {documents}", documents=whole)
    return _("Pay {documents}", documents=whole)
