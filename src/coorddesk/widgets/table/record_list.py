"""A list of records as a page shows it: the table, what stands there when it is empty, and the lines below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.table.clipboard import Clipboard
from coorddesk.widgets.table.columns import Columns
from coorddesk.widgets.table.explained import ExplainedFigures
from coorddesk.widgets.table.foot import Foot, worth_saying
from coorddesk.widgets.table.group_choice import GroupChoice
from coorddesk.widgets.table.menus import ListMenus
from coorddesk.widgets.table.model import RecordModel
from coorddesk.widgets.table.place import Place
from coorddesk.widgets.table.sorting import Sorting
from coorddesk.widgets.table.stage import Stage
from coorddesk.widgets.table.standing import Standing
from coorddesk.widgets.table.total_row import TotalRow
from coorddesk.widgets.table.totals import Totals
from coorddesk.widgets.table.view import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QAction

    from coorddesk.core.errors import UserError
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.source import Source


class RecordList(QWidget):
    """Shows what a query finds; reading it again keeps selection, current record and scroll.

    Signals:
        activated: the id of the record to open: double-clicked, or current when Enter was pressed.
        selection_changed: `selected_ids()` are others, or the records behind them were read again.
        query_changed: the query, sorted another way by its user.
    """

    activated = Signal(int)
    selection_changed = Signal()
    query_changed = Signal(object)

    def __init__(
        self, desk: Desk, name: str, source: Source[Any, Any], title: Message, emptiness: tuple[Emptiness, Emptiness]
    ) -> None:
        """Build it unread. `name` is its key in the desk's memory, `title` what a screen reader calls it.

        `emptiness` says what to show when there is no record yet, and when the query finds none.
        """
        super().__init__()
        self._desk = desk
        self.source = source
        self._none_yet, self._none_found = emptiness
        self._query: Any = None
        self._wished: tuple[int, ...] = ()
        self.menu_actions: list[QAction] = []
        """What the context menu offers above copying."""
        self.model = RecordModel(desk, source, self)
        self.table = RecordTable(desk, self.model)
        self.table.setAccessibleName(desk.texts.say(title))
        self.columns = Columns(desk, name, source, self.table.horizontalHeader())
        self.sorting = Sorting(desk, name, source, self.table.horizontalHeader())
        self.groups = GroupChoice(desk, name, source, self.model.headings, self)
        self.clipboard = Clipboard(desk, source, self.table, self.columns, self.groups)
        self.totals = Totals(desk, source, self)
        self.standing = Standing(self.columns, self.sorting, self.groups, self._show_groups)
        self._place = Place(self.table, self.model)
        self._build()
        self._connect()
        self._menus = ListMenus(
            self.table, self.foot, self.columns, self.groups, lambda: (self.menu_actions, self.clipboard.actions)
        )
        self.figures = ExplainedFigures(source, self.table, self.total_row)

    @property
    def query(self) -> Any:
        """The query shown, or being read."""
        return self._query

    def show_query(self, query: Any) -> None:
        """Read what another query finds. The first one is sorted as its user left the list."""
        if self._query is None:
            query = self.sorting.as_left(query)
        self._query = query
        self.sorting.show(query)
        self.reload()

    def reload(self) -> None:
        """Read the same query again."""
        if self._query is not None:
            self.totals.wait()
            self.model.load(self._query, self.groups.by)

    def renew_columns(self) -> None:
        """Show the columns that the source has now, and read everything again."""
        self.model.renew_columns()
        self.columns.renew()
        self.reload()

    def selected_ids(self) -> list[int]:
        """The ids of the selected records, from the top down."""
        return self.table.selected_ids()

    def current_id(self) -> int | None:
        """The id of the record that the keyboard is on; None on a heading."""
        row = self.table.current_row()
        return None if row is None or self.model.ids[row] < 0 else self.model.ids[row]

    def row(self, record_id: int) -> Any | None:
        """The row of a record, if it was painted lately."""
        return self.model.pages.row(record_id)

    def select(self, ids: Iterable[int]) -> None:
        """Select records and show the first; those not in the list yet are waited for until it is read again."""
        wanted = tuple(ids)
        found = self._place.select(wanted)
        self._wished = wanted if found < len(wanted) else ()

    def _build(self) -> None:
        self._stage = Stage(self._desk, self.table)
        self.total_row = TotalRow(self._desk, self.table)
        self.foot = Foot(self._desk, groupable=bool(self.source.groupable))
        self._show_groups()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stage, 1)
        layout.addWidget(self.total_row)
        layout.addWidget(self.foot)
        hand_focus_on(self, self._stage.part)

    def _connect(self) -> None:
        self.table.setSortingEnabled(True)
        self.model.sort_wanted.connect(self.sorting.on_heading_clicked)
        self.sorting.wanted.connect(self._on_sort_wanted)
        self.columns.sort_wanted.connect(self._on_sort_wanted)
        self.groups.changed.connect(self._on_groups_changed)
        self.groups.records_wanted.connect(self.select)
        self.totals.changed.connect(self._say_found)
        self.model.arrived.connect(self._on_arrived)
        self.model.failed.connect(self._on_failed)
        self.table.opened.connect(lambda row: self.activated.emit(self.model.ids[row]))
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def _on_arrived(self) -> None:
        if self.model.ids:
            self._stage.show_table()
        else:
            self._stage.show_emptiness(self._none_found if self.source.is_narrowed(self._query) else self._none_yet)
        if self._wished:
            wished, self._wished = self._wished, ()
            self._place.select(wished)
        current = self._stage.currentWidget()
        if current is not None and self.window().focusWidget() is self:
            current.setFocus()
        self.totals.of_query(self._query)
        self._on_selection_changed()

    def _on_failed(self, error: UserError) -> None:
        self._stage.show_emptiness(
            Emptiness("circle-alert", error.message, None, (Offer(_("Try again"), self.reload),))
        )

    def _on_selection_changed(self) -> None:
        if self._place.is_moving:
            return
        self.totals.of_selection(self.selected_ids() if self.table.selected_ranges() else ())
        self._say_found()
        self.selection_changed.emit()

    def _say_found(self) -> None:
        headings = self.model.headings
        count = headings.count() if headings.are_shown else len(self.model.ids)
        selected = self.totals.selected_count
        sums = self.totals.selected if selected else self.totals.found
        self.foot.say(self.source.noun(count), selected, worth_saying(sums, self.source.columns, selected or count))
        self.total_row.show_sums(self.totals.found)

    def _on_groups_changed(self) -> None:
        self._show_groups()
        self.reload()

    def _show_groups(self) -> None:
        self.foot.show_groups(self.groups.title)

    def choose_groups(self) -> None:
        """Open the menu of groups."""
        self._menus.choose_groups()

    def _on_sort_wanted(self, key: str, descending: bool) -> None:
        self.show_query(self.sorting.choose(self._query, key, descending=descending))
        self.query_changed.emit(self._query)


def with_selected(listing: RecordList, work: Callable[[list[Any]], object]) -> None:
    """Do something with the rows of all records selected in a list; those that were never painted are read first."""
    listing.model.pages.with_rows(listing.selected_ids(), work)
