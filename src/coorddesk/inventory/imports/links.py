"""Links of a device's row: those of the directory, and models, which three columns name together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.directory.imports import Link, NamedLink, PersonLink, PlaceLink
from coorddesk.directory.models import Department, Supplier
from coorddesk.importing.kind import Named
from coorddesk.inventory.models import Category, Manufacturer, Model
from coorddesk.inventory.service import add_many_models

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


ModelName = tuple[str | None, str | None, str | None]
"""A model as a sheet names it: manufacturer, name, number."""


class ModelLink:
    """Models by what their manufacturer, name and number say; a name alone may be that of several."""

    def __init__(self, session: Session, manufacturers: Link) -> None:
        """Read all of them."""
        self._session = session
        self._manufacturers = manufacturers
        wanted = select(_MODEL.c.id, _MODEL.c.manufacturer_id, _MODEL.c.name, _MODEL.c.number)
        rows = session.connection().execute(wanted.order_by(_MODEL.c.id)).all()
        self._spelling: dict[str, str] = {}
        for _id, _manufacturer, name, _number in rows:
            self._spelling.setdefault(fold(name), name)
        self.names: dict[int, ModelName] = {
            model_id: (
                None if manufacturer is None else manufacturers.names[manufacturer],
                self._spelling[fold(name)] or None,
                number or None,
            )
            for model_id, manufacturer, name, number in rows
        }
        self._ids = {
            (manufacturer, fold(name), fold(number)): model_id for model_id, manufacturer, name, number in rows
        }

    def named(self, text: str) -> Named:
        """A model's name as the desk spells it, whoever makes it."""
        name = self._spelling.get(fold(text))
        return Named(text, exists=False) if name is None else Named(name, exists=True)

    @property
    def spellings(self) -> Iterable[str]:
        """What models are called, whoever makes them."""
        return filter(None, self._spelling.values())

    def ids(self, names: Iterable[ModelName]) -> dict[ModelName, int | None]:
        """Ids by what the three columns say; new models and manufacturers are added. Nothing at all is no model."""
        wanted = list(names)
        makers = self._manufacturers.ids({maker for maker, _name, _number in wanted if maker})
        keys = {
            (maker, name, number): (makers[maker] if maker else None, fold(name or ""), fold(number or ""))
            for maker, name, number in wanted
            if maker or name or number
        }
        new = {
            key: (key[0], name or "", number or "") for (_, name, number), key in keys.items() if key not in self._ids
        }
        self._ids |= dict(zip(new, add_many_models(self._session, new.values()), strict=True))
        return {said: self._ids[keys[said]] if said in keys else None for said in wanted}


class AssetLinks:
    """All that a device's row may point at; each kind is read when it is first asked for."""

    def __init__(self, session: Session) -> None:
        """Read through `session`."""
        self._session = session
        self._links: dict[str, Link] = {}

    def __getitem__(self, field_key: str) -> Link:
        """The link of a field other than the model's."""
        if field_key not in self._links:
            self._links[field_key] = _LINKS[field_key](self._session)
        return self._links[field_key]

    @cached_property
    def models(self) -> ModelLink:
        """Models, whose manufacturers are a link of their own."""
        return ModelLink(self._session, self["manufacturer"])

    def named(self, field_key: str, text: str) -> Named:
        """The record that a text means in a field."""
        return self.models.named(text) if field_key == "model" else self[field_key].named(text)

    def names(self, field_key: str) -> Iterable[str]:
        """What the records are called that a field may mean."""
        return self.models.spellings if field_key == "model" else self[field_key].names.values()


_MODEL = table_named(Model.__tablename__)
_LINKS: dict[str, Callable[[Session], Link]] = {
    "category": lambda session: NamedLink(session, Category.__tablename__),
    "manufacturer": lambda session: NamedLink(session, Manufacturer.__tablename__),
    "place": PlaceLink,
    "holder": PersonLink,
    "department": lambda session: NamedLink(session, Department.__tablename__),
    "supplier": lambda session: NamedLink(session, Supplier.__tablename__),
}
