"""What the card of a programme says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, digits
from coorddesk.core.working_time import length_text
from coorddesk.feature import Feature, belongings, story
from coorddesk.training.queries import CourseRow, Walker, courses_of, programme_row, walkers
from coorddesk.training.rules.paths import said_done
from coorddesk.training.rules.words import PROGRAMME_KIND_TITLES, ProgrammeKind
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
_NO_TITLE = Message("")
KIND_TONES = {ProgrammeKind.PROGRAMME: Tone.MUTED, ProgrammeKind.ONBOARDING: Tone.ACCENT}


def read_programme_card(
    session: Session, programme_id: int, features: Sequence[Feature], texts: Texts
) -> CardContent | None:
    """The card of a programme; None if it is no longer there."""
    row = programme_row(session, programme_id)
    if row is None:
        return None
    subject = ("programme", programme_id)
    courses = courses_of(session, programme_id)
    people = walkers(session, programme_id) if row.kind is ProgrammeKind.ONBOARDING else ()
    return CardContent(
        title=row.name,
        caption=texts.say(length_text(row.minutes)) if row.minutes else "",
        badges=((PROGRAMME_KIND_TITLES[row.kind], KIND_TONES[row.kind]),),
        sections=(
            Section(_("Courses"), tuple(_course(*numbered, texts) for numbered in enumerate(courses, 1))),
            Section(_("On the way"), tuple(_on_the_way(people, texts))),
            Section(_("Notes"), (Fact(_NO_TITLE, row.notes),)),
        ),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def _course(place: int, row: CourseRow, texts: Texts) -> Fact:
    """Its title, and when it is held next."""
    said = row.name
    if row.next_on is not None:
        said = texts.say(_("{course} (next on {day})", course=row.name, day=row.next_on))
    return Fact(digits(place), said, ("course", row.id))


def _on_the_way(people: Sequence[Walker], texts: Texts) -> Iterator[Fact]:
    """Those who have something before them, the last to begin first; the others by their number."""
    going = [each for each in people if each.done < len(each.steps)]
    for each in going[:_FIRST]:
        yield Fact(
            _NO_TITLE, f"{each.name} · {texts.say(said_done(each.done, len(each.steps)))}", ("person", each.person_id)
        )
    if len(going) > _FIRST:
        yield Fact(
            _NO_TITLE, texts.say(_n("and {count} more", "and {count} more", len(going) - _FIRST)), tone=Tone.MUTED
        )
    through = len(people) - len(going)
    if through:
        said = _n("{count} person attended all of it", "{count} people attended all of it", through)
        yield Fact(_NO_TITLE, texts.say(said), tone=Tone.MUTED)
