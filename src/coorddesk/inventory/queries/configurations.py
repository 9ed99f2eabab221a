"""The versions of a network device's configuration file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.inventory.rules.network import configuration_number
from coorddesk.notes.queries import attachments_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ConfigurationRow:
    """One version; `file` is the hash by which its bytes are found, `day` that on which it was kept."""

    number: int
    name: str
    file: str
    day: date
    actor: str


def configurations(session: Session, asset_id: int) -> tuple[ConfigurationRow, ...]:
    """The versions of a device's configuration, the latest first."""
    clock = clock_of(session)
    found = [
        ConfigurationRow(number, row.name, row.file, clock.local(row.moment).date(), row.actor)
        for row in attachments_of(session, ("asset", asset_id))
        if (number := configuration_number(row.name)) is not None
    ]
    return tuple(sorted(found, key=lambda row: row.number, reverse=True))
