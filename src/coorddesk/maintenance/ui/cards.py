"""What the cards of schedules, repairs and entries say, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.records import Belongings, Hit
from coorddesk.feature import Feature, story
from coorddesk.maintenance.queries import (
    EntryQuery,
    checklist,
    due_devices,
    entry,
    entry_ids,
    entry_page,
    plan,
    repair,
    steps_of,
)
from coorddesk.maintenance.rules import (
    REPAIR_STATE_TITLES,
    URGENCY_TITLES,
    VERDICT_TITLES,
    WORK_TITLES,
    Urgency,
    downtime_said,
    said_rhythm,
)
from coorddesk.maintenance.ui.sources import STATE_TONES, URGENCY_TONES, VERDICT_TONES
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts
    from coorddesk.maintenance.queries import DueRow, PlanRow, RepairRow

_FIRST = 12
_DUE_TONES = {Urgency.OVERDUE: Tone.DANGER, Urgency.DUE: Tone.WARNING}
_TICKED, _OPEN = "\N{BALLOT BOX WITH CHECK}", "\N{BALLOT BOX}"


def plan_card(session: Session, plan_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a schedule, with the devices that are due next; None if it is no longer there."""
    row = plan(session, plan_id)
    if row is None:
        return None
    points = () if row.checklist_id is None else getattr(checklist(session, row.checklist_id), "points", ())
    when = (
        Fact(_("Next due on"), "" if row.next is None else texts.date(row.next)),
        Fact(_("How often"), texts.say(said_rhythm(row.rhythm))),
        Fact(_("First due on"), texts.date(row.rhythm.start)),
        Fact(_("Until"), "" if row.rhythm.end is None else texts.date(row.rhythm.end)),
        Fact(_("Counted from the day it was done"), texts.yes_no(True) if row.rhythm.from_done else ""),
        Fact(_("Announced ahead"), texts.say(_n("{count} day", "{count} days", row.ahead)) if row.ahead else ""),
    )
    target = (
        _linked(_("Device"), row.asset, "asset", row.asset_id),
        _linked(_("Category"), row.category, "category", row.category_id),
        _linked(_("Model"), row.model, "model", row.model_id),
        _linked(_("Place"), row.place, "place", row.place_id),
        _linked(_("Supplier"), row.supplier, "supplier", row.supplier_id),
    )
    badges = [(WORK_TITLES[row.work], Tone.MUTED)]
    if row.urgency is not None:
        badges.insert(0, (URGENCY_TITLES[row.urgency], URGENCY_TONES[row.urgency]))
    lines = tuple(Fact(Message(""), f"{_OPEN} {point}") for point in points)
    due = _due(row, due_devices(session, plan_id, most=_FIRST), texts)
    return CardContent(
        title=row.name,
        caption=row.target,
        badges=tuple(badges),
        sections=(Section(None, when), Section(None, target), Section(_("Checklist"), lines), due, _notes(row.notes)),
        belongings=tuple(_done(session, plan_id)),
        story=story(session, features, ("maintenance_plan", plan_id)),
    )


def repair_card(session: Session, repair_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a repair; None if it is no longer there."""
    row = repair(session, repair_id)
    if row is None:
        return None
    about = (
        _linked(_("Device"), row.device, "asset", row.asset_id),
        Fact(_("What it is"), row.device_name),
        _linked(_("Holder"), row.holder, "person", row.holder_id),
        Fact(_("Place"), row.place or ""),
    )
    shop = (
        _linked(_("Supplier"), row.supplier, "supplier", row.supplier_id),
        Fact(_("Supplier's reference"), row.reference),
        Fact(_("Under warranty"), texts.yes_no(True) if row.under_warranty else ""),
        Fact(_("Quote"), _money(row.quote, texts)),
        Fact(_("Cost"), _money(row.cost, texts)),
        Fact(_("What they did"), row.outcome),
    )
    steps = tuple(
        Fact(step.title, texts.date(step.day) + (f" · {step.note}" if step.note else ""))
        for step in steps_of(session, repair_id)
    )
    took = _n("{count} day", "{count} days", row.days)
    return CardContent(
        title=row.fault,
        caption=" · ".join(part for part in (row.device, row.device_name) if part),
        badges=((REPAIR_STATE_TITLES[row.state], STATE_TONES[row.state]), (took, Tone.MUTED), *_lent_badge(row)),
        sections=(
            Section(None, about),
            Section(_("Lent meanwhile"), _lent(row, texts)),
            Section(None, shop),
            Section(_("The way of the repair"), steps),
            _notes(row.notes),
        ),
        story=story(session, features, ("repair", repair_id)),
        pictured=(("asset", row.asset_id),),
    )


def entry_card(session: Session, entry_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of an entry of the log; None if it is no longer there."""
    row = entry(session, entry_id)
    if row is None:
        return None
    downtime = downtime_said(row.downtime)
    facts = (
        Fact(_("Day"), texts.date(row.day)),
        _linked(_("Device"), row.device, "asset", row.asset_id),
        Fact(_("What it is"), row.device_name),
        Fact(_("Place"), row.place or ""),
        Fact(_("Done by"), row.done_by),
        _linked(_("Supplier"), row.supplier, "supplier", row.supplier_id),
        Fact(_("Cost"), _money(row.cost, texts)),
        Fact(_("Under warranty"), texts.yes_no(True) if row.under_warranty else ""),
        Fact(_("Out of use"), "" if downtime is None else texts.say(downtime)),
        Fact(_("Documents"), row.documents),
        _linked(_("Schedule"), row.plan, "maintenance_plan", row.plan_id),
        _linked(_("Repair"), None if row.repair_id is None else row.what, "repair", row.repair_id),
    )
    points = tuple(Fact(Message(""), f"{_TICKED if point.is_ticked else _OPEN} {point.text}") for point in row.points)
    badges = [(WORK_TITLES[row.work], Tone.MUTED)]
    if row.verdict is not None:
        badges.append((VERDICT_TITLES[row.verdict], VERDICT_TONES[row.verdict]))
    return CardContent(
        title=row.what,
        caption=" · ".join(part for part in (row.device, row.device_name) if part),
        badges=tuple(badges),
        sections=(Section(None, facts), Section(_("Checklist"), points), _notes(row.notes)),
        story=story(session, features, ("maintenance_entry", entry_id)),
        pictured=(("asset", row.asset_id),),
    )


def _due(plan: PlanRow, rows: Sequence[DueRow], texts: Texts) -> Section:
    """The devices that are due next, the nearest first."""
    title = _n("{count} device", "{count} devices", plan.devices)
    if plan.now:
        title = _n("{devices}, {count} due", "{devices}, {count} due", plan.now, devices=title)
    facts = [
        Fact(row.urgency_title, texts.say(_line(row)), ("asset", row.asset_id), _DUE_TONES.get(row.urgency, Tone.TEXT))
        for row in rows
    ]
    if plan.devices > len(rows):
        more = _n("and {count} more", "and {count} more", plan.devices - len(rows))
        facts.append(Fact(Message(""), texts.say(more), None, Tone.MUTED))
    return Section(title, tuple(facts))


def _line(row: DueRow) -> Message:
    return _("{day} · {device}", day=row.due, device=" · ".join(part for part in (row.device, row.name) if part))


def _done(session: Session, plan_id: int) -> Sequence[Belongings]:
    ids = entry_ids(session, EntryQuery(plan=plan_id))
    if not ids:
        return ()
    page = entry_page(session, ids[:_FIRST])
    hits = tuple(
        Hit(("maintenance_entry", i), page[i].device, _("{day}", day=page[i].day)) for i in ids[:_FIRST] if i in page
    )
    title = _n("{count} entry in the maintenance log", "{count} entries in the maintenance log", len(ids))
    return (Belongings(title, "maintenance_entry", hits),)


def _lent(row: RepairRow, texts: Texts) -> tuple[Fact, ...]:
    if row.loan_asset_id is None:
        return ()
    said = _("still out: it must come back before the repair is over") if row.is_loan_out else _("is back")
    tone = Tone.WARNING if row.is_loan_out else Tone.MUTED
    device = Fact(_("Device"), row.loan_device, ("asset", row.loan_asset_id))
    loan = () if row.loan_id is None else (Fact(_p("repair", "Loan"), str(row.loan_id), ("loan", row.loan_id)),)
    return (device, *loan, Fact(Message(""), texts.say(said), None, tone))


def _lent_badge(row: RepairRow) -> tuple[tuple[Message, Tone], ...]:
    return ((_("{device} lent meanwhile", device=row.loan_device), Tone.WARNING),) if row.is_loan_out else ()


def _linked(title: Message, name: str | None, kind: str, record_id: int | None) -> Fact:
    return Fact(title, "") if name is None or record_id is None else Fact(title, name, (kind, record_id))


def _money(cents: int | None, texts: Texts) -> str:
    return "" if cents is None else texts.money(cents)


def _notes(text: str) -> Section:
    return Section(_("Notes"), (Fact(Message(""), text),))
