"""The same services without Qt: import, export, report, undo, backup and the rest from a script."""

from __future__ import annotations

from coorddesk.cli.main import main

__all__ = ["main"]
