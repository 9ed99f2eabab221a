"""Writes the next migration from what the models have become; read and correct it before it is committed.

python packaging/new_migration.py "why the schema changes"
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.operations.ops import CreateTableOp, MigrationScript

import coorddesk.migrations.models  # noqa: F401 - autogenerate compares with the tables it makes known
from coorddesk.core.migrate import migrate, rebuilding
from coorddesk.core.revision import head

MIGRATIONS = Path(__file__).parents[1] / "src" / "coorddesk" / "migrations"


def main(why: str) -> None:
    """Compare the models with a new desk, and write the difference as the next revision."""
    number = f"{int(head()) + 1:04}"
    config = Config()
    config.set_main_option("script_location", "coorddesk:migrations")
    config.set_main_option("file_template", f"{number}_{re.sub('[^a-z0-9]+', '_', why.lower()).strip('_')}")
    with tempfile.TemporaryDirectory() as folder, rebuilding(f"{folder}/desk.db", create=True) as connection:
        migrate(connection)
        config.attributes["connection"] = connection
        command.revision(config, why, autogenerate=True, rev_id=number, process_revision_directives=_without_info)
    (MIGRATIONS / "HEAD").write_text(f"{number}\n", encoding="ascii")


def _without_info(_context: object, _revision: object, scripts: list[MigrationScript]) -> None:
    """A table's info is the models' own, and holds what no migration can be written with."""
    for step in scripts[0].upgrade_ops.ops if scripts[0].upgrade_ops else ():
        if isinstance(step, CreateTableOp):
            step.info = {}


if __name__ == "__main__":
    main(sys.argv[1])
