from __future__ import annotations

import re
import tomllib

from coorddesk.shell.about_dialog import _STANDS_ON, _parts
from tests.house.source import ROOT


def test_everything_that_the_program_needs_is_named_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    needed = {re.split(r"[^a-z0-9-]", line.lower())[0] for line in asked}
    assert {name.lower() for name in _STANDS_ON} == needed


def test_each_part_says_which_version_runs() -> None:
    assert [part for part in _parts() if not re.search(r"\d.* — |^(Lucide|DejaVu) — ", part)] == []
