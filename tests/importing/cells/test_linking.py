from __future__ import annotations

import pytest

from coorddesk.importing.cells.linking import LinkReader
from coorddesk.importing.options import Options
from coorddesk.importing.values.refusal import CellRefused
from tests.importing.devices import FIELDS, Shelf, ShelfTarget

PLACE = next(field for field in FIELDS if field.key == "place")


def reader(*known: str, brought: frozenset[str] = frozenset(), **options: dict[str, dict[str, str]]) -> LinkReader:
    return LinkReader(PLACE, ShelfTarget(Shelf(names={"place": [*known]})), Options(**options), brought)  # type: ignore[arg-type] # of any field


def test_names_are_spelt_as_the_desk_does_and_new_ones_as_they_first_come() -> None:
    read = reader("Salle 1")
    assert [read(cell) for cell in ("salle 1", "RÉSERVE", "Réserve", "", 12.0)] == [
        "Salle 1",
        "RÉSERVE",
        "RÉSERVE",
        None,
        "12",
    ]
    assert read.new == {"RÉSERVE", "12"}


def test_what_nothing_is_called_is_told_once() -> None:
    read = reader("Salle 1")
    read("Salle 1")
    assert read.take_unknown() is None
    read("Salle 2")
    assert (read.take_unknown(), read.take_unknown()) == ("Salle 2", None)
    with pytest.raises(CellRefused):
        read("?")
    assert read.take_unknown() == "?"


def test_a_decision_about_a_name_counts_once() -> None:
    read = reader("Salle 1", values={"place": {"salle 2": "Salle 3", "salle 3": "Salle 2", "x": ""}})
    assert [read(cell) for cell in ("Salle 2", "Salle 3", "x")] == ["Salle 3", "Salle 2", None]


def test_names_that_the_sheet_brings_are_neither_unknown_nor_new() -> None:
    read = reader("Site A", brought=frozenset({"aile b", "salle 1"}))
    said = {
        name: (read(name), read.take_unknown()) for name in ("Site A / Aile B", "Aile B / Salle 1", "Site Z / Aile B")
    }
    assert said == {
        "Site A / Aile B": ("Site A / Aile B", None),
        "Aile B / Salle 1": ("Aile B / Salle 1", None),
        "Site Z / Aile B": ("Site Z / Aile B", "Site Z / Aile B"),
    }
    assert read.new == {"Site Z / Aile B"}


def test_what_texts_mean_has_a_digest() -> None:
    one, same, other = reader("Salle 1"), reader("Salle 1"), reader("SALLE 1")
    for read in (one, same, other):
        read("salle 1")
    assert (one.digest == same.digest, one.digest == other.digest) == (True, False)
