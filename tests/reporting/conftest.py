"""Readers of reports: an English one, and a French one with the few words that the samples need."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from coorddesk.core.texts import Texts
from tests.reporting.samples import FRENCH, FRENCH_PLURALS

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture(scope="session")
def locale_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a French catalogue of our own, so that these tests do not wait for translators."""
    folder = tmp_path_factory.mktemp("locale")
    catalogue = Catalog(locale="fr")
    for english, french in FRENCH.items():
        catalogue.add(english, french)
    for forms, french_forms in FRENCH_PLURALS.items():
        catalogue.add(forms, french_forms)
    file = folder / "fr" / "LC_MESSAGES" / "coorddesk.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as stream:
        write_mo(stream, catalogue)
    return folder


@pytest.fixture
def english(locale_folder: Path) -> Texts:
    """An English reader in Paris."""
    return Texts("en", locale_folder, zone=PARIS)


@pytest.fixture
def french(locale_folder: Path) -> Texts:
    """A French reader in Paris."""
    return Texts("fr", locale_folder, zone=PARIS)
