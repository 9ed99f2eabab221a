"""What a scan leads to, from what it means and what lies on the counter: pure, so that every case can be tried."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, digits, verbatim
from coorddesk.inventory.queries.scanned import LABELS
from coorddesk.lending.queries.counter import Meant, Sense
from coorddesk.lending.ui.basket import Item
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.records import Hit, Subject
    from coorddesk.lending.queries.held import HeldThing, OfBorrower, Planned
    from coorddesk.lending.queries.holding import Holding
    from coorddesk.lending.queries.kits import KitCard
    from coorddesk.lending.ui.basket import Basket


@dataclass(frozen=True)
class Back:
    """What comes back, and how it is called: devices, so many of lines of accessories, or whole loans."""

    called: str = ""
    devices: tuple[int, ...] = ()
    lines: tuple[tuple[int, int, int], ...] = ()
    """Loan, line, and how many."""
    loans: tuple[int, ...] = ()


@dataclass(frozen=True)
class Decision:
    """What to answer, and what to do at that: at most one of the rest, but a thing may come back and then be put.

    `offer` is what one key would do about it, called `offer_text`.
    """

    tone: Tone
    text: Message
    detail: Message | None = None
    put: Item | None = None
    less: Subject | None = None
    borrow: Hit | None = None
    lend_first: bool = False
    despite: bool = False
    """What lies here is lent whomever it is promised to."""
    back: Back | None = None
    hand_out: int | None = None
    """The loan that goes out as it was reserved or set aside; with `devices`, those that were gathered for it."""
    devices: tuple[int, ...] = ()
    aside: int | None = None
    """The reservation for which `devices` are set aside."""
    gather: int | None = None
    """The reservation whose things are to be gathered first."""
    kit: KitCard | None = None
    shows: Subject | None = None
    several: tuple[Hit, ...] = ()
    whose: Subject | None = None
    offer: Decision | None = None
    offer_text: Message | None = None


def decide(found: Meant, basket: Basket, theirs: OfBorrower, *, to_lend: bool = False) -> Decision:
    """What a scan leads to; `theirs` is what the borrower has already. What is `to_lend` never comes back by itself."""
    if found.sense is Sense.UNKNOWN or (found.hit is None and found.sense is not Sense.SEVERAL):
        hint = _("Type a part of the name, or look for it in the list of loans or devices.")
        return Decision(Tone.DANGER, _("“{text}” is not known here.", text=found.text), hint)
    if found.hit is None:
        text = _n("{count} may be meant.", "{count} may be meant.", len(found.candidates))
        return Decision(Tone.ACCENT, text, _("Choose with Down and Enter."), several=found.candidates)
    return _DECIDERS[found.sense](_Scan(found, found.hit, basket, theirs, to_lend))


@dataclass(frozen=True)
class _Scan:
    """A scan that means one record, and how it finds the counter."""

    found: Meant
    hit: Hit
    basket: Basket
    theirs: OfBorrower
    to_lend: bool


def _borrower(at: _Scan) -> Decision:
    """A badge after things lends them: the same one's again, or the next one's."""
    known = Decision(Tone.SUCCESS, verbatim(at.hit.title), at.hit.detail, borrow=at.hit)
    if not at.basket.items or at.basket.borrower is None:
        return known
    if at.hit.subject in {at.basket.borrower, at.basket.group.subject if at.basket.group else None}:
        return Decision(Tone.SUCCESS, verbatim(at.hit.title), lend_first=True)
    if at.hit.subject[0] == "person_group" and at.basket.group is None:
        return known
    return replace(known, lend_first=True)


def _device(at: _Scan) -> Decision:
    held = at.found.holding
    if held is not None:
        return _held_device(at, held)
    if at.found.refusal is not None:
        return Decision(Tone.DANGER, at.found.refusal, _("It is not lent."))
    if at.basket.holds(at.hit.subject):
        return Decision(Tone.WARNING, _("{device} lies here already.", device=at.hit.title))
    return _put(Item(at.hit.subject, at.hit.title, at.hit.detail), at.found.objections, at.basket)


def _held_device(at: _Scan, held: Holding) -> Decision:
    if not held.is_out:
        text = _("{device} is set aside for {person}.", device=at.hit.title, person=held.borrower)
        return Decision(
            Tone.WARNING,
            text,
            None,
            offer=Decision(Tone.SUCCESS, text, hand_out=held.loan_id),
            offer_text=_("Hand loan {number} out now", number=digits(held.loan_id)),
        )
    back = Back(at.hit.title, devices=(held.asset_id,))
    text = _("{device} is back from {person}.", device=at.hit.title, person=held.borrower)
    own = {thing.loan_id for thing in at.theirs.things}
    if not at.to_lend and (at.basket.borrower is None or held.loan_id in own):
        return Decision(Tone.SUCCESS, text, back=back)
    offer = _("Take it back and lend it to {person}", person=at.basket.called)
    return Decision(
        Tone.WARNING,
        _("{device} is on loan to {person}.", device=at.hit.title, person=held.borrower),
        _("It is due on {day}.", day=held.due) if held.due else _("It was lent without end."),
        offer=Decision(Tone.SUCCESS, text, back=back, put=Item(at.hit.subject, at.hit.title, at.hit.detail)),
        offer_text=offer if at.basket.called else _("Take it back first"),
    )


def _accessory(at: _Scan) -> Decision:
    """Each scan counts one; who has some already may as well be bringing one back."""
    decision = _put(Item(at.hit.subject, at.hit.title, at.hit.detail), (), at.basket)
    line = next((thing for thing in at.theirs.things if thing.subject == at.hit.subject), None)
    if line is None:
        return decision
    text = _("1 × {item} is back from {person}.", item=at.hit.title, person=at.basket.called)
    taken = Back(at.hit.title, lines=((line.loan_id, line.line_id, 1),))
    return replace(
        decision,
        detail=_n("{count} of it is with them already.", "{count} of it are with them already.", line.quantity),
        offer=Decision(Tone.SUCCESS, text, back=taken, less=at.hit.subject),
        offer_text=_("It comes back: take 1 back"),
    )


def _kit(at: _Scan) -> Decision:
    card = at.found.kit
    assert card is not None
    out = [thing for thing in card.things if thing.holding is not None and thing.holding.is_out]
    own = {thing.loan_id for thing in at.theirs.things}
    is_own = at.basket.borrower is None or all(each.holding and each.holding.loan_id in own for each in out)
    if out and is_own and not at.to_lend:
        text = _("“{kit}” comes back: check what is in it.", kit=at.hit.title)
        return Decision(Tone.ACCENT, text, kit=card)
    away = next((thing for thing in card.things if not thing.is_there and thing.asset_id is not None), None)
    if away is not None:
        why = away.status or Message("")
        if away.holding is not None:
            why = _("it is with {person}", person=away.holding.borrower)
        text = _("“{kit}” is not whole.", kit=at.hit.title)
        return Decision(Tone.DANGER, text, _("{thing}: {reason}", thing=away.title, reason=why))
    if not card.things:
        return Decision(
            Tone.DANGER, _("“{kit}” is empty.", kit=at.hit.title), _("Say first what belongs to it (Kits…).")
        )
    if at.basket.holds(at.hit.subject):
        return Decision(Tone.WARNING, _("{device} lies here already.", device=at.hit.title))
    count = sum(thing.quantity for thing in card.things)
    return _put(
        Item(at.hit.subject, at.hit.title, _n("{count} thing", "{count} things", count)), at.found.objections, at.basket
    )


def _loan(at: _Scan) -> Decision:
    if at.found.refusal is not None:
        return Decision(Tone.WARNING, at.found.refusal)
    number = at.hit.subject[1]
    lend_first = bool(at.basket.items and at.basket.borrower)
    if at.found.planned is not None:
        offered = hand_out(at.found.planned)
        waits = _("Reservation {number}: it has not gone out yet.", number=digits(number))
        return Decision(
            Tone.ACCENT,
            waits,
            whose=at.found.borrower,
            lend_first=lend_first,
            offer=offered,
            offer_text=offered.offer_text,
        )
    text = _("Loan {number} is back.", number=digits(number))
    return Decision(
        Tone.ACCENT,
        _("Loan {number}: scan what comes back.", number=digits(number)),
        whose=at.found.borrower,
        lend_first=lend_first,
        offer=Decision(Tone.SUCCESS, text, back=Back(str(number), loans=(number,))),
        offer_text=_("Take everything of loan {number} back", number=digits(number)),
    )


def _other(at: _Scan) -> Decision:
    if at.hit.subject[0] == LABELS:
        text = _("The label {number} is on no device yet.", number=at.found.text)
        shown = Decision(Tone.ACCENT, text, _("Link it to its device, then scan it again."), shows=at.hit.subject)
        return Decision(Tone.WARNING, text, offer=shown, offer_text=_("Say what it sticks on"))
    return Decision(Tone.WARNING, _("“{text}” is nothing that is lent.", text=at.hit.title or at.found.text))


def _put(item: Item, objections: tuple[Message, ...], basket: Basket) -> Decision:
    """Lay a thing on the counter; one that is promised to somebody else only with a key more."""
    text = _("{thing}: for whom?", thing=item.title) if basket.borrower is None else verbatim(item.title)
    hint = _("Scan a badge, or type a name.") if basket.borrower is None else item.detail
    put = Decision(Tone.SUCCESS, text, hint, put=item)
    if not objections:
        return put
    spite = replace(put, put=replace(item, warning=objections[0]))
    return Decision(
        Tone.WARNING, objections[0], _("It was not added."), offer=spite, offer_text=_("Lend it all the same")
    )


_DECIDERS: dict[Sense, Callable[[_Scan], Decision]] = {
    Sense.BORROWER: _borrower,
    Sense.DEVICE: _device,
    Sense.ACCESSORY: _accessory,
    Sense.KIT: _kit,
    Sense.LOAN: _loan,
    Sense.OTHER: _other,
}


def all_of(theirs: OfBorrower, person: str) -> Back | None:
    """Everything that somebody has; None if they have nothing."""
    loans = tuple(dict.fromkeys(thing.loan_id for thing in theirs.things))
    return Back(person, loans=loans) if loans else None


def hand_out(planned: Planned) -> Decision:
    """Let a reservation go out; one that says only so many of a model once they are gathered."""
    text = _("Hand out reservation {number}", number=digits(planned.loan_id))
    if planned.is_to_gather:
        return Decision(Tone.ACCENT, text, gather=planned.loan_id, offer_text=text)
    return Decision(Tone.SUCCESS, text, hand_out=planned.loan_id, offer_text=text)


def said_theirs(things: tuple[HeldThing, ...]) -> tuple[Tone, Message | None]:
    """What somebody has already, as the answer to their badge."""
    late = sum(thing.quantity for thing in things if thing.days_late)
    count = sum(thing.quantity for thing in things)
    if late:
        return Tone.WARNING, _n("{count} thing is overdue.", "{count} things are overdue.", late)
    return Tone.SUCCESS, _n("Has {count} thing.", "Has {count} things.", count) if count else None
