from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, Table

import coorddesk.migrations
from coorddesk.core import migrate
from coorddesk.core.orm import Base
from coorddesk.core.revision import head
from coorddesk.migrations.__main__ import draft


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A copy of the revisions."""
    copy = tmp_path / "migrations"
    shutil.copytree(Path(coorddesk.migrations.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "SCRIPTS", str(copy))
    return copy


def test_the_next_revision_is_drafted_from_the_models(scripts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = Table("drafted", Base.metadata, Column("id", Integer, primary_key=True))
    try:
        path = draft("Add what is drafted")
    finally:
        Base.metadata.remove(table)
    number = f"{int(head()) + 1:04}"
    text = path.read_text()
    assert (path.name, (scripts / "HEAD").read_text()) == (f"{number}_add_what_is_drafted.py", f"{number}\n")
    assert text.startswith('"""Add what is drafted."""\n')
    assert f'revision = "{number}"\ndown_revision = "{head()}"' in text
    assert text.count("op.create_table") == 1
    capsys.readouterr()  # Alembic tells where it put the file
