from __future__ import annotations

import pytest

from coorddesk.core.messages import verbatim
from coorddesk.core.nearness import bare, likely, near_pairs, one_apart, sharing, written_alike
from coorddesk.core.options import Option

WHY = verbatim("why")


def test_a_bare_name_is_its_letters_and_digits() -> None:
    assert bare("  Salle-12 bis / Œuvre ") == "salle12bisoeuvre"


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("moreau", "moraeu", True),  # two swapped
        ("moreau", "moreaux", True),
        ("moreau", "morau", True),
        ("moreau", "moreao", True),
        ("moreau", "moreau", False),  # the same is not apart
        ("moreau", "morot", False),
        ("salle12", "salle13", False),  # a number is never a slip
        ("Salle 12", "Sale-12", True),
        ("Bâtiment A", "Bâtiment B", False),  # nor is a letter that stands alone
        ("Salle A1", "Salle B1", False),
        ("cdi", "cdj", False),  # too short to say
    ],
)
def test_one_letter_is_a_slip_where_no_number_is(one: str, other: str, near: bool) -> None:
    assert one_apart(one, other) is near
    assert list(near_pairs({1: one, 2: other})) == ([(1, 2)] if near else [])


def test_a_series_is_no_slip() -> None:
    names = {place: f"atelier{chr(place)}s" for place in range(ord("a"), ord("a") + 26)}
    assert list(near_pairs(names)) == []


def test_what_many_share_says_nothing() -> None:
    assert list(sharing({1: "a", 2: "", 3: "a", 4: ""}, WHY)) == [(1, 3, WHY)]
    assert list(sharing(dict.fromkeys(range(21), "ecole@example.org"), WHY)) == []


def test_a_pair_is_offered_once_for_its_first_reason() -> None:
    named = {row_id: Option(row_id, str(row_id)) for row_id in (1, 2, 3)}
    found = [*written_alike({1: "portable", 2: "portables", 3: "portable"}), (3, 1, WHY)]
    pairs = [(each.one.id, each.other.id, each.why.text) for each in likely(named, found)]
    assert pairs == [
        (1, 3, "The same but for blanks and signs"),
        (1, 2, "One letter apart"),
        (2, 3, "One letter apart"),
    ]
