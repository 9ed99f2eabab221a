"""A kit comes back: what was lent of it is ticked by scanning it, and what is missing stays on loan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.inventory.queries.scanned import scanned_as
from coorddesk.lending.ui.deciding import Back
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.scan_answer import ScanAnswer
from coorddesk.widgets.scan_field import ScanField
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.inventory.queries.scanned import Scanned
    from coorddesk.lending.queries.kits import KitCard, KitThing
    from coorddesk.widgets.desk import Desk

_WIDTH, _HEIGHT = 560, 560
_ALL = "F9"


class KitBackDialog(QDialog):
    """Enter takes back what is ticked.

    Signals:
        checked: a `Back`, and what to say of it.
    """

    checked = Signal(object, object)

    def __init__(self, desk: Desk, owner: QWidget, card: KitCard) -> None:
        """Show what is out with the kit, nothing ticked yet."""
        super().__init__(owner)
        self._desk = desk
        self._card = card
        self._out = [thing for thing in card.things if thing.holding is not None and thing.holding.is_out]
        self._field = ScanField(desk, self, _("Scan each thing that is there"))
        self._answer = ScanAnswer(desk)
        self._list = QListWidget()
        self._all = button(desk, _("{deed} ({keys})", deed=_("All of it is there"), keys=_ALL), icon="check")
        self._take = button(desk, _("Take back"), ButtonKind.PRIMARY)
        self._leave = button(desk, _("Cancel"))
        self.setWindowTitle(desk.texts.say(_("“{kit}” comes back", kit=card.row.name)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        self._fill()
        self._lay_out()
        self._connect()
        self._answer.say(Tone.ACCENT, _n("{count} thing is out.", "{count} things are out.", len(self._out)))
        self._field.setFocus()

    def _fill(self) -> None:
        self._list.setAccessibleName(self._desk.texts.say(_("What is out with the kit")))
        for thing in self._out:
            item = QListWidgetItem(" · ".join(part for part in (thing.title, thing.detail) if part))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)

    def _lay_out(self) -> None:
        desk = self._desk
        others = [thing for thing in self._card.things if thing.asset_id is None]
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        buttons.addWidget(self._all)
        buttons.addStretch()
        buttons.addWidget(self._leave)
        buttons.addWidget(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(SNUG)
        layout.addWidget(self._field)
        layout.addWidget(self._answer)
        layout.addWidget(self._list, 1)
        if others:
            named = ", ".join(f"{thing.quantity} × {thing.title}" for thing in others)
            layout.addWidget(label(desk, _("Is also there: {things}?", things=named), wrap=True))
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._field.scanned.connect(self._on_scanned)
        self._field.finished.connect(self._on_finished)
        self._field.take_keys_of(self._list)
        self._field.keep(self._all)
        self._all.clicked.connect(self._tick_all)
        self._take.clicked.connect(self._on_finished)
        self._leave.clicked.connect(self.reject)
        QShortcut(QKeySequence(_ALL), self, self._tick_all)

    def _on_scanned(self, readings: Sequence[str]) -> None:
        self._desk.operations.read(self, partial(scanned_as, readings=readings), self._on_found)

    def _on_found(self, found: Scanned) -> None:
        place = next((n for n, thing in enumerate(self._out) if found.subject == ("asset", thing.asset_id)), None)
        if place is None:
            text = _("“{text}” is not out with this kit.", text=found.hit.title if found.hit else found.text)
            self._answer.say(Tone.DANGER, text)
            return
        item = self._list.item(place)
        if item.checkState() is Qt.CheckState.Checked:
            self._answer.say(Tone.WARNING, _("{device} is ticked already.", device=self._out[place].title))
            return
        item.setCheckState(Qt.CheckState.Checked)
        self._list.setCurrentItem(item)
        missing = len(self._out) - len(self._ticked())
        rest = _n("{count} is missing.", "{count} are missing.", missing) if missing else _("All of it is there.")
        self._answer.say(Tone.SUCCESS, verbatim(self._out[place].title), rest)

    def _tick_all(self) -> None:
        for place in range(self._list.count()):
            self._list.item(place).setCheckState(Qt.CheckState.Checked)
        self._answer.say(Tone.SUCCESS, _("All of it is there."), _("Enter takes it back."))

    def _ticked(self) -> list[KitThing]:
        return [
            thing
            for place, thing in enumerate(self._out)
            if self._list.item(place).checkState() is Qt.CheckState.Checked
        ]

    def _on_finished(self) -> None:
        ticked = self._ticked()
        if not ticked:
            hint = _("Scan what is there, or press {keys}.", keys=_ALL)
            self._answer.say(Tone.WARNING, _("Nothing is ticked yet."), hint)
            return
        self.checked.emit(self._back(ticked), self._said(ticked))
        self.accept()

    def _back(self, ticked: Sequence[KitThing]) -> Back:
        """With all of it there, the accessories that went with the kit come back too."""
        name, is_whole = self._card.row.name, len(ticked) == len(self._out)
        if is_whole:
            return Back(name, kit=self._card.row.id)
        return Back(name, devices=tuple(thing.asset_id for thing in ticked if thing.asset_id is not None))

    def _said(self, ticked: Sequence[KitThing]) -> Message:
        missing = [thing.title for thing in self._out if thing not in ticked]
        kit = self._card.row.name
        if missing:
            return _("“{kit}” is back, but {things} is missing.", kit=kit, things=", ".join(missing))
        return _("“{kit}” is back, whole.", kit=kit)
