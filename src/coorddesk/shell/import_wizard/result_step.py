"""The last step: what was done, and what may be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coorddesk.core.messages import _, _n
from coorddesk.importing.plan import Verdict
from coorddesk.shell.centred import centred
from coorddesk.shell.import_wizard.verdict_bar import WORDS
from coorddesk.shell.import_wizard.what_next import WhatNext
from coorddesk.widgets.controls import ButtonKind, Picture, button, label
from coorddesk.widgets.flow import FlowLayout
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from coorddesk.shell.import_wizard.work import Planned
    from coorddesk.widgets.desk import Desk

_PICTURE = 56
_WIDTH = 600


class ResultStep(QWidget):
    """Says what was done.

    Signals:
        undo_asked, save_asked, records_asked, another_asked: the buttons.
    """

    undo_asked = Signal()
    save_asked = Signal()
    records_asked = Signal()
    another_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """Start without a result."""
        super().__init__()
        self._look = look = desk
        self._title = label(look, scale=TypeScale.TITLE, wrap=True)
        self._counts = label(look, wrap=True)
        self._refused = Notice(look, Tone.WARNING)
        self.saved = Notice(look, Tone.SUCCESS)
        self._records = button(look, _("Show them"), ButtonKind.PRIMARY, "arrow-right")
        self._records.clicked.connect(self.records_asked)
        self._undo = button(look, _("Undo the import"), icon="undo-2")
        self._undo.clicked.connect(self.undo_asked)
        self._save = button(look, _("Save the refused rows…"), icon="save")
        self._save.clicked.connect(self.save_asked)
        self.what_next = WhatNext(desk, self._save)
        self._another = button(look, _("Import another sheet"), ButtonKind.LINK)
        self._another.clicked.connect(self.another_asked)
        hand_focus_on(self, lambda: self._records)
        self._lay_out()

    def show_result(self, done: Planned) -> None:
        """Say what was done."""
        summary, say = done.summary, self._look.texts.say
        self._title.setText(say(_n("{count} row was taken in", "{count} rows were taken in", summary.writes)))
        counts = [say(WORDS[verdict](count)) for verdict, count in summary.counts.items() if count]
        self._counts.setText("  ·  ".join(counts))
        refused = summary.counts[Verdict.REFUSED]
        self._save.setVisible(refused > 0)
        self.saved.say(None)
        message = _n(
            "{count} row was refused. Save it as a sheet with the reason, mend it there, and import that sheet.",
            "{count} rows were refused. Save them as a sheet with the reasons, mend them there, and import that sheet.",
            refused,
        )
        self._refused.say(message if refused else None)

    def _lay_out(self) -> None:
        row = FlowLayout()
        row.setSpacing(TIGHT)
        for made in (self._records, self._undo, self._save):
            row.addWidget(made)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        column.addWidget(Picture(self._look, "circle-check", _PICTURE, Tone.SUCCESS))
        for widget in (self._title, self._counts, self._refused, self.saved):
            column.addWidget(widget)
        column.addSpacing(TIGHT)
        column.addLayout(row)
        column.addWidget(self.what_next)
        column.addSpacing(ROOM)
        column.addWidget(self._another, alignment=Qt.AlignmentFlag.AlignLeft)
        middle = QWidget()
        middle.setLayout(column)
        middle.setFixedWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(centred(middle))
