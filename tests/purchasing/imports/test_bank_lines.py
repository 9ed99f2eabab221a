"""Bank statements as banks write them: sheets and OFX, taken in once, whatever their shape."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import UserError
from coorddesk.purchasing.imports import BANK_LINES
from tests.sheets import counts, make_csv, reasons, take_back, take_in, there_and_back
from tests.undoing import rows

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "finance-toolkit"
HEAD = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n"
ACCOUNT = "<BANKACCTFROM><BANKID>10278<ACCTID>00020401<ACCTTYPE>CHECKING</BANKACCTFROM>"


def transaction(number: str, day: str, amount: str, name: str, memo: str = "") -> str:
    said = f"<STMTTRN>\n<TRNTYPE>DEBIT\n<DTPOSTED>{day}\n<TRNAMT>{amount}\n<FITID>{number}\n<NAME>{name}\n"
    return f"{said}<MEMO>{memo}\n</STMTTRN>\n" if memo else f"{said}</STMTTRN>\n"


def statement(*transactions: str) -> str:
    around = "<OFX>\n<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR\n", "</STMTRS></STMTTRNRS></BANKMSGSRSV1>\n</OFX>\n"
    return f"{around[0]}{ACCOUNT}\n<BANKTRANLIST>\n{''.join(transactions)}</BANKTRANLIST>\n{around[1]}"


def make_ofx(folder: Path, *transactions: str, head: str = HEAD, name: str = "releve.ofx") -> Path:
    path = folder / name
    path.write_bytes((head + statement(*transactions)).encode("cp1252"))
    return path


def lines(desk: Database) -> list[tuple[date, int, str]]:
    with desk.reading() as session:
        return [(row["day"], row["cents"], row["label"]) for row in BANK_LINES.rows(session)]


def test_a_statement_comes_once_and_what_follows_it_too(desk: Database, texts: Texts, tmp_path: Path) -> None:
    first = make_csv(
        tmp_path,
        "Date opération;Libellé;Débit;Crédit",
        "03/03/2026;CB BOULANGERIE;-4,50;",
        "03/03/2026;CB BOULANGERIE;-4,50;",
        "04/03/2026;VIR SUBVENTION;;1 500,00",
    )
    before = rows(desk)
    assert counts(take_in(desk, BANK_LINES, first)) == {"new": 3}
    there = [
        (date(2026, 3, 3), -450, "CB BOULANGERIE"),
        (date(2026, 3, 3), -450, "CB BOULANGERIE"),
        (date(2026, 3, 4), 150_000, "VIR SUBVENTION"),
    ]
    assert lines(desk) == there
    assert counts(take_in(desk, BANK_LINES, first)) == {"unchanged": 3}
    second = make_csv(
        tmp_path,
        "Date opération;Libellé;Débit;Crédit",
        "03/03/2026;CB BOULANGERIE;-4,50;",
        "04/03/2026;VIR SUBVENTION;;1 500,00",
        "05/03/2026;FRAIS;-9,00;",
    )
    assert counts(take_in(desk, BANK_LINES, second)) == {"new": 1, "unchanged": 2}
    take_back(desk)
    assert lines(desk) == there
    assert there_and_back(desk, BANK_LINES, tmp_path / "out.xlsx", texts) == ({"unchanged": 3}, 3)
    take_back(desk)
    assert rows(desk) == before


@on_one_database
def test_rows_that_contradict_themselves_are_refused(desk: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Date;Libellé;Montant;Débit;Crédit",
        "03/03/2026;Un;-4,50;4,50;",
        "03/03/2026;Deux;;4,50;1,00",
        "03/03/2026;Trois;4,50;4,50;",
        "03/03/2026;Quatre;0,00;0,00;",
        "03/03/2026;Cinq;;;-3,00",
        ";Six;-1,00;;",
    )
    summary = take_in(desk, BANK_LINES, sheet)
    assert [(row, reason) for row, _column, reason in reasons(summary, texts)] == [
        (3, "This row has a debit and a credit: it is one of them."),
        (4, "The amount is not that of the debit or the credit."),
        (5, "Say how much came or went."),
        (6, "A credit is above zero. Write what went as a debit."),
        (7, "A new record needs this."),
    ]
    assert lines(desk) == [(date(2026, 3, 3), -450, "Un")]


def test_ofx_is_known_by_the_number_of_each_transaction(desk: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_ofx(
        tmp_path,
        transaction("A1", "20260303120000.000[+1:CET]", "-45.50", "PRLV ÉLECTRICITÉ", "Mars &amp; avril"),
        transaction("A2", "20260304", "-1 250,00", "VIR LDLC", "VIR LDLC F-12"),
        transaction("A1", "20260305", "+3.00", "REMISE"),
        transaction("0", "20260306", "-2", "CB", ""),
        name="export.txt",
    )
    assert counts(take_in(desk, BANK_LINES, sheet)) == {"new": 4}
    assert lines(desk) == [
        (date(2026, 3, 3), -4_550, "PRLV ÉLECTRICITÉ Mars & avril"),
        (date(2026, 3, 4), -125_000, "VIR LDLC F-12"),
        (date(2026, 3, 5), 300, "REMISE"),
        (date(2026, 3, 6), -200, "CB"),
    ]
    assert counts(take_in(desk, BANK_LINES, sheet)) == {"unchanged": 4}
    assert there_and_back(desk, BANK_LINES, tmp_path / "out.csv", texts) == ({"unchanged": 4}, 4)
    other = make_ofx(tmp_path, transaction("A2", "20260304", "-1 250,00", "VIR AUTRE", "VIR AUTRE"))
    assert [reason for _row, _column, reason in reasons(take_in(desk, BANK_LINES, other), texts)] == [
        "What the bank booked stays as it came: this line says otherwise here."
    ]


@on_one_database
def test_the_same_days_in_another_format_add_only_what_was_not_there(
    desk: Database, texts: Texts, tmp_path: Path
) -> None:
    twice = (transaction(f"A{n}", "20260303", "-45.50", f"PRLV EDF {n}") for n in (1, 2))
    take_in(desk, BANK_LINES, make_ofx(tmp_path, *twice))
    sheet = make_csv(
        tmp_path,
        "Date;Libellé;Montant",
        *(f"03/03/2026;PRELEVEMENT EDF CONTRAT {n};-45,50" for n in (11, 12, 13)),
        "04/03/2026;CB;-1,00",
    )
    summary = take_in(desk, BANK_LINES, sheet)
    assert [(row, reason) for row, _column, reason in reasons(summary, texts)] == [
        (2, "This came with another statement already, as “PRLV EDF 1”."),
        (3, "This came with another statement already, as “PRLV EDF 2”."),
    ]
    there = ["PRLV EDF 1", "PRLV EDF 2", "PRELEVEMENT EDF CONTRAT 13", "CB"]
    assert [label for _day, _cents, label in lines(desk)] == there


@on_one_database
@pytest.mark.parametrize(
    "written",
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n',
        '<?OFX OFXHEADER="200" VERSION="211"?>\n',
        "",
        "\ufeff",
        HEAD.replace("\r\n", "\n"),
    ],
)
def test_ofx_is_known_whatever_its_head(desk: Database, tmp_path: Path, written: str) -> None:
    closed = transaction("A1", "20260303", "-45.50", "PRLV ÉDF").replace("\n<", "</X>\n<")
    path = tmp_path / "releve.xml"
    path.write_bytes((written + statement(closed)).encode())
    assert counts(take_in(desk, BANK_LINES, path)) == {"new": 1}
    assert lines(desk) == [(date(2026, 3, 3), -4_550, "PRLV ÉDF")]


@on_one_database
def test_what_is_wrong_with_an_ofx_file_is_said(desk: Database, texts: Texts, tmp_path: Path) -> None:
    odd = make_ofx(
        tmp_path,
        transaction("A1", "20261303", "-45.50", "Un"),
        transaction("A2", "20260303", "beaucoup", "Deux"),
        "<STMTTRN><FITID>A3<NAME>Trois",
        transaction("A4", "20260303", "-1", "Quatre"),
    )
    summary = take_in(desk, BANK_LINES, odd)
    assert [(row, column) for row, column, _reason in reasons(summary, texts)] == [
        (2, "DTPOSTED"),
        (3, "TRNAMT"),
        (4, "DTPOSTED"),
    ]
    cut = tmp_path / "cut.ofx"
    cut.write_bytes(odd.read_bytes()[:-40])
    for path in (cut, make_ofx(tmp_path, name="none.ofx")):
        with pytest.raises(UserError) as refused:
            take_in(desk, BANK_LINES, path)
        assert path.name in texts.say(refused.value.message)


@on_one_database
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are elsewhere")
def test_exports_of_french_banks_come_in(desk: Database, tmp_path: Path) -> None:
    for path in sorted(SAMPLES.glob("*.csv")):
        assert counts(take_in(desk, BANK_LINES, path)).keys() == {"new"}
    assert (len(lines(desk)), sum(cents for _day, cents, _label in lines(desk))) == (10, 329_066)
