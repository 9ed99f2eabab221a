"""The bar over every page of a kiosk: back, start again, the other language, and the lock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.kiosk.ui.touch import HEADING, TOUCH, page_column, said, touch_button
from coorddesk.widgets.controls import ButtonKind
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import ROOM

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_ICON = 24
_BACK, _START, _LOCK = _p("page before", "Back"), _("Start again"), _("Leave the kiosk…")
_OWN_NAMES = {"fr": verbatim("Français"), "en": verbatim("English")}  # each in its own language


class Bar(QWidget):
    """What can be done on any page.

    Signals:
        back_asked: the page before.
        start_asked: the first screen.
        language_asked: 'fr' or 'en'.
        lock_asked: somebody wants to leave.
    """

    back_asked = Signal()
    start_asked = Signal()
    language_asked = Signal(str)
    lock_asked = Signal()

    def __init__(self, looks: Mapping[str, Look]) -> None:
        """Build it in the first language; `show_state` says the rest."""
        super().__init__()
        self._looks = looks
        self._language = next(iter(looks))
        look = looks[self._language]
        self._whose = said(look, "", HEADING, bold=True)
        self._whose.setWordWrap(False)
        self._whose.setMinimumWidth(1)  # a long name is cut off before the window grows beyond the screen
        self.back = touch_button(look, _BACK, ButtonKind.PLAIN, "arrow-left")
        self.start = touch_button(look, _START, ButtonKind.PLAIN, "x")
        self.other = touch_button(look, verbatim(""), ButtonKind.QUIET, "languages")
        self.lock = QPushButton()
        self.lock.setProperty("kind", ButtonKind.QUIET.value)
        self.lock.setIcon(look.theme.icon("lock", Tone.MUTED))
        self.lock.setIconSize(QSize(_ICON, _ICON))
        self.lock.setFixedWidth(TOUCH)
        self.back.clicked.connect(self.back_asked)
        self.start.clicked.connect(self.start_asked)
        self.other.clicked.connect(self._on_other)
        self.lock.clicked.connect(self.lock_asked)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(ROOM)
        for each in (self.back, self.start, self._whose):
            row.addWidget(each)
        row.addStretch()
        for each in (self.other, self.lock):
            row.addWidget(each)
        page_column(self).addLayout(row)

    def show_state(self, language: str, organisation: str, *, may_go_back: bool, is_idle: bool) -> None:
        """Say everything in a language, and offer only what leads somewhere."""
        self._language = language
        self._whose.setText(organisation)
        wanted = (
            (self._whose, is_idle),
            (self.back, may_go_back),
            (self.start, not is_idle),
            (self.other, self._has_other),
            (self.lock, True),
        )
        for each, is_shown in sorted(wanted, key=lambda pair: pair[1]):  # all at once may be wider than the screen
            each.setVisible(is_shown)
        for button, text in ((self.back, _BACK), (self.start, _START), (self.other, _OWN_NAMES[self._next])):
            button.setText(self._say(text))
        self.lock.setAccessibleName(self._say(_LOCK))

    def stand_back(self, language: str, organisation: str) -> None:
        """Offer nothing: the page itself has the buttons that lead on."""
        self.show_state(language, organisation, may_go_back=False, is_idle=True)
        self.other.hide()
        self.lock.hide()

    @property
    def _has_other(self) -> bool:
        return len(self._looks) > 1

    @property
    def _next(self) -> str:
        languages = list(self._looks)
        return languages[(languages.index(self._language) + 1) % len(languages)]

    def _say(self, text: Message) -> str:
        return self._looks[self._language].texts.say(text)

    def _on_other(self) -> None:
        self.language_asked.emit(self._next)
