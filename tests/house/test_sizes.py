"""Small enough to read: a file, a function, a class. What is larger has its reason here."""

from __future__ import annotations

import ast

from tests.house.source import Module, modules

FILE_LINES = 400
FUNCTION_LINES = 40
SCREEN_LINES = 60  # a function that builds a screen is a list of what is on it
CLASS_METHODS = 20

LARGER: dict[str, str] = {
    "widgets/forms/record_dialog.py RecordDialog": "the one dialog that every record's form is made of",
    "widgets/table/model.py RecordModel": "half of it is what Qt asks of every model",
}
"""The path or `path name` of what may be larger, and why."""


def test_files_are_short() -> None:
    assert _unexplained({module.path: len(module.text.splitlines()) for module in modules()}, FILE_LINES) == {}


def test_functions_fit_on_a_screen() -> None:
    """A migration may be longer: it is a list of columns that nobody edits again."""
    for screens, cap in ((False, FUNCTION_LINES), (True, SCREEN_LINES)):
        lengths = {
            f"{module.path} {node.name}": (node.end_lineno or 0) - node.lineno + 1
            for module in modules()
            if module.has_screens is screens and not module.path.startswith("migrations/versions/")
            for node in module.nodes()
            if isinstance(node, ast.FunctionDef)
        }
        assert _unexplained(lengths, cap) == {}


def test_classes_do_one_thing() -> None:
    methods = {
        f"{module.path} {node.name}": sum(isinstance(each, ast.FunctionDef) for each in node.body)
        for module in modules()
        for node in module.nodes()
        if isinstance(node, ast.ClassDef)
    }
    assert _unexplained(methods, CLASS_METHODS - 1) == {}


def test_no_reason_outlives_its_cause() -> None:
    there = {name for module in modules() for name in (module.path, *_names(module))}
    assert [larger for larger in LARGER if larger not in there] == []


def _unexplained(sizes: dict[str, int], cap: int) -> dict[str, int]:
    return {name: size for name, size in sizes.items() if size > cap and name not in LARGER}


def _names(module: Module) -> list[str]:
    named = (node for node in module.nodes() if isinstance(node, ast.ClassDef | ast.FunctionDef))
    return [f"{module.path} {node.name}" for node in named]
