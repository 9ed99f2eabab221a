from __future__ import annotations

from tests.cli.conftest import SAMPLE, Coorddesk


def test_search_finds_records_by_any_word(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    hits = coorddesk("search", "latitude", "cdi", "--json").json
    assert [hit["title"] for hit in hits] == ["INV-0008", "INV-0006", "INV-0004", "INV-0002"]
    assert {hit["kind"] for hit in hits} == {"asset"}
    assert coorddesk("search", "INV-0002").out.startswith("INV-0002\t")
    assert coorddesk("search", "zzz").out == "Nothing was found.\n"


def test_history_tells_what_was_done_and_undone(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    coorddesk("undo")
    rows = coorddesk("history", "--json").json
    assert [(row["deed"], row["undone"]) for row in rows] == [
        ("Undo: Import devices: 57 new, 0 changed", False),
        ("Import devices: 57 new, 0 changed", True),
        ("Begin the desk", False),
    ]
    assert "(undone)" in coorddesk("history").out.splitlines()[1]
    assert len(coorddesk("history", "--limit", "1").out.splitlines()) == 1


def test_undo_and_redo_name_the_deed(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    assert coorddesk("undo").out == "Undone: Import devices: 57 new, 0 changed\n"
    assert coorddesk("search", "latitude").out == "Nothing was found.\n"
    assert coorddesk("undo", "--redo").out == "Done again: Import devices: 57 new, 0 changed\n"
    assert coorddesk("search", "INV-0001").out.startswith("INV-0001\t")


def test_undo_refuses_in_a_sentence(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    coorddesk("undo", "2")
    again = coorddesk("undo", "2")
    assert (again.code, again.err) == (1, "This is undone already.\n")
    assert coorddesk("undo", "99").err == "There is no change number 99 in the history.\n"
    assert coorddesk("undo", "1").err == "This is how the desk began; there was nothing before.\n"
