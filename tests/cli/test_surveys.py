"""Questionnaires from the command line: listed, a sheet typed, the answers summed up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Coorddesk


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_pile_is_typed_and_summed_up(coorddesk: Coorddesk) -> None:
    listed = json.loads(coorddesk("questionnaires", "--json").out)
    cold = next(row["id"] for row in listed if row["name"] == "Questionnaire à froid")
    for number, value in enumerate((4, 4, 3, 1), start=1):
        typed = (str(value), "1", "0", "9", "La suite")
        assert coorddesk("answers", "à froid", *typed, "--page", f"{cold}-{number}").code == 0
    few = coorddesk("synthesis", "à froid")
    assert few.out.splitlines() == [
        "Questionnaire à froid\t4\t",
        "Nothing is shown of fewer than 5 anonymous answers.",
    ]
    assert coorddesk("answers", str(cold), "3", ".", "--page", f"{cold}-4").code == 1  # typed already
    assert coorddesk("answers", str(cold), "3", ".", "--page", f"{cold}-5").code == 0
    found = json.loads(coorddesk("synthesis", str(cold), "--json").out)
    assert (found["responses"], found["satisfaction"]) == (5, 80)
    scale, used, *_others, words = found["questions"]
    assert (scale["counts"], scale["mean"]) == ({"4": 2, "3": 2, "2": 0, "1": 1}, 3.0)
    assert "counts" not in used  # four said so
    assert words["words"] == ["La suite"] * 4
    assert coorddesk("synthesis", "nobody").code == 1
