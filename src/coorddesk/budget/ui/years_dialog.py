"""The fiscal years: opened, changed, closed and reopened; where the money comes from and which accounts there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from coorddesk.budget.queries.year_list import YEAR_COLUMNS, YearFigures, years_with_figures
from coorddesk.budget.rules.words import YearState
from coorddesk.budget.service import delete_year
from coorddesk.budget.ui.list_dialog import ListDialog
from coorddesk.budget.ui.year_dialog import ReopenDialog, YearDialog
from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.service import Deletion
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.record_verbs import RecordVerbs, Ways
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


@dataclass(frozen=True)
class YearQuery:
    """All of them, in an order."""

    text: str = ""
    sort: str = "first_day"
    descending: bool = True


class Years(Source[YearFigures, YearQuery]):
    """Fiscal years as rows of a table."""

    columns = YEAR_COLUMNS
    shown = ("name", "state", "first_day", "last_day", "lines", "opened", "invoiced", "available")
    unsortable = frozenset(column.key for column in YEAR_COLUMNS) - {"first_day"}

    def noun(self, count: int) -> Message:
        """How many years."""
        return _n("{count} fiscal year", "{count} fiscal years", count)

    def ids(self, session: Session, query: YearQuery) -> Sequence[int]:
        """Every year, the latest first or last."""
        ids = [row.id for row in years_with_figures(session)]
        return ids if query.descending else ids[::-1]

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, YearFigures]:
        """Their rows."""
        return {row.id: row for row in years_with_figures(session) if row.id in set(ids)}

    def is_narrowed(self, query: YearQuery) -> bool:
        """Never."""
        return False

    def dots(self) -> Mapping[str, Callable[[YearFigures], Tone | None]]:
        """Which ones still take moves."""
        return {"state": lambda row: Tone.SUCCESS if row.row.state is YearState.OPENED else Tone.MUTED}


class YearVerbs(RecordVerbs):
    """What is done with years besides what is done with any record."""

    def make_own(self) -> None:
        """A key for each."""
        new = partial(make_action, self.desk, self.page)
        self.following = new(_("Open the next year…"), "calendar-clock", "N", self._on_following)
        self.close = new(_("Close the year…"), "lock", "C", self._on_close)
        self.reopen = new(_("Reopen…"), "undo-2", "R", self._on_reopen)

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.following, self.close, self.reopen]

    def refresh(self) -> None:
        """A year is closed once, and only a closed one is reopened."""
        super().refresh()
        row = self.selected()
        is_open = row is not None and row.row.state is YearState.OPENED
        self.close.setEnabled(is_open)
        self.reopen.setEnabled(row is not None and not is_open)
        self.edit.setEnabled(is_open)

    def _on_following(self) -> None:
        row = self.selected()
        if row is not None:
            dialog = YearDialog(self.desk, self.page, None, row)
            dialog.saved.connect(self.added)
            dialog.open()

    def _on_close(self) -> None:
        from coorddesk.budget.ui.close_year_dialog import CloseYearDialog  # once a year

        row = self.selected()
        if row is not None:
            CloseYearDialog(self.desk, self.page, row.id).open()

    def _on_reopen(self) -> None:
        row = self.selected()
        if row is not None:
            ReopenDialog(self.desk, self.page, row).open()


class YearsDialog(ListDialog):
    """Enter shows the situation of a year.

    Signals:
        year_wanted: the id of a year whose situation should be shown.
    """

    year_wanted = Signal(object)
    kinds = frozenset({"fiscal_year", "budget_line", "budget_move"})

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it; `open` reads the years."""
        super().__init__(desk, owner, _("Fiscal years"))
        none = self._none()
        listing = self.make_list("fiscal-years", Years(), (none, none))
        ways = Ways(_("Open a fiscal year"), YearFigures, YearDialog, _delete, _name)
        self.verbs = YearVerbs(desk, self, listing, ways)
        self.fundings = make_action(desk, self, _("Funding sources…"), "hand-helping", "F", self._on_fundings)
        self.accounts = make_action(desk, self, _("Plans of accounts…"), "list-checks", "A", self._on_accounts)
        self.build(self.verbs, _("Enter shows the situation of a year."), [self.fundings, self.accounts])
        listing.activated.connect(self._on_activated)

    def first_query(self) -> YearQuery:
        """Every year, the latest first."""
        return YearQuery()

    def _none(self) -> Emptiness:
        return Emptiness(
            "calendar",
            _("No fiscal year yet"),
            _("A civil or a school year holds the lines of a budget, and all that is spent on them."),
            (Offer(_("Open a fiscal year"), lambda: self.verbs.new.trigger(), "plus"),),  # noqa: PLW0108 - not there yet
        )

    def _on_activated(self, year_id: int) -> None:
        self.accept()
        self.year_wanted.emit(year_id)

    def _on_fundings(self) -> None:
        from coorddesk.budget.ui.fundings_dialog import FundingsDialog  # now and then, here and below

        FundingsDialog(self.desk, self).open()

    def _on_accounts(self) -> None:
        from coorddesk.budget.ui.accounts_dialog import AccountsDialog

        AccountsDialog(self.desk, self).open()


def _delete(session: Session, row: YearFigures) -> None:
    delete_year(session, Deletion(row.id, row.version))


def _name(row: YearFigures) -> str:
    return row.row.name
