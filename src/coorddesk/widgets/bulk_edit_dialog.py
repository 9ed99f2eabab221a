"""The dialog that edits many records at once: what changes above, old and new of each record below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableView,
    QVBoxLayout,
)

from coorddesk.core.editing import BulkWish, EditKind, EditPlan, Numbering, Setting
from coorddesk.core.errors import UserError
from coorddesk.core.fields import WAY_TITLES, Field, Way
from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.field_lines import FieldLines, LinesArea, Said, Verb
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.forms.value_editor import value_editor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.numbering_line import NumberingLine
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.plan_model import PlanModel
from coorddesk.widgets.tokens import ROOM, ROW_HEIGHT, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_SIZE = (860, 620)
_PAUSE_MILLISECONDS = 200
_WIDEST_COLUMN = 400


class BulkEditDialog(QDialog):
    """Reads the plan at each pause; only its button writes, and the plan that is seen is the one that is written."""

    def __init__(self, desk: Desk, owner: QWidget, kind: EditKind, ids: Sequence[int]) -> None:
        """`ids` in the order in which new numbers are given."""
        super().__init__(owner)
        self._desk = desk
        self._kind = kind
        self._ids = tuple(ids)
        self._plan: EditPlan | None = None
        self._is_saving = False
        self.setWindowTitle(desk.texts.say(_("Edit {records}", records=kind.noun(len(ids)))))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lines = FieldLines(desk, partial(_verbs, desk), _("One more field"))
        self.numbering = NumberingLine(desk, kind.pattern)
        self.numbering.setVisible(bool(kind.pattern))
        self._notice = Notice(desk, Tone.DANGER)
        self._summary = label(desk, kind="muted", wrap=True)
        self.leave_out = QCheckBox(desk.texts.say(_("Leave out those that cannot be changed")))
        self.leave_out.hide()
        self.model = PlanModel(desk, kind.title, self)
        self.table = self._make_table()
        self.apply = button(desk, _("Change"), ButtonKind.PRIMARY)
        self._pause = QTimer(self, interval=_PAUSE_MILLISECONDS, singleShot=True)
        self._lay_out()
        self._connect()
        self._show_plan(None)

    def open(self) -> None:
        """Show the dialog and read what may be changed."""
        super().open()
        self._desk.operations.read(self, self._kind.fields, self._on_fields_read)

    def wish(self) -> BulkWish | None:
        """What is wished so far, None for nothing. Raises `UserError` for what cannot be read."""
        settings = tuple(_setting(said) for said in self.lines.said())
        numbering: Numbering | None = self.numbering.value()
        if not settings and numbering is None:
            return None
        return BulkWish(self._ids, settings, numbering)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self._desk.texts.say(_("Old and new")))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setItemDelegate(PaddedDelegate(table))
        own_enter(table, lambda: None)  # whoever reads old and new has not said yes
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setResizeContentsPrecision(100)  # of ten thousand rows, the first ones tell enough
        return table

    def _lay_out(self) -> None:
        cancel = button(self._desk, _("Cancel"))
        cancel.clicked.connect(self.reject)
        self.apply.setDefault(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self.apply, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self._notice)
        layout.addWidget(LinesArea(self.lines))
        layout.addWidget(self.numbering)
        layout.addWidget(self._summary)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.leave_out)
        layout.addSpacing(TIGHT)
        layout.addWidget(buttons)
        resize_on_screen(self, *_SIZE)

    def _connect(self) -> None:
        self.lines.changed.connect(self._on_changed)
        self.numbering.changed.connect(self._on_changed)
        self._pause.timeout.connect(self._read_plan)
        self.leave_out.toggled.connect(self._show_button)
        self.apply.clicked.connect(self._on_apply_clicked)
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.Modifier.CTRL | keys), self, self._on_apply_clicked)

    def _on_fields_read(self, fields: Sequence[Field]) -> None:
        self.lines.show_lines([field for field in fields if field.ways], ())
        self.lines.focus_first()

    def _on_changed(self) -> None:
        self._plan = None  # what is seen is not what is wished any more
        self._show_button()
        self._pause.start()

    def _read_plan(self) -> None:
        self._notice.say(None)
        try:
            wish = self.wish()
        except UserError:
            wish = None  # it stands beside its line
        if wish is None:
            self._show_plan(None)
            return
        work = partial(_plan, self._kind, wish)
        self._desk.operations.read(self, work, self._show_plan, self._on_refused, replaces="plan")

    def _show_plan(self, plan: EditPlan | None) -> None:
        self._plan = plan
        self.model.show_plan(plan)
        self.table.resizeColumnsToContents()
        header = self.table.horizontalHeader()
        for column in range(header.count() - 1):
            header.resizeSection(column, min(header.sectionSize(column), _WIDEST_COLUMN))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.leave_out.setVisible(plan is not None and plan.refused > 0)
        self._summary.setText(self._desk.texts.say(self._summed(plan)))
        self._show_button()

    def _summed(self, plan: EditPlan | None) -> Message:
        if plan is None:
            return _("Say what changes: you see old and new of each before anything is written.")
        same = len(plan.rows) - plan.changed - plan.refused
        changed = self._kind.noun(plan.changed)
        if not same and not plan.refused:
            return _("{changed} would change.", changed=changed)
        if plan.refused:
            return _(
                "{changed} would change, {same} are so already, {refused} cannot be changed.",
                changed=changed,
                same=same,
                refused=plan.refused,
            )
        return _("{changed} would change, {same} are so already.", changed=changed, same=same)

    def _show_button(self) -> None:
        plan = self._plan
        fits = plan is not None and plan.changed > 0 and (not plan.refused or self.leave_out.isChecked())
        self.apply.setEnabled(fits and not self._is_saving)
        said = _("Change {records}", records=self._kind.noun(plan.changed if plan is not None else len(self._ids)))
        self.apply.setText(self._desk.texts.say(said))

    def _on_apply_clicked(self) -> None:
        if not self.apply.isEnabled() or self._plan is None:
            return
        wish = self.wish()
        assert wish is not None
        seen = tuple(row.version for row in self._plan.rows)
        wish = replace(wish, versions=seen, leaves_refused=self.leave_out.isChecked())
        self._set_busy(busy=True)
        work, said = partial(_apply, self._kind, wish), self._said
        settled = partial(self._set_busy, busy=False)
        self._desk.operations.change(self, work, self._on_done, self._on_refused, settled=settled, said=said)

    def _said(self, plan: EditPlan) -> Message:
        return _("{records} changed.", records=self._kind.noun(plan.changed))

    def _on_done(self, _plan: EditPlan) -> None:
        super().accept()

    def _on_refused(self, error: UserError) -> None:
        self._show_plan(None)
        if not self.lines.show_error(error) and not self.numbering.show_error(error):
            self._notice.say(error.message)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_saving = busy
        for part in (self.lines, self.numbering, self.leave_out):
            part.setDisabled(busy)
        self._show_button()

    def reject(self) -> None:
        """Ask before something chosen or typed is thrown away."""
        if self._is_saving:
            return
        touched = self.lines.is_touched() or self.numbering.is_touched()
        if touched and not self._desk.ask(self, _("Throw away what you typed?"), None, _("Throw away"), dangerous=True):
            return
        super().reject()


def _verbs(desk: Desk, field: Field) -> list[Verb]:
    """What may be done to a field; all but erasing it takes a value."""
    return [
        Verb(way, WAY_TITLES[way], () if way is Way.ERASE else (partial(value_editor, desk, field),))
        for way in field.ways
    ]


def _setting(said: Said) -> Setting:
    return Setting(said.field, said.verb, said.values[0] if said.values else None)


def _plan(kind: EditKind, wish: BulkWish, session: Session) -> EditPlan:
    return kind.plan(session, wish)


def _apply(kind: EditKind, wish: BulkWish, session: Session) -> EditPlan:
    return kind.apply(session, wish)
