"""What is loaded when: the command line and everything below the screens live without Qt."""

from __future__ import annotations

import subprocess
import sys

from tests.house.source import modules


def _loaded_by(statement: str) -> set[str]:
    """The top-level packages that a new Python has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    return set(
        subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    )


def test_nothing_below_the_screens_loads_qt() -> None:
    below = [
        "coorddesk." + module.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for module in modules()
        if not module.has_screens and not module.path.startswith(("__", "migrations/"))
    ]
    assert _loaded_by(f"import {', '.join(below)}") & {"PySide6", "shiboken6"} == set()
