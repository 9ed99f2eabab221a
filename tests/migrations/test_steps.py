from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic.config import Config
from alembic.script import ScriptDirectory

from coorddesk.core import migrate as door
from coorddesk.core.migrate import migrate, rebuilding
from tests.next_version import become_next_version

if TYPE_CHECKING:
    import pytest

REBUILD = """
    op.execute("CREATE TRIGGER stays AFTER DELETE ON person BEGIN SELECT 1; END")
    with op.batch_alter_table("person", recreate="always") as person:
        person.add_column(sa.Column("colour", sa.String))
"""


def _triggers_lost(folder: Path) -> set[tuple[str, str]]:
    """Triggers that vanish in a step which does not name them: SQLite drops them with the table it rebuilds."""
    lost = set()
    with rebuilding(str(folder / "desk.sqlite"), create=True) as connection:
        config = Config()
        config.set_main_option("script_location", door.SCRIPTS)
        for script in reversed(list(ScriptDirectory.from_config(config).walk_revisions())):
            source = Path(script.path).read_text()
            made = {word for word in source.split() if f"TRIGGER {word}" in source}
            before = made | set(connection.exec_driver_sql(_TRIGGERS).scalars())
            migrate(connection, script.revision)
            gone = before - set(connection.exec_driver_sql(_TRIGGERS).scalars())
            lost |= {(script.revision, name) for name in gone if f"DROP TRIGGER {name}" not in source}
    return lost


_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


def test_no_step_loses_a_trigger(tmp_path: Path) -> None:
    assert _triggers_lost(tmp_path) == set()


def test_a_step_that_did_would_be_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    number = become_next_version(monkeypatch, tmp_path, REBUILD)
    assert _triggers_lost(tmp_path) == {(number, "stays")}
