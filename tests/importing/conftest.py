"""Two languages with words for the test kinds, and a shelf to import into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from coorddesk.core import history, organisation
from coorddesk.core.messages import Message
from coorddesk.core.texts import Texts
from coorddesk.inventory.service import seed_labels
from tests.importing.devices import FRENCH, Shelf

if TYPE_CHECKING:
    from coorddesk.core.database import Database


@pytest.fixture(scope="session")
def languages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Texts, Texts]:
    """French and English."""
    folder = tmp_path_factory.mktemp("locale")
    catalogue = Catalog("fr")
    for english, french in FRENCH.items():
        catalogue.add(english, french)
    path = folder / "fr/LC_MESSAGES/coorddesk.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return Texts("fr", folder), Texts("en", folder)


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """An empty one, which hears what an import is called; the real history and memory are asked in test_desk.py."""

    def record(session: Any, deed: Message) -> None:
        session.deeds.append((deed.count, dict(deed.values)["changed"]))

    monkeypatch.setattr(history, "record", record)
    return Shelf()


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shelf remembers choices in a dictionary; a desk in its own table."""
    desk = {name: getattr(organisation, name) for name in ("remembered", "remember", "forget")}
    shelf: dict[str, Callable[..., Any]] = {
        "remembered": lambda kept, key: kept.get(key),
        "remember": lambda kept, key, value: kept.update({key: value}),
        "forget": lambda kept, key: kept.pop(key, None),
    }
    for name, on_desk in desk.items():

        def ask(session: Any, *args: Any, name: str = name, on_desk: Any = on_desk) -> Any:
            return shelf[name](session.kept, *args) if isinstance(session, Shelf) else on_desk(session, *args)

        monkeypatch.setattr(organisation, name, ask)


@pytest.fixture
def ready(database: Database) -> Database:
    """A real desk that is ready for devices."""
    with database.transaction() as session:
        seed_labels(session)
    return database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a test's files are made."""
    return tmp_path
