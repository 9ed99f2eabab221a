"""A day at the help desk by keyboard: a kiosk, two calls, a round with a fault, and all that becomes of them.

Three reports at the kiosk, one of something that is known already; then somebody takes a ticket over, lets it wait,
escalates it, resolves it, tells whoever asked, opens it again, and prints the figures of the month.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import func, select

from coorddesk.app import Program
from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.database import Database
from coorddesk.core.fold import fold
from coorddesk.core.folders import Folders, own_folders
from coorddesk.core.languages import LANGUAGES
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.organisation import describe_organisation, organisation
from coorddesk.core.resources import texts_for
from coorddesk.core.settings import Settings, system_language
from coorddesk.helpdesk.models import Ticket, TicketEvent
from coorddesk.helpdesk.reports.figures import MONTH_FIGURES
from coorddesk.helpdesk.rules import EventKind, Source, Status
from coorddesk.helpdesk.ui.dialogs import AssignDialog, EscalateDialog, ReopenDialog, ResolveDialog, WaitDialog
from coorddesk.helpdesk.ui.entry_dialog import EntryDialog
from coorddesk.helpdesk.ui.page import HelpdeskPage
from coorddesk.inventory.service import seed_labels
from coorddesk.kiosk.rules import KioskPlace, stored_place
from coorddesk.kiosk.ui.window import KioskWindow
from coorddesk.notices.models import Notice
from coorddesk.notices.rules import State
from coorddesk.notices.ui.page import MessagesPage
from coorddesk.rounds.models import RoundCheck
from coorddesk.rounds.rules import Outcome
from coorddesk.rounds.service import RoundDetails, Stop, create_round
from coorddesk.rounds.ui.fault_dialog import FaultDialog
from coorddesk.rounds.ui.page import RoundsPage
from coorddesk.rounds.ui.touring import TouringWindow
from coorddesk.shell.kiosk import PLACE, KioskProgram, looks_in
from coorddesk.shell.opening import Opening
from coorddesk.widgets.day_dialog import DayDialog
from coorddesk.widgets.forms.suggestions import SuggestionsView
from coorddesk.widgets.theme import Appearance, Theme
from tests.factories import make_asset, make_person, make_place
from tests.journeys.keyboard import CTRL, Keyboard, save_paper
from tests.windows import close_program

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from coorddesk.core.texts import Texts
    from coorddesk.widgets.page import Page
    from tests.desks import Desks

pytestmark = pytest.mark.journey

MONDAY = datetime(2026, 9, 7, 7, 30, tzinfo=UTC)
COMPUTERS = 4
NONE = Qt.KeyboardModifier.NoModifier


class _Look(NamedTuple):
    texts: Texts
    theme: Theme


@pytest.fixture
def school(desks: Desks) -> str:
    """A desk with a reading room, its four computers, and a round that looks at them."""
    url = desks.fresh()
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(MONDAY))
    with database.transaction(_("Fill the desk")) as session:
        seed_labels(session)
        describe_organisation(session, replace(organisation(session), name="Médiathèque Les Tilleuls"))
        room = make_place(session, "Salle de lecture")
        make_person(session, "Moreau", "Inès", email="ines@mediatheque.example")
        make_person(session, "Petit", "Yanis")
        seen = [make_asset(session, f"PC-{number}", name="Poste public", place_id=room) for number in range(COMPUTERS)]
        create_round(session, RoundDetails("Tour du matin", stops=tuple(Stop(each) for each in seen)))
    database.close()
    return url


@pytest.fixture
def keyboard(
    school: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> Iterator[Keyboard]:
    """A program on that desk."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    program = Program(qapp, own_folders(), language=language, clock=FixedClock(MONDAY))
    program.open(Opening(school))
    keyboard = Keyboard(program, qapp, qtbot, language)
    keyboard.wait(lambda: keyboard.rows() == COMPUTERS)
    yield keyboard
    close_program(program)


@pytest.fixture
def kiosk(school: str, qapp: QApplication, tmp_path: Path, keyboard: Keyboard, language: str) -> Iterator[KioskProgram]:
    """The kiosk of the reading room, on another PC; in the tests' own file a desk says what it is."""
    settings = Settings(tmp_path / "kiosk.json")
    desk = school if "://" in school else f"sqlite:///{school}"
    settings.remember(PLACE, stored_place(KioskPlace("Salle de lecture", desk)))
    theme = Theme(qapp, Appearance.LIGHT)
    looks = {each: _Look(texts_for(each), theme) for each in LANGUAGES}
    folders = Folders(*(tmp_path / "kiosk" / name for name in ("data", "config", "cache", "logs")))
    program = KioskProgram(qapp, settings, folders, looks_in(language, looks), FixedClock(MONDAY))
    program.begin()
    yield program
    program.close()
    if program.screen is not None:
        program.screen.hide()
        program.screen.deleteLater()


def test_a_day_at_the_help_desk(keyboard: Keyboard, kiosk: KioskProgram, school: str, tmp_path: Path) -> None:
    report_at_the_kiosk(Standing(keyboard, kiosk))
    desk = HelpDesk(keyboard)
    take_two_calls(desk)
    make_the_round(desk)
    hand_it_on(desk)
    resolve_and_open_again(desk)
    tell_whoever_asked(desk)
    print_the_month(desk, tmp_path / "month.pdf")
    assert (tmp_path / "month.pdf").read_bytes().startswith(b"%PDF")
    assert found_on(school) == {
        "tickets": [
            ("Ecran noir", Status.NEW, Source.KIOSK),
            ("La porte ne ferme plus", Status.NEW, Source.KIOSK),
            ("Le clavier colle", Status.NEW, Source.TELEPHONE),
            ("Mot de passe perdu", Status.IN_PROGRESS, Source.TELEPHONE),
            ("Ne demarre pas", Status.WAITING, Source.ROUND),
        ],
        "log": {
            EventKind.OPENED: 5,
            EventKind.ME_TOO: 1,
            EventKind.ASSIGNED: 1,
            EventKind.STATUS: 2,
            EventKind.ESCALATED: 1,
            EventKind.REOPENED: 1,
        },
        "round": [Outcome.OK, Outcome.OK, Outcome.FAULT, Outcome.OK],
        "messages": [("Inès Moreau", State.PRINTED)] * 3,  # opened, resolved, and opened again
    }


class Standing:
    """Somebody with a keyboard before the kiosk; a number on the screen is what one waits for."""

    def __init__(self, keyboard: Keyboard, kiosk: KioskProgram) -> None:
        self.keyboard, self.kiosk = keyboard, kiosk
        assert isinstance(kiosk.screen, KioskWindow)
        self.window = kiosk.screen
        self.window._attendance.calm = -1
        keyboard.turn_to(self.window)

    def scan(self, code: str) -> None:
        self.keyboard.wait(lambda: code in {each.called for each in self.window._catalogue.devices})
        self.keyboard.write(code)
        self.keyboard.press(Qt.Key.Key_Return)

    def touch(self, name: Message) -> None:
        self.keyboard.tab_to(name, self.window)
        self.keyboard.press(Qt.Key.Key_Space)

    def say(self, words: str) -> None:
        """In a sentence, and on."""
        self.keyboard.write(words)
        self.touch(_p("next step", "Go on"))

    def send(self, number: int) -> None:
        """Enter; the desk's own number comes a moment later."""
        self.keyboard.press(Qt.Key.Key_Return)
        self.keyboard.wait(lambda: self.window._number == number)
        self.keyboard.press(Qt.Key.Key_Space)


def report_at_the_kiosk(standing: Standing) -> None:
    standing.scan("PC-0")
    standing.say("Ecran noir")
    standing.send(1)
    standing.keyboard.wait(lambda: standing.window._catalogue.known)
    standing.scan("PC-0")
    since = standing.keyboard.texts.say(_("since {day}", day=MONDAY.date()))
    standing.touch(verbatim(f"Ecran noir {since}"))  # that is it
    standing.send(1)
    standing.touch(_("Report a fault"))
    standing.touch(_("Somewhere else"))
    standing.say("La porte ne ferme plus")
    standing.send(2)
    standing.window.hide()


class HelpDesk:
    """Hands at the desk: tickets are found by their words, and verbs are keys."""

    def __init__(self, keyboard: Keyboard) -> None:
        self.keyboard = keyboard
        frame = keyboard.program.frame
        assert frame is not None
        self.frame: QWidget = frame
        self.back()
        self.go_to("helpdesk", HelpdeskPage)

    def go_to(self, tab: str, kind: type[Page]) -> Any:
        self.keyboard.go_to(tab)
        return self.keyboard.shown(kind)

    def back(self) -> None:
        self.keyboard.turn_to(self.frame)

    def choose(self, words: str) -> None:
        """The ticket with these words; in the list, its verbs are keys."""
        page: HelpdeskPage = self.keyboard.shown(HelpdeskPage)
        self.keyboard.press(Qt.Key.Key_F, CTRL)
        self.keyboard.press(Qt.Key.Key_A, CTRL)
        self.keyboard.write(words)
        self.keyboard.wait(lambda: self.keyboard.rows() == 1 and words in fold(title_of(page, page.list.model.ids[0])))
        self.take_all()

    def take_all(self) -> None:
        """From the search into the list, all of it."""
        self.keyboard.press(Qt.Key.Key_Escape)
        self.keyboard.press(Qt.Key.Key_A, CTRL)

    def dialog(self, key: Qt.Key, kind: type[Any], modifiers: Qt.KeyboardModifier = NONE) -> Any:
        """The dialog behind a key, in front."""
        self.keyboard.press(key, modifiers)
        dialog = self.keyboard.shown(kind)
        self.keyboard.turn_to(dialog)
        return dialog

    def pick(self, words: str) -> None:
        """The first suggestion for these words."""
        self.keyboard.write(words)
        suggestions = self.keyboard.shown(SuggestionsView)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(suggestions, key)  # which has the keyboard while it is open

    def save(self, kind: type[Any]) -> None:
        self.keyboard.press(Qt.Key.Key_Return, CTRL)
        self.keyboard.wait(lambda: self.keyboard.gone(kind))
        self.back()


def title_of(page: HelpdeskPage, ticket_id: int) -> str:
    """What stands in its row; nothing before it was painted."""
    row = page.list.row(ticket_id)
    return "" if row is None else str(row.title)


def take_two_calls(desk: HelpDesk) -> None:
    """Who or what, what is wrong, Ctrl+Enter."""
    desk.keyboard.wait(lambda: desk.keyboard.rows() == 2)
    take_call(desk, "pc-1", "Le clavier colle")
    take_call(desk, "moreau", "Mot de passe perdu")
    desk.keyboard.wait(lambda: desk.keyboard.rows() == 4)


def take_call(desk: HelpDesk, about: str, words: str) -> None:
    dialog: EntryDialog = desk.dialog(Qt.Key.Key_N, EntryDialog, CTRL)
    desk.keyboard.write(about)
    desk.keyboard.press(Qt.Key.Key_Return)
    desk.keyboard.wait(lambda: dialog.about.subjects)
    desk.keyboard.press(Qt.Key.Key_Tab)
    desk.keyboard.write(words)
    desk.save(EntryDialog)


def make_the_round(desk: HelpDesk) -> None:
    """All is well but the third."""
    desk.go_to("rounds", RoundsPage)
    desk.keyboard.wait(lambda: desk.keyboard.rows() == 1)
    desk.keyboard.press(Qt.Key.Key_F, CTRL)
    desk.take_all()
    tour: TouringWindow = desk.dialog(Qt.Key.Key_T, TouringWindow)
    desk.keyboard.wait(tour.list.hasFocus)
    for stop in range(COMPUTERS):
        desk.keyboard.wait(partial(is_at, tour, stop))
        if stop == 2:
            desk.dialog(Qt.Key.Key_F, FaultDialog)
            desk.keyboard.write("Ne demarre pas")
            desk.keyboard.press(Qt.Key.Key_Return, CTRL)
            desk.keyboard.wait(lambda: desk.keyboard.gone(FaultDialog))
            desk.keyboard.turn_to(tour)
        else:
            desk.keyboard.press(Qt.Key.Key_O)
            desk.keyboard.wait(lambda: not tour._is_busy)
    desk.keyboard.press(Qt.Key.Key_F9)
    desk.keyboard.wait(lambda: desk.keyboard.gone(TouringWindow))
    desk.back()


def is_at(tour: TouringWindow, stop: int) -> bool:
    return tour.list.currentIndex().row() == stop


def hand_it_on(desk: HelpDesk) -> None:
    """The fault of the round: to a colleague, waiting for a part, then to somebody who can do more."""
    desk.go_to("helpdesk", HelpdeskPage)
    desk.choose("demarre")
    desk.dialog(Qt.Key.Key_A, AssignDialog)
    desk.pick("petit")
    desk.save(AssignDialog)
    desk.dialog(Qt.Key.Key_W, WaitDialog)
    desk.keyboard.write("Alimentation en commande")
    desk.save(WaitDialog)
    desk.dialog(Qt.Key.Key_G, EscalateDialog)
    desk.keyboard.write("Le fournisseur ne repond pas")
    desk.keyboard.press(Qt.Key.Key_Tab)
    desk.pick("moreau")
    desk.save(EscalateDialog)


def resolve_and_open_again(desk: HelpDesk) -> None:
    """What is over is found by the search of everything."""
    desk.choose("passe")
    dialog: ResolveDialog = desk.dialog(Qt.Key.Key_R, ResolveDialog)
    desk.keyboard.write("Nouveau mot de passe remis en main propre")
    desk.keyboard.press(Qt.Key.Key_Tab)
    desk.pick(fold(texts_for(system_language(os.environ)).say(_p("cause", "Handling"))))
    desk.keyboard.wait(lambda: dialog.form.editor("cause").value())
    desk.save(ResolveDialog)
    desk.keyboard.wait(lambda: desk.keyboard.rows() == 0)
    desk.keyboard.press(Qt.Key.Key_K, CTRL)
    desk.keyboard.write("passe perdu")
    desk.keyboard.press(Qt.Key.Key_Return)
    page: HelpdeskPage = desk.keyboard.shown(HelpdeskPage)
    desk.keyboard.wait(page.verbs.reopen.isEnabled)
    desk.dialog(Qt.Key.Key_O, ReopenDialog)
    desk.keyboard.write("Le nouveau ne marche pas")
    desk.save(ReopenDialog)


def tell_whoever_asked(desk: HelpDesk) -> None:
    """Without a mail server the messages are printed, and marked as told."""
    desk.go_to("notices", MessagesPage)
    desk.keyboard.wait(lambda: desk.keyboard.rows() > 0)
    desk.keyboard.press(Qt.Key.Key_F, CTRL)
    desk.take_all()
    desk.keyboard.command(_("It is printed"))
    desk.keyboard.wait(lambda: desk.keyboard.rows() == 0)


def print_the_month(desk: HelpDesk, paper: Path) -> None:
    desk.go_to("helpdesk", HelpdeskPage)
    desk.keyboard.command(MONTH_FIGURES.title)
    desk.keyboard.turn_to(desk.keyboard.shown(DayDialog))
    desk.keyboard.press(Qt.Key.Key_Return)  # today stands there
    desk.keyboard.wait(lambda: desk.keyboard.gone(DayDialog))
    save_paper(desk.keyboard, paper)
    desk.back()


def found_on(url: str) -> dict[str, Any]:
    """What the desk says in the end."""
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(MONDAY))
    tickets = select(Ticket.title, Ticket.status, Ticket.source).order_by(Ticket.id)
    log = select(TicketEvent.kind, func.count()).group_by(TicketEvent.kind)
    with database.reading() as session:
        found = {
            "tickets": list(map(tuple, session.execute(tickets))),
            "log": dict(session.execute(log).all()),
            "round": list(session.scalars(select(RoundCheck.outcome).order_by(RoundCheck.id))),
            "messages": list(map(tuple, session.execute(select(Notice.recipient, Notice.state).order_by(Notice.id)))),
        }
    database.close()
    return found
