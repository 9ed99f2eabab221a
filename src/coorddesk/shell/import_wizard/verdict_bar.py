"""How many rows would be new, changed, unchanged, refused or left out; pressing one shows its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from coorddesk.core.messages import Message, _, _n
from coorddesk.importing.plan import Verdict
from coorddesk.widgets.controls import PushButton
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import HAIR, ICON, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coorddesk.widgets.desk import Look

_PICTURES = {
    Verdict.NEW: ("circle-plus", Tone.SUCCESS),
    Verdict.CHANGED: ("pencil", Tone.ACCENT),
    Verdict.UNCHANGED: ("circle-equal", Tone.MUTED),
    Verdict.REFUSED: ("circle-x", Tone.DANGER),
    Verdict.SKIPPED: ("ellipsis", Tone.MUTED),
}
WORDS: dict[Verdict, Callable[[int], Message]] = {
    Verdict.NEW: lambda count: _n("{count} new", "{count} new", count),
    Verdict.CHANGED: lambda count: _n("{count} changed", "{count} changed", count),
    Verdict.UNCHANGED: lambda count: _n("{count} unchanged", "{count} unchanged", count),
    Verdict.REFUSED: lambda count: _n("{count} refused", "{count} refused", count),
    Verdict.SKIPPED: lambda count: _n("{count} left out", "{count} left out", count),
}


class VerdictBar(QWidget):
    """One button for each verdict, of which one is down.

    Signals:
        chosen: a `Verdict`.
    """

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        """Count nothing yet."""
        super().__init__()
        self._look = look
        self.setAccessibleName(look.texts.say(_("Rows of the sheet, by what would become of them")))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        group = QButtonGroup(self)
        self._buttons: dict[Verdict, QPushButton] = {}
        for verdict in Verdict:
            made = self._buttons[verdict] = PushButton()
            made.setProperty("kind", "segment")
            made.setCheckable(True)
            icon, tone = _PICTURES[verdict]
            made.setIcon(look.theme.icon(icon, tone))
            made.setIconSize(QSize(ICON + HAIR, ICON))
            made.clicked.connect(lambda _checked=False, verdict=verdict: self.chosen.emit(verdict))
            group.addButton(made)
            layout.addWidget(made)
        layout.addStretch()

    def show_counts(self, counts: Mapping[Verdict, int]) -> Verdict:
        """Show how many there are; returns the verdict that is down, the first one with rows."""
        for verdict, made in self._buttons.items():
            made.setText(self._look.texts.say(WORDS[verdict](counts[verdict])))
            made.setEnabled(counts[verdict] > 0)
        self._buttons[Verdict.SKIPPED].setVisible(counts[Verdict.SKIPPED] > 0)
        first = next((verdict for verdict in Verdict if counts[verdict]), Verdict.NEW)
        self._buttons[first].setChecked(True)
        return first
