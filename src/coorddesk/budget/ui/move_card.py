"""What the card of a move says: which document wrote it, what it means for its line, and whether it still stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coorddesk.budget.queries import MoveQuery, MoveRow, all_moves, moves_page
from coorddesk.budget.rules.situation import FIGURE_TITLES, SIGNS
from coorddesk.core.messages import Message, Money, _, _p
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_NO_TITLE = Message("")


def read_move_card(session: Session, move_id: int, texts: Texts) -> CardContent | None:
    """The card of a move; None if it is no longer there."""
    row = moves_page(session, [move_id]).get(move_id)
    if row is None:
        return None
    others = [each for each in all_moves(session, MoveQuery(document=row.document, descending=False)) if each != row]
    return CardContent(
        title=texts.money(row.cents),
        caption=texts.say(row.title),
        badges=tuple(_badges(row)),
        sections=(
            Section(None, tuple(_facts(row, texts))),
            Section(_("What it changes"), tuple(_changes(row, texts))),
            Section(_("Written with it"), tuple(_other(each, texts) for each in others)),
        ),
    )


def _badges(row: MoveRow) -> Iterator[tuple[Message, Tone]]:
    if row.counter_of_id is not None:
        yield _p("move of money", "Takes another back"), Tone.WARNING
    if row.is_countered:
        yield _p("move of money", "Taken back"), Tone.DANGER


def _facts(row: MoveRow, texts: Texts) -> Iterator[Fact]:
    yield Fact(_p("ledger", "Document"), row.label, row.opens)
    yield Fact(_("Budget line"), row.line, ("budget_line", row.line_id))
    yield Fact(_("Fiscal year"), row.year)
    yield Fact(_("Day"), texts.date(row.day))
    said = _("{moment}, {actor}", moment=row.moment, actor=row.actor)
    yield Fact(_p("ledger", "Written down"), texts.say(said))
    counter = None if row.counter_of_id is None else ("budget_move", row.counter_of_id)
    yield Fact(_("Takes back"), texts.say(_("an earlier move")) if counter else "", counter)
    yield Fact(_p("ledger", "Words"), row.words)


def _changes(row: MoveRow, texts: Texts) -> Iterator[Fact]:
    """The figures that it is a part of, each with its sign."""
    for figure, signs in SIGNS.items():
        cents = signs.get(row.kind, 0) * row.cents
        if cents:
            said = texts.money(cents)
            yield Fact(FIGURE_TITLES[figure], said if cents < 0 else f"+{said}")


def _other(row: MoveRow, texts: Texts) -> Fact:
    said = _("{line} · {kind} · {amount}", line=row.line, kind=row.title, amount=Money(row.cents))
    return Fact(_NO_TITLE, texts.say(said), ("budget_move", row.id))
