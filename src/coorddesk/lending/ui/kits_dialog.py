"""The kits: what is lent together, and whether it is all there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from coorddesk.core.messages import _, _n, _p
from coorddesk.directory.service import Deletion
from coorddesk.lending.queries import KitRow, kits
from coorddesk.lending.service import delete_kit
from coorddesk.lending.ui.kit_dialog import KitDialog
from coorddesk.lending.ui.lines import Line, Lines
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.tokens import HAIR, ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

_SIZE = (560, 520)
_KINDS = frozenset({"kit", "kit_item", "loan_line"})


class KitsDialog(QDialog):
    """Each change is written at once, and undone like any other."""

    def __init__(self, desk: Desk, owner: QWidget, kit_id: int | None = None) -> None:
        """Read them; `kit_id` is the one to stand on."""
        super().__init__(owner)
        self._desk = desk
        self._wanted = kit_id
        self._rows: Sequence[KitRow] = ()
        self.setWindowTitle(desk.texts.say(_("Kits")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, *_SIZE)
        self.list = Lines(desk, _("Kits"), boxed=True)
        make = partial(make_action, desk, self)
        self.new = make(_("New kit…"), "plus", "Ctrl+N", self._on_new)
        self.edit = make(_("Edit…"), "pencil", "F2", self._on_edit)
        self.delete = make(_("Delete"), "trash-2", "Del", self._on_delete)
        self.offered = desk.offers(self, "kit", self._chosen)
        nothing = _("No kit yet: a suitcase, a cart, a bag that is lent whole.")
        self._empty = label(desk, nothing, kind="muted", wrap=True)
        self._lay_out()
        self.list.opened.connect(lambda _kit: self._on_edit())
        self.list.removed.connect(lambda _kit: self._on_delete())
        desk.operations.committed.connect(self._on_committed)
        self._read()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(HAIR)
        for action in (self.new, self.edit, self.delete, *self.offered):
            bar.addWidget(tool_button(action))
        bar.addStretch()
        close = button(self._desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        layout.setSpacing(TIGHT)
        layout.addLayout(bar)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)

    def _read(self) -> None:
        self._desk.operations.read(self, kits, self._show, replaces="kits")

    def _show(self, rows: Sequence[KitRow]) -> None:
        at = self._wanted if self._wanted is not None else self._current()
        self._rows, self._wanted = rows, None
        self.list.show_lines([self._line(row) for row in rows])
        self.list.setCurrentRow(next((place for place, row in enumerate(rows) if row.id == at), 0))
        self._empty.setVisible(not rows)
        for action in (self.edit, self.delete):
            action.setEnabled(bool(rows))

    def _line(self, row: KitRow) -> Line:
        say = self._desk.texts.say
        things = say(_n("{count} thing", "{count} things", row.devices + row.accessories))
        tone = Tone.WARNING if row.out else Tone.MUTED
        return Line("package", row.name, f"{things} · {say(row.state)}", key=row.id, tone=tone)

    def _current(self) -> int | None:
        place = self.list.currentRow()
        return self._rows[place].id if 0 <= place < len(self._rows) else None

    def _chosen(self) -> list[int]:
        kit_id = self._current()
        return [] if kit_id is None else [kit_id]

    def _on_new(self) -> None:
        KitDialog(self._desk, self).open()

    def _on_edit(self) -> None:
        kit_id = self._current()
        if kit_id is not None:
            KitDialog(self._desk, self, kit_id).open()

    def _on_delete(self) -> None:
        row = next((row for row in self._rows if row.id == self._current()), None)
        if row is not None:
            wish = Deletion(row.id, row.version)
            said = _("“{name}” deleted.", name=row.name)
            self._desk.operations.change(self, lambda session: delete_kit(session, wish), said=said)

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS:
            self._read()
