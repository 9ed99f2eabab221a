"""The bar above labels: how many, their pages, and the ways to save and print them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, button, icon_button, label
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look


class LabelBar(QWidget):
    """Buttons; those for saving and printing wait until a page was drawn.

    Signals:
        turned: by how many pages to turn.
        zoomed: by how many steps to enlarge.
        save_wanted: the labels should be saved.
        print_wanted: they should be printed.
    """

    turned = Signal(int)
    zoomed = Signal(int)
    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, look: Look, count: Message) -> None:
        """`count` says of how many things labels are printed."""
        super().__init__()
        self._look = look
        self._number = QLabel()
        self._back = icon_button(look, "chevron-left", _("Previous page"))
        self._on = icon_button(look, "chevron-right", _("Next page"))
        smaller = icon_button(look, "zoom-out", _("Smaller"))
        larger = icon_button(look, "zoom-in", _("Larger"))
        self.save = button(look, _("Save as PDF…"))
        self.print = button(look, _("Print…"), ButtonKind.PRIMARY, "printer")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, SNUG, ROOM, SNUG)
        layout.setSpacing(HAIR)
        layout.addWidget(label(look, count, TypeScale.STRONG))
        layout.addSpacing(SNUG)
        for widget in (self._back, self._number, self._on, smaller, larger):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addWidget(self.save)
        layout.addSpacing(TIGHT)
        layout.addWidget(self.print)
        self._back.clicked.connect(partial(self.turned.emit, -1))
        self._on.clicked.connect(partial(self.turned.emit, 1))
        smaller.clicked.connect(partial(self.zoomed.emit, -1))
        larger.clicked.connect(partial(self.zoomed.emit, 1))
        self.save.clicked.connect(self.save_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.show_ready(ready=False)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to print."""
        return self.print.isEnabled()

    def show_ready(self, *, ready: bool) -> None:
        """There is something to print, or what is chosen cannot be."""
        for each in (self.save, self.print):
            each.setEnabled(ready)

    def show_page(self, page: int, count: int) -> str:
        """Say which page is shown (from 0) of how many; returns it in words."""
        words = self._look.texts.say(_("Page {number} of {count}", number=page + 1, count=count))
        self._number.setText(words)
        self._back.setEnabled(page > 0)
        self._on.setEnabled(page + 1 < count)
        return words
