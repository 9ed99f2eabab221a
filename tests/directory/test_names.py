from __future__ import annotations

import pytest

from coorddesk.directory.queries import PersonNames, PlaceNames, Unclear
from coorddesk.directory.rules import PersonName

PLACES = [(1, "Site"), (2, "Site / Salle 1"), (3, "Annexe"), (4, "Annexe / Salle 1"), (5, "Annexe / Étage / Réserve")]


@pytest.mark.parametrize(
    ("text", "found", "missing"),
    [
        ("Site / Salle 1", 2, ()),
        ("reserve", 5, ()),
        ("etage > reserve", 5, ()),
        ("Étage", None, ("Étage",)),
        ("Site / Salle 2", 1, ("Salle 2",)),
        ("Annexe / Salle 1 / Placard", 4, ("Placard",)),
        ("Ailleurs / Salle 1", None, ("Ailleurs", "Salle 1")),
        ("", None, ()),
    ],
)
def test_the_nearest_place_and_what_is_missing_after_it(text: str, found: int | None, missing: tuple[str, ...]) -> None:
    assert PlaceNames(PLACES).nearest(text) == (found, missing)


def test_a_whole_path_goes_before_the_end_of_another() -> None:
    names = PlaceNames([*PLACES, (6, "Salle 1")])
    assert names.find("SALLE 1") == 6
    assert names.path(6) == "Salle 1"
    assert names.paths()[5] == "Annexe / Étage / Réserve"
    assert names.exact()["annexe", "etage", "reserve"] == 5


def test_the_end_of_several_paths_is_unclear() -> None:
    with pytest.raises(Unclear):
        PlaceNames(PLACES).find("Salle 1")


def test_labels_tell_people_of_one_name_apart_and_are_understood() -> None:
    names = PersonNames(
        [(1, "Moreau", "Inès", "ines@x.fr", None), (2, "MOREAU", "Ines", "", "P12"), (3, "Diallo", "Awa", "", None)]
    )
    assert names.labels() == {1: "Inès Moreau (ines@x.fr)", 2: "Ines MOREAU (P12)", 3: "Awa Diallo"}
    assert [names.find(label) for label in names.labels().values()] == [1, 2, 3]
    names.add(4, PersonName("Diallo", "Awa"))
    assert [names.label(3), names.label(4), names.find("Awa Diallo (4)")] == ["Awa Diallo (3)", "Awa Diallo (4)", 4]
    assert names.find("Personne") is None


def test_an_e_mail_of_two_is_unclear() -> None:
    names = PersonNames([(1, "Moreau", "Inès", "famille@x.fr", None), (2, "Moreau", "Paul", "famille@x.fr", None)])
    with pytest.raises(Unclear):
        names.find("famille@x.fr")
