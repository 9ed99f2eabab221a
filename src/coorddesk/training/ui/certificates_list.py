"""Who came to a session, with a box to tick for a certificate; the space bar ticks all that are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from coorddesk.core.messages import Message, _, _p
from coorddesk.training.rules.hours import hours_text
from coorddesk.training.rules.words import RESULT_TITLES
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QKeyEvent

    from coorddesk.training.queries.certificates import ToCertify
    from coorddesk.widgets.desk import Look

_NAME, _CAME, _HOURS, _RESULT, _FATE = range(5)
_TITLES = (
    _("Name"),
    _("Attendance"),
    _p("certificate", "Hours attended"),
    _("What they have learnt"),
    _p("training", "Certificate"),
)
_STATE = Qt.CheckState


class CertificatesList(QTreeWidget):
    """What is ticked stays ticked while the list is read again.

    Signals:
        ticked: somebody was ticked, or no more.
    """

    ticked = Signal()

    def __init__(self, look: Look) -> None:
        """Nobody yet."""
        super().__init__()
        self._look = look
        self._rows: Sequence[ToCertify] = ()
        self._kept: dict[int, bool] = {}
        self.setHeaderLabels([look.texts.say(title) for title in _TITLES])
        self.setAccessibleName(look.texts.say(_("Who gets a certificate")))
        self.setRootIsDecorated(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(PaddedDelegate(self, 1))
        self.setProperty("kind", "field")
        header = self.header()
        header.setStretchLastSection(True)
        for column in range(_FATE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.itemChanged.connect(self._on_changed)

    def show_people(self, rows: Sequence[ToCertify], wanted: Collection[int]) -> None:
        """Show them; who is not ticked by hand is ticked where a certificate makes sense."""
        at = self.currentIndex().row()
        chosen = {each.registration for each in self.selected_rows()}
        self.blockSignals(True)
        self.clear()
        self._rows = rows
        for each in rows:
            item = self._item(each)
            usual = each.trouble is None and not each.is_same if not wanted else each.registration in wanted
            is_on = self._kept.get(each.registration, usual)
            item.setCheckState(_NAME, _STATE.Checked if is_on else _STATE.Unchecked)
            self.addTopLevelItem(item)
        self.blockSignals(False)
        current = self.topLevelItem(max(at, 0))
        if current is not None:
            self.setCurrentItem(current)
        for each, item in self._pairs() if chosen else ():
            item.setSelected(each.registration in chosen)

    def ticked_rows(self) -> list[ToCertify]:
        """Those to whom a certificate is given, or printed again."""
        return [row for row, item in self._pairs() if item.checkState(_NAME) is _STATE.Checked]

    def selected_rows(self) -> list[ToCertify]:
        """Those selected, whether ticked or not."""
        return [row for row, item in self._pairs() if item.isSelected()]

    def _pairs(self) -> list[tuple[ToCertify, QTreeWidgetItem]]:
        items = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        return [(row, item) for row, item in zip(self._rows, items, strict=False) if item is not None]

    def _item(self, each: ToCertify) -> QTreeWidgetItem:
        say, said = self._look.texts.say, each.said
        came = _("{attended} of {expected}", attended=said.attended, expected=said.half_days)
        result = "" if each.result is None else say(RESULT_TITLES[each.result])
        fate, icon, tone = _fate(each)
        item = QTreeWidgetItem([said.holder, say(came), say(hours_text(said.minutes_there)), result, say(fate)])
        item.setIcon(_FATE, self._look.theme.icon(icon, tone))
        item.setSizeHint(_FATE, QSize(0, ROW_HEIGHT))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        return item

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        place = self.indexOfTopLevelItem(item)
        if column == _NAME and place < len(self._rows):
            self._kept[self._rows[place].registration] = item.checkState(_NAME) is _STATE.Checked
            self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks, or unticks, all that are selected alike."""
        items = self.selectedItems()
        if event.key() != Qt.Key.Key_Space or not items:
            super().keyPressEvent(event)
            return
        is_on = items[0].checkState(_NAME) is not _STATE.Checked
        for item in items:
            item.setCheckState(_NAME, _STATE.Checked if is_on else _STATE.Unchecked)


def _fate(each: ToCertify) -> tuple[Message, str, Tone]:
    """What is there for somebody, or what is missing."""
    if each.is_same:
        return _("N° {number}, issued", number=each.number), "circle-check", Tone.SUCCESS
    if each.trouble is not None:
        return each.trouble, "triangle-alert", Tone.WARNING
    if each.document is not None:
        return _("N° {number} says something else by now", number=each.number), "info", Tone.ACCENT
    return _p("certificate", "To be issued"), "circle-plus", Tone.MUTED
