from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from coorddesk.core.messages import _, verbatim
from coorddesk.widgets.controls import ButtonKind
from coorddesk.widgets.empty import Emptiness, EmptyState, Offer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk

pytestmark = pytest.mark.parametrize("lanes", ["immediate"], indirect=True)


def test_it_says_what_to_do_next_and_the_first_offer_stands_out(desk: SampleDesk, qtbot: QtBot) -> None:
    taken: list[str] = []
    offers = (
        Offer(_("Import"), lambda: taken.append("import"), "search"),
        Offer(_("New"), lambda: taken.append("new")),
    )
    detail = verbatim("A sentence that is long enough to go on in a second line, which must be seen as well.")
    state = EmptyState(desk, Emptiness("search", _("No device yet"), detail, offers))
    qtbot.addWidget(state)
    state.resize(700, 500)
    with qtbot.waitExposed(state):
        state.show()
    title, sentence = state.findChildren(QLabel)
    assert (title.text(), sentence.text()) == ("No device yet", detail.values[0][1])
    assert sentence.height() >= sentence.heightForWidth(sentence.width()) > 1.5 * sentence.fontMetrics().height()
    buttons = state.findChildren(QPushButton)
    assert [button.property("kind") for button in buttons] == [ButtonKind.PRIMARY.value, ButtonKind.PLAIN.value]
    for button in buttons:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert taken == ["import", "new"]


def test_it_may_offer_nothing(desk: SampleDesk, qtbot: QtBot) -> None:
    state = EmptyState(desk, Emptiness("search", _("Nothing found")))
    qtbot.addWidget(state)
    assert state.findChildren(QPushButton) == []
