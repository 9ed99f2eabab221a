"""The counter on the screen: one line that takes every scan, its answer, what lies there, and what is beside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.lending.queries.counter import suggestions
from coorddesk.lending.ui.basket import Basket
from coorddesk.lending.ui.basket_view import BasketView
from coorddesk.lending.ui.beside import Beside
from coorddesk.lending.ui.counter import Counter
from coorddesk.lending.ui.receipts import Receipts
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.scan_answer import ScanAnswer
from coorddesk.widgets.scan_field import ScanField
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from coorddesk.core.records import Hit
    from coorddesk.lending.queries.held import HeldThing
    from coorddesk.lending.queries.kits import KitCard
    from coorddesk.widgets.desk import Desk

_OFFER, _DAMAGED, _ALL_BACK = "F9", "F8", "F12"


class CounterPage(QWidget):
    """Works without the mouse: every button has its key, and says it."""

    def __init__(self, desk: Desk) -> None:
        """Build everything; nothing is read before the first scan."""
        super().__init__()
        self._desk = desk
        self.counter = Counter(desk, self)
        self.field = ScanField(desk, self, _("Badge, device, kit or name"))
        self.field.takes_undo = True
        self.answer = ScanAnswer(desk)
        self.basket = BasketView(desk, self)
        self.beside = Beside(desk)
        self.receipts = Receipts(desk, self, self._on_receipt_wanted)
        self.offer = self._verb(_("Do it"), "check", _OFFER, self.counter.take_offer, ButtonKind.PRIMARY)
        self._take_back = self._verb(_("Take the last scan back"), "undo-2", "Ctrl+Z", self.counter.undo)
        self._damage = self._verb(_("It is damaged…"), "triangle-alert", _DAMAGED, self._on_damage_wanted)
        self._clear = self._verb(_("Clear the counter"), "x", "Esc", self.counter.clear)
        make_action(desk, self, _("Take everything back"), "undo-2", _ALL_BACK, self.counter.take_all_back)
        self._lay_out()
        self._connect()
        self._show()
        self.counter.finish()

    def start(self) -> None:
        """The counter came to the front: scans may begin."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def lend_to(self, subjects: Sequence[tuple[str, int]]) -> None:
        """Lay records on the counter, or let a person borrow, as if they had been scanned."""
        for subject in subjects:
            self.counter.chosen(subject, to_lend=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the counter, once the field is empty; with nothing on it, it is a dialog's around it."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        event.setAccepted(self.counter.till.basket != Basket())
        self.counter.clear()
        self.field.setFocus()

    def _verb(
        self, text: Message, icon: str, keys: str, take: Callable[[], None], kind: ButtonKind = ButtonKind.PLAIN
    ) -> QPushButton:
        """A button with its key in its words; keys that mean something everywhere are heard where they are pressed."""
        say = self._desk.texts.say
        key = say(_p("key", "Esc")) if keys == "Esc" else keys
        made = button(self._desk, _("{deed} ({keys})", deed=text, keys=key), kind, icon)
        made.clicked.connect(take)
        if keys.startswith("F"):
            make_action(self._desk, self, text, icon, keys, take)
        return made

    def _lay_out(self) -> None:
        verbs = QHBoxLayout()
        verbs.setSpacing(TIGHT)
        for each in (self.offer, self._take_back, self._damage, self._clear):
            verbs.addWidget(each)
        verbs.addStretch()
        self.basket.foot.addWidget(self.receipts.chooser)
        below = QHBoxLayout()
        below.setSpacing(SNUG)
        below.addWidget(self.basket, 5)
        below.addWidget(self.beside, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(ROOM, SNUG, ROOM, ROOM)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.field)
        layout.addWidget(self.answer)
        layout.addLayout(verbs)
        layout.addLayout(below, 1)

    def _connect(self) -> None:
        counter, till = self.counter, self.counter.till
        self.field.scanned.connect(counter.scanned)
        self.field.chosen.connect(self._on_chosen)
        self.field.finished.connect(counter.finish)
        self.field.undo_wanted.connect(counter.undo)
        self.field.paused.connect(self._on_paused)
        self.field.keep(self.offer, self._take_back, self._clear, self.basket.lend, self.beside.take_all)
        self.field.keep(*self.basket.due.buttons.values())
        self.field.take_keys_of(self.basket.lines)
        self.field.take_keys_of(self.beside.lines)
        self.basket.finished.connect(counter.finish)
        self.basket.removed.connect(counter.remove)
        self.basket.due.chosen.connect(counter.end_on)
        self.basket.due.chosen.connect(lambda _due: self.field.setFocus())
        self.basket.due.left.connect(self.field.setFocus)
        self.basket.due.refused.connect(lambda why: self.answer.say(Tone.DANGER, why))
        self.beside.all_back.connect(counter.take_all_back)
        self.beside.loan_wanted.connect(lambda loan: self._desk.open_record(("loan", loan)))
        till.changed.connect(self._show)
        till.answered.connect(self.answer.say)
        till.unsure.connect(self._on_unsure)
        till.lent.connect(self.receipts.give)
        till.kit_came.connect(self._on_kit_came)
        till.gather_wanted.connect(self._on_gather_wanted)

    def _show(self) -> None:
        till = self.counter.till
        self.basket.show_till(till)
        self.beside.show_till(till)
        offer = till.offer
        self.offer.setVisible(offer is not None)
        if offer is not None and offer.offer_text is not None:
            text = _("{deed} ({keys})", deed=offer.offer_text, keys=_OFFER)
            self.offer.setText(self._desk.texts.say(text))
        self._damage.setVisible(bool(till.returned))
        self._take_back.setEnabled(bool(till.steps))

    def _on_paused(self, text: str) -> None:
        work = partial(suggestions, text=text)
        self._desk.operations.read(self, work, partial(self._on_found, text), replaces="suggestions")

    def _on_found(self, text: str, hits: Sequence[Hit]) -> None:
        if self.field.text().strip() == text:
            self.field.offer(self._options(hits))

    def _on_unsure(self, hits: Sequence[Hit], text: str) -> None:
        self.field.offer(self._options(hits), text)

    def _options(self, hits: Sequence[Hit]) -> list[Option]:
        self._hits = [hit.subject for hit in hits]
        return [Option(place, hit.title, self._desk.texts.say(hit.detail)) for place, hit in enumerate(hits)]

    def _on_chosen(self, place: int) -> None:
        self.counter.chosen(self._hits[place])

    def _on_receipt_wanted(self) -> None:
        loan = self.counter.till.last_loan
        if loan is None:
            self.answer.say(Tone.WARNING, _("No loan was made here yet."))
        else:
            self.receipts.show(loan)

    def _on_damage_wanted(self) -> None:
        devices = self.counter.till.returned
        if not devices:
            self.answer.say(Tone.WARNING, _("Nothing has come back yet."))
            return
        from coorddesk.lending.ui.damage_dialog import DamageDialog  # seldom wanted

        DamageDialog(self._desk, self, devices).open()

    def _on_kit_came(self, card: KitCard) -> None:
        from coorddesk.lending.ui.kit_back_dialog import KitBackDialog, out_of_kit  # seldom wanted

        def show(things: Sequence[HeldThing]) -> None:
            dialog = KitBackDialog(self._desk, self, card, things)
            dialog.checked.connect(self.counter.take_back)
            dialog.open()

        self._desk.operations.read(self, partial(out_of_kit, card=card), show)

    def _on_gather_wanted(self, loan_id: int) -> None:
        from coorddesk.lending.ui.handing_out import gather  # seldom wanted

        counter = self.counter
        gather(self._desk, self, loan_id, partial(counter.set_aside, loan_id), partial(counter.hand_out, loan_id))
