"""What cells of sheets of contracts mean: how often an instalment is due, how long a term lasts, what it costs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from coorddesk.budget.rules.vat import of_gross, of_net
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.purchasing.imports.rates import rate_of
from coorddesk.purchasing.rules.amounts import half_up
from coorddesk.purchasing.rules.contracts import LONGEST, months_on

USUAL_VAT = 2000
USUAL_MONTHS = 12
_WORDS = {
    1: ("mensuel", "mensuelle", "mensuellement", "mois", "par mois", "tous les mois", "monthly", "month"),
    2: ("bimestriel", "bimestrielle", "tous les deux mois"),
    3: ("trimestriel", "trimestrielle", "trimestriellement", "trimestre", "par trimestre", "quarterly", "quarter"),
    6: ("semestriel", "semestrielle", "semestre", "half-yearly", "every six months"),
    12: ("annuel", "annuelle", "annuellement", "an", "par an", "tous les ans", "yearly", "annual", "year"),
    24: ("bisannuel", "biennal", "biennale", "tous les deux ans"),
    36: ("triennal", "triennale", "tous les trois ans"),
}
_EVERY = {word: months for months, words in _WORDS.items() for word in words}
_COUNTED = re.compile(r"(?:tous les |every )?(\d{1,3})(?:[.,]0+)? ?(mois|months?|ans?|annees?|years?)?")


def every_spelt(text: str) -> str:
    """How often an instalment is due, as it is kept and compared: "12" months; raises `UserError`."""
    words = " ".join(fold(text).split())
    if not words:
        return ""
    if words in _EVERY:
        return str(_EVERY[words])
    found = _COUNTED.fullmatch(words)
    months = 0 if found is None else int(found[1]) * (12 if (found[2] or "m")[0] in "ay" else 1)
    if not 0 < months <= LONGEST:
        raise UserError(_("Say how often an instalment is due: every month, every quarter, every year, 6 months."))
    return str(months)


def months_between(start: date, end: date) -> int | None:
    """How many months a term has that begins and ends on these days; None if it is no whole number of them.

    People write as its end its last day, or the first day after it.
    """
    for following in (end + timedelta(days=1), end):
        months = (following.year - start.year) * 12 + following.month - start.month
        if months > 0 and months_on(start, months) == following:
            return months
    return None


def net_meant(values: Mapping[str, Any], every: int) -> int | None:
    """The price of an instalment in cents excluding VAT, by whichever amount a row has; None without any."""
    rate = rate_meant(values)
    if values.get("net") is not None:
        return int(values["net"])
    if values.get("gross") is not None:
        return of_gross(int(values["gross"]), rate).net
    if values.get("yearly") is not None:
        return half_up(int(values["yearly"]) * every, 12)
    return None


def rate_meant(values: Mapping[str, Any]) -> int:
    """The VAT rate of a row in hundredths of a percent, the usual one without any."""
    return rate_of(values["vat_rate"]) if values.get("vat_rate") else USUAL_VAT


def trouble_with_amounts(values: Mapping[str, Any], every: int) -> tuple[str, Message] | None:
    """Why the amounts of a row contradict each other; None if they do not."""
    net, gross, yearly = values.get("net"), values.get("gross"), values.get("yearly")
    if net is not None and gross is not None and abs(of_net(net, rate_meant(values)).gross - gross) > 1:
        return "gross", _("The amounts without and with VAT do not fit together at this rate.")
    if net is not None and yearly is not None and abs(net * 12 - yearly * every) > 12 * every:
        return "yearly", _("The amount of a year does not fit the amount of an instalment.")
    return None
