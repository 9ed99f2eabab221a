from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.clock import SystemClock
from tests.cli.conftest import SAMPLE, Coorddesk

if TYPE_CHECKING:
    from pathlib import Path


def test_a_ticket_lives_from_its_report_to_its_end(coorddesk: Coorddesk, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Nom;Prénom\nMoreau;Inès\n", encoding="utf-8")
    coorddesk("import", "people", tmp_path / "people.csv")
    coorddesk("import", "assets", SAMPLE)
    opened = coorddesk("ticket", "Écran noir", "--device", "INV-0002", "--urgency", "5", "--key", "k", "--name", "Lou")
    assert (opened.code, opened.out, opened.err) == (0, "Ticket 1 opened.\n", "")
    assert coorddesk("ticket", "Écran noir", "--key", "k").out == "Ticket 1 opened.\n"
    assert coorddesk("ticket-assign", "1", "--to", "Inès Moreau").out == "Ticket 1: New\n"
    assert coorddesk("ticket-note", "CDH1", "--body", "On arrive", "--public").out == "Ticket 1: New\n"
    (told,) = coorddesk("tickets", "lou", "--json").json
    assert (told["devices"], told["urgency"], told["assignee"]) == (["INV-0002"], 5, "Inès Moreau")
    assert told["responded_at"] is not None
    later = (SystemClock().today() + timedelta(3)).isoformat()
    assert coorddesk("ticket-wait", "1", "--reason", "Pièce", "--until", later).out == "Ticket 1: Waiting\n"
    assert coorddesk("ticket-start", "1").out == "Ticket 1: In progress\n"
    words = ("--solution", "Câble changé", "--cause", "cable", "--resolution", "replaced")
    assert coorddesk("ticket-resolve", "1", *words).out == "Ticket 1: Resolved\n"
    assert coorddesk("tickets").out == "No ticket.\n"
    assert coorddesk("ticket-close", "1").out == "Ticket 1: Closed\n"
    log = [line["kind"] for line in coorddesk("ticket-show", "1", "--json").json["log"]]
    assert log == ["opened", "assigned", "note", *["status"] * 4]
    shown = coorddesk("ticket-show", "1").out
    assert "Title\tÉcran noir\n" in shown
    assert "Resolved\tCâble changé" in shown
    assert coorddesk("check").out == "The desk is sound.\n"


def test_what_is_refused_says_why(coorddesk: Coorddesk) -> None:
    coorddesk("ticket", "Souris")
    for words, said in (
        (("ticket-close", "1"), "Only what is resolved can be closed. Resolve it first."),
        (("ticket-close", "9"), "Ticket 9 is no longer there: somebody took it back."),
        (("ticket-show", "x"), "There is no ticket “x”. List them with “coorddesk tickets”."),
        (("ticket-reopen", "1", "--reason", "x"), "Ticket 1 is not over."),
        (("ticket-resolve", "1", "--solution", "x", "--cause", "zzz"), "No cause is called “zzz”."),
    ):
        ran = coorddesk(*words)
        assert (ran.code, ran.err) == (1, f"{said}\n")
    assert coorddesk("ticket-cancel", "1", "--reason", "Trouvée").out == "Ticket 1: Cancelled\n"
    assert coorddesk("ticket-reopen", "1", "--reason", "Perdue").out == "Ticket 1: In progress\n"
    due = coorddesk("tickets-due")
    assert (due.code, due.out) == (0, "0 recurring tickets opened.\n0 tickets escalated.\n")


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_lists_and_targets_are_said_by_scripts(coorddesk: Coorddesk) -> None:
    assert len(coorddesk("ticket-lists", "causes").out.splitlines()) == 11
    assert coorddesk("ticket-lists", "targets").out == "Nothing is said of this yet.\n"
    coorddesk("ticket", "Écran noir", "--urgency", "5")
    for target in (("--resolve", "1 d"), ("--answer", "30 min", "--resolve", "4 h", "--kind", "incident")):
        assert coorddesk("ticket-target", *target).out == "Written down. Open tickets follow.\n"
    assert coorddesk("tickets", "--json").json[0]["respond_by"] is not None
    assert coorddesk("ticket-target", "--resolve", "2 h 30", "--kind", "incident").code == 0
    assert coorddesk("ticket-lists", "targets").out == "1\tAll tickets\t–\t8 h\n2\tIncident\t–\t2 h 30\n"
    (told,) = [each for each in coorddesk("ticket-lists", "targets", "--json").json if each["kind"] == "incident"]
    assert told["pledge"] == {"respond": None, "resolve": 150}
    assert coorddesk("ticket-target", "--kind", "incident", "--delete").code == 0
    assert coorddesk("tickets", "--json").json[0]["respond_by"] is None
    refusals: tuple[tuple[tuple[str, ...], str], ...] = (
        (("--resolve", "4"), "“4” is no length of time. Write 30 min, 2 h 30 or 1 d."),
        (("--kind", "request", "--delete"), "There is no target for these tickets alone."),
        (("--priority", "5"), "Say within how long: to answer, to resolve or both."),
    )
    for words, said in refusals:
        assert coorddesk("ticket-target", *words).err == f"{said}\n"
