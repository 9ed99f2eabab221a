"""What stands below a new ticket while it is typed: what is reported already, and articles that may help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coorddesk.core.messages import _, digits
from coorddesk.core.records import Subject
from coorddesk.helpdesk.queries import Reported, already_reported
from coorddesk.helpdesk.rules import STATUS_TITLES
from coorddesk.knowledge.queries import Tip, Trouble, tips
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.link import link
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, TIGHT, WIDE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_REPORTED, _TIPS = 3, 2


@dataclass(frozen=True)
class Known:
    """What is known of the trouble that somebody is telling."""

    reported: tuple[Reported, ...] = ()
    tips: tuple[Tip, ...] = ()


class BesideEntry(QFrame):
    """Takes no room while nothing is known.

    Signals:
        me_too: the number of the ticket that says it already.
        grew: it takes more room than before, or less.
    """

    me_too = Signal(object)
    grew = Signal()

    def __init__(self, desk: Desk) -> None:
        """Start empty, hidden."""
        super().__init__()
        self._desk = desk
        self._known = Known()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(WIDE, 0, WIDE, 0)
        self._lines.setSpacing(HAIR)
        self.hide()

    def look(self, subjects: Sequence[Subject], sentence: str) -> None:
        """Read what is known of these devices and this place, and of these words."""
        work = partial(read_known, tuple(subjects), sentence)
        self._desk.operations.read(self, work, self.show_known, replaces="known")

    def show_known(self, known: Known) -> None:
        """Show it in place of what was known before."""
        if known == self._known:
            return
        self._known = known
        while (item := self._lines.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        if known.reported:
            self._lines.addWidget(label(self._desk, _("Reported already"), TypeScale.STRONG))
        for each in known.reported:
            self._lines.addWidget(self._reported(each))
        if known.tips:
            self._lines.addWidget(label(self._desk, _("This may help"), TypeScale.STRONG))
        for tip in known.tips:
            self._add_tip(tip)
        self.setVisible(bool(known.reported or known.tips))
        self.grew.emit()

    def _reported(self, each: Reported) -> QWidget:
        said = _(
            "n° {number} “{title}” ({status})",
            number=digits(each.id),
            title=each.title,
            status=STATUS_TITLES[each.status],
        )
        words = label(self._desk, said, kind="error" if each.is_major else "", wrap=True)
        made = button(self._desk, _("“Me too”"), ButtonKind.PLAIN)
        made.setAccessibleDescription(self._desk.texts.say(said))
        made.clicked.connect(partial(self._on_me_too, each.id))
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(words, 1)
        layout.addWidget(made)
        return line

    def _on_me_too(self, ticket_id: int) -> None:
        self.me_too.emit(ticket_id)

    def _add_tip(self, tip: Tip) -> None:
        body = label(self._desk, kind="muted", wrap=True)
        body.setText(tip.body)
        body.hide()
        self._lines.addWidget(link(self._desk, tip.title, partial(self._turn, body)))
        self._lines.addWidget(body)

    def _turn(self, body: QLabel) -> None:
        body.setVisible(body.isHidden())
        self.grew.emit()


def read_known(subjects: Sequence[Subject], sentence: str, session: Session) -> Known:
    """In the lane: about the devices first, else about the place."""
    devices = [subject for subject in subjects if subject[0] == "asset"]
    asked: Any = devices or subjects
    found = {each.id: each for subject in asked for each in already_reported(session, subject, _REPORTED)}
    return Known(tuple(found.values())[:_REPORTED], tips(session, Trouble(sentence), _TIPS) if sentence else ())
