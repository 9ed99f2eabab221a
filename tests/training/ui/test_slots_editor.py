"""Days and times as they are typed into the table of a session."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import UserError
from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.service import SlotWish
from coorddesk.training.ui.slots_editor import SlotsEditor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk

TUESDAY, NEXT = date(2027, 3, 2), date(2027, 3, 9)


def write(editor: SlotsEditor, row: int, column: int, text: str) -> None:
    cell = editor.table.item(row, column)
    assert cell is not None
    cell.setText(text)


def test_a_day_is_said_with_its_weekday_and_takes_the_times_above(desk: SampleDesk, qtbot: QtBot) -> None:
    editor = SlotsEditor(desk)
    qtbot.addWidget(editor)
    editor.set_value([SlotWish(SlotTimes(TUESDAY, 540, 720), 7)])
    write(editor, 0, 1, "9-12, 13h30-16")
    write(editor, 1, 0, "9/3/2027")
    assert editor.text() == "Tue 02/03/2027, 9-12, 13h30-16\nTue 09/03/2027, 9-12, 13h30-16"
    assert editor.value() == (
        SlotWish(SlotTimes(TUESDAY, 540, 720), 7),
        SlotWish(SlotTimes(TUESDAY, 810, 960)),
        SlotWish(SlotTimes(NEXT, 540, 720)),
        SlotWish(SlotTimes(NEXT, 810, 960)),
    )
    write(editor, 1, 1, "soon")
    with pytest.raises(UserError):
        editor.value()
    assert [each.times.day for each in editor.sketch()] == [TUESDAY, TUESDAY]
