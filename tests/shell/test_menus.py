from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from coorddesk.inventory.reports import LIST_REPORTS

if TYPE_CHECKING:
    from tests.windows import Windows


def test_a_page_gathers_its_reports_and_its_lists_and_the_search_offers_each(opened: Windows) -> None:
    menus = opened.window._menus
    for tab in ("people", "inventory"):  # what another page has gathered goes with it
        opened.window.ask_for(f"tab:{tab}")
        opened.settle()
    inner = {each.text(): each.menu() for each in menus._page.actions() if each.menu() is not None}
    assert list(inner) == ["Reports", "Print…", "Catalogue"]
    gathered = inner["Reports"]
    assert isinstance(gathered, QMenu)
    reports = [f"{kind.title.text}…" for kind in LIST_REPORTS]
    assert [each.text() for each in gathered.actions()] == reports
    offered = [each.text() for each in menus.commands()]
    assert ({*reports, "Catalogue…", "New device"} <= set(offered), "" in offered) == (True, False)


def test_keys_are_listed_with_verbs_and_not_with_deeds(opened: Windows) -> None:
    keys = dict(opened.window._menus.keys())
    assert (keys["Undo"], keys["Redo"], keys["Catalogue…"]) == ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Shift+K")
