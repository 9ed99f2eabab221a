"""What of a feature is loaded when."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from coorddesk import features
from coorddesk.core.access import Actor
from coorddesk.features import FEATURES, Features
from coorddesk.opening import open_desk

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.clock import FixedClock

ROOMS_OF_AN_OPEN_DESK = {"models", "rules"}
OPEN = """
import sys
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.opening import open_desk
open_desk(sys.argv[1], actor=Actor("Camille Martin"), clock=SystemClock()).close()
print(*sys.modules)
"""
KNOW = """
from coorddesk import features, opening
from coorddesk.core.orm import Base
features.load_tables()
known = set(Base.metadata.tables)
features.load()
print(*set(Base.metadata.tables) - known)
"""


def printed(code: str, *arguments: str) -> set[str]:
    """The words that a new Python prints."""
    ran = subprocess.run([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return set(ran.stdout.split())


def test_a_desk_is_opened_with_the_tables_of_its_features_alone(tmp_path: Path, clock: FixedClock) -> None:
    desk = str(tmp_path / "desk.sqlite")
    open_desk(desk, actor=Actor("Camille Martin"), clock=clock).close()
    packages = {line.partition(".feature:")[0] for line in FEATURES}
    rooms = {tuple(name.rsplit(".", 1)) for name in printed(OPEN, desk) if name.rpartition(".")[0] in packages}
    assert {room for _package, room in rooms} == ROOMS_OF_AN_OPEN_DESK


def test_no_table_is_left_out() -> None:
    assert printed(KNOW) == set()


def test_features_are_those_that_are_loaded() -> None:
    assert tuple(Features()) == features.load()
    assert Features()[:1] == features.load()[:1]
    assert len(Features()) == len(features.load())
