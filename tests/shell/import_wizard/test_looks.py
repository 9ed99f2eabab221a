"""What people can read of the wizard: nothing is cut, in the longer of the two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QSpinBox

from coorddesk.shell.import_wizard.plan_rows import STATUS
from coorddesk.shell.import_wizard.steps import Step
from coorddesk.shell.import_wizard.strip_model import Decided
from coorddesk.shell.import_wizard.wizard import ImportWizard
from coorddesk.shell.import_wizard.words_model import Told
from coorddesk.widgets.tokens import ICON, TIGHT
from tests.shell.import_wizard.hands import Hands, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.windows import Windows


@pytest.fixture
def hands(opened: Windows) -> Hands:
    """The wizard in French."""
    opened.window.language_chosen.emit("fr")
    opened.settle()
    opened.window.ask_for("import")
    return Hands(opened, opened.dialog(ImportWizard))


def test_every_button_has_room_for_its_words(hands: Hands, sheet: Path) -> None:
    for step in Step:
        hands.windows.settle()
        buttons = [each for each in hands.wizard.findChildren(QAbstractButton) if each.isVisible() and each.text()]
        cut = [each.text() for each in buttons if each.width() < each.sizeHint().width()]
        assert (hands.step, cut) == (step, [])
        if step is Step.FILE:
            hands.look(sheet, "assets")
        elif step is not Step.RESULT:
            hands.next()


def test_the_number_of_a_row_is_seen_in_its_field(hands: Hands, sheet: Path) -> None:
    hands.look(sheet, "assets")
    hands.wizard.steps.columns._more.click()
    hands.windows.settle()
    bar = hands.wizard.steps.columns._bar
    fields = [each for each in bar.findChildren(QSpinBox) if each.isVisible()]
    assert [each.text() for each in fields] == ["1", "5"]
    for field in fields:
        edit = field.lineEdit()
        margins = edit.textMargins()
        assert edit.geometry().left() >= 0
        assert edit.width() - margins.left() - margins.right() >= edit.fontMetrics().horizontalAdvance(field.text())
    heights = {each.height() for each in (*fields, *bar.findChildren(QComboBox)) if each.isVisible()}
    assert len(heights) == 1


def test_reasons_stand_behind_their_column_as_french_is_written(hands: Hands, sheet: Path) -> None:
    hands.plan(sheet, "assets")
    plan = hands.wizard.steps.plan
    assert plan.grid.plan.cell_at(2, STATUS).text.startswith("Date d'achat\N{NO-BREAK SPACE}: ")
    plan._next.click()
    said = plan._detail.text()
    assert "31/02/2024" in said
    assert ": " not in said.replace("\N{NO-BREAK SPACE}: ", "")


def test_a_long_title_of_a_field_is_read_whole_beside_its_words(hands: Hands, tmp_path: Path) -> None:
    sheet = write(tmp_path / "m.csv", ("Marque", "Modèle", "Catégorie des nouveaux appareils"), ("Dell", "X", "Robot"))
    hands.plan(sheet, "models")
    table = hands.wizard.steps.plan.words.table
    places = range(table.model().rowCount())
    titles = [table.model().index(row, Told.FIELD).data() for row in places]
    assert "Catégorie des nouveaux appareils" in titles
    assert table.columnWidth(Told.FIELD) >= max(map(table.fontMetrics().horizontalAdvance, titles)) + 2 * TIGHT


def test_the_field_that_a_column_feeds_is_read_whole(hands: Hands, sheet: Path) -> None:
    hands.look(sheet, "assets")
    decisions = hands.wizard.steps.columns.grid.decisions
    advance = decisions.fontMetrics().horizontalAdvance
    cut = [
        field
        for column, field in enumerate(hands.line(Decided.FIELD))
        if decisions.columnWidth(column) < advance(field) + 2 * ICON + 3 * TIGHT
    ]
    assert cut == []
