from __future__ import annotations

import pytest

from coorddesk.core.errors import UserError
from coorddesk.core.merging import Merge, MergeField, merged
from coorddesk.core.messages import verbatim

FIELDS = (
    MergeField("name", verbatim("Name")),
    MergeField("number", verbatim("Number"), asked=True),
    MergeField("end", verbatim("End"), says_nothing=True),
    MergeField("notes", verbatim("Notes"), joined=True),
)


def both(**chosen: frozenset[str]) -> Merge:
    return Merge(1, 1, 2, 1, **chosen)


def values(name: str = "", number: str | None = None, end: str | None = None, notes: str = "") -> dict[str, str | None]:
    return {"name": name, "number": number, "end": end, "notes": notes}


def test_blanks_are_filled_and_notes_joined() -> None:
    kept, gone = values(notes="Mardi\nJeudi"), values("Inès", "P12", notes="Jeudi\nClés")
    assert merged(FIELDS, both(), kept, gone) == values("Inès", "P12", notes="Mardi\nJeudi\nClés")
    assert merged(FIELDS, both(), gone, kept) == values("Inès", "P12", notes="Jeudi\nClés\nMardi")


def test_the_kept_record_is_right_unless_the_other_is_chosen() -> None:
    kept, gone = values("Inès"), values("Inés")
    assert merged(FIELDS, both(), kept, gone)["name"] == "Inès"
    assert merged(FIELDS, both(from_gone=frozenset({"name"})), kept, gone)["name"] == "Inés"


def test_what_tells_records_apart_is_asked() -> None:
    kept, gone = values("Inès", "P12"), values("Inès", "P13")
    with pytest.raises(UserError) as refused:
        merged(FIELDS, both(), kept, gone)
    assert refused.value.field == "number"
    assert merged(FIELDS, both(from_kept=frozenset({"number"})), kept, gone)["number"] == "P12"
    assert merged(FIELDS, both(from_gone=frozenset({"number"})), kept, gone)["number"] == "P13"
    assert merged(FIELDS, both(), kept, kept)["number"] == "P12"


def test_nothing_may_say_something() -> None:
    here, left = values("Inès"), values("Inès", end="2026-07-04")
    assert merged(FIELDS, both(), here, left)["end"] is None
    assert merged(FIELDS, both(from_gone=frozenset({"end"})), here, left)["end"] == "2026-07-04"
    assert merged(FIELDS, both(from_gone=frozenset({"end"})), left, here)["end"] is None
