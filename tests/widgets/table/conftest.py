from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coorddesk.core.messages import _
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.table.record_list import RecordList
from tests.widgets.sample import SampleDesk, SupplierQuery, Suppliers, add_suppliers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from coorddesk.core.database import Database

MakeList = Callable[..., RecordList]


class Bench:
    """A list of suppliers on screen, and what a test does around it."""

    def __init__(self, desk: SampleDesk, database: Database, qtbot: QtBot) -> None:
        self.desk = desk
        self.database = database
        self.source = Suppliers()
        self.pressed: list[str] = []
        self._qtbot = qtbot

    def add(self, names: Sequence[str]) -> None:
        """Write suppliers; their ids go up in the order of the names."""
        with self.database.transaction(_("Prepare")) as session:
            add_suppliers(session, names)

    def run(self, statement: str) -> None:
        """Change suppliers behind everybody's back."""
        with self.database.transaction(_("Prepare")) as session:
            session.connection().exec_driver_sql(statement)

    def open(self, query: SupplierQuery | None = None, source: Suppliers | None = None) -> RecordList:
        """Show a list, and wait until it stands."""
        none_yet = Emptiness(
            "package", _("No supplier yet"), None, (Offer(_("New"), lambda: self.pressed.append("new")),)
        )
        none_found = Emptiness("search", _("Nothing found"))
        made = RecordList(self.desk, "suppliers", source or self.source, _("Suppliers"), (none_yet, none_found))
        self._qtbot.addWidget(made)
        made.resize(800, 400)
        with self._qtbot.waitExposed(made):
            made.show()
        self.show_query(made, query or SupplierQuery())
        return made

    def show_query(self, made: RecordList, query: SupplierQuery) -> None:
        """Show another query, and wait until it is read and painted."""
        self.after(made, lambda: made.show_query(query))

    def reload(self, made: RecordList) -> None:
        """Read again, and wait until it is read and painted."""
        self.after(made, made.reload)

    def after(self, made: RecordList, act: Callable[[], Any]) -> None:
        """Wait for the arrival that `act` brings about."""
        with self._qtbot.waitSignal(made.model.arrived):
            act()
        self.settle(made)

    def settle(self, made: RecordList) -> None:
        """Wait until everything in sight is painted with its text."""
        made.table.viewport().repaint()
        self._qtbot.waitUntil(lambda: not made.model.pages.is_fetching)
        made.table.viewport().repaint()

    def names(self, made: RecordList) -> list[str]:
        """The names in the order of the list."""
        return [made.model.cell(row, 0) for row in range(made.model.rowCount())]

    def click_heading(self, made: RecordList, column: int) -> None:
        """Click on a column's title."""
        header = made.table.horizontalHeader()
        place = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
        position = header.rect().center()
        position.setX(place)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=position)


@pytest.fixture
def bench(desk: SampleDesk, desk_database: Database, qtbot: QtBot) -> Bench:
    return Bench(desk, desk_database, qtbot)
