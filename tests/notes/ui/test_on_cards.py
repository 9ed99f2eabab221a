"""Notes, reminders and files on a card: made, opened, changed and undone as people do."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QToolButton

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.notes.imports import made
from coorddesk.notes.queries import notes_of
from coorddesk.notes.rules import AttachmentKind, NoteKind
from coorddesk.notes.service import (
    NewFile,
    NoteDetails,
    ReminderDetails,
    add_reminder,
    attach_files,
    write_note,
)
from coorddesk.notes.ui.file_dialog import FileDialog
from coorddesk.notes.ui.files_list import FilesList
from coorddesk.notes.ui.note_dialog import NoteDialog
from coorddesk.notes.ui.reminder_dialog import ReminderDialog
from coorddesk.notes.ui.reminders_list import RemindersList
from coorddesk.widgets.drop_target import takes_files
from coorddesk.widgets.forms.record_dialog import RecordDialog
from tests.factories import make_supplier
from tests.notes.conftest import picture
from tests.notes.ui.conftest import Shown

if TYPE_CHECKING:
    import pytest
    from PySide6.QtGui import QDropEvent as Drop

TODAY = date(2026, 9, 7)


def words(shown: Shown) -> list[str]:
    """What can be read on the card."""
    shown.driver.settle()
    labels = shown.card.findChildren(QLabel)
    return [label.accessibleName() or label.text() for label in labels if label.isVisible() and label.text()]


def note_of(shown: Shown) -> QLabel:
    """The link to the one note of the history."""
    lines = [line.text for line in shown.card._story._lines]
    (note,) = [line for line in lines if line.accessibleName() == "Note"]
    return note


def delete(shown: Shown, dialog: RecordDialog) -> None:
    button = next(each for each in dialog._buttons.buttons() if each.text().startswith("Delete"))
    shown.driver.click(button)


def undo_last(shown: Shown) -> None:
    shown.driver.do(lambda session: undo(session, next_to_undo(session) or 0))


def test_a_note_is_written_by_keyboard_and_stands_in_the_history(shown: Shown) -> None:
    driver = shown.driver
    driver.keys(shown.card, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = driver.dialog(NoteDialog)
    driver.type(dialog, text="Devis reçu", day="02/03/2026")
    dialog.form.editor("kind").set_value(NoteKind.CALL)
    driver.save(dialog)
    assert driver.said == [("say", "Noted about LDLC Pro.")]
    read = words(shown)
    start = read.index("Telephone call")
    assert read[start : start + 3] == ["Telephone call", "Devis reçu", "02/03/2026 · Camille Martin"]


def test_a_note_of_the_history_is_changed_and_deleted(shown: Shown) -> None:
    driver = shown.driver
    driver.do(lambda session: write_note(session, shown.about, NoteDetails("Devis reçu")))
    assert "Devis reçu" in words(shown)
    note_of(shown).linkActivated.emit("#")
    dialog = driver.dialog(NoteDialog)
    driver.type(dialog, text="Devis refusé")
    driver.save(dialog)
    assert "Devis refusé" in words(shown)
    note_of(shown).linkActivated.emit("#")
    delete(shown, driver.dialog(NoteDialog))
    assert driver.read(lambda session: notes_of(session, shown.about.subject, 9)) == []
    assert driver.said[-1] == ("say", "Note about LDLC Pro deleted.")
    undo_last(shown)
    assert "Devis refusé" in words(shown)


def test_nothing_typed_is_lost_by_esc(shown: Shown) -> None:
    driver = shown.driver
    shown.part.actions[0].trigger()
    dialog = driver.dialog(NoteDialog)
    driver.type(dialog, text="Devis")
    driver.desk.answer = False
    driver.keys(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert driver.said == [("ask", "Throw away what you typed?")]
    driver.desk.answer = True
    driver.keys(dialog, Qt.Key.Key_Escape)
    assert driver.said == [("ask", "Throw away what you typed?")]


def test_a_note_without_a_text_is_refused_beside_its_field(shown: Shown) -> None:
    driver = shown.driver
    shown.part.actions[0].trigger()
    dialog = driver.dialog(NoteDialog)
    driver.save(dialog)
    assert dialog.isVisible()
    assert dialog.form.editor("text").control.accessibleDescription() != ""
    dialog.reject()


def test_a_reminder_is_made_for_a_preset_day_and_done_on_the_card(shown: Shown) -> None:
    driver = shown.driver
    shown.part.actions[1].trigger()
    dialog = driver.dialog(ReminderDialog)
    driver.type(dialog, text="Relancer le devis")
    week = next(each for each in dialog.findChildren(type(dialog._save)) if each.text() == "In a week")
    driver.click(week)
    driver.save(dialog)
    assert driver.said == [("say", "LDLC Pro: you will be reminded on 14/09/2026.")]
    assert [(row.day, row.text) for row in shown.reminders()] == [(date(2026, 9, 14), "Relancer le devis")]
    assert "14/09/2026 · in 7 days" in words(shown)
    done = next(each for each in _buttons(shown) if each.accessibleName() == "Done: Relancer le devis")
    driver.click(done)
    assert shown.reminders() == []
    assert driver.said == [("say", "Done: “Relancer le devis”")]
    undo_last(shown)
    assert "14/09/2026 · in 7 days" in words(shown)


def _buttons(shown: Shown) -> list[QToolButton]:
    shown.driver.settle()
    return [each for each in shown.card.findChildren(QToolButton) if each.isVisible()]


def test_a_reminder_is_put_off_changed_and_deleted(shown: Shown) -> None:
    driver = shown.driver
    driver.do(lambda session: add_reminder(session, shown.about, ReminderDetails(TODAY, "Relancer")))
    later = next(each for each in _buttons(shown) if each.accessibleName() == "Put off: Relancer")
    later.menu().actions()[0].trigger()
    driver.settle()
    assert [row.day for row in shown.reminders()] == [date(2026, 9, 8)]
    words(shown)
    shown.part._reminders.opened.emit(shown.reminders()[0])
    dialog = driver.dialog(ReminderDialog)
    driver.type(dialog, text="Rappeler", day="30/9")
    driver.save(dialog)
    assert [(row.day, row.text) for row in shown.reminders()] == [(date(2026, 9, 30), "Rappeler")]
    shown.part._reminders.opened.emit(shown.reminders()[0])
    delete(shown, driver.dialog(ReminderDialog))
    assert shown.reminders() == []
    assert not shown.card.findChildren(RemindersList)[0].isVisible()


def drop(shown: Shown, data: QMimeData) -> Drop:
    """Drag something onto the card and let it fall."""
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(shown.card, QDragEnterEvent(QPoint(50, 50), copy, data, left, none))
    event = QDropEvent(QPointF(50, 50), copy, data, left, none, QEvent.Type.Drop)
    QApplication.sendEvent(shown.card, event)
    shown.driver.settle()
    return event


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_files_are_attached_by_dropping_them_and_the_rest_is_refused_in_words(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "Devis.pdf").write_bytes(b"%PDF")
    (tmp_path / "vide.txt").touch()
    (tmp_path / "photo.png").write_bytes(picture())
    assert drop(
        shown, files(*(tmp_path / name for name in ("Devis.pdf", "vide.txt", "photo.png")), tmp_path)
    ).isAccepted()
    assert [(row.name, row.kind) for row in shown.files()] == [
        ("Devis.pdf", AttachmentKind.DOCUMENT),
        ("photo.png", AttachmentKind.PHOTO),
    ]
    refused = ["vide.txt is empty, so there is nothing to attach."]
    refused.append(f"{tmp_path.name} is a folder. Attach the files in it, or pack it first.")
    assert shown.driver.said == [("say", "2 files attached to LDLC Pro."), ("warn", "\n".join(refused))]
    undo_last(shown)
    assert shown.files() == []


def test_a_card_takes_files_before_the_window_takes_them_for_sheets(shown: Shown) -> None:
    assert takes_files(shown.card._facts)
    assert not takes_files(shown.card.parentWidget())


def test_text_is_not_taken(shown: Shown) -> None:
    data = QMimeData()
    data.setText("Devis")
    assert not drop(shown, data).isAccepted()
    assert shown.files() == []


def test_nothing_is_taken_while_no_record_is_shown(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "Devis.pdf").write_bytes(b"%PDF")
    shown.card.say(None)
    assert not drop(shown, files(tmp_path / "Devis.pdf")).isAccepted()


def test_a_picture_is_pasted(shown: Shown) -> None:
    copied = QImage(20, 10, QImage.Format.Format_RGB32)
    copied.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(copied)
    shown.driver.keys(shown.card, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [(row.name, row.kind) for row in shown.files()] == [
        ("Picture of 2026-09-07 08.30.00.png", AttachmentKind.PHOTO)
    ]


def test_pasting_nothing_says_so(shown: Shown) -> None:
    QGuiApplication.clipboard().setText("Devis")
    shown.driver.keys(shown.card, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown.driver.said == [("say", "The clipboard holds no file and no picture to attach.")]


def test_files_are_chosen(shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Devis.pdf").write_bytes(b"%PDF")
    chosen = ([str(tmp_path / "Devis.pdf")], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_arguments: chosen)
    shown.part.actions[2].trigger()
    shown.driver.settle()
    assert [row.name for row in shown.files()] == ["Devis.pdf"]
    assert shown.driver.desk.settings.kept["notes.taken_from"] == str(tmp_path)


def ask(shown: Shown, key: str, place: int = 0) -> None:
    """Choose something in the menu of a file."""
    shown.driver.settle()
    part = shown.part
    part._files.asked.emit(key, shown.files()[place])
    shown.driver.settle()


def attach(shown: Shown, *new: NewFile) -> None:
    shown.driver.do(lambda session: attach_files(session, shown.about, new))


def test_a_file_opens_as_a_copy_that_cannot_be_written(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    attach(shown, NewFile("Devis.pdf", b"%PDF"))
    ask(shown, "open")
    ask(shown, "open")
    (path,) = set(opened)
    assert (path.name, path.read_bytes(), len(opened)) == ("Devis.pdf", b"%PDF", 2)
    assert stat.S_IMODE(path.stat().st_mode) & 0o222 == 0
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) & 0o077 == 0
    shown.part._copies.clear()
    assert not path.exists()


def test_no_program_for_a_file_is_said(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    attach(shown, NewFile("a.xyz", b"?"))
    ask(shown, "open")
    assert shown.driver.said == [("warn", "No program of this PC opens a.xyz. Save a copy, then open it from there.")]


def test_a_program_is_not_run(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    def open_url(_url: QUrl) -> bool:
        raise AssertionError

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    shown.driver.desk.answer = False
    attach(shown, NewFile("mise à jour.exe", b"MZ"))
    ask(shown, "open")
    assert shown.driver.said == [("ask", "mise à jour.exe is a program. It is not opened from here.")]


def test_a_copy_is_saved(shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(tmp_path / "copie.pdf"), ""))
    attach(shown, NewFile("Devis.pdf", b"%PDF"))
    ask(shown, "save")
    assert (tmp_path / "copie.pdf").read_bytes() == b"%PDF"
    assert shown.driver.said == [("say", "Saved: copie.pdf")]


def test_a_copy_that_cannot_be_saved_is_said(shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = tmp_path / "nowhere" / "copie.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(nowhere), ""))
    attach(shown, NewFile("Devis.pdf", b"%PDF"))
    ask(shown, "save")
    ((kind, said),) = shown.driver.said
    assert kind == "warn"
    assert said.startswith("copie.pdf was not written: there is no folder")


def test_a_missing_file_is_said(shown: Shown) -> None:
    attach(shown, NewFile("Devis.pdf", b"%PDF"))
    path = shown.driver.database.path
    assert path is not None
    for each in path.with_name(f"{path.name}.files").glob("??/*"):
        each.unlink()
    ask(shown, "open")
    ((kind, said),) = shown.driver.said
    assert (kind, "is missing" in said) == ("warn", True)


def test_a_file_is_renamed_shown_first_and_removed(shown: Shown) -> None:
    driver = shown.driver
    subject = shown.about.subject
    attach(shown, made("a.png", picture(), subject), made("b.png", picture(60), subject))
    ask(shown, "picture", 1)
    assert [row.name for row in shown.files()] == ["b.png", "a.png"]
    ask(shown, "edit")
    dialog = driver.dialog(FileDialog)
    driver.type(dialog, name="Façade")
    dialog.form.editor("kind").set_value(AttachmentKind.PLAN)
    driver.save(dialog)
    assert [(row.name, row.kind) for row in shown.files()] == [
        ("Façade.png", AttachmentKind.PLAN),
        ("a.png", AttachmentKind.PHOTO),
    ]
    ask(shown, "remove")
    assert [row.name for row in shown.files()] == ["a.png"]
    undo_last(shown)
    assert [row.name for row in shown.files()] == ["Façade.png", "a.png"]


def test_the_picture_stands_beside_the_title_and_a_plan_above_the_facts(shown: Shown) -> None:
    attach(shown, made("a.png", picture(800, 600), shown.about.subject))
    words(shown)
    photo, plan = shown.part._photo, shown.part._plan
    assert (photo.isVisible(), plan.isVisible(), photo.size().toTuple()) == (True, False, (84, 63))
    ask(shown, "edit")
    dialog = shown.driver.dialog(FileDialog)
    dialog.form.editor("kind").set_value(AttachmentKind.PLAN)
    shown.driver.save(dialog)
    words(shown)
    assert (photo.isVisible(), plan.isVisible()) == (False, True)
    assert plan.height() <= 200
    shown.card.say(None)
    assert not plan.isVisible()


def test_a_picture_is_decoded_once(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    attach(shown, made("a.png", picture(), shown.about.subject))
    words(shown)
    monkeypatch.setattr("coorddesk.notes.ui.thumbnails.thumbnails", None)
    shown.card.say(None)
    shown.card.show_record(shown.about.subject[1])
    words(shown)
    assert (shown.part._photo.isVisible(), shown.part._plan.isVisible()) == (True, False)


def test_without_files_there_is_the_way_to_attach_some(shown: Shown) -> None:
    (listed,) = shown.card.findChildren(FilesList)
    assert (listed.isVisible(), listed._title.text(), listed._lines) == (True, "Files", [])
    shown.card.say(None)
    assert not listed.isVisible()


def test_many_files_show_the_first_and_the_rest_when_asked(shown: Shown) -> None:
    attach(shown, *(NewFile(f"{number}.txt", b"x") for number in range(30)))
    words(shown)
    (listed,) = shown.card.findChildren(FilesList)
    assert len(listed._lines) == 6
    shown.driver.click(listed._rest)
    assert (len(listed._lines), listed._rest.isVisible()) == (30, False)


def test_the_menu_of_a_file_offers_what_fits(shown: Shown) -> None:
    attach(shown, made("a.png", picture(), shown.about.subject), NewFile("b.pdf", b"%PDF"))
    words(shown)
    menus = [line.menu() for line in shown.part._files._lines]
    assert [[action.text() for action in menu.actions() if action.text()] for menu in menus] == [
        ["Open", "Save a copy…", "Rename…", "Show as the picture", "Remove"],
        ["Open", "Save a copy…", "Rename…", "Remove"],
    ]


def test_a_card_out_of_sight_reads_again_when_it_comes_back(shown: Shown) -> None:
    shown.card.hide()
    shown.driver.do(
        lambda session: add_reminder(session, shown.about, ReminderDetails(TODAY - timedelta(days=1), "Relancer"))
    )
    shown.driver.settle()
    shown.card.show()
    assert "06/09/2026 · yesterday" in words(shown)


def test_tab_goes_through_the_card_as_it_is_read(shown: Shown) -> None:
    driver = shown.driver
    attach(shown, NewFile("a.txt", b"x"))
    driver.do(lambda session: add_reminder(session, shown.about, ReminderDetails(TODAY, "Relancer")))
    words(shown)
    shown.card.activateWindow()
    driver.bot.waitUntil(shown.card.isActiveWindow)
    start = shown.card._close
    start.setFocus()
    stops: list[tuple[int, int]] = []
    names: list[str] = []
    for _step in range(20):
        focus = QApplication.focusWidget()
        assert focus is not None
        at = focus.mapTo(shown.card, focus.rect().center())
        if focus is not shown.card._scroll:
            stops.append((at.y() // 24, at.x()))
            names.append(focus.accessibleName())
        focus.focusNextChild()
        if QApplication.focusWidget() is start:
            break
    reminder = names.index("Relancer")
    assert names[reminder : reminder + 3] == ["Relancer", "Done: Relancer", "Put off: Relancer"]
    assert names.index("a.txt") > reminder + 2
    assert stops == sorted(stops), names


def test_many_records_one_after_the_other(shown: Shown) -> None:
    driver = shown.driver
    attach(shown, made("a.png", picture(), shown.about.subject), NewFile("b.txt", b"x"))
    other = driver.do(lambda session: make_supplier(session, "Reprolux"))
    for _turn in range(60):
        for record_id in (other, shown.about.subject[1]):
            shown.card.show_record(record_id)
            driver.settle()
    assert [line.row.name for line in shown.part._files._lines] == ["a.png", "b.txt"]


def test_everything_on_the_card_has_a_name(shown: Shown) -> None:
    attach(shown, made("a.png", picture(), shown.about.subject))
    shown.driver.do(lambda session: add_reminder(session, shown.about, ReminderDetails(TODAY, "Relancer")))
    assert [each for each in _buttons(shown) if not (each.accessibleName() or each.text())] == []
    assert shown.part._photo.accessibleName() == "Picture: a.png"


def test_a_disk_that_cannot_be_read_is_said(shown: Shown, tmp_path: Path) -> None:
    gone = tmp_path / "gone.pdf"
    drop(shown, files(gone))
    assert shown.driver.said == [("warn", f"There is no file {gone}. Check its name and folder.")]
