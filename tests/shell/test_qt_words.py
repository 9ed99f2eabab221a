"""Qt's own dialogs speak French whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog, QLabel

from coorddesk.core.resources import texts_for
from coorddesk.shell.qt_words import QtWords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def _in_french(qapp: QApplication) -> Iterator[None]:
    owner = QObject()
    words = QtWords(owner, texts_for("fr"))
    qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


@pytest.mark.usefixtures("_in_french")
def test_a_file_dialog_has_no_english_word(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    said = {label.text().replace("&", "") for label in dialog.findChildren(QLabel)}
    assert said == {
        "Voir dans\N{NO-BREAK SPACE}:",
        "Nom de fichier\N{NO-BREAK SPACE}:",
        "Fichiers de type\N{NO-BREAK SPACE}:",
    }


@pytest.mark.usefixtures("_in_french")
def test_what_nobody_translates_is_said_as_it_is() -> None:
    assert QCoreApplication.translate("QFileDialog", "Never said") == "Never said"
