"""Stock and its movements, in and out as sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.resources import texts_for
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.stock.imports import STOCK_ITEMS, STOCK_MOVES
from coorddesk.stock.queries import (
    MoveQuery,
    StockQuery,
    all_moves,
    all_stock,
    findings,
    fits_of,
    place_levels,
    stock_row,
)
from coorddesk.stock.rules import MoveKind, StockKind
from coorddesk.stock.service import Correction, Issue, Transfer, correct_move, give_out, transfer
from tests.factories import make_asset, make_item, make_person, make_place
from tests.sheets import counts, make_csv, reasons, send_out, take_in

if TYPE_CHECKING:
    from coorddesk.core.database import Database

TEXTS = texts_for("en")
SNIPE_IT = Path(__file__).parents[3] / "shared" / "samples" / "snipe-it" / "consumables-sample.csv"
HEAD = (
    "Désignation;Type d'article;Quantité;Seuil;Stock cible;Emplacement;Référence;Code-barres;"
    "Prix unitaire;Compatible avec"
)


def stock_of(desk: Database) -> dict[str, tuple[int, int | None, str | None, str]]:
    with desk.reading() as session:
        assert list(findings(session)) == []
        rows = all_stock(session, StockQuery(everything=True))
        return {row.name: (row.level, row.threshold, row.place, fits_of(session, row.id)) for row in rows}


@pytest.fixture
def printers(desk: Database) -> Database:
    """A desk with two models of printer."""
    with desk.transaction() as session:
        make_asset(session, "IMP-1", model=("Brother", "HL-L2350DW", ""))
        make_asset(session, "IMP-2", model=("HP", "LaserJet Pro", "M404"))
    return desk


def test_a_sheet_brings_items_and_how_many_there_are(printers: Database, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        HEAD,
        "Toner TN-2420;Consommable;4;2;6;Réserve;TN-2420;4977766;49,90 €;HL-L2350DW",
        "Souris USB;Accessoire;25;5;;Réserve;;;8,90;",
        "Encre;Consommable;;;;;;;;M404, Brother HL-L2350DW",
    )
    summary = take_in(printers, STOCK_ITEMS, sheet)
    assert reasons(summary, TEXTS) == []
    assert counts(summary) == {"new": 3}
    assert stock_of(printers) == {
        "Encre": (0, None, None, "Brother HL-L2350DW, HP LaserJet Pro M404"),
        "Souris USB": (25, 5, "Réserve", ""),
        "Toner TN-2420": (4, 2, "Réserve", "Brother HL-L2350DW"),
    }
    with printers.reading() as session:
        rows = [(row.kind, row.quantity, row.place) for row in all_moves(session, MoveQuery(descending=False))]
    assert rows == [(MoveKind.ADJUSTED, 4, "Réserve"), (MoveKind.ADJUSTED, 25, "Réserve")]
    assert counts(take_in(printers, STOCK_ITEMS, sheet)) == {"unchanged": 3}
    with printers.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert stock_of(printers) == {}


def test_what_a_sheet_counts_otherwise_is_a_count(printers: Database, tmp_path: Path) -> None:
    with printers.transaction() as session:
        store, room = make_place(session, "Réserve"), make_place(session, "Salle 12")
        one = make_item(session, "Toner", 4, place_id=store)
        two = make_item(session, "Souris", 4, place_id=store)
        transfer(session, Transfer(two, 1, store, room))
    sheet = make_csv(tmp_path, "Article;Quantité", "Toner;7", "Souris;9")
    summary = take_in(printers, STOCK_ITEMS, sheet)
    assert counts(summary) == {"changed": 1, "refused": 1}
    assert reasons(summary, TEXTS) == [
        (3, "Quantité", "This item is in several places: count it place by place, in the program.")
    ]
    with printers.reading() as session:
        assert [(each.place, each.level) for each in place_levels(session, one)] == [("Réserve", 7)]


def test_what_cannot_be_is_refused_with_its_reason(printers: Database, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Article;Quantité;Seuil;Stock cible;Compatible avec",
        "A;-1;;;",
        "B;1;5;4;",
        "C;1;;;Machine inconnue",
    )
    summary = take_in(printers, STOCK_ITEMS, sheet)
    assert [(row, column) for row, column, _reason in reasons(summary, TEXTS)] == [
        (2, "Quantité"),
        (3, "Stock cible"),
        (4, "Compatible avec"),
    ]


def test_our_own_export_changes_nothing(printers: Database, tmp_path: Path) -> None:
    with printers.transaction() as session:
        store = make_place(session, "Réserve")
        item = make_item(
            session,
            "Toner",
            4,
            place_id=store,
            model_ids=(1, 2),
            price=4990,
            threshold=2,
            target=6,
            notes="=1+1",
            reference="007",
            barcode="0123",
            unit="boîte",
        )
        mouse = make_item(session, "Souris", 3, kind=StockKind.ACCESSORY, is_dropped=True, place_id=store)
        give_out(session, Issue(mouse, 1, store, make_person(session)))
        _left, arrived = transfer(session, Transfer(item, 2, store, make_place(session, "Salle 12")))
        give_out(session, Issue(item, 1, store, asset_id=1))
        correct_move(session, Correction(arrived, 1))
    for language in ("fr", "en"):
        texts = texts_for(language)
        for kind in (STOCK_ITEMS, STOCK_MOVES):
            for ending in ("csv", "xlsx"):
                sheet = send_out(printers, kind, tmp_path / f"{kind.key}-{language}.{ending}", texts)
                assert set(counts(take_in(printers, kind, sheet))) == {"unchanged"}, (language, kind.key, ending)


def test_a_notebook_of_movements_comes_in_once(printers: Database, tmp_path: Path) -> None:
    with printers.transaction() as session:
        item = make_item(session, "Toner")
        make_person(session)
    sheet = make_csv(
        tmp_path,
        "Date;Article;Mouvement;Quantité;Lieu;Remis à;Note",
        "05/01/2026;Toner;Entrée;10;Réserve;;",
        "12/01/2026;toner;Consommé;2;Réserve;;",
        "13/01/2026;Toner;Sortie;1;Réserve;Inès Moreau;Salle 3",
        "14/01/2026;Toner;Transfert;1;Réserve;;",
        "15/01/2026;Inconnu;Sortie;1;Réserve;;",
    )
    summary = take_in(printers, STOCK_MOVES, sheet)
    assert counts(summary) == {"new": 3, "refused": 2}
    assert [(row, column) for row, column, _reason in reasons(summary, TEXTS)] == [(5, "Mouvement"), (6, "Article")]
    with printers.reading() as session:
        row = stock_row(session, item)
        assert row is not None
        assert row.level == 7
        moves = all_moves(session, MoveQuery(descending=False))
    assert [(row.day, row.kind, row.quantity, row.person) for row in moves] == [
        (date(2026, 1, 5), MoveKind.PURCHASE, 10, None),
        (date(2026, 1, 12), MoveKind.CONSUMED, -2, None),
        (date(2026, 1, 13), MoveKind.OUT, -1, "Inès Moreau"),
    ]
    assert counts(take_in(printers, STOCK_MOVES, sheet)) == {"unchanged": 3, "refused": 2}


def test_a_movement_that_is_there_is_never_changed(printers: Database, tmp_path: Path) -> None:
    with printers.transaction() as session:
        make_item(session, "Toner", 3)
    sheet = make_csv(tmp_path, "N° mouvement;Date;Article;Mouvement;Quantité", "1;05/01/2026;Toner;Ajustement;5")
    assert reasons(take_in(printers, STOCK_MOVES, sheet), TEXTS)[0][2].startswith("A movement is never changed")


@pytest.mark.skipif(not SNIPE_IT.exists(), reason="samples of other programs are not here")
def test_a_sheet_of_snipe_it_comes_as_it_is(desk: Database) -> None:
    summary = take_in(desk, STOCK_ITEMS, SNIPE_IT)
    assert counts(summary) == {"new": 3}
    with desk.reading() as session:
        row = next(row for row in all_stock(session) if row.name == "Dragline")
    assert (row.level, row.threshold, row.place, row.price) == (50, 100, "Cherven Bryag", 3520)
