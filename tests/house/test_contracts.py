"""The import contracts hold: each planted offence breaks the contract that is there for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.house.source import ROOT, modules

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = "Floors: who may import whom"
ROOMS = "Rooms inside every feature"
QT = "Qt only in ui, widgets, shell and app"
SQL = "Widgets and screens never talk SQL"
PRIVATE = "A feature's screens are private to it"
ONE_WAY = "An import goes through its rooms one way"


SCREENS = {"widgets", "shell", "app", "smoke", "tour", "__main__", "__init__"}
"""What may use Qt, and what decides whether to."""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def _broken(house: Path) -> list[str]:
    """The names of the contracts that do not hold."""
    linter = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    environment = os.environ | {"PYTHONPATH": str(house / "src")}
    said = subprocess.run(
        [*linter, "--no-cache", "--no-logo"], cwd=house, env=environment, capture_output=True, text=True, check=False
    )
    assert "Contracts:" in said.stdout, said.stdout + said.stderr
    return re.findall(r"^(.+) BROKEN", said.stdout, re.MULTILINE)


def test_the_house_keeps_its_contracts(house: Path) -> None:
    assert _broken(house) == []


def test_the_contracts_know_every_room() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    by_name = {contract["name"]: contract for contract in contracts}
    without_qt = {module.removeprefix("coorddesk.") for module in by_name[QT]["source_modules"]}
    features = {module.removeprefix("coorddesk.") for module in by_name[ROOMS]["containers"]}
    rooms = {module.path.split("/")[0].removesuffix(".py") for module in modules()}
    assert rooms - SCREENS == {room for room in without_qt if "*" not in room} | features


@pytest.mark.parametrize(
    ("path", "offence", "contracts"),
    [
        ("core/planted.py", "from PySide6.QtCore import QObject", [QT]),
        ("core/planted.py", "import coorddesk.inventory.models", [FLOORS]),
        ("core/planted.py", "import coorddesk.importing.kind", [FLOORS]),
        ("reporting/planted.py", "from PySide6.QtGui import QPainter", [QT]),
        ("reporting/planted.py", "import coorddesk.importing.kind", [FLOORS]),
        ("widgets/planted.py", "import coorddesk.directory.rules", [FLOORS]),
        ("widgets/planted.py", "import sqlalchemy", [SQL]),
        ("directory/rules.py", "import coorddesk.inventory.rules", [FLOORS]),
        ("directory/rules.py", "import coorddesk.directory.models", [ROOMS]),
        ("inventory/helpers.py", "", [ROOMS]),
        ("inventory/ui/planted.py", "import sqlalchemy.orm", [SQL]),
        ("inventory/ui/planted.py", "import coorddesk.inventory.models", [SQL]),
        ("inventory/ui/planted.py", "import coorddesk.directory.ui.planted", [PRIVATE]),
        ("inventory/models.py", "from PySide6.QtCore import QObject", [QT]),
        ("planted/__init__.py", "", [FLOORS]),
        ("importing/finding/planted.py", "import coorddesk.importing.planning.planner", [ONE_WAY]),
    ],
    ids=lambda value: None if isinstance(value, list) else value or "a room too many",
)
def test_a_planted_offence_breaks_its_contract(house: Path, path: str, offence: str, contracts: list[str]) -> None:
    for feature in ("directory", "inventory"):
        ui = house / "src/coorddesk" / feature / "ui"
        ui.mkdir(exist_ok=True)
        (ui / "__init__.py").touch()
        (ui / "planted.py").touch()
    planted = house / "src/coorddesk" / path
    planted.parent.mkdir(exist_ok=True)
    with planted.open("a") as file:
        file.write(f"\n{offence}\n")
    assert _broken(house) == contracts
