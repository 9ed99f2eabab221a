"""A saved view tells what is new in it: asked for in its menu, shown by its bell, gone when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.query_state import query_state
from coorddesk.core.views import NewView, save_view
from coorddesk.feature import alerts
from coorddesk.helpdesk.queries import TicketQuery
from coorddesk.helpdesk.ui.page import HelpdeskPage
from coorddesk.helpdesk.ui.tab import HelpdeskTab
from tests.helpdesk.asked import TODAY, make_ticket

if TYPE_CHECKING:
    from tests.screens import Driver


def of_views(driver: Driver) -> list[str]:
    every = driver.read(lambda session: alerts(session, driver.desk.features, TODAY))
    return [each.key for each in every if each.key.startswith("view:")]


def test_a_view_is_watched_and_opened_from_its_alert(driver: Driver) -> None:
    state = {"query": query_state(TicketQuery("wi-fi"))}
    view = driver.do(lambda session: save_view(session, NewView("helpdesk", "Wi-Fi", state)))
    heard: list[frozenset[str]] = []
    tab = driver.open(HelpdeskTab)
    page = tab.current
    assert isinstance(page, HelpdeskPage)
    driver.desk.operations.committed.connect(lambda changes: heard.append(changes.kinds))
    menu = page._view_verbs.menu(view)
    (watch,) = [each for each in menu.actions() if each.text() == "Tell me when something new stands in it"]
    watch.trigger()
    driver.settle()
    assert (page.views.watched, heard) == (frozenset({view}), [frozenset({"remembered"})])
    ticket = driver.do(lambda session: make_ticket(session, "No Wi-Fi"))
    assert of_views(driver) == [f"view:{view}"]
    tab.bar.setCurrentIndex(1)
    tab.open_view("ticket", view)
    driver.settle()
    assert tab.current is page
    assert page.views.on is not None
    assert list(driver.read(lambda session: page.list.source.ids(session, page.query))) == [ticket]
    assert of_views(driver) == []
