from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QTableView

from coorddesk.core.messages import _
from coorddesk.core.resources import resource
from coorddesk.labels.ui.label_dialog import LabelDialog
from coorddesk.shell.import_wizard.steps import Step
from coorddesk.shell.import_wizard.strip_model import Decided
from coorddesk.shell.import_wizard.wizard import ImportWizard
from tests.factories import make_asset
from tests.shell.import_wizard.hands import Hands, write
from tests.windows import press

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SAMPLE = resource("samples/inventaire.xlsx")


def test_the_kind_is_known_by_the_headers(hands: Hands, tmp_path: Path) -> None:
    people = write(tmp_path / "people.csv", ("Nom", "Prénom", "Courriel"), ("Moreau", "Inès", "i@example.org"))
    hands.look(people)
    assert hands.wizard.steps.columns._kind.currentData() == "people"


def test_back_keeps_what_was_said(hands: Hands, sheet: Path) -> None:
    hands.look(sheet)
    hands.decide(3, "not")
    hands.next()
    hands.wizard.foot.back.click()
    assert hands.step is Step.COLUMNS
    assert hands.line(Decided.FIELD)[3] == "Notes"


def test_what_was_shown_is_done_and_taken_back(hands: Hands, sheet: Path) -> None:
    hands.plan(sheet)
    hands.next()
    assert hands.step is Step.RESULT
    assert hands.wizard.steps.result._title.text() == "2 rows were taken in"
    rows = hands.windows.find(QTableView).model()
    assert rows.rowCount() == 3
    assert hands.windows.program.settings.recent("sheet") == [str(sheet)]
    hands.wizard.steps.result._undo.click()
    hands.windows.wait(lambda: rows.rowCount() == 2)
    assert hands.windows.gone(ImportWizard)


def test_undo_takes_the_import_back_and_not_what_was_done_since(hands: Hands, sheet: Path) -> None:
    """The wizard stays beside the window, in which one goes on working."""
    hands.apply(sheet)
    rows = hands.windows.find(QTableView).model()
    operations, window = hands.windows.desk.operations, hands.windows.window
    operations.change(window, lambda session: make_asset(session, "PC-99"), said=_("Device added."))
    hands.windows.wait(lambda: rows.rowCount() == 4)
    hands.windows.settle()
    hands.wizard.steps.result._undo.click()
    hands.windows.wait(lambda: rows.rowCount() == 3)
    assert "PC-99" in {rows.index(row, 0).data() for row in range(3)}


def test_a_name_with_a_dot_keeps_it_and_no_file_is_replaced_in_silence(
    hands: Hands, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "2026.09.xlsx"
    there.write_bytes(b"mine")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "2026.09"), ""))
    hands.apply(sheet)
    for answer in (False, True):
        hands.windows.answer = answer
        hands.wizard.steps.result._save.click()
        hands.windows.settle()
        assert hands.windows.take_heard() == ["2026.09.xlsx is there already. Replace it?"]
        assert (there.read_bytes() == b"mine") is not answer
    assert [path.name for path in tmp_path.glob("2026*")] == ["2026.09.xlsx"]


def test_refused_rows_are_saved_with_their_reasons(
    hands: Hands, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.plan(sheet)
    hands.next()
    target = tmp_path / "to mend"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    hands.wizard.steps.result._save.click()
    hands.windows.settle()
    saved = openpyxl.load_workbook(target.with_suffix(".xlsx")).active
    assert saved is not None
    (_titles, row) = saved.iter_rows(values_only=True)
    assert row[0] == "PC-8"
    assert hands.wizard.steps.result.saved.isVisible()


def test_the_records_taken_in_are_shown(hands: Hands, tmp_path: Path) -> None:
    places = write(tmp_path / "places.csv", ("Nom", "Type"), ("Salle 12", "Salle"))
    hands.plan(places, "places")
    hands.next()
    hands.wizard.steps.result._records.click()
    hands.windows.settle()
    assert hands.windows.program.settings.recall("navigation.tab") == "places"
    assert hands.windows.gone(ImportWizard)


def test_labels_of_what_was_added_are_offered(hands: Hands, sheet: Path) -> None:
    """Of the two rows taken in, one is a device that was there."""
    hands.apply(sheet)
    (labels,) = hands.wizard.steps.result.what_next.findChildren(QPushButton)
    assert labels.text() == "Label of 1 new device…"
    labels.click()
    hands.windows.settle()
    dialog = hands.windows.dialog(LabelDialog)
    assert (dialog._kind, dialog._ids) == ("asset", (3,))
    dialog.close()
    hands.wizard.steps.result.what_next.show_added(None)
    assert hands.wizard.steps.result.what_next.isHidden()


def test_the_same_sheet_again_has_nothing_to_do(hands: Hands) -> None:
    hands.plan(SAMPLE)
    hands.next()
    hands.plan(SAMPLE)
    assert hands.counts() == ["57 unchanged", "2 refused"]
    assert hands.wizard.foot.next.text() == "Nothing to import"
    assert not hands.wizard.foot.next.isEnabled()


def test_a_file_that_is_no_sheet_is_said_where_it_was_chosen(hands: Hands, tmp_path: Path) -> None:
    web_page = tmp_path / "page.xls"
    web_page.write_text("<html></html>")
    hands.look(web_page)
    assert hands.step is Step.FILE
    assert hands.wizard.steps.file.trouble.isVisible()
    assert "page.xls" in hands.wizard.steps.file.trouble.accessibleName()


def test_a_missing_file_is_said(hands: Hands, tmp_path: Path) -> None:
    hands.look(tmp_path / "gone.xlsx")
    assert "gone.xlsx" in hands.wizard.steps.file.trouble.accessibleName()


def test_a_desk_that_changed_meanwhile_is_looked_at_again(hands: Hands, sheet: Path) -> None:
    from tests.factories import make_asset

    hands.plan(sheet)
    hands.windows.desk.operations.change(
        hands.windows.window, lambda session: make_asset(session, "PC-9", name="Tablette")
    )
    hands.windows.settle()
    hands.next()
    assert hands.step is Step.PLAN
    assert hands.wizard.steps.plan.trouble.isVisible()
    assert hands.windows.find(QTableView).model().rowCount() == 3


def test_the_file_dialog_hands_over_what_was_chosen(hands: Hands, sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(sheet), ""))
    hands.wizard.steps.file._choose.click()
    hands.windows.settle()
    assert hands.step is Step.COLUMNS


def test_looking_at_a_large_file_can_be_stopped(hands: Hands, tmp_path: Path) -> None:
    rows = [("PC-1", "Portable")] * 60_000
    hands.wizard.begin("assets", write(tmp_path / "large.csv", ("N° inventaire", "Nom"), *rows))
    hands.windows.wait(lambda: hands.wizard.foot.busy.is_busy)
    press(hands.wizard, Qt.Key.Key_Escape)
    hands.windows.settle()
    assert hands.wizard.isVisible()
    assert hands.step is Step.FILE
    hands.wizard.reject()
    assert hands.windows.gone(ImportWizard)


def test_closing_while_it_is_written_lets_it_be_written(hands: Hands) -> None:
    hands.plan(SAMPLE)
    hands.wizard.foot.next.click()
    hands.wizard.reject()
    hands.windows.settle()
    assert hands.windows.gone(ImportWizard)
    hands.windows.wait(lambda: hands.windows.find(QTableView).model().rowCount() == 59)
