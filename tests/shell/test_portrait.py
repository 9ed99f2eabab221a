"""What the window remembers of itself when it is closed, and what the next start believes of it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QColor, QImage, QPalette

from coorddesk.core.access import Actor
from coorddesk.core.messages import _
from coorddesk.core.organisation import OrganisationRow, describe_organisation
from coorddesk.inventory.ui import page
from coorddesk.opening import open_desk
from coorddesk.shell import posing
from coorddesk.shell.frame import Frame
from coorddesk.shell.memory import GROUND
from coorddesk.shell.opening import Opening
from coorddesk.shell.portrait import FILE_NAME, Looks, Portrait, PortraitFile, Truth
from coorddesk.widgets.theme import Appearance
from tests.factories import make_asset
from tests.widgets.sample import Memory
from tests.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress

LOOKS = Looks("1", "desk", "inventory", "en", "Sans", is_dark=False)


class Start:
    """A start of the program, and what it showed: when its page was painted, and when it had settled."""

    def __init__(self, windows: Windows, desk: Path) -> None:
        self.windows = windows
        self.at_once: QImage | None = None
        self.settled: QImage | None = None
        self._is_closed = False
        windows.program.settled.connect(self._on_settled)
        windows.program.open(Opening(str(desk)))
        frame = windows.program.frame
        assert frame is not None
        frame.page_painted.connect(self._on_page_painted)
        windows.wait(lambda: self.settled is not None)
        windows.settle()

    def leave(self) -> None:
        """As people end the program."""
        app = self.windows.program._app
        QTimer.singleShot(0, self.windows.window.frame.close)
        app.exec()
        self.close()

    def close(self) -> None:
        """End it, if it has not been left."""
        if not self._is_closed:
            self._is_closed = True
            app = self.windows.program._app
            self.windows.close()
            app.styleHints().unsetColorScheme()  # the next program finds Qt as the system dresses it
            app.setPalette(QPalette())

    def _on_page_painted(self) -> None:
        assert self.windows.program.frame is not None
        self.at_once = self.windows.program.frame.grab().toImage()

    def _on_settled(self) -> None:
        self.settled = self.windows.window.frame.grab().toImage()


@pytest.fixture
def own(desk_file: Path, windows: Windows) -> Path:
    """The desk, in the program's own folder."""
    own = windows.home.desk
    own.parent.mkdir(parents=True)
    return shutil.copyfile(desk_file, own)


@pytest.fixture
def start(
    windows: Windows,
    qapp: QApplication,
    qtbot: QtBot,
    clock: FixedClock,
    own: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Start]]:
    """Starts the program on that desk; what it counts comes later, however slow the machine is."""
    monkeypatch.setattr(page, "_COUNT_AFTER_MILLISECONDS", 3_600_000)
    started: list[Start] = []

    def start(desk: Path = own, language: str = "en") -> Start:
        started.append(Start(Windows(qapp, qtbot, clock, language), desk))
        return started[-1]

    yield start
    for each in started:
        each.close()


def portrait_of(windows: Windows) -> Path:
    return windows.home.cache / FILE_NAME


def change(desk: Path, clock: FixedClock) -> None:
    """As another program does."""
    database = open_desk(str(desk), actor=Actor("Somebody else"), clock=clock)
    with database.transaction() as session:
        make_asset(session, "PC-3")
    database.close()


def search(windows: Windows) -> None:
    shown: Any = windows.window._pages.current
    shown.show_query(replace(shown.query, text="CDI"))
    windows.settle()


def filter_out_all(windows: Windows) -> None:
    shown: Any = windows.window._pages.current
    shown.show_query(replace(shown.query, in_bin=True))
    windows.settle()


def open_a_card(windows: Windows) -> None:
    shown: Any = windows.window._pages.current
    shown.open_card(shown.list.model.ids[0])
    windows.settle()


def look_at_places(windows: Windows) -> None:
    windows.window.ask_for("tab:places")
    windows.settle()


def look_at_people(windows: Windows) -> None:
    windows.window.ask_for("tab:people")
    windows.settle()


def become_dark(windows: Windows) -> None:
    windows.desk.choose_appearance(Appearance.DARK)


def add_a_device(windows: Windows) -> None:
    windows.desk.operations.change(windows.window, lambda session: make_asset(session, "PC-9"))
    windows.settle()


@pytest.mark.parametrize(
    ("work", "language"),
    [
        (search, "en"),
        (filter_out_all, "fr"),
        (open_a_card, "fr"),
        (look_at_places, "en"),
        (look_at_people, "fr"),
        (become_dark, "en"),
        (add_a_device, "en"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_the_next_start_shows_at_once_what_it_will_show(
    start: Callable[..., Start], work: Callable[[Windows], None], language: str
) -> None:
    first = start(language=language)
    assert first.at_once is None
    work(first.windows)
    first.leave()
    second = start(language=language)
    assert second.at_once == second.settled


def test_an_empty_desk_is_remembered_as_empty(start: Callable[..., Start], own: Path, clock: FixedClock) -> None:
    empty = own.with_name("empty.sqlite")
    database = open_desk(str(empty), actor=Actor("Camille Martin"), clock=clock)
    with database.transaction() as session:
        describe_organisation(session, OrganisationRow(name="École Les Tilleuls"))
    database.close()
    start(empty).leave()
    second = start(empty)
    assert second.at_once is not None
    assert second.at_once == second.settled


def test_rows_that_another_program_has_changed_are_not_shown(
    start: Callable[..., Start], windows: Windows, own: Path, clock: FixedClock
) -> None:
    start().leave()
    change(own, clock)
    assert start().at_once is None
    assert not portrait_of(windows).exists()


def test_rows_that_were_changed_past_the_history_are_not_shown(start: Callable[..., Start], own: Path) -> None:
    start().leave()
    with closing(sqlite3.connect(own)) as file, file:
        file.execute("UPDATE asset SET name = 'Portable volé' WHERE tag = 'PC-1'")
    assert start().at_once is None


def test_rows_of_a_page_that_tells_the_day_are_of_that_day(start: Callable[..., Start], clock: FixedClock) -> None:
    first = start()
    look_at_places(first.windows)
    first.leave()
    clock.moment += timedelta(days=1)
    assert start().at_once is None


def test_rows_that_no_day_changes_are_shown_the_next_morning(start: Callable[..., Start], clock: FixedClock) -> None:
    start().leave()
    clock.moment += timedelta(days=1)
    assert start().at_once is not None


def test_a_program_that_was_killed_leaves_the_portrait_before_it(
    start: Callable[..., Start], windows: Windows, own: Path
) -> None:
    start().leave()
    kept = portrait_of(windows).read_bytes()
    killed = start()
    add_a_device(killed.windows)
    for end in ("", "-wal"):  # as the killed program leaves them
        shutil.copyfile(f"{own}{end}", f"{own}.left{end}")
    killed.close()
    for end in ("", "-wal"):
        Path(f"{own}.left{end}").replace(f"{own}{end}")
    portrait_of(windows).write_bytes(kept)
    assert start().at_once is None


def test_rows_of_a_desk_elsewhere_are_not_remembered(start: Callable[..., Start], desk_file: Path, own: Path) -> None:
    start(desk_file).leave()
    second = start(desk_file)
    assert second.at_once is None
    portrait = second.windows.window.frame.portrait
    assert portrait is not None
    assert second.settled is not None
    place_of_page = portrait.picture.copy(portrait.page)
    ground = QImage(place_of_page)
    ground.fill(second.windows.desk.theme.colour("window"))
    assert place_of_page == ground
    menus = QRect(0, 0, 400, 20)
    assert portrait.picture.copy(menus) == second.settled.copy(menus)


@pytest.mark.parametrize(
    ("url", "is_ours"),
    [
        ("data/desk.sqlite", True),
        ("data/demo/demo.sqlite", True),
        ("data/../desk.sqlite", False),
        ("data/link.sqlite", False),
        ("desk.sqlite", False),
    ],
)
def test_rows_are_only_remembered_of_a_file_in_the_own_folder(
    windows: Windows, tmp_path: Path, url: str, is_ours: bool
) -> None:
    home = windows.home.data.parent
    windows.home.data.mkdir(parents=True)
    (home / "data" / "link.sqlite").symlink_to(tmp_path / "shared.sqlite")
    look = windows.program._last_look
    path = (home / url).resolve() if is_ours else None
    assert look.file_of(str(home / url)) == path
    assert look.file_of(f"sqlite:///{home / url}") == path


def test_rows_of_a_server_are_not_remembered(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    windows.home.data.mkdir(parents=True)
    monkeypatch.chdir(windows.home.data)
    assert windows.program._last_look.file_of("postgresql://camille@server/desk") is None


@pytest.mark.parametrize("change_looks", ["desk", "language"])
def test_another_window_forgets_the_portrait(
    start: Callable[..., Start], windows: Windows, own: Path, change_looks: str
) -> None:
    start().leave()
    other = shutil.copyfile(own, own.with_name("other.sqlite"))
    second = start(other) if change_looks == "desk" else start(language="fr")
    assert second.at_once is None
    assert not portrait_of(windows).exists()


def test_the_portrait_is_for_nobody_else(start: Callable[..., Start], windows: Windows) -> None:
    start().leave()
    assert stat.S_IMODE(portrait_of(windows).stat().st_mode) == 0o600


def test_a_program_that_leaves_a_job_half_done_takes_no_portrait(start: Callable[..., Start], windows: Windows) -> None:
    first = start()
    windows.answer = True  # to the question that is asked then
    first.windows.desk.operations.job(first.windows.window, _("Count"), wait_to_be_cancelled)
    first.leave()
    assert len(windows.take_heard()) == 1
    assert not portrait_of(windows).exists()


def test_a_program_that_takes_too_long_over_its_portrait_leaves_without(
    start: Callable[..., Start], windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posing, "_PATIENCE_MILLISECONDS", 10)
    first = start()
    first.windows.desk.operations.read(first.windows.window, lambda _session: time.sleep(0.3), lambda _nothing: None)
    first.leave()
    assert not portrait_of(windows).exists()


@pytest.mark.parametrize(
    "content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n"], ids=["empty", "of another kind", "begun"]
)
def test_a_broken_portrait_is_thrown_away(start: Callable[..., Start], windows: Windows, content: bytes) -> None:
    start().leave()
    portrait_of(windows).write_bytes(content)
    assert start().at_once is None
    assert not portrait_of(windows).exists()


@pytest.mark.parametrize(
    "words",
    ["", "{", "[]", "{}", '{"looks": 1}', json.dumps({"looks": LOOKS, "ratio": 1, "page": [1], "truth": None})],
)
def test_a_picture_with_strange_words_is_thrown_away(tmp_path: Path, words: str) -> None:
    picture = some_picture()
    picture.setText("CoordDesk", words)
    assert picture.save(str(tmp_path / FILE_NAME))
    assert PortraitFile(tmp_path).recall(LOOKS) is None
    assert not (tmp_path / FILE_NAME).exists()


def test_a_portrait_is_recalled_as_it_was_kept(tmp_path: Path) -> None:
    picture = some_picture()
    picture.setDevicePixelRatio(1.5)
    kept = Portrait(picture, QRect(10, 20, 30, 40), Truth("2026-09-04", [["0001", 7, None], [1, 2], []]))
    PortraitFile(tmp_path).keep(LOOKS, kept)
    recalled = PortraitFile(tmp_path).recall(LOOKS)
    assert recalled is not None
    assert recalled[1:] == kept[1:]
    assert recalled.picture.convertToFormat(picture.format()) == picture


def test_a_portrait_that_cannot_be_kept_is_no_trouble(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.write_text("a file in its place")
    file = PortraitFile(folder)
    file.keep(LOOKS, Portrait(some_picture(), QRect()))
    assert file.recall(LOOKS) is None


def test_a_window_of_another_size_shows_its_ground_only(qtbot: QtBot) -> None:
    memory = Memory()
    memory.remember(GROUND, "#112233")
    frame = Frame(memory, Portrait(some_picture(), QRect(0, 0, 60, 60)))
    qtbot.addWidget(frame)
    frame.resize(61, 60)
    assert frame.grab().toImage().pixelColor(5, 5) == QColor("#112233")
    frame.resize(60, 60)
    assert frame.grab().toImage().pixelColor(5, 5) == QColor("#112233"), "the page is not known to be true"
    frame.show_page()
    assert frame.grab().toImage().pixelColor(5, 5) == QColor("#445566")


def some_picture() -> QImage:
    picture = QImage(60, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor("#445566"))
    return picture


def wait_to_be_cancelled(_database: Database, progress: Progress) -> None:
    while True:
        progress(0, None)
        time.sleep(0.01)
