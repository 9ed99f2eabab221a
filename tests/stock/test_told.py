"""What stock tells: papers, alerts, stories and searches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk import features
from coorddesk.core.codes import code_of
from coorddesk.core.messages import verbatim
from coorddesk.core.resources import texts_for
from coorddesk.feature import belongings, story
from coorddesk.features import find_everywhere
from coorddesk.reporting.write import write_report
from coorddesk.stock.queries import StockQuery, alerts, scanned_item, stock_counts, stock_ids
from coorddesk.stock.queries.rows import STOCK_COLUMNS
from coorddesk.stock.reports import REPORTS
from coorddesk.stock.reports.lists import order_list, stock_list
from coorddesk.stock.reports.movements import movements
from coorddesk.stock.rules import StockKind, StockState
from coorddesk.stock.service import Issue, Receipt, Transfer, give_out, receive, transfer
from tests.factories import make_asset, make_item, make_person, make_place, make_supplier
from tests.reporting.samples import STAMP

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database

ALL = features.load()
TEXTS = texts_for("en")


def fill(desk: Database) -> dict[str, int]:
    """A low toner of a supplier, a mouse with somebody, and a cable that is no longer ordered."""
    with desk.transaction() as session:
        store, room = make_place(session, "Réserve"), make_place(session, "Salle 12")
        supplier = make_supplier(session, "Toner Express")
        printer = make_asset(session, "IMP-1", model=("Brother", "HL-L2350DW", ""))
        person = make_person(session)
        low = {"threshold": 2, "target": 6, "price": 4990, "supplier_id": supplier, "barcode": "4977766"}
        toner = make_item(session, "Toner", 3, place_id=store, model_ids=(1,), **low)
        mouse = make_item(session, "Souris", 4, kind=StockKind.ACCESSORY, place_id=store)
        cable = make_item(session, "Câble", 1, place_id=store, is_dropped=True)
        give_out(session, Issue(toner, 2, store, asset_id=printer))
        give_out(session, Issue(mouse, 1, store, person))
        transfer(session, Transfer(mouse, 1, store, room))
    return {"store": store, "printer": printer, "person": person, "toner": toner, "mouse": mouse, "cable": cable}


def test_what_is_low_is_an_alert_until_it_came(desk: Database) -> None:
    made = fill(desk)
    with desk.reading() as session:
        (alert,) = alerts(session, date(2026, 9, 7))
        assert TEXTS.say(alert.text) == "1 stock item is to be ordered"
        assert (alert.key, alert.kind, alert.is_urgent) == (StockState.TO_ORDER, "stock_item", False)
        assert list(stock_ids(session, StockQuery(state=StockState(alert.key)))) == [made["toner"]]
    with desk.transaction() as session:
        receive(session, Receipt(made["toner"], 5, made["store"]))
        assert alerts(session, date(2026, 9, 7)) == ()


def test_the_order_list_says_what_it_will_cost(desk: Database) -> None:
    fill(desk)
    with desk.reading() as session:
        report = order_list(session, None)
        (group,) = report.groups
        assert group.title == verbatim("Toner Express")
        (row,) = group.rows
        assert {column.key: column.value(row) for column in report.columns if column.key in {"to_order", "amount"}} == {
            "to_order": 5,
            "amount": 24950,
        }


def test_every_paper_is_written_in_every_form(desk: Database, tmp_path: Path) -> None:
    made = fill(desk)
    with desk.reading() as session:
        for kind in REPORTS:
            for choice in (None, kind.choose(("stock_item", made["toner"]))):
                report = kind.build(session, choice)
                for ending in ("pdf", "xlsx", "csv"):
                    path = tmp_path / f"{kind.key}.{ending}"
                    write_report(report, path, STAMP, TEXTS)
                    assert path.stat().st_size > 0
        assert stock_list(session, StockQuery(place=made["store"])).count == 3
        assert movements(session, (made["mouse"],)).count == 4


def test_cards_of_others_say_what_is_theirs(desk: Database) -> None:
    made = fill(desk)
    with desk.reading() as session:

        def found(kind: str, record: str) -> list[tuple[str, str]]:
            of_stock = [each for each in belongings(session, ALL, (kind, made[record]), 9) if each.kind == "stock_item"]
            return [(hit.title, TEXTS.say(hit.detail)) for each in of_stock for hit in each.first]

        assert found("asset", "printer") == [("Toner", "1 left, 5 to order")]
        assert found("person", "person") == [("Souris", "1 with this person")]
        assert found("place", "store") == [("Câble", "1 here"), ("Souris", "2 here"), ("Toner", "1 here")]
        told = [TEXTS.say(entry.text) for entry in story(session, ALL, ("stock_item", made["mouse"]))]
        assert told[:3] == ["Moved: +1 · Salle 12", "Moved: −1 · Réserve", "Given out: −1 · Réserve · Inès Moreau"]


def test_items_are_found_by_name_code_and_barcode(desk: Database) -> None:
    made = fill(desk)
    with desk.reading() as session:
        for text in ("toner", "4977 766", "4977766", code_of(("stock_item", made["toner"]))):
            assert scanned_item(session, text) == made["toner"], text
        assert scanned_item(session, "nothing") is None
        (hit,) = [hit for hit in find_everywhere(session, "sour") if hit.subject[0] == "stock_item"]
        assert (hit.title, TEXTS.say(hit.detail)) == ("Souris", "3 left")


def test_lists_are_filtered_sorted_and_counted(desk: Database) -> None:
    made = fill(desk)
    toner, mouse, cable = made["toner"], made["mouse"], made["cable"]
    with desk.reading() as session:
        assert list(stock_ids(session)) == [cable, mouse, toner]
        assert list(stock_ids(session, StockQuery(kind=StockKind.ACCESSORY))) == [mouse]
        assert list(stock_ids(session, StockQuery(text="ton"))) == [toner]
        assert list(stock_ids(session, StockQuery(state=StockState.DROPPED))) == [cable]
        assert list(stock_ids(session, StockQuery(sort="level", descending=True))) == [mouse, cable, toner]
        assert next(iter(stock_ids(session, StockQuery(sort="price")))) == toner
        for column in STOCK_COLUMNS:
            assert set(stock_ids(session, StockQuery(sort=column.key))) == {toner, mouse, cable}
        counts = stock_counts(session)
    assert counts.states == {StockState.DROPPED: 1, StockState.ENOUGH: 1, StockState.TO_ORDER: 1}
    assert counts.kinds == {StockKind.CONSUMABLE: 2, StockKind.ACCESSORY: 1}
