"""What devices are: categories, manufacturers, models, and the labels of their statuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Subquery, func, or_, select

from coorddesk.core.asking import asked
from coorddesk.core.matching import contains, contains_all, words
from coorddesk.core.messages import Message
from coorddesk.core.options import Option
from coorddesk.inventory.models import Asset, Category, CategoryField, Manufacturer, Model, StatusLabel
from coorddesk.inventory.rules import Depreciation, MetaStatus, label_title

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class NamedRow:
    """A category or manufacturer, and how many devices or models belong to it."""

    id: int
    version: int
    name: str
    uses: int


@dataclass(frozen=True)
class ModelRow:
    """A model with its manufacturer's name, and how many devices are of it; `name` is empty for "any other"."""

    id: int
    version: int
    manufacturer_id: int | None
    manufacturer: str | None
    name: str
    number: str
    uses: int


@dataclass(frozen=True)
class CategoryCard:
    """A category with all that is written down about it; `fields` are the ids of its own, `uses` its devices."""

    id: int
    version: int
    name: str
    number_pattern: str
    notes: str
    fields: frozenset[int]
    uses: int
    depreciation: Depreciation | None = None
    depreciation_years: int | None = None
    life_years: int | None = None


@dataclass(frozen=True)
class MakerCard:
    """A manufacturer with all that is written down about it, and how many models it makes."""

    id: int
    version: int
    name: str
    website: str
    support: str
    notes: str
    uses: int


@dataclass(frozen=True)
class ModelCard:
    """A model with all that is written down about it."""

    row: ModelRow
    category_id: int | None
    category: str | None
    notes: str
    life_years: int | None = None


@dataclass(frozen=True)
class LabelRow:
    """A status label; `name` is None where it bears the standard title of its meaning."""

    id: int
    version: int
    meta: MetaStatus
    name: str | None
    uses: int

    @property
    def title(self) -> Message:
        """What it is called."""
        return label_title(self.meta, self.name)


def categories(session: Session) -> tuple[NamedRow, ...]:
    """Every category, by name."""
    uses = _uses(Asset.category_id)
    wanted = select(Category.id, Category.version, Category.name, _count(uses)).outerjoin(
        uses, uses.c.of == Category.id
    )
    return tuple(NamedRow(*row) for row in session.execute(wanted.order_by(Category.name_folded)))


def manufacturers(session: Session) -> tuple[NamedRow, ...]:
    """Every manufacturer, by name."""
    uses = _uses(Model.manufacturer_id)
    wanted = select(Manufacturer.id, Manufacturer.version, Manufacturer.name, _count(uses))
    wanted = wanted.outerjoin(uses, uses.c.of == Manufacturer.id).order_by(Manufacturer.name_folded)
    return tuple(NamedRow(*row) for row in session.execute(wanted))


def models(session: Session) -> tuple[ModelRow, ...]:
    """Every model, by manufacturer and name."""
    uses = _uses(Asset.model_id)
    wanted = select(
        Model.id, Model.version, Model.manufacturer_id, Manufacturer.name, Model.name, Model.number, _count(uses)
    )
    wanted = wanted.outerjoin(Manufacturer).outerjoin(uses, uses.c.of == Model.id)
    by_name = (func.coalesce(Manufacturer.name_folded, ""), Model.name_folded, Model.number_folded, Model.id)
    return tuple(ModelRow(*row) for row in session.execute(wanted.order_by(*by_name)))


def category_cards(session: Session) -> tuple[CategoryCard, ...]:
    """Every category with all that is written down about it, by name."""
    uses = _uses(Asset.category_id)
    written_off = (Category.depreciation, Category.depreciation_years, Category.life_years)
    own_words = (Category.name, Category.number_pattern, Category.notes)
    wanted = select(Category.id, Category.version, *own_words, _count(uses), *written_off)
    wanted = wanted.outerjoin(uses, uses.c.of == Category.id).order_by(Category.name_folded)
    own: dict[int, set[int]] = {}
    for category_id, field_id in session.execute(select(CategoryField.category_id, CategoryField.field_id)):
        own.setdefault(category_id, set()).add(field_id)
    return tuple(CategoryCard(*row[:5], frozenset(own.get(row[0], ())), *row[5:]) for row in session.execute(wanted))


def maker_cards(session: Session) -> tuple[MakerCard, ...]:
    """Every manufacturer with all that is written down about it, by name."""
    uses, maker = _uses(Model.manufacturer_id), Manufacturer
    wanted = select(maker.id, maker.version, maker.name, maker.website, maker.support, maker.notes, _count(uses))
    wanted = wanted.outerjoin(uses, uses.c.of == maker.id).order_by(maker.name_folded)
    return tuple(MakerCard(*row) for row in session.execute(wanted))


def model_card(session: Session, model_id: int) -> ModelCard | None:
    """One model with all that is written down about it; None if it is not there."""
    row = next((row for row in models(session) if row.id == model_id), None)
    wanted = select(Model.category_id, Category.name, Model.notes, Model.life_years)
    wanted = wanted.outerjoin(Category, Category.id == Model.category_id)
    return None if row is None else ModelCard(row, *session.execute(wanted.where(Model.id == model_id)).one())


def status_labels(session: Session) -> tuple[LabelRow, ...]:
    """Every status label, in the desk's order."""
    uses = _uses(Asset.status_label_id)
    wanted = select(StatusLabel.id, StatusLabel.version, StatusLabel.meta, StatusLabel.name, _count(uses))
    wanted = wanted.outerjoin(uses, uses.c.of == StatusLabel.id)
    return tuple(LabelRow(*row) for row in session.execute(wanted.order_by(StatusLabel.position, StatusLabel.id)))


def default_labels(session: Session) -> dict[MetaStatus, int]:
    """The label that stands for each meaning where nobody chose one: its first."""
    return dict(iter(asked(session, _LABELS_BACKWARDS)))


def category_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Categories whose name holds every word of `text`."""
    wanted = select(Category.id, Category.name).where(contains_all(Category.name_folded, text))
    return _options(session, wanted.order_by(Category.name_folded).limit(limit))


def manufacturer_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Manufacturers whose name holds every word of `text`."""
    wanted = select(Manufacturer.id, Manufacturer.name).where(contains_all(Manufacturer.name_folded, text))
    return _options(session, wanted.order_by(Manufacturer.name_folded).limit(limit))


def model_options(session: Session, text: str, limit: int = 20, manufacturer: int | None = None) -> tuple[Option, ...]:
    """Models that hold every word of `text` in their names or that of their manufacturer."""
    wanted = select(Model.id, Model.name, Model.number, Manufacturer.name).outerjoin(Manufacturer)
    for word in words(text):
        names = (Model.name_folded, Model.number_folded, Manufacturer.name_folded)
        wanted = wanted.where(or_(*(contains(name, word) for name in names)))
    if manufacturer is not None:
        wanted = wanted.where(Model.manufacturer_id == manufacturer)
    found = session.execute(wanted.where(Model.name_folded != "").order_by(Model.name_folded, Model.id).limit(limit))
    return tuple(Option(row[0], row[1], " ".join(part for part in (row[3], row[2]) if part)) for row in found)


def _options(session: Session, wanted: Select[int, str]) -> tuple[Option, ...]:
    return tuple(Option(*row) for row in session.execute(wanted))


def _uses(column: Any) -> Subquery:
    """How many rows there are of each value of a column, counted in one pass over them."""
    return select(column.label("of"), func.count().label("uses")).group_by(column).subquery()


def _count(uses: Subquery) -> ColumnElement[int]:
    return func.coalesce(uses.c.uses, 0)


_LABELS_BACKWARDS: Select[*tuple[Any, ...]] = select(StatusLabel.meta, StatusLabel.id).order_by(
    StatusLabel.position.desc(), StatusLabel.id.desc()
)
