from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.clock import SystemClock
from tests.cli.conftest import SAMPLE, Coorddesk

if TYPE_CHECKING:
    from pathlib import Path


def test_a_repair_goes_its_way_by_its_device_with_another_lent_meanwhile(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    opened = coorddesk("repair", "Écran cassé", "INV-0002", "--quote", "89,90")
    assert (opened.code, opened.out, opened.err) == (0, "Repair 1 opened.\n", "")
    assert coorddesk("repair-step", "INV-0002", "at_supplier").out == "Repair of INV-0002: At the supplier\n"
    (told,) = coorddesk("repairs", "--json").json
    today = SystemClock().today().isoformat()
    assert (told["device"], told["state"], told["since"], told["quote"]) == ("INV-0002", "at_supplier", today, 8_990)
    ended = coorddesk("repair-step", "CDR1", "given_back", "--cost", "79", "--outcome", "Dalle neuve")
    assert ended.out == "Repair of INV-0002: Given back\n"
    assert coorddesk("repairs").out == "Nothing is being repaired.\n"
    assert [row["cost"] for row in coorddesk("repairs", "--all", "--json").json] == [7_900]
    assert coorddesk("check").out == "The desk is sound.\n"
    none = coorddesk("repair-step", "INV-0002", "ready")
    assert (none.code, none.err) == (1, "There is no repair “INV-0002”. List them with “coorddesk repairs”.\n")


def test_a_device_is_lent_until_the_repair_is_over(coorddesk: Coorddesk, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Nom;Prénom\nMoreau;Inès\n", encoding="utf-8")
    (tmp_path / "assets.csv").write_text("N° inventaire;Nom\nPC-1;Portable\nPC-2;Portable\n", encoding="utf-8")
    coorddesk("import", "people", tmp_path / "people.csv")
    coorddesk("import", "assets", tmp_path / "assets.csv")
    coorddesk("repair", "Écran cassé", "PC-1")
    nobody = coorddesk("repair-lend", "PC-1", "PC-2")
    said = "Nobody holds the device that is being repaired: say who borrows.\n"
    assert (nobody.code, nobody.err) == (1, said)
    lent = coorddesk("repair-lend", "1", "PC-2", "--to", "Inès Moreau")
    assert (lent.code, lent.out) == (0, "Loan 1: until the repair is over.\n")
    refused = coorddesk("repair-step", "1", "given_back")
    still = "Inès Moreau still has PC-2, lent meanwhile. Take it back first.\n"
    assert (refused.code, refused.err) == (1, still)
    assert coorddesk("repair-step", "1", "given_back", "--back").code == 0
    assert coorddesk("check").out == "The desk is sound.\n"


def test_what_was_done_is_written_down_and_no_longer_due(coorddesk: Coorddesk) -> None:
    coorddesk("demo")
    due = coorddesk("due", "--json").json
    first = due[0]
    words = ("--schedule", first["schedule"], "--cost", "12,50", "--kind", "inspection", "--verdict", "good")
    done = coorddesk("log", "Contrôle annuel", first["device"], *words)
    assert (done.code, done.out, done.err) == (0, "Written down for 1 device.\n", "")
    again = coorddesk("due", "--json").json
    assert [row for row in due if row not in again] == [first]
    assert {row["urgency"] for row in due} == {"overdue", "due"}
    assert len(coorddesk("due", "--all", "--json").json) > len(due)
    assert len(coorddesk("due").out.splitlines()) == len(again)
    plain = coorddesk("log", "Dépoussiéré", first["device"], "--downtime", "2h")
    assert (plain.code, plain.err) == (0, "")
    refused = coorddesk("log", "x", first["device"], "--schedule", "Nothing of that name")
    assert (refused.code, refused.err) == (1, "There is no maintenance schedule of this name.\n")
