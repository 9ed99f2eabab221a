"""Verbs on purchase lots: lots, receive-lot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from coorddesk.cli.records import day_typed
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n, _p

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.inventory.queries.lots import LotRow
    from coorddesk.inventory.service import NewLot


def add_verbs(verbs: Verbs, whole: Callable[[str], int]) -> None:
    """The grammar of both."""
    verb = verbs.add("lots", list_lots, _("list the purchase lots, and how many of their devices are deployed"))
    verb.takes("words", metavar=_p("argument", "WORD"), nargs="*", explanation=_("what to look for"))
    verb.flag("--json", _("answer in JSON"))
    text, name = _p("argument", "TEXT"), _p("argument", "NAME")
    often: dict[str, Any] = {"action": "append", "default": []}
    verb = verbs.add("receive-lot", receive_lot, _("enter devices that came together, each with the next free number"))
    verb.takes("--model", metavar=name, explanation=_("their model: Latitude 5450, or Dell Latitude 5450"))
    verb.takes("--category", metavar=name, explanation=_("their category, if not that of the model"))
    verb.takes("--count", metavar=_p("argument", "COUNT"), type=whole, explanation=_("how many, if more than numbers"))
    said = _("a file with their serial numbers, one to a line")
    verb.takes("--serials", metavar=_p("argument", "FILE"), type=Path, explanation=said)
    verb.takes("--price", metavar=_p("argument", "AMOUNT"), explanation=_("the price of one, VAT included"))
    verb.takes("--supplier", metavar=name, explanation=_("who sold them"))
    verb.takes("--order", metavar=text, default="", explanation=_("the order number"))
    verb.takes("--invoice", metavar=text, default="", explanation=_("the invoice number"))
    verb.takes("--bought", metavar=_p("argument", "DAY"), explanation=_("the day of purchase: 31/01/2026"))
    verb.takes("--warranty", metavar=_p("argument", "MONTHS"), type=whole, explanation=_("how many months it lasts"))
    verb.takes("--place", metavar=name, explanation=_("where they stand: Building A / Store"))
    verb.takes("--name", metavar=text, default="", explanation=_("what the lot is called"))
    step = _("something to do to each device before it serves; as often as one wants")
    verb.takes("--step", metavar=text, explanation=step, **often)
    verb.flag("--json", _("answer in JSON"))


def list_lots(run: Run) -> None:
    """Print the lots, one a line, the latest first."""
    from coorddesk.inventory.queries.lots import LotQuery, lot_ids, lot_page  # SQL, which --help does not need

    with run.desk() as database, database.reading() as session:
        ids = list(lot_ids(session, LotQuery(" ".join(run.options.words))))
        page = lot_page(session, ids)
    rows = [page[lot_id] for lot_id in ids]
    if run.options.json:
        run.answer([_data(row) for row in rows])
        return
    for row in rows:
        day = "" if row.purchase_date is None else run.texts.date(row.purchase_date)
        print(f"lot:{row.id}\t{day}\t{row.name}\t{row.deployed}/{row.devices}")
    if not rows:
        run.say(_("There is no such lot."))


def receive_lot(run: Run) -> None:
    """Enter a lot with its devices as one change."""
    from coorddesk.inventory.queries.lots import lot_card
    from coorddesk.inventory.service import create_lot

    serials = _numbers(run.options.serials)
    with run.desk() as database:
        with database.transaction() as session:
            lot_id = create_lot(session, _wish(session, run, serials))
        with database.reading() as session:
            card = lot_card(session, lot_id)
    assert card is not None, "it was just entered"
    if run.options.json:
        devices = [{"id": each.id, "tag": each.tag, "serial": each.serial} for each in card.devices]
        run.answer(_data(card.row) | {"list": devices})
        return
    first, last = card.devices[0].tag or "", card.devices[-1].tag or ""
    said = _n("{count} device received.", "{count} devices received.", card.row.devices)
    run.say(_("{devices} {first} to {last}, lot:{lot}", devices=said, first=first, last=last, lot=str(lot_id)))


def _wish(session: Session, run: Run, serials: tuple[str, ...]) -> NewLot:
    from coorddesk.core.money import cents_typed
    from coorddesk.directory.service import find_or_create_place, find_or_create_supplier
    from coorddesk.inventory.queries.merging import find_model
    from coorddesk.inventory.service import Arrival, LotDetails, NewLot, find_or_create_category

    asked = run.options
    model_id = find_model(session, asked.model) if asked.model else None
    if asked.model and model_id is None:
        raise UserError(_("There is no model “{name}”. Import or add the models first.", name=asked.model))
    details = LotDetails(
        name=asked.name,
        category_id=find_or_create_category(session, asked.category) if asked.category else None,
        model_id=model_id,
        supplier_id=find_or_create_supplier(session, asked.supplier) if asked.supplier else None,
        purchase_date=day_typed(asked.bought) if asked.bought else None,
        price=cents_typed(asked.price) if asked.price else None,
        warranty_months=asked.warranty,
        order_number=asked.order,
        invoice_number=asked.invoice,
    )
    place_id = find_or_create_place(session, asked.place) if asked.place else None
    return NewLot(details, Arrival(asked.count or 0, serials, place_id), tuple(asked.step))


def _numbers(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(_("{name} cannot be read ({reason}).", name=path.name, reason=str(error.strerror))) from error
    except UnicodeDecodeError as error:
        raise UserError(_("{name} is no text file: one serial number to a line is wanted.", name=path.name)) from error
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _data(row: LotRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "category": row.category,
        "model": row.made_of,
        "supplier": row.supplier,
        "bought": None if row.purchase_date is None else row.purchase_date.isoformat(),
        "price": row.price,
        "devices": row.devices,
        "deployed": row.deployed,
    }
