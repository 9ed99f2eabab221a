from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.shell.import_wizard.wizard import ImportWizard
from tests.shell.import_wizard.hands import Hands, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.windows import Windows


@pytest.fixture
def hands(opened: Windows) -> Hands:
    """The wizard on a desk with two devices."""
    opened.window.ask_for("import")
    return Hands(opened, opened.dialog(ImportWizard))


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """PC-1 with another name, a new device, one whose date there is not, and PC-2 as it is."""
    return write(
        tmp_path / "devices.csv",
        ("N° inventaire", "Nom", "Date d'achat", "Couleur"),
        ("PC-1", "Portable de la direction", "", "bleu"),
        ("PC-9", "Tablette", "04/03/2024", "noir"),
        ("PC-8", "Écran", "31/02/2024", ""),
        ("PC-2", "Poste du CDI", "", ""),
    )
