"""Bank statements on the command line: taken in, listed, ticked off, taken back, left aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sheets import make_csv

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Coorddesk

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def fill(coorddesk: Coorddesk, folder: Path) -> None:
    """A year with a line, three invoices on it, and four lines of a statement."""
    assert coorddesk("budget", "open-year", "--from", "2026-01-01").code == 0
    assert coorddesk("budget", "line", "Fournitures", "--code", "F1").code == 0
    invoices = make_csv(
        folder,
        "N° facture;Date;Fournisseur;Imputation;TTC;Taux TVA",
        "F-101;01/03/2026;Vallon;F1;120,00;20 %",
        "F-102;01/03/2026;Vallon;F1;80,00;20 %",
        "F-103;01/03/2026;Vallon;F1;300,00;20 %",
    )
    ran = coorddesk("import", "invoices", invoices)
    assert ran.code == 0, ran.err
    statement = make_csv(
        folder,
        "Date;Libellé;Montant",
        "06/03/2026;VIR VALLON F-101;-120,00",
        "05/03/2026;FRAIS DE TENUE;-9,00",
        "04/03/2026;VIR GROUPE;-380,00",
        "03/03/2026;CHEQUE 778;-30,00",
    )
    assert coorddesk("bank", "import", statement, "--dry-run").code == 0
    assert coorddesk("bank", "list").out == "No line of a bank statement.\n"
    ran = coorddesk("bank", "import", statement)
    assert ran.code == 0, ran.err


def test_a_statement_is_ticked_off(coorddesk: Coorddesk, tmp_path: Path) -> None:
    fill(coorddesk, tmp_path)
    assert coorddesk("bank", "list").out == (
        "1\t06/03/2026\t-€120.00\tVIR VALLON F-101\n"
        "\t1\tVallon, F-101 (same amount, number in the label, supplier in the label)\n"
        "2\t05/03/2026\t-€9.00\tFRAIS DE TENUE\n"
        "3\t04/03/2026\t-€380.00\tVIR GROUPE\n"
        "\t1\tVallon, F-102 + Vallon, F-103 (2 documents come to it together)\n"
        "4\t03/03/2026\t-€30.00\tCHEQUE 778\n"
    )
    assert coorddesk("bank", "match", "--plain").out == "1 line was ticked off.\n"
    assert coorddesk("bank", "match", "4", "--invoice", "F-103=30").out == (
        "“CHEQUE 778” is ticked off: Vallon, F-103.\n"
    )
    assert coorddesk("bank", "ignore", "2", "--why", "Frais").out == "1 line was left aside.\n"
    ran = coorddesk("bank", "match", "3")
    assert (ran.code, ran.err) == (1, "There is no such proposal for “VIR GROUPE”. Name an invoice with --invoice.\n")
    assert coorddesk("bank", "unmatch", "4").out == "The tick on “CHEQUE 778” was taken back.\n"
    assert coorddesk("bank", "match", "3").code == 0
    said = [
        (row["id"], row["state"], row["left"]) for row in coorddesk("bank", "list", "--state", "all", "--json").json
    ]
    assert said == [(1, "ticked", 0), (2, "aside", -900), (3, "ticked", 0), (4, "open", -3_000)]
    assert coorddesk("check").out == "The desk is sound.\n"


def test_what_is_meant_must_be_plain(coorddesk: Coorddesk, tmp_path: Path) -> None:
    fill(coorddesk, tmp_path)
    assert coorddesk("bank", "match").code == 1
    assert coorddesk("bank", "match", "9").err.startswith("There is no such line of a bank statement.")
    assert coorddesk("bank", "match", "4", "--invoice", "F-9").err == "No invoice “F-9” is to be paid.\n"
    assert coorddesk("bank", "match", "4", "--invoice", "F-103=31").code == 1
    assert coorddesk("bank", "unmatch", "4").err == "This line was not ticked off.\n"
