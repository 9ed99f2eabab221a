"""Imports go one way, those for annotations too: no two files know each other, and no floor knows one above it."""

from __future__ import annotations

import ast
import tomllib
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import pytest

from tests.house.source import ROOT, Module, modules

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator


def _name(module: Module) -> str:
    """What others import it as."""
    return "coorddesk." + module.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imported(module: Module, files: Container[str]) -> Iterator[str]:
    """What it imports, at its top, for annotations or within a function; of a package, the file where that is one."""
    for node in module.nodes():
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(package), names=names):
                of_package = (f"{package}.{alias.name}" for alias in names)
                yield from (each if each in files else package for each in of_package)


def _arrows(every: Iterable[Module]) -> dict[str, set[str]]:
    """The other files that each file imports."""
    by_name = {_name(module): module for module in every}
    return {
        name: {each for each in _imported(module, by_name) if each in by_name and each != name}
        for name, module in by_name.items()
    }


def _circle(every: Iterable[Module]) -> list[str]:
    """Files each of which is imported by the one before, the first of them also at the end; none where all is well."""
    try:
        TopologicalSorter(_arrows(every)).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _upwards(every: Iterable[Module]) -> list[str]:
    """What is imported from a floor above, or from another room of the same floor."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    floors = next(each["layers"] for each in contracts["contracts"] if each["name"].startswith("Floors"))
    place = {room.strip(): place for place, floor in enumerate(floors) for room in floor.split("|")}
    found = []
    for name, others in _arrows(every).items():
        for other in others:
            one, two = (each.split(".")[1] for each in (f"{name}.", f"{other}."))
            if one != two and place.get(one, -1) >= place.get(two, len(floors)):
                found.append(f"{name} -> {other}")
    return sorted(found)


def _file(path: str, text: str) -> Module:
    return Module(path, text, ast.parse(text))


def test_no_files_import_one_another_in_a_circle() -> None:
    assert _circle(modules()) == []


def test_no_floor_knows_one_above() -> None:
    assert _upwards(modules()) == []


@pytest.mark.parametrize(
    "text",
    [
        "from coorddesk.core import planted",
        "from coorddesk.core.planted import Thing",
        "if TYPE_CHECKING:\n    from coorddesk.core.planted import Thing",
        "def late():\n    import coorddesk.core.planted",
    ],
)
def test_a_planted_circle_is_found(text: str) -> None:
    planted = [_file("core/planted.py", "from coorddesk.core.other import Thing"), _file("core/other.py", text)]
    assert set(_circle(planted)) == {"coorddesk.core.planted", "coorddesk.core.other"}
    assert _circle(planted[:1]) == []


def test_a_planted_arrow_upwards_is_found() -> None:
    above, below = "from coorddesk.core.other import Thing", "from coorddesk.reporting.planted import Thing"
    planted = [_file("reporting/planted.py", above), _file("core/other.py", below)]
    assert _upwards(planted) == ["coorddesk.core.other -> coorddesk.reporting.planted"]
