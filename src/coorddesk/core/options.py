"""A record by what it is called, wherever one is chosen, offered or told from another."""

from __future__ import annotations

from dataclasses import dataclass

PATH_SEPARATOR = " / "
"""What stands between the parts of a name that is a path: "Building A / 1st floor / Room 12"."""


@dataclass(frozen=True)
class Option:
    """A record to choose: its id, its name, and a word that tells it from others of that name."""

    id: int
    name: str
    detail: str = ""
