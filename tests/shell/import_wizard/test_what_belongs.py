"""Sheets of what belongs to devices and people, through the window: known, shown, taken in, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from coorddesk.directory.queries import groups
from coorddesk.inventory.queries import category_cards, custom_fields
from coorddesk.shell.export_dialog import ExportDialog
from coorddesk.shell.import_wizard.steps import Step
from tests.shell.import_wizard.hands import Hands, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from tests.windows import Windows


def names(hands: Hands, query: Callable[[Session], list[str]]) -> list[str]:
    found: list[str] = []
    hands.windows.desk.operations.read(hands.windows.window, query, found.extend)
    hands.windows.settle()
    return found


def in_groups(session: Session) -> list[str]:
    return [f"{row.title}: {row.people}" for row in groups(session)]


def in_catalogue(session: Session) -> list[str]:
    fields = {row.id: row.name for row in custom_fields(session)}
    own = [f"{row.name}: {', '.join(fields[each] for each in row.fields)}" for row in category_cards(session)]
    return [*sorted(fields.values()), *own]


def test_a_list_of_members_makes_its_group(hands: Hands, tmp_path: Path) -> None:
    rows = [
        ("Group", "Member", "Kind of group"),
        ("Readers", "Paul Roux", "Contact group"),
        ("Readers", "Zoé Petit", ""),
    ]
    hands.look(write(tmp_path / "list.csv", *rows))
    assert hands.wizard.steps.columns._kind.currentText() == "Members of groups"
    hands.next()
    assert hands.counts() == ["2 new"]
    hands.next()
    assert (hands.step, names(hands, in_groups)) == (Step.RESULT, ["Readers: 2"])
    hands.wizard.steps.result._undo.click()
    hands.windows.settle()
    assert names(hands, in_groups) == []


def test_fields_and_the_categories_that_have_them_come_one_after_the_other(hands: Hands, tmp_path: Path) -> None:
    fields = write(
        tmp_path / "fields.csv", ("Field", "Type", "Choices"), ("Memory", "Choice from a list", "8 GB, 16 GB")
    )
    categories = write(
        tmp_path / "categories.csv", ("Category", "Pattern of its numbers", "Fields"), ("Laptop", "PC-{###}", "memory")
    )
    hands.apply(fields)
    assert hands.step is Step.RESULT
    hands.apply(categories)
    assert names(hands, in_catalogue) == ["Memory", "Laptop: Memory"]


@pytest.mark.parametrize(("title", "headers"), [("Members of groups", ("Group", "Member", "Kind of group"))])
def test_what_belongs_to_people_goes_out_too(
    opened: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str, headers: tuple[str, ...]
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "out.xlsx"), "Excel (*.xlsx)"))
    opened.window.ask_for("export")
    dialog = opened.dialog(ExportDialog)
    (item,) = dialog.list.findItems(title, Qt.MatchFlag.MatchExactly)
    dialog.list.setCurrentItem(item)
    dialog._on_go_on_clicked()
    opened.settle()
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [headers]
