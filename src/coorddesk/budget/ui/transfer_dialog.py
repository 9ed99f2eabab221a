"""The dialog of a transfer: from which line to which, how much, and what is free on both before and after."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.budget.queries import LineChoice, decisions, lines_to_choose
from coorddesk.budget.queries.line_list import (
    LineFigures,
)
from coorddesk.budget.rules.words import DecisionKind, OnOverspending
from coorddesk.budget.service import Decided, Decision, Part, decide
from coorddesk.budget.ui.foretold import Foretold
from coorddesk.budget.ui.line_picker import line_picker
from coorddesk.budget.ui.overspent import warned
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, Money, _, _p
from coorddesk.core.options import Option
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 700


class TransferDialog(RecordDialog):
    """A line that lacks money is where it goes to, and how much it lacks is proposed."""

    def __init__(self, desk: Desk, owner: QWidget, year_id: int, row: LineFigures | None = None) -> None:
        """`row` is the line that was selected, if any."""
        self._year_id, self._row = year_id, row
        self._lines: dict[int, LineChoice] = {}
        super().__init__(desk, owner, _("Transfer credits"), _("Transfer"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """From, to, how much."""
        desk = self.desk
        form.add("source", _p("transfer", "From the line"), line_picker(desk, self._year_id), required=True)
        form.add("target", _p("transfer", "To the line"), line_picker(desk, self._year_id), required=True)
        form.add("cents", _("Amount"), AmountEditor(desk), required=True)
        form.add("day", _("Day"), DateEditor(desk, desk.clock), required=True).set_value(desk.clock.today())
        form.add("label", _("Label"), TextEditor(desk), required=True, hint=_("As it is called on paper"))
        form.add("words", _p("transfer", "Why"), TextEditor(desk))
        self.told = form.add("told", _("What comes of it"), Foretold(desk), wide=True)
        if self._row is not None:
            self._begin_with(self._row)
        form.changed.connect(self._say)

    def loading(self) -> Callable[[Session], Loaded]:
        """What is free on the lines, and what it would be called."""
        return partial(_load, self._year_id)

    def _on_loaded(self, loaded: Loaded) -> None:
        self._lines = {each.id: each for each in loaded.values["lines"]}
        self.form.editor("label").set_value(self.desk.texts.say(_("Transfer {number}", number=loaded.values["number"])))
        self._say()
        self.version = loaded.version
        self._set_busy(busy=False)
        self.form.settle()
        lacks = self._row is not None and self._row.figures.free < 0
        self.form.editor("source" if self._row is None or lacks else "target").setFocus()

    def data(self) -> Decision:
        """The wish."""
        said = self.form.values()
        if said["source"] == said["target"]:
            raise UserError(_("Choose two lines."), field="target")
        if not said["cents"]:
            raise UserError(_("Say how much."), field="cents")
        parts = (Part(said["source"], -said["cents"]), Part(said["target"], said["cents"]))
        return Decision(self._year_id, DecisionKind.TRANSFER, said["label"], said["day"], parts, said["words"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_decide, wish)

    def said(self, result: Any) -> Message:
        """That it is written, and what to look at."""
        decided: Decided = result
        return warned(_("“{name}” written.", name=self.form.editor("label").value()), decided.posted.overspent)

    def show_error(self, error: UserError) -> None:
        """A refusal of lines is about the one that gives."""
        fields = {"line": "source", "parts": "target"}
        super().show_error(UserError(error.message, field=fields.get(error.field or "", error.field)))

    def _begin_with(self, row: LineFigures) -> None:
        lacks = row.figures.free < 0
        self.form.editor("target" if lacks else "source").set_value(Option(row.id, row.called))
        if lacks:
            self.form.editor("cents").set_value(-row.figures.free)

    def _say(self) -> None:
        """What is free on both lines now and then; what goes wrong stands apart."""
        self.told.say(self._foreseen())
        self.grow()

    def _foreseen(self) -> Iterator[tuple[Message, bool]]:
        try:
            cents = self.form.editor("cents").value() or 0
        except UserError:
            return
        for key, sign in (("source", -1), ("target", 1)):
            editor: Any = self.form.editor(key)
            line = None if editor.picked is None else self._lines.get(editor.picked.id)
            if line is not None:
                yield _foretold(line, line.free + sign * cents, sign)


def _foretold(line: LineChoice, after: int, sign: int) -> tuple[Message, bool]:
    said = {"line": line.name, "now": Money(line.free), "then": Money(after)}
    if after >= 0 or sign > 0:
        return _("“{line}”: {now} free now, {then} then", **said), False
    if line.on_overspending is OnOverspending.BLOCK:
        return _("“{line}”: {now} free now, {then} then, which it refuses", **said), True
    return _("“{line}”: {now} free now, {then} then: overspent", **said), True


def _load(year_id: int, session: Session) -> Loaded:
    """In the lane."""
    number = sum(each.kind is DecisionKind.TRANSFER for each in decisions(session, year_id)) + 1
    return Loaded(0, {"lines": lines_to_choose(session, year_id=year_id), "number": number})


def _decide(wish: Decision, session: Session) -> Decided:
    """In the lane."""
    return decide(session, wish)
