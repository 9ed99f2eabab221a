from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.importing import unknown
from coorddesk.importing.plan import Unknown
from coorddesk.importing.unknown import Unknowns

if TYPE_CHECKING:
    import pytest


def nothing_near(_field_key: str) -> unknown.Nearest:
    return lambda _text: ()


def test_texts_are_counted_by_the_cells_that_say_them() -> None:
    unknowns = Unknowns()
    unknowns.meet("place", "Salle 9", "Salle 9")
    unknowns.meet("place", "SALLE 9 ", "SALLE 9")
    unknowns.meet("place", ("Bât. C", "3"), "Bât. C 3")
    unknowns.meet("status", "bof", "bof")
    unknowns.count(range(5, 9), {"place": ["Salle 1", "Salle 9", "SALLE 9 ", ""], "status": ["bof", "", "", "bof"]})
    unknowns.count([12], {"place": [("Bât. C", "3")], "status": ["neuf"]})
    assert unknowns.listed(nothing_near) == {
        "place": (Unknown("Salle 9", 2, 6, ()), Unknown("Bât. C 3", 1, 12, ())),
        "status": (Unknown("bof", 2, 5, ()),),
    }


def test_what_no_counted_row_says_is_not_listed() -> None:
    unknowns = Unknowns()
    unknowns.meet("place", "Lieu", "Lieu")
    unknowns.count([3], {"place": ["Salle 1"]})
    assert unknowns.listed(nothing_near) == {}


def test_the_nearest_names_of_the_field_come_along() -> None:
    unknowns = Unknowns()
    unknowns.meet("place", "x", "x")
    unknowns.count([3], {"place": ["x"]})
    assert unknowns.listed(lambda key: lambda text: (f"{key} {text}",)) == {
        "place": (Unknown("x", 1, 3, ("place x",)),)
    }


def test_the_most_frequent_are_listed_and_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknown, "LISTED", 2)
    monkeypatch.setattr(unknown, "MET_KEPT", 3)
    unknowns = Unknowns()
    for text in "abcd":
        unknowns.meet("place", text, text)
    unknowns.count(range(1, 8), {"place": list("abbcccd")})
    assert unknowns.listed(nothing_near) == {"place": (Unknown("c", 3, 4, ()), Unknown("b", 2, 2, ()))}
