"""The outbox of a kiosk: what was reported lies there until it has arrived, so that no lost network loses it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.durable import write_whole
from coorddesk.kiosk.rules import KioskReport, NotAReport, parse_report, written_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SUFFIX = ".json"
_UNREAD = ".unread"

_log = logging.getLogger(__name__)


Delivery = Callable[[KioskReport], int | None]
"""A way to the desk: the same report again does no harm.

Returns the number of the ticket if the desk says it at once. Raises whatever keeps it from arriving.
"""


@dataclass(frozen=True)
class Arrived:
    """A report that the desk has, by its key, and its ticket if that is known already; for some there is none ever."""

    key: str
    number: int | None
    is_numbered: bool = True


class Outbox:
    """Files in a folder of this PC, one a report, in the order in which they were put there."""

    def __init__(self, folder: Path) -> None:
        """Use a folder, made when it is first needed."""
        self._folder = folder

    def put(self, report: KioskReport) -> None:
        """Keep a report; when this returns, neither a crash nor a power cut loses it. The same key again is one."""
        stamp = f"{report.moment:%Y%m%d%H%M%S%f}"
        write_whole(self._folder / f"{stamp}-{report.key}{_SUFFIX}", written_report(report))

    def waiting(self) -> int:
        """How many reports have not arrived."""
        return len(self._files())

    def send(self, deliver: Delivery) -> Iterator[Arrived]:
        """Send what waits, the oldest first; what `deliver` raises goes through, and the rest stays.

        A file that is no report, after a bad disk say, is left beside the others under another name.
        """
        for path in self._files():
            try:
                report = parse_report(path.read_bytes())
            except NotAReport:
                _log.exception("%s is no report", path.name)
                path.rename(path.with_suffix(_UNREAD))
                continue
            number = deliver(report)
            path.unlink(missing_ok=True)
            yield Arrived(report.key, number, report.is_numbered)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob(f"[!.]*{_SUFFIX}")) if self._folder.is_dir() else []
