from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODEL = """

class Colour(Named, Base):
    __tablename__ = "colour"
    __table_args__ = (UniqueConstraint("name_folded"), numbered(lambda n: _n("{count} a", "{count} b", n)))
"""


def test_a_new_table_becomes_a_migration_that_can_be_run(tmp_path: Path) -> None:
    for folder in ("src", "packaging"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    models = tmp_path / "src" / "coorddesk" / "directory" / "models.py"
    models.write_text(models.read_text() + MODEL)
    script = [sys.executable, str(tmp_path / "packaging" / "new_migration.py"), "Know colours"]
    subprocess.run(script, check=True, env={"PYTHONPATH": str(tmp_path / "src")}, capture_output=True)
    migrations = tmp_path / "src" / "coorddesk" / "migrations"
    [written] = (migrations / "versions").glob(f"{(migrations / 'HEAD').read_text().strip()}_know_colours.py")
    compile(written.read_text(), written.name, "exec")
    assert "op.create_table('colour'" in written.read_text()
