"""The dialog that makes one record of two: both side by side, a choice where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial, reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.merging import Merge, Mergeable, MergeKind
from coorddesk.core.messages import Message, _
from coorddesk.feature import belongings
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.merging.comparison import Comparison
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import Feature
    from coorddesk.widgets.desk import Desk

_WIDTH, _HEIGHT, _HEIGHT_TO_ASK = 760, 600, 220


@dataclass(frozen=True)
class _Read:
    """Both records as they stand, what comes along with the one that goes, and the fields that are no choice."""

    kept: Mergeable
    gone: Mergeable | None
    along: Sequence[Message] = ()
    unasked: frozenset[str] = frozenset()


class MergingDialog(QDialog):
    """Asks first which record is the same, where only one is known.

    Signals:
        merged: the id of the record that stays.
    """

    merged = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget, kind: MergeKind, kept: int, gone: int | None = None) -> None:
        """`kept` and `gone` are the ids of the records; they can change places here."""
        super().__init__(owner)
        self._desk = desk
        self._kind = kind
        self._kept, self._gone = kept, gone
        self._read_last: _Read | None = None
        self._is_merging = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.texts.say(_("Make one record of two")))
        self._notice = Notice(desk, Tone.DANGER)
        self._picker = RecordPicker(desk, kind.options)
        self._comparison = Comparison(desk)
        self._along = label(desk, kind="muted", wrap=True)
        self._swap = button(desk, _("Swap the sides"), icon="arrow-left-right")
        self._merge = button(desk, _("Merge"), ButtonKind.PRIMARY, "merge")
        self._cancel = button(desk, _("Cancel"))
        self._lay_out()
        self._swap.clicked.connect(self._on_swapped)
        self._merge.clicked.connect(self._on_merge_clicked)
        self._cancel.clicked.connect(self.reject)
        self._picker.changed.connect(self._on_picked)
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.Modifier.CTRL | keys), self, self._on_merge_clicked)

    def open(self) -> None:
        """Show the dialog and read the records."""
        super().open()
        self._set_ready(ready=False)
        self._read()
        if self._gone is None:
            self._picker.setFocus()

    def _lay_out(self) -> None:
        said = _("What only one of them says is kept, and so are the notes of both. Choose where they differ.")
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(TIGHT)
        title = label(self._desk, _("Which record is the same?"), kind="field")
        asked.addWidget(title)
        asked.addWidget(self._picker)
        self._picker.describe(title, self._desk.texts.say(_("Which record is the same?")))
        self._asked.setVisible(self._gone is None)
        buttons = QDialogButtonBox()
        buttons.addButton(self._merge, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self._cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self._merge.setDefault(True)
        last = QHBoxLayout()
        last.addWidget(self._swap)
        last.addStretch()
        last.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(label(self._desk, said, wrap=True))
        layout.addWidget(self._asked)
        layout.addWidget(self._notice)
        self._area = self._scrolling(self._comparison)
        layout.addWidget(self._area, 1)
        layout.addStretch()
        layout.addWidget(self._along)
        layout.addLayout(last)
        resize_on_screen(self, _WIDTH, _HEIGHT_TO_ASK if self._gone is None else _HEIGHT)

    def _scrolling(self, widget: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(widget)
        return area

    def _read(self) -> None:
        work = partial(_read_both, self._kind, self._desk.features, self._kept, self._gone)
        self._desk.operations.read(self, work, self._on_read, self._on_failed, replaces="both")

    def _on_read(self, read: _Read) -> None:
        if self._gone != (None if read.gone is None else read.gone.id):
            return  # somebody goes on typing
        self._read_last = read
        self.setWindowTitle(self._desk.texts.say(_("Merge {name}", name=read.kept.name)))
        self._set_ready(ready=read.gone is not None)
        if read.gone is None:
            return
        resize_on_screen(self, self.width(), max(self.height(), _HEIGHT))
        self._comparison.show_both(self._kind.fields, read.kept, read.gone, read.unasked)
        self._along.setVisible(bool(read.along))
        if read.along:
            listed = reduce(lambda one, other: _("{one} · {other}", one=one, other=other), read.along)
            self._along.setText(self._desk.texts.say(_("Comes along: {records}", records=listed)))
        if not self._asked.isVisible():
            self._comparison.go_to_first()

    def _on_picked(self) -> None:
        try:
            gone = self._picker.value()
        except UserError:
            gone = None  # still typing
        if gone == self._gone:
            return
        self._gone = gone
        self._notice.say(_("A record cannot be merged with itself. Choose another.") if gone == self._kept else None)
        if gone is None or gone == self._kept:
            self._set_ready(ready=False)
        else:
            self._read()

    def _on_swapped(self) -> None:
        assert self._gone is not None
        self._kept, self._gone = self._gone, self._kept
        self._asked.hide()  # both are known by now
        self._read()

    def _on_merge_clicked(self) -> None:
        read = self._read_last
        if self._is_merging or not self._merge.isEnabled() or read is None or read.gone is None:
            return
        self._notice.say(None)
        wish = Merge(
            read.kept.id,
            read.kept.version,
            read.gone.id,
            read.gone.version,
            from_gone=self._comparison.from_gone(),
            from_kept=self._comparison.from_kept(),
        )
        merge, features = self._kind.merge, self._desk.features
        said = _("“{gone}” is part of “{kept}” now.", gone=read.gone.name, kept=read.kept.name)
        self._is_merging = True
        self._desk.operations.change(
            self,
            lambda session: merge(session, wish, features),
            lambda _nothing: self._on_merged(wish.kept),
            self._on_failed,
            settled=self._on_settled,
            said=said,
        )

    def _on_merged(self, kept: int) -> None:
        self.merged.emit(kept)
        self.accept()

    def _on_settled(self) -> None:
        self._is_merging = False

    def _on_failed(self, error: UserError) -> None:
        if isinstance(error, StaleWrite):
            self._read()
        self._notice.say(error.message)
        self._comparison.go_to(error.field or "")

    def _set_ready(self, *, ready: bool) -> None:
        """Without two records there is nothing to compare."""
        for widget in (self._area, self._swap):
            widget.setVisible(ready)
        self._merge.setEnabled(ready)
        if not ready:
            self._along.hide()


def _read_both(
    kind: MergeKind, features: Sequence[Feature], kept_id: int, gone_id: int | None, session: Session
) -> _Read:
    """In the lane."""
    kept = kind.read(session, kept_id)
    gone = None if gone_id is None else kind.read(session, gone_id)
    if kept is None or (gone is None and gone_id is not None):
        raise UserError(_("This is no longer there: somebody deleted it."))
    if gone is None:
        return _Read(kept, None)
    belonging = belongings(session, features, (kind.kind, gone.id), 1)
    along = [each.title for each in belonging if each.first and each.kind != kind.kind]  # of those the kind tells more
    if kind.consequences is not None:
        along += kind.consequences(session, kept.id, gone.id)
    unasked = kind.unasked(session, kept.id, gone.id) if kind.unasked is not None else frozenset()
    return _Read(kept, gone, along, unasked)
