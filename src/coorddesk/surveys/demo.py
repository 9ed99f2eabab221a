"""Demo data: what patrons think of the digital services of the house, and believable answers for piles of others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import actor_of
from coorddesk.core.bulk import insert_rows
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.surveys.models import Questionnaire, SurveyAnswer, SurveyResponse
from coorddesk.surveys.queries import QuestionRow, questions
from coorddesk.surveys.rules import Channel, Language, Page, QuestionKind, Stage
from coorddesk.surveys.service import QuestionDetails, QuestionnaireDetails, create_questionnaire, seed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.feature import DemoDesk

_SEED = 2026
_PEOPLE, _BACK = 64, 90
_SCALE, _NPS = (4, 3, 2, 1), tuple(range(11))
_SCALE_WEIGHTS, _NPS_WEIGHTS = (46, 38, 12, 4), (1, 0, 1, 1, 1, 4, 6, 14, 24, 26, 22)
_SKIPPED, _WRITTEN = 0.05, 0.4
_WORDS = (
    "La patience de l’animatrice",
    "Enfin compris comment ranger mes photos !",
    "Le petit groupe, on ose poser des questions",
    "Les exercices sur ma propre tablette",
    "Très clair",
    "Le support papier à emporter",
    "Plus de temps pour pratiquer",
    "La connexion était lente",
    "Une séance de plus sur la messagerie",
    "La salle est froide le matin",
    "Commencer un peu plus tard",
    "Rien, c’était parfait",
)
_PATRONS = QuestionnaireDetails(
    "Vos services numériques",
    Stage.OTHER,
    Language.FRENCH,
    (
        QuestionDetails(QuestionKind.SCALE, "Les ordinateurs en libre accès", "Sur place"),
        QuestionDetails(QuestionKind.SCALE, "Le Wi-Fi", "Sur place"),
        QuestionDetails(QuestionKind.SCALE, "Les bornes de prêt", "Sur place"),
        QuestionDetails(QuestionKind.SCALE, "L’aide de l’équipe", "Sur place"),
        QuestionDetails(
            QuestionKind.CHOICE,
            "Quand venez-vous le plus souvent ?",
            "Vous",
            ("Le matin", "L’après-midi", "Après 17 h", "Le samedi"),
        ),
        QuestionDetails(QuestionKind.YES_NO, "Avez-vous déjà suivi un atelier numérique ?", "Vous"),
        QuestionDetails(
            QuestionKind.NPS, "Recommanderiez-vous nos services ? (0 pas du tout, 10 certainement)", "Vous"
        ),
        QuestionDetails(QuestionKind.TEXT, "Que souhaitez-vous nous dire ?", "Avec vos mots"),
    ),
    "Une minute pour nous aider à mieux vous servir. Vos réponses sont anonymes.",
)


def fill(session: Session, demo: DemoDesk) -> None:
    """The usual questionnaires, and one that many patrons have answered."""
    demo.progress(0, 1, _("Asking patrons"))
    seed(session)
    row_id = create_questionnaire(session, _PATRONS)
    add_answers(session, row_id, _PEOPLE, (demo.today - timedelta(_BACK), demo.today), Random(_SEED))  # noqa: S311


def questionnaire_for(session: Session, moment: Stage, language: str) -> int | None:
    """The questionnaire of a moment in a language, for those whose demo data was answered to."""
    wanted = select(Questionnaire.id).where(Questionnaire.moment == moment, Questionnaire.language == language)
    return session.scalar(wanted.order_by(Questionnaire.id).limit(1))


def add_answers(
    session: Session,
    questionnaire_id: int,
    people: int,
    days: tuple[date, date],
    chance: Random,
    about: Subject | None = None,
) -> None:
    """Answers of so many people on sheets of a pile, spread over days; the deed is the caller's."""
    asked = questions(session, questionnaire_id)
    first, last = days
    spread = sorted(first + timedelta(chance.randint(0, (last - first).days)) for _person in range(people))
    kind, record_id = about or ("", None)
    rows = [
        {
            "questionnaire_id": questionnaire_id,
            "about_kind": kind,
            "about_id": record_id,
            "answered_on": day,
            "channel": Channel.PAPER,
            "sheet": Page(questionnaire_id, place, about).code,
            "actor": actor_of(session).name,
        }
        for place, day in enumerate(spread, start=1)
    ]
    ids = insert_rows(session, table_named(SurveyResponse.__tablename__), rows)
    answers = [line for response_id in ids for line in _answers(response_id, asked, chance)]
    insert_rows(session, table_named(SurveyAnswer.__tablename__), answers)


def _answers(response_id: int, asked: Sequence[QuestionRow], chance: Random) -> list[dict[str, Any]]:
    """One sheet: most are pleased, somebody leaves something out, few write."""
    given: list[dict[str, Any]] = []
    for each in asked:
        is_text = each.kind is QuestionKind.TEXT
        if chance.random() < (1 - _WRITTEN if is_text else _SKIPPED):
            continue
        value = None if is_text else _value(each, chance)
        words = chance.choice(_WORDS) if is_text else ""
        given.append({"response_id": response_id, "question_id": each.id, "value": value, "words": words})
    return given


def _value(asked: QuestionRow, chance: Random) -> int:
    match asked.kind:
        case QuestionKind.SCALE:
            return chance.choices(_SCALE, _SCALE_WEIGHTS)[0]
        case QuestionKind.NPS:
            return chance.choices(_NPS, _NPS_WEIGHTS)[0]
        case QuestionKind.YES_NO:
            return int(chance.random() < 0.8)
    return chance.randint(1, len(asked.choices))
