from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from coorddesk.core.migrate import migrate, rebuilding
from coorddesk.core.revision import head
from coorddesk.migrations.models import METADATA
from tests.migrations.schema_text import schema_text

if TYPE_CHECKING:
    from tests.desks import Desks


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", "coorddesk:migrations")
    return ScriptDirectory.from_config(config)


def test_the_packaged_head_is_the_newest_revision() -> None:
    assert _scripts().get_heads() == [head()]


def test_revisions_are_numbered_in_their_order() -> None:
    revisions = [script.revision for script in _scripts().walk_revisions()][::-1]
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]


def test_nothing_is_left_for_a_migration_to_do(desks: Desks) -> None:
    with rebuilding(desks.empty(), create=True) as connection:
        migrate(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_the_migrated_schema_is_that_of_the_models_to_the_letter(desks: Desks) -> None:
    with rebuilding(desks.empty(), create=True) as connection:
        migrate(connection)
        migrated = schema_text(connection)
    with rebuilding(desks.empty(), create=True) as connection:
        METADATA.create_all(connection)
        assert migrated == schema_text(connection)
