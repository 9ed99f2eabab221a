"""A questionnaire on the screen: one question a page, answered by one touch, and sent at the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.kiosk.rules import MOST_ANSWER
from coorddesk.kiosk.ui.touch import (
    HEADING,
    TEXT,
    TITLE,
    TOUCH,
    fitting,
    page_column,
    said,
    touch_area,
    touch_button,
    touch_font,
)
from coorddesk.surveys.rules import QuestionKind, said_value, values_of
from coorddesk.widgets.controls import ButtonKind, Picture, PushButton
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from coorddesk.kiosk.rules import Question, Sheet
    from coorddesk.widgets.desk import Look

_WORDS_HIGH, _NUMBER, _CHOICE_WIDE, _PICTURE, _FACE = 190, 88, 1000, 72, 264
_MOST_LETTERS = 400
_PICTURES: dict[tuple[QuestionKind, int], tuple[str, Tone]] = {
    (QuestionKind.SCALE, 4): ("laugh", Tone.SUCCESS),
    (QuestionKind.SCALE, 3): ("smile", Tone.SUCCESS),
    (QuestionKind.SCALE, 2): ("meh", Tone.WARNING),
    (QuestionKind.SCALE, 1): ("frown", Tone.DANGER),
    (QuestionKind.YES_NO, 1): ("check", Tone.SUCCESS),
    (QuestionKind.YES_NO, 0): ("x", Tone.DANGER),
}


class QuestionPage(QWidget):
    """One question. The keyboard stands on no answer: a scanner that somebody touches says nothing.

    Signals:
        typed: all the words there are now.
        answered: a number or words; None leaves it out.
    """

    typed = Signal(str)
    answered = Signal(object)

    def __init__(self, look: Look, sheet: Sheet) -> None:
        """Show it with what was answered before."""
        super().__init__()
        self._look, self._sheet = look, sheet
        question = sheet.question
        assert question is not None
        column = page_column(self)
        self._head(column, question)
        if question.kind is QuestionKind.TEXT:
            self._write(column, question)
        else:
            column.addWidget(self._boxes(question), 1)
            self._go_past(column, question)

    def _head(self, column: QVBoxLayout, question: Question) -> None:
        sheet = self._sheet
        place = _("Question {number} of {count}", number=sheet.place + 1, count=len(sheet.questions))
        if question.section:
            place = _("{section} · {place}", section=question.section, place=place)
        if not sheet.place:
            survey = sheet.survey
            column.addWidget(said(self._look, _short(survey.title or survey.name), bold=True))
            if survey.intro:
                column.addWidget(said(self._look, _short(survey.intro), kind="muted"))
        column.addWidget(said(self._look, place, kind="muted"))
        column.addWidget(said(self._look, _short(question.text), HEADING, bold=True))
        column.addSpacing(ROOM)

    def _boxes(self, question: Question) -> QWidget:
        """The answers there are: pictures, numbers in a row, or lines below each other."""
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, TIGHT, 0)
        lines.setSpacing(ROOM)
        beside = QHBoxLayout()
        beside.setSpacing(ROOM)
        for value in values_of(question.kind, question.choices):
            box = self._box(question, value)
            if question.kind is QuestionKind.CHOICE:
                lines.addWidget(box)
            else:
                beside.addWidget(box, 1)
        beside.addStretch()
        lines.addLayout(beside)
        lines.addStretch()
        return touch_area(inside)

    def _box(self, question: Question, value: int) -> QPushButton:
        words = said_value(question.kind, question.choices, value)
        picture = _PICTURES.get((question.kind, value))
        if picture is not None:
            box: QPushButton = _Face(self._look, *picture, words)
        else:
            text = self._look.texts.say(words)
            box = touch_button(self._look, verbatim(""))
            box.setText(fitting(text, box.font(), _CHOICE_WIDE, 1).replace("&", "&&"))
            box.setAccessibleName(text)
            if question.kind is QuestionKind.NPS:
                box.setProperty("kind", "number")
                _bound(box, TOUCH - WIDE, _NUMBER)
        box.setProperty("chosen", self._sheet.said == value)
        box.clicked.connect(partial(self._on_answered, value))
        return box

    def _go_past(self, column: QVBoxLayout, question: Question) -> None:
        """Leave it out, where that may be; or on with what was answered before."""
        known = self._sheet.said
        if known is None and question.is_required:
            return
        text = _p("question", "Leave it out") if known is None else _p("next step", "Go on")
        kind = ButtonKind.PLAIN if known is None else ButtonKind.PRIMARY
        self.go_on = touch_button(self._look, text, kind, "arrow-right")
        self.go_on.clicked.connect(partial(self._on_answered, known))
        column.addWidget(self.go_on)

    def _write(self, column: QVBoxLayout, question: Question) -> None:
        known = self._sheet.said
        self.words = QPlainTextEdit(known if isinstance(known, str) else "")
        self.words.setFont(touch_font(self._look, TEXT))
        self.words.setFixedHeight(_WORDS_HIGH)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(question.text)
        self.words.textChanged.connect(self._on_typed)
        column.addWidget(self.words)
        column.addStretch(1)
        self.go_on = touch_button(self._look, _p("next step", "Go on"), ButtonKind.PRIMARY, "arrow-right")
        self.go_on.clicked.connect(lambda: self._on_answered(self.words.toPlainText().strip() or None))
        column.addWidget(self.go_on)
        self._offer()
        self.words.setFocus()

    def _on_typed(self) -> None:
        text = self.words.toPlainText()
        if len(text) > MOST_ANSWER:  # what is beyond would not be kept
            self.words.setPlainText(text[:MOST_ANSWER])
            return
        self._offer()
        self.typed.emit(text.strip())

    def _offer(self) -> None:
        """What must be said is said first; what need not be is left out by going on."""
        question = self._sheet.question
        is_said = bool(self.words.toPlainText().strip())
        self.go_on.setEnabled(is_said or question is None or not question.is_required)

    def _on_answered(self, value: int | str | None) -> None:
        """Once: the second of two touches means nothing."""
        if self.isEnabled():
            self.setEnabled(False)
            self.answered.emit(value)


class _Face(PushButton):
    """A large picture with a word below it."""

    def __init__(self, look: Look, icon: str, tone: Tone, title: Message) -> None:
        super().__init__()
        self.setProperty("kind", "face")
        _bound(self, 2 * TOUCH, _FACE)
        self.setAccessibleName(look.texts.say(title))
        name = said(look, title, bold=True)
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setSpacing(TIGHT)
        column.addStretch()
        column.addWidget(Picture(look, icon, _PICTURE, tone), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(name)
        column.addStretch()
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class SheetEnd(QWidget):
    """Past the last question.

    Signals:
        sent: send it.
    """

    sent = Signal()

    def __init__(self, look: Look, sheet: Sheet) -> None:
        """Say how much was answered, and offer to send it."""
        super().__init__()
        column = page_column(self)
        column.addStretch(1)
        count, total = len(sheet.answers), len(sheet.questions)
        title = _("That was all. Send your answers?") if sheet.may_be_sent else _("Nothing is answered yet.")
        column.addWidget(said(look, title, TITLE, bold=True))
        told = _("Questions answered: {count} of {total}.", count=count, total=total)
        column.addWidget(said(look, told))
        if sheet.survey.is_anonymous:
            column.addWidget(said(look, _("Nobody will know that these answers are yours."), kind="muted"))
        column.addStretch(1)
        self.send = touch_button(look, _p("report", "Send"), ButtonKind.PRIMARY, "check")
        self.send.setEnabled(sheet.may_be_sent)
        self.send.clicked.connect(self._on_send)
        column.addWidget(self.send)

    def _on_send(self) -> None:
        """Once, however often it is pressed."""
        if self.send.isEnabled():
            self.send.setEnabled(False)
            self.sent.emit()


def _bound(button: QPushButton, least: int, most: int) -> None:
    """As wide as there is room for it beside the others, in pixels."""
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setMinimumWidth(least)
    button.setMaximumWidth(most)


def _short(text: str) -> str:
    """So that no text pushes the answers off the screen."""
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"
