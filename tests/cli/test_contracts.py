"""Contracts on the command line: written down, committed, renewed, repriced, terminated, given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sheets import make_csv

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Coorddesk

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)

COPIERS = ("Copiers", "--supplier", "Konica", "--since", "1/1/2024", "--months", "36", "--notice", "3")


@pytest.fixture
def begun(coorddesk: Coorddesk, tmp_path: Path) -> Coorddesk:
    suppliers = make_csv(tmp_path, "Nom", "Konica")
    assert coorddesk("import", "suppliers", suppliers).code == 0
    assert coorddesk("budget", "open-year", "--from", "2026-01-01").code == 0
    assert coorddesk("budget", "line", "Copies", "--code", "C1").code == 0
    ran = coorddesk("contract", "add", *COPIERS, "--every", "6", "--net", "1000", "--number", "K-1", "--kind", "lease")
    assert (ran.out, ran.err) == ("“Copiers” runs until 31/12/2026.\n", "")
    return coorddesk


def test_a_contract_is_listed_and_committed(begun: Coorddesk) -> None:
    (row,) = begun("contract", "list", "kon", "--json").json
    assert (row["name"], row["kind"], row["ends_on"], row["yearly"]) == ("Copiers", "lease", "2026-12-31", 240_000)
    assert "Konica" in begun("contract", "list", "--need", "commit").out
    assert begun("contract", "list", "nothing").out == "No contract is like that.\n"
    ran = begun("contract", "commit")
    assert (ran.code, ran.err) == (1, "Nothing of these stood on a budget line yet. Say which one: --line.\n")
    ran = begun("contract", "commit", "Copiers", "--line", "C1")
    assert ran.out == "2 instalments of 2026 are committed.\nThe budget line “C1 Copies” is overspent.\n"
    assert begun("contract", "commit").out == "0 instalments of 2026 are committed.\n"
    shown = begun("contract", "show", "Copiers", "--json").json
    assert [(each["due_on"], each["remaining"]) for each in shown["instalments"]] == [
        ("2026-01-01", 120_000),
        ("2026-07-01", 120_000),
    ]
    assert begun("contract", "release", "K-1", "1/7/2026").code == 0
    assert begun("contract", "release", "K-1", "2/7/2026").code == 1
    shown = begun("contract", "show", "Copiers", "--json").json
    assert [each["remaining"] for each in shown["instalments"]] == [120_000, 0]
    assert "Notice is given 3 months before: by 30/09/2026." in begun("contract", "show", "Copiers").out


def test_what_happens_to_a_contract_is_said_and_taken_back(begun: Coorddesk) -> None:
    assert "until 31/12/2028" in begun("contract", "renew", "Copiers", "--months", "24").out
    assert begun("contract", "price", "Copiers").code == 1
    assert begun("contract", "price", "Copiers", "--percent=-2,5", "--day", "1/7/2026").code == 0
    assert begun("contract", "price", "Copiers", "--net", "1100").code == 0
    ended = begun("contract", "terminate", "Copiers", "--day", "31/12/2027", "--words", "Nouveau marché")
    assert "It was terminated: its last day is 31/12/2027." in ended.out
    assert begun("contract", "renew", "Copiers").code == 1
    back = begun("contract", "take-back", "Copiers")
    assert back.out == "What was said last of “Copiers” is taken back.\n"
    assert begun("contract", "list", "--json").json[0]["last_day"] is None


def test_what_a_contract_covers_is_named(begun: Coorddesk) -> None:
    ran = begun("contract", "add", *COPIERS[:3], "--since", "1/1/2026", "--net", "10", "--covers", "licence Adobe")
    assert (ran.code, ran.err) == (1, "Say what it covers as licence:Adobe, asset:CD-12 or place:Room 12.\n")
