from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

import pytest

from coorddesk.widgets.operations import Operations
from coorddesk.widgets.theme import Appearance, Theme
from tests.widgets.sample import SampleDesk, texts_in

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from coorddesk.core.database import Database
    from tests.desks import Desks


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Appearance.LIGHT)


@pytest.fixture
def desk_database(_sqlite: Desks, open_desk: Callable[[str], Database]) -> Iterator[Database]:
    """A new desk on SQLite: what widgets do does not depend on the kind of database."""
    yield open_desk(_sqlite.fresh())
    _sqlite.clear()


@pytest.fixture(params=["threads", "immediate"])
def lanes(request: pytest.FixtureRequest) -> str:
    return cast(str, request.param)


@pytest.fixture
def desk(desk_database: Database, theme: Theme, qtbot: QtBot, lanes: str) -> Iterator[SampleDesk]:
    """A desk in English, with threads as in the program and then with lanes that work at once."""
    operations = Operations(immediate=lanes == "immediate")
    operations.open(operations, lambda: desk_database)
    yield SampleDesk(texts_in("en"), operations, theme)
    operations.close()
