"""Alerts: what needs doing, a line for each cause, with what can still be done about it and the way to its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.widgets.controls import Picture, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import HAIR, ICON, SNUG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.core.records import Alert
    from coorddesk.widgets.desk import Look


_MOST_HEIGHT = 284
"""In pixels: six alerts, and the half of one more that says that there are others below."""


class AlertsList(QScrollArea):
    """Hidden while nothing needs doing; many alerts scroll, so that what is below them keeps its room.

    Signals:
        opened: the `Alert` whose records should be shown.
    """

    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        """Start without any."""
        super().__init__()
        self._look = look
        self._shown: tuple[Alert, ...] = ()
        self._lines: list[QWidget] = []
        self._inner = QWidget()
        self._layout = QVBoxLayout(self._inner)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SNUG)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its buttons have the keyboard, and scroll with it
        self.setAccessibleName(look.texts.say(_("Alerts")))
        self.hide()

    def show_alerts(self, alerts: Sequence[Alert]) -> None:
        """Show these in place of those before."""
        if tuple(alerts) == self._shown:
            return
        self._shown = tuple(alerts)
        while self._lines:
            gone = self._lines.pop()
            gone.hide()
            gone.deleteLater()
        for alert in alerts:
            self._lines.append(self._line(alert))
            self._layout.addWidget(self._lines[-1])
        self.setVisible(bool(alerts))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its lines, up to a limit."""
        wanted = self._inner.sizeHint()
        return QSize(wanted.width(), min(wanted.height(), _MOST_HEIGHT))

    def _line(self, alert: Alert) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SNUG)
        icon, tone = ("circle-alert", Tone.DANGER) if alert.is_urgent else ("triangle-alert", Tone.WARNING)
        layout.addWidget(Picture(self._look, icon, ICON, tone), alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(HAIR)
        words.addWidget(label(self._look, alert.text, wrap=True))
        words.addWidget(label(self._look, alert.advice, kind="muted", wrap=True))
        layout.addLayout(words, 1)
        show = button(self._look, _("Show"))
        say = self._look.texts.say
        show.setAccessibleName(say(_("Show: {what}", what=alert.text)))
        show.clicked.connect(lambda: self.opened.emit(alert))
        layout.addWidget(show, alignment=Qt.AlignmentFlag.AlignVCenter)
        return line
