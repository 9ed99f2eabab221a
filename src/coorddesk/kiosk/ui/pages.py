"""Which page asks what, and where each answer leads."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from coorddesk.core.messages import Message, _
from coorddesk.kiosk.rules import (
    Catalogue,
    Device,
    Draft,
    Known,
    Room,
    Sheet,
    Solved,
    Step,
    Survey,
    Tile,
    begun_sheet,
    inner_level,
    is_last,
    known_at,
    new_key,
    provisional_number,
    room_of,
    scanned,
    tiles_for,
    tip_for,
)
from coorddesk.kiosk.ui.idle_page import IdlePage
from coorddesk.kiosk.ui.known_page import KnownPage
from coorddesk.kiosk.ui.question_page import QuestionPage, SheetEnd
from coorddesk.kiosk.ui.sent_page import DonePage, SentPage
from coorddesk.kiosk.ui.tip_page import TipPage
from coorddesk.kiosk.ui.what_page import WhatPage
from coorddesk.kiosk.ui.where_page import WherePage
from coorddesk.kiosk.ui.who_page import WhoPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.kiosk.ui.slip_printer import SlipPrinter
    from coorddesk.widgets.desk import Look

_MOST_CODE = 30
_KEY_BYTES = 16
_NOBODY = Draft("0" * 32)


@dataclass(frozen=True)
class State:
    """What is on the screen: a step, what was said until then, and on which level of the places one is.

    `sheet` is the questionnaire that somebody fills in.
    """

    step: Step
    draft: Draft = _NOBODY
    level: Room | None = None
    trouble: Message | None = None
    sheet: Sheet | None = None

    @property
    def before(self) -> State | None:
        """The question before, with all that was answered since; None where there is none."""
        if self.sheet is None or not self.sheet.place:
            return None
        return replace(self, sheet=self.sheet.turned(-1))


@dataclass(frozen=True)
class Scene:
    """What a page is made of: what there is to show and to ask.

    Besides: the one fault to give a smiley for, and where one looks first.
    """

    catalogue: Catalogue
    surveys: Sequence[Survey]
    solved: Solved | None
    first: Room | None
    printer: SlipPrinter


class Conductor(Protocol):
    """What the pages ask of their window."""

    def go_on(self, state: State, language: str = "") -> None:
        """To another page, from which one may come back; in a language, if the kiosk speaks it."""

    def start_again(self) -> None:
        """Back to the first screen."""

    def keep(self, state: State) -> None:
        """Remember what is being typed on the page."""

    def send(self) -> None:
        """Put the report, or what was answered, into the outbox."""

    def rate(self, solved: Solved, score: int) -> None:
        """Put a smiley into the outbox."""

    def print_slip(self) -> None:
        """Print what was sent last."""


def drawn_key() -> str:
    """A key for a new report."""
    return new_key(secrets.token_bytes(_KEY_BYTES))


class Pages:
    """Makes the page of a state; its answers go to the window."""

    def __init__(self, window: Conductor, look: Look, scene: Scene) -> None:
        """Make nothing yet."""
        self._window, self._look, self._scene = window, look, scene
        self._catalogue = scene.catalogue

    def page(self, state: State) -> QWidget:
        """A new page."""
        match state.step:
            case Step.IDLE:
                return self._idle()
            case Step.WHERE:
                return self._where(state)
            case Step.KNOWN:
                return self._known(state)
            case Step.WHAT:
                return self._what(state)
            case Step.TIP:
                return self._tip(state)
            case Step.WHO:
                return self._who(state)
            case Step.SURVEY:
                return self._survey(state)
        return self._done(state)

    def _idle(self) -> QWidget:
        page = IdlePage(self._look, self._catalogue, self._scene.surveys, self._scene.solved)
        page.asked.connect(self._on_asked)
        page.begun.connect(lambda: self._window.go_on(self._begun()))
        page.coded.connect(lambda code: self._on_code(self._begun(), code))
        page.rated.connect(self._window.rate)
        page.code.setFocus()
        return page

    def _where(self, state: State) -> QWidget:
        is_first = state.level == self._scene.first
        page = WherePage(self._look, self._catalogue, state.level, state.trouble, is_first=is_first)
        page.coded.connect(lambda code: self._on_code(state, code))
        page.entered.connect(lambda room: self._on_room(state, room))
        page.here.connect(lambda room: self._on_found(state, room, None))
        page.device_chosen.connect(lambda device: self._on_found(state, state.level, device))
        page.code.setFocus()
        return page

    def _known(self, state: State) -> QWidget:
        page = KnownPage(self._look, known_at(self._catalogue, state.draft))
        page.me_too.connect(lambda known: self._on_me_too(state, known))
        page.other.connect(lambda: self._window.go_on(replace(state, step=Step.WHAT)))
        return page

    def _what(self, state: State) -> QWidget:
        said = [state.draft]

        def keep(words: str) -> None:
            said[0] = replace(said[0], words=words)
            self._window.keep(replace(state, draft=said[0]))

        page = WhatPage(self._look, tiles_for(self._catalogue, state.draft.device), state.draft)
        page.typed.connect(keep)
        page.chosen.connect(lambda tile: self._on_what(replace(state, draft=said[0]), tile))
        page.words.setFocus()
        return page

    def _tip(self, state: State) -> QWidget:
        tip = tip_for(self._catalogue, state.draft, self._look.texts.language)
        if tip is None:  # the catalogue is another by now, or the language
            return self._who(state)
        page = TipPage(self._look, tip)
        page.helped.connect(lambda: self._window.go_on(State(Step.HELPED)))
        page.useless.connect(lambda: self._window.go_on(replace(state, step=Step.WHO)))
        return page

    def _who(self, state: State) -> QWidget:
        page = WhoPage(self._look, state.draft)
        page.typed.connect(lambda who: self._window.keep(replace(state, draft=replace(state.draft, who=who))))
        page.sent.connect(self._window.send)
        page.who.setFocus()
        return page

    def _survey(self, state: State) -> QWidget:
        sheet = state.sheet
        assert sheet is not None
        if sheet.question is None:
            end = SheetEnd(self._look, sheet)
            end.sent.connect(self._window.send)
            return end
        page = QuestionPage(self._look, sheet)
        page.typed.connect(lambda words: self._window.keep(replace(state, sheet=sheet.answered(words))))
        page.answered.connect(lambda said: self._on_answered(state, sheet.answered(said)))
        return page

    def _done(self, state: State) -> QWidget:
        page: DonePage
        match state.step:
            case Step.SENT:
                page = self._sent(state)
            case Step.HELPED:
                page = DonePage(self._look, _("Glad that it helped!"), _("Nothing was sent."), "thumbs-up")
            case Step.THANKS:
                page = DonePage(self._look, _("Thank you for your answer."))
            case _:
                detail = _("This PC cannot keep it: please tell the coordinator in person.")
                page = DonePage(self._look, _("It could not be reported."), detail, "circle-alert")
        page.finished.connect(self._window.start_again)
        page.finish.setFocus()
        return page

    def _sent(self, state: State) -> SentPage:
        printer = self._scene.printer
        page = SentPage(self._look, provisional_number(state.draft.key), may_print=printer.is_there)
        printer.failed.connect(page.show_slip_failed)
        page.slip_asked.connect(self._window.print_slip)
        return page

    def _on_code(self, state: State, code: str) -> None:
        match scanned(self._catalogue, code):
            case Device() as device:
                self._on_found(state, room_of(self._catalogue, device), device)
            case Room() as room:
                self._on_found(state, room, None)
            case None:
                trouble = _("Nothing is known as “{code}”. Touch the room instead.", code=code[:_MOST_CODE])
                self._window.go_on(replace(state, trouble=trouble))

    def _on_room(self, state: State, room: Room | None) -> None:
        room = None if room is None else inner_level(self._catalogue, room)
        if room is not None and is_last(self._catalogue, room):
            self._on_found(state, room, None)
        else:
            self._window.go_on(replace(state, level=room, trouble=None))

    def _on_found(self, state: State, room: Room | None, device: Device | None) -> None:
        draft = replace(state.draft, room=room, device=device)
        step = Step.KNOWN if known_at(self._catalogue, draft) else Step.WHAT
        self._window.go_on(State(step, draft, state.level))

    def _on_me_too(self, state: State, known: Known) -> None:
        self._window.go_on(replace(state, step=Step.WHO, draft=replace(state.draft, echo=known, tile=None)))

    def _on_what(self, state: State, tile: Tile | None) -> None:
        draft = replace(state.draft, tile=tile, echo=None)
        tip = tip_for(self._catalogue, draft, self._look.texts.language)
        self._window.go_on(replace(state, step=Step.WHO if tip is None else Step.TIP, draft=draft))

    def _on_asked(self, survey: Survey) -> None:
        sheet = begun_sheet(self._catalogue, survey, drawn_key())
        self._window.go_on(State(Step.SURVEY, sheet=sheet), survey.language)

    def _on_answered(self, state: State, sheet: Sheet) -> None:
        self._window.go_on(replace(state, sheet=sheet.turned(1)))

    def _begun(self) -> State:
        """The first page of a new report, which has its key from here on."""
        return State(Step.WHERE, Draft(drawn_key()), self._scene.first)
