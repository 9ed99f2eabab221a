"""What the card of a budget line says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.budget.queries import LineCard, MoveRow, line_card
from coorddesk.budget.rules.situation import FIGURE_TITLES, Figure
from coorddesk.budget.rules.standings import LINE_STANDING_TITLES, line_standing
from coorddesk.budget.rules.words import SECTION_TITLES, OnOverspending, YearState
from coorddesk.budget.ui.line_source import STANDING_TONES
from coorddesk.core.messages import Message, Money, _, _n, _p
from coorddesk.core.records import Belongings, Hit
from coorddesk.feature import Feature, belongings, story
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
_NO_TITLE = Message("")
_ALWAYS = frozenset({Figure.OPENED, Figure.COMMITTED, Figure.INVOICED, Figure.AVAILABLE})


def read_line_card(session: Session, line_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a budget line; None if it is no longer there."""
    card = line_card(session, line_id)
    if card is None:
        return None
    subject = ("budget_line", line_id)
    return CardContent(
        title=card.row.label,
        caption=texts.say(_("{code} · {year}", code=card.row.code, year=card.year.name)),
        badges=tuple(_badges(card)),
        sections=(
            Section(None, tuple(_figures(card, texts))),
            Section(None, tuple(_where(card, texts))),
            Section(_("Still promised"), tuple(_promised(card, texts))),
            Section(_("Notes"), (Fact(_NO_TITLE, card.notes),)),
        ),
        belongings=(*_moves(card), *belongings(session, features, subject, _FIRST)),
        story=story(session, features, subject),
    )


def _badges(card: LineCard) -> Iterator[tuple[Message, Tone]]:
    standing = line_standing(card.figures)
    yield LINE_STANDING_TITLES[standing], STANDING_TONES[standing]
    if card.row.on_overspending is OnOverspending.BLOCK:
        yield _p("budget line", "Refuses overspending"), Tone.MUTED
    if card.year.state is YearState.CLOSED:
        yield _p("budget line", "Year closed"), Tone.MUTED


def _figures(card: LineCard, texts: Texts) -> Iterator[Fact]:
    """Each figure that says something, and the rates."""
    for figure in Figure:
        cents = getattr(card.figures, figure.value)
        if cents or figure in _ALWAYS:
            yield Fact(FIGURE_TITLES[figure], texts.money(cents), tone=Tone.DANGER if cents < 0 else Tone.TEXT)
    rate = card.figures.commitment_rate
    if rate is not None:
        yield Fact(_p("budget column", "Commitment rate"), texts.percent(rate))
    if card.previous_id is not None:
        said = _("{invoiced} of {opened}", invoiced=Money(card.before.invoiced), opened=Money(card.before.opened))
        yield Fact(_("The year before"), texts.say(said), ("budget_line", card.previous_id))


def _where(card: LineCard, texts: Texts) -> Iterator[Fact]:
    row = card.row
    yield Fact(_("Section"), texts.say(SECTION_TITLES[row.section]))
    yield Fact(_p("budget", "Chapter"), row.chapter)
    yield Fact(_p("budget", "Account"), f"{row.account} {row.account_label}".strip())
    yield Fact(_p("budget", "Analytic tags"), ", ".join(row.tags))
    funding = None if card.funding_source_id is None else ("funding_source", card.funding_source_id)
    yield Fact(_("Funding source"), row.funding_source, funding)
    person = None if card.person_id is None else ("person", card.person_id)
    yield Fact(_("In charge"), row.person, person)


def _promised(card: LineCard, texts: Texts) -> Iterator[Fact]:
    for each, opens in card.open:
        yield Fact(_NO_TITLE, f"{each.label} · {texts.money(each.cents)}", opens)


def _moves(card: LineCard) -> Iterator[Belongings]:
    if card.moves:
        title = _n("{count} move", "{count} moves", card.move_count)
        yield Belongings(title, "budget_move", tuple(map(_hit, card.moves)))


def _hit(row: MoveRow) -> Hit:
    detail = _("{day} · {kind} · {amount}", day=row.day, kind=row.title, amount=Money(row.cents))
    return Hit(row.opens, row.label, detail)
