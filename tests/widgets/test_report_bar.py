"""The bar above a report has room for each of its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coorddesk.widgets.report_bar import ReportBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk


@pytest.mark.parametrize(("width", "says_what_they_do"), [(1_000, True), (860, False)])
def test_words_yield_to_the_buttons(desk: SampleDesk, qtbot: QtBot, width: int, *, says_what_they_do: bool) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    bar = ReportBar(desk)
    QVBoxLayout(host).addWidget(bar)
    host.resize(width, 60)
    host.show()
    bar.show_page(5, 120)
    qtbot.wait(1)
    assert bar._save_as.isVisible() is says_what_they_do
    assert [each.text() for each in bar.findChildren(QPushButton) if each.width() < each.sizeHint().width()] == []
