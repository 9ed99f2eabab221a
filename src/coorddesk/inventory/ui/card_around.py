"""What the card of a device says of its life, its money and its network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.budget.rules.years import year_named, year_of_day
from coorddesk.core.messages import Message, _, _n, _p, digits, verbatim
from coorddesk.inventory.rules import DEPRECIATION_TITLES, MetaStatus
from coorddesk.inventory.rules.depreciation import is_over
from coorddesk.inventory.rules.replacement import due
from coorddesk.widgets.facts import Fact
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.budget.rules.years import Span
    from coorddesk.core.texts import Texts
    from coorddesk.inventory.queries.configurations import ConfigurationRow
    from coorddesk.inventory.queries.lives import Life
    from coorddesk.inventory.queries.network import AddressRow


@dataclass(frozen=True)
class Around:
    """What is kept of a device in tables of their own, as facts."""

    network: tuple[Fact, ...]
    lot: tuple[Fact, ...]
    life: tuple[Fact, ...]


def address_fact(row: AddressRow, texts: Texts) -> Fact:
    """One address in one line; one that another device has too is said to be."""
    vlan = None if row.vlan is None else texts.say(_("VLAN {number}", number=digits(row.vlan)))
    parts = [part for part in (row.ip, row.mac, vlan, row.port) if part]
    if row.shared:
        parts.append(texts.say(_("also of another device")))
    title = Message("{verbatim}", (("verbatim", row.name),)) if row.name else _("Address")
    return Fact(title, " · ".join(parts), None, Tone.WARNING if row.shared else Tone.TEXT)


def configuration_facts(versions: Sequence[ConfigurationRow], texts: Texts) -> tuple[Fact, ...]:
    """The latest version of the configuration file; all of them are among the device's files."""
    if not versions:
        return ()
    latest = versions[0]
    said = _("version {number} of {day}, {who}", number=latest.number, day=latest.day, who=latest.actor)
    return (Fact(_("Configuration"), texts.say(said)),)


def life_facts(life: Life, paid: Sequence[int], texts: Texts, today: date, like: Span | None) -> tuple[Fact, ...]:
    """Since when it serves, what it is worth in the books, what it has cost so far, when it is due; amounts of all.

    It is due in a year such as `like`.
    """
    return (
        Fact(_("Put into service"), "" if life.in_service is None else texts.date(life.in_service)),
        Fact(_("Depreciation"), _written_off(life, texts)),
        Fact(_("Book value"), _book_value(life, texts, today)),
        Fact(_("Cost so far"), _cost(life, paid, texts)),
        _replacement(life, texts, today, like),
    )


def _written_off(life: Life, texts: Texts) -> str:
    if life.basis is None:
        return ""
    method = DEPRECIATION_TITLES[life.basis.method]
    return texts.say(_n("{method}, over {count} year", "{method}, over {count} years", life.basis.years, method=method))


def _book_value(life: Life, texts: Texts, today: date) -> str:
    worth = life.worth(today)
    if worth is None or life.basis is None:
        return ""
    if is_over(life.basis, today):
        return texts.say(_("{amount}, written off", amount=texts.money(worth)))
    return texts.money(worth)


def _cost(life: Life, paid: Sequence[int], texts: Texts) -> str:
    """Purchase and what came after it; the price alone stands elsewhere already."""
    if not paid:
        return ""
    bought = (life.price or 0) * life.quantity
    after = sum(paid)
    said = _("{amount}, of which maintenance {part}", amount=texts.money(bought + after), part=texts.money(after))
    return texts.say(said)


def _replacement(life: Life, texts: Texts, today: date, like: Span | None) -> Fact:
    """The year, and whether somebody decided it; of what has left, nothing."""
    title = _("Replacement")
    when = due(life.ageing, year_of_day(today, like), like) if life.meta is not MetaStatus.RETIRED else None
    if when is None:
        return Fact(title, "")
    if life.planned_year is not None:
        year = verbatim(year_named(life.planned_year, like))
        said = (
            _("{year}, decided: {reason}", year=year, reason=life.plan_reason)
            if life.plan_reason
            else _("{year}, decided", year=year)
        )
        return Fact(title, texts.say(said), None, Tone.WARNING if when.is_late else Tone.TEXT)
    if when.is_late:
        return Fact(title, texts.say(_p("replacement", "due now")), None, Tone.WARNING)
    return Fact(title, year_named(when.year, like))
