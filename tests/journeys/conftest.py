"""A program on a desk that is not there yet, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from coorddesk.app import Program
from coorddesk.core.clock import FixedClock
from coorddesk.core.folders import own_folders
from coorddesk.shell.opening import Opening
from tests.journeys.keyboard import Keyboard
from tests.windows import close_program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.desks import Desks


class School(NamedTuple):
    """A desk with something on it, and the moment at which a journey begins."""

    url: str
    moment: datetime


@pytest.fixture(params=["sqlite-fr", pytest.param("postgresql-en", marks=pytest.mark.postgres)])
def where(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Each journey is made on both databases and in both languages, in two runs: neither knows of the other."""
    database, _dash, language = str(request.param).partition("-")
    return database, language


@pytest.fixture
def language(where: tuple[str, str]) -> str:
    """What the program speaks."""
    return where[1]


@pytest.fixture
def desks(where: tuple[str, str], request: pytest.FixtureRequest) -> Iterator[Desks]:
    """Where it finds its desk."""
    desks: Desks = request.getfixturevalue(f"_{where[0]}")
    yield desks
    desks.clear()


@pytest.fixture
def keyboard(
    desks: Desks, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> Iterator[Keyboard]:
    """A program started on a desk that is not there yet."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    program = Program(qapp, own_folders(), language=language)
    program.open(Opening(desks.empty(), create=True))
    yield Keyboard(program, qapp, qtbot, language)
    close_program(program)


@pytest.fixture
def at_school(
    school: School, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> Iterator[Keyboard]:
    """A program on the desk of `school`, a fixture of the journey, at its moment."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    program = Program(qapp, own_folders(), language=language, clock=FixedClock(school.moment))
    program.open(Opening(school.url))
    keyboard = Keyboard(program, qapp, qtbot, language)
    keyboard.wait(lambda: program.window is not None)
    yield keyboard
    close_program(program)
