"""The papers of purchases: whichever report of any feature is about a record, found by the record's kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.widgets.report_menu import choice_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


def print_about(desk: Desk, subject: Subject) -> None:
    """Show the paper of a record before it is printed."""
    print_many(desk, subject[0], [subject[1]])


def print_many(desk: Desk, kind: str, ids: Sequence[int]) -> None:
    """Show the first report that is a sheet for each of these records."""
    for feature in desk.features:
        for report in feature.reports:
            choice = choice_of(report, kind, ids) if kind in report.cards else None
            if choice is not None:
                desk.preview_report(report, choice)
                return
    desk.warn(None, UserError(_("There is no paper for this yet.")))
