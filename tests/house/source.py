"""The source of the program as syntax trees, for tests that read it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "coorddesk"


@dataclass(frozen=True)
class Module:
    """One file of the program: its path below src/coorddesk, its text, its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def has_screens(self) -> bool:
        """Whether Qt may be used here."""
        return self.path.startswith(("widgets/", "shell/", "app.py", "smoke", "tour")) or "/ui/" in self.path

    def is_room(self, name: str) -> bool:
        """Whether the file is a feature's room of that name, alone or as a package."""
        parts = self.path.removesuffix(".py").split("/")
        return len(parts) > 1 and parts[1] == name and parts[0] not in {"core", "widgets", "shell", "migrations"}

    def nodes(self) -> Iterator[ast.AST]:
        """Every node of the tree."""
        return ast.walk(self.tree)

    def at(self, node: ast.stmt | ast.expr | ast.excepthandler) -> str:
        """Where a node stands, as editors understand it."""
        return f"src/coorddesk/{self.path}:{node.lineno}"


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the program."""
    files = sorted(PACKAGE.rglob("*.py"))
    texts = {file.relative_to(PACKAGE).as_posix(): file.read_text(encoding="utf-8") for file in files}
    return tuple(Module(path, text, ast.parse(text)) for path, text in texts.items())


def calls(module: Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last word of what is called: "commit" for `session.commit()`."""
    for node in module.nodes():
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield name, node


def public_functions(module: Module) -> list[ast.FunctionDef]:
    """The functions that a module offers."""
    found = [node for node in module.tree.body if isinstance(node, ast.FunctionDef)]
    return [function for function in found if not function.name.startswith("_")]
