"""What keeps a device where it is, said by the tables of features above: a loan that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coorddesk.core.messages import Message

HOLDS = "holds"
"""The key of a table's info: a `Holds`, of a table with a column `asset_id`."""


@dataclass(frozen=True)
class Holds:
    """While `where` (SQL) is true of a row of the table, its device's status and holder are the feature's to change.

    `said(device)` tells anybody else what to do first.
    """

    where: str
    said: Callable[[str], Message]
