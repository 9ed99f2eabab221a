"""The desk's own database as a kiosk sees it: opened when it is needed, and anew once it was away."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from coorddesk.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.kiosk.rules import Catalogue, KioskReport

T = TypeVar("T")


class DeskLine:
    """Sends each report in a transaction of its own; every method raises `UserError` where the desk is away."""

    def __init__(self, opener: Callable[[], Database]) -> None:
        """`opener` opens the desk as the kiosk; it is called in the thread that uses this, when it is first needed."""
        self._opener = opener
        self._database: Database | None = None

    def __call__(self, report: KioskReport) -> int | None:
        """Send a report: a `Delivery`."""
        from coorddesk.kiosk.service import take_in  # SQL, which a kiosk with a folder never needs

        return self._on_desk(lambda database: _changed(database, lambda session: take_in(session, report)))

    def number_of(self, key: str) -> int | None:
        """Nothing: the number was known as soon as the report had arrived."""
        del key
        return None

    def catalogue(self) -> Catalogue:
        """What there is to show."""
        from coorddesk.kiosk.queries import catalogue

        return self._on_desk(lambda database: _read(database, catalogue))

    def close(self) -> None:
        """Let go of the desk."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _on_desk(self, work: Callable[[Database], T]) -> T:
        if self._database is None:
            self._database = self._opener()
        try:
            return work(self._database)
        except UserError:
            self.close()  # a line that was cut stays so
            raise


def _changed(database: Database, work: Callable[[Session], T]) -> T:
    with database.transaction() as session:
        return work(session)


def _read(database: Database, work: Callable[[Session], T]) -> T:
    with database.reading() as session:
        return work(session)
