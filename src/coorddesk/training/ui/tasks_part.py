"""The checklist on the card of a session: what is done is ticked there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout

from coorddesk.core.messages import _, _p
from coorddesk.training.queries import TaskRow, tasks_of
from coorddesk.training.service import TaskDone, tick_task
from coorddesk.widgets.controls import label, rule
from coorddesk.widgets.lines_part import LinesPart
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class TasksPart(LinesPart):
    """Implements `widgets.card_part.CardPart`; Tab goes from box to box, Space ticks."""

    kinds: frozenset[str] = frozenset()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """Nothing is to be done yet."""
        super().__init__(desk, page)
        self._boxes: dict[int, QCheckBox] = {}
        self._shown: tuple[TaskRow, ...] = ()
        layout = self.stand_in(self.below)
        layout.setSpacing(TIGHT)
        layout.insertWidget(0, rule())
        layout.insertWidget(1, label(desk, _p("training", "Checklist"), TypeScale.STRONG))

    def reader(self) -> Callable[[Session, Subject, Sequence[Subject]], tuple[TaskRow, ...]]:
        """The checklist of a session."""
        return _read

    def show(self, subject: Subject, read: Any) -> None:
        """Show it, unless it is shown already."""
        del subject
        if read != self._shown:
            self._shown = read
            self._fill()
        self.below.setVisible(bool(read))

    def box(self, task_id: int) -> QCheckBox:
        """The box of a line."""
        return self._boxes[task_id]

    def _fill(self) -> None:
        """A line for each: its box, what is to be done, and by when."""
        focused = next((task_id for task_id, box in self._boxes.items() if box.hasFocus()), None)
        grid = QGridLayout(self.anew())
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(TIGHT)
        grid.setVerticalSpacing(TIGHT - 2)
        grid.setColumnStretch(1, 1)
        self._boxes = {}
        for place, task in enumerate(self._shown):
            self._add(grid, place, task)
        if focused in self._boxes:
            self._boxes[focused].setFocus()

    def _add(self, grid: QGridLayout, place: int, task: TaskRow) -> None:
        texts = self._desk.texts
        is_late = task.done_on is None and task.due_on < self._desk.clock.today()
        box = self._boxes[task.id] = QCheckBox()
        box.setChecked(task.done_on is not None)
        said = _("{words}, {day}", words=task.words, day=task.due_on)
        box.setAccessibleName(texts.say(said))
        box.toggled.connect(partial(self._on_ticked, task))
        what = label(self._desk, kind="muted" if task.done_on is not None else "", wrap=True)
        what.setText(task.words)
        when = label(self._desk, kind="error" if is_late else "muted")
        day = _p("task", "done {day}", day=task.done_on) if task.done_on is not None else _("{day}", day=task.due_on)
        when.setText(texts.say(day))
        top = Qt.AlignmentFlag.AlignTop
        beside = max(0, (box.sizeHint().height() - what.fontMetrics().height()) // 2)  # its first line and the box
        for each in (what, when):
            each.setContentsMargins(0, beside, 0, 0)
        box.setFixedWidth(box.sizeHint().width())
        grid.addWidget(box, place, 0, top)
        grid.addWidget(what, place, 1, top)
        grid.addWidget(when, place, 2, top | Qt.AlignmentFlag.AlignRight)

    def _on_ticked(self, task: TaskRow, is_done: bool) -> None:
        day = self._desk.clock.today() if is_done else None
        said = _("Done: {words}", words=task.words) if is_done else _("To be done again: {words}", words=task.words)
        self._desk.operations.change(self.below, partial(_tick, TaskDone(task.id, day)), said=said)


def _read(session: Session, subject: Subject, _pictured: Sequence[Subject]) -> tuple[TaskRow, ...]:
    """In the lane."""
    return tasks_of(session, subject[1])


def _tick(wish: TaskDone, session: Session) -> None:
    """In the lane."""
    tick_task(session, wish)
