"""The figures of training on screen: of a month, a year, a school year or any days, of all or of one course."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.directory.queries import place_options, supplier_options
from coorddesk.helpdesk.rules.figure_words import said_period
from coorddesk.helpdesk.rules.figures import Period, Span, moved, span_of
from coorddesk.training.queries import course_options
from coorddesk.training.queries.figures import FigureQuery, first_session
from coorddesk.training.reports.figure_lines import Told, span_shown, told
from coorddesk.training.reports.figures import FIGURES, of_year
from coorddesk.training.ui.figures_view import FiguresView
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.charts import FiguresWindow
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.tokens import SNUG, TIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

_SHOWN_AT_ONCE = 18
_DAY_WIDTH, _LEAST_PICKER = 132, 100
_KINDS = {
    *("training_session", "session_slot", "session_partner", "registration", "attendance", "headcount"),
    *("support_log", "survey_response", "course", "place", "supplier"),
}
_SPANS: dict[Span | None, Message] = {
    Span.MONTH: _p("figures", "By month"),
    Span.YEAR: _p("figures", "By year"),
    Span.SCHOOL_YEAR: _p("figures", "By school year"),
    None: _p("figures", "Any days"),
}


class _Read(NamedTuple):
    told: Told
    first: date | None


class FiguresDialog(FiguresWindow):
    """What it wants shown is the `Behind` of a figure."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it; `begin` reads the figures of this year."""
        self.view = FiguresView(desk)
        super().__init__(desk, owner, _("Figures of training"), self.view)
        self._since = desk.clock.today()
        self.query = of_year(desk.clock.today())
        self._make_fields()
        self._make_actions()
        self._lay_out()
        self._connect()
        self._show_span(Span.YEAR)

    def begin(self, query: FigureQuery | None = None) -> None:
        """Show the figures: as they were left, unless a period is asked for."""
        self.come_forward()
        if query is not None:
            self._show_span(span_shown(query))
        self.show_query(query or self.query)

    def show_query(self, query: FigureQuery) -> None:
        """Show other days, or those of something else."""
        self.query = query
        self.first.set_value(query.first)
        self.last.set_value(query.last)
        self._offer_periods()
        self._read()

    def _make_fields(self) -> None:
        desk, say = self._desk, self._desk.texts.say
        self.span, self.choice = QComboBox(), QComboBox()
        self.span.setAccessibleName(say(_("How long the period is")))
        self.choice.setAccessibleName(say(_("Period")))
        self.choice.setMaxVisibleItems(_SHOWN_AT_ONCE)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for span, title in _SPANS.items():
            self.span.addItem(say(title), span)
        self.first, self.last = DateEditor(desk, desk.clock), DateEditor(desk, desk.clock)
        for editor, name in ((self.first, _p("figures", "First day")), (self.last, _p("figures", "Last day"))):
            editor.setFixedWidth(_DAY_WIDTH)
            editor.control.setAccessibleName(say(name))
        self.pickers = {
            "course": RecordPicker(desk, course_options, hint=_("All courses")),
            "place": RecordPicker(desk, place_options, hint=_("All places")),
            "partner": RecordPicker(desk, supplier_options, hint=_("All partners")),
        }
        for picker, name in zip(
            self.pickers.values(), (_p("training", "Course"), _("Place"), _p("training", "Partner")), strict=True
        ):
            picker.setMinimumWidth(_LEAST_PICKER)
            picker.control.setAccessibleName(say(name))

    def _make_actions(self) -> None:
        new = partial(make_action, self._desk, self)
        self.earlier = new(_("Earlier"), "chevron-left", "Alt+Left", lambda: self._move(-1))
        self.later = new(_("Later"), "chevron-right", "Alt+Right", lambda: self._move(1))
        self.print = new(
            _("Print or save…"), "printer", "Ctrl+P", lambda: self._desk.preview_report(FIGURES, self.query)
        )

    def _connect(self) -> None:
        self.span.activated.connect(self._on_span_chosen)
        self.choice.activated.connect(lambda _place: self._show_period(self.choice.currentData()))
        for day in (self.first, self.last):
            day.line.editingFinished.connect(self._on_days_typed)
            day.picked.connect(self._on_days_typed)
        for picker in self.pickers.values():
            picker.changed.connect(self._on_narrowed)
        self._desk.operations.committed.connect(self._on_committed)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(TIGHT)
        top.addWidget(self.span)
        for made in (tool_button(self.earlier, words=False), self.choice, tool_button(self.later, words=False)):
            top.addWidget(made)
        top.addWidget(self.first)
        top.addWidget(self.last)
        top.addSpacing(SNUG)
        for picker in self.pickers.values():
            top.addWidget(picker, 1)
        top.addSpacing(SNUG)
        top.addWidget(tool_button(self.print))
        self.lay_out(top, _("Click a figure, or press Enter on it, to see its sessions."))

    def _show_span(self, span: Span | None) -> None:
        """Periods of one length to choose from, or two days to type."""
        self.span.setCurrentIndex(list(_SPANS).index(span))
        for made in (self.first, self.last):
            made.setVisible(span is None)
        self.choice.setVisible(span is not None)

    def _offer_periods(self) -> None:
        """All periods since the first session, the latest first, and the one that is shown."""
        shown = Period(self.query.first, self.query.last)
        span = span_shown(self.query)
        self.later.setEnabled(moved(shown, 1).first <= self._desk.clock.today())
        self.choice.clear()
        if span is None:
            return
        now = span_of(span, self._desk.clock.today())
        periods = {shown, now}
        while now.first > self._since:
            now = moved(now, -1)
            periods.add(now)
        for period in sorted(periods, key=lambda each: each.first, reverse=True):
            self.choice.addItem(self._desk.texts.say(said_period(period)), period)
        self.choice.setCurrentText(self._desk.texts.say(said_period(shown)))

    def _show_period(self, period: Period) -> None:
        self.show_query(replace(self.query, first=period.first, last=period.last))

    def _move(self, steps: int) -> None:
        """Any days go on by as many whole months as they touch."""
        self._show_period(moved(Period(self.query.first, self.query.last), steps))

    def _read(self) -> None:
        query = self.query

        def read(session: Session) -> _Read:
            return _Read(told(session, query), first_session(session))

        self._desk.operations.read(self, read, self._show, replaces="figures")

    def _show(self, read: _Read) -> None:
        if read.first is not None and read.first != self._since:
            self._since = read.first
            self._offer_periods()
        self.view.show_figures(read.told)

    def _on_span_chosen(self) -> None:
        """Of the days shown, go to the last that was not still to come."""
        span = list(_SPANS)[self.span.currentIndex()]
        self._show_span(span)
        if span is not None:
            self._show_period(span_of(span, min(self.query.last, self._desk.clock.today())))

    def _on_days_typed(self) -> None:
        try:
            first, last = self.first.value(), self.last.value()
        except UserError:
            return  # it is being typed
        if first is not None and last is not None and first <= last and not self.first.isHidden():
            wanted = replace(self.query, first=first, last=last)
            if wanted != self.query:
                self.show_query(wanted)

    def _on_narrowed(self) -> None:
        picked = {key: picker.picked for key, picker in self.pickers.items()}
        if any(picker.picked is None and picker.line.text() for picker in self.pickers.values()):
            return  # it is being typed
        ids: dict[str, Any] = {key: None if option is None else option.id for key, option in picked.items()}
        wanted = replace(self.query, **ids)
        if wanted != self.query:
            self.show_query(wanted)

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS and self.isVisible():
            self._read()
