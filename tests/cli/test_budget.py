"""The budget from the command line: a year opened, voted, amended, transferred, looked over, closed and reopened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.budget.rules.ledger import Entry, Posting
from coorddesk.budget.rules.words import MoveKind
from coorddesk.budget.service import FundingDetails, create_funding, post
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.core.history import record
from coorddesk.opening import open_desk
from tests.core.making import DEED

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from tests.cli.conftest import Coorddesk, Ran
    from tests.desks import Desks

YEAR = date.today().year  # noqa: DTZ011 - the command line reads the machine's clock
LAST, NEXT = str(YEAR), str(YEAR + 1)


@pytest.fixture
def url(desks: Desks) -> str:
    return desks.fresh()


@pytest.fixture
def voted(url: str, coorddesk: Coorddesk) -> Coorddesk:
    """A desk with a year of two lines, both voted."""

    def run(*words: str | Path, **settings: str) -> Ran:
        ran: Ran = coorddesk(*words, database=url, **settings)
        return ran

    assert run("budget", "open-year", "--from", f"{YEAR}-01-01", "--chart", "m57", "--accounts").code == 0
    for words in (("Maintenance", "--account", "6156"), ("Postes", "--account", "21838", "--block", "--tag", "parc")):
        assert run("budget", "line", *words, "--chapter", "011").code == 0
    parts = ("011-6156=1200", "postes=3000,50")
    assert run("budget", "decide", "initial", f"BP {YEAR}", *parts, "--day", f"{YEAR}-01-01").code == 0
    return run


def open_it(url: str) -> Database:
    return open_desk(url, actor=Actor("Camille Martin"), clock=SystemClock())


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_year_is_voted_amended_and_told(voted: Coorddesk) -> None:
    assert voted("budget", "decide", "amendment", "DM 1", "6156=100", "--words", "Hausse").code == 0
    ran = voted("budget", "transfer", "postes", "maintenance", "50,50", "VC 1")
    assert ran.out == "€50.50 went from 011-21838 Postes to 011-6156 Maintenance.\n"
    assert voted("budget", "take-back", "DM 1", "Annulée").out == "“DM 1” is taken back.\n"
    told = voted("budget", "situation", "--json").json
    assert [(row["code"], row["voted"], row["changed"], row["free"]) for row in told["rows"]] == [
        ("011-6156", 120_000, 5_050, 125_050),
        ("011-21838", 300_050, -5_050, 295_000),
    ]
    assert (told["year"], told["whole"]["opened"]) == (LAST, 420_050)
    lines = voted("budget", "situation", "--by", "section").out.splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == ["Operating", "Capital", "Total"]
    assert lines[-1].split("\t")[3] == "4,200.50"
    moves = voted("budget", "moves", "--line", "6156", "--json").json
    assert sorted(row["cents"] for row in moves) == [-10_000, 5_050, 10_000, 120_000]
    assert voted("budget", "moves", "--figure", "opened").out.splitlines()[-1] == "€4,200.50 in all."
    assert voted("budget", "situation", "--day", f"{YEAR - 1}-12-31", "--json").json["whole"]["opened"] == 0


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_year_is_carried_forward_closed_and_reopened(voted: Coorddesk, url: str) -> None:
    assert voted("budget", "open-year", "--after", LAST).out.startswith(f"{NEXT} is open, from ")
    database = open_it(url)
    with database.transaction() as session:
        entry = Entry(1, MoveKind.COMMITTED, 40_000, date(YEAR, 3, 1))
        post(session, [Posting(("purchase_order", 1), "BC-1", (entry,))])
        record(session, DEED)
    database.close()
    told = voted("budget", "checklist", LAST, "--json").json
    assert (told["may_close"], [(row["label"], row["cents"], row["into"]) for row in told["open"]]) == (
        False,
        [("BC-1", 40_000, 3)],
    )
    assert voted("budget", "close", LAST).err == (
        "Commitments are open on 1 line. Carry forward or settle this first.\n"
    )
    ran = voted("budget", "carry-forward", LAST, NEXT, f"Reports {YEAR}")
    assert ran.out == f"1 commitment goes on in {NEXT}: €400.00.\n"
    assert voted("budget", "carry-forward", LAST, NEXT, "Encore").code == 1
    assert voted("budget", "close", LAST).out == f"{LAST} is closed.\n"
    assert voted("budget", "decide", "amendment", "DM 9", "6156=1", "--year", LAST).code == 1
    assert voted("budget", "reopen", LAST, " ").code == 1
    assert voted("budget", "reopen", LAST, "Facture oubliée").out == f"{LAST} is open again.\n"
    assert [(row["name"], row["state"], row["lines"]) for row in voted("budget", "years", "--json").json] == [
        (NEXT, "opened", 2),
        (LAST, "opened", 2),
    ]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_grant_is_told_and_what_is_wrong_is_said(voted: Coorddesk, url: str) -> None:
    database = open_it(url)
    with database.transaction() as session:
        create_funding(session, FundingDetails("Région numérique", amount=500_000))
    database.close()
    assert voted("budget", "line", "Tablettes", "--grant", "région").code == 0
    told = voted("budget", "grant", "région numérique", "--json").json
    assert (told["granted"], told["left"], told["documents"]) == (500_000, 500_000, [])
    assert voted("budget", "grant", "région").out == "€5,000.00 granted, €0.00 used, €5,000.00 left.\n"
    assert voted("budget", "situation", "--year", "1999").err == (
        "There is no fiscal year “1999”. List them with “coorddesk budget years”.\n"
    )
    for words in (("6156",), ("6156=abc",), ("nulle=5",), ("6156=",)):
        assert voted("budget", "decide", "amendment", "DM 2", *words).code == 1
    assert voted("budget", "transfer", "postes", "maintenance", "4000", "VC 2").code == 1
    assert voted("budget", "transfer", "postes", "maintenance", "-5", "VC 2").code in {1, 2}
