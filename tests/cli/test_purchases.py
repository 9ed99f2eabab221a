"""Purchases from the command line: asked for, quoted, ordered, received into the inventory, invoiced and paid."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coorddesk.budget.rules.words import DecisionKind
from coorddesk.budget.service import Decision, LineDetails, NewLine, Part, YearDetails, create_line, create_year, decide
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.opening import open_desk
from tests.factories import make_person, make_supplier

if TYPE_CHECKING:
    from tests.cli.conftest import Coorddesk
    from tests.desks import Desks

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
TODAY = date.today()  # noqa: DTZ011 - the command line reads the machine's clock
YEAR = TODAY.year


@pytest.fixture
def buying(desks: Desks, coorddesk: Coorddesk) -> Coorddesk:
    """A desk with 1 000 EUR on a line, and two suppliers."""
    url = desks.fresh()
    database = open_desk(url, actor=Actor("Camille Martin"), clock=SystemClock())
    with database.transaction() as session:
        year = create_year(session, YearDetails(str(YEAR), date(YEAR, 1, 1), date(YEAR, 12, 31)))
        line = create_line(session, NewLine(year, LineDetails("Matériel", code="6063")))
        decide(session, Decision(year, DecisionKind.INITIAL, "BP", date(YEAR, 1, 1), (Part(line, 100_000),)))
        make_supplier(session)
        make_supplier(session, "Bureau Vallée")
        make_person(session)
    database.close()
    return lambda *words, **settings: coorddesk("purchase", *words, database=url, **settings)


def test_from_a_request_to_a_payment(buying: Coorddesk, tmp_path: Path) -> None:
    asked = ("request", "Tablettes", "--line", "Tablette; 4; 100,00; 20; 6063", "--by", "moreau", "--why", "Salle 12")
    assert buying(*asked).out == f"DA-{YEAR}-001 is drawn up: €480.00.\n"
    assert buying("submit", "tablettes").out == f"DA-{YEAR}-001: To approve\n"
    assert buying("approve", f"DA-{YEAR}-001").out == f"DA-{YEAR}-001: Approved\n"
    quoted = (
        "quote",
        "tablettes",
        "ldlc",
        "--line",
        "A8; 4; 90",
        "--postage",
        "5",
        "--number",
        "D1",
        "--discount",
        "10",
    )
    assert buying(*quoted).out == f"Quote quote:1 is entered for DA-{YEAR}-001.\n"
    assert buying("quote", "tablettes", "bureau", "--line", "B; 4; 95").code == 0
    assert [line.split("\t")[1:] for line in buying("compare", "tablettes").out.splitlines()] == [
        ["LDLC Pro · D1", "€388.80", "€394.20", "cheapest"],
        ["Bureau Vallée", "€456.00", "€456.00", ""],
    ]
    assert buying("choose", "quote:9").code == 1
    assert buying("choose", "quote:1").out == f"BC-{YEAR}-001 is drawn up: €394.20.\n"
    assert buying("send", f"bc-{YEAR}-001").out == f"BC-{YEAR}-001: Sent\n"
    serials = tmp_path / "serials.txt"
    serials.write_text("S1\nS2\n", encoding="utf-8")
    came = ("receive", "a8", "1=3", "--note", "BL 1", "--lot", "1", "--category", "tablette", "--serials", serials)
    assert buying(*came).out == f"3 things of BC-{YEAR}-001 came.\n"
    assert buying("receive", "a8", "1=3").code == 1
    shown = buying("show", f"BC-{YEAR}-001", "--json").json
    assert [(line["received"], line["to_receive"]) for line in shown["lines"]] == [(3, 1), (0, 0)]
    assert shown["state"] == "partly_received"
    assert buying("cut", "a8", "1", "1", "--reason", "Rupture").out == f"A part of BC-{YEAR}-001 is cancelled.\n"
    assert buying("cut", "a8", "1").code == 1
    _invoice_and_pay(buying)


def _invoice_and_pay(buying: Coorddesk) -> None:
    entered = buying("invoice", "F 1", "--order", "a8", "--due", TODAY + timedelta(days=3))
    assert entered.out == "F 1 is entered: €297.00.\n"
    assert buying("invoice", "F 2", "--order", "a8").err == "Nothing of this order is left to be invoiced.\n"
    assert buying("credit-note", "AV 1", "F 1", "--net", "9", "--again").out.startswith("AV 1 is entered: €10.80.")
    assert buying("credit-note", "AV 2", "F 1", "--net", "900").code == 1
    assert buying("pay", "F 1", "100", "--means", "transfer").out == "F 1: €197.00 left to pay.\n"
    assert [row["left"] for row in buying("list", "invoices", "--json").json] == [-1_080, 19_700]
    assert buying("pay", "F 1").out == "F 1: €0.00 left to pay.\n"
    assert buying("pay", "F 1").err == "This is paid already.\n"
    assert buying("list", "invoices", "--need", "unpaid").out == "There is none.\n"
    assert buying("show", "F 1", "--json").json["payments"][0]["cents"] == 10_000


def test_what_has_no_request_and_what_is_late(buying: Coorddesk) -> None:
    yesterday = TODAY - timedelta(days=1)
    line = ("--line", "Écran; 8; 100; 20; 6063")
    assert buying("order", "ldlc", "--line", "Écran; 8; 100").code == 1
    drawn = buying("order", "ldlc", *line, "--expected", yesterday, "--day", yesterday, "--send", "--engagement", "E1")
    assert drawn.out == f"BC-{yesterday.year}-001 is drawn up: €960.00.\n"
    over = buying("order", "bureau", "--line", "Câble; 10; 10; 20; 6063", "--send")
    assert over.out.splitlines()[1] == "The budget line “6063 Matériel” is overspent."
    assert [row["late"] for row in buying("late", "--json").json] == [1]
    assert buying("late").out.split("\t")[3:] == ["1", "Écran\n"]
    assert buying("expect", "écran", yesterday, "--engagement", "E 2").code == 0
    assert buying("cancel", "câble", "--reason", "Trop cher").out.endswith(": Cancelled\n")
    assert buying("reopen", "câble").out.splitlines()[0].endswith(": Sent")
    assert buying("cut", "câble", "1", "--rest").code == 0
    assert buying("receive", "écran").out == f"8 things of BC-{yesterday.year}-001 came.\n"
    assert buying("late").out == "No delivery is late.\n"
    direct = ("invoice", "77", "--supplier", "bureau", "--line", "Timbres; 1; 10; 20; 6063")
    assert buying(*direct).out == "77 is entered: €12.00.\n"
    assert buying("show", "77").out.splitlines()[-1] == "Timbres\t€12.00\t6063 Matériel"
    assert buying("invoice", "78").code == 1
    assert buying("rate", "ldlc", "--answer", "delivery=2", "--answer", "price=5").out == "The supplier is rated.\n"
    assert buying("rate", "ldlc", "--answer", "delivery=9").code == 1
    assert buying("meet", "ldlc", "Tarifs", "--people", "Mme Roux").out == "The meeting is written down.\n"
    file = buying("supplier", "ldlc").out.splitlines()
    assert file[:4] == [
        "LDLC Pro",
        "Ordered €960.00, invoiced €0.00, paid €0.00.",
        "0.00% of 1 delivery came in time.",
        "Keeps delivery times\t2",
    ]
    listed = buying("list", "--text", "écran").out.split("\t")
    assert (listed[0], listed[2], listed[-2]) == (f"BC-{yesterday.year}-001", "LDLC Pro", "8 / 8")
    assert buying("list", "--need", "nothing").code == 1
    assert buying("list", "requests").out == "There is none.\n"
    assert buying("show", "nothing of that").err == "There is no request, order or invoice “nothing of that”.\n"
    assert buying("show", "écran").code == 0
