"""The line below a list: what it leaves out where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from coorddesk.core.messages import verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.widgets.table.foot import Foot

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk

ALL = "12 devices, 2 selected · Value: €399.00 · Deposit: €80.00"


def test_an_amount_is_said_whole_or_not_at_all(desk: SampleDesk, qtbot: QtBot) -> None:
    """Cut in the middle, it would be another one."""
    foot = Foot(desk, groupable=True)
    qtbot.addWidget(foot)
    foot.show()
    value, deposit = (
        Column[object](key, verbatim(title), lambda _row: None, kind=Kind.AMOUNT)
        for key, title in (("value", "Value"), ("deposit", "Deposit"))
    )
    foot.say(verbatim("12 devices"), 2, [(value, 39_900), (deposit, 8_000)])
    (said,) = foot.findChildren(QLabel)
    seen = []
    for width in range(900, foot.minimumSizeHint().width(), -10):
        foot.resize(width, foot.height())
        qtbot.waitUntil(lambda: said.text() == "" or said.fontMetrics().horizontalAdvance(said.text()) <= said.width())
        if said.text() not in seen:
            seen.append(said.text())
    assert seen[:3] == [ALL, "12 devices, 2 selected · Value: €399.00 · …", "12 devices, 2 selected · …"]
    assert not any("€" in text for text in seen[3:])
    assert (said.toolTip(), said.accessibleName()) == (ALL, ALL)
