from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.queries import place_tree
from coorddesk.inventory.imports import ASSETS
from coorddesk.inventory.models import Asset, AssetMovement
from coorddesk.inventory.queries import (
    AssetQuery,
    AssetRow,
    asset_ids,
    asset_page,
    default_labels,
    findings,
    models,
    status_labels,
)
from coorddesk.inventory.rules import Condition, DataWiped, DisposalReason, MetaStatus
from coorddesk.inventory.service import (
    Chosen,
    LabelEdit,
    NewLabel,
    Retirement,
    StatusChange,
    change_status,
    create_label,
    delete_assets,
    edit_label,
    retire_assets,
)
from tests.factories import make_asset, make_person, make_place
from tests.sheets import LANGUAGES, counts, make_csv, reasons, send_out, take_in

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

SNIPE = Path(__file__).parents[3] / "shared" / "samples" / "snipe-it" / "mock-assets-52cf54d211.csv"
INHERITED = Path(__file__).parents[2] / "resources" / "samples" / "inventaire.xlsx"


def devices(database: Database) -> list[AssetRow]:
    with database.reading() as session:
        assert list(findings(session)) == []
        ids = asset_ids(session, AssetQuery())
        page = asset_page(session, ids)
        return [page[asset_id] for asset_id in ids]


def movements(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count(AssetMovement.id))) or 0


def test_a_sheet_brings_devices_with_all_that_they_belong_to(desk: Database, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "N° inventaire;N° série;Désignation;Catégorie;Marque;Modèle;Référence;Statut;État;Localisation;Affecté à;"
        "Service;Date d'achat;Prix TTC;Fournisseur;Garantie (mois);N° commande;N° facture;Commentaires;Qté",
        "007;SN1;Poste du CDI;Portable;Dell;Latitude 5440;L54;En service;Bon;Site > CDI;MOREAU Inès;Vie scolaire;"
        "15/03/2024;349,90 €;LDLC;2 ans;BC-1;F-1;Rayé;2",
        "008;;;Écran;dell;;;;;site / cdi;;;;;;;;;;",
    )
    summary = take_in(desk, ASSETS, sheet)
    assert counts(summary) == {"new": 2}
    assert {key: list(names) for key, names in summary.creates.items()} == {
        "category": ["Portable", "Écran"],
        "manufacturer": ["Dell"],
        "model": ["Latitude 5440"],
        "place": ["Site / CDI"],
        "holder": ["Inès MOREAU"],
        "department": ["Vie scolaire"],
        "supplier": ["LDLC"],
    }
    first, second = devices(desk)
    assert (
        first.tag,
        first.serial,
        first.name,
        first.category,
        first.manufacturer,
        first.model,
        first.model_number,
    ) == (
        *("007", "SN1", "Poste du CDI", "Portable", "Dell", "Latitude 5440"),
        "L54",
    )
    assert (first.meta, first.condition, first.place, first.holder, first.department, first.supplier) == (
        *(MetaStatus.ASSIGNED, Condition.GOOD, "Site / CDI", "Inès MOREAU", "Vie scolaire"),
        "LDLC",
    )
    assert (first.purchase_date, first.price, first.warranty_months, first.warranty_end, first.quantity) == (
        *(date(2024, 3, 15), 34990, 24, date(2026, 3, 14)),
        2,
    )
    assert (first.order_number, first.invoice_number, first.notes) == ("BC-1", "F-1", "Rayé")
    assert (second.meta, second.manufacturer, second.model, second.place) == (
        MetaStatus.IN_STOCK,
        "Dell",
        "",
        "Site / CDI",
    )
    assert movements(desk) == 2
    assert counts(take_in(desk, ASSETS, sheet)) == {"unchanged": 2}
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert (devices(desk), movements(desk)) == ([], 0)
    with desk.reading() as session:
        assert (place_tree(session), models(session)) == ((), ())


def test_a_sheet_changes_devices_and_moves_them(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_asset(
            session,
            "CD-1",
            model=("Dell", "Latitude", "L5"),
            place="Salle 1",
            purchase_date=date(2024, 1, 1),
            warranty_months=12,
            holder_id=make_person(session),
        )
        make_asset(session, "CD-2", name="Deux", place="Salle 1")
    sheet = make_csv(
        tmp_path,
        "Tag;Name;Model;Place;Status;Warranty (months);Serial number;Price",
        "CD-1;Poste;Optiplex;Salle 2;;24;S1;10",
        "cd-2;;;salle 1;In repair;;;",
    )
    assert counts(take_in(desk, ASSETS, sheet)) == {"changed": 2}
    one, two = devices(desk)
    assert (one.name, one.manufacturer, one.model, one.model_number, one.serial) == (
        "Poste",
        "Dell",
        "Optiplex",
        "L5",
        "S1",
    )
    assert (one.place, one.holder, one.meta, one.warranty_end, one.price) == (
        *("Salle 2", "Inès Moreau", MetaStatus.ASSIGNED, date(2025, 12, 31)),
        1000,
    )
    assert (two.name, two.place, two.meta, two.version) == ("Deux", "Salle 1", MetaStatus.UNDER_REPAIR, 2)
    assert movements(desk) == 4
    assert counts(take_in(desk, ASSETS, sheet)) == {"unchanged": 2}
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert ([row.place for row in devices(desk)], movements(desk)) == (["Salle 1", "Salle 1"], 2)


def test_what_cannot_be_taken_is_refused_with_its_reason(desk: Database, texts: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        binned, gone = make_asset(session, "CD-1"), make_asset(session, "CD-2")
        make_asset(session, "CD-3", serial="S3")
        make_place(session, "Salle 1", inside=make_place(session, "A"))
        make_place(session, "Salle 1", inside=make_place(session, "B"))
    with desk.transaction() as session:
        delete_assets(session, Chosen((binned,)))
        retire_assets(session, Retirement(Chosen((gone,)), DisposalReason.SOLD, date(2026, 1, 1), DataWiped.YES))
    sheet = make_csv(
        tmp_path,
        "Tag;Serial;Name;Place;Status;Price;Quantity;Notes",
        "CD-1;;Autre;;;;;",
        "CD-2;;;Salle 9;;;;",
        "CD-4;;;;;-1;;",
        "CD-5;;;;;;0;",
        "CD-7;;;Salle 1;;;;",
        "CD-8;;;;Perdu de vue;;;",
        ";;;;;;;Que des notes",
    )
    summary = take_in(desk, ASSETS, sheet)
    assert counts(summary) == {"refused": 7}
    assert [(row, column, reason) for row, column, reason in reasons(summary, texts) if row != 7] == [
        (2, "Tag", "CD-1 is in the bin. Restore it first."),
        (3, "Status", "CD-2 is retired. Bring it back first."),
        (4, "Price", "A price is not below zero."),
        (5, "Quantity", "There is at least one of a device."),
        (
            6,
            "Place",
            "Several places are called “Salle 1”: “A / Salle 1”, “B / Salle 1”… Write the whole path.",
        ),
        (8, "Name", "Nothing says what this is: a name, a number, a category or a model."),
    ]


def test_devices_go_to_people_and_places_that_are_there(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_person(session, identifier="7")
        make_person(session, "Diallo", "Awa", email="awa@x.fr")
        make_place(session, "CDI", inside=make_place(session, "Site"))
    headers = "Tag;Checked Out To: First Name;Checked Out To: Last Name;Location"
    sheet = make_csv(tmp_path, headers, "CD-1;Moreau;Ines;cdi", "CD-2;awa@x.fr;;Site > CDI", "CD-3;;Nouveau;")
    summary = take_in(desk, ASSETS, sheet)
    assert {key: list(names) for key, names in summary.creates.items()} == {"holder": ["Nouveau"]}
    assert [(row.holder, row.place, row.meta) for row in devices(desk)] == [
        ("Inès Moreau", "Site / CDI", MetaStatus.ASSIGNED),
        ("Awa Diallo", "Site / CDI", MetaStatus.ASSIGNED),
        ("Nouveau", None, MetaStatus.ASSIGNED),
    ]
    assert counts(take_in(desk, ASSETS, sheet)) == {"unchanged": 3}


def test_two_remarks_behind_one_unknown_name_are_perhaps_two_people(desk: Database, tmp_path: Path) -> None:
    holders = ("M. Dupont (CDI)", "DUPONT", "M. Dupont (Accueil)")
    rows = [f"CD-{number};{holder}" for number, holder in enumerate(holders)]
    summary = take_in(desk, ASSETS, make_csv(tmp_path, "Tag;Détenteur", *rows))
    assert [refused.row for refused in summary.refused] == [4]
    assert [row.holder for row in devices(desk)] == ["Dupont", "Dupont"]


def test_rows_without_numbers_are_known_again(desk: Database, tmp_path: Path) -> None:
    sheet = make_csv(tmp_path, "Désignation;Lieu;Qté", "Souris;CDI;3", "Souris;CDI;3", "Clavier;CDI;1")
    assert counts(take_in(desk, ASSETS, sheet)) == {"new": 3}
    assert counts(take_in(desk, ASSETS, sheet)) == {"unchanged": 3}


def test_a_desks_own_statuses_come_and_go_under_their_names(desk: Database, tmp_path: Path, texts: Texts) -> None:
    with desk.transaction() as session:
        create_label(session, NewLabel(MetaStatus.IN_STOCK, "Au grenier"))
        edit_label(session, LabelEdit(default_labels(session)[MetaStatus.ASSIGNED], 1, "Distribué"))
    sheet = make_csv(
        tmp_path, "Tag;Status", "CD-1;Au grenier", "CD-2;Distribué", "CD-3;En service", "CD-4;assigned", "CD-5;En stock"
    )
    assert counts(take_in(desk, ASSETS, sheet)) == {"new": 5}
    assert [texts.say(row.status) for row in devices(desk)] == ["Au grenier", *["Distribué"] * 3, "In stock"]
    for texts_out in LANGUAGES:
        path = send_out(desk, ASSETS, tmp_path / "out.csv", texts_out)
        assert counts(take_in(desk, ASSETS, path)) == {"unchanged": 5}
    refused = take_in(desk, ASSETS, make_csv(tmp_path, "Tag;Status", "CD-1;Nulle part"))
    assert reasons(refused, texts) == [
        (2, "Status", "This is none of: Au grenier, In stock, Distribué, On loan, Under repair, Unavailable, Retired.")
    ]


def test_a_retired_device_without_reason_may_change_again(desk: Database, tmp_path: Path) -> None:
    take_in(desk, ASSETS, make_csv(tmp_path, "Tag;Status;Place", "CD-1;Réformé;Cave"))
    assert devices(desk)[0].meta is MetaStatus.RETIRED
    take_in(desk, ASSETS, make_csv(tmp_path, "Tag;Status", "CD-1;En stock"))
    assert (devices(desk)[0].meta, devices(desk)[0].place) == (MetaStatus.IN_STOCK, "Cave")


def test_many_changes_are_written_in_parts(desk: Database, tmp_path: Path) -> None:
    rows = [f"CD-{number:04};Salle {number % 7}" for number in range(1100)]
    assert counts(take_in(desk, ASSETS, make_csv(tmp_path, "Tag;Place", *rows))) == {"new": 1100}
    moved = [f"CD-{number:04};Salle {(number + 1) % 7}" for number in range(1100)]
    assert counts(take_in(desk, ASSETS, make_csv(tmp_path, "Tag;Place", *moved))) == {"changed": 1100}
    assert (len(devices(desk)), movements(desk)) == (1100, 2200)


def test_the_sheet_that_ships_with_the_program_comes_in(desk: Database, texts: Texts) -> None:
    summary = take_in(desk, ASSETS, INHERITED)
    assert counts(summary) == {"new": 57, "refused": 2}
    assert counts(take_in(desk, ASSETS, INHERITED)) == {"unchanged": 57, "refused": 2}
    assert len(devices(desk)) == 57


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("texts_out", LANGUAGES, ids=["fr", "en"])
def test_what_leaves_comes_back_unchanged(desk: Database, texts_out: Texts, tmp_path: Path, suffix: str) -> None:
    take_in(desk, ASSETS, INHERITED)
    with desk.transaction() as session:
        make_person(session, identifier="7")
        twin = make_person(session, identifier="8")
        make_asset(session, "=1+1", name="-12", notes="deux\nlignes", price=0, holder_id=twin, quantity=3)
        make_asset(session, "0012", serial="3E5", name="'=x", order_number="@a", warranty_end=date(2030, 1, 1))
        make_asset(session, None, name="Sans numéro", model=("Dell",))
        binned = make_asset(session, "CD-X")
        delete_assets(session, Chosen((binned,)))
        change_status(session, StatusChange(Chosen((1,)), default_labels(session)[MetaStatus.UNAVAILABLE]))
    before = devices(desk)
    path = send_out(desk, ASSETS, tmp_path / f"out.{suffix}", texts_out)
    assert counts(take_in(desk, ASSETS, path)) == {"unchanged": 60}
    assert devices(desk) == before


@pytest.mark.samples
@pytest.mark.skipif(not SNIPE.exists(), reason="the samples are not here")
def test_snipe_its_export_comes_in_again_out_and_is_undone(desk: Database, tmp_path: Path) -> None:
    summary = take_in(desk, ASSETS, SNIPE)
    assert counts(summary) == {"new": 150}
    assert counts(take_in(desk, ASSETS, SNIPE)) == {"unchanged": 150}
    for texts_out in LANGUAGES:
        for suffix in ("xlsx", "csv"):
            path = send_out(desk, ASSETS, tmp_path / f"out.{suffix}", texts_out)
            assert counts(take_in(desk, ASSETS, path)) == {"unchanged": 150}
    held = [row for row in devices(desk) if row.holder]
    assert (len(held), {row.meta for row in held}, held[0].holder) == (62, {MetaStatus.ASSIGNED}, held[0].holder)
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    with desk.reading() as session:
        assert session.scalar(select(func.count(Asset.id))) == 0
        assert len(status_labels(session)) == 6
