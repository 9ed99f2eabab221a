"""The dialogs of labels printed ahead: numbers drawn for devices that are still to come, and those that are free."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.inventory.queries import category_options
from coorddesk.labels.queries import PrintedRow, printed_labels
from coorddesk.labels.service import MOST_AHEAD, Ahead, discard_labels, print_ahead
from coorddesk.labels.ui.label_dialog import LabelDialog
from coorddesk.labels.ui.link_dialog import LinkDialog
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.forms.editors import NumberEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.tokens import ROOM, ROW_HEIGHT, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_FIRST = 21
_SIZE = (460, 480)
_LABEL_ID = Qt.ItemDataRole.UserRole


class AheadDialog(RecordDialog):
    """Draws numbers; then the labels are looked at and printed."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """For as many as fill the usual sheet, until somebody says otherwise."""
        super().__init__(desk, owner, _("Print labels ahead"), _("Draw the numbers"))
        free = button(desk, _("Labels still free…"))
        self.add_button(free)
        free.clicked.connect(self._on_free_wanted)
        self.saved.connect(self._on_drawn)

    def build(self, form: Form) -> None:
        """How many, and by which pattern."""
        hint = _("Each is drawn once and never comes again.")
        form.add("count", _("How many numbers"), NumberEditor(self.desk, 1, MOST_AHEAD), hint=hint).set_value(_FIRST)
        hint = _("Whose pattern of numbers is used; the desk's own without one")
        form.add("category", _("Category"), RecordPicker(self.desk, category_options), hint=hint)

    def data(self) -> Ahead:
        """The wish."""
        values = self.form.values()
        if values["count"] is None:
            raise UserError(_("Say how many."), field="count")
        return Ahead(values["count"], values["category"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_draw, wish)

    def said(self, result: Any) -> Message:
        """How many there are."""
        return _n("{count} number drawn.", "{count} numbers drawn.", len(result))

    def _on_drawn(self, ids: list[int]) -> None:
        owner = self.parentWidget()
        assert owner is not None
        LabelDialog(self.desk, owner, "printed_label", ids).open()

    def _on_free_wanted(self) -> None:
        owner = self.parentWidget()
        assert owner is not None
        self.reject()
        FreeLabelsDialog(self.desk, owner).open()


class FreeLabelsDialog(QDialog):
    """Lists the labels that stick on no device yet: to be printed again, linked, or thrown away."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """`open` reads them."""
        super().__init__(owner)
        self._desk = desk
        self.setWindowTitle(desk.texts.say(_("Labels still free")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(self.windowTitle())
        self.list.setProperty("kind", "choice")
        self._nothing = label(
            desk, _("No label was printed ahead, or each is on a device by now."), kind="muted", wrap=True
        )
        self.link = button(desk, _("Link to a device…"), icon="link")
        self.again = button(desk, _("Print again…"), icon="printer")
        self.discard = button(desk, _p("label", "Throw away"), icon="trash-2")
        self._lay_out()
        self.list.itemSelectionChanged.connect(self._on_selected)
        self.list.itemActivated.connect(self._on_link_wanted)
        self.link.clicked.connect(self._on_link_wanted)
        self.again.clicked.connect(self._on_again_wanted)
        self.discard.clicked.connect(self._on_discard_wanted)
        desk.operations.committed.connect(self._on_committed)
        self._show([])

    def open(self) -> None:
        """Show the dialog, and read."""
        resize_on_screen(self, *_SIZE)
        super().open()
        self.list.setFocus()
        self._read()

    def chosen(self) -> list[int]:
        """The ids of those selected, in their order."""
        return [item.data(_LABEL_ID) for item in sorted(self.list.selectedItems(), key=self.list.row)]

    def _read(self) -> None:
        self._desk.operations.read(self, printed_labels, self._show, replaces="labels")

    def _show(self, rows: Sequence[PrintedRow]) -> None:
        self.list.clear()
        for row in rows:
            when = _("{number}  ·  drawn on {moment} by {actor}", number=row.number, moment=row.moment, actor=row.actor)
            item = QListWidgetItem(self._desk.texts.say(when), self.list)
            item.setData(_LABEL_ID, row.id)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self.list.setCurrentRow(0)
        self._on_selected()

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & {"printed_label", "asset"}:
            self._read()

    def _on_selected(self) -> None:
        count = len(self.list.selectedItems())
        self.link.setEnabled(count == 1)
        for each in (self.again, self.discard):
            each.setEnabled(count > 0)

    def _on_link_wanted(self) -> None:
        chosen = self.chosen()
        if len(chosen) == 1:
            LinkDialog(self._desk, self, chosen[0]).open()

    def _on_again_wanted(self) -> None:
        LabelDialog(self._desk, self, "printed_label", self.chosen()).open()

    def _on_discard_wanted(self) -> None:
        ids = self.chosen()
        said = _n("{count} label thrown away.", "{count} labels thrown away.", len(ids))
        self._desk.operations.change(self, partial(_discard, ids), said=said)

    def _lay_out(self) -> None:
        close = button(self._desk, _("Close"), ButtonKind.PRIMARY)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        for each in (self.link, self.again, self.discard):
            buttons.addWidget(each)
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)


def _draw(wish: Ahead, session: Session) -> list[int]:
    """In the lane."""
    return print_ahead(session, wish)


def _discard(ids: list[int], session: Session) -> None:
    """In the lane."""
    discard_labels(session, ids)
