"""What a kiosk asks of whoever fills in a questionnaire, question by question. Pure, as the journey of a report is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from coorddesk.kiosk.rules.report import KioskReport, ReportKind

if TYPE_CHECKING:
    from coorddesk.kiosk.rules.catalogue import Catalogue, Question, Survey
    from coorddesk.kiosk.rules.report import Answers

_MOST_OFFERED = 2


@dataclass(frozen=True)
class Sheet:
    """A questionnaire that somebody is filling in: what was answered, and which question is on the screen."""

    key: str
    survey: Survey
    questions: tuple[Question, ...]
    answers: Answers = ()
    place: int = 0

    @property
    def question(self) -> Question | None:
        """The one on the screen; None past the last."""
        return self.questions[self.place] if self.place < len(self.questions) else None

    @property
    def said(self) -> int | str | None:
        """What was answered to it."""
        question = self.question
        return None if question is None else dict(self.answers).get(question.id)

    @property
    def may_be_sent(self) -> bool:
        """Whether anything is answered, and all that must be."""
        answered = {each for each, _said in self.answers}
        return bool(answered) and all(each.id in answered for each in self.questions if each.is_required)

    def answered(self, said: int | str | None) -> Sheet:
        """The same with an answer to the question on the screen; None or no words take it back."""
        question = self.question
        assert question is not None
        answers = {each: given for each, given in self.answers if each != question.id}
        if said is not None and said != "":
            answers[question.id] = said
        return replace(self, answers=tuple(answers.items()))

    def turned(self, steps: int) -> Sheet:
        """At another question; past the last there is only the sending."""
        return replace(self, place=max(0, min(self.place + steps, len(self.questions))))


def surveys_at(catalogue: Catalogue, kiosk: str, today: date) -> tuple[Survey, ...]:
    """The questionnaires to offer at a kiosk on a day, the one for it alone first; a kiosk shows a few at most."""
    meant = [
        each
        for each in catalogue.surveys
        if each.kiosk in {"", kiosk} and (not each.until or today.isoformat() <= each.until)
    ]
    return tuple(sorted(meant, key=lambda each: not each.kiosk)[:_MOST_OFFERED])


def begun_sheet(catalogue: Catalogue, survey: Survey, key: str) -> Sheet:
    """A blank one."""
    asked = tuple(each for each in catalogue.questions if each.questionnaire_id == survey.questionnaire_id)
    return Sheet(key, survey, asked)


def report_of_sheet(sheet: Sheet, kiosk: str, moment: datetime) -> KioskReport:
    """The report that a filled-in questionnaire has become."""
    survey = sheet.survey
    return KioskReport(
        sheet.key,
        kiosk,
        moment,
        ReportKind.ANSWERS,
        questionnaire_id=survey.questionnaire_id,
        about_kind=survey.about_kind,
        about_id=survey.about_id,
        answers=sheet.answers,
    )
