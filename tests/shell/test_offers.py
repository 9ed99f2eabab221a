"""What features offer on the records of others is on the pages of those."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction

from coorddesk.shell.offers import OFFERED
from coorddesk.shell.tabs import TABS

if TYPE_CHECKING:
    from tests.windows import Windows


@pytest.mark.parametrize("kind", ["supplier", "stock_item", "person", "place"])
def test_what_is_offered_on_records_is_on_their_page(opened: Windows, kind: str) -> None:
    (tab,) = [each.key for each in TABS if kind in each.records]
    opened.window.ask_for(f"tab:{tab}")
    opened.settle()
    page = opened.window._pages.current
    assert page is not None
    there = {action.text() for action in page.findChildren(QAction)}
    offered = {opened.texts.say(each.title) for each in OFFERED if each.kind == kind}
    assert offered - there == set()
