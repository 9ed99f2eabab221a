"""Questionnaires by keyboard: written, printed, and a pile of sheets typed in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coorddesk.surveys.queries import questionnaire_ids, questions, typed_sheets
from coorddesk.surveys.rules import QuestionKind
from coorddesk.surveys.ui.page import SurveysPage
from coorddesk.surveys.ui.questionnaire_dialog import CopyDialog, QuestionnaireDialog
from coorddesk.surveys.ui.questions_editor import QuestionsEditor
from coorddesk.surveys.ui.typing_window import TypingWindow
from tests.surveys.making import make_answer, make_questionnaire

if TYPE_CHECKING:
    from tests.screens import Driver


def test_a_questionnaire_is_written_and_copied(driver: Driver) -> None:
    page = driver.open(SurveysPage)
    page.verbs.new.trigger()
    dialog = driver.dialog(QuestionnaireDialog)
    driver.type(dialog, name="À chaud")
    editor = dialog.form.editor("questions")
    assert isinstance(editor, QuestionsEditor)
    table = editor.table
    for row, (text, turns, choices) in enumerate((("Clair ?", 0, ""), ("Quand ?", 2, "Matin, Soir"))):
        for column, said in ((0, text), (3, choices)):
            item = table.item(row, column)
            assert item is not None
            item.setText(said)
        table.setCurrentCell(row, 2)
        for _turn in range(turns):  # a scale at first
            driver.keys(table, Qt.Key.Key_Space)
    table.setCurrentCell(1, 0)
    driver.keys(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    driver.save(dialog)
    (row_id,) = driver.read(questionnaire_ids)
    asked = driver.read(lambda s: questions(s, row_id))
    assert [(each.text, each.kind, each.choices) for each in asked] == [
        ("Quand ?", QuestionKind.CHOICE, ("Matin", "Soir")),
        ("Clair ?", QuestionKind.SCALE, ()),
    ]
    page.list.select([row_id])
    driver.settle()
    page.verbs.copy.trigger()
    copy = driver.dialog(CopyDialog)
    driver.type(copy, name="À chaud 2")
    driver.save(copy)
    assert len(driver.read(questionnaire_ids)) == 2


def press(window: TypingWindow, keys: str) -> None:
    """Each letter is a key; "\\n" is Enter."""
    for key in keys:
        target = QApplication.focusWidget() or window.grid
        if key == "\n":
            QTest.keyClick(target, Qt.Key.Key_Return)
            QApplication.processEvents()  # a cell takes words in once the key is done with
        else:
            QTest.keyClicks(target, key)


def typing(driver: Driver, row_id: int) -> TypingWindow:
    """The pile of a questionnaire, begun from its list."""
    page = driver.open(SurveysPage)
    page.list.select([row_id])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_T)
    window = driver.dialog(TypingWindow)
    driver.settle()
    return window


def test_a_pile_is_typed_with_one_key_to_an_answer(driver: Driver) -> None:
    row_id = driver.do(make_questionnaire)
    driver.do(lambda s: make_answer(s, row_id, 1, sheet=f"{row_id}-1"))
    window = typing(driver, row_id)
    press(window, "4118Clair\n")  # four answers, and words
    press(window, "9 - 10\n")  # 9 is no answer and goes nowhere; three left out; 10 needs no Enter; nothing was written
    press(window, "31")
    driver.settle()
    assert [(line.page, line.state) for line in window.grid.lines] == [
        ("1", "kept"),
        ("2", "kept"),
        ("3", "kept"),
        ("4", "changed"),
    ]
    window.reject()
    driver.settle()
    sheets = driver.read(lambda s: typed_sheets(s, row_id, None))
    assert [(each.sheet, [*each.answers.values()]) for each in sheets] == [
        (f"{row_id}-001", [1]),
        (f"{row_id}-002", [4, 1, 1, 8, "Clair"]),
        (f"{row_id}-003", [10]),
        (f"{row_id}-004", [3, 1]),
    ]


def test_a_sheet_is_mended_refused_and_deleted(driver: Driver) -> None:
    row_id = driver.do(make_questionnaire)
    driver.do(lambda s: make_answer(s, row_id, 1, 1, sheet=f"{row_id}-1"))
    window = typing(driver, row_id)
    grid = window.grid
    grid.setCurrentCell(0, 5)
    press(window, "Oui")
    grid.setCurrentCell(0, 1)  # words are taken in wherever one goes
    press(window, "4")
    grid.setCurrentCell(1, 0)
    driver.settle()
    (mended,) = driver.read(lambda s: typed_sheets(s, row_id, None))
    assert (list(mended.answers.values()), mended.version, grid.lines[0].version) == ([4, 1, "Oui"], 2, 2)
    press(window, f"{row_id}-001\n3")  # the code of the page that was typed
    grid.setCurrentCell(0, 1)
    driver.settle()
    assert grid.lines[1].state == "refused"
    assert "has been typed already" in window.hint.accessibleName() + window.hint._words.text()
    window.delete.trigger()
    driver.settle()
    grid.setCurrentCell(0, 2)
    press(window, "0")
    window._on_ended()
    driver.settle()
    (kept,) = driver.read(lambda s: typed_sheets(s, row_id, None))
    assert (kept.sheet, list(kept.answers.values())) == (f"{row_id}-001", [3, 0])
    window.reject()
