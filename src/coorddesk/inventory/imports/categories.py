"""What sheets may bring of categories: how their numbers are spelt, and which of the desk's own fields they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.directory.imports import NamedTarget
from coorddesk.directory.imports.notes import notes_field
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.listing import joined, listed
from coorddesk.inventory.imports import headers
from coorddesk.inventory.imports.spellings import DEPRECIATION_SPELLINGS
from coorddesk.inventory.models import Category
from coorddesk.inventory.queries import FieldRow, custom_fields
from coorddesk.inventory.rules import DEPRECIATION_TITLES, pattern_typed, refuse_years
from coorddesk.inventory.service import set_fields_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _pattern(text: str) -> str:
    pattern = pattern_typed(text)
    return "" if pattern is None else pattern.text


FIELDS = (
    ImportField(
        "name", _("Category"), spellings=(*headers.CATEGORIES, "Nom", "Name"), required=True, example=_("Laptop")
    ),
    ImportField(
        "number_pattern",
        _("Pattern of its numbers"),
        spellings=headers.NUMBER_PATTERNS,
        spelt=_pattern,
        example="PC-{YYYY}-{###}",
    ),
    ImportField(
        "depreciation",
        _("Depreciation"),
        FieldType.CHOICE,
        headers.DEPRECIATIONS,
        choices=tuple(Choice(way, title, DEPRECIATION_SPELLINGS[way]) for way, title in DEPRECIATION_TITLES.items()),
    ),
    ImportField("depreciation_years", _("Over (years)"), FieldType.NUMBER, headers.DEPRECIATION_YEARS, example=5),
    ImportField("life_years", _("Serves for (years)"), FieldType.NUMBER, headers.LIFE_YEARS, example=6),
    ImportField("fields", _("Fields"), FieldType.LINK, headers.CATEGORY_FIELDS),
    notes_field(_("Lent for a year")),
)
_YEARS = ("depreciation_years", "life_years")
_OWN = ("name", "number_pattern", "notes", "depreciation", *_YEARS)
_BLANKS = dict.fromkeys(("depreciation", *_YEARS))


class CategoryTarget(NamedTarget):
    """The categories within one import; a cell names all of the fields that one has besides those of every device."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        super().__init__(session, Category.__tablename__, _OWN, _BLANKS)

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every category."""
        own = [key for key in fields if key != "fields"]
        for known in super().existing(own):
            values = {**dict(zip(own, known.values, strict=True)), "fields": self._fields_of(known.id)}
            yield Known(known.id, known.version, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every category, by name."""
        ids = dict(self._session.execute(select(Category.name, Category.id)).all())
        for row in super().rows():
            yield {**row, "fields": self._fields_of(ids[row["name"]])}

    def named(self, field_key: str, name: str) -> Named:
        """The fields of some names, in the desk's order; each must be there."""
        wanted = set()
        for each in listed(name):
            field = self._by_name.get(fold(each))
            if field is None:
                raise UserError(_("There is no field “{name}”. Import or add the fields first.", name=each))
            if field.everywhere:
                raise UserError(_("“{name}” is a field of every device already.", name=field.name))
            wanted.add(field.id)
        return Named(self._said(wanted), exists=True)

    def names(self, field_key: str) -> Iterable[str]:
        """The names of the fields that are not of every device."""
        return (joined([field.name]) for field in self._fields if not field.everywhere)

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """Years that no device serves, and a way of writing off without any."""
        for key in _YEARS:
            try:
                refuse_years(key, values.get(key))
            except UserError as error:
                return key, error.message
        return super().refuse(values, known)

    def accepts(self, rows: NewRows) -> bool:
        """Whether no row says any years, which are looked at one by one."""
        return super().accepts(rows) and not any(any(rows.column(key)) for key in _YEARS)

    def insert(self, rows: NewRows) -> None:
        """Add categories with their fields."""
        super().insert(rows)
        ids = dict(self._session.execute(select(Category.name_folded, Category.id)).all())
        for row in rows:
            if row.get("fields"):
                set_fields_of(self._session, ids[fold(row["name"])], self._ids(row["fields"]))

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change categories; one with other fields is another version of it."""
        super().update([_without_fields(change) for change in changes])
        for change in changes:
            if "fields" in change.values:
                set_fields_of(self._session, change.id, self._ids(change.values["fields"]))
                if len(change.values) == 1:
                    update_rows(self._session, self._table, [(change.id, {"version": change.version + 1})])

    @cached_property
    def _fields(self) -> Sequence[FieldRow]:
        return custom_fields(self._session)

    @cached_property
    def _by_name(self) -> Mapping[str, FieldRow]:
        return {fold(field.name): field for field in self._fields}

    def _fields_of(self, category_id: int) -> str | None:
        own = {field.id for field in self._fields if category_id in field.categories and not field.everywhere}
        return self._said(own) or None

    def _said(self, field_ids: Iterable[int]) -> str:
        wanted = set(field_ids)
        return joined(field.name for field in self._fields if field.id in wanted)

    def _ids(self, said: str) -> frozenset[int]:
        return frozenset(self._by_name[fold(name)].id for name in listed(said))


def _without_fields(change: RowChange) -> RowChange:
    return RowChange(change.id, change.version, {key: change.values[key] for key in _OWN if key in change.values})


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return CategoryTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import categories: {new} new, {changed} changed", new=new, changed=changed)


CATEGORIES = ImportKind(
    key="categories",
    title=_("Categories"),
    fields=FIELDS,
    keys=(Key(("name",)),),
    open=CategoryTarget,
    deed=_deed,
    rows=_rows,
)
