"""The bar above a report: its pages, its size on screen, and the ways to save, mail and print it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, PushButton, button, icon_button, label
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from coorddesk.widgets.desk import Look

FORMATS = {".pdf": "PDF", ".xlsx": "Excel", ".csv": "CSV"}
"""What a report can be saved as, by suffix."""


class ReportBar(QWidget):
    """Buttons; those for saving and printing wait until there is a report.

    Signals:
        turned: by how many pages to turn.
        zoomed: by how many steps to enlarge; 0 fits the whole page.
        save_wanted: the suffix of the file.
        mail_wanted: the suffix of the file to attach.
        print_wanted: the report should be printed.
        setup_toggled: whether the page set-up should be shown.
        screen_wanted: the same should be shown on screen.
    """

    turned = Signal(int)
    zoomed = Signal(int)
    save_wanted = Signal(str)
    mail_wanted = Signal(str)
    print_wanted = Signal()
    setup_toggled = Signal(bool)
    screen_wanted = Signal()

    def __init__(self, look: Look, *, has_screen: bool = False) -> None:
        """Start without a report; `has_screen` if the same is shown on screen too."""
        super().__init__()
        self._look = look
        self._back = icon_button(look, "chevron-left", _("Previous page"))
        self._on = icon_button(look, "chevron-right", _("Next page"))
        self._number = QLabel()
        self._print = button(look, _("Print…"), ButtonKind.PRIMARY, "printer")
        self._saves = [self._save_button(suffix) for suffix in FORMATS]
        self._mail = self._mail_button()
        self._save_as = label(look, _("Save as"), kind="muted")
        self.setup = icon_button(look, "settings", _("Page set-up"))
        self.setup.setCheckable(True)
        self.on_screen = button(look, _("On screen"), ButtonKind.QUIET, "chart-column")
        self.on_screen.setVisible(has_screen)
        self.on_screen.clicked.connect(self.screen_wanted)
        self._back.clicked.connect(partial(self.turned.emit, -1))
        self._on.clicked.connect(partial(self.turned.emit, 1))
        self._print.clicked.connect(self.print_wanted)
        self.setup.toggled.connect(self.setup_toggled)
        self._lay_out()
        self.show_page(0, 0)

    def show_page(self, page: int, count: int) -> str:
        """Say which page is shown (from 0) of how many; returns it in words. Without pages nothing can be saved."""
        said = _("Page {number} of {count}", number=page + 1, count=count) if count else Message("")
        words = self._look.texts.say(said)
        self._number.setText(words)
        self._back.setEnabled(page > 0)
        self._on.setEnabled(page + 1 < count)
        for each in (self._print, self._mail, *self._saves):
            each.setEnabled(count > 0)
        self._fit()
        return words

    def minimumSizeHint(self) -> QSize:
        """Room for the buttons, which say the words before them to a screen reader as well."""
        return QSize(self._width_of_buttons(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the words where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._save_as.setVisible(self.width() >= self._width_of_buttons() + self._width_of_words())

    def _width_of_buttons(self) -> int:
        return self.sizeHint().width() - (0 if self._save_as.isHidden() else self._width_of_words())

    def _width_of_words(self) -> int:
        return self._save_as.sizeHint().width() + HAIR

    def _lay_out(self) -> None:
        smaller = icon_button(self._look, "zoom-out", _("Smaller"))
        larger = icon_button(self._look, "zoom-in", _("Larger"))
        fit = button(self._look, _("Whole page"), ButtonKind.QUIET)
        smaller.clicked.connect(partial(self.zoomed.emit, -1))
        larger.clicked.connect(partial(self.zoomed.emit, 1))
        fit.clicked.connect(partial(self.zoomed.emit, 0))
        bar = QHBoxLayout(self)
        bar.setContentsMargins(ROOM, SNUG, ROOM, SNUG)
        bar.setSpacing(HAIR)
        groups: tuple[tuple[QWidget, ...], ...] = ((self._back, self._number, self._on), (smaller, larger, fit))
        for group in groups:
            for widget in group:
                bar.addWidget(widget)
            bar.addSpacing(SNUG)
        bar.addWidget(self.on_screen)
        bar.addStretch()
        bar.addWidget(self._save_as)
        for each in (*self._saves, self._mail, self._print, self.setup):
            bar.addSpacing(TIGHT - HAIR)
            bar.addWidget(each)

    def _save_button(self, suffix: str) -> QPushButton:
        made = PushButton(FORMATS[suffix])
        made.setAccessibleName(self._look.texts.say(_("Save as {format}", format=FORMATS[suffix])))
        made.clicked.connect(partial(self.save_wanted.emit, suffix))
        return made

    def _mail_button(self) -> QPushButton:
        made = button(self._look, _("E-mail"), icon="mail")
        menu = QMenu(made)
        for suffix, name in FORMATS.items():
            action = menu.addAction(self._look.texts.say(_("With the {format} file attached", format=name)))
            action.triggered.connect(partial(self.mail_wanted.emit, suffix))
        made.setMenu(menu)
        return made
