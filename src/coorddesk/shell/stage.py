"""The stage: navigation, bar and pages, or something that takes the place of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from coorddesk.shell.navigation import Navigation
    from coorddesk.shell.top_bar import TopBar


class Stage(QStackedWidget):
    """What fills the frame below the menus."""

    def __init__(self, navigation: Navigation, bar: TopBar, pages: QWidget, foot: QWidget) -> None:
        """Lay the parts out; nothing on them can be asked for yet."""
        super().__init__()
        self.navigation = navigation
        self.bar = bar
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(bar)
        right.addWidget(pages, 1)
        right.addWidget(foot)
        self._work = QWidget()
        layout = QHBoxLayout(self._work)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(navigation)
        layout.addLayout(right, 1)
        self.addWidget(self._work)

    def show_work(self, *, ready: bool) -> None:
        """Bring navigation and pages forward; without a desk nothing on them can be asked for."""
        self.setCurrentWidget(self._work)
        self.navigation.setEnabled(ready)
        self.bar.setEnabled(ready)

    def take_over(self, widget: QWidget) -> None:
        """Show something in place of everything, until `show_work`."""
        self.addWidget(widget)
        self.setCurrentWidget(widget)
