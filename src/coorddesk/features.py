"""The features of the desk: one line each; they load SQL, so they are loaded when one of them is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, overload

from coorddesk.core.fold import fold
from coorddesk.feature import Feature, named

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Hit

FEATURES = (
    "coorddesk.directory.feature:DIRECTORY",
    "coorddesk.agenda.feature:AGENDA",
    "coorddesk.notices.feature:NOTICES",
    "coorddesk.budget.feature:BUDGET",
    "coorddesk.inventory.feature:INVENTORY",
    "coorddesk.surveys.feature:SURVEYS",
    "coorddesk.stock.feature:STOCK",
    "coorddesk.labels.feature:LABELS",
    "coorddesk.licences.feature:LICENCES",
    "coorddesk.stocktaking.feature:STOCKTAKING",
    "coorddesk.lending.feature:LENDING",
    "coorddesk.maintenance.feature:MAINTENANCE",
    "coorddesk.knowledge.feature:KNOWLEDGE",
    "coorddesk.helpdesk.feature:HELPDESK",
    "coorddesk.purchasing.feature:PURCHASING",
    "coorddesk.forecast.feature:FORECAST",
    "coorddesk.training.feature:TRAINING",
    "coorddesk.rounds.feature:ROUNDS",
    "coorddesk.kiosk.feature:KIOSK",
    "coorddesk.notes.feature:NOTES",  # the last, since its demo is about the records of the others
)


def load() -> tuple[Feature, ...]:
    """Every feature, in the order in which the house offers them."""
    return _loaded(FEATURES)


def load_tables() -> None:
    """Make the tables of every feature known, and nothing else of it: a desk is opened with them alone."""
    for line in FEATURES:
        package = line.partition(".feature:")[0]
        import_module(f"{package}.models")


class Features(Sequence[Feature]):
    """Every feature, loaded by whoever first looks at one: the first page is there without most of what they offer."""

    @overload
    def __getitem__(self, place: int) -> Feature: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Feature, ...]: ...

    def __getitem__(self, place: int | slice) -> Feature | tuple[Feature, ...]:
        """One of them, or some."""
        return load()[place]

    def __len__(self) -> int:
        """How many there are; this alone loads none."""
        return len(FEATURES)


def find_everywhere(session: Session, text: str, limit: int = 20) -> list[Hit]:
    """Up to `limit` records of every feature under a text as typed, the best first."""
    folded = fold(text)
    if not folded:
        return []
    features = load()
    hits = [hit for feature in features if feature.search is not None for hit in feature.search(session, folded, limit)]
    names = named(session, features, [hit.subject for hit in hits if not hit.title])
    titled = [replace(hit, title=hit.title or names.get(hit.subject, "")) for hit in hits]
    return sorted((hit for hit in titled if hit.title), key=lambda hit: hit.rank)


@lru_cache(maxsize=1)
def _loaded(lines: tuple[str, ...]) -> tuple[Feature, ...]:
    """Features by their lines, those that report on all of them told of all."""
    every = []
    for line in lines:
        module, _colon, name = line.partition(":")
        feature = getattr(import_module(module), name)
        assert isinstance(feature, Feature)
        every.append(feature)
    return tuple(
        each if each.reports_of_all is None else replace(each, reports=(*each.reports, *each.reports_of_all(every)))
        for each in every
    )
