from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from shiboken6 import isValid

from coorddesk.core.errors import Surroundings
from coorddesk.core.messages import verbatim
from tests.widgets.sample import SupplierQuery, SupplierRow, Suppliers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pytestqt.qtbot import QtBot
    from sqlalchemy.orm import Session

    from tests.widgets.table.conftest import Bench


def test_a_hundred_thousand_rows_fetch_only_the_pages_that_are_painted(bench: Bench) -> None:
    bench.add([f"Supplier {number:06}" for number in range(100_000)])
    made = bench.open()
    assert made.model.rowCount() == 100_000
    assert [len(page) for page in bench.source.pages] == [128]
    bench.source.pages.clear()
    made.table.scrollTo(made.model.index(50_000, 0), made.table.ScrollHint.PositionAtTop)
    bench.settle(made)
    assert made.model.cell(50_000, 0) == "Supplier 050000"
    assert [page[0] for page in bench.source.pages] == [50_000 // 128 * 128 + 1]
    bench.source.pages.clear()
    made.table.scrollToTop()
    bench.settle(made)
    assert bench.source.pages == []


def test_a_page_that_is_scrolled_past_is_not_fetched(bench: Bench) -> None:
    bench.add([f"Supplier {number:06}" for number in range(20_000)])
    made = bench.open()
    bench.source.pages.clear()
    for row in range(0, 20_000, 500):
        made.model.cell(row, 0)
    bench.settle(made)
    fetched = {row_id for page in bench.source.pages for row_id in page}
    assert 19_501 in fetched
    assert len(fetched) <= 5 * 128


def test_cells_know_their_text_and_their_side(bench: Bench) -> None:
    bench.add(["Alpha", "Beta"])
    model = bench.open().model
    shown = [model.data(model.index(1, column)) for column in range(model.columnCount())]
    assert shown == ["Beta", "Contact 2", "00002", "2"]
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    sides = [model.data(model.index(0, column), Qt.ItemDataRole.TextAlignmentRole) for column in (0, 3)]
    assert sides == [left, right]
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert titles == ["Name", "Contact", "Customer number", "Number"]
    assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_it_is_a_table_and_no_tree(bench: Bench) -> None:
    bench.add(["Alpha"])
    model = bench.open().model
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
    assert not model.index(1, 0).isValid()
    assert not model.index(0, 9).isValid()
    assert model.index(0, 0, QModelIndex()).isValid()


def test_dots_stand_where_the_source_says(bench: Bench) -> None:
    bench.add(["Alpha", "Beta"])
    model = bench.open().model
    assert [model.dot(row, 1) is not None for row in (0, 1)] == [True, False]
    assert model.dot(0, 0) is None


def test_a_row_is_at_hand_for_verbs_once_it_was_painted(bench: Bench) -> None:
    bench.add(["Alpha"])
    made = bench.open()
    assert made.row(1) == SupplierRow(1, "Alpha", "Contact 1", "00001")
    assert made.row(2) is None


def test_what_changed_is_read_again_and_the_old_text_stays_until_then(bench: Bench) -> None:
    bench.add([f"Supplier {number:04}" for number in range(300)])
    made = bench.open()
    made.table.scrollToBottom()
    bench.settle(made)
    bench.run("UPDATE supplier SET contact = 'Somebody else' WHERE id = 300")
    seen: list[str] = []
    made.model.arrived.connect(lambda: seen.append(made.model.cell(299, 1)))
    bench.reload(made)
    assert seen == ["Contact 300"]
    assert made.model.cell(299, 1) == "Somebody else"


def test_a_record_that_went_meanwhile_is_an_empty_row(bench: Bench) -> None:
    bench.add([f"Supplier {number:04}" for number in range(300)])
    made = bench.open()
    bench.run("DELETE FROM supplier WHERE id = 300")
    made.table.scrollToBottom()
    bench.settle(made)
    assert [made.model.cell(row, 0) for row in (298, 299)] == ["Supplier 0298", ""]


class Failing(Suppliers):
    """Loses the server after the first page."""

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, SupplierRow]:
        if self.pages:
            self.pages.append([])
            raise Surroundings(verbatim("The server does not answer."))
        return super().page(session, ids)


def test_trouble_is_said_once_and_nothing_more_is_read(bench: Bench, qtbot: QtBot) -> None:
    bench.add([f"Supplier {number:04}" for number in range(300)])
    source = Failing()
    made = bench.open(source=source)
    failed: list[Any] = []
    made.model.failed.connect(failed.append)
    made.model.cell(299, 0)
    qtbot.waitUntil(lambda: bool(failed))
    made.model.cell(299, 0)
    qtbot.wait(30)
    assert len(source.pages) == 2
    assert [error.message for error in failed] == [verbatim("The server does not answer.")]


@pytest.mark.parametrize("lanes", ["threads"], indirect=True)
def test_a_list_that_is_gone_hears_nothing(bench: Bench, qtbot: QtBot) -> None:
    bench.add(["Alpha"])
    made = bench.open()
    made.show_query(SupplierQuery(text="a"))
    made.deleteLater()
    qtbot.wait(100)
    assert not isValid(made)
    del made
    gc.collect()  # the list and its menus know each other; pytest-qt would close what is left of it
