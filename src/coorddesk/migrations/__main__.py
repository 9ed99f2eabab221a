"""Drafts the next revision from the models: `python -m coorddesk.migrations "what changes"`. Read and tidy it."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.script import Script, ScriptDirectory

import coorddesk.migrations.models  # noqa: F401 - the tables to compare with
from coorddesk.core.migrate import alembic_config, migrate, rebuilding


def draft(what: str) -> Path:
    """Write the revision that leads from the newest one to the models, and name it in HEAD."""
    with TemporaryDirectory() as folder, rebuilding(str(Path(folder) / "desk.sqlite"), create=True) as connection:
        migrate(connection)
        config = alembic_config(connection)
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        scripts = ScriptDirectory.from_config(config)
        number = f"{int(scripts.get_current_head() or 0) + 1:04}"
        script = command.revision(config, what, autogenerate=True, rev_id=number)
    assert isinstance(script, Script)
    Path(scripts.dir, "HEAD").write_text(f"{number}\n", encoding="ascii")
    return Path(script.path)


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]) or "next")
