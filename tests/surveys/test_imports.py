"""Sheets of questionnaires and answers: taken in, refused with a reason, and back unchanged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.resources import texts_for
from coorddesk.surveys.imports import ANSWERS, QUESTIONNAIRES
from coorddesk.surveys.queries import AnswerQuery, questions, synthesis_of, typed_sheets
from coorddesk.surveys.queries.questionnaires import questionnaires
from coorddesk.surveys.rules import Channel, QuestionKind
from coorddesk.surveys.service import QuestionDetails
from tests.factories import make_person
from tests.sheets import counts, make_csv, reasons, send_out, take_back, take_in
from tests.surveys.making import SESSION, make_answer, make_questionnaire

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.importing.kind import ImportKind


@pytest.fixture
def kept(desk: Database) -> Database:
    """Two questionnaires that ask some things alike, answered on paper, on a screen, and by somebody with a name."""
    with desk.transaction() as session:
        first = make_questionnaire(session, intro="Merci\nbeaucoup")
        asked = (
            QuestionDetails(QuestionKind.SCALE, "Clarté", "Un"),
            QuestionDetails(QuestionKind.SCALE, "Clarté", "Deux"),
            QuestionDetails(QuestionKind.CHOICE, "Le meilleur moment", "", ("Été", "a; b")),
        )
        second = make_questionnaire(session, "Nommé", questions=asked, is_anonymous=False)
        make_answer(session, first, 4, 1, 2, 9, "Très bien ; merci", about=SESSION, sheet=f"CDF12-{first}-001")
        make_answer(session, first, 1, channel=Channel.PAPER)
        make_answer(session, first, 2, 0, 1, 0, channel=Channel.SCREEN)
        make_answer(session, second, 3, 2, 2, channel=Channel.SCREEN, person_id=make_person(session, "Dupont", "Marie"))
    return desk


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("kind", "rows"), [(QUESTIONNAIRES, 8), (ANSWERS, 3)])
def test_an_export_comes_back_unchanged(
    kept: Database, tmp_path: Path, language: str, kind: ImportKind, rows: int
) -> None:
    file = send_out(kept, kind, tmp_path / f"{kind.key}.xlsx", texts_for(language))
    assert counts(take_in(kept, kind, file)) == {"unchanged": rows}


def test_a_questionnaire_is_made_and_mended_by_its_rows(desk: Database, tmp_path: Path) -> None:
    head = "Questionnaire;Quand;Langue;Rubrique;Question;Type de question;Choix;Obligatoire"
    rows = (
        "Patrons;À chaud;Français;Accueil;L’accueil;Échelle de 4;;oui",
        "Patrons;;;Accueil;Quand venez-vous ?;Choix;Matin, Soir;",
        "Patrons;;;;Un mot;Texte libre;;",
    )
    sheet = make_csv(tmp_path, head, *rows)
    assert counts(take_in(desk, QUESTIONNAIRES, sheet)) == {"new": 3}
    assert counts(take_in(desk, QUESTIONNAIRES, sheet)) == {"unchanged": 3}
    with desk.reading() as session:
        (row,) = questionnaires(session)
        asked = questions(session, row.id)
    assert [(each.text, each.kind, each.choices, each.is_required) for each in asked] == [
        ("L’accueil", QuestionKind.SCALE, (), True),
        ("Quand venez-vous ?", QuestionKind.CHOICE, ("Matin", "Soir"), False),
        ("Un mot", QuestionKind.TEXT, (), False),
    ]
    with desk.transaction() as session:
        make_answer(session, row.id, 4, 2)
    mended = make_csv(
        tmp_path,
        head,
        rows[0].replace("Échelle de 4", "Oui ou non"),
        "Patrons;;;Accueil;Quand venez-vous ?;;Matin, Midi, Soir;oui",
        "Patrons;;;;Encore;Choix;Un seul;",
        "Patrons;;;;Et encore;NPS;;",
    )
    done = take_in(desk, QUESTIONNAIRES, mended)
    assert counts(done) == {"new": 1, "changed": 1, "refused": 2}
    assert [row for row, _column, _reason in reasons(done, texts_for("en"))] == [2, 4]
    with desk.reading() as session:
        asked = questions(session, row.id)
    assert [each.choices for each in asked] == [(), ("Matin", "Midi", "Soir"), (), ()]
    take_back(desk)
    with desk.reading() as session:
        assert len(questions(session, row.id)) == 3


def test_what_another_program_collected_is_taken_in_once(kept: Database, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Questionnaire;Horodateur;Clarté;Objectifs atteints ?;Le meilleur moment;Recommanderiez-vous ?;Un mot;Page",
        "À chaud;05/09/2026;Très satisfait;Oui;Soir;10;Bravo;",
        "À chaud;05/09/2026;Très satisfait;Oui;Soir;10;Bravo;",
        "À chaud;05/09/2026;Plutôt satisfaite;N;Soir;10;Merci;",
        "a chaud;;2;non;1;0;;CDF12-1-007",
        "À chaud;;;;;;;",
        "À chaud;;5;;;;;",
        "À chaud;;4;;;;;CDF12-2-001",
        "Autre;;4;;;;;",
    )
    done = take_in(kept, ANSWERS, sheet)
    assert counts(done) == {"new": 4, "refused": 4}
    assert [row for row, _column, _reason in reasons(done, texts_for("en"))] == [6, 7, 8, 9]
    again = take_in(kept, ANSWERS, sheet)
    assert counts(again) == {"unchanged": 4, "refused": 4}
    with kept.reading() as session:
        found = synthesis_of(session, AnswerQuery(1, since=date(2026, 9, 5), until=date(2026, 9, 5)))
        assert found is not None
        assert found.responses == 3
        (_typed, page) = typed_sheets(session, 1, SESSION)
    assert (page.sheet, [page.answers[each] for each in sorted(page.answers)]) == ("CDF12-1-007", [2, 0, 1, 0])
    mended = make_csv(tmp_path, "Questionnaire;Page;Clarté;Un mot", "À chaud;CDF12-1-007;4;Enfin")
    assert counts(take_in(kept, ANSWERS, mended)) == {"changed": 1}
    with kept.reading() as session:
        (_typed, page) = typed_sheets(session, 1, SESSION)
    assert (page.version, [page.answers[each] for each in sorted(page.answers)]) == (2, [4, 0, 1, 0, "Enfin"])
