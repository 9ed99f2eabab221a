"""What the program imports anywhere, late and seldom too, is in both installers: none works from source alone."""

from __future__ import annotations

import ast
from fnmatch import fnmatch
from functools import cache

from windows.assemble import NOT_OF_PYTHON, NOT_OF_THE_LIBRARY, QT_KEPT, is_kept

from tests.house.source import ROOT, modules

FROZEN = ROOT / "packaging" / "frozen.py"  # imports PyInstaller, which a checkout has not


@cache
def imported() -> frozenset[str]:
    """The dotted names that the source imports, each with the packages around it."""
    found = set()
    for module in modules():
        for node in module.nodes():
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
            for name in names:
                parts = name.split(".")
                found |= {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return frozenset(found)


def test_the_frozen_program_excludes_nothing_that_is_imported() -> None:
    (excluded,) = [
        ast.literal_eval(node.value)
        for node in ast.parse(FROZEN.read_text("utf-8")).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EXCLUDED"
    ]
    assert "PIL._avif" in excluded
    assert imported() & set(excluded) == set()


def test_windows_gets_every_module_of_python_that_is_imported() -> None:
    files = {f"{name}.pyd" for name in imported() if "." not in name} | {f"{name}/x" for name in imported()}
    files |= {f"_{name}" for name in files}
    assert [
        name for name in sorted(files) if any(fnmatch(name, gone) for gone in (*NOT_OF_PYTHON, *NOT_OF_THE_LIBRARY))
    ] == []


def test_windows_gets_every_part_of_qt_that_is_imported() -> None:
    wanted = {name.split(".")[1] for name in imported() if name.startswith("PySide6.Qt")}
    assert "QtWidgets" in wanted
    assert [name for name in sorted(wanted) if not {f"{name}.pyd", f"Qt6{name[2:]}.dll"} <= set(QT_KEPT)] == []


def test_windows_gets_every_module_of_packages_that_is_imported() -> None:
    names = {name.replace(".", "/") for name in imported() if "." in name and not name.startswith("PySide6")}
    assert [name for name in sorted(names) if not (is_kept(f"{name}.py") and is_kept(f"{name}/x.py"))] == []
