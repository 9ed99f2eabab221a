"""Beside the counter: what the borrower has already; with nobody there, what was done last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coorddesk.core.messages import _, digits
from coorddesk.lending.rules import late, until
from coorddesk.lending.ui.lines import Line, Lines
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from coorddesk.lending.queries.held import HeldThing, Planned
    from coorddesk.lending.ui.till import Till, Told
    from coorddesk.widgets.desk import Desk


class Beside(QFrame):
    """Shows a `Till`.

    Signals:
        all_back: the button that takes everything back.
        loan_wanted: the number of a loan to look at.
    """

    all_back = Signal()
    loan_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Show nothing yet."""
        super().__init__()
        self._desk = desk
        self.setProperty("kind", "card")
        self._title = label(desk, scale=TypeScale.STRONG)
        self._title.setWordWrap(True)
        self.lines = Lines(desk, _("Beside the counter"))
        self.take_all = button(desk, _("Take everything back (F12)"), icon="undo-2")
        self.take_all.clicked.connect(self.all_back)
        self.lines.opened.connect(self._on_opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(HAIR, SNUG, HAIR, SNUG)
        layout.setSpacing(TIGHT)
        layout.addWidget(_inset(self._title))
        layout.addWidget(self.lines, 1)
        layout.addWidget(_inset(self.take_all))

    def show_till(self, till: Till) -> None:
        """Show what fits who is there."""
        say = self._desk.texts.say
        theirs = till.theirs
        is_somebody = till.basket.borrower is not None
        self.take_all.setVisible(is_somebody and bool(theirs.things))
        if is_somebody:
            title = _("Has on loan") if theirs.things else _("Has reserved")
            self._title.setText(say(title if theirs.things or theirs.planned else _("Has nothing on loan")))
            lines = [*map(self._planned, theirs.planned), *map(self._thing, theirs.things)]
        else:
            self._title.setText(say(_("Done here") if till.told else _("Nothing done here yet")))
            lines = [self._told(each) for each in till.told]
        self.lines.show_lines(lines)

    def _thing(self, thing: HeldThing) -> Line:
        say = self._desk.texts.say
        aside = f"× {thing.quantity}" if thing.quantity > 1 else ""
        when = say(late(thing.days_late) if thing.days_late else until(thing.due))
        detail = " · ".join(part for part in (when, thing.kit, thing.detail) if part)
        tone = Tone.DANGER if thing.days_late else Tone.MUTED
        icon = "clock" if thing.days_late else "laptop" if thing.subject[0] == "asset" else "paperclip"
        return Line(icon, thing.title, detail, aside, tone, thing.loan_id)

    def _planned(self, planned: Planned) -> Line:
        say = self._desk.texts.say
        title = say(_("Reservation {number}", number=digits(planned.loan_id)))
        return Line("calendar", title, say(_("from {day} on", day=planned.first)), "", Tone.WARNING, planned.loan_id)

    def _told(self, told: Told) -> Line:
        return Line(told.icon, self._desk.texts.say(told.text), key=told.loan)

    def _on_opened(self, loan_id: int | None) -> None:
        if loan_id is not None:
            self.loan_wanted.emit(loan_id)


def _inset(part: QWidget) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(ROOM - HAIR, 0, ROOM - HAIR, 0)
    layout.addWidget(part)
    return made
