"""What is seen of a list, saved as a file from the real window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.shell.report_export import ReportExport

if TYPE_CHECKING:
    from pathlib import Path

    from tests.windows import Windows


def ask(opened: Windows) -> ReportExport:
    """The dialog for what the inventory shows: the names, then the numbers, of what was searched."""
    page = opened.find(InventoryPage)
    page.show_query(replace(page.query, text="du", descending=True))
    for key in ("category", "model", "status", "place", "holder", "serial", "warranty_end"):
        place = next(place for place, column in enumerate(page.list.source.columns) if column.key == key)
        page.list.columns._on_toggled(place, on=False)
    header = page.list.table.horizontalHeader()
    header.moveSection(header.visualIndex(2), 0)
    opened.settle()
    page.export_seen.trigger()
    return opened.dialog(ReportExport)


def test_what_is_seen_goes_into_a_sheet(opened: Windows, tmp_path: Path) -> None:
    dialog = ask(opened)
    dialog.fileSelected.emit(str(tmp_path / "list.xlsx"))
    dialog.reject()
    opened.settle()
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert sheet is not None
    rows = [row[:2] for row in sheet.iter_rows(values_only=True)]
    assert rows[-4:-1] == [("Name", "Inventory number"), ("Poste du CDI", "PC-2"), ("Portable du directeur", "PC-1")]
    assert opened.program.settings.recall("folder.exports") == str(tmp_path)


@pytest.mark.parametrize("name", ["list.csv", "list.pdf", "list"])
def test_the_ending_of_the_name_is_the_format(opened: Windows, tmp_path: Path, name: str) -> None:
    dialog = ask(opened)
    dialog.selectNameFilter("PDF (*.pdf)")
    dialog.fileSelected.emit(str(tmp_path / name))
    dialog.reject()
    opened.settle()
    (made,) = tmp_path.glob("list*")
    assert made.name == (name if "." in name else "list.pdf")
    start = made.read_bytes()[:20].removeprefix(b"\xef\xbb\xbf")
    assert start.startswith(b"Name,Inventory" if name == "list.csv" else b"%PDF")


def test_it_offers_the_name_of_the_list_and_the_day(opened: Windows) -> None:
    dialog = ask(opened)
    offered = [path.rpartition("/")[2] for path in dialog.selectedFiles()]
    dialog.reject()
    assert offered == [f"Inventory {opened.desk.clock.today().isoformat()}.xlsx"]
