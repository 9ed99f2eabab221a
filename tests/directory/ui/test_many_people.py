"""Finding people by any field, and editing many of them together."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from coorddesk.core.criteria import Ask, Criterion
from coorddesk.directory.queries import FIELDS_OF_PEOPLE, PersonQuery, person_page
from coorddesk.directory.rules import Presence
from coorddesk.directory.ui.people_page import PeoplePage
from coorddesk.widgets.bulk_edit_dialog import BulkEditDialog
from coorddesk.widgets.criteria_dialog import CriteriaDialog
from tests.factories import make_person

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def fill(session: Session) -> list[int]:
    return [
        make_person(session, "Diallo", "Awa", group="CM2 A"),
        make_person(session, "Leroy", "Chloé", email="chloe@ecole.fr"),
        make_person(session, "Moreau", "Inès", left_on=date(2026, 7, 1)),
    ]


def shown(page: PeoplePage) -> list[int]:
    return list(page.list.model.ids)


def chips(page: PeoplePage) -> list[str]:
    found = [button.text() for button in page.chips.findChildren(QPushButton) if button.isVisible()]
    return [text.removesuffix("\N{EN SPACE}✕") for text in found[:-1]]


def test_people_are_found_by_any_field_and_each_chip_takes_its_own_off(driver: Driver) -> None:
    awa, chloe, _ines = driver.do(fill)
    page = driver.open(PeoplePage)
    driver.keys(page.list.table, Qt.Key.Key_F)
    dialog = driver.dialog(CriteriaDialog)
    dialog.chosen.emit((Criterion("email", Ask.EMPTY), Criterion("last_name", Ask.BEGINS, ("d",))))
    dialog.done(0)
    driver.settle()
    assert (shown(page), chips(page)) == ([awa], ["E-mail: empty", "Last name: begins with “d”"])
    page.show_query(page.chips._shown[1].key)
    driver.settle()
    assert (shown(page), chips(page)) == ([awa], ["E-mail: empty"])
    page.show_query(page.chips._shown[0].key)
    driver.settle()
    assert (shown(page), page.query) == ([awa, chloe], PersonQuery())


def test_whoever_asks_when_people_left_is_shown_those_who_did(driver: Driver) -> None:
    _awa, _chloe, ines = driver.do(fill)
    page = driver.open(PeoplePage)
    driver.keys(page.list.table, Qt.Key.Key_F)
    dialog = driver.dialog(CriteriaDialog)
    dialog.chosen.emit((Criterion("left_on", Ask.LAST_DAYS, (100,)),))
    dialog.done(0)
    driver.settle()
    assert (shown(page), page.query.presence) == ([ines], Presence.ALL)


def test_many_people_are_changed_after_old_and_new_were_seen(driver: Driver) -> None:
    awa, chloe, _ines = driver.do(fill)
    page = driver.open(PeoplePage)
    page.list.table.selectAll()
    driver.keys(page.list.table, Qt.Key.Key_E)
    dialog = driver.dialog(BulkEditDialog)
    assert not dialog.numbering.isVisible()
    (line,) = dialog.lines._lines
    line._choice.set_value("group")
    line._editors[0].set_value("6e B")
    line._editors[0].changed.emit()
    driver.bot.waitUntil(lambda: not dialog._pause.isActive())
    driver.settle()
    model = dialog.model
    cells = [[model.index(row, column).data() for column in range(2)] for row in range(model.rowCount())]
    assert cells == [["Awa Diallo", "CM2 A → 6e B"], ["Chloé Leroy", "— → 6e B"]]
    dialog.apply.click()
    driver.settle()
    rows = driver.read(lambda session: person_page(session, [awa, chloe]))
    assert {row.group for row in rows.values()} == {"6e B"}
    assert driver.said == [("say", "2 people changed.")]


def test_no_line_is_added_before_it_is_known_which_fields_there_are(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(PeoplePage)
    dialog = CriteriaDialog(driver.desk, page, lambda _session: FIELDS_OF_PEOPLE, ())
    dialog.open()
    dialog.lines.add_button.click()
    driver.settle()
    assert len(dialog.lines._lines) == 1
    dialog.lines.add_button.click()
    assert len(dialog.lines._lines) == 2
    dialog.done(0)
