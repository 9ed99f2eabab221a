"""A program on a desk that is not there yet, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.app import Program
from coorddesk.core.folders import own_folders
from coorddesk.shell.opening import Opening
from tests.journeys.keyboard import Keyboard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.desks import Desks


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Each journey is made in both."""
    found: str = request.param
    return found


@pytest.fixture
def keyboard(
    desks: Desks, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> Iterator[Keyboard]:
    """A program started on a desk that is not there yet."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    program = Program(qapp, own_folders(), language=language)
    program.open(Opening(desks.empty(), create=True))
    yield Keyboard(program, qapp, qtbot, language)
    if program.frame is not None:
        program.frame.hide()
    program.close()
