"""Where a new desk lies, and a desk that comes from another PC: at the first run, and by a double click."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from coorddesk.core.archive import pack, unpack
from coorddesk.core.backup import list_backups
from coorddesk.core.messages import _
from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.shell.desk_place import DeskPlace
from coorddesk.shell.first_run import FirstRun
from coorddesk.shell.navigation import Navigation
from coorddesk.shell.opening import Opening
from coorddesk.shell.trouble_page import TroublePage
from coorddesk.widgets.notice import Notice

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from tests.windows import Windows


@pytest.fixture
def archive(desk_file: Path, clock: FixedClock, tmp_path: Path) -> Path:
    """The desk of another PC, packed."""
    path = tmp_path / "old PC.coorddesk"
    pack(str(desk_file), path, clock=clock)
    return path


@pytest.fixture
def place(windows: Windows, tmp_path: Path) -> DeskPlace:
    windows.open(Opening(str(tmp_path / "new.sqlite"), create=True))
    return windows.find(DeskPlace)


def _press(place: DeskPlace, text: str) -> None:
    (button,) = [each for each in place.findChildren(QPushButton) if each.text() == text]
    button.click()


def _choose(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))


def _unsafe(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let one folder be on a share."""
    monkeypatch.setattr(
        "coorddesk.core.paths.is_unsafe",
        lambda path: _("{name} is on a share.", name=str(path)) if path.is_relative_to(folder) else None,
    )


def test_the_first_run_says_where_the_desk_is(place: DeskPlace, tmp_path: Path) -> None:
    assert f"This desk is kept in {tmp_path / 'new.sqlite'}." in [label.text() for label in place.findChildren(QLabel)]
    assert not place.findChildren(Notice)[0].isVisible()


def test_an_unsafe_place_is_said_at_once(windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _unsafe(monkeypatch, tmp_path)
    windows.open(Opening(str(tmp_path / "new.sqlite"), create=True))
    place = windows.find(DeskPlace)
    windows.wait(place.findChildren(Notice)[0].isVisible)


def test_a_desk_in_another_folder_is_opened_again_next_time(
    windows: Windows, place: DeskPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    _choose(monkeypatch, folder)
    _press(place, "Keep it in another folder…")
    wanted = str(folder / "desk.sqlite")
    windows.wait(lambda: windows.program.window is not None and windows.desk.url == wanted)
    windows.settle()
    assert windows.find(FirstRun).isVisible()
    assert windows.program.settings.desk == wanted


def test_the_empty_desk_in_the_place_before_is_not_left_behind(
    windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tmp_path / "before"
    before.mkdir()
    windows.open(Opening(str(before / "desk.sqlite"), create=True, remember=True))
    _choose(monkeypatch, tmp_path)
    _press(windows.find(DeskPlace), "Keep it in another folder…")
    wanted = str(tmp_path / "desk.sqlite")
    windows.wait(lambda: windows.program.window is not None and windows.desk.url == wanted)
    windows.settle()
    assert list(before.iterdir()) == []
    assert windows.program.settings.recent("desk") == [wanted]


def test_the_same_folder_keeps_the_desk(windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = str(tmp_path / "desk.sqlite")
    windows.open(Opening(url, create=True, remember=True))
    greeting = windows.find(FirstRun)
    _choose(monkeypatch, tmp_path)
    _press(windows.find(DeskPlace), "Keep it in another folder…")
    windows.wait(
        lambda: windows.program.window is not None and greeting not in windows.window.frame.findChildren(FirstRun)
    )
    windows.settle()
    assert windows.find(FirstRun).isVisible()
    assert Path(url).exists()
    assert windows.program.settings.recent("desk") == [url]


def test_a_place_that_takes_no_desk_leaves_the_empty_one_where_it_is(
    windows: Windows, place: DeskPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "desk.sqlite").write_text("something else")
    _choose(monkeypatch, folder)
    _press(place, "Keep it in another folder…")
    wanted = str(folder / "desk.sqlite")
    windows.wait(lambda: windows.program.window is not None and windows.desk.url == wanted)
    windows.settle()
    assert (tmp_path / "new.sqlite").exists()
    (folder / "desk.sqlite").unlink()
    windows.find(TroublePage)._retry.click()
    windows.settle()
    assert windows.find(FirstRun).isVisible()
    assert not (tmp_path / "new.sqlite").exists()


def test_choosing_no_folder_changes_nothing(
    windows: Windows, place: DeskPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    _press(place, "Keep it in another folder…")
    windows.settle()
    assert windows.desk.url == str(tmp_path / "new.sqlite")


@pytest.mark.parametrize("answer", [False, True], ids=["no", "yes"])
def test_an_unsafe_folder_is_only_taken_when_insisted_on(
    windows: Windows, place: DeskPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    _unsafe(monkeypatch, folder)
    _choose(monkeypatch, folder)
    windows.answer = answer
    _press(place, "Keep it in another folder…")
    windows.wait(lambda: windows.heard)
    assert windows.take_heard() == ["Keep the desk there all the same?"]
    wanted = str(folder / "desk.sqlite") if answer else str(tmp_path / "new.sqlite")
    windows.wait(lambda: windows.program.window is not None and windows.desk.url == wanted)
    windows.settle()


def test_a_desk_from_another_pc_is_taken_over(
    windows: Windows, place: DeskPlace, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(archive), ""))
    _press(place, "Take over the desk of another PC…")
    windows.wait(lambda: windows.program.window is not None and windows.desk.opening.backup == archive)
    windows.settle()
    windows.wait(lambda: windows.window._pages.current is not None)
    assert windows.find(Navigation)._name.text() == "École Les Tilleuls"


def test_a_double_click_brings_a_desk_to_a_new_pc_in_one_step(windows: Windows, archive: Path, tmp_path: Path) -> None:
    url = str(tmp_path / "new.sqlite")
    windows.open(Opening(url, create=True, remember=True, archive=archive))
    windows.wait(lambda: windows.program.window is not None and windows.desk.opening.backup == archive)
    windows.settle()
    windows.wait(lambda: windows.window._pages.current is not None)
    assert windows.find(Navigation)._name.text() == "École Les Tilleuls"
    assert windows.program.settings.desk == url


def test_a_double_clicked_archive_is_not_forgotten_over_trouble_with_the_desk(
    windows: Windows, archive: Path, tmp_path: Path
) -> None:
    desk = tmp_path / "new.sqlite"
    desk.write_text("something else")
    windows.open(Opening(str(desk), create=True, remember=True, archive=archive))
    desk.unlink()
    windows.find(TroublePage)._retry.click()
    windows.wait(lambda: windows.program.window is not None and windows.desk.opening.backup == archive)
    windows.settle()
    windows.wait(lambda: windows.window._pages.current is not None)
    assert windows.find(Navigation)._name.text() == "École Les Tilleuls"


def test_an_archive_that_could_not_be_put_in_place_is_put_there_once_more(
    windows: Windows, archive: Path, tmp_path: Path
) -> None:
    away = archive.rename(tmp_path / "on a stick that is not plugged in.coorddesk")
    windows.open(Opening(str(tmp_path / "new.sqlite"), create=True, remember=True, archive=archive))
    windows.wait(lambda: windows.program.window is not None and windows.desk.opening.backup == archive)
    windows.settle()
    away.rename(archive)
    windows.find(TroublePage)._retry.click()
    windows.settle()
    windows.wait(lambda: windows.program.window is not None and windows.window._pages.current is not None)
    windows.settle()
    assert windows.find(Navigation)._name.text() == "École Les Tilleuls"


def test_a_desk_in_use_only_gives_way_when_asked(
    windows: Windows, archive: Path, desk_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coorddesk.shell.start._MILLISECONDS_TO_BACKUP", 600_000)  # only those that are asked for
    windows.open(Opening(str(desk_file), archive=archive))
    windows.wait(lambda: windows.heard)
    assert windows.take_heard() == ["Put the backup old PC.coorddesk in the place of the desk?"]
    assert windows.find(InventoryPage).isVisible()
    assert windows.desk.opening.backup is None
    windows.program.speak("fr")
    windows.settle()
    assert windows.take_heard() == []
    windows.program.speak("en")
    windows.settle()
    windows.answer = True
    windows.open(Opening(str(desk_file), archive=archive))
    windows.wait(lambda: windows.heard)
    windows.take_heard()
    windows.wait(lambda: windows.program.window is not None and windows.desk.opening.backup == archive)
    windows.settle()
    windows.wait(lambda: windows.window._pages.current is not None)
    assert len(list_backups(str(desk_file))) == 1


def test_a_desk_is_saved_for_another_pc_from_the_menu(
    opened: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    asked: list[str] = []

    def answer(_owner: object, _title: str, place: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(place).name)
        return str(tmp_path / "moving"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    opened.window.ask_for("archive")
    opened.wait(lambda: (tmp_path / "moving.coorddesk").exists() and not opened.desk.operations.jobs)
    opened.settle()
    assert asked == [f"CoordDesk {clock.today().isoformat()}.coorddesk"]
    new = tmp_path / "another PC.sqlite"
    unpack(tmp_path / "moving.coorddesk", str(new))
    assert new.exists()


def test_an_archive_keeps_the_dots_of_its_name_and_replaces_no_other_unasked(
    opened: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "school v1.2.coorddesk").write_bytes(b"of last year")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "school v1.2"), ""))
    opened.window.ask_for("archive")
    opened.settle()
    assert opened.take_heard() == ["school v1.2.coorddesk is there already. Replace it?"]
    assert [each.name for each in tmp_path.glob("*.coorddesk")] == ["school v1.2.coorddesk"]
    assert (tmp_path / "school v1.2.coorddesk").read_bytes() == b"of last year"


def test_no_name_saves_nothing(opened: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    opened.window.ask_for("archive")
    opened.settle()
    assert list(tmp_path.glob("*.coorddesk")) == []
