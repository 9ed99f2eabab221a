"""The fields of the demo's own, and what its devices say in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.core.fold import fold
from coorddesk.inventory.queries import category_cards
from coorddesk.inventory.rules import Custom, CustomType
from coorddesk.inventory.service import (
    CategoryDetails,
    CategoryEdit,
    FieldDetails,
    add_custom,
    create_field,
    edit_category,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SEED = 41
_LAPTOP, _DESKTOP, _TABLET, _PROJECTOR = "Ordinateur portable", "Ordinateur fixe", "Tablette", "Vidéoprojecteur"
_SYSTEM, _MEMORY, _MAC, _SAFE = "Système", "Mémoire (Go)", "Adresse MAC", "Disque chiffré"
_DEPOSIT, _HOURS, _CHECKED, _MANUAL = "Caution", "Heures de lampe", "Contrôle électrique", "Notice"
_SYSTEMS = ("Windows 11", "Windows 10", "Linux", "Aucun")
_FIELDS: Mapping[str, tuple[CustomType, Sequence[str]]] = {
    _SYSTEM: (CustomType.CHOICE, (_LAPTOP, _DESKTOP)),
    _MEMORY: (CustomType.NUMBER, (_LAPTOP, _DESKTOP)),
    _MAC: (CustomType.TEXT, (_LAPTOP, _DESKTOP)),
    _SAFE: (CustomType.YES_NO, (_LAPTOP,)),
    _DEPOSIT: (CustomType.AMOUNT, (_TABLET,)),
    _HOURS: (CustomType.NUMBER, (_PROJECTOR,)),
    _CHECKED: (CustomType.DATE, (_PROJECTOR,)),
    _MANUAL: (CustomType.LINK, (_PROJECTOR,)),
}
_PATTERNS = {_TABLET: "TAB-{YYYY}-{###}", _PROJECTOR: "VP-{YY}-{##}"}
_WINDOWS_11 = date(2022, 1, 1)


class Bought(NamedTuple):
    """A device as it came: what it is, and since when."""

    id: int
    category: str
    model: str
    day: date


def add_fields(session: Session, devices: Sequence[Bought], today: date) -> None:
    """Make the fields, give two categories a pattern of numbers, and let devices say what they would."""
    cards = {card.name: card for card in category_cards(session)}
    for name, pattern in _PATTERNS.items():
        card = cards[name]
        edit_category(session, CategoryEdit(card.id, card.version, CategoryDetails(name, pattern)))
    ids = {
        name: create_field(
            session,
            FieldDetails(
                name,
                kind,
                _SYSTEMS if kind is CustomType.CHOICE else (),
                categories=frozenset(cards[category].id for category in categories),
            ),
        )
        for name, (kind, categories) in _FIELDS.items()
    }
    random = Random(_SEED)  # noqa: S311 - believable, not secret
    said = [dict(_said(random, device, today)) for device in devices]
    columns = {field_id: [values.get(name) for values in said] for name, field_id in ids.items()}
    add_custom(session, [device.id for device in devices], columns)


def _said(random: Random, device: Bought, today: date) -> Iterator[tuple[str, Custom]]:
    """What one device says, as far as somebody has written it down."""
    if device.category in {_LAPTOP, _DESKTOP}:
        recent = device.day >= _WINDOWS_11
        yield _SYSTEM, "Linux" if random.random() < 0.06 else _SYSTEMS[0 if recent else 1]
        yield _MEMORY, random.choice((8_000, 16_000, 16_000) if recent else (4_000, 8_000, 8_000))
        yield _MAC, ":".join(f"{random.randrange(256):02X}" for _byte in range(6))
    if device.category == _LAPTOP and random.randrange(4):
        yield _SAFE, device.day >= _WINDOWS_11
    if device.category == _TABLET:
        yield _DEPOSIT, random.choice((5_000, 10_000, 15_000))
    if device.category == _PROJECTOR:
        yield _HOURS, random.randrange(200, 4_000) * 1_000
        yield _CHECKED, today - timedelta(days=random.randrange(20, 700))
        yield _MANUAL, f"https://notices.example.org/{fold(device.model).replace(' ', '-')}"
