"""The form of a fiscal year: opened, changed, or opened from another with its lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.budget.queries import fiscal_years, year_as_written
from coorddesk.budget.queries.year_list import YearFigures
from coorddesk.budget.rules.words import CHART_TITLES, COUNTING_TITLES, Chart, Counting
from coorddesk.budget.rules.years import Span
from coorddesk.budget.service import (
    NextYear,
    Reopening,
    YearDetails,
    YearEdit,
    create_year,
    edit_year,
    lay_down_plan,
    next_details,
    open_next_year,
    reopen_year,
)
from coorddesk.budget.ui.line_picker import year_picker
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 700
_OWN = ("name", "first_day", "last_day", "counts", "chart", "notes")
_SEPTEMBER = 9


@dataclass(frozen=True)
class _Opening:
    """A year to open, and whether the accounts of its plan are laid down with it."""

    details: YearDetails
    with_plan: bool
    after: int | None = None


class YearDialog(RecordDialog):
    """Civil or school year: the days follow from that, and its name from the days, until somebody says otherwise."""

    def __init__(
        self, desk: Desk, owner: QWidget, edited: YearFigures | None, after: YearFigures | None = None
    ) -> None:
        """`edited` is the year to change; `after` the one that a new year goes on from, with its lines."""
        self._edited, self._after = edited, after
        self._named = ""
        self._day = desk.clock.today()
        title, save = _("Open a fiscal year"), _("Open")
        if after is not None:
            title = _("Open the year after {name}", name=after.row.name)
        if edited is not None:
            title, save = _("Edit the fiscal year {name}", name=edited.row.name), _("Save")
        super().__init__(desk, owner, title, save)
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        if self._edited is None and self._after is None:
            spans = ChoiceEditor(desk, [(False, _("Civil year")), (True, _("School year"))])
            form.add("is_school", _p("fiscal year", "Kind"), spans)
            spans.changed.connect(self._on_kind)
        form.add("name", _("Name"), TextEditor(desk), required=True)
        for key, title in (("first_day", _("First day")), ("last_day", _("Last day"))):
            form.add(key, title, DateEditor(desk, desk.clock), required=True).changed.connect(self._on_days)
        hint = _("What counts against the lines; it stays once anything is written on them.")
        counting = ChoiceEditor(desk, list(COUNTING_TITLES.items()))
        form.add("counts", _p("fiscal year", "Counts amounts"), counting, hint=hint)
        hint = _("Whose accounts its lines are offered")
        form.add("chart", _("Plan of accounts"), ChoiceEditor(desk, list(CHART_TITLES.items())), hint=hint)
        if self._edited is None and self._after is None:
            form.add(
                "with_plan", _("Plan of accounts"), YesNoEditor(desk, _("Lay down the usual accounts of this plan"))
            )
        if self._after is None:
            hint = _("With which it is compared, and whose open commitments it takes over")
            form.add("previous", _p("fiscal year", "Goes on from"), year_picker(desk), hint=hint)
        form.add("notes", _("Notes"), NotesEditor(desk, 2), wide=True)
        if self._edited is None and self._after is None:
            form.editor("counts").set_value(Counting.GROSS)
            form.editor("chart").set_value(Chart.M57)
            form.editor("with_plan").set_value(value=True)
            self._show_span(_civil(self._day))

    def loading(self) -> Callable[[Session], Loaded]:
        """The year to change, or what is proposed for a new one."""
        if self._edited is not None:
            return partial(_load, self._edited)
        return partial(_propose_first, self._day) if self._after is None else partial(_propose, self._after.id)

    def _on_loaded(self, loaded: Loaded) -> None:
        self._named = str(loaded.values.get("name", self._named))
        self._day = loaded.values.get("first_day", self._day)
        super()._on_loaded(loaded)

    def data(self) -> _Opening | YearEdit:
        """The wish."""
        said = self.form.values()
        previous = said.pop("previous", None)
        with_plan = said.pop("with_plan", False)
        said.pop("is_school", None)
        details = YearDetails(**said, previous_id=previous)
        if self._edited is not None:
            assert self.version is not None
            return YearEdit(self._edited.id, self.version, details)
        return _Opening(details, with_plan, None if self._after is None else self._after.id)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is open, or as it should be."""
        name = self.form.editor("name").value()
        if self._edited is not None:
            return _("Fiscal year {name} saved.", name=name)
        return _("Fiscal year {name} opened.", name=name)

    def _on_kind(self) -> None:
        self._show_span(_school(self._day) if self.form.editor("is_school").value() else _civil(self._day))

    def _on_days(self) -> None:
        """The name follows the days, unless somebody gave another."""
        name = self.form.editor("name")
        try:
            first, last = (self.form.editor(key).value() for key in ("first_day", "last_day"))
        except UserError:
            return
        if first is not None and last is not None and name.value() in {"", self._named}:
            self._named = Span(first, last).name
            name.set_value(self._named)

    def _show_span(self, span: Span) -> None:
        self.form.editor("first_day").set_value(span.first)
        self.form.editor("last_day").set_value(span.last)
        self._on_days()


class ReopenDialog(RecordDialog):
    """A closed year is opened again for a reason, which stays with it."""

    def __init__(self, desk: Desk, owner: QWidget, year: YearFigures) -> None:
        """`year` is as its reader sees it."""
        self._year = year
        super().__init__(desk, owner, _("Reopen the fiscal year {name}", name=year.row.name), _("Reopen"), columns=1)

    def build(self, form: Form) -> None:
        """Why."""
        hint = _("Whoever checks the accounts reads this in the history of the year.")
        form.add("reason", _p("reopening", "Why"), NotesEditor(self.desk, 3), required=True, hint=hint)

    def data(self) -> Reopening:
        """The wish."""
        return Reopening(self._year.id, self._year.version, self.form.values()["reason"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_reopen, wish)

    def said(self, result: Any) -> Message:
        """That it is open."""
        return _("Fiscal year {name} opened again.", name=self._year.row.name)


def _load(edited: YearFigures, session: Session) -> Loaded:
    """In the lane."""
    details = year_as_written(session, edited.id)
    previous = next((each for each in fiscal_years(session) if each.id == details.previous_id), None)
    own = {key: getattr(details, key) for key in _OWN}
    return Loaded(edited.version, own | {"previous": previous and Option(previous.id, previous.name)})


def _propose_first(today: date, session: Session) -> Loaded:
    """In the lane: the year we are in, or what follows the latest where that has begun."""
    latest = max(fiscal_years(session), key=lambda each: each.last_day, default=None)
    if latest is None or latest.last_day < today:
        return Loaded(0, {})
    span = Span(latest.first_day, latest.last_day).next
    days = {"name": span.name, "first_day": span.first, "last_day": span.last}
    previous = Option(latest.id, latest.name)
    is_school = span.first.month == _SEPTEMBER
    counted = {"counts": latest.counts, "chart": latest.chart}
    return Loaded(0, {"is_school": is_school, **days, **counted, "previous": previous})


def _propose(after: int, session: Session) -> Loaded:
    """In the lane."""
    details = next_details(session, after)
    return Loaded(0, {key: getattr(details, key) for key in _OWN})


def _save(wish: _Opening | YearEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, YearEdit):
        edit_year(session, wish)
        return wish.id
    if wish.after is not None:
        return open_next_year(session, NextYear(wish.after, wish.details))
    year_id = create_year(session, wish.details)
    if wish.with_plan:
        lay_down_plan(session, wish.details.chart)
    return year_id


def _reopen(wish: Reopening, session: Session) -> None:
    """In the lane."""
    reopen_year(session, wish)


def _civil(today: date) -> Span:
    return Span(date(today.year, 1, 1), date(today.year, 12, 31))


def _school(today: date) -> Span:
    year = today.year if today.month >= _SEPTEMBER else today.year - 1
    return Span(date(year, _SEPTEMBER, 1), date(year + 1, _SEPTEMBER, 1) - timedelta(days=1))
