"""What the card of a loan says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p, digits
from coorddesk.feature import Feature, belongings, story
from coorddesk.lending.queries import LineRow, LoanCard, loan_card
from coorddesk.lending.rules import late
from coorddesk.lending.ui.loans_source import tone_of
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12


def card_of(session: Session, loan_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a loan or a reservation; None if it is no longer there."""
    card = loan_card(session, loan_id)
    if card is None:
        return None
    row = card.row
    badges: list[tuple[Message, Tone]] = [(row.standing_title, tone_of(row.standing) or Tone.MUTED)]
    if row.late:
        badges.append((late(row.late), Tone.DANGER))
    number = digits(row.id)
    caption = _("Reservation {number}", number=number) if row.is_planned else _("Loan {number}", number=number)
    return CardContent(
        title=row.borrower,
        caption=texts.say(caption),
        badges=tuple(badges),
        sections=(*_facts(card, texts), *_lines(card, texts)),
        belongings=belongings(session, features, ("loan", loan_id), _FIRST),
        story=story(session, features, ("loan", loan_id)),
    )


def _facts(card: LoanCard, texts: Texts) -> Iterator[Section]:
    row = card.row
    person = None if row.person_id is None else ("person", row.person_id)
    group = None if row.group_id is None else ("person_group", row.group_id)
    due = texts.say(_("No end (permanent loan)")) if row.due is None else texts.date(row.due)
    ended = "" if row.closed_at is None else texts.moment(row.closed_at)
    yield Section(
        None,
        (
            Fact(_("Borrower"), row.person, person),
            Fact(_("Class or group"), row.group, group),
            Fact(_("From") if row.is_planned else _("Since"), texts.date(row.since)),
            Fact(_p("loan", "Until"), due, tone=Tone.DANGER if row.late else Tone.TEXT),
            Fact(_("Lent by"), row.actor),
            Fact(_("Ended"), ended),
        ),
    )
    yield Section(_("Notes"), (Fact(Message(""), row.note),))


def _lines(card: LoanCard, texts: Texts) -> Iterator[Section]:
    """What is out first, then what is back; of what is planned, what was asked for."""
    out = tuple(_line(line, texts) for line in card.lines if line.back_at is None)
    back = tuple(_line(line, texts) for line in card.lines if line.back_at is not None)
    if card.row.is_planned:
        asked = tuple(
            Fact(Message(""), f"{wish.count} × {wish.title}" if wish.count > 1 else wish.title, wish.subject)
            for wish in card.wishes
        )
        yield Section(_("Asked for"), asked)
        yield Section(_("Set aside"), out)
    else:
        yield Section(_n("Still out: {count}", "Still out: {count}", card.row.out), out)
        yield Section(_("Back"), back)


def _line(line: LineRow, texts: Texts) -> Fact:
    """A thing; of an accessory, how many; of what came back damaged, how."""
    parts = [f"{line.quantity} × {line.title}" if line.subject[0] != "asset" else line.title]
    parts += [part for part in (line.detail, line.kit) if part and part not in parts]
    if line.condition_title is not None:
        parts.append(texts.say(line.condition_title))
    if line.note_back:
        parts.append(line.note_back)
    tone = Tone.DANGER if line.condition_title is not None else Tone.TEXT
    return Fact(Message(""), " · ".join(parts), line.subject, tone)
