"""A folder that a kiosk and the desk both see: reports one way, what the kiosk shows and the numbers the other way.

reports/KEY.json      written by the kiosk, whole or not at all; taken away by the desk
numbers/KEY           written by the desk: the ticket; taken away by the kiosk
catalogue.json        written by the desk
aside/                what the desk could not read
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from coorddesk.core.durable import write_whole
from coorddesk.kiosk.rules import (
    Catalogue,
    KioskReport,
    NotAReport,
    catalogue_of,
    parse_report,
    written_catalogue,
    written_report,
)
from coorddesk.kiosk.service import SetAside, set_aside, take_in

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database

_REPORTS, _NUMBERS, _ASIDE, _CATALOGUE = "reports", "numbers", "aside", "catalogue.json"
_SUFFIX = ".json"
_MOST_BYTES = 200_000

_log = logging.getLogger(__name__)


class KioskSide:
    """The folder as the kiosk sees it; every method raises `OSError` where it is away."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made by the desk: one that is missing is a share that is away, not one to make."""
        self._folder = folder

    def __call__(self, report: KioskReport) -> None:
        """Send a report: a `Delivery`."""
        reports = self._folder / _REPORTS
        if not reports.is_dir():
            raise FileNotFoundError(f"{reports} is away")
        write_whole(reports / f"{report.key}{_SUFFIX}", written_report(report))

    def number_of(self, key: str) -> int | None:
        """The ticket that a report became, once the desk has said so."""
        path = self._folder / _NUMBERS / key
        try:
            number = int(path.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return number

    def catalogue(self) -> Catalogue | None:
        """What there is to show; None where nothing readable is published."""
        try:
            return catalogue_of((self._folder / _CATALOGUE).read_bytes())
        except (FileNotFoundError, ValueError):
            return None

    def close(self) -> None:
        """Nothing is open."""


class DeskSide:
    """The folder as the desk sees it."""

    def __init__(self, name: str, folder: Path) -> None:
        """`name` is the kiosk's."""
        self._name = name
        self._folder = folder

    def prepare(self) -> None:
        """Make the folders; raises `OSError` where that cannot be."""
        for name in (_REPORTS, _NUMBERS, _ASIDE):
            (self._folder / name).mkdir(parents=True, exist_ok=True)

    def is_there(self) -> bool:
        """Whether the folder can be reached: a share that is away is not one to make."""
        return self._folder.is_dir()

    def has_reports(self) -> bool:
        """Whether something lies there to be taken in."""
        return any((self._folder / _REPORTS).glob(f"[!.]*{_SUFFIX}"))

    def publish(self, catalogue: Catalogue) -> bool:
        """Let the kiosk show this; returns whether it is anything new."""
        path, data = self._folder / _CATALOGUE, written_catalogue(catalogue)
        if path.is_file() and path.read_bytes() == data:
            return False
        write_whole(path, data)
        return True

    def take_in(self, database: Database) -> int:
        """Take in what lies there, each report in a transaction of its own; returns how many there were.

        A report goes away once it is in the database, so that it comes in exactly once whenever this is killed.
        """
        taken = 0
        for path in sorted((self._folder / _REPORTS).glob(f"[!.]*{_SUFFIX}")):
            taken += self._take(database, path)
        return taken

    def _take(self, database: Database, path: Path) -> bool:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES)
        try:
            report = parse_report(data)
        except NotAReport as error:
            _log.warning("%s of %s was set aside: %s", path.name, self._name, error)
            with database.transaction() as session:
                set_aside(session, SetAside(self._name, path.name, data, str(error)))
            path.replace(self._folder / _ASIDE / path.name)
            return False
        with database.transaction() as session:
            number = take_in(session, report)
        if number is not None:
            write_whole(self._folder / _NUMBERS / report.key, str(number).encode("ascii"))
        path.unlink()
        return True
