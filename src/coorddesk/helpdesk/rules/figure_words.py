"""What figures and their periods are called."""

from __future__ import annotations

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.directory.rules import school_year_title
from coorddesk.helpdesk.rules.figures import Figure, Period, Span, span_of

FIGURE_TITLES: dict[Figure, Message] = {
    Figure.RECEIVED: _("Received"),
    Figure.RESOLVED: _p("figures", "Resolved"),
    Figure.CANCELLED: _p("figures", "Cancelled"),
    Figure.BACKLOG: _("Open at the end"),
    Figure.ANSWERED: _p("figures", "First answer"),
    Figure.ANSWERED_IN_TIME: _("Answered in time"),
    Figure.ANSWERED_LATE: _("Answered too late"),
    Figure.RESOLVED_IN_TIME: _("Resolved in time"),
    Figure.RESOLVED_LATE: _("Resolved too late"),
    Figure.REOPENED: _p("figures", "Reopened"),
    Figure.SATISFIED: _("Satisfied"),
    Figure.SCORED: _p("ticket", "Satisfaction"),
    Figure.OF_CATEGORY: _("Received by category"),
    Figure.OF_PLACE: _("Received by place"),
    Figure.OF_MODEL: _("Received by device model"),
    Figure.OF_CAUSE: _("Resolved by cause"),
}
NOT_SAID = _p("figures", "Not said")


def said_period(period: Period) -> Message:
    """A month, a year, a school year, or from which month to which."""
    if period == span_of(Span.MONTH, period.first):
        return _("{month}/{year}", month=f"{period.first.month:02}", year=str(period.first.year))
    if period == span_of(Span.YEAR, period.first):
        return verbatim(str(period.first.year))
    if period == span_of(Span.SCHOOL_YEAR, period.first):
        return verbatim(school_year_title(period.first.year))
    first, last = period.months[0], period.months[-1]
    return _(
        "{first_month}/{first_year} to {last_month}/{last_year}",
        first_month=f"{first.first.month:02}",
        first_year=str(first.first.year),
        last_month=f"{last.first.month:02}",
        last_year=str(last.first.year),
    )
