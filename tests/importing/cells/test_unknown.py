from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.importing.cells import unknown
from coorddesk.importing.cells.nearest import Nearest
from coorddesk.importing.cells.unknown import Unknowns
from coorddesk.importing.plan import Unknown, Verdict

if TYPE_CHECKING:
    import pytest

TAKEN = bytes([Verdict.NEW.code])


def nothing_near(_field_key: str, _texts: Sequence[str]) -> Nearest:
    return lambda _text: ()


def test_texts_are_counted_by_the_cells_that_say_them() -> None:
    unknowns = Unknowns()
    unknowns.meet("place", "Salle 9", "Salle 9")
    unknowns.meet("place", "SALLE 9 ", "SALLE 9")
    unknowns.meet("place", ("Bât. C", "3"), "Bât. C 3")
    unknowns.meet("status", "bof", "bof")
    cells = {"place": ["Salle 1", "Salle 9", "SALLE 9 ", ""], "status": ["bof", "", "", "bof"]}
    unknowns.count(range(5, 9), cells, TAKEN * 4)
    unknowns.count(range(12, 13), {"place": [("Bât. C", "3")], "status": ["neuf"]}, TAKEN)
    assert unknowns.listed(nothing_near) == {
        "place": (Unknown("Salle 9", 2, 6, ()), Unknown("Bât. C 3", 1, 12, ())),
        "status": (Unknown("bof", 2, 5, ()),),
    }


def test_what_only_rows_say_that_are_no_records_is_not_listed() -> None:
    unknowns = Unknowns()
    unknowns.meet("place", "Lieu", "Lieu")
    unknowns.count(range(3, 5), {"place": ["Salle 1", "Lieu"]}, bytes([Verdict.NEW.code, Verdict.SKIPPED.code]))
    assert unknowns.listed(nothing_near) == {}


def test_the_nearest_names_come_along_and_of_the_sheet_only_those_that_are_more_frequent() -> None:
    unknowns = Unknowns()
    for text in ("Lenovo", "Lenvo"):
        unknowns.meet("maker", text, text)
    unknowns.count(range(3, 6), {"maker": ["Lenovo", "Lenvo", "Lenovo"]}, TAKEN * 3)

    def near(field_key: str, texts: Sequence[str]) -> Nearest:
        return lambda text: (field_key, *(other for other in texts if other != text))

    assert unknowns.listed(near) == {
        "maker": (Unknown("Lenovo", 2, 3, ("maker",)), Unknown("Lenvo", 1, 4, ("maker", "Lenovo")))
    }


def test_the_most_frequent_are_listed_and_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknown, "LISTED", 2)
    monkeypatch.setattr(unknown, "MET_KEPT", 3)
    unknowns = Unknowns()
    for text in "abcd":
        unknowns.meet("place", text, text)
    unknowns.count(range(1, 8), {"place": list("abbcccd")}, TAKEN * 7)
    assert unknowns.listed(nothing_near) == {"place": (Unknown("c", 3, 4, ()), Unknown("b", 2, 2, ()))}
