"""Verbs on questionnaires: which there are, typing a sheet, what the answers came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.records import only_one, row_number
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p
from coorddesk.core.options import Option

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.surveys.queries import QuestionnaireRow
    from coorddesk.surveys.rules import Answered

_LEFT_OUT = "."


def list_questionnaires(run: Run) -> None:
    """Print questionnaires, one a line: number, name, how many questions, how often answered."""
    from coorddesk.surveys.queries import (  # SQL, which --help does not need
        QuestionnaireQuery,
        questionnaire_ids,
        questionnaire_page,
    )

    with run.desk() as database, database.reading() as session:
        ids = questionnaire_ids(session, QuestionnaireQuery(archived=None))
        page = questionnaire_page(session, ids)
    rows = [page[each] for each in ids]
    if run.options.json:
        run.answer([_data(row) for row in rows])
        return
    for row in rows:
        print("\t".join((str(row.id), row.name, str(row.questions), str(row.responses))))


def type_answers(run: Run) -> None:
    """Keep one sheet: its answers in the order of the questions."""
    from coorddesk.surveys.queries import questions
    from coorddesk.surveys.rules import QuestionKind
    from coorddesk.surveys.service import NewResponse, answer

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        row = questionnaire_meant(session, typed.questionnaire)
        asked = questions(session, row.id)
        if len(typed.answers) > len(asked):
            raise UserError(_("“{name}” has {count} questions only.", name=row.name, count=len(asked)))
        answers: dict[int, int | str] = {}
        for question, said in zip(asked, typed.answers, strict=False):
            if said == _LEFT_OUT:
                continue
            is_number = question.kind is not QuestionKind.TEXT and said.isascii() and said.isdigit()
            answers[question.id] = int(said) if is_number else said
        answer(session, NewResponse(row.id, answers, sheet=typed.page or ""))
    run.say(_("“{name}”: answers kept.", name=row.name))


def sum_up(run: Run) -> None:
    """Print what the answers to a questionnaire came to; nothing of fewer than five anonymous ones."""
    from coorddesk.surveys.queries import AnswerQuery, synthesis_of
    from coorddesk.surveys.rules import LEAST

    with run.desk() as database, database.reading() as session:
        row = questionnaire_meant(session, run.options.questionnaire)
        found = synthesis_of(session, AnswerQuery(row.id))
    assert found is not None
    rate = None if found.satisfaction is None else found.satisfaction.percent
    if run.options.json:
        answered = [_answered(each) for each in found.answered]
        run.answer({"responses": found.responses, "satisfaction": rate, "questions": answered})
        return
    print("\t".join((row.name, str(found.responses), "" if rate is None else f"{rate} %")))
    for each in found.answered:
        counts = () if each.result is None else each.result.counts
        print("\t".join((each.asked.text, *(f"{value}: {count}" for value, count in counts), *each.words)))
    if not found.is_shown:
        run.say(_("Nothing is shown of fewer than {count} anonymous answers.", count=LEAST))


def questionnaire_meant(session: Session, typed: str) -> QuestionnaireRow:
    """The questionnaire of a name, of a number, or the only one with such words."""
    from coorddesk.core.fold import fold
    from coorddesk.surveys.queries.questionnaires import questionnaires

    rows = questionnaires(session)
    number = row_number(typed)
    meant = [row for row in rows if row.id == number] or [row for row in rows if fold(row.name) == fold(typed)]
    meant = meant or [row for row in rows if fold(typed) in fold(row.name)]
    options = [Option(row.id, row.name) for row in meant]
    chosen = only_one(options, typed, _("There is no questionnaire “{name}”.", name=typed))
    return next(row for row in meant if row.id == chosen)


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    questionnaire = _p("argument", "QUESTIONNAIRE")
    verbs.add("questionnaires", list_questionnaires, _("list the questionnaires")).flag("--json", _("answer in JSON"))
    (
        verbs.add("answers", type_answers, _("keep the answers of one sheet of paper"))
        .takes("questionnaire", metavar=questionnaire, explanation=_("its name, or its number"))
        .takes(
            "answers",
            metavar=_p("argument", "ANSWER"),
            explanation=_("the number of the box, or words, question by question; a dot for none"),
            nargs="+",
        )
        .takes("--page", metavar=_p("argument", "CODE"), explanation=_("the code of the printed page"))
    )
    (
        verbs.add("synthesis", sum_up, _("say what the answers to a questionnaire came to"))
        .takes("questionnaire", metavar=questionnaire, explanation=_("its name, or its number"))
        .flag("--json", _("answer in JSON"))
    )


def _data(row: QuestionnaireRow) -> dict[str, object]:
    last_on = None if row.last_on is None else row.last_on.isoformat()
    own = {key: getattr(row, key) for key in ("id", "name", "questions", "responses", "is_anonymous", "archived")}
    return own | {"moment": row.moment.value, "language": row.language.value, "last_on": last_on}


def _answered(each: Answered) -> dict[str, object]:
    own: dict[str, object] = {"question": each.asked.text, "kind": each.asked.kind.value, "words": list(each.words)}
    if each.result is None:
        return own
    counts = {str(value): count for value, count in each.result.counts}
    mean = None if each.result.mean is None else each.result.mean / 1000
    return own | {"count": each.result.count, "counts": counts, "mean": mean, "nps": each.result.recommended}
