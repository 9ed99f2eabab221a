"""What sheets may bring of tickets: each known by its number here, by that of the program it comes from, or by its row.

New ones are as if they had been here all the time: their log tells when they were opened, taken up, resolved and
closed. Of those that are there a sheet changes what forms would, and their log says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _
from coorddesk.helpdesk.imports.changing import Standing, TicketChanger, beside_trouble, change_trouble
from coorddesk.helpdesk.imports.fields import FIELDS
from coorddesk.helpdesk.imports.glpi import GLPI, GLPI_SPLITS
from coorddesk.helpdesk.imports.links import TicketLinks
from coorddesk.helpdesk.imports.reading import TicketReading, as_compared
from coorddesk.helpdesk.imports.stories import story_of, story_remark, story_trouble
from coorddesk.helpdesk.imports.writing import TicketWriter
from coorddesk.importing.kind import ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class TicketTarget(SimpleTarget):
    """The tickets within one import."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._links = TicketLinks(session)
        self._reading = TicketReading(session, self._links)
        self._writer = TicketWriter(session, self._links)
        self._now = clock_of(session).local(clock_of(session).now()).replace(tzinfo=None)
        self._standing: dict[int, Standing] = {}

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every ticket."""
        for row, said in self._reading.told(fields):
            values = as_compared(said)
            self._standing[row.id] = Standing(row.status, is_merged=row.merged_into_id is not None)
            yield Known(row.id, row.version, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every ticket, the first one first."""
        yield from (values for _row, values in self._reading.told(_KEYS))

    def named(self, field_key: str, name: str) -> Named:
        """The person, place, device or other record that a text means; of these a sheet makes all but devices."""
        return self._links.named(field_key, name)

    def names(self, field_key: str) -> Iterable[str]:
        """What they are called."""
        return self._links.names(field_key)

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """What never was, what has gone on here since, and what a form would refuse."""
        if known is not None:
            return change_trouble(self._standing[known.id], values, self._now)
        if values.get("number"):
            return "number", _("There is no ticket of this number here. Leave it blank to open this as a new one.")
        story = story_of(values)
        return beside_trouble(story.status, values) or story_trouble(story, self._now)

    def accepts(self, rows: NewRows) -> bool:
        """Each ticket is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Open tickets, with all that has become of them."""
        self._writer.write(list(rows))

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change tickets; their log says what."""
        TicketChanger(self._session, self._links, self._reading).change(changes)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return TicketTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import tickets: {new} new, {changed} changed", new=new, changed=changed)


_KEYS = tuple(field.key for field in FIELDS)

TICKETS = ImportKind(
    key="tickets",
    title=_("Tickets"),
    fields=FIELDS,
    keys=(Key(("number",)), Key(("reference",))),
    open=TicketTarget,
    deed=_deed,
    rows=_rows,
    keyless=True,
    presets=(GLPI,),
    splits=GLPI_SPLITS,
    remark=story_remark,
)
