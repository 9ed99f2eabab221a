"""What if: the changes of a scenario, and what becomes of what is expected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, Money, _, _n, _p, digits
from coorddesk.core.money import LARGEST, shared
from coorddesk.core.records import Subject
from coorddesk.forecast.rules.expected import WHOLE, Expected
from coorddesk.forecast.rules.words import ChangeKind, Sort

EARLIEST, LATEST = 2000, 2200
MOST_YEARS = 20
MOST = 1_000_000
TARGETS = ("asset", "category", "contract", "licence", "purchase_request")
"""The tables of records that a change may be about."""
_STREAMS = ("contract", "licence")


@dataclass(frozen=True)
class ScenarioDetails:
    """A scenario: its name, by how much prices rise a year (hundredths of a percent), and what is recommended."""

    name: str
    price_rise: int = 0
    notes: str = ""
    recommendation: str = ""


@dataclass(frozen=True)
class Change:
    """One change: of `target` from `year` on, or whenever it is; of what is added, in that year.

    Put off by so many `years`; another `quantity` a year; a price by so many hundredths of a `percent` higher or
    lower; or so many of something added for `cents` each, named in `words`.
    """

    kind: ChangeKind
    target: Subject | None = None
    year: int | None = None
    years: int | None = None
    quantity: int | None = None
    percent: int | None = None
    cents: int | None = None
    words: str = ""


def applied(items: Sequence[Expected], changes: Sequence[tuple[int, Change]]) -> list[Expected]:
    """What is expected once the changes (each with its id) were made in their order."""
    now = list(items)
    for change_id, change in changes:
        if change.kind is ChangeKind.ADD:
            now.append(_added(change_id, change))
        else:
            now = _changed(now, change)
    return now


def means(change: Change, item: Expected) -> bool:
    """Whether a change is about an item."""
    return change.target in item.meant_by and (change.year is None or item.year >= change.year)


def refuse_change(change: Change) -> None:
    """Refuse a change that says too little or what cannot be. Raises `UserError` with its field."""
    if change.kind is ChangeKind.ADD:
        _refuse_addition(change)
    elif change.target is None or change.target[0] not in TARGETS:
        raise UserError(_("Say what it is about."), field="target")
    elif change.kind is ChangeKind.DELAY and change.target[0] in _STREAMS:
        raise UserError(_("What comes again every year cannot be put off. Give it up from a year on."), field="kind")
    elif change.kind is ChangeKind.QUANTITY and change.target[0] == "contract":
        raise UserError(_("A contract has no quantity. Change its price, or give it up from a year on."), field="kind")
    for field, number, least, most, trouble in (
        ("year", change.year, EARLIEST, LATEST, _("Write the year with four digits.")),
        ("years", change.years, 1, MOST_YEARS, _("Say by how many years: from 1 to {most}.", most=MOST_YEARS)),
        ("quantity", change.quantity, 0, MOST, _("Say how many: none at least.")),
        ("percent", change.percent, -WHOLE, 10 * WHOLE, _("A price changes by −100% at least.")),
        ("cents", change.cents, 0, LARGEST, _("A price is not below zero.")),
    ):
        is_needed = field == _NEEDED[change.kind]
        if (number is None and is_needed) or (number is not None and not least <= number <= most):
            raise UserError(trouble, field=field)


def said_change(change: Change, name: str) -> Message:
    """What a change does, in a few words; `name` is that of what it is about."""
    match change.kind:
        case ChangeKind.DELAY:
            said = _n(
                "Put off by {count} year: {name}", "Put off by {count} years: {name}", change.years or 0, name=name
            )
        case ChangeKind.DROP:
            said = _p("scenario", "Give up: {name}", name=name)
        case ChangeKind.QUANTITY:
            said = _p("scenario", "{count} a year: {name}", count=change.quantity or 0, name=name)
        case ChangeKind.PRICE:
            said = _price_said(change.percent or 0, name)
        case _:
            about = _p(
                "scenario",
                "{count} × {name} at {price}",
                count=change.quantity or 0,
                name=change.words,
                price=Money(change.cents or 0),
            )
            return _p("scenario", "Add in {year}: {what}", year=digits(change.year or 0), what=about)
    if change.year is None:
        return said
    return _p("scenario", "{what}, from {year} on", what=said, year=digits(change.year))


def changes_counted(count: int) -> Message:
    """How many changes a scenario makes."""
    return _n("{count} change", "{count} changes", count) if count else _("no change yet")


def percent_said(hundredths: int, *, signed: bool = False) -> Message:
    """A rate without its sign of percent: as many decimals as it has; signed, with a plus or a minus."""
    whole, rest = divmod(abs(hundredths), 100)
    said = _p("percent", "{whole}", whole=whole)
    if rest:
        said = _p("percent", "{whole}.{rest}", whole=whole, rest=f"{rest:02}".rstrip("0"))
    if not signed:
        return said
    return _p("percent", "−{rate}", rate=said) if hundredths < 0 else _p("percent", "+{rate}", rate=said)


def _price_said(percent: int, name: str) -> Message:
    rate = percent_said(percent)
    if percent < 0:
        return _p("scenario", "{percent}% cheaper: {name}", percent=rate, name=name)
    return _p("scenario", "{percent}% dearer: {name}", percent=rate, name=name)


def _added(change_id: int, change: Change) -> Expected:
    quantity = change.quantity or 0
    cents = quantity * (change.cents or 0)
    return Expected(("scenario_change", change_id), Sort.ADDED, change.words, change.year or 0, cents, quantity)


def _changed(items: list[Expected], change: Change) -> list[Expected]:
    meant: list[Expected] = []
    others: list[Expected] = []
    for each in items:
        (meant if means(change, each) else others).append(each)
    match change.kind:
        case ChangeKind.DROP:
            new: Iterable[Expected] = ()
        case ChangeKind.DELAY:
            new = (replace(each, year=each.year + (change.years or 0), day=None) for each in meant)
        case ChangeKind.PRICE:
            new = (replace(each, cents=_dearer(each.cents, change.percent or 0)) for each in meant)
        case _:
            new = _requantified(meant, change.quantity or 0)
    return [*others, *new]


def _dearer(cents: int | None, percent: int) -> int | None:
    return None if cents is None else (2 * cents * (WHOLE + percent) + WHOLE) // (2 * WHOLE)


def _requantified(items: Sequence[Expected], quantity: int) -> Iterable[Expected]:
    """So many each year, in place of those there are, at the prices they have on average, to the cent."""
    years: defaultdict[int, list[Expected]] = defaultdict(list)
    for each in items:
        years[each.year].append(each)
    for together in years.values():
        weights = [each.quantity for each in together]
        if not any(weights):  # a share of one thing that was rounded away
            weights = [1] * len(together)
        counts = shared(quantity, weights)
        priced = [each for each in together if each.cents is not None]
        before, cents = sum(weights), sum(each.cents or 0 for each in together)
        whole = (2 * cents * quantity + before) // (2 * before)
        amounts = iter(shared(whole, [each.cents or 0 for each in priced]) if cents else [0] * len(priced))
        for each, count in zip(together, counts, strict=True):
            amount = None if each.cents is None else next(amounts)
            if count or amount:
                yield replace(each, quantity=count, cents=amount)


def _refuse_addition(change: Change) -> None:
    if not change.words:
        raise UserError(_("Say what is added."), field="words")
    if not change.quantity:
        raise UserError(_("Say how many: one at least."), field="quantity")
    if change.year is None:
        raise UserError(_("Say in which year."), field="year")


_NEEDED: dict[ChangeKind, str] = {
    ChangeKind.DELAY: "years",
    ChangeKind.DROP: "",
    ChangeKind.QUANTITY: "quantity",
    ChangeKind.PRICE: "percent",
    ChangeKind.ADD: "cents",
}
