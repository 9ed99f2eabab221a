"""Which payments and invoices a line of a bank statement is about: proposed with reasons, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.purchasing.rules.words import InvoiceKind, PaymentMeans

NEAR = 10
"""Days between a payment as it was written down and as the bank booked it."""
MOST_PROPOSED = 5
_SHORTEST = 3  # a number of fewer signs stands in labels by chance
_MOST_COMBINED = 12  # unpaid invoices of one supplier among which those that add up are looked for
_NO_NAMES = frozenset({"sarl", "sas", "sasu", "eurl", "scop", "ets", "pro", "france", "groupe", "les", "des"})


class BankState(StrEnum):
    """How far a line of a statement is."""

    OPEN = "open"
    TICKED = "ticked"
    ASIDE = "aside"


BANK_STATE_TITLES: dict[BankState, Message] = {
    BankState.OPEN: _p("bank line", "To tick off"),
    BankState.TICKED: _p("bank line", "Ticked off"),
    BankState.ASIDE: _p("bank line", "Left aside"),
}


@dataclass(frozen=True)
class Booked:
    """A line of a statement: `left` are the cents, signed as the bank does, that nothing explains yet."""

    day: date
    left: int
    words: str


@dataclass(frozen=True)
class Payable:
    """A payment that no line explains (`payment_id`), or an invoice of which `cents` are still to be paid.

    Cents are above zero either way; those of a credit note come in, all others go out.
    """

    invoice_id: int
    number: str
    supplier: str
    day: date
    cents: int
    kind: InvoiceKind = InvoiceKind.INVOICE
    payment_id: int | None = None
    references: tuple[str, ...] = ()
    supplier_id: int = 0

    @property
    def booked(self) -> int:
        """The same, signed as the bank does."""
        return -self.cents if self.kind is InvoiceKind.INVOICE else self.cents


@dataclass(frozen=True)
class Part:
    """So many cents of a line are this payment, or pay this invoice."""

    of: Payable
    cents: int


@dataclass(frozen=True)
class Proposal:
    """What a line may be about, why, and how likely; `parts` together come to the line, or to a part of it."""

    parts: tuple[Part, ...]
    reasons: tuple[Message, ...]
    score: int

    @property
    def is_payment(self) -> bool:
        """Whether all of it was written down as paid before."""
        return all(part.of.payment_id is not None for part in self.parts)


@dataclass(frozen=True)
class Against:
    """What explains a line or a part of it: a payment that is written down, or an invoice that so many cents pay."""

    payment_id: int | None = None
    invoice_id: int | None = None
    cents: int = 0
    means: PaymentMeans | None = None


def against(parts: Iterable[Part]) -> tuple[Against, ...]:
    """What a proposal says, as a wish."""
    return tuple(
        Against(invoice_id=part.of.invoice_id, cents=part.cents)
        if part.of.payment_id is None
        else Against(payment_id=part.of.payment_id)
        for part in parts
    )


def proposals(line: Booked, payables: Iterable[Payable]) -> list[Proposal]:
    """What a line may be about, the likeliest first; nothing where it is explained."""
    if not line.left:
        return []
    able = [each for each in payables if each.booked * line.left > 0 and _may_be(line, each)]
    words = _words(line.words)
    found = [*_alone(line, able, words), *_together(line, able, words)]
    found.sort(key=lambda each: (-each.score, len(each.parts), each.parts[0].of.invoice_id))
    return found[:MOST_PROPOSED]


def is_plain(found: Sequence[Proposal]) -> bool:
    """Whether the first proposal may be taken without a look at the others: it fits, and nothing else does as well."""
    return bool(found) and found[0].score >= _FITS and (len(found) == 1 or found[1].score < found[0].score)


_AMOUNT, _NUMBER, _SUPPLIER, _PAID, _DAY = 40, 40, 20, 10, 5
_FITS = _AMOUNT


def _may_be(line: Booked, each: Payable) -> bool:
    """Whether the days allow it: money for an invoice does not go before it was written."""
    return each.payment_id is not None or each.day <= line.day


def _alone(line: Booked, able: Sequence[Payable], words: _Words) -> Iterable[Proposal]:
    for each in able:
        score, reasons = _fits(line, each, words)
        is_same = each.booked == line.left
        if is_same and each.payment_id is not None and abs((each.day - line.day).days) > NEAR and score < _SUPPLIER:
            continue
        if is_same:
            yield Proposal((Part(each, each.cents),), (_("same amount"), *reasons), score + _AMOUNT)
        elif score >= _NUMBER and each.payment_id is None:
            cents = min(each.cents, abs(line.left))
            of = _("a part of what is to be paid") if cents < each.cents else _("a part of the line")
            yield Proposal((Part(each, cents),), (of, *reasons), score)


def _together(line: Booked, able: Sequence[Payable], words: _Words) -> Iterable[Proposal]:
    """Several invoices of one supplier that come to the line together."""
    by_supplier: dict[tuple[int, str], list[Payable]] = {}
    for each in able:
        by_supplier.setdefault((each.supplier_id, each.supplier), []).append(each)
    for several in by_supplier.values():
        chosen = _adding_up(several, abs(line.left), words)
        if chosen:
            named = sum(words.holds(each) for each in chosen)
            score = _AMOUNT - 1 + (_NUMBER if named == len(chosen) else 0) + _of_supplier(chosen[0], words)
            said = _n("{count} document comes to it", "{count} documents come to it together", len(chosen))
            reasons = (said, *([_("number in the label")] if named == len(chosen) else []))
            yield Proposal(tuple(Part(each, each.cents) for each in chosen), reasons, score)


def _adding_up(several: Sequence[Payable], cents: int, words: _Words) -> tuple[Payable, ...]:
    """Those that come to an amount: all that the label names, or else the fewest, if only some do."""
    named = tuple(each for each in several if words.holds(each))
    for chosen in (named, tuple(several)):
        if len(chosen) > 1 and sum(each.cents for each in chosen) == cents:
            return chosen
    if len(several) > _MOST_COMBINED:
        return ()
    for count in (2, 3):
        found = [some for some in combinations(several, count) if sum(each.cents for each in some) == cents]
        if found:
            return found[0] if len(found) == 1 else ()
    return ()


def _fits(line: Booked, each: Payable, words: _Words) -> tuple[int, list[Message]]:
    """How much else speaks for it, and what."""
    score, reasons = 0, []
    if words.holds(each):
        score += _NUMBER
        reasons.append(_("number in the label"))
    if of_supplier := _of_supplier(each, words):
        score += of_supplier
        reasons.append(_("supplier in the label"))
    if each.payment_id is not None:
        apart = abs((each.day - line.day).days)
        score += _PAID + max(0, _DAY - apart)
        near = _n("{count} day apart", "{count} days apart", apart) if apart else _("the same day")
        reasons.append(near)
    return score, reasons


def _of_supplier(each: Payable, words: _Words) -> int:
    names = [word for word in fold(each.supplier).split() if len(word) >= _SHORTEST and word not in _NO_NAMES]
    return _SUPPLIER if any(name in words.whole for name in names) else 0


@dataclass(frozen=True)
class _Words:
    """What a label says, folded: its words, and all of it."""

    whole: frozenset[str]
    text: str

    def holds(self, each: Payable) -> bool:
        """Whether the number of an invoice, or what a payment or an order is known by, stands in it."""
        known = map(_pattern, (each.number, *each.references))
        return any(pattern is not None and pattern.search(self.text) for pattern in known)


@lru_cache(maxsize=4096)
def _pattern(number: str) -> re.Pattern[str] | None:
    """How a number may be written in a label: "FAC20260412", "fac 2026-0412", but not within a longer number."""
    code = re.sub(r"[\W_]+", "", fold(number))
    if len(code) < _SHORTEST or not any(map(str.isdigit, code)):
        return None
    return re.compile(rf"(?<![^\W_]){'[^0-9a-z]*'.join(map(re.escape, code))}(?![^\W_])")


def _words(text: str) -> _Words:
    folded = fold(text)
    return _Words(frozenset(re.findall(r"[^\W_]+", folded)), folded)


def bank_search(label: str, reference: str, account: str) -> str:
    """The words of a line that a search looks through, folded."""
    return fold(f"{label} {reference} {account}")
