"""Any verbs on questionnaires and answers, undone in reverse, leave every row as it was; redone, as they left it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.directory.service import Deletion
from coorddesk.surveys.queries import questionnaire_row, questions, typed_sheets
from coorddesk.surveys.service import (
    Correction,
    QuestionDetails,
    QuestionnaireCopy,
    QuestionnaireDetails,
    QuestionnaireEdit,
    copy_questionnaire,
    correct_response,
    delete_questionnaire,
    delete_response,
    edit_questionnaire,
)
from tests.surveys.making import ASKED, make_answer, make_questionnaire
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

ids, values = st.integers(1, 2), st.integers(1, 4)


def edit(session: Session, row_id: int, kept: int) -> None:
    """Keep the last questions, and ask one more."""
    row = questionnaire_row(session, row_id)
    if row is not None:
        asked = tuple(
            QuestionDetails(each.kind, each.text, each.section, each.choices, id=each.id)
            for each in questions(session, row_id)
        )
        details = QuestionnaireDetails(row.name, questions=(replace(ASKED[0], text="Encore"), *asked[kept:]))
        edit_questionnaire(session, QuestionnaireEdit(row_id, row.version, details))


def drop(session: Session, row_id: int) -> None:
    row = questionnaire_row(session, row_id)
    if row is not None:
        delete_questionnaire(session, Deletion(row_id, row.version))


def mend(session: Session, row_id: int, value: int | None) -> None:
    """Mend the first sheet, or take it back."""
    for sheet in typed_sheets(session, row_id, None)[:1]:
        if value is None:
            delete_response(session, Deletion(sheet.id, sheet.version))
        else:
            asked = questions(session, row_id)
            correct_response(session, Correction(sheet.id, sheet.version, {asked[0].id: value}))


deeds = st.one_of(
    st.builds(lambda i, v: lambda s: make_answer(s, i, v, 1, sheet=f"{i}-{v}"), ids, values),
    st.builds(lambda i, v: lambda s: mend(s, i, v), ids, values | st.none()),
    st.builds(lambda i, k: lambda s: edit(s, i, k), ids, st.integers(0, 3)),
    st.builds(lambda i, v: lambda s: copy_questionnaire(s, QuestionnaireCopy(i, f"Copie {v}")), ids, values),
    st.builds(lambda i: lambda s: drop(s, i), ids),
)


@PROOF
@given(todo=st.lists(deeds, max_size=6))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        make_questionnaire(session)
    undone_and_redone(desk, todo)
    desk.close()
