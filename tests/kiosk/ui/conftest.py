from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtPrintSupport import QPrinter

from coorddesk.core.languages import LANGUAGES
from coorddesk.core.resources import texts_for
from coorddesk.core.texts import Texts
from coorddesk.kiosk.imports.outbox import Outbox
from coorddesk.kiosk.rules import locked_with
from coorddesk.kiosk.ui.slip_printer import SlipPrinter
from coorddesk.kiosk.ui.window import Kiosk, KioskWindow
from coorddesk.widgets.theme import Appearance, Theme
from tests.kiosk.ui.stood_before import PIN, SHOWN, Stood

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from coorddesk.core.clock import FixedClock


class Look(NamedTuple):
    texts: Texts
    theme: Theme


@pytest.fixture(scope="session")
def looks(qapp: QApplication) -> dict[str, Look]:
    theme = Theme(qapp, Appearance.LIGHT)
    return {language: Look(texts_for(language), theme) for language in sorted(LANGUAGES)}


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """What comes out of the printer of the kiosk."""
    return tmp_path / "slip.pdf"


@pytest.fixture
def printer(paper: Path) -> Iterator[SlipPrinter]:
    def find() -> QPrinter:
        made = QPrinter()
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(paper))
        return made

    made = SlipPrinter(find, immediate=True)
    yield made
    made.close()


@pytest.fixture
def stood(
    qapp: QApplication, qtbot: QtBot, looks: dict[str, Look], outbox: Outbox, clock: FixedClock, printer: SlipPrinter
) -> Iterator[Stood]:
    """Somebody who stands before a kiosk in English."""
    window = KioskWindow(qapp, Kiosk("CDI", locked_with(PIN, bytes(16)), looks), outbox, clock, printer, calm=-1)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show_catalogue(SHOWN)
    window.show()
    qtbot.waitExposed(window)
    yield Stood(window, outbox)
    window.let_go()
    window.close()
