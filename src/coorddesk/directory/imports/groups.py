"""What sheets may bring of classes, groups and contact groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.directory.imports import spellings
from coorddesk.directory.imports.classes import year_named
from coorddesk.directory.imports.notes import notes_field
from coorddesk.directory.models import PersonGroup
from coorddesk.directory.rules import GROUP_KIND_TITLES, GroupKind, school_year_of, school_year_said, school_year_title
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLE = table_named(PersonGroup.__tablename__)
_KIND_SPELLINGS = {
    GroupKind.CLASS: ("Classe", "Division", "Class"),
    GroupKind.GROUP: ("Groupe", "Group"),
    GroupKind.CONTACTS: ("Groupe de contacts", "Contacts", "Liste de diffusion", "Mailing list"),
}
GROUP_KINDS = tuple(Choice(kind, title, _KIND_SPELLINGS[kind]) for kind, title in GROUP_KIND_TITLES.items())

FIELDS = (
    ImportField(
        "name",
        _("Group"),
        spellings=(*spellings.GROUP_NAMES, *spellings.GROUPS),
        required=True,
        example="6e B",
    ),
    ImportField(
        "kind", _("Kind of group"), FieldType.CHOICE, spellings.GROUP_KINDS, choices=GROUP_KINDS, required=True
    ),
    ImportField(
        "school_year", _("School year"), FieldType.LINK, spellings.SCHOOL_YEARS, example=school_year_title(2026)
    ),
    notes_field(_("Meets on Thursdays")),
)


class GroupTarget(SimpleTarget):
    """The groups within one import; what one is called, what it is and its school year are its key."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every group."""
        for row in self._session.connection().execute(select(_TABLE).order_by(_TABLE.c.id)).mappings():
            values = _values(row)
            yield Known(row["id"], row["version"], tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every group, the latest classes first."""
        order = (_TABLE.c.kind, _TABLE.c.year.desc(), _TABLE.c.name_folded)
        yield from map(_values, self._session.connection().execute(select(_TABLE).order_by(*order)).mappings())

    def named(self, field_key: str, name: str) -> Named:
        """A school year as we write it."""
        return year_named(name, school_year_of(clock_of(self._session).today()))

    def names(self, field_key: str) -> Iterable[str]:
        """The school years that there are classes of."""
        years = select(PersonGroup.year).where(PersonGroup.year != 0).distinct().order_by(PersonGroup.year.desc())
        return map(school_year_title, self._session.scalars(years))

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """A class has a school year, and nothing else has one."""
        if known is None and (values["kind"] == GroupKind.CLASS) is not bool(values.get("school_year")):
            return "school_year", _("A class has a school year, and nothing else has one.")
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Each school year is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add groups without anybody in them."""
        insert_rows(self._session, _TABLE, [_columns(row) for row in rows])

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change what is written down about groups; all else is their key."""
        update_rows(self._session, _TABLE, [(change.id, {"notes": change.values["notes"]}) for change in changes])


def _values(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A stored group as a sheet says it."""
    return {
        "name": row["name"],
        "kind": row["kind"],
        "school_year": school_year_title(row["year"]) if row["year"] else None,
        "notes": row["notes"] or None,
    }


def _columns(row: Mapping[str, Any]) -> dict[str, Any]:
    year = row.get("school_year")
    return {
        "name": row["name"],
        "name_folded": fold(row["name"]),
        "kind": row["kind"],
        "year": (school_year_said(year) or 0) if year else 0,
        "notes": row.get("notes") or "",
    }


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return GroupTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import groups: {new} new, {changed} changed", new=new, changed=changed)


GROUPS = ImportKind(
    key="groups",
    title=_("Classes and groups"),
    fields=FIELDS,
    keys=(
        Key(("name", "kind", "school_year")),
        Key(("kind", "name"), unique=False),
        Key(("school_year", "name"), unique=False),
    ),
    open=GroupTarget,
    deed=_deed,
    rows=_rows,
)
