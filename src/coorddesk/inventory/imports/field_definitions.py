"""What sheets may bring of the desk's own fields themselves; which categories have them is said with the categories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, NewRows, RowChange
from coorddesk.importing.listing import joined, listed
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.imports import headers
from coorddesk.inventory.queries import FieldRow, custom_fields
from coorddesk.inventory.rules import CUSTOM_TYPE_TITLES, CustomType
from coorddesk.inventory.service import FieldDetails, add_fields, change_fields, refuse_field

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TYPE_SPELLINGS = {
    CustomType.TEXT: ("Texte libre", "Chaîne", "Text", "String", "Textarea"),
    CustomType.NUMBER: ("Nombre", "Numérique", "Entier", "Décimal", "Number", "Numeric", "Integer", "Decimal"),
    CustomType.AMOUNT: ("Montant", "Prix", "Monétaire", "Amount", "Currency", "Money", "Price"),
    CustomType.DATE: ("Jour", "Day"),
    CustomType.YES_NO: (
        "Oui/non",
        "Oui / non",
        "Booléen",
        "Case à cocher",
        "Yes/no",
        "Yes / no",
        "Boolean",
        "Checkbox",
    ),
    CustomType.CHOICE: ("Liste", "Liste déroulante", "Choix", "Choice", "List", "Listbox", "Dropdown", "Select"),
    CustomType.LINK: ("Lien", "Adresse web", "URL", "Link", "Hyperlink"),
}

FIELDS = (
    ImportField("name", _("Field"), spellings=headers.FIELD_NAMES, required=True, example=_("Operating system")),
    ImportField(
        "type",
        _p("field", "Type"),
        FieldType.CHOICE,
        headers.FIELD_TYPES,
        choices=tuple(Choice(kind, title, _TYPE_SPELLINGS[kind]) for kind, title in CUSTOM_TYPE_TITLES.items()),
        required=True,
        example=CUSTOM_TYPE_TITLES[CustomType.CHOICE],
    ),
    ImportField(
        "choices",
        _("Choices"),
        spellings=headers.FIELD_CHOICES,
        spelt=lambda text: joined(listed(text)),
        example="Windows; Linux; macOS",
    ),
    ImportField("everywhere", _("For every device"), FieldType.YES_NO, headers.FIELDS_OF_ALL),
)


class FieldTarget(SimpleTarget):
    """The desk's own fields within one import; what devices say in them stays."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every field, in the desk's order."""
        for row in self._fields.values():
            values = _values(row)
            yield Known(row.id, row.version, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every field, in the desk's order."""
        yield from map(_values, self._fields.values())

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """What the form would refuse: a choice without choices, another type or a choice less where devices say so."""
        field_id = None if known is None else known.id
        details = self._details(field_id, values)
        if values.get("choices") and details.type is not CustomType.CHOICE:
            return "choices", _("Only a choice from a list has choices.")
        try:
            refuse_field(self._session, field_id, details)
        except UserError as error:
            return error.field or "name", error.message
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Each field is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add fields after the others, in the order of the sheet."""
        add_fields(self._session, [self._details(None, row) for row in rows])

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change fields."""
        change_fields(self._session, {change.id: self._details(change.id, change.values) for change in changes})

    @cached_property
    def _fields(self) -> Mapping[int, FieldRow]:
        return {row.id: row for row in custom_fields(self._session)}

    def _details(self, field_id: int | None, values: Mapping[str, Any]) -> FieldDetails:
        """A field as it is, with what a row says of it."""
        stands: Mapping[str, Any] = {} if field_id is None else _values(self._fields[field_id])
        said = {**stands, **{key: value for key, value in values.items() if value is not None}}
        return FieldDetails(
            said["name"],
            said["type"],
            tuple(listed(said.get("choices") or "")),
            everywhere=bool(said.get("everywhere")),
            categories=frozenset() if field_id is None else self._fields[field_id].categories,
        )


def _values(row: FieldRow) -> dict[str, Any]:
    """A field as a sheet says it."""
    return {
        "name": row.name,
        "type": row.type,
        "choices": joined(row.choices) or None,
        "everywhere": row.everywhere,
    }


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return FieldTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import fields: {new} new, {changed} changed", new=new, changed=changed)


FIELD_DEFINITIONS = ImportKind(
    key="fields",
    title=_("Custom fields"),
    fields=FIELDS,
    keys=(Key(("name",)),),
    open=FieldTarget,
    deed=_deed,
    rows=_rows,
)
