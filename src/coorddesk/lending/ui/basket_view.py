"""What lies on the counter, as it is seen: for whom in large letters, until when, and each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.lending.rules import until
from coorddesk.lending.ui.due_row import DueRow
from coorddesk.lending.ui.lines import Line, Lines
from coorddesk.widgets.controls import ButtonKind, button, label, rule
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from coorddesk.lending.ui.basket import Basket, Item
    from coorddesk.lending.ui.till import Till
    from coorddesk.widgets.desk import Desk

_ICONS = {"asset": "laptop", "kit": "package", "stock_item": "paperclip"}


class BasketView(QFrame):
    """Shows a `Till`.

    Signals:
        finished: the button that lends.
        removed: the subject of a thing that should not lie there.
    """

    finished = Signal()
    removed = Signal(object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """Show an empty counter."""
        super().__init__()
        self._desk = desk
        self.setProperty("kind", "card")
        self._who = label(desk, scale=TypeScale.TITLE)
        self._about = label(desk, kind="muted")
        self._count = label(desk, scale=TypeScale.TITLE)
        self.due = DueRow(desk, page)
        self.lines = Lines(desk, _("On the counter"))
        self._empty = label(desk, kind="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.lend = button(desk, _("Lend"), ButtonKind.PRIMARY, "hand-helping")
        self.lend.clicked.connect(self.finished)
        self.lines.removed.connect(self.removed)
        self.foot = QHBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        named = QVBoxLayout()
        named.setSpacing(HAIR // 2)
        named.addWidget(self._who)
        named.addWidget(self._about)
        head = QHBoxLayout()
        head.addLayout(named, 1)
        head.addWidget(self._count, alignment=Qt.AlignmentFlag.AlignTop)
        self.foot.setSpacing(TIGHT)
        self.foot.addWidget(self.lend)
        self.foot.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(HAIR, SNUG, HAIR, SNUG)
        layout.setSpacing(TIGHT)
        for part in (head, self.due):
            layout.addLayout(_within(part))
        layout.addWidget(rule())
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.lines, 1)
        layout.addWidget(rule())
        layout.addLayout(_within(self.foot))

    def show_till(self, till: Till) -> None:
        """Show what lies there now."""
        say = self._desk.texts.say
        basket = till.basket
        self._who.setText(basket.called or say(_("Nobody yet")))
        self._about.setText(say(basket.about) if basket.borrower else say(_("Scan a badge, or type a name.")))
        self._count.setText(say(_n("{count} thing", "{count} things", basket.count)) if basket.items else "")
        self.due.show_due(till.due)
        self.lines.show_lines([self._line(item) for item in basket.items])
        self.lines.scrollToBottom()
        self.lines.setVisible(bool(basket.items))
        self._empty.setVisible(not basket.items)
        self._empty.setText(say(_hint(basket)))
        self.lend.setEnabled(bool(basket.items and basket.borrower))
        self.lend.setText(say(_("Lend {until} (Enter)", until=until(till.day))))

    def _line(self, item: Item) -> Line:
        say = self._desk.texts.say
        icon = "triangle-alert" if item.warning else _ICONS.get(item.subject[0], "package")
        aside = say(verbatim(f"× {item.quantity}")) if item.quantity > 1 else ""
        tone = Tone.WARNING if item.warning else Tone.MUTED
        return Line(icon, item.title, say(item.warning or item.detail), aside, tone, item.subject)


def _hint(basket: Basket) -> Message:
    if basket.borrower is None:
        return _("To lend: badge, then things. To take back: scan the thing alone.")
    return _("Now scan what is lent: devices, kits, accessories (n scans count n).")


def _within(part: QWidget | QLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(ROOM - HAIR, 0, ROOM - HAIR, 0)
    if isinstance(part, QWidget):
        row.addWidget(part)
    else:
        row.addLayout(part)
    return row
