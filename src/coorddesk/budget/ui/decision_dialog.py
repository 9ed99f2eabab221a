"""The dialog of a decision: a budget that is voted, an amendment, a supplementary budget, a transfer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.budget.queries import decisions
from coorddesk.budget.queries.line_list import (
    line_figures,
    shown_year,
)
from coorddesk.budget.rules.line_query import LineQuery
from coorddesk.budget.rules.words import DECISION_TITLES, DecisionKind
from coorddesk.budget.service import Decided, Decision, decide
from coorddesk.budget.ui.credits_editor import Credits, CreditsEditor
from coorddesk.budget.ui.overspent import warned
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import button
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 860
_KINDS = (DecisionKind.INITIAL, DecisionKind.AMENDMENT, DecisionKind.SUPPLEMENTARY, DecisionKind.TRANSFER)


@dataclass(frozen=True)
class _Begun:
    """What a decision is written on: the year's name, its lines, and how many decisions of each kind it has."""

    year: str
    credits: Credits
    counts: Mapping[DecisionKind, int] = field(default_factory=dict)


class DecisionDialog(RecordDialog):
    """A grid of the year's lines; Enter goes from amount to amount."""

    def __init__(self, desk: Desk, owner: QWidget, year_id: int, kind: DecisionKind | None = None) -> None:
        """`kind` is chosen by what the year has so far, unless it is said."""
        self._year_id, self._kind = year_id, kind
        self._begun = _Begun("", Credits((), {}))
        self._proposed = ""
        super().__init__(desk, owner, _("Decide on credits"), _("Write into the ledger"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """What it is, and what each line gets."""
        desk = self.desk
        kinds = form.add("kind", _("Decision"), ChoiceEditor(desk, [(each, DECISION_TITLES[each]) for each in _KINDS]))
        hint = _("As it is called on paper")
        form.add("label", _("Label"), TextEditor(desk), required=True, hint=hint)
        form.add("day", _("Voted on"), DateEditor(desk, desk.clock), required=True).set_value(desk.clock.today())
        form.add("words", _("Notes"), TextEditor(desk))
        self.credits = form.add("parts", _("Credits"), CreditsEditor(desk), wide=True)
        self.take_over = button(desk, _("Take over the year before"))
        self.take_over.clicked.connect(self._on_take_over)
        kinds.changed.connect(self._on_kind)

    def open(self) -> None:
        """Show it, and read the lines of the year."""
        self.add_button(self.take_over)
        super().open()

    def loading(self) -> Callable[[Session], Loaded]:
        """The lines with what is on them, and what the decision would be called."""
        return partial(_load, self._year_id, self._kind, self.desk.clock.today())

    def _on_loaded(self, loaded: Loaded) -> None:
        begun = loaded.values["begun"]
        assert isinstance(begun, _Begun)
        self._begun = begun
        super()._on_loaded(loaded)
        self._on_kind()
        self.form.settle()
        self.credits.setFocus()

    def data(self) -> Decision:
        """The wish."""
        said, parts = self.form.values(), self.credits.parts()
        if not parts:
            raise UserError(_("Say which lines get how much."), field="parts")
        return Decision(self._year_id, said["kind"], said["label"], said["day"], parts, said["words"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_decide, wish)

    def said(self, result: Any) -> Message:
        """That it is written, and what to look at."""
        decided: Decided = result
        return warned(_("“{name}” written.", name=self.form.editor("label").value()), decided.posted.overspent)

    def _on_kind(self) -> None:
        """Propose what it is called, unless somebody said so."""
        editor = self.form.editor("label")
        if editor.value() in {"", self._proposed}:
            kind = self.form.editor("kind").value()
            number = self._begun.counts.get(kind, 0) + 1
            self._proposed = self.desk.texts.say(_called(kind, self._begun.year, number))
            editor.set_value(self._proposed)
        self.take_over.setVisible(self.form.editor("kind").value() is DecisionKind.INITIAL)

    def _on_take_over(self) -> None:
        self.credits.take_over(lambda row: row.before.opened)
        self.credits.setFocus()


def _called(kind: DecisionKind, year: str, number: int) -> Message:
    if kind is DecisionKind.INITIAL:
        return _("Initial budget {year}", year=year)
    if kind is DecisionKind.SUPPLEMENTARY:
        return _("Supplementary budget {year}", year=year)
    if kind is DecisionKind.TRANSFER:
        return _("Transfer {number}", number=number)
    return _("Amendment {number}", number=number)


def _load(year_id: int, kind: DecisionKind | None, today: date, session: Session) -> Loaded:
    """In the lane: a year without credits is voted first."""
    year = shown_year(session, year_id, today)
    counts = Counter(each.kind for each in decisions(session, year_id))
    shown = Credits(line_figures(session, LineQuery(year_id=year_id), today), {})
    begun = _Begun("" if year is None else year.name, shown, counts)
    first = DecisionKind.AMENDMENT if counts[DecisionKind.INITIAL] else DecisionKind.INITIAL
    return Loaded(0, {"kind": kind or first, "parts": shown, "begun": begun})


def _decide(wish: Decision, session: Session) -> Decided:
    """In the lane."""
    return decide(session, wish)
