"""The editor of what is asked with a kind of ticket: a line for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from coorddesk.core.messages import Message, _
from coorddesk.helpdesk.service import Question
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.forms.lines_editor import LinesEditor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Look

_REQUIRED = 2
_COMMA = ","


class QuestionsEditor(LinesEditor):
    """Its value is a tuple of `Question`; answers to choose from stand in one cell, with commas between them."""

    columns = (
        ("question", _("Question")),
        ("choices", _("Answers to choose from")),
        ("is_required", _("Required")),
    )
    widths = (250, 210)
    lines_seen = 4

    def __init__(self, look: Look) -> None:
        """Whether an answer is required is turned over by a click, by space or by Enter."""
        self._yes = look.texts.yes_no(True)
        super().__init__(look)
        self.table.cellClicked.connect(self._on_clicked)
        make_action(look, self.table, _("Required or not"), "check", "Space", self._turn)
        own_enter(self.table, self._on_enter)

    def value(self) -> tuple[Question, ...]:
        """The questions from top to bottom."""
        return tuple(_question(self.said(line)) for _row, line in self.typed())

    def set_value(self, value: Any) -> None:
        """Show questions."""
        self.set_state([(None, self._cells(each)) for each in value or ()])

    def shown(self, value: Any) -> str:
        """The questions in a row."""
        return value if isinstance(value, str) else "\n".join(each.question for each in value or ())

    def _cells(self, each: Question) -> tuple[str, ...]:
        return each.question, f"{_COMMA} ".join(each.choices), self._yes if each.is_required else ""

    def _add_line(self, line_id: int | None, texts: Sequence[str]) -> None:
        super()._add_line(line_id, texts)
        item = self.table.item(self.table.rowCount() - 1, _REQUIRED)
        if item is not None:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)

    def _on_clicked(self, _row: int, column: int) -> None:
        if column == _REQUIRED:
            self._turn()

    def _on_enter(self) -> None:
        if self.table.currentColumn() == _REQUIRED:
            self._turn()
        else:
            self.table.editItem(self.table.currentItem())

    def _turn(self) -> None:
        """Of the blank line, nothing is required."""
        row = self.table.currentRow()
        item = self.table.item(row, _REQUIRED)
        if item is not None and row < self.table.rowCount() - 1:
            item.setText("" if item.text() else self._yes)


def hint_of_questions() -> Message:
    """How questions are typed, for the form."""
    return _(
        "Without answers to choose from (commas between them), any answer will do. Type in the last line to add one."
    )


def _question(said: dict[str, str]) -> Question:
    choices = tuple(filter(None, (each.strip() for each in said["choices"].split(_COMMA))))
    return Question(said["question"], choices, bool(said["is_required"]))
