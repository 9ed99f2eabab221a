"""Groups as a sheet names them: "Chess", "6e B (2026-2027)", and "Chess (contacts)" where two are called alike."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.directory.imports.groups import GROUP_KINDS
from coorddesk.directory.models import PersonGroup
from coorddesk.directory.rules import GroupKind, group_title, school_year_of, school_year_said, without_remark
from coorddesk.importing.kind import Named

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_KIND_WORDS: Mapping[str | None, tuple[str, ...]] = {
    choice.value: (choice.value, *choice.spellings) for choice in GROUP_KINDS
}
_BARE_YEAR = 4  # characters of "2026", which a name may have for any reason


class GroupName(NamedTuple):
    """A group by its name and the school year of a class, else 0; its kind is None where there is no such group."""

    name: str
    year: int = 0
    kind: GroupKind | None = None


class GroupLink:
    """The groups within one import, as the desk was when it began."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        self._session = session
        wanted = select(PersonGroup.id, PersonGroup.name, PersonGroup.year, PersonGroup.kind).order_by(PersonGroup.id)
        self._groups = {row_id: GroupName(name, year, kind) for row_id, name, year, kind in session.execute(wanted)}
        titles = {row_id: group_title(group.name, group.year) for row_id, group in self._groups.items()}
        alike = Counter(map(fold, titles.values()))
        self.names: Mapping[int, str] = {
            row_id: f"{title} ({self._groups[row_id].kind})" if alike[fold(title)] > 1 else title
            for row_id, title in titles.items()
        }
        self._ids = {fold(name): row_id for row_id, name in self.names.items()}
        for row_id, title in titles.items():
            for word in _KIND_WORDS[self._groups[row_id].kind]:
                self._ids.setdefault(fold(f"{title} ({word})"), row_id)
        self._made: ChainMap[str, int] = ChainMap({}, self._ids)  # with those that this import makes
        self._several = {folded for folded, count in alike.items() if count > 1}

    def named_by_id(self, group_id: int) -> GroupName:
        """A group that is there."""
        return self._groups[group_id]

    def named(self, text: str) -> Named:
        """The group of that name; a class is meant with its school year only."""
        said = _said(text)
        title = group_title(said.name, said.year)
        found = self._ids.get(fold(text)) or self._ids.get(fold(title))
        if found is not None:
            return Named(self.names[found], exists=True)
        if fold(title) in self._several:
            ways = " / ".join(name for name in self.names.values() if fold(without_remark(name)[0]) == fold(title))
            raise UserError(_("Several groups are called so. Write one of these: {names}.", names=ways))
        return Named(title, exists=False)

    def named_now(self, text: str) -> Named:
        """The group of that name; of a class without a school year, that of the year that is on."""
        named, said = self.named(text), _said(text)
        if named.exists or said.year:
            return named
        this_year = school_year_of(clock_of(self._session).today())
        found = self._ids.get(fold(group_title(said.name, this_year)))
        return named if found is None else Named(self.names[found], exists=True)

    def meant(self, name: str) -> GroupName:
        """The group of a name as `named` gave it, whether it is there or not."""
        found = self._ids.get(fold(name))
        return _said(name) if found is None else self._groups[found]

    def ids(self, kinds: Mapping[str, GroupKind | None]) -> dict[str, int]:
        """The ids of groups by their names, as `named` gave them; those that are not there are made, of these kinds."""
        new = {fold(name): (name, kind) for name, kind in kinds.items() if fold(name) not in self._made}
        rows = [_columns(_said(name), kind) for name, kind in new.values()]
        ids = insert_rows(self._session, table_named(PersonGroup.__tablename__), rows)
        self._made.update(zip(new, ids, strict=True))
        return {name: self._made[fold(name)] for name in kinds}


def _said(text: str) -> GroupName:
    """The name and the school year in "6e B (2026-2027)" or "6e B 2026-2027"."""
    name, year = without_remark(text)
    if not year:
        name, _blank, year = name.rpartition(" ")
    said = school_year_said(year) if name and len(year) > _BARE_YEAR else None
    return GroupName(" ".join(text.split())) if said is None else GroupName(name.strip(), said)


def _columns(group: GroupName, kind: GroupKind | None) -> dict[str, object]:
    return {
        "name": group.name,
        "name_folded": fold(group.name),
        "kind": kind or GroupKind.CLASS,
        "year": group.year,
    }
