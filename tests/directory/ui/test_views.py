"""People and suppliers under headings, in saved views and on paper, with what the lists of devices share."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.query_state import query_from, query_state
from coorddesk.directory.queries import PersonQuery, SupplierQuery
from coorddesk.directory.rules import PersonKind, SupplierKind
from coorddesk.directory.ui.people_page import People, PeoplePage
from coorddesk.directory.ui.suppliers_page import Suppliers, SuppliersPage
from tests.factories import make_person, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.list_page import ListPage
    from tests.screens import Driver


def fill(session: Session) -> None:
    make_person(session, "Diallo", "Awa", kind=PersonKind.PUPIL, group="6e B")
    make_person(session, "Aubert", "Yanis", kind=PersonKind.PUPIL, group="10e A")
    make_person(session, "Moreau", "Inès", kind=PersonKind.STAFF)
    make_supplier(session, kind=SupplierKind.PARTNER)


def rows(driver: Driver, page: ListPage) -> list[str]:
    driver.settle()
    return [page.list.model.cell(row, 0) for row in range(page.list.model.rowCount())]


def test_classes_are_headings_the_6th_before_the_10th(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(PeoplePage)
    page.list.groups.choose("group")
    assert rows(driver, page) == [
        "6e B (1)", "Diallo", "10e A (1)", "Aubert", "Class or group: nothing entered (1)", "Moreau",
    ]  # fmt: skip


def test_every_column_that_groups_people_is_one_and_sorts(driver: Driver) -> None:
    driver.do(fill)
    people = People()
    for key in people.groupable:
        assert people.can_sort(key)
        keyed = driver.read(partial(people.keyed, query=PersonQuery(), by=key))
        assert len(keyed.groups) == 3


def test_what_was_filtered_is_said_on_paper(driver: Driver) -> None:
    driver.do(fill)
    say = driver.desk.texts.say
    people = driver.read(lambda s: People().stated(s, PersonQuery(text="a", kind=PersonKind.STAFF)))
    shops = driver.read(lambda s: Suppliers().stated(s, SupplierQuery(kind=SupplierKind.PARTNER)))
    assert [say(text) for text in people] == ["Search: “a”", "Kind of person: Staff"]
    assert [say(text) for text in shops] == ["Partners"]


def test_queries_of_people_and_suppliers_come_back() -> None:
    for query in (PersonQuery(text="a", kind=PersonKind.STAFF, group=3), SupplierQuery(kind=SupplierKind.PARTNER)):
        assert query_from(type(query), query_state(query)) == (query, True)


def test_a_view_of_people_is_opened(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(PeoplePage)
    page.show_query(replace(page.query, kind=PersonKind.PUPIL))
    state = page.views.state()
    assert page.views.codec.query_of(state["query"]) == (page.query, True)


def test_suppliers_have_views_beside_them(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(SuppliersPage)
    tree = page.views.panel.tree
    driver.bot.waitUntil(lambda: tree.topLevelItem(0).text(1) == "1")  # type: ignore[union-attr]  # the whole list
    assert tree.ids() == [None]
