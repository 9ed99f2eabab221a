"""Verbs of stock: what is there, what came, what went, what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli.records import day_typed, only_one, record_meant
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n, _p
from coorddesk.core.money import cents_typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verb, Verbs
    from coorddesk.cli.run import Run
    from coorddesk.stock.queries import StockRow


def list_stock(run: Run) -> None:
    """Print what is there, one item a line; with `--low` what is to be ordered, with `--json` all of each.

    With `--place`, how many are there or inside it.
    """
    from coorddesk.stock.queries import StockQuery, all_stock, levels_inside  # SQL, which --help does not need
    from coorddesk.stock.rules import StockState

    typed = run.options
    state = StockState.TO_ORDER if typed.low else None
    with run.desk() as database, database.reading() as session:
        place = None if typed.place is None else record_meant(session, "place", typed.place)[1]
        rows = all_stock(session, StockQuery(typed.text or "", state=state, place=place))
        here = None if place is None else levels_inside(session, place)
    if typed.json:
        run.answer([_data(row) | ({} if here is None else {"here": here.get(row.id, 0)}) for row in rows])
        return
    for row in rows:
        level = row.level if here is None else here.get(row.id, 0)
        order = run.texts.say(_("{count} to order", count=row.to_order)) if row.to_order else ""
        print("\t".join((run.texts.number(level), row.unit, row.name, row.place or "", order)))
    if not rows:
        run.say(_("Nothing to order") if typed.low else _("Nothing in stock is like that"))


def receive_stock(run: Run) -> None:
    """Put what came into stock."""
    from coorddesk.stock.service import Receipt, receive

    typed = run.options
    price = None if typed.price is None else cents_typed(typed.price)
    with run.desk() as database, database.transaction() as session:
        item, place = _item(session, typed.item), _place(session, typed)
        receive(session, Receipt(item, typed.quantity, place, price, _day(typed), typed.note or ""))
        row = _row(session, item)
    _say_left(run, row)


def give_out_stock(run: Run) -> None:
    """Give things to somebody, into a device, or just away."""
    from coorddesk.stock.service import Issue, give_out

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        item, place = _item(session, typed.item), _place(session, typed)
        person = None if typed.to is None else record_meant(session, "person", typed.to)[1]
        device = None if typed.device is None else record_meant(session, "asset", typed.device)[1]
        rest: dict[str, Any] = {"day": _day(typed), "note": typed.note or "", "even_below": typed.even_below}
        give_out(session, Issue(item, typed.quantity, place, person, device, **rest))
        row = _row(session, item)
    _say_left(run, row)


def take_back_stock(run: Run) -> None:
    """Take back what somebody had."""
    from coorddesk.stock.service import TakingBack, take_back

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        item, place = _item(session, typed.item), _place(session, typed)
        person = record_meant(session, "person", typed.person)[1]
        take_back(session, TakingBack(item, typed.quantity, person, place, _day(typed), typed.note or ""))
        row = _row(session, item)
    _say_left(run, row)


def count_items(run: Run) -> None:
    """Let the desk say what was counted at a place."""
    from coorddesk.stock.service import Count, count_stock

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        item, place = _item(session, typed.item), _place(session, typed)
        if not typed.quantity.isdecimal():
            raise UserError(_("“{value}” is no number of things.", value=typed.quantity))
        count_stock(session, Count(item, int(typed.quantity), place, day=_day(typed), note=typed.note or ""))
        row = _row(session, item)
    _say_left(run, row)


def move_stock(run: Run) -> None:
    """Carry things from a place to another."""
    from coorddesk.stock.service import Transfer, transfer

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        item, place = _item(session, typed.item), _place(session, typed)
        goal = record_meant(session, "place", typed.goal)[1]
        transfer(session, Transfer(item, typed.quantity, place, goal, _day(typed), typed.note or ""))
        row = _row(session, item)
    _say_left(run, row)


def write_off_stock(run: Run) -> None:
    """Note things as lost, or as broken."""
    from coorddesk.stock.rules import MoveKind
    from coorddesk.stock.service import WriteOff, write_off

    typed = run.options
    kind = MoveKind.BROKEN if typed.broken else MoveKind.LOST
    with run.desk() as database, database.transaction() as session:
        item, place = _item(session, typed.item), _place(session, typed)
        person = None if typed.person is None else record_meant(session, "person", typed.person)[1]
        write_off(session, WriteOff(item, typed.quantity, kind, place, person, _day(typed), typed.note or ""))
        row = _row(session, item)
    _say_left(run, row)


def add_verbs(verbs: Verbs, whole: Callable[[str], int]) -> None:
    """Declare them."""
    count: dict[str, Any] = {"metavar": _p("argument", "QUANTITY"), "explanation": _("how many"), "type": whole}
    (
        verbs.add("stock", list_stock, _("list what is in stock"))
        .takes("text", metavar=_p("argument", "TEXT"), explanation=_("words that an item must have"), nargs="?")
        .takes("--place", metavar=_p("argument", "PLACE"), explanation=_("what is at a place, or inside it"))
        .flag("--low", _("only what is to be ordered"))
        .flag("--json", _("answer in JSON"))
    )
    came = _moving(verbs, "stock-in", receive_stock, _("receive what came"), count)
    came.takes("--price", metavar=_p("argument", "AMOUNT"), explanation=_("what one cost, VAT included"))
    out = _moving(verbs, "stock-out", give_out_stock, _("give out, or use up"), count)
    out.takes("--to", metavar=_p("argument", "PERSON"), explanation=_("to whom"))
    out.takes("--device", metavar=_p("argument", "DEVICE"), explanation=_("the device that it goes into"))
    out.flag("--even-below", _("even if the desk says that there are fewer"))
    back = {"metavar": _p("argument", "PERSON"), "explanation": _("who brings it back")}
    _moving(verbs, "stock-back", take_back_stock, _("take an accessory back"), count, person=back)
    goal = {"metavar": _p("argument", "PLACE"), "explanation": _("where it goes")}
    _moving(verbs, "stock-move", move_stock, _("carry an item to another place"), count, goal=goal)
    gone = _moving(verbs, "stock-lost", write_off_stock, _("note an item as lost, or as broken"), count)
    gone.takes("--person", metavar=_p("argument", "PERSON"), explanation=_("who had it"))
    gone.flag("--broken", _("broken, not lost"))
    counted = count | {"explanation": _("how many were counted"), "type": str}
    _moving(verbs, "stock-count", count_items, _("count an item at a place"), counted)


def _moving(
    verbs: Verbs, name: str, verb: Callable[[Run], None], said: Any, count: dict[str, Any], **more: dict[str, Any]
) -> Verb:
    """What all of them take: the item, how many, where, when and why."""
    item = _("the item: its barcode, reference or name")
    made = verbs.add(name, verb, said).takes("item", metavar=_p("argument", "ITEM"), explanation=item)
    made.takes("quantity", **count)
    for key, settings in more.items():
        made.takes(key, **settings)
    return (
        made.takes("--place", metavar=_p("argument", "PLACE"), explanation=_("where, if not where it usually is"))
        .takes("--day", metavar=_p("argument", "DAY"), explanation=_("when it was, if not today"))
        .takes("--note", metavar=_p("argument", "TEXT"), explanation=_("why"))
    )


def _item(session: Session, typed: str) -> int:
    from coorddesk.stock.queries import item_options, scanned_item

    exact = scanned_item(session, typed)
    if exact is not None:
        return exact
    return only_one(item_options(session, typed), typed, _("There is no stock item “{name}”.", name=typed))


def _place(session: Session, typed: Any) -> int | None:
    from coorddesk.stock.queries import usual_place

    if typed.place is None:
        return usual_place(session, _item(session, typed.item))
    return record_meant(session, "place", typed.place)[1]


def _day(typed: Any) -> Any:
    return None if typed.day is None else day_typed(typed.day)


def _row(session: Session, item_id: int) -> StockRow:
    from coorddesk.stock.queries import stock_row

    row = stock_row(session, item_id)
    assert row is not None
    return row


def _say_left(run: Run, row: StockRow) -> None:
    run.say(_n("“{item}”: {count} left.", "“{item}”: {count} left.", row.level, item=row.name))


def _data(row: StockRow) -> dict[str, object]:
    own = ("id", "name", "kind", "reference", "barcode", "category", "unit", "supplier", "price", "threshold", "target")
    more = ("place", "level", "lent", "to_order", "worth")
    said = {key: getattr(row, key) for key in (*own, *more)}
    return said | {"state": row.state.value, "no_longer_ordered": row.is_dropped, "notes": row.notes}
