"""Labels printed ahead and what they come to stick on; signed pages and where they go."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from reportlab.pdfgen.canvas import Canvas

from coorddesk.core.history_tables import ChangeSet
from coorddesk.inventory.queries import asset_card
from coorddesk.labels.queries import free_count, printed_labels
from coorddesk.labels.service import Ahead, print_ahead
from coorddesk.labels.ui.ahead_dialog import AheadDialog, FreeLabelsDialog
from coorddesk.labels.ui.filing_dialog import FilingDialog
from coorddesk.labels.ui.label_dialog import LabelDialog
from coorddesk.labels.ui.link_dialog import LinkDialog
from coorddesk.notes.queries import attachments_of
from coorddesk.reporting.qr import draw_squares, squares
from tests.factories import make_asset
from tests.training.asked import make_session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.notes.queries import AttachmentRow
    from tests.screens import Driver


def scan(path: Path, *codes: str | None) -> Path:
    """A pdf with a page for each code, or without one."""
    out = BytesIO()
    canvas = Canvas(out, (595, 842))
    for text in codes:
        canvas.drawString(80, 500, "Read and approved, signed with care")
        if text is not None:
            code = squares(text)
            assert code is not None
            draw_squares(canvas, code, 90, (430, 800))
        canvas.showPage()
    canvas.save()
    path.write_bytes(out.getvalue())
    return path


def files_of(asset_id: int, session: Session) -> Sequence[AttachmentRow]:
    return attachments_of(session, ("asset", asset_id))


def rows(dialog: FilingDialog) -> list[list[str]]:
    items = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return [[item.text(column) for column in range(3)] for item in items if item is not None]


def test_numbers_are_drawn_and_their_labels_looked_at(driver: Driver, owner: QWidget) -> None:
    AheadDialog(driver.desk, owner).open()
    dialog = driver.dialog(AheadDialog)
    driver.type(dialog, count="5")
    driver.save(dialog)
    labels = driver.dialog(LabelDialog)
    assert len(labels._ids) == 5
    assert driver.read(free_count) == 5


def test_a_free_label_is_linked_to_a_device_that_is_known(driver: Driver, owner: QWidget) -> None:
    driver.do(lambda session: print_ahead(session, Ahead(2)))
    asset = driver.do(lambda session: make_asset(session, None, name="Projecteur", serial="X4UA2"))
    FreeLabelsDialog(driver.desk, owner).open()
    free = driver.dialog(FreeLabelsDialog)
    assert free.list.count() == 2
    driver.keys(free.list, Qt.Key.Key_Return)
    dialog = driver.dialog(LinkDialog)
    driver.pick(dialog, "asset", "Proj")
    driver.save(dialog)
    card = driver.read(lambda session: asset_card(session, asset))
    assert card is not None
    assert card.row.tag == "CD-00001"
    driver.bot.waitUntil(lambda: free.list.count() == 1)


def test_a_number_is_given_up_only_where_that_is_ticked(driver: Driver, owner: QWidget) -> None:
    (label,) = driver.do(lambda session: print_ahead(session, Ahead(1)))
    asset = driver.do(lambda session: make_asset(session, "OLD-7", name="Projecteur"))
    LinkDialog(driver.desk, owner, label).open()
    dialog = driver.dialog(LinkDialog)
    driver.pick(dialog, "asset", "OLD")
    driver.save(dialog)
    assert dialog.isVisible()
    dialog.form.editor("renumbers").set_value(True)
    driver.save(dialog)
    card = driver.read(lambda session: asset_card(session, asset))
    assert card is not None
    assert card.row.tag == "CD-00001"


def test_a_free_label_becomes_a_new_device(driver: Driver, owner: QWidget) -> None:
    (label,) = driver.do(lambda session: print_ahead(session, Ahead(1)))
    LinkDialog(driver.desk, owner, label).open()
    dialog = driver.dialog(LinkDialog)
    dialog.form.editor("kind").set_value("new")
    driver.type(dialog, name="Tablette 12")
    driver.save(dialog)
    assert driver.read(free_count) == 0


def test_spoilt_labels_are_thrown_away(driver: Driver, owner: QWidget) -> None:
    driver.do(lambda session: print_ahead(session, Ahead(2)))
    FreeLabelsDialog(driver.desk, owner).open()
    free = driver.dialog(FreeLabelsDialog)
    driver.click(free.discard)
    assert [row.number for row in driver.read(printed_labels)] == ["CD-00002"]
    assert driver.desk.told[-1] == ("say", "1 label thrown away.")
    driver.click(free.discard)
    assert free.list.isHidden()


def test_signed_pages_are_seen_then_attached_as_one_change(driver: Driver, owner: QWidget, tmp_path: Path) -> None:
    one, other = driver.do(lambda session: [make_asset(session, "PC-1"), make_asset(session, "PC-2")])
    path = scan(tmp_path / "scan.pdf", "PC-1", None, "GONE-9")
    dialog = FilingDialog(driver.desk, owner)
    dialog.show()
    dialog.look_at([path, tmp_path / "missing.pdf"])
    driver.settle()
    assert rows(dialog) == [
        ["scan.pdf", "1", "PC-1"],
        ["scan.pdf", "2", "No code was found on it."],
        ["scan.pdf", "3", "“GONE-9” leads to no record of this desk."],
    ]
    assert "missing.pdf" in dialog._notice.accessibleName()
    assert driver.read(partial(files_of, one)) == []
    dialog.code.setText("pc-2")  # of the first that leads nowhere
    driver.keys(dialog.code, Qt.Key.Key_Return)
    assert rows(dialog)[1] == ["scan.pdf", "2", "PC-2"]
    assert dialog._file.text() == "File 2 papers"
    before = driver.read(lambda session: session.query(ChangeSet).count())
    driver.click(dialog._file)
    driver.settle()
    names = [[row.name for row in driver.read(partial(files_of, asset))] for asset in (one, other)]
    assert names == [["scan p1.pdf"], ["scan p2.pdf"]]
    assert driver.read(lambda session: session.query(ChangeSet).count()) == before + 1
    assert driver.desk.told[-1] == ("say", "2 papers filed.")


def test_pages_without_a_code_follow_where_that_is_ticked(driver: Driver, owner: QWidget, tmp_path: Path) -> None:
    driver.do(lambda session: make_asset(session, "PC-1"))
    dialog = FilingDialog(driver.desk, owner)
    dialog.show()
    dialog.look_at([scan(tmp_path / "scan.pdf", "PC-1", None)])
    driver.settle()
    assert len(rows(dialog)) == 2
    dialog.follows.setChecked(True)
    driver.settle()
    assert rows(dialog) == [["scan.pdf", "1, 2", "PC-1"]]
    dialog.close()


def test_a_page_without_a_code_is_given_to_the_record_it_was_opened_from(
    driver: Driver, owner: QWidget, tmp_path: Path
) -> None:
    session_id, other = driver.do(lambda session: (make_session(session), make_session(session, "Messagerie")))
    dialog = FilingDialog(driver.desk, owner, (("training_session", session_id), "F-2026-001"))
    dialog.show()
    dialog.look_at([scan(tmp_path / "sheet.pdf", None), scan(tmp_path / "other.pdf", f"CDF{other}")])
    driver.settle()
    assert rows(dialog)[0][2] == "No code was found on it."
    driver.click(dialog.own)
    assert dialog._file.text() == "File 2 papers"
    assert all(filing.subject for filing in dialog._filings)
    assert [filing.subject[1] for filing in dialog._filings if filing.subject] == [session_id, other]
    dialog.close()
