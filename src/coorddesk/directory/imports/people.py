"""What sheets may bring of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows, stored_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import Message, _
from coorddesk.directory.imports import spellings
from coorddesk.directory.imports.classes import ClassLink
from coorddesk.directory.imports.links import NamedLink
from coorddesk.directory.imports.notes import notes_field
from coorddesk.directory.imports.presets import PEOPLE_PRESETS
from coorddesk.directory.imports.splits import PEOPLE_SPLITS
from coorddesk.directory.models import Department, Person
from coorddesk.directory.queries import PERSON_COLUMNS
from coorddesk.directory.rules import (
    PERSON_KIND_TITLES,
    PersonKind,
    PersonName,
    name_key,
    person_copies,
    school_year_of,
    split_name,
)
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.likeness import Likeness
from coorddesk.importing.simple_target import SimpleTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLE = table_named(Person.__tablename__)
_TITLES = {column.key: column.title for column in PERSON_COLUMNS}
_KIND_SPELLINGS = {
    PersonKind.STAFF: (
        *("Personnel", "Agent", "Enseignant", "Enseignante", "Professeur", "Salarié", "Employé", "Teacher", "Employee"),
        *("Staff member", "Membre du personnel"),
    ),
    PersonKind.PUPIL: ("Élève", "Étudiant", "Étudiante", "Apprenant", "Apprenti", "Student", "Learner"),
    PersonKind.PATRON: (
        "Usager",
        "Usagère",
        "Adhérent",
        "Adhérente",
        "Abonné",
        "Lecteur",
        "Lectrice",
        "Member",
        "Reader",
    ),
    PersonKind.OUTSIDE: (
        "Extérieur",
        "Externe",
        "Intervenant",
        "Intervenante",
        "Bénévole",
        "Visiteur",
        "External",
        "Visitor",
    ),
}

FIELDS = (
    ImportField("last_name", _TITLES["last_name"], spellings=spellings.LAST_NAMES, example="Dupont"),
    ImportField("first_name", _TITLES["first_name"], spellings=spellings.FIRST_NAMES, example="Marie"),
    ImportField("full_name", _("Full name"), FieldType.LINK, spellings.FULL_NAMES, example="Marie Dupont"),
    ImportField(
        "email", _TITLES["email"], spellings=spellings.EMAILS, example="m.dupont@ecole.example", like=Likeness.EMAIL
    ),
    ImportField(
        "phone", _TITLES["phone"], FieldType.CODE, spellings.PHONES, example="04 78 00 00 00", like=Likeness.PHONE
    ),
    ImportField(
        "department",
        _TITLES["department"],
        FieldType.LINK,
        spellings.DEPARTMENTS,
        link=_("Department"),
        example=_("Library"),
    ),
    ImportField("role", _TITLES["role"], spellings=spellings.ROLES, example=_("Librarian")),
    ImportField(
        "identifier",
        _TITLES["identifier"],
        FieldType.CODE,
        spellings.IDENTIFIERS,
        example="A-1042",
    ),
    ImportField(
        "birth_date",
        _TITLES["birth_date"],
        FieldType.DATE,
        spellings.BIRTH_DATES,
        example=date(2014, 9, 3),
        like=Likeness.DATE,
        past=True,
    ),
    ImportField("group", _TITLES["group"], FieldType.LINK, spellings.GROUPS, link=_("Class"), example="6e B"),
    ImportField("school_year", _("School year"), FieldType.LINK, spellings.SCHOOL_YEARS),
    ImportField(
        "kind",
        _TITLES["kind"],
        FieldType.CHOICE,
        spellings.PERSON_KINDS,
        choices=tuple(Choice(kind, title, _KIND_SPELLINGS[kind]) for kind, title in PERSON_KIND_TITLES.items()),
    ),
    ImportField("left_on", _TITLES["left_on"], FieldType.DATE, spellings.LEAVING_DATES),
    notes_field(_("Present on Tuesdays")),
)
_OWN = ("last_name", "first_name", "email", "phone", "role", "identifier", "birth_date", "kind", "left_on", "notes")
_MAY_BE_NULL = {"identifier", "birth_date", "kind", "left_on"}


class PersonTarget(SimpleTarget):
    """The people within one import; a class is that of the school year that is on, unless the sheet says another."""

    def __init__(self, session: Session, year: int | None = None) -> None:
        """Write through `session`; with a `year`, everything is about the classes of that one."""
        self._session = session
        self._departments = NamedLink(session, Department.__tablename__)
        self._classes = ClassLink(session, school_year_of(clock_of(session).today()) if year is None else year)
        self._is_of_one_year = year is not None
        self._latest = False
        self._names: dict[str, PersonName] = {}
        self._known: set[str] = set()

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Everybody, in the order in which they came; of their classes the latest where sheets say of which year."""
        self._latest = "school_year" in fields and not self._is_of_one_year
        columns = [_TABLE.c.id, _TABLE.c.version, *(_TABLE.c[key] for key in _OWN), _TABLE.c.department_id]
        for row in self._session.connection().execute(select(*columns).order_by(_TABLE.c.id)).mappings():
            values = self._values(row, latest=self._latest)
            yield Known(row["id"], row["version"], tuple(values[key] for key in fields))

    def named(self, field_key: str, name: str) -> Named:
        """A department or class of a name; or a full name as the desk writes it, whatever the order of its words."""
        match field_key:
            case "department":
                return self._departments.named(name)
            case "group":
                return self._classes.named(name)
            case "school_year":
                return self._classes.year_named(name)
        key = name_key(name)
        return Named(self._names.setdefault(key, split_name(name)).full, exists=key in self._known)

    def names(self, field_key: str) -> Iterable[str]:
        """Departments, classes, or everybody as `existing` met them."""
        match field_key:
            case "department":
                return self._departments.names.values()
            case "group":
                return self._classes.names
            case "school_year":
                return ()
        return (self._names[key].full for key in self._known)

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """A new person needs a last name, alone or in the full one."""
        if known is None and not (values.get("last_name") or values.get("full_name")):
            return "last_name", _("A last name is needed.")
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Whether everybody has a name."""
        return all(rows.column("last_name")) or all(rows.column("full_name"))

    def insert(self, rows: NewRows) -> None:
        """Add people, and the departments and classes they belong to."""
        departments = self._departments.ids({row["department"] for row in rows if row.get("department")})
        new = []
        for row in rows:
            person = _NOBODY | {"group": row.get("group") or ""}
            new.append(person | self._columns(person, row, departments))
        self._classes.add_new(insert_rows(self._session, _TABLE, new), rows)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change people."""
        new = {change.values["department"] for change in changes if "department" in change.values}
        departments = self._departments.ids(new)
        for start in range(0, len(changes), CHUNK_ROWS):
            part = changes[start : start + CHUNK_ROWS]
            stands = stored_rows(self._session.connection(), _TABLE, [change.id for change in part])
            columns = [(change.id, self._columns(stands[change.id], change.values, departments)) for change in part]
            update_rows(self._session, _TABLE, columns)
        self._classes.put(changes, latest=self._latest)

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Everybody, by name."""
        columns = [*(_TABLE.c[key] for key in _OWN), _TABLE.c.id, _TABLE.c.department_id]
        by_name = (_TABLE.c.last_name_folded, _TABLE.c.first_name_folded, _TABLE.c.id)
        for row in self._session.connection().execute(select(*columns).order_by(*by_name)).mappings():
            yield self._values(row, latest=True)

    def _values(self, row: Any, *, latest: bool) -> dict[str, Any]:
        """A stored person as a sheet says them; of people of one name, the first spells it."""
        values = {key: row[key] or None for key in _OWN}
        name = PersonName(row["last_name"], row["first_name"])
        key = name_key(name.full)
        self._known.add(key)
        department = row["department_id"]
        return (
            values
            | self._classes.said_of(row["id"], latest=latest)
            | {
                "full_name": self._names.setdefault(key, name).full,
                "department": None if department is None else self._departments.names[department],
            }
        )

    def _columns(
        self, stands: Mapping[str, Any], values: Mapping[str, Any], departments: Mapping[str, int]
    ) -> dict[str, Any]:
        """The columns that a sheet's values fill, and the folded copies of the whole."""
        columns = {key: values[key] for key in _OWN if values.get(key) is not None}
        if values.get("department") is not None:
            columns["department_id"] = departments[values["department"]]
        if values.get("full_name") is not None and "last_name" not in columns:
            name = self._names[name_key(values["full_name"])]
            columns |= {"last_name": name.last, "first_name": name.first}
        person = {**stands, **columns}
        others = (person["email"], person["identifier"], person["group"], person["role"])
        return columns | person_copies(person["last_name"], person["first_name"], *others)


_NOBODY: dict[str, Any] = {key: None if key in _MAY_BE_NULL else "" for key in (*_OWN, "group")} | {
    "department_id": None
}


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return PersonTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import people: {new} new, {changed} changed", new=new, changed=changed)


PEOPLE = ImportKind(
    key="people",
    title=_("People"),
    fields=FIELDS,
    keys=(
        Key(("identifier",)),
        Key(("last_name", "first_name"), unique=False),
        Key(("full_name",), unique=False),
        Key(("email",), unique=False),
    ),
    open=PersonTarget,
    deed=_deed,
    rows=_rows,
    presets=PEOPLE_PRESETS,
    splits=PEOPLE_SPLITS,
)
