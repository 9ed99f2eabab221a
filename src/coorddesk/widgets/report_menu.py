"""The ways onto paper from a list or a card: a menu of the reports that are about what is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from coorddesk.core.messages import _
from coorddesk.widgets.actions import gather, make_action

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coorddesk.reporting.kind import ReportKind
    from coorddesk.widgets.desk import Desk

KEYS = "Ctrl+Shift+P"


def print_records(desk: Desk, page: QWidget, kind: str, selected: Callable[[], Sequence[int]]) -> QAction:
    """An action with a menu of every report, of any feature, about the selected records of a kind (a table's name).

    Several records can be asked of a report whose choice is a number of them: a sheet for each.
    """
    menu = QMenu(page)

    def fill() -> None:
        menu.clear()
        reports = [each for feature in desk.features for each in feature.reports if kind in each.cards]
        asked = [(report, choice_of(report, kind, selected())) for report in reports]
        for report, choice in sorted(asked, key=lambda pair: not isinstance(pair[1], Sequence)):  # sheets before lists
            entry = menu.addAction(desk.texts.say(_("{report}…", report=report.title)).replace("&", "&&"))
            entry.setEnabled(choice is not None)
            entry.triggered.connect(partial(desk.preview_report, report, choice))

    def show() -> None:
        menu.popup(page.mapToGlobal(page.rect().center()) if page.isVisible() else QCursor.pos())

    menu.aboutToShow.connect(fill)
    action = make_action(desk, page, _("Print…"), "printer", KEYS, show)
    action.setMenu(menu)
    return action


def print_lists(
    desk: Desk, page: QWidget, reports: Sequence[ReportKind], choice: Callable[[], object]
) -> list[QAction]:
    """An action for each report about a list as it is filtered."""

    def preview(report: ReportKind) -> None:
        desk.preview_report(report, choice())

    made = [
        make_action(desk, page, _("{report}…", report=report.title), "printer", "", partial(preview, report))
        for report in reports
    ]
    gather(desk, _("Reports"), made)
    return made


def choice_of(report: ReportKind, kind: str, ids: Sequence[int]) -> Any:
    """What a report is asked for some records of a kind; None where it cannot be about these."""
    choices = [report.choose((kind, record_id)) for record_id in ids]
    if len(choices) == 1:
        return choices[0]
    if not choices or not all(isinstance(each, Sequence) for each in choices):
        return None
    return tuple(chain.from_iterable(choices))
