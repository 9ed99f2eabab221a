"""Folding within a statement: for sorting by texts of which no folded copy is kept."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

_LETTERS = ("ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŸ", "AAAAAACEEEEIIIINOOOOOUUUUYY")
_OPENED = (("Œ", "oe"), ("œ", "oe"), ("Æ", "ae"), ("æ", "ae"), ("’", "''"))


class folded(GenericFunction[str]):  # noqa: N801 - written like the functions of a database
    """A text as `fold` leaves it. SQLite asks `fold` itself; PostgreSQL knows the letters of western Europe."""

    type = String()
    inherit_cache = True


@compiles(folded)
def _in_any(element: folded, compiler: Any, **how: Any) -> str:
    accented, plain = (letters + letters.lower() for letters in _LETTERS)
    said = f"lower(translate({compiler.process(element.clauses, **how)}, '{accented}', '{plain}'))"
    for letter, letters in _OPENED:
        said = f"replace({said}, '{letter}', '{letters}')"
    return f'{said} COLLATE "C"'


@compiles(folded, "sqlite")
def _in_sqlite(element: folded, compiler: Any, **how: Any) -> str:
    return f"fold({compiler.process(element.clauses, **how)})"
