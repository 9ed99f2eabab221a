"""The budget lines that a form offers, each with what is free on it, and what the form asks of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.budget.queries import LineChoice, fiscal_years, lines_to_choose
from coorddesk.budget.rules.vat import Amounts
from coorddesk.budget.rules.words import Counting, OnOverspending
from coorddesk.core.messages import Message, Money, _
from coorddesk.purchasing.rules.totals import asked_of
from coorddesk.widgets.grid.cells import Choice
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts


_NONE_YET = _("There is no budget line yet. Open a fiscal year in “Situation”, and add its lines there.")


@dataclass(frozen=True)
class LineNote:
    """What a form asks of a budget line, in words; in colour where there is less than that."""

    said: Message
    tone: Tone
    name: str = ""


@dataclass(frozen=True)
class BudgetOffer:
    """What there is to choose from; `released` are the cents on each line that the document gives back itself.

    An order that follows a request takes over what the request pre-commits; an invoice, what its order commits.
    `is_read` says that there are no others, even where there are none.
    """

    lines: Sequence[LineChoice] = ()
    counting: Mapping[int, Counting] = field(default_factory=dict)
    released: Mapping[int, int] = field(default_factory=dict)
    is_read: bool = False

    def choices(self, texts: Texts) -> list[Choice]:
        """As a cell offers them; those of another year than the first say so."""
        first = next((each.year_id for each in self.lines), None)
        return [
            Choice(each.id, _named(each, first), texts.say(_("{amount} free", amount=Money(each.free))))
            for each in self.lines
        ]

    def notes(self, lines: Iterable[tuple[int, Amounts]]) -> list[LineNote]:
        """What lines of a document ask of each budget line, or what to do where there is none."""
        if self.is_read and not self.lines:
            return [LineNote(_NONE_YET, Tone.WARNING)]
        known = {each.id: each for each in self.lines}
        asked = asked_of(lines, self.counting)
        return [self._note(known[line_id], cents) for line_id, cents in asked.items() if line_id in known]

    def _note(self, line: LineChoice, asked: int) -> LineNote:
        more = asked - self.released.get(line.id, 0)
        verdict = line.would_be(more) if more > 0 else None
        left = line.free - more
        if more <= 0 and left < 0:
            said = _("{asked} here; the line is overspent by {over}", asked=Money(asked), over=Money(-left))
            return LineNote(said, Tone.WARNING, line.name)
        if verdict is None:
            said = _("{asked} here, {left} stay free", asked=Money(asked), left=Money(left))
            return LineNote(said, Tone.MUTED, line.name)
        if verdict is OnOverspending.BLOCK:
            said = _("{asked} here: {over} too much, which this line refuses", asked=Money(asked), over=Money(-left))
            return LineNote(said, Tone.DANGER, line.name)
        said = _("{asked} here: {over} more than is free", asked=Money(asked), over=Money(-left))
        return LineNote(said, Tone.WARNING, line.name)


def read_budget(session: Session, day: date | None, also: Collection[int] = ()) -> BudgetOffer:
    """In the lane: the lines of open years, those of the year of a day first, and those that a document stands on."""
    lines = lines_to_choose(session, day, also=also)
    counts = {year.id: year.counts for year in fiscal_years(session)}
    return BudgetOffer(lines, {each.id: counts[each.year_id] for each in lines}, is_read=True)


def _named(line: LineChoice, first: int | None) -> str:
    return line.name if line.year_id == first else f"{line.name} ({line.year})"
