"""How many words are unknown, and how many rows would be new, changed, unchanged, refused or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from coorddesk.core.messages import Message, _, _n
from coorddesk.importing.plan import Verdict
from coorddesk.widgets.controls import PushButton
from coorddesk.widgets.flow import FlowLayout
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
    """One button for each thing that can be shown below, of which one is down.

    Signals:
        chosen: a `Verdict`, or None for all rows.
        words_chosen: the unknown words are wanted.
    """

    chosen = Signal(object)
    words_chosen = Signal()

    def __init__(self, look: Look) -> None:
        """Count nothing yet."""
        super().__init__()
        self._look = look
        self.setAccessibleName(look.texts.say(_("Rows of the sheet, by what would become of them")))
        self._layout = FlowLayout(self)
        self._layout.setSpacing(TIGHT)
        self._group = QButtonGroup(self)
        self.words = self._make("circle-help", Tone.WARNING)
        self.words.clicked.connect(self.words_chosen)
        self.all = self._make("list", Tone.MUTED)
        self.all.clicked.connect(lambda: self.chosen.emit(None))
        self._buttons: dict[Verdict, QPushButton] = {}
        for verdict in Verdict:
            made = self._buttons[verdict] = self._make(*_PICTURES[verdict])
            made.clicked.connect(lambda _checked=False, verdict=verdict: self.chosen.emit(verdict))

    def show_counts(self, counts: Mapping[Verdict, int], words: int) -> None:
        """Show how many there are; what is down stays down where it still has something to show."""
        say = self._look.texts.say
        for verdict, made in self._buttons.items():
            made.setText(say(WORDS[verdict](counts[verdict])))
            made.setEnabled(counts[verdict] > 0)
        self._buttons[Verdict.SKIPPED].setVisible(counts[Verdict.SKIPPED] > 0)
        rows = sum(counts.values())
        self.all.setText(say(_n("{count} row", "{count} rows", rows)))
        self.words.setText(say(_n("{count} unknown word", "{count} unknown words", words)))
        self.words.setVisible(words > 0)

    def press(self, verdict: Verdict | None) -> None:
        """Let the button of a verdict be down, or the one of all rows."""
        (self.all if verdict is None else self._buttons[verdict]).setChecked(True)

    def _make(self, icon: str, tone: Tone) -> QPushButton:
        made = PushButton()
        made.setProperty("kind", "segment")
        made.setCheckable(True)
        made.setIcon(self._look.theme.icon(icon, tone))
        made.setIconSize(QSize(ICON + HAIR, ICON))
        self._group.addButton(made)
        self._layout.addWidget(made)
        return made
