from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QScrollArea

from coorddesk.helpdesk.ui.setup.page import SetupPage
from coorddesk.inventory.reports import LIST_REPORTS
from coorddesk.kiosk.ui.kiosks_page import KiosksPage
from coorddesk.notices.ui.settings_page import MessagesSettings
from coorddesk.shell.settings.dialog import SettingsDialog
from coorddesk.shell.settings.parts import PARTS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

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


def test_a_page_leads_to_its_settings_and_the_search_to_every_part_of_them(opened: Windows) -> None:
    menus = opened.window._menus
    offered = {each.text(): each for each in menus.commands() if each.text().startswith("Settings: ")}
    assert len(offered) == len(PARTS)
    offered["Settings: Kiosks"].trigger()
    assert isinstance(shown_part(opened), KiosksPage)
    for tab, page in (("helpdesk", SetupPage), ("notices", MessagesSettings)):
        opened.window.ask_for(f"tab:{tab}")
        opened.settle()
        last = menus._page.actions()[-1]
        assert (last.text(), last.shortcut().toString()) == ("Settings of this page…", "Ctrl+Shift+,")
        last.trigger()
        assert isinstance(shown_part(opened), page)
    opened.window.ask_for("tab:people")
    opened.settle()
    assert "Settings of this page…" not in {*dict(menus.keys()), *(each.text() for each in menus._page.actions())}


def shown_part(opened: Windows) -> QWidget | None:
    """The part of the settings that was opened, which is closed again."""
    dialog = opened.dialog(SettingsDialog)
    area = dialog._pages.currentWidget()
    assert isinstance(area, QScrollArea)
    opened.settle()
    dialog.reject()
    return area.widget()
