from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.importing.cells import nearest
from coorddesk.importing.cells.nearest import Names

KNOWN = (
    *("Bâtiment A / Salle 12", "Bâtiment A / Salle 121", "Bâtiment B / Salle 3", "Salle 12B", "Bureau 12"),
    *("CDI", "Salle des profs", "Salle informatique", "Amphithéâtre", "Médiathèque Jean Moulin"),
    *("Lenovo", "Hewlett-Packard", "Dell", "Latitude 5420", "Latitude 7420", "Inès Moreau"),
)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Salle 12", ("Bâtiment A / Salle 12",)),
        ("salle12", ("Bâtiment A / Salle 12",)),
        ("Sale 012", ("Bâtiment A / Salle 12",)),
        ("Salle 12 b", ("Salle 12B",)),
        ("12", ("Bureau 12", "Bâtiment A / Salle 12")),
        ("Salle 122", ()),
        ("Salle 21", ()),
        ("Salle", ("Salle des profs", "Salle informatique")),
        ("Moreau", ("Inès Moreau",)),
        ("Dell Technologies France", ("Dell",)),
        ("des", ()),
        ("C.D.I.", ("CDI",)),
        ("Salle info", ("Salle informatique",)),
        ("salle profs", ("Salle des profs",)),
        ("Amphi", ("Amphithéâtre",)),
        ("Médiathèque J. Moulin", ("Médiathèque Jean Moulin",)),
        ("Lenvo", ("Lenovo",)),
        ("Dell Inc.", ("Dell",)),
        ("HP", ()),
        ("LATITUDE E5420", ("Latitude 5420",)),
        ("Moro Inès", ("Inès Moreau",)),
        ("", ()),
    ],
)
def test_names_that_are_near(text: str, near: tuple[str, ...]) -> None:
    assert Names(KNOWN).nearest(text) == near


@given(number=st.integers(0, 400), other=st.integers(0, 400))
def test_rooms_with_other_numbers_are_never_near(number: int, other: int) -> None:
    assert Names([f"Salle {number}"]).nearest(f"salle {other}") == ((f"Salle {number}",) if number == other else ())


@given(text=st.text(max_size=20), names=st.lists(st.text(max_size=20), max_size=5))
def test_any_text_has_only_known_names_near(text: str, names: list[str]) -> None:
    assert set(Names(names).nearest(text)) <= set(names)


def test_no_more_is_compared_than_takes_a_fraction_of_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "COMPARED", 5)
    names = Names(["Dell", "Epson"])
    assert [names.nearest("Del") for _ in range(3)] == [("Dell",), ("Dell",), ()]
