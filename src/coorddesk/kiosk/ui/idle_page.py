"""The screen nobody stands before: one large button, what is known to be out of order, what waits to be collected."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.kiosk.rules import Catalogue, Solved, Survey, majors
from coorddesk.kiosk.ui.code_line import CodeLine
from coorddesk.kiosk.ui.touch import (
    HEADING,
    SMALL,
    TITLE,
    TOUCH,
    page_column,
    row_of,
    said,
    touch_area,
    touch_button,
)
from coorddesk.widgets.controls import ButtonKind, PushButton
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from coorddesk.widgets.desk import Look

_MOST_LINES = 4
_ICON = 28
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
        asked: the `Survey` that somebody wants to answer.
    """

    begun = Signal()
    coded = Signal(str)
    rated = Signal(object, int)
    asked = Signal(object)

    def __init__(self, look: Look, catalogue: Catalogue, surveys: Sequence[Survey], solved: Solved | None) -> None:
        """Show what the catalogue knows, offer questionnaires, and ask about one fault that was resolved."""
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
        if surveys:
            column.addLayout(self._surveys(surveys))
        if solved is not None:
            column.addWidget(self._question(solved))
        column.addStretch(1)
        if news := self._news(catalogue):
            inside = QWidget()
            boxes = QVBoxLayout(inside)
            boxes.setContentsMargins(0, 0, 0, 0)
            boxes.setSpacing(ROOM)
            for title, lines in news:
                boxes.addWidget(self._box(title, lines))
            column.addWidget(touch_area(inside))
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

    def _surveys(self, surveys: Sequence[Survey]) -> QHBoxLayout:
        """A button for each, side by side; what it asks about may be anybody's words."""
        row = QHBoxLayout()
        row.setSpacing(ROOM)
        for survey in surveys:
            button = _SurveyButton(self._look, survey)
            button.clicked.connect(partial(self.asked.emit, survey))
            row.addWidget(button, 1)
        return row

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


class _SurveyButton(PushButton):
    """Says what it asks about, anybody's words, as far as they fit."""

    def __init__(self, look: Look, survey: Survey) -> None:
        super().__init__()
        words = look.texts.say(_("Your opinion: {title}", title=survey.title or survey.name))
        self._words = " ".join(words.split())
        self.setAccessibleName(self._words)
        self.setProperty("kind", ButtonKind.PLAIN.value)
        self.setFont(said(look, "").font())
        self.setIcon(look.theme.icon("clipboard-list"))
        self.setIconSize(QSize(_ICON + TIGHT, _ICON))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words off where the button ends."""
        super().resizeEvent(event)
        room = self.width() - _ICON - 2 * WIDE - ROOM
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))


def _with(one: str, other: str | None) -> str:
    return f"{one} · {other}" if other else one


def _day(text: str) -> date | str:
    """The day as one reads it; what is none is left as it came."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
