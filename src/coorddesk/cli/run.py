"""What a verb is given: the words typed, the languages, and the way to the desk."""

from __future__ import annotations

import getpass
import json
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coorddesk.core.access import Actor
from coorddesk.core.clock import Clock, SystemClock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.messages import Message
    from coorddesk.core.texts import Texts


@dataclass(frozen=True)
class Run:
    """One run of one verb; `languages` are all there are, as a sheet's headers may be in any.

    `creates`: a missing desk is made. `second_backups` is the second place for backups, as this PC's settings have it.
    """

    options: argparse.Namespace
    texts: Texts
    languages: tuple[Texts, ...]
    url: str
    creates: bool = True
    clock: Clock = field(default_factory=SystemClock)
    second_backups: Path | None = None

    @contextmanager
    def desk(self) -> Iterator[Database]:
        """The desk, closed at the end; made if it is missing, unless it is the one that this PC remembers."""
        from coorddesk.opening import open_desk  # sqlalchemy, which --help does not need

        database = open_desk(self.url, create=self.creates, actor=self.actor, clock=self.clock)
        try:
            yield database
        finally:
            database.close()

    @property
    def actor(self) -> Actor:
        """Whoever is logged in to the machine; a desk of one has no password."""
        return Actor(getpass.getuser(), source="command line")

    def say(self, message: Message) -> None:
        """Print a message."""
        print(self.texts.say(message))

    def complain(self, message: Message) -> None:
        """Print a message where trouble is told."""
        print(self.texts.say(message), file=sys.stderr)

    def answer(self, data: Mapping[str, Any] | Sequence[Any]) -> None:
        """Print data as JSON."""
        print(json.dumps(data, ensure_ascii=False, indent=2))
