"""What a sheet of tickets names: kinds of tickets by their path, several people or devices in a cell, who asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.directory.imports import NamedLink, PersonLink, PlaceLink
from coorddesk.directory.models import Supplier
from coorddesk.directory.rules import folded_path, join_path, path_parts
from coorddesk.helpdesk.models import Cause, Team, Ticket, TicketCategory
from coorddesk.importing.kind import Named
from coorddesk.importing.listing import joined, listed
from coorddesk.maintenance.imports.links import AssetLink

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def in_order(names: Iterable[str]) -> str:
    """Several names in one cell, each once; in which order they are said means nothing."""
    return joined(sorted(dict.fromkeys(names), key=lambda name: (fold(name), name)))


class CategoryLink:
    """Kinds of tickets, by their path, or by their name where it is the only one; new ones come with those around."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        self._session = session
        rows = session.execute(select(TicketCategory.id, TicketCategory.path).order_by(TicketCategory.id)).all()
        self.names: Mapping[int, str] = dict(rows)
        self._ids = {folded_path(path_parts(path)): row_id for row_id, path in self.names.items()}
        self._paths = {folded: self.names[row_id] for folded, row_id in self._ids.items()}
        self._alone: dict[str, list[str]] = {}
        for folded, path in self._paths.items():
            self._alone.setdefault(folded[-1], []).append(path)

    def named(self, text: str) -> Named:
        """The kind of ticket of that path or name; a new one under the nearest that exists."""
        parts = path_parts(text)
        folded = folded_path(parts)
        if folded in self._paths:
            return Named(self._paths[folded], exists=True)
        alone = self._alone.get(folded[0], []) if len(parts) == 1 else []
        if len(alone) == 1:
            return Named(alone[0], exists=True)
        around = next(
            (self._paths[folded[:end]] for end in range(len(parts) - 1, 0, -1) if folded[:end] in self._paths), ""
        )
        missing = parts[len(path_parts(around)) :]
        return Named(join_path(*([around] if around else []), *missing), exists=False)

    def ids(self, names: Iterable[str]) -> dict[str, int]:
        """Ids by path; new ones are added with those around them."""
        wanted = {name: path_parts(name) for name in names}
        missing = {
            folded_path(parts[:end]): parts[:end]
            for parts in wanted.values()
            for end in range(1, len(parts) + 1)
            if folded_path(parts[:end]) not in self._ids
        }
        for level in sorted({len(folded) for folded in missing}):
            here = {folded: parts for folded, parts in missing.items() if len(folded) == level}
            new: list[dict[str, Any]] = [
                {
                    "parent_id": self._ids.get(folded[:-1]),
                    "name": parts[-1],
                    "path": join_path(*parts),
                    "path_folded": fold(join_path(*parts)),
                    "checklist": [],
                }
                for folded, parts in here.items()
            ]
            made = insert_rows(self._session, table_named(TicketCategory.__tablename__), new)
            self._ids |= dict(zip(here, made, strict=True))
        return {name: self._ids[folded_path(parts)] for name, parts in wanted.items()}


class CauseLink(NamedLink):
    """Causes by their names; new ones come after those that are there."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        super().__init__(session, Cause.__tablename__)

    def ids(self, names: Iterable[str]) -> dict[str, int]:
        """Ids by name; new names are added, the last ones of the list."""
        there = set(self._ids.values())
        found = super().ids(names)
        new = [row_id for row_id in dict.fromkeys(found.values()) if row_id not in there]
        first = (self._session.scalar(select(func.max(Cause.position))) or 0) + 1 if new else 0
        placed = [(row_id, {"position": place}) for place, row_id in enumerate(new, start=first)]
        update_rows(self._session, table_named(Cause.__tablename__), placed)
        return found


class TicketLinks:
    """All that a row of tickets may name, read when it is first asked for."""

    def __init__(self, session: Session) -> None:
        """Read from `session`, and make there what is new."""
        self._session = session

    def named(self, field_key: str, name: str) -> Named:
        """What a text means in a field; devices must be there."""
        match field_key:
            case "devices":
                return self._devices_named(name)
            case "helpers":
                found = [self.people.named(each) for each in listed(name)]
                return Named(in_order(each.name for each in found), all(each.exists for each in found))
            case "requester" if (free := self.strangers.get(fold(name))) is not None:
                named = self.people.named(name)
                return named if named.exists else Named(free, exists=True)
        return self.link(field_key).named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """What may be named in a field."""
        if field_key == "devices":
            return (joined([name]) for name in self.assets.names.values())
        return self.link(field_key).names.values()

    def ids(self, field_key: str, names: Iterable[str | None]) -> dict[str | None, int | None]:
        """Ids by name as `named` gave them, of None too; what is new is made. A stranger has none."""
        wanted = dict.fromkeys(name for name in names if name)
        if field_key == "requester":
            wanted = {name: None for name in wanted if not self.is_stranger(name)}
        found: dict[str | None, int | None] = {None: None}
        found.update(self.link(field_key).ids(wanted))
        return found

    def is_stranger(self, name: str) -> bool:
        """Whether a requester is known to tickets alone, by a name that nobody of the directory bears."""
        return fold(name) in self.strangers and not self.people.named(name).exists

    def link(self, field_key: str) -> CategoryLink | NamedLink | PersonLink | PlaceLink:
        """The records that a field names."""
        match field_key:
            case "category":
                return self.categories
            case "place":
                return self.places
            case "team":
                return self.teams
            case "provider":
                return self.providers
            case "cause":
                return self.causes
        return self.people

    @cached_property
    def people(self) -> PersonLink:
        """Everybody."""
        return PersonLink(self._session)

    @cached_property
    def strangers(self) -> Mapping[str, str]:
        """Requesters whom the desk does not know, by their folded names."""
        names = self._session.scalars(select(Ticket.requester_name).where(Ticket.requester_name != "").distinct())
        return {fold(name): name for name in names}

    @cached_property
    def places(self) -> PlaceLink:
        """Every place."""
        return PlaceLink(self._session)

    @cached_property
    def categories(self) -> CategoryLink:
        """Every kind of ticket."""
        return CategoryLink(self._session)

    @cached_property
    def assets(self) -> AssetLink:
        """Every device that is not in the bin."""
        return AssetLink(self._session)

    @cached_property
    def teams(self) -> NamedLink:
        """Every team."""
        return NamedLink(self._session, Team.__tablename__)

    @cached_property
    def providers(self) -> NamedLink:
        """Every supplier."""
        return NamedLink(self._session, Supplier.__tablename__)

    @cached_property
    def causes(self) -> CauseLink:
        """Every cause."""
        return CauseLink(self._session)

    def device_ids(self, names: str | None) -> Sequence[int]:
        """The ids of devices as a cell lists them."""
        return [self.assets.id_of(name) for name in listed(names or "")]

    def _devices_named(self, text: str) -> Named:
        return Named(in_order(self._device_named(each) for each in listed(text)), exists=True)

    def _device_named(self, text: str) -> str:
        """A device by its number, or behind what it is: "Ordinateur - PC-12"."""
        try:
            return self.assets.named(text).name
        except UserError:
            _what, mark, name = text.partition(" - ")
            if not mark:
                raise
            return self.assets.named(name).name
