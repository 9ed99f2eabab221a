from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.tables import cell_text
from coorddesk.directory.service import find_or_create_department
from coorddesk.inventory.queries import ASSET_COLUMNS, AssetQuery, asset_ids, asset_page, stated
from coorddesk.inventory.reports import REPORTS
from coorddesk.inventory.rules import IN_USE, Condition, DataWiped, DisposalReason, MetaStatus
from coorddesk.inventory.service import Chosen, Retirement, find_or_create_category, retire_assets
from coorddesk.reporting.report import Report
from tests.factories import make_asset, make_person, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.setup import Printable

KINDS = {kind.key: kind for kind in REPORTS}


def make_estate(session: Session) -> None:
    laptops = find_or_create_category(session, "Portable")
    make_asset(session, "CD-1", place="Site / Salle 10", category_id=laptops, price=1000)
    make_asset(
        session, "CD-2", place="Site / Salle 9", category_id=find_or_create_category(session, "Écran"), price=250
    )
    make_asset(session, "CD-3", place="Site / Salle 9", category_id=laptops)
    make_asset(session, "CD-4", name="Câble", price=100, quantity=5)
    gone = make_asset(session, "CD-5", place="Site / Salle 9")
    retire_assets(session, Retirement(Chosen((gone,)), DisposalReason.SOLD, date(2026, 1, 1), DataWiped.YES))


def groups(report: Report[object], texts: Texts) -> list[tuple[str, list[str]]]:
    return [
        (texts.say(group.title) if group.title else "", [row.tag for row in group.rows])  # type: ignore[attr-defined]
        for group in report.groups
    ]


def a_report(printable: Printable) -> Report[Any]:
    assert isinstance(printable, Report)
    return printable


@pytest.mark.parametrize(
    ("key", "found"),
    [
        (
            "assets-by-place",
            [("Site / Salle 9", ["CD-2", "CD-3"]), ("Site / Salle 10", ["CD-1"]), ("No place", ["CD-4"])],
        ),
        ("assets-by-category", [("Écran", ["CD-2"]), ("Portable", ["CD-1", "CD-3"]), ("No category", ["CD-4"])]),
        ("assets", [("", ["CD-1", "CD-2", "CD-3", "CD-4"])]),
    ],
)
def test_a_report_groups_what_has_not_left_and_totals_its_value(
    desk: Database, texts: Texts, key: str, found: list[tuple[str, list[str]]]
) -> None:
    with desk.transaction() as session:
        make_estate(session)
    with desk.reading() as session:
        report = a_report(KINDS[key].build(session, None))
    assert groups(report, texts) == found
    assert [texts.say(filtered) for filtered in report.filters] == ["Retired devices left out"]
    totals = {
        column.key: sum(column.value(row) or 0 for group in report.groups for row in group.rows)
        for column in report.columns
        if column.total
    }
    assert totals == {"quantity": 8, "value": 1750}
    assert texts.say(report.noun(4)) == "4 devices"


def test_a_report_keeps_to_its_choice_and_leaves_out_what_nobody_counts(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        make_estate(session)
    with desk.reading() as session:
        report = a_report(KINDS["assets"].build(session, AssetQuery("salle", "tag", descending=True)))
        nothing = a_report(KINDS["assets-by-place"].build(session, AssetQuery("zzz")))
    assert groups(report, texts) == [("", ["CD-3", "CD-2", "CD-1"])]
    assert "quantity" not in [column.key for column in report.columns]
    assert [texts.say(said) for said in report.filters] == ["Search: “salle”"]
    assert groups(nothing, texts) == []


def test_a_filter_by_what_is_gone_says_so(desk: Database, texts: Texts) -> None:
    query = AssetQuery(labels=frozenset({99}), place=99, holder=99)
    with desk.reading() as session:
        said = [texts.say(filtered) for filtered in stated(session, query)]
    assert said == ["Status: deleted", "Place: deleted", "Holder: deleted"]


def test_every_filter_is_stated(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        make_asset(
            session, model=("Dell", "Latitude"), place="Site", category_id=find_or_create_category(session, "Écran")
        )
        query = AssetQuery(
            text=" dell ",
            metas=frozenset({MetaStatus.ASSIGNED, MetaStatus.IN_STOCK}),
            labels=frozenset({1, 6}),
            categories=frozenset({1}),
            models=frozenset({1}),
            manufacturers=frozenset({1}),
            conditions=frozenset({Condition.NEW, Condition.DEAD}),
            place=1,
            holder=make_person(session),
            department=find_or_create_department(session, "École"),
            supplier=make_supplier(session),
            warranty_before=date(2026, 1, 31),
            purchased_from=date(2020, 1, 1),
            purchased_to=date(2021, 1, 1),
            without_tag=True,
            without_place=True,
            in_bin=True,
        )
    with desk.reading() as session:
        said = [texts.say(filtered) for filtered in stated(session, query)]
        assert stated(session, AssetQuery()) == ()
        assert [texts.say(one) for one in stated(session, AssetQuery(metas=IN_USE))] == ["Retired devices left out"]
    assert said == [
        "Search: “dell”",
        "Status: In stock, Assigned",
        "Status: In stock, Retired",
        "Condition: New, Dead",
        "Category: Écran",
        "Manufacturer: Dell",
        "Model: Latitude",
        "Place: Site",
        "Department: École",
        "Supplier: LDLC Pro",
        "Holder: Inès Moreau",
        "Bought from 01/01/2020",
        "Bought until 01/01/2021",
        "Warranty ending by 31/01/2026",
        "Without inventory number",
        "Without place",
        "In the bin",
    ]


def test_columns_say_what_a_device_is(desk: Database, texts: Texts, french_texts: Texts) -> None:
    with desk.transaction() as session:
        make_asset(
            session,
            "007",
            price=34990,
            quantity=2,
            purchase_date=date(2024, 3, 15),
            warranty_months=24,
            condition=Condition.WORN,
            holder_id=make_person(session),
        )
    with desk.reading() as session:
        (row,) = asset_page(session, asset_ids(session, AssetQuery())).values()
    said = {column.key: cell_text(column.value(row), column.kind, texts) for column in ASSET_COLUMNS}
    filled = {key: text for key, text in said.items() if text}
    assert filled == {
        "tag": "007",
        "name": "Portable",
        "status": "Assigned",
        "condition": "Worn",
        "holder": "Inès Moreau",
        "purchase_date": "15/03/2024",
        "price": "349.90",
        "warranty_months": "24",
        "warranty_end": "14/03/2026",
        "quantity": "2",
        "value": "699.80",
    }
