"""What the card of a questionnaire says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.feature import Feature, belongings, story
from coorddesk.surveys.queries import AnswerQuery, QuestionnaireRow, questionnaire_row, questions, synthesis_of
from coorddesk.surveys.reports.synthesis import TOO_FEW, said_mean
from coorddesk.surveys.rules import KIND_TITLES, LANGUAGE_TITLES, STAGE_TITLES, Stage
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
STAGE_TONES = {Stage.HOT: Tone.WARNING, Stage.COLD: Tone.ACCENT, Stage.OTHER: Tone.MUTED}


def questionnaire_card(session: Session, row_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a questionnaire; None if it is no longer there."""
    row = questionnaire_row(session, row_id)
    if row is None:
        return None
    subject = ("questionnaire", row_id)
    return CardContent(
        title=row.name,
        caption=texts.say(_n("{count} question", "{count} questions", row.questions)),
        badges=tuple(_badges(row)),
        sections=(Section(_("Answers"), tuple(_answers(session, row, texts))), _asked(session, row_id, texts)),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def _badges(row: QuestionnaireRow) -> Iterator[tuple[Message, Tone]]:
    yield STAGE_TITLES[row.moment], STAGE_TONES[row.moment]
    yield LANGUAGE_TITLES[row.language], Tone.MUTED
    if row.is_anonymous:
        yield _p("survey", "Anonymous"), Tone.MUTED
    if row.archived:
        yield _p("survey", "Archived"), Tone.MUTED


def _answers(session: Session, row: QuestionnaireRow, texts: Texts) -> Iterator[Fact]:
    found = synthesis_of(session, AnswerQuery(row.id))
    yield Fact(_p("survey", "Answered"), texts.number(row.responses))
    if row.last_on is not None:
        yield Fact(_p("survey", "Last answered on"), texts.date(row.last_on))
    if found is None or not row.responses:
        return
    if not found.is_shown:
        yield Fact(_("Rate of satisfaction"), texts.say(TOO_FEW))
        return
    if found.satisfaction is not None and found.satisfaction.percent is not None:
        said = texts.say(_("{percent}%", percent=found.satisfaction.percent))
        yield Fact(_("Rate of satisfaction"), said)
    for each in found.answered:
        if each.result is not None and each.result.mean is not None:
            yield Fact(verbatim(each.asked.text), texts.say(said_mean(each.result.mean)))


def _asked(session: Session, row_id: int, texts: Texts) -> Section:
    asked = questions(session, row_id)
    facts = (
        Fact(_("{number}. {text}", number=place, text=each.text), texts.say(KIND_TITLES[each.kind]))
        for place, each in enumerate(asked, start=1)
    )
    return Section(_p("survey", "Questions"), tuple(facts))
