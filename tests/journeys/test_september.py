"""A September by keyboard: a new school year, duplicates, a room renamed, forty devices moved and numbered, paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from sqlalchemy import func, select

from coorddesk.app import Program
from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.database import Database
from coorddesk.core.folders import own_folders
from coorddesk.core.messages import _
from coorddesk.core.organisation import describe_organisation, organisation
from coorddesk.directory.models import Membership, Person, PersonGroup, Place
from coorddesk.directory.service import PersonDetails, create_person, find_or_create_place
from coorddesk.inventory.models import Asset
from coorddesk.inventory.service import seed_labels
from coorddesk.shell.opening import Opening
from coorddesk.widgets.merging.dialog import MergingDialog
from coorddesk.widgets.merging.duplicates import DuplicatesDialog
from tests.factories import make_asset
from tests.journeys.keyboard import CTRL, SHIFT, Keyboard, save_paper
from tests.windows import close_program

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desks import Desks

pytestmark = pytest.mark.journey

LAST_YEAR = datetime(2025, 9, 8, 8, 30, tzinfo=UTC)
SEPTEMBER = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)
CLASSES = {"CM1 A": ("Aubert", "Bernard", "Caron"), "CM2 A": ("Durand", "Evrard")}
LIST = "Nom;Prénom;Classe\nAubert;Zoé;CM2 A\nBernard;Zoé;CM2 A\nCaron;Zoé;CM2 A\nFabre;Zoé;CM1 A\n"
TABLETS, OTHERS = 40, 5


@pytest.fixture
def school(desks: Desks) -> str:
    """The desk of a school that had a year before."""
    url = desks.fresh()
    _fill(url)
    return url


@pytest.fixture
def keyboard(
    school: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> Iterator[Keyboard]:
    """A program on that desk."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    program = Program(qapp, own_folders(), language=language, clock=FixedClock(SEPTEMBER))
    program.open(Opening(school))
    keyboard = Keyboard(program, qapp, qtbot, language)
    keyboard.wait(lambda: keyboard.rows() == TABLETS + OTHERS)
    yield keyboard
    close_program(program)


def _fill(url: str) -> None:
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(LAST_YEAR))
    with database.transaction(_("Fill the desk")) as session:
        seed_labels(session)
        describe_organisation(session, replace(organisation(session), name="École Les Tilleuls"))
        people = {
            name: create_person(session, PersonDetails(name, "Zoé", group=group))
            for group, names in CLASSES.items()
            for name in names
        }
        create_person(session, PersonDetails("Moreau", "Inès", email="ines@ecole.example"))
        create_person(session, PersonDetails("Inès", "Moreau", phone="04 78 00 00 00"))
        find_or_create_place(session, "École / Salle Ada")
        for number in range(TABLETS):
            make_asset(session, f"OLD-{number:03}", name="Tablette", place="École / Réserve")
        for number in range(OTHERS):
            make_asset(
                session, f"PC-{number:03}", name="Portable", place="École / Salle 12", holder_id=people["Evrard"]
            )
    database.close()


def test_a_september(keyboard: Keyboard, school: str, tmp_path: Path) -> None:
    frame = keyboard.program.frame
    assert frame is not None
    keyboard.turn_to(frame)
    roll_the_school_over(keyboard, frame, tmp_path)
    merge_who_is_one(keyboard, frame)
    rename_a_room(keyboard, frame)
    move_and_number_forty(keyboard, frame)
    keep_a_view(keyboard, frame)
    print_the_sheet_for_the_door(keyboard, frame, tmp_path / "door.pdf")
    assert (tmp_path / "door.pdf").read_bytes().startswith(b"%PDF")
    assert found_on(school) == {
        "in a class": [("Aubert", "CM2 A"), ("Bernard", "CM2 A"), ("Caron", "CM2 A"), ("Fabre", "CM1 A")],
        "left": [("Durand",)],
        "Inès": [("ines@ecole.example", "04 78 00 00 00")],
        "in the room": [("TAB-2026-001", "TAB-2026-040", TABLETS)],
    }


def found_on(url: str) -> dict[str, list[Any]]:
    """What the desk says in the end."""
    in_class = select(Person.last_name, PersonGroup.name).join_from(Membership, Person).join(PersonGroup)
    wanted = {
        "in a class": in_class.where(PersonGroup.year == SEPTEMBER.year).order_by(Person.last_name),
        "left": select(Person.last_name).where(Person.left_on.is_not(None)).order_by(Person.last_name),
        "Inès": select(Person.email, Person.phone).where(Person.search.contains("moreau")),
        "in the room": select(func.min(Asset.tag), func.max(Asset.tag), func.count())
        .join(Place)
        .where(Place.path == "École / Salle Grace"),
    }
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(SEPTEMBER))
    with database.reading() as session:
        found = {name: list(map(tuple, session.execute(each))) for name, each in wanted.items()}
    database.close()
    return found


def roll_the_school_over(keyboard: Keyboard, frame: QWidget, folder: Path) -> None:
    from coorddesk.directory.ui.rollover_dialog import RolloverDialog  # as the page does, when it is wanted

    sheet = folder / "classes.csv"
    sheet.write_text(LIST, encoding="utf-8-sig")
    keyboard.go_to("people")
    keyboard.command(_("New school year…"))
    dialog = keyboard.shown(RolloverDialog)
    dialog.take(sheet)  # what a file dropped on it does
    keyboard.tab_to(_("Carry out"), dialog)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.wait(lambda: keyboard.gone(RolloverDialog))
    keyboard.turn_to(frame)


def merge_who_is_one(keyboard: Keyboard, frame: QWidget) -> None:
    keyboard.command(_("Likely duplicates…"))
    pairs = keyboard.shown(DuplicatesDialog)
    keyboard.turn_to(pairs)
    keyboard.wait(lambda: pairs._table.rowCount() == 1)
    keyboard.press(Qt.Key.Key_Return)
    both = keyboard.shown(MergingDialog)
    keyboard.turn_to(both)
    keyboard.tab_to(_("Merge"), both)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    keyboard.wait(lambda: keyboard.gone(MergingDialog))
    keyboard.turn_to(pairs)
    keyboard.wait(lambda: pairs._table.rowCount() == 0)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait(lambda: keyboard.gone(DuplicatesDialog))
    keyboard.turn_to(frame)


def rename_a_room(keyboard: Keyboard, frame: QWidget) -> None:
    from coorddesk.directory.ui.place_dialog import PlaceDialog

    go_to_room(keyboard, "salle ada")
    keyboard.press(Qt.Key.Key_F2)
    dialog = keyboard.shown(PlaceDialog)
    keyboard.turn_to(dialog)
    keyboard.wait(lambda: dialog.form.editor("name").value() == "Salle Ada")  # it is read first
    keyboard.press(Qt.Key.Key_A, CTRL)
    keyboard.write("Salle Grace")
    keyboard.press(Qt.Key.Key_Return, CTRL)
    keyboard.wait(lambda: keyboard.gone(PlaceDialog))
    keyboard.turn_to(frame)


def go_to_room(keyboard: Keyboard, name: str) -> None:
    from coorddesk.directory.ui.places_page import PlacesPage

    keyboard.go_to("places")
    page: PlacesPage = keyboard.shown(PlacesPage)
    tree = page.tree
    keyboard.wait(lambda: page._read[0])
    keyboard.press(Qt.Key.Key_F, CTRL)
    keyboard.press(Qt.Key.Key_A, CTRL)
    keyboard.write(name)
    window = keyboard.program.frame
    assert window is not None
    keyboard.press(Qt.Key.Key_Return)
    keyboard.turn_to(window)
    keyboard.wait(tree.hasFocus)
    for _step in range(3):  # the school, the room
        item = tree.currentItem()
        if item is not None and item.text(0).lower() == name:
            return
        keyboard.press(Qt.Key.Key_Down)
    pytest.fail(f"no {name}")


def move_and_number_forty(keyboard: Keyboard, frame: QWidget) -> None:
    from coorddesk.inventory.ui.move_dialog import MoveDialog
    from coorddesk.widgets.bulk_edit_dialog import BulkEditDialog

    keyboard.press(Qt.Key.Key_1, CTRL)
    keyboard.press(Qt.Key.Key_F, CTRL)
    keyboard.write("tablette")
    keyboard.wait(lambda: keyboard.rows() == TABLETS)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.press(Qt.Key.Key_A, CTRL)
    keyboard.press(Qt.Key.Key_M)
    moving = keyboard.shown(MoveDialog)
    keyboard.turn_to(moving)
    keyboard.write("salle grace")
    offered = moving._place.popup
    keyboard.wait(lambda: offered.isVisible() and "Grace" in str(offered.model().index(0, 0).data()))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(offered, key)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    keyboard.wait(lambda: keyboard.gone(MoveDialog))
    keyboard.turn_to(frame)
    keyboard.press(Qt.Key.Key_A, CTRL)
    keyboard.press(Qt.Key.Key_E)
    editing = keyboard.shown(BulkEditDialog)
    keyboard.tab_to(_("New inventory numbers"), editing)
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_A, CTRL)
    keyboard.write("TAB-{YYYY}-{###}")
    keyboard.wait(editing.apply.isEnabled)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    keyboard.wait(lambda: keyboard.gone(BulkEditDialog))
    keyboard.turn_to(frame)


def keep_a_view(keyboard: Keyboard, frame: QWidget) -> None:
    from coorddesk.widgets.views.name_dialog import SaveViewDialog
    from coorddesk.widgets.views.panel import ViewsPanel

    keyboard.press(Qt.Key.Key_S, CTRL | SHIFT)
    dialog = keyboard.shown(SaveViewDialog)
    keyboard.turn_to(dialog)
    keyboard.write("Tablettes")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.wait(lambda: keyboard.gone(SaveViewDialog))
    keyboard.turn_to(frame)
    panel = keyboard.shown(ViewsPanel)

    def views() -> dict[str, str]:
        items = (panel.tree.topLevelItem(row) for row in range(panel.tree.topLevelItemCount()))
        return {item.text(0): item.text(1) for item in items if item is not None}

    keyboard.wait(lambda: views().get("Tablettes") == str(TABLETS))


def print_the_sheet_for_the_door(keyboard: Keyboard, frame: QWidget, paper: Path) -> None:
    go_to_room(keyboard, "salle grace")
    keyboard.press(Qt.Key.Key_P, CTRL | SHIFT)
    menu = keyboard.shown(QMenu)
    said = keyboard.texts.say(_("{report}…", report=_("Room sheets")))
    while menu.activeAction() is None or menu.activeAction().text() != said:
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    save_paper(keyboard, paper)
    keyboard.turn_to(frame)
