from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.messages import _
from coorddesk.core.organisation import OrganisationRow, describe_organisation
from coorddesk.opening import open_desk as open_any_desk
from coorddesk.shell.opening import Opening
from coorddesk.widgets.messages import MessageDialog
from tests.factories import make_asset
from tests.windows import Windows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def windows(
    qapp: QApplication, qtbot: QtBot, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Windows]:
    """A program in a home of its own, with nothing open yet; a question or trouble that nobody took fails the test."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    windows = Windows(qapp, qtbot, clock)

    def answer(dialog: MessageDialog) -> int:
        return windows.answer_dialog(dialog)

    monkeypatch.setattr(MessageDialog, "exec", answer)
    yield windows
    windows.close()
    assert windows.take_heard() == []


@pytest.fixture(scope="session")
def _school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that is somebody's, with two devices; made once."""
    path = tmp_path_factory.mktemp("school") / "school.sqlite"
    clock = FixedClock(datetime(2026, 9, 4, 8, tzinfo=UTC))
    database = open_any_desk(str(path), actor=Actor("Camille Martin"), clock=clock)
    with database.transaction() as session:
        describe_organisation(session, OrganisationRow(name="École Les Tilleuls"))
    with database.transaction(_("Add the first devices")) as session:
        make_asset(session, "PC-1", name="Portable du directeur")
        make_asset(session, "PC-2", name="Poste du CDI")
    database.close()
    return path


@pytest.fixture
def desk_file(_school: Path, tmp_path: Path) -> Path:
    """A copy of that desk."""
    return shutil.copyfile(_school, tmp_path / "school.sqlite")


@pytest.fixture
def opened(windows: Windows, desk_file: Path) -> Windows:
    """The window on that desk."""
    windows.open(Opening(str(desk_file)))
    return windows
