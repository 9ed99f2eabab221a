"""What the card of a problem says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.feature import Feature, belongings, story
from coorddesk.helpdesk.queries import ProblemRow, problem_row
from coorddesk.helpdesk.rules import PROBLEM_STATE_TITLES, ProblemState
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
_NO_TITLE = Message("")
PROBLEM_TONES = {
    ProblemState.OPEN: Tone.ACCENT,
    ProblemState.KNOWN: Tone.WARNING,
    ProblemState.SOLVED: Tone.SUCCESS,
}


def problem_card(session: Session, problem_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a problem; None if it is no longer there."""
    row = problem_row(session, problem_id)
    if row is None:
        return None
    subject = ("problem", problem_id)
    return CardContent(
        title=row.name,
        caption=texts.say(_n("{count} ticket", "{count} tickets", row.tickets)),
        badges=tuple(_badges(row)),
        sections=tuple(_sections(row, texts)),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def _badges(row: ProblemRow) -> Iterator[tuple[Message, Tone]]:
    yield PROBLEM_STATE_TITLES[row.state], PROBLEM_TONES[row.state]
    if row.is_announced:
        yield _("Known outage"), Tone.DANGER


def _sections(row: ProblemRow, texts: Texts) -> Iterator[Section]:
    """What is written, each under its own heading: these are texts, not words."""
    yield Section(None, (Fact(_NO_TITLE, row.description),))
    for title, text in (
        (_("Root cause"), row.root_cause),
        (_("Workaround"), row.workaround),
        (_("Action"), row.action),
    ):
        if text:
            yield Section(title, (Fact(_NO_TITLE, text),))
    solved = "" if row.solved_on is None else texts.date(row.solved_on)
    since = Fact(_p("problem", "Since"), texts.date(row.opened_on))
    yield Section(_("About this problem"), (since, Fact(_p("problem", "Solved on"), solved)))
