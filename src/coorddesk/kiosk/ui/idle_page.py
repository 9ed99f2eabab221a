"""The screen nobody stands before: one large button, what is known to be out of order, what waits to be collected."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.kiosk.rules import Catalogue, Solved, majors
from coorddesk.kiosk.ui.code_line import CodeLine
from coorddesk.kiosk.ui.touch import (
    HEADING,
    SMALL,
    TITLE,
    TOUCH,
    page_column,
    row_of,
    said,
    touch_button,
)
from coorddesk.widgets.controls import ButtonKind, PushButton
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_MOST_LINES = 4
_FACE, _FACE_BUTTON = 48, 84
_FACES: tuple[tuple[int, str, Message, Tone], ...] = (
    (4, "laugh", _("Very good"), Tone.SUCCESS),
    (3, "smile", _("Good"), Tone.SUCCESS),
    (2, "meh", _("Not so good"), Tone.WARNING),
    (1, "frown", _("Bad"), Tone.DANGER),
)


class IdlePage(QWidget):
    """Begins a report by a finger or a scanner.

    Signals:
        begun: the large button.
        coded: what was scanned or typed.
        rated: a `Solved` and a score, 1-4.
    """

    begun = Signal()
    coded = Signal(str)
    rated = Signal(object, int)

    def __init__(self, look: Look, catalogue: Catalogue, solved: Solved | None) -> None:
        """Show what the catalogue knows, and ask about one fault that was resolved."""
        super().__init__()
        self._look = look
        column = page_column(self)
        column.addStretch(1)
        column.addWidget(said(look, _("Something does not work?"), TITLE, bold=True))
        column.addWidget(said(look, _("Tell us in a few touches. No account is needed."), kind="muted"))
        self.begin = touch_button(look, _("Report a fault"), ButtonKind.PRIMARY, "triangle-alert")
        self.begin.setFont(said(look, "", HEADING, bold=True).font())
        self.begin.setFixedHeight(TOUCH + WIDE)
        self.begin.clicked.connect(self.begun)
        self.code = CodeLine(look)
        self.code.coded.connect(self.coded)
        column.addSpacing(ROOM)
        row = row_of(self.begin)
        row.insertWidget(1, self.code, 1)
        column.addLayout(row)
        if solved is not None:
            column.addWidget(self._question(solved))
        column.addStretch(1)
        for title, lines in self._news(catalogue):
            column.addWidget(self._box(title, lines))
        column.addStretch(1)

    def _news(self, catalogue: Catalogue) -> list[tuple[Message, list[Message]]]:
        rooms = {each.id: each.name for each in catalogue.rooms}
        known = [
            _(
                "{title} – known since {day}",
                title=_with(each.title, rooms.get(each.place_id or 0)),
                day=_day(each.since),
            )
            for each in majors(catalogue)
        ]
        ready = [verbatim(_with(each.called, each.name)) for each in catalogue.ready]
        found = [(_("We know already, and are at it"), known), (_("Ready to be collected"), ready)]
        return [(title, lines) for title, lines in found if lines]

    def _box(self, title: Message, lines: list[Message]) -> QFrame:
        box = QFrame()
        box.setProperty("kind", "card")
        column = QVBoxLayout(box)
        column.setContentsMargins(WIDE, SNUG, WIDE, SNUG)
        column.setSpacing(TIGHT)
        column.addWidget(said(self._look, title, bold=True))
        for line in lines[:_MOST_LINES]:
            column.addWidget(said(self._look, line, SMALL))
        if len(lines) > _MOST_LINES:
            column.addWidget(said(self._look, _("… and {count} more", count=len(lines) - _MOST_LINES), SMALL, "muted"))
        return box

    def _question(self, solved: Solved) -> QFrame:
        """How it was that a fault of this kiosk was resolved."""
        box = QFrame()
        box.setProperty("kind", "card")
        column = QVBoxLayout(box)
        column.setContentsMargins(WIDE, SNUG, WIDE, SNUG)
        asked = _("“{title}” has been resolved. How did it go?", title=solved.title)
        column.addWidget(said(self._look, asked, bold=True))
        faces = []
        for score, icon, name, tone in _FACES:
            face = PushButton()
            face.setProperty("kind", "quiet")
            face.setFixedWidth(_FACE_BUTTON)
            face.setIcon(self._look.theme.icon(icon, tone))
            face.setIconSize(QSize(_FACE, _FACE))
            face.setAccessibleName(self._look.texts.say(name))
            face.clicked.connect(partial(self.rated.emit, solved, score))
            faces.append(face)
        column.addLayout(row_of(*faces))
        return box


def _with(one: str, other: str | None) -> str:
    return f"{one} · {other}" if other else one


def _day(text: str) -> date | str:
    """The day as one reads it; what is none is left as it came."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
