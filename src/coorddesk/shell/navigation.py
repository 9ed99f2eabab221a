"""The navigation: whose desk this is, a line with icon and word for each tab, and the way to fold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from coorddesk.core.messages import _, _p
from coorddesk.shell.navigation_line import NavigationLine
from coorddesk.shell.tabs import keys_of
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.shell.tabs import Tab
    from coorddesk.widgets.desk import Look
_WIDTH, _FOLDED_WIDTH = 212, 60
_TOP = 16  # above the organisation
_BADGE = 28


class Navigation(QFrame):
    """The rail at the left of the window.

    Signals:
        asked: the key of a command (see `Menus`): a tab, the history, the settings.
        folded: whether it shows icons only from now on.
    """

    asked = Signal(str)
    folded = Signal(bool)

    def __init__(self, look: Look, tabs: Sequence[Tab], *, folded: bool = False) -> None:
        """Build the rail, with the first tab chosen."""
        super().__init__()
        self._look = look
        self._folded = folded
        self.setObjectName("navigation")
        self.setAccessibleName(look.texts.say(_("Navigation")))
        self._badge = QLabel()
        self._badge.setFixedSize(_BADGE, _BADGE)
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = QLabel()
        self._name.setFont(look.theme.font(TypeScale.STRONG))
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setWordWrap(True)
        self._group = QButtonGroup(self)
        self._tabs = {tab.key: self._tab_line(tab, place) for place, tab in enumerate(tabs, start=1)}
        self._places = self._scrolled_tabs()
        history = NavigationLine(look, _("History"), "history", "Ctrl+H")
        history.clicked.connect(lambda: self.asked.emit("history"))
        settings = NavigationLine(look, _("Settings"), "settings", "Ctrl+,")
        settings.clicked.connect(lambda: self.asked.emit("settings"))
        self._fold = NavigationLine(look, _("Fold the navigation"), "panel-left-close")
        self._fold.clicked.connect(self._on_fold_clicked)
        self._build(history, settings)
        self._logo: bytes | None = None
        self.show_organisation("", None)
        look.theme.changed.connect(self._show_badge)
        self._show_fold()

    def choose(self, key: str) -> None:
        """Mark a tab as the one that is shown."""
        self._tabs[key].setChecked(True)
        self._places.ensureWidgetVisible(self._tabs[key], 0, HAIR)

    def show_organisation(self, name: str, logo: bytes | None) -> None:
        """Say whose desk this is; without a logo ours stands there."""
        shown = name or "CoordDesk"
        self._name.setText(shown)
        self._name.setToolTip(shown)
        self._logo = logo
        self._show_badge()

    def _show_badge(self) -> None:
        picture = QPixmap()
        if self._logo is not None and picture.loadFromData(self._logo):
            ratio = self.devicePixelRatio()
            side = round(_BADGE * ratio)
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            picture = picture.scaled(side, side, keep, smooth)
            picture.setDevicePixelRatio(ratio)
            self._badge.setPixmap(picture)
        else:
            self._badge.setPixmap(self._look.theme.icon("coorddesk", Tone.ACCENT).pixmap(QSize(_BADGE, _BADGE)))

    def _build(self, history: NavigationLine, settings: NavigationLine) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(HAIR, 0, 0, 0)
        head.setSpacing(SNUG)
        head.addWidget(self._badge)
        head.addWidget(self._name, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SNUG, _TOP, SNUG, SNUG)
        layout.setSpacing(HAIR)
        layout.addLayout(head)
        layout.addSpacing(ROOM)
        layout.addWidget(self._places, 1)
        for line in (history, settings, self._fold):
            layout.addWidget(line)

    def _scrolled_tabs(self) -> QScrollArea:
        """The tabs, which scroll where the window is low."""
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        for line in self._tabs.values():
            layout.addWidget(line)
        layout.addStretch()
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return area

    def _tab_line(self, tab: Tab, place: int) -> NavigationLine:
        line = NavigationLine(self._look, tab.title, tab.icon, keys_of(place))
        line.setCheckable(True)
        line.setChecked(place == 1)
        line.clicked.connect(lambda: self.asked.emit(f"tab:{tab.key}"))
        self._group.addButton(line)
        return line

    def _on_fold_clicked(self) -> None:
        self._folded = not self._folded
        self._show_fold()
        self.folded.emit(self._folded)

    def _show_fold(self) -> None:
        self._name.setVisible(not self._folded)
        self.setFixedWidth(_FOLDED_WIDTH if self._folded else _WIDTH)
        name = _("Unfold the navigation") if self._folded else _("Fold the navigation")
        self._fold.rename(_p("navigation", "Fold"), name, "panel-left-open" if self._folded else "panel-left-close")
