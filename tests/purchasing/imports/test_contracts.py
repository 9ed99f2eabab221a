"""Contracts from any sheet: dates, prices and rhythms however they are written; our own sheets change nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import UserError
from coorddesk.purchasing.imports.contract_cells import every_spelt, months_between
from coorddesk.purchasing.imports.contracts import CONTRACTS
from coorddesk.purchasing.rules.contract_words import ContractKind, Renewal
from coorddesk.purchasing.service import contract_as_written
from tests.purchasing.test_contracts import COPIERS, START, Desk, bound
from tests.sheets import counts, make_csv, reasons, take_back, take_in, there_and_back
from tests.undoing import rows

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from coorddesk.purchasing.service import ContractDetails

__all__ = ["bound"]

on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def written(desk: Database, contract: int) -> ContractDetails:
    with desk.transaction() as session:
        return contract_as_written(session, contract)


def test_a_sheet_brings_contracts_and_ours_come_back_unchanged(desk: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Contrat;Fournisseur;Type;Date de début;Date de fin;Tacite reconduction;Préavis;Périodicité;Montant HT;TVA",
        "Copieurs;Konica;Location;01/08/2020;31/07/2023;Oui;3 mois;Trimestrielle;1 250,50 €;20 %",
        "Fibre;Orange;Abonnement;15/03/2026;14/03/2028;Non;;Mensuel;79,90;20",
    )
    before = rows(desk)
    assert counts(take_in(desk, CONTRACTS, sheet)) == {"new": 2}
    copiers, fibre = written(desk, 1), written(desk, 2)
    assert (copiers.kind, copiers.started_on, copiers.months) == (ContractKind.LEASE, date(2020, 8, 1), 36)
    assert (copiers.renewal, copiers.notice_months, copiers.every_months) == (Renewal.TACIT, 3, 3)
    assert (copiers.net, copiers.vat_rate) == (125_050, 2000)
    assert (fibre.renewal, fibre.months, fibre.every_months, fibre.net) == (Renewal.NONE, 24, 1, 7_990)
    assert counts(take_in(desk, CONTRACTS, sheet)) == {"unchanged": 2}
    assert there_and_back(desk, CONTRACTS, tmp_path / "back.xlsx", texts)[0] == {"unchanged": 2}
    take_back(desk)
    assert rows(desk) == before


@on_one_database
def test_prices_are_understood_or_refused(desk: Database, texts: Texts, tmp_path: Path) -> None:
    head = "Contrat;Fournisseur;Début;Durée;Fin;Périodicité;Montant HT;Montant TTC;Montant annuel HT;TVA"
    sheet = make_csv(
        tmp_path,
        head,
        "A;Orange;01/01/2026;2 ans;;Annuel;;120,00;;20 %",
        "B;Orange;01/01/2026;12;;Trimestriel;;;1 200,00;20 %",
        "C;Orange;01/01/2026;12;;Annuel;100,00;121,00;;20 %",
        "D;Orange;01/01/2026;12;;Mensuel;100,00;;1 000,00;20 %",
        "E;Orange;01/01/2026;12;;Annuel;;;;20 %",
        "F;Orange;01/01/2026;;17/11/2026;Annuel;10,00;;;20 %",
        "G;Orange;01/01/2026;12;;parfois;10,00;;;20 %",
        "H;Orange;01/01/2026;601;;Annuel;10,00;;;20 %",
        "I;Orange;01/01/2026;600;;Annuel;10,00;;;20 %",
        "K;Orange;01/01/2026;;;Annuel;10,00;;;20 %",
        "J;Orange;01/01/2026;12;17/11/2026;Annuel;10,00;;;20 %",
    )
    summary = take_in(desk, CONTRACTS, sheet)
    assert counts(summary) == {"new": 5, "refused": 6}
    assert [said.split(":")[0].split(".")[0] for _row, _field, said in reasons(summary, texts)] == [
        "The amounts without and with VAT do not fit together at this rate",
        "The amount of a year does not fit the amount of an instalment",
        "Say what an instalment costs",
        "From its start to this day is no whole number of months",
        "Say how often an instalment is due",
        "Write a whole number from 1 to 600",
    ]
    assert (written(desk, 1).net, written(desk, 1).months, written(desk, 2).net) == (10_000, 24, 30_000)


@on_one_database
def test_what_was_committed_follows_a_sheet_or_refuses_it(bound: Desk, texts: Texts, tmp_path: Path) -> None:
    bound.commits(START)
    price = make_csv(tmp_path, "Contrat;Montant HT", "Copieurs;500,00")
    assert counts(take_in(bound.database, CONTRACTS, price)) == {"changed": 1}
    assert bound.rows() == [(START, 60_000, 60_000, 0)]
    supplier = make_csv(tmp_path, "Contrat;Fournisseur", "Copieurs;Konica")
    assert counts(take_in(bound.database, CONTRACTS, supplier)) == {"changed": 1}
    assert written(bound.database, 1) == replace(COPIERS, supplier_id=2, net=50_000)
    days = make_csv(tmp_path, "Contrat;Périodicité", "Copieurs;Annuel")
    refused = take_in(bound.database, CONTRACTS, days)
    assert counts(refused) == {"refused": 1}
    assert written(bound.database, 1).every_months == COPIERS.every_months


@pytest.mark.parametrize(
    ("text", "months"), [("Mensuelle", "1"), (" tous les 6 mois", "6"), ("2 ans", "24"), ("12.0", "12"), ("", "")]
)
def test_rhythms_are_told(text: str, months: str) -> None:
    assert every_spelt(text) == months


@pytest.mark.parametrize("text", ["parfois", "0", "700 ans"])
def test_no_rhythm_is_guessed(text: str) -> None:
    with pytest.raises(UserError):
        every_spelt(text)


def test_terms_end_on_their_last_day_or_the_day_after() -> None:
    start = date(2024, 1, 31)
    assert [months_between(start, end) for end in (date(2024, 2, 28), date(2024, 2, 29), date(2025, 1, 30))] == [
        1,
        1,
        12,
    ]
    assert [months_between(start, end) for end in (start, date(2023, 1, 30), date(2024, 3, 1))] == [None, None, None]
