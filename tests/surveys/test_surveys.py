"""Questionnaires are asked, answered on paper or on a screen, and read together, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.core.access import Actor, Role
from coorddesk.core.errors import NotAllowed, StaleWrite, UserError
from coorddesk.core.forgetting import forget_in_history
from coorddesk.core.history import record
from coorddesk.core.history_tables import ChangeRow
from coorddesk.core.messages import verbatim
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.surveys.queries import (
    AnswerQuery,
    QuestionnaireQuery,
    belongings,
    findings,
    hits,
    kept,
    names,
    next_number,
    questionnaire_counts,
    questionnaire_ids,
    questionnaire_options,
    questionnaire_row,
    questions,
    satisfaction_of,
    synthesis_of,
    timeline,
    typed_sheets,
)
from coorddesk.surveys.rules import Channel, Language, QuestionKind, Result, Satisfaction, Stage, Synthesis
from coorddesk.surveys.service import (
    Correction,
    NewResponse,
    QuestionDetails,
    QuestionnaireCopy,
    QuestionnaireDetails,
    QuestionnaireEdit,
    answer,
    copy_questionnaire,
    correct_response,
    create_questionnaire,
    delete_questionnaire,
    delete_response,
    edit_questionnaire,
    forget_answerers,
    repoint,
    seed,
)
from tests.factories import make_person
from tests.surveys.making import ASKED, SESSION, make_answer, make_questionnaire

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def details_of(session: Session, row_id: int) -> QuestionnaireDetails:
    row = questionnaire_row(session, row_id)
    assert row is not None
    asked = tuple(
        QuestionDetails(each.kind, each.text, each.section, each.choices, each.is_required, each.id)
        for each in questions(session, row_id)
    )
    return QuestionnaireDetails(row.name, row.moment, row.language, asked, row.intro, row.is_anonymous, row.archived)


def change(session: Session, row_id: int, details: QuestionnaireDetails) -> None:
    row = questionnaire_row(session, row_id)
    assert row is not None
    edit_questionnaire(session, QuestionnaireEdit(row_id, row.version, details))


def test_a_questionnaire_is_written_changed_copied_and_deleted(desk: Database) -> None:
    with desk.transaction() as session:
        first = make_questionnaire(session)
    with desk.transaction() as session:
        known = details_of(session, first)
        mended = replace(known.questions[0], text="  Clarté des explications ")
        change(session, first, replace(known, questions=(known.questions[4], mended, known.questions[3])))
    with desk.reading() as session:
        asked = questions(session, first)
        assert [each.text for each in asked] == ["Un mot", "Clarté des explications", "Recommanderiez-vous ?"]
        assert asked[1].id == known.questions[0].id
        (edited, added) = timeline(session, ("questionnaire", first))
        assert (edited.text.text, added.text.text) == (
            "Edit the questionnaire “{name}”",
            "Add the questionnaire “{name}”",
        )
    with desk.transaction() as session:
        copy = copy_questionnaire(session, QuestionnaireCopy(first, "À chaud, agents"))
        change(session, first, replace(details_of(session, first), archived=True))
    with desk.reading() as session:
        assert list(questionnaire_ids(session)) == [copy]
        assert list(questionnaire_ids(session, QuestionnaireQuery(archived=True))) == [first]
        assert [each.text for each in questions(session, copy)] == [each.text for each in asked]
        assert [each.name for each in questionnaire_options(session, "chaud", 9)] == ["À chaud, agents"]
        assert [each.subject for each in hits(session, "agents", 9)] == [("questionnaire", copy)]
        assert names(session, "questionnaire", [copy]) == {copy: "À chaud, agents"}
        assert questionnaire_counts(session).archived == 1
    with desk.transaction() as session:
        delete_questionnaire(session, Deletion(copy, 1))
    with desk.reading() as session:
        assert questions(session, copy) == ()
        assert questionnaire_counts(session).moments[Stage.HOT] == 0


@pytest.mark.parametrize(
    "asked",
    [
        (),
        (QuestionDetails(QuestionKind.TEXT, " "),),
        (QuestionDetails(QuestionKind.CHOICE, "Quand ?", choices=("Matin", " ")),),
        (QuestionDetails(QuestionKind.CHOICE, "Quand ?", choices=("Matin", "Matin")),),
    ],
)
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_what_cannot_be_answered_is_not_asked(desk: Database, asked: tuple[QuestionDetails, ...]) -> None:
    with desk.transaction() as session, pytest.raises(UserError) as refused:
        create_questionnaire(session, QuestionnaireDetails("À chaud", questions=asked))
    assert refused.value.field == "questions"


def test_what_was_answered_keeps_its_question(desk: Database) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session)
        make_answer(session, row_id, 4, None, 2)
    with desk.transaction() as session:
        known = details_of(session, row_id)
        scale, yes_no, choice, *rest = known.questions
        for wrong in (
            (yes_no, choice, *rest),
            (replace(scale, kind=QuestionKind.NPS), yes_no, choice, *rest),
            (scale, yes_no, replace(choice, kind=QuestionKind.YES_NO), *rest),
        ):
            with pytest.raises(UserError, match="was answered"):
                change(session, row_id, replace(known, questions=wrong))
        with pytest.raises(UserError, match="stays anonymous"):
            change(session, row_id, replace(known, is_anonymous=False))
        with pytest.raises(UserError, match="is kept"):
            delete_questionnaire(session, Deletion(row_id, 1))
        three = replace(choice, choices=("Le matin", "Le soir", "Jamais"))
        change(session, row_id, replace(known, questions=(replace(scale, text="Clair ?"), three)))
    with desk.reading() as session:
        assert [each.text for each in questions(session, row_id)] == ["Clair ?", "Le meilleur moment"]
        assert findings(session) == []


def test_a_stale_form_is_refused(desk: Database) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session)
        known = details_of(session, row_id)
        change(session, row_id, replace(known, intro="Merci"))
    with desk.transaction() as session, pytest.raises(StaleWrite):
        edit_questionnaire(session, QuestionnaireEdit(row_id, 1, replace(known, intro="Bonjour")))


def test_a_sheet_is_typed_once_mended_and_taken_back(desk: Database) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session)
        code = f"CDF12-{row_id}-003"
        response = make_answer(session, row_id, 4, 1, None, None, " Très bien ", sheet=code.lower())
    with desk.reading() as session:
        asked = [each.id for each in questions(session, row_id)]
        (sheet,) = typed_sheets(session, row_id, SESSION)
        assert (sheet.sheet, sheet.number) == (code, 3)
        assert sheet.answers == {asked[0]: 4, asked[1]: 1, asked[4]: "Très bien"}
        assert next_number(session, row_id, SESSION) == 4
        assert typed_sheets(session, row_id, None) == ()
        assert names(session, "survey_response", [response]) == {response: code}
        (belonging,) = belongings(session, SESSION, 9)
        assert (belonging.title.count, belonging.first[0].title) == (1, "À chaud")
    with desk.transaction() as session:
        correct_response(session, Correction(response, 1, {asked[0]: 2, asked[3]: 10}))
    with desk.reading() as session:
        (sheet,) = typed_sheets(session, row_id, SESSION)
        assert (sheet.version, sheet.answers) == (2, {asked[0]: 2, asked[3]: 10})
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    with desk.reading() as session:
        (sheet,) = typed_sheets(session, row_id, SESSION)
        assert sheet.answers == {asked[0]: 4, asked[1]: 1, asked[4]: "Très bien"}
    with desk.transaction() as session:
        delete_response(session, Deletion(response, sheet.version))
        make_answer(session, row_id, 1, sheet=code)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_page_is_of_one_pile_and_typed_once(desk: Database) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session)
        make_answer(session, row_id, 4, sheet=f"CDF12-{row_id}-3")
    with desk.transaction() as session:
        with pytest.raises(UserError, match="typed already") as refused:
            make_answer(session, row_id, 3, sheet=f"CDF12-{row_id}-003")
        assert refused.value.field == "sheet"
        for wrong, said in (("abc", "no code"), (f"CDF12-{row_id + 1}-1", "another pile")):
            with pytest.raises(UserError, match=said):
                make_answer(session, row_id, 3, sheet=wrong)
        with pytest.raises(UserError, match="another pile"):
            make_answer(session, row_id, 3, sheet=f"CDF13-{row_id}-1", about=SESSION)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_an_answer_must_be_one_of_the_form(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session)
        asked = [each.id for each in questions(session, row_id)]
        for wrong, said in (
            ({asked[0]: 5}, "no answer"),
            ({asked[2]: 0}, "no answer"),
            ({asked[4]: 1}, "no answer"),
            ({asked[0]: "bien"}, "with a number"),
            ({}, "Nothing is answered"),
            ({asked[0]: "", asked[4]: " "}, "Nothing is answered"),
            ({max(asked) + 1: 1}, "was deleted"),
        ):
            with pytest.raises(UserError, match=said):
                answer(session, NewResponse(row_id, wrong))
        with pytest.raises(UserError, match="tomorrow"):
            make_answer(session, row_id, 4, answered_on=clock.today() + timedelta(1))
        with pytest.raises(UserError, match="Please answer"):
            make_answer(session, row_id, 4, channel=Channel.SCREEN)
        make_answer(session, row_id, 4, None, None, 9, channel=Channel.SCREEN)
    with desk.reading() as session:
        assert typed_sheets(session, row_id, None) == ()  # what came by screen is nobody's to look at


def test_nothing_is_shown_of_four_anonymous_people(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session)
        for number, word in enumerate(("Bien", "Merci", "À refaire", "")):
            make_answer(session, row_id, number + 1, 1, 2, 10, word, about=SESSION)
    query = AnswerQuery(row_id, "training_session", (12,))
    with desk.reading() as session:
        few = synthesis_of(session, query)
        assert few is not None
        assert (few.responses, few.is_shown, few.answered) == (4, False, ())
        assert satisfaction_of(session, "training_session") == (4, None)
    with desk.transaction() as session:
        make_answer(session, row_id, 4, 0, None, 6, about=SESSION)
        make_answer(session, row_id, 1, about=("training_session", 13))
    with desk.reading() as session:
        five = synthesis_of(session, query)
        assert five is not None
        scale, yes_no, choice, nps, text = five.answered
        assert scale.result == Result(5, ((4, 2), (3, 1), (2, 1), (1, 1)), mean=2800)
        assert yes_no.result == Result(5, ((1, 4), (0, 1)))
        assert choice.result is None  # four said so
        assert nps.result is not None
        assert nps.result.recommended == 60
        assert text.words == ("À refaire", "Bien", "Merci")
        assert five.satisfaction == Satisfaction(3, 5)
        assert satisfaction_of(session, "training_session") == (6, Satisfaction(3, 6))
        today = clock.today()
        before = (today - timedelta(9), today - timedelta(1))
        assert satisfaction_of(session, "training_session", [12], before) == (0, None)
        assert synthesis_of(session, replace(query, since=today + timedelta(1))) == Synthesis(five.title, 0, False)


def test_somebody_known_follows_their_double(desk: Database) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session, is_anonymous=False)
        hidden = make_questionnaire(session, "Anonyme")
        one, other = make_person(session, "Moreau"), make_person(session, "Moreau 2")
        make_answer(session, row_id, 4, person_id=one)
        make_answer(session, hidden, 4, person_id=one)
        repoint(session, ("person", one), ("person", other))
    with desk.reading() as session:
        known = synthesis_of(session, AnswerQuery(row_id))
        assert known is not None
        assert known.is_shown


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_new_desk_can_ask_at_once_in_both_languages(desk: Database) -> None:
    for _again in range(2):
        with desk.transaction() as session:
            seed(session)
    with desk.reading() as session:
        counts = questionnaire_counts(session)
        assert (counts.moments[Stage.HOT], counts.moments[Stage.COLD]) == (2, 2)
        assert (counts.languages[Language.FRENCH], counts.languages[Language.ENGLISH]) == (2, 2)
        lengths = [len(questions(session, row_id)) for row_id in questionnaire_ids(session)]
        assert sorted(lengths) == [5, 5, 13, 13]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_kiosk_takes_answers_and_nothing_else(desk: Database) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session)
    with desk.transaction() as session:
        session.info["actor"] = Actor("Borne", Role.KIOSK, "kiosk")
        make_answer(session, row_id, None, None, None, 8, channel=Channel.SCREEN)
        with pytest.raises(NotAllowed):
            create_questionnaire(session, QuestionnaireDetails("À moi", questions=ASKED))


def test_a_name_goes_from_what_was_answered_and_the_answer_stays(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session, is_anonymous=False)
        person = make_person(session, "Dupont", "Marie")
        make_answer(session, row_id, 4, 1, None, None, "Je suis Marie", person_id=person, about=SESSION)
        make_answer(session, row_id, 3, person_id=person)
    with desk.reading() as session:
        told = [(texts.say(each.what), texts.say(each.says)) for each in kept(session, person)]
    assert told == [
        *(("À chaud: Clarté", "Very satisfied"), ("À chaud: Objectifs atteints ?", "Yes")),
        *(("À chaud: Un mot", "Je suis Marie"), ("À chaud: Clarté", "Satisfied")),
    ]
    with desk.transaction() as session:
        forgotten = forget_answerers(session, SESSION)
        record(session, verbatim("Remove names"), SESSION)
        forget_in_history(session, *(each for each in forgotten if each.rows))
    with desk.reading() as session:
        assert [texts.say(each.says) for each in kept(session, person)] == ["Satisfied"]
        (sheet,) = typed_sheets(session, row_id, SESSION)
        assert sorted(map(str, sheet.answers.values())) == ["1", "4", "…"]
        assert "Je suis" not in repr(session.execute(select(ChangeRow.before, ChangeRow.after)).all())
