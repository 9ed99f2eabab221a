"""A next version of the program with one more revision, for tests of upgrades."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import coorddesk.migrations
from coorddesk.core import database, migrate, revision

if TYPE_CHECKING:
    import pytest

_REVISION = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{number}", "{before}"


def upgrade() -> None:
{body}
"""
RENAME_NOTES = """
    with op.batch_alter_table("person") as person:
        person.alter_column("notes", new_column_name="remarks")
"""


def become_next_version(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str = RENAME_NOTES) -> str:
    """Add a revision with that body to a copy of the migrations below `folder`, and use it; returns its number."""
    scripts = folder / "migrations"
    shutil.copytree(Path(coorddesk.migrations.__file__).parent, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    before = revision.head()
    number = f"{int(before) + 1:04}"
    text = _REVISION.format(number=number, before=before, body=body)
    (scripts / "versions" / f"{number}_next.py").write_text(text)
    monkeypatch.setattr(migrate, "SCRIPTS", str(scripts))
    monkeypatch.setattr(revision, "head", lambda: number)
    monkeypatch.setattr(database, "head", lambda: number)
    return number
