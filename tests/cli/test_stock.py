from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import SAMPLE, Coorddesk
from tests.sheets import make_csv

if TYPE_CHECKING:
    from pathlib import Path


def fill(coorddesk: Coorddesk, folder: Path) -> None:
    """Two items, one of them low, and a device and people around them."""
    coorddesk("import", "assets", SAMPLE)
    sheet = make_csv(
        folder,
        "Article;Type d'article;Quantité;Seuil;Stock cible;Emplacement;Code-barres",
        "Toner TN-2420;Consommable;2;2;6;Réserve;4977766",
        "Souris USB;Accessoire;9;2;;Réserve;",
    )
    ran = coorddesk("import", "stock", sheet)
    assert ran.code == 0, ran.err


def test_stock_comes_goes_and_is_counted(coorddesk: Coorddesk, tmp_path: Path) -> None:
    fill(coorddesk, tmp_path)
    assert coorddesk("stock").out == "9\t\tSouris USB\tRéserve\t\n2\t\tToner TN-2420\tRéserve\t4 to order\n"
    assert [row["to_order"] for row in coorddesk("stock", "--low", "--json").json] == [4]
    ran = coorddesk("stock-in", "4977766", "4", "--price", "49,90", "--day", "05/01/2026", "--note", "BL 12")
    assert (ran.code, ran.out) == (0, "“Toner TN-2420”: 6 left.\n")
    assert coorddesk("stock", "--low").out == "Nothing to order\n"
    assert coorddesk("stock-out", "toner", "1", "--device", "INV-0002").out == "“Toner TN-2420”: 5 left.\n"
    assert coorddesk("stock-count", "toner", "4").out == "“Toner TN-2420”: 4 left.\n"
    assert coorddesk("history", "--json").json[0]["deed"] == "Count “Toner TN-2420”: 4 instead of 5"
    too_many = coorddesk("stock-out", "toner", "7")
    assert (too_many.code, too_many.err) == (
        1,
        "Only 4 × “Toner TN-2420” are there: Réserve. Count again, or take it from another place.\n",
    )
    assert coorddesk("stock-out", "toner", "7", "--even-below").out == "“Toner TN-2420”: -3 left.\n"
    assert coorddesk("undo").code == 0
    assert coorddesk("check").out == "The desk is sound.\n"


def test_an_accessory_goes_to_somebody_and_comes_back(coorddesk: Coorddesk, tmp_path: Path) -> None:
    fill(coorddesk, tmp_path)
    people = make_csv(tmp_path, "Nom;Prénom", "Diallo;Awa")
    assert coorddesk("import", "people", people).code == 0
    assert coorddesk("stock-out", "souris", "2", "--to", "Diallo").out == "“Souris USB”: 7 left.\n"
    assert [row["lent"] for row in coorddesk("stock", "souris", "--json").json] == [2]
    assert coorddesk("stock-back", "souris", "1", "Diallo").out == "“Souris USB”: 8 left.\n"
    assert coorddesk("stock-back", "souris", "2", "Diallo").code == 1


def test_what_is_carried_lost_or_broken_is_said(coorddesk: Coorddesk, tmp_path: Path) -> None:
    fill(coorddesk, tmp_path)
    people = make_csv(tmp_path, "Nom;Prénom", "Diallo;Awa")
    assert coorddesk("import", "people", people).code == 0
    assert coorddesk("stock-move", "toner", "1", "Salle 2", "--note", "Près du copieur").out.endswith("2 left.\n")
    there = coorddesk("stock", "--place", "Salle 2", "--json").json
    assert [(row["name"], row["level"], row["here"]) for row in there] == [("Toner TN-2420", 2, 1)]
    assert coorddesk("stock", "--place", "Salle 2").out == "1\t\tToner TN-2420\tRéserve\t4 to order\n"
    assert coorddesk("stock-move", "toner", "1", "Réserve").err == "They are there already. Choose another place.\n"
    assert coorddesk("stock-lost", "toner", "2", "--place", "Salle 2").err.startswith("Only 1 × “Toner TN-2420” ")
    assert coorddesk("stock-lost", "toner", "1", "--place", "Salle 2").out == "“Toner TN-2420”: 1 left.\n"
    assert coorddesk("stock-out", "souris", "2", "--to", "Diallo").code == 0
    assert coorddesk("stock-lost", "souris", "1", "--person", "Diallo", "--broken").out == "“Souris USB”: 7 left.\n"
    assert [row["deed"] for row in coorddesk("history", "--json").json[:3:2]] == [
        "Note 1 × “Souris USB” as broken",
        "Note 1 × “Toner TN-2420” as lost",
    ]
    assert coorddesk("check").out == "The desk is sound.\n"


def test_what_is_meant_must_be_plain(coorddesk: Coorddesk, tmp_path: Path) -> None:
    fill(coorddesk, tmp_path)
    assert coorddesk("stock-in", "encre", "1").err == "There is no stock item “encre”.\n"
    assert coorddesk("stock-in", "o", "1").err.startswith("“o” may be several.")
    assert coorddesk("stock-count", "toner", "peu").err == "“peu” is no number of things.\n"
    assert coorddesk("stock-in", "toner", "0").code == 2


def test_items_are_edited_together_and_made_one(coorddesk: Coorddesk, tmp_path: Path) -> None:
    fill(coorddesk, tmp_path)
    ran = coorddesk("edit", "stock", "--where", "level<=2", "--set", "supplier=", "--set", "threshold=3")
    assert (ran.code, ran.out) == (0, "Toner TN-2420: Threshold: 2 → 3\n1 stock item changed.\n")
    coorddesk("import", "stock", make_csv(tmp_path, "Article;Quantité", "Toner TN2420;3"))
    ran = coorddesk("merge", "stock", "toner tn-2420", "Toner TN2420")
    assert ran.code == 0, ran.err
    assert [row["level"] for row in coorddesk("stock", "toner", "--json").json] == [5]
    assert coorddesk("check").out == "The desk is sound.\n"
