"""What the card of a contract says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, Money, _, _p
from coorddesk.feature import Feature, belongings, named, story
from coorddesk.purchasing.queries.contract_card import (
    ContractCard,
    InstalmentRow,
    StepRow,
    contract_card,
)
from coorddesk.purchasing.rules.contract_words import (
    CONTRACT_KIND_TITLES,
    CONTRACT_STATE_TITLES,
    CONTRACT_STEP_TITLES,
    RENEWAL_TITLES,
    ContractState,
    ContractStepKind,
    Renewal,
)
from coorddesk.purchasing.rules.contracts import said_every, said_months
from coorddesk.purchasing.rules.instalments import Due, Part
from coorddesk.purchasing.ui.told_part import Told, ToldSection
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
_NO_TITLE = Message("")
STATE_TONES = {
    ContractState.TO_COME: Tone.MUTED,
    ContractState.RUNNING: Tone.SUCCESS,
    ContractState.TO_DECIDE: Tone.WARNING,
    ContractState.ENDING: Tone.ACCENT,
    ContractState.ENDED: Tone.MUTED,
}


def read_contract_card(
    session: Session, contract_id: int, features: Sequence[Feature], texts: Texts
) -> CardContent | None:
    """The card of a contract; None if it is no longer there."""
    card = contract_card(session, contract_id)
    if card is None:
        return None
    row, subject = card.row, ("contract", contract_id)
    return CardContent(
        title=row.name,
        caption=row.number,
        badges=tuple(_badges(card)),
        sections=(
            Section(None, tuple(_money(card, texts))),
            Section(_("How this is reckoned"), tuple(Fact(_NO_TITLE, texts.say(said)) for said in card.explained)),
            Section(_("What it covers"), tuple(_covered(session, card, features))),
            Section(_p("contract", "What happened"), tuple(_steps(card.steps, texts))),
            Section(_("Notes"), (Fact(_NO_TITLE, row.notes),)),
        ),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def told_contract(session: Session, contract_id: int, texts: Texts) -> Sequence[ToldSection]:
    """In the lane: what was committed and what became of it, the latest first, and what is to come."""
    card = contract_card(session, contract_id)
    if card is None:
        return ()
    committed = tuple(_committed(each, texts) for each in card.instalments[::-1][:_FIRST])
    open_cents = sum(each.committed.remaining for each in card.instalments)
    return (
        ToldSection(_("Committed instalments"), committed, texts.money(open_cents) if open_cents else ""),
        ToldSection(_("To come and not committed"), tuple(_coming(each, texts) for each in card.coming[:_FIRST])),
    )


def _badges(card: ContractCard) -> Iterator[tuple[Message, Tone]]:
    row = card.row
    yield CONTRACT_STATE_TITLES[row.state], STATE_TONES[row.state]
    if row.now.is_missed:
        yield _("Notice is past"), Tone.WARNING
    yield CONTRACT_KIND_TITLES[row.kind], Tone.MUTED


def _money(card: ContractCard, texts: Texts) -> Iterator[Fact]:
    row, contract = card.row, card.row.contract
    yield Fact(_("Supplier"), row.supplier, ("supplier", row.supplier_id))
    yield Fact(_("Next end"), texts.date(row.now.ends_on))
    notice = "" if row.now.notice_by is None else texts.date(row.now.notice_by)
    is_near = row.state is ContractState.TO_DECIDE or row.now.is_missed
    yield Fact(_("Notice by"), notice, tone=Tone.WARNING if is_near else Tone.TEXT)
    yield Fact(_p("contract", "Renewal"), texts.say(_renewal(card)))
    yield Fact(_("Instalment, excl. VAT"), texts.money(row.price.net))
    yield Fact(_("Instalments"), texts.say(_due(card)))
    yield Fact(_("In a year, incl. VAT"), texts.money(row.yearly.gross))
    if contract.vat_rate:
        yield Fact(_("VAT rate"), texts.percent(contract.vat_rate))


def _renewal(card: ContractCard) -> Message:
    contract = card.row.contract
    title = RENEWAL_TITLES[contract.renewal]
    if contract.renewal is Renewal.NONE:
        return title
    return _("{renewal}, by {months}", renewal=title, months=said_months(contract.renewal_months))


def _due(card: ContractCard) -> Message:
    contract = card.row.contract
    every = said_every(contract.every_months)
    if contract.is_in_advance:
        return _("{every}, in advance", every=every)
    return _("{every}, in arrears", every=every)


def _covered(session: Session, card: ContractCard, features: Sequence[Feature]) -> Iterator[Fact]:
    names = named(session, features, card.covered)
    for subject in card.covered:
        yield Fact(_NO_TITLE, names.get(subject, ""), subject)


def _steps(steps: Sequence[StepRow], texts: Texts) -> Iterator[Fact]:
    for step in steps:
        said = _("{what} ({name})", what=_said(step, texts), name=step.actor)
        words = f": {step.words}" if step.words else ""
        tone = Tone.DANGER if step.kind is ContractStepKind.TERMINATED else Tone.TEXT
        yield Fact(CONTRACT_STEP_TITLES[step.kind], texts.say(said) + words, tone=tone)


def _said(step: StepRow, texts: Texts) -> Message:
    if step.kind is ContractStepKind.TERMINATED:
        return _("last day {day}", day=step.day)
    if step.kind is ContractStepKind.RENEWED and step.months is not None:
        return _("from {day}, by {months}", day=step.day, months=said_months(step.months))
    if step.net is not None:
        return _("from {day}: {amount} excl. VAT", day=step.day, amount=Money(step.net))
    if step.rate is not None:
        sign = "+" if step.rate > 0 else ""
        return _("from {day}: {rate}", day=step.day, rate=sign + texts.percent(step.rate))
    return _("from {day}", day=step.day)


def _committed(row: InstalmentRow, texts: Texts) -> Told:
    each = row.committed
    said: list[tuple[Message, Tone]] = [
        (_("due on {day}", day=each.due_on), Tone.MUTED),
        (_("{name}", name=each.line), Tone.MUTED),
    ]
    said += [(part, Tone.MUTED) for part in _parts(row.parts)]
    if each.invoiced:
        said.append((_("{amount} invoiced", amount=Money(each.invoiced)), Tone.MUTED))
    if each.remaining:
        said.append((_("{amount} still committed", amount=Money(each.remaining)), Tone.TEXT))
    deeds = ("invoice", "change") if each.remaining else ()
    own = deeds if each.is_invoiced else (*deeds, "take_back")
    return Told(
        _days(each.first_day, each.last_day, texts), texts.money(each.amount.gross), tuple(said), None, own, each
    )


def _coming(due: Due, texts: Texts) -> Told:
    said: list[tuple[Message, Tone]] = [(_("due on {day}", day=due.due_on), Tone.MUTED)]
    if due.is_partial:
        partly = _("in proportion: {days} of {whole} days", days=due.days, whole=due.whole_days)
        said.append((partly, Tone.MUTED))
    return Told(_days(due.first_day, due.last_day, texts), texts.money(due.amount.gross), tuple(said))


def _parts(parts: Sequence[Part]) -> Iterator[Message]:
    """What belongs to which year, if it is more than one."""
    if len(parts) > 1:
        for part in parts:
            yield _(
                "{amount} of it from {first} to {last}",
                amount=Money(part.amount.gross),
                first=part.first_day,
                last=part.last_day,
            )


def _days(first: object, last: object, texts: Texts) -> str:
    return texts.say(_("{first} – {last}", first=first, last=last))
