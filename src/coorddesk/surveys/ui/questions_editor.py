"""The editor of what a questionnaire asks: a line for each question, in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _p
from coorddesk.surveys.rules import KIND_TITLES, QuestionKind
from coorddesk.surveys.service import QuestionDetails
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.forms.lines_editor import LinesEditor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QTableWidgetItem

    from coorddesk.widgets.desk import Look

_KIND, _REQUIRED = 2, 4
_TURNED = {_KIND, _REQUIRED}
_COMMA = ","


class QuestionsEditor(LinesEditor):
    """Its value is a tuple of `QuestionDetails`; the kind and whether it is required are turned over by a key."""

    columns = (
        ("text", _p("survey", "Question")),
        ("section", _p("survey", "Section")),
        ("kind", _p("survey", "Answer")),
        ("choices", _p("survey", "Choices")),
        ("is_required", _("Required")),
    )
    widths = (280, 145, 165, 130)
    lines_seen = 8

    def __init__(self, look: Look) -> None:
        """Begin with no question."""
        self._yes = look.texts.yes_no(True)
        self._kinds = {kind: look.texts.say(title) for kind, title in KIND_TITLES.items()}
        super().__init__(look)
        self.table.cellClicked.connect(lambda _row, column: self._turn() if column in _TURNED else None)
        make_action(look, self.table, _("Another kind of answer; required or not"), "check", "Space", self._turn)
        make_action(look, self.table, _("Move up"), "arrow-up", "Alt+Up", lambda: self._move(-1))
        make_action(look, self.table, _("Move down"), "arrow-down", "Alt+Down", lambda: self._move(1))
        own_enter(self.table, self._on_enter)

    def value(self) -> tuple[QuestionDetails, ...]:
        """The questions from top to bottom."""
        by_title = {fold(title): kind for kind, title in self._kinds.items()}
        found: list[QuestionDetails] = []
        for _row, line in self.typed():
            said = self.said(line)
            kind = by_title.get(fold(said["kind"]) or fold(self._kinds[QuestionKind.SCALE]))
            if kind is None:
                raise UserError(_("“{text}” is no kind of answer.", text=said["kind"]))
            choices = tuple(filter(None, (each.strip() for each in said["choices"].split(_COMMA))))
            details = QuestionDetails(kind, said["text"], said["section"], choices, bool(said["is_required"]), line[0])
            found.append(details if kind is QuestionKind.CHOICE else replace(details, choices=()))
        return tuple(found)

    def set_value(self, value: Any) -> None:
        """Show questions."""
        self.set_state([(each.id, self._cells(each)) for each in value or ()])

    def shown(self, value: Any) -> str:
        """The questions, a line each."""
        return value if isinstance(value, str) else "\n".join(each.text for each in value or ())

    def _cells(self, each: QuestionDetails) -> tuple[str, ...]:
        required = self._yes if each.is_required else ""
        return each.text, each.section, self._kinds[each.kind], f"{_COMMA} ".join(each.choices), required

    def _add_line(self, line_id: int | None, texts: Sequence[str]) -> None:
        super()._add_line(line_id, texts)
        for column in _TURNED:
            item = self.table.item(self.table.rowCount() - 1, column)
            if item is not None:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)

    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        """A question that was just begun is answered on a scale, until somebody says otherwise."""
        super()._on_item_changed(item)
        kind = self.table.item(item.row(), _KIND)
        if not self._is_filling and kind is not None and item.text().strip() and not kind.text():
            kind.setText(self._kinds[QuestionKind.SCALE])

    def _on_enter(self) -> None:
        if self.table.currentColumn() in _TURNED:
            self._turn()
        else:
            self.table.editItem(self.table.currentItem())

    def _turn(self) -> None:
        """The next kind of answer, or required or not; of the blank line there is nothing to turn."""
        row, column = self.table.currentRow(), self.table.currentColumn()
        item = self.table.item(row, column)
        if item is None or row >= self.table.rowCount() - 1:
            return
        if column == _REQUIRED:
            item.setText("" if item.text() else self._yes)
        elif column == _KIND:
            titles = list(self._kinds.values())
            place = titles.index(item.text()) if item.text() in titles else 0
            item.setText(titles[(place + 1) % len(titles)])

    def _move(self, step: int) -> None:
        row, column = self.table.currentRow(), self.table.currentColumn()
        lines = [line for _row, line in self.typed()]
        if 0 <= row < len(lines) and 0 <= row + step < len(lines):
            lines[row], lines[row + step] = lines[row + step], lines[row]
            self.set_state(lines)
            self.table.setCurrentCell(row + step, column)


def hint_of_questions() -> Message:
    """How questions are typed, for the form."""
    return _(
        "Space changes the kind of answer; choices stand with commas between them. Alt+Up and Alt+Down move a line,"
        " Del takes it out."
    )
