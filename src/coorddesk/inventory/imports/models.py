"""What sheets may bring of models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.directory.imports import NamedLink
from coorddesk.directory.imports.notes import notes_field
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.imports import headers
from coorddesk.inventory.models import Category, Manufacturer, Model
from coorddesk.inventory.rules import refuse_years

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = (
    ImportField(
        "manufacturer",
        _("Manufacturer"),
        FieldType.LINK,
        headers.MANUFACTURERS,
        link=_("Manufacturer"),
        example="Dell",
    ),
    ImportField("name", _("Model"), spellings=(*headers.MODELS, "Nom", "Name"), example="Latitude 5440"),
    ImportField("number", _("Model number"), FieldType.CODE, headers.MODEL_NUMBERS, example="L5440-16"),
    ImportField(
        "category",
        _("Category of new devices"),
        FieldType.LINK,
        headers.CATEGORIES,
        link=_("Category"),
        example=_("Laptop"),
    ),
    ImportField("life_years", _("Serves for (years)"), FieldType.NUMBER, headers.LIFE_YEARS, example=6),
    notes_field(_("Charger of 65 W")),
)


class ModelTarget(SimpleTarget):
    """The models within one import; manufacturers and categories that are not there yet are made with them."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._links = {
            "manufacturer": NamedLink(session, Manufacturer.__tablename__),
            "category": NamedLink(session, Category.__tablename__),
        }

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every model."""
        for row in self._session.execute(_ROWS.order_by(Model.id)).mappings():
            yield Known(row["id"], row["version"], tuple(row[key] or None for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every model, by manufacturer and name."""
        by_name = (Manufacturer.name_folded, Model.name_folded, Model.number_folded, Model.id)
        for row in self._session.execute(_ROWS.order_by(*by_name)).mappings():
            yield {field.key: row[field.key] or None for field in FIELDS}

    def named(self, field_key: str, name: str) -> Named:
        """The manufacturer or category of that name."""
        return self._links[field_key].named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """The name of every manufacturer or category."""
        return self._links[field_key].names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """Years that no device serves."""
        try:
            refuse_years("life_years", values.get("life_years"))
        except UserError as error:
            return "life_years", error.message
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Whether no row says any years, which are looked at one by one."""
        return not any(rows.column("life_years"))

    def insert(self, rows: NewRows) -> None:
        """Add models."""
        listed = list(rows)
        makers, categories = (self._ids(key, listed) for key in ("manufacturer", "category"))
        columns = [
            {
                "manufacturer_id": makers.get(row.get("manufacturer")),
                "name": row.get("name") or "",
                "number": row.get("number") or "",
                "name_folded": fold(row.get("name") or ""),
                "number_folded": fold(row.get("number") or ""),
                "category_id": categories.get(row.get("category")),
                "life_years": row.get("life_years"),
                "notes": row.get("notes") or "",
            }
            for row in listed
        ]
        insert_rows(self._session, _TABLE, columns)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change what is written down about models; their words are their keys."""
        categories = self._ids("category", [change.values for change in changes])
        columns: list[tuple[int, dict[str, Any]]] = []
        for change in changes:
            said = {key: change.values[key] for key in ("notes", "life_years") if key in change.values}
            if "category" in change.values:
                said["category_id"] = categories[change.values["category"]]
            columns.append((change.id, said))
        update_rows(self._session, _TABLE, columns)

    def _ids(self, key: str, rows: Sequence[Mapping[str, Any]]) -> dict[Any, int]:
        return dict(self._links[key].ids(dict.fromkeys(name for row in rows if (name := row.get(key)))))


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return ModelTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import models: {new} new, {changed} changed", new=new, changed=changed)


_TABLE = table_named(Model.__tablename__)
_ROWS: Select[*tuple[Any, ...]] = (
    select(
        Model.id,
        Model.version,
        Manufacturer.name.label("manufacturer"),
        Model.name,
        Model.number,
        Category.name.label("category"),
        Model.life_years,
        Model.notes,
    )
    .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    .outerjoin(Category, Category.id == Model.category_id)
)

MODELS = ImportKind(
    key="models",
    title=_("Models"),
    fields=FIELDS,
    keys=(
        Key(("name", "manufacturer", "number")),  # a model may be without any of the three, but not without all
        Key(("number", "manufacturer", "name")),
        Key(("manufacturer", "name", "number")),
        Key(("name", "manufacturer"), unique=False),
        Key(("number", "manufacturer"), unique=False),
        Key(("manufacturer", "name"), unique=False),
    ),
    open=ModelTarget,
    deed=_deed,
    rows=_rows,
)
