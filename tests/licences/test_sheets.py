"""Licences and their seats, in and out as sheets; keys come in and stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.resources import texts_for
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.licences.imports import LICENCE_SEATS, LICENCES
from coorddesk.licences.queries import (
    LicenceQuery,
    findings,
    licence_ids,
    licence_page,
    licence_row,
    product_key,
    seats_of,
)
from coorddesk.licences.rules import LicenceKind
from coorddesk.licences.service import SeatsGiven, give_seats
from tests.factories import make_asset, make_licence, make_person, make_supplier
from tests.sheets import counts, make_csv, reasons, send_out, take_in

if TYPE_CHECKING:
    from coorddesk.core.database import Database

TEXTS = texts_for("en")
SNIPE_IT = Path(__file__).parents[3] / "shared" / "samples" / "snipe-it" / "licenses-sample.csv"
KEY = "ZXQ7-KEY8-SECRET"


def names_of(desk: Database) -> list[str]:
    with desk.reading() as session:
        assert list(findings(session)) == []
        return [row.name for row in licence_page(session, licence_ids(session, LicenceQuery(everything=True))).values()]


def test_a_sheet_brings_licences_once(desk: Database, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Logiciel;Éditeur;Type de licence;Postes;Clé de licence;Date d'expiration;Prix TTC;N° commande",
        f"Antivirus;ESET;Abonnement;60;{KEY};31/08/2027;899,00 €;BC-12",
        "Antivirus;ESET;Abonnement;20;;31/08/2026;299,00 €;BC-11",
        "Suite bureautique;Collabora;Établissement;;;;;",
    )
    summary = take_in(desk, LICENCES, sheet)
    assert reasons(summary, TEXTS) == []
    assert counts(summary) == {"new": 3}
    with desk.reading() as session:
        rows = {row.order_number: row for row in licence_page(session, [1, 2, 3]).values()}
        assert (rows["BC-12"].seats, rows["BC-12"].price, rows["BC-12"].expiry) == (60, 89900, date(2027, 8, 31))
        assert rows[""].kind is LicenceKind.SITE
        assert product_key(session, rows["BC-12"].id) == KEY
    assert counts(take_in(desk, LICENCES, sheet)) == {"unchanged": 3}
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert names_of(desk) == []


def test_what_cannot_be_is_refused_with_its_reason(desk: Database, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Licence;Postes;Date de début;Date d'expiration",
        "A;0;;",
        "B;1;02/02/2026;01/02/2026",
    )
    refused = [(row, column) for row, column, _reason in reasons(take_in(desk, LICENCES, sheet), TEXTS)]
    assert refused == [(2, "Postes"), (3, "Date d'expiration")]


def test_our_own_export_changes_nothing_and_tells_no_key(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        licence = make_licence(
            session,
            supplier_id=make_supplier(session),
            product_key=KEY,
            price=4990,
            start=date(2026, 1, 1),
            expiry=date(2030, 1, 1),
            notes="=1+1",
            order_number="007",
        )
        make_licence(session, start=date(2027, 1, 1), order_number="008")
        make_licence(session, "Site", kind=LicenceKind.SITE, seats=None)
        give_seats(session, SeatsGiven(3, (make_person(session),), (make_asset(session, "PC-1"),), note="Rentrée"))
    for language in ("fr", "en"):
        texts = texts_for(language)
        for kind in (LICENCES, LICENCE_SEATS):
            for ending in ("csv", "xlsx"):
                sheet = send_out(desk, kind, tmp_path / f"{kind.key}-{language}.{ending}", texts)
                assert KEY.encode() not in sheet.read_bytes()
                assert set(counts(take_in(desk, kind, sheet))) == {"unchanged"}, (language, kind.key, ending)
    with desk.reading() as session:
        assert product_key(session, licence) == KEY  # blanks never erase


def test_a_key_that_another_replaces_is_told_to_nobody(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        licence = make_licence(session, "Suite", product_key=KEY)
    sheet = make_csv(tmp_path, "Licence;Clé de licence", "Suite;NEW-KEY")
    summary = take_in(desk, LICENCES, sheet)
    assert counts(summary) == {"changed": 1}
    assert KEY not in repr(summary)
    with desk.reading() as session:
        assert product_key(session, licence) == "NEW-KEY"


def test_seats_of_namesakes_come_back_to_their_own_licence(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        orders = ("BC-11", "BC-12", "")
        made = [make_licence(session, "Antivirus", order_number=order) for order in orders]
        for licence, name in zip(made, ("Diallo", "Moreau", "Tran"), strict=True):
            give_seats(session, SeatsGiven(licence, (make_person(session, name, "Awa"),)))
    sheet = send_out(desk, LICENCE_SEATS, tmp_path / "out.csv", TEXTS)
    assert counts(take_in(desk, LICENCE_SEATS, sheet)) == {"unchanged": 3}
    typed = make_csv(tmp_path, "Licence;Utilisateur", "antivirus (bc-12);Bao Leroy", "Antivirus;Bao Leroy")
    summary = take_in(desk, LICENCE_SEATS, typed)
    assert reasons(summary, TEXTS) == [
        (
            3,
            "Licence",
            "“Antivirus” is several licences. Write which: Antivirus (BC-11), Antivirus (BC-12), Antivirus (#3).",
        )
    ]
    with desk.reading() as session:
        assert [seat.called for seat in seats_of(session, made[1])] == ["Awa Moreau", "Bao Leroy"]


def test_seats_come_in_by_name_or_number(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        licence = make_licence(session, "Suite")
        make_asset(session, "PC-1")
    sheet = make_csv(
        tmp_path,
        "Logiciel;Utilisateur;Poste;Depuis",
        "suite;Awa Diallo;;05/01/2026",
        "Suite;;pc-1;",
        "Suite;;;",
        "Inconnu;Awa Diallo;;",
    )
    summary = take_in(desk, LICENCE_SEATS, sheet)
    assert [(row, column) for row, column, _reason in reasons(summary, TEXTS)] == [(4, "Utilisateur"), (5, "Logiciel")]
    with desk.reading() as session:
        assert [seat.called for seat in seats_of(session, licence)] == ["PC-1", "Awa Diallo"]
        row = licence_row(session, licence)
        assert row is not None
        assert row.taken == 2
    assert counts(take_in(desk, LICENCE_SEATS, sheet)) == {"unchanged": 2, "refused": 2}


@pytest.mark.skipif(not SNIPE_IT.exists(), reason="samples of other programs are not here")
def test_a_sheet_of_snipe_it_comes_as_it_is(desk: Database) -> None:
    summary = take_in(desk, LICENCES, SNIPE_IT)
    assert reasons(summary, TEXTS) == []
    assert counts(summary) == {"new": 50}
    with desk.reading() as session:
        ids = licence_ids(session, LicenceQuery(text="Mirtazapine", everything=True))
        (row,) = licence_page(session, ids).values()
        assert (row.seats, row.price, row.purchase_date, row.expiry, row.order_number) == (
            55,
            4170,
            date(1981, 12, 27),
            date(2016, 4, 12),
            "420038879-0",
        )
        assert row.has_key
    assert counts(take_in(desk, LICENCES, SNIPE_IT)) == {"unchanged": 50}
    seats = take_in(desk, LICENCE_SEATS, SNIPE_IT)
    assert counts(seats) == {"new": 46, "refused": 4}  # of two names there are two licences each
