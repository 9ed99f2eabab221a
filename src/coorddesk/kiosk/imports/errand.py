"""One round of a kiosk's courier: reports go out, numbers and what there is to show come in."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from coorddesk.core.durable import write_whole
from coorddesk.core.errors import UserError
from coorddesk.kiosk.imports.outbox import Arrived
from coorddesk.kiosk.rules import EMPTY, Catalogue, KioskReport, catalogue_of, written_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coorddesk.kiosk.imports.outbox import Outbox

_log = logging.getLogger(__name__)


class Way(Protocol):
    """How a kiosk reaches its desk. Every method raises `OSError` or `UserError` where the desk is away."""

    def __call__(self, report: KioskReport) -> int | None:
        """Send a report: a `Delivery`."""

    def number_of(self, key: str) -> int | None:
        """The ticket that a report became, once that is known."""

    def catalogue(self) -> Catalogue | None:
        """What there is to show; None where nothing readable is published."""

    def close(self) -> None:
        """Let go of the desk."""


class KeptCatalogue:
    """What the desk published last, kept on this PC: a kiosk that starts while the desk is away has it to show."""

    def __init__(self, path: Path) -> None:
        """Keep it in a file."""
        self._path = path

    def recall(self) -> Catalogue:
        """The last one, or nothing to show."""
        try:
            return catalogue_of(self._path.read_bytes())
        except (OSError, ValueError) as error:
            _log.info("no catalogue is kept: %s", error)
            return EMPTY

    def keep(self, catalogue: Catalogue) -> None:
        """Keep another."""
        write_whole(self._path, written_catalogue(catalogue))


@dataclass(frozen=True)
class Errand:
    """What a round brought; without a `catalogue` there is nothing new to show."""

    arrived: tuple[Arrived, ...]
    catalogue: Catalogue | None
    is_there: bool


def run_errand(outbox: Outbox, way: Way, awaited: Collection[str], shown: Catalogue) -> Errand:
    """Send what waits, ask for the numbers that are awaited, and read what there is to show.

    Whatever keeps the desk away is no trouble of whoever stands before the kiosk: what waits goes out next time.
    """
    arrived: list[Arrived] = []
    catalogue: Catalogue | None = None
    try:
        arrived.extend(outbox.send(way))  # what has arrived before the line is cut counts
        arrived.extend(_numbers(way, awaited))
        catalogue = way.catalogue()
    except (OSError, UserError) as error:
        _log.info("the desk is away: %s", error)
        return Errand(tuple(arrived), None, is_there=False)
    return Errand(tuple(arrived), None if catalogue == shown else catalogue, is_there=True)


def _numbers(way: Way, awaited: Collection[str]) -> Iterator[Arrived]:
    for key in awaited:
        if (number := way.number_of(key)) is not None:
            yield Arrived(key, number)
