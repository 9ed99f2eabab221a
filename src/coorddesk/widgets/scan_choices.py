"""What a scan field suggests below itself while the keyboard stays in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from coorddesk.core.messages import Message, _n
from coorddesk.widgets.forms.suggestions import Suggestions, SuggestionsView
from coorddesk.widgets.tokens import CONTROL_HEIGHT, HAIR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.options import Option
    from coorddesk.widgets.desk import Desk


class ScanChoices(SuggestionsView):
    """Lies over its page below the field; Down and Up go through it, Enter or a click takes the line.

    Signals:
        taken: the `Option`.
    """

    taken = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, field: QWidget) -> None:
        """Wait, unseen."""
        suggestions = Suggestions(desk, page)
        super().__init__(desk, suggestions)
        self.setParent(page)
        self._desk = desk
        self._page = page
        self._suggestions = suggestions
        self._field = field
        self.setModel(suggestions)
        self.dress()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(lambda _index: self.take())
        self.hide()

    def offer(self, options: Sequence[Option]) -> None:
        """Show these; none hides the list."""
        self._suggestions.show(options, None)
        self.setCurrentIndex(QModelIndex())
        if not options:
            self.hide()
            return
        below = self._field.mapTo(self._page, QPoint(0, self._field.height() + HAIR))
        height = len(options) * CONTROL_HEIGHT + 2 * self.frameWidth() + HAIR
        self.setGeometry(QRect(below, self._field.size()))
        self.setFixedHeight(min(height, max(CONTROL_HEIGHT, self._page.height() - below.y())))
        self.show()
        self.raise_()
        self._announce(_n("{count} suggestion: Down and Enter", "{count} suggestions: Down and Enter", len(options)))

    def step(self, steps: int) -> None:
        """Go to the next line, or back; from before the first, on."""
        count = self._suggestions.rowCount()
        row = self.currentIndex().row() if self.currentIndex().isValid() else (-1 if steps > 0 else count)
        row = max(0, min(row + steps, count - 1))
        self.setCurrentIndex(self._suggestions.index(row))
        option = self._suggestions.option(row)
        if option is not None:
            self._say(f"{option.name} {option.detail}")

    def take(self) -> bool:
        """Take the line that was gone to; whether there was one."""
        option = self._suggestions.option(self.currentIndex().row()) if self.currentIndex().isValid() else None
        if not self.isVisible() or option is None:
            return False
        self.hide()
        self.taken.emit(option)
        return True

    def _announce(self, message: Message) -> None:
        self._say(self._desk.texts.say(message))

    def _say(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, text))
