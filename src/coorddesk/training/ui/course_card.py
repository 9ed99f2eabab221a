"""What the card of a course says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.working_time import length_text
from coorddesk.feature import Feature, belongings, story
from coorddesk.training.queries import CourseCard, CourseRow, MaterialRow, course_card
from coorddesk.training.rules.checklists import days_text
from coorddesk.training.rules.words import LEVEL_TITLES, Level, said_audiences
from coorddesk.training.ui.checklist_editor import DAY_LETTER
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
_NO_TITLE = Message("")
LEVEL_TONES = {Level.BEGINNER: Tone.SUCCESS, Level.INTERMEDIATE: Tone.ACCENT, Level.ADVANCED: Tone.WARNING}


def read_course_card(session: Session, course_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a course; None if it is no longer there."""
    card = course_card(session, course_id)
    if card is None:
        return None
    subject = ("course", course_id)
    return CardContent(
        title=card.row.name,
        caption=texts.say(length_text(card.row.minutes)) if card.row.minutes else "",
        badges=tuple(_badges(card.row)),
        sections=tuple(_sections(card, texts)),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def _badges(row: CourseRow) -> Iterator[tuple[Message, Tone]]:
    if row.level is not None:
        yield LEVEL_TITLES[row.level], LEVEL_TONES[row.level]
    if row.is_archived:
        yield _p("course", "Archived"), Tone.MUTED


def _sections(card: CourseCard, texts: Texts) -> Iterator[Section]:
    row = card.row
    audiences = said_audiences(row.audiences)
    months = _n("{count} month", "{count} months", row.retention_months or 0)
    yield Section(
        None,
        (
            Fact(_p("course", "For whom"), "" if audiences is None else texts.say(audiences)),
            Fact(_p("course", "Next session"), "" if row.next_on is None else texts.date(row.next_on)),
            Fact(_p("course", "Last session"), "" if row.last_on is None else texts.date(row.last_on)),
            Fact(_("Names are kept for"), texts.say(months) if row.retention_months else ""),
        ),
    )
    yield Section(_("Objectives"), (Fact(_NO_TITLE, row.objectives),))
    yield Section(_("Materials"), tuple(_material(each, texts) for each in card.materials))
    letter = texts.say(DAY_LETTER)
    yield Section(
        _p("training", "Checklist"),
        tuple(Fact(verbatim(days_text(line.days, letter)), line.words) for line in card.checklist),
    )
    yield Section(_("Programmes"), tuple(Fact(_NO_TITLE, name, ("programme", key)) for key, name in card.programmes))
    yield Section(_("Notes"), (Fact(_NO_TITLE, row.notes),))


def _material(row: MaterialRow, texts: Texts) -> Fact:
    """What it is called, and its files; a click opens its own card, to which files are attached."""
    called = f"{row.name} ({row.edition})" if row.edition else row.name
    if row.note:
        called = f"{called}, {row.note}"
    files = ", ".join(row.files) or texts.say(_("no file yet"))
    return Fact(_NO_TITLE, f"{called} · {files}", ("course_material", row.id))
