"""What lies on the counter, and what becomes of it: a decision is carried out, answered, and may be taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import Message, _, _n, digits, verbatim
from coorddesk.lending.queries.counter import Meant, meant
from coorddesk.lending.queries.held import OfBorrower, of_borrower
from coorddesk.lending.rules import DuePreset, MayBeOverridden, until
from coorddesk.lending.ui.basket import Basket, Due
from coorddesk.lending.ui.deciding import Back, Decision, decide, hand_out, said_theirs
from coorddesk.lending.ui.deeds import (
    CameBack,
    WentOut,
    hand_out_loan,
    lend_basket,
    set_aside,
    take_back,
    undo_change_set,
)
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from coorddesk.core.errors import UserError
    from coorddesk.core.records import Hit
    from coorddesk.lending.ui.in_turn import InTurn
    from coorddesk.widgets.desk import Desk

DUE = "lending.due"
"""Where the settings keep the key that was pressed last for the end of a loan."""

LINES = "loan_line"
_MOST_TOLD, _MOST_STEPS = 40, 200
_USUAL = DuePreset.TWO_WEEKS
_NEAR = timedelta(days=1)
"""How long before its day a reservation is offered to whoever comes for it."""


@dataclass(frozen=True)
class Told:
    """A line of what was done here; the loan that it is about."""

    icon: str
    text: Message
    loan: int | None = None


@dataclass(frozen=True)
class Step:
    """What may be taken back: the counter as it was, and the change set, if something was written."""

    what: Message
    before: Basket
    change_set: int | None = None


class Till(QObject):
    """Its methods are steps of an `InTurn`.

    Signals:
        changed: what lies here, for whom or until when is another.
        answered: a `Tone`, a `Message`, and a second one or None.
        unsure: hits to choose from, and the text that may mean any of them.
        lent: the number of the loan that was made.
        kit_came: a `KitCard` of which things are out, to be checked on its return.
        gather_wanted: the number of a reservation whose things are not named yet.
    """

    changed = Signal()
    answered = Signal(object, object, object)
    unsure = Signal(object, str)
    lent = Signal(int)
    kit_came = Signal(object)
    gather_wanted = Signal(int)

    def __init__(self, desk: Desk, turn: InTurn) -> None:
        """Begin with nothing."""
        super().__init__(turn)
        self._desk = desk
        self._turn = turn
        self.basket = Basket()
        self.due = Due(_preset(desk.settings.recall(DUE)))
        self.theirs = OfBorrower()
        self.offer: Decision | None = None
        self.told: tuple[Told, ...] = ()
        self.returned: tuple[tuple[int, str], ...] = ()
        """The devices that came back last, with what each is called."""
        self.steps: tuple[Step, ...] = ()
        self.last_loan: int | None = None
        turn.refused.connect(lambda error: self.say(Tone.DANGER, error.message))

    @property
    def day(self) -> date | None:
        """Until when things would be lent."""
        return self.due.day(self._desk.clock.today())

    def say(self, tone: Tone, text: Message, detail: Message | None = None) -> None:
        """Answer, and show what lies here now."""
        self.changed.emit()
        self.answered.emit(tone, text, detail)

    def look(self, work: Callable[..., Meant], *, to_lend: bool = False) -> None:
        """See what a scan means, and carry out what it leads to."""
        due, borrower = self.day, self.basket.borrower

        def decided(found: Meant) -> None:
            decision = decide(found, self.basket, self.theirs, to_lend=to_lend)
            if decision.several:
                self.unsure.emit(decision.several, found.text)
            self.carry_out(decision)

        self._turn.read(lambda session: work(session, due=due, borrower=borrower), decided)

    def carry_out(self, decision: Decision) -> None:
        """Do what a scan leads to; what is lent first ends with coming here again."""
        self.offer = decision.offer and replace(decision.offer, offer_text=decision.offer_text)
        if decision.lend_first:
            self._lend(decision)
        elif decision.back is not None:
            self._take_back(decision, decision.back)
        elif decision.hand_out is not None:
            self._hand_out(decision, decision.hand_out)
        elif decision.aside is not None:
            work = partial(set_aside, loan_id=decision.aside, devices=decision.devices)
            self._turn.change(work, lambda _none, made: self._written("package", decision, self.basket, made))
        elif decision.borrow is not None:
            self._begin_for(decision.borrow)
        elif decision.whose is not None:
            whose = partial(meant, subject=decision.whose, due=None, borrower=None)
            self._turn.read(whose, lambda found: self._begin_for(found.hit, decision))
        elif decision.put is not None:
            self.lay(self.basket.put(decision.put), verbatim(decision.put.title), decision)
        else:
            self._answer(decision)

    def _answer(self, decision: Decision) -> None:
        """Nothing changes on the counter."""
        if decision.kit is not None:
            self.kit_came.emit(decision.kit)
        if decision.gather is not None:
            self.gather_wanted.emit(decision.gather)
            return
        if decision.shows is not None:
            self._desk.open_record(decision.shows)
        self.say(decision.tone, decision.text, decision.detail)

    def lay(self, basket: Basket, what: Message, said: Decision) -> None:
        """Let something else lie here, which may be taken back by what it is called."""
        self._keep(what)
        self.basket = basket
        self.say(said.tone, said.text, said.detail)

    def finish(self) -> None:
        """Lend what lies here; with nothing to lend, let the borrower go."""
        if self.basket.items and self.basket.borrower is None:
            self.say(Tone.DANGER, _("For whom?"), _("Scan a badge, or type a name."))
        elif self.basket.items:
            self._lend(None)
        elif self.basket.borrower is not None:
            self._become(Basket(), Decision(Tone.ACCENT, _("Ready for the next.")))
        else:
            self.say(Tone.ACCENT, _("Scan a badge to lend, or a device to take it back."))

    def clear(self) -> None:
        """Lend nothing, and let the borrower go."""
        if self.basket != Basket():
            self._keep(_("Clear the counter"))
        self._become(Basket(), Decision(Tone.ACCENT, _("The counter is clear.")))

    def end_on(self, due: Due) -> None:
        """Lend until another day; a key is remembered for the next loan."""
        self.due = due
        if due.preset is not None:
            self._desk.settings.remember(DUE, due.preset.value)
        self.say(Tone.ACCENT, _("To be lent {until}.", until=until(self.day)))

    def undo(self) -> None:
        """Take the last scan back, whatever it did."""
        if not self.steps:
            self.say(Tone.WARNING, _("There is no scan to take back."))
            return
        step = self.steps[-1]

        def undone(_value: object = None, _made: int | None = None) -> None:
            self.steps = self.steps[:-1]
            self.offer, self.returned = None, ()
            said = Decision(Tone.SUCCESS, _("Taken back: {deed}", deed=step.what))
            if step.change_set is not None:
                self.last_loan = None
                self.told = (Told("undo-2", said.text), *self.told)[:_MOST_TOLD]
            self._become(step.before, said)

        if step.change_set is None:
            undone()
        else:
            self._turn.change(partial(undo_change_set, change_set=step.change_set), undone)

    def _lend(self, then: Decision | None) -> None:
        """Lend what lies here, and go on with what the scan that ended it leads to."""
        basket, due = self.basket, self.day
        if then is not None and then.despite:
            basket = replace(basket, items=tuple(replace(each, warning=then.text) for each in basket.items))

        def refused(error: UserError) -> None:
            if isinstance(error, MayBeOverridden):
                spite = Decision(Tone.SUCCESS, error.message, lend_first=True, despite=True)
                self.offer = replace(spite, offer_text=_("Lend it all the same"))
            self.say(Tone.DANGER, error.message, _("Nothing was lent."))

        work = partial(lend_basket, basket=basket, due=due)
        self._turn.change(work, lambda loan_id, made: self._on_lent(basket, then, loan_id, made), refused)

    def _on_lent(self, basket: Basket, then: Decision | None, loan_id: int, change_set: int | None) -> None:
        things = _n("{count} thing", "{count} things", basket.count)
        text = _("Loan {number}: {things} to {person}", number=digits(loan_id), things=things, person=basket.called)
        said = Decision(Tone.SUCCESS, text, _("Lent {until}.", until=until(self.day)))
        if self.due.preset is None:
            self.due = Due(_preset(self._desk.settings.recall(DUE)))
        self._written("hand-helping", said, Basket(), change_set, loan_id)
        self.lent.emit(loan_id)
        if then is not None and (then.borrow is not None or then.whose is not None):
            self.carry_out(replace(then, lend_first=False))

    def _hand_out(self, decision: Decision, loan_id: int) -> None:
        """Let what was reserved or set aside go out; what lies on the counter stays there."""

        def done(went: WentOut, change_set: int | None) -> None:
            self.theirs = went.theirs
            text = _("Loan {number} has gone out to {person}.", number=digits(loan_id), person=went.called)
            said = Decision(Tone.SUCCESS, text, _("Lent {until}.", until=until(went.due)))
            self._written("hand-helping", said, self.basket, change_set, loan_id)
            self.lent.emit(loan_id)

        def refused(error: UserError) -> None:
            if isinstance(error, MayBeOverridden):
                self.offer = replace(decision, despite=True, offer_text=_("Lend it all the same"))
            self.say(Tone.DANGER, error.message, _("Nothing was lent."))

        whom, devices = self.basket.borrower, decision.devices
        going = partial(hand_out_loan, loan_id=loan_id, borrower=whom, devices=devices, despite=decision.despite)
        self._turn.change(going, done, refused)

    def _take_back(self, decision: Decision, back: Back) -> None:
        def done(came: CameBack, change_set: int | None) -> None:
            self.returned = came.devices
            self.theirs = came.theirs
            basket = self.basket if decision.less is None else self.basket.without(decision.less)
            if decision.put is not None:
                basket = basket.put(decision.put)
            said = replace(decision, detail=came.promised[0] if came.promised else decision.detail)
            self._written("undo-2", said, basket, change_set)

        self._turn.change(partial(take_back, back=back, borrower=self.basket.borrower), done)

    def _written(
        self, icon: str, said: Decision, basket: Basket, change_set: int | None, loan: int | None = None
    ) -> None:
        """Something stands on the desk now: show it, and keep how to take it back."""
        self._keep(said.text, change_set)
        if loan is not None:
            self.returned, self.last_loan = (), loan
        self.told = (Told(icon, said.text, loan), *self.told)[:_MOST_TOLD]
        self.basket = basket
        if basket.borrower is None:
            self.theirs = OfBorrower()
        self.say(said.tone, said.text, said.detail)

    def _keep(self, what: Message, change_set: int | None = None) -> None:
        """Keep how the counter is now, so that what comes may be taken back."""
        self.steps = (*self.steps, Step(what, self.basket, change_set))[-_MOST_STEPS:]

    def _begin_for(self, hit: Hit | None, said: Decision | None = None) -> None:
        """Look up what a borrower has, who has come to the counter."""
        if hit is None:
            self.say(Tone.DANGER, _("This borrower is no longer there."))
            return
        self._keep(verbatim(hit.title))
        self.returned = ()
        self.basket = self.basket.for_borrower(hit)
        subject = self.basket.borrower or hit.subject

        def show(theirs: OfBorrower) -> None:
            self.theirs = theirs
            tone, has = said_theirs(theirs.things)
            if said is not None:
                self.say(said.tone, said.text, has)
                return
            today = self._desk.clock.today()
            ready = next((each for each in theirs.planned if each.first <= today + _NEAR), None)
            if ready is not None:
                self.offer = hand_out(ready)
                has = _("A reservation waits from {day} on.", day=ready.first)
            self.say(tone, verbatim(self.basket.called), has or hit.detail)

        self._turn.read(partial(of_borrower, borrower=subject), show)

    def _become(self, basket: Basket, said: Decision) -> None:
        """Be as the counter was, with what its borrower has by now."""
        self.basket = basket
        borrower = basket.borrower

        def show(theirs: OfBorrower) -> None:
            self.theirs = theirs
            self.say(said.tone, said.text, said.detail)

        if borrower is None:
            show(OfBorrower())
        else:
            self._turn.read(partial(of_borrower, borrower=borrower), show)


def _preset(kept: object) -> DuePreset:
    """The key that was pressed last; the settings may hold anything."""
    return next((preset for preset in DuePreset if preset.value == kept), _USUAL)
