"""Which payments and invoices a line of a bank statement is about: proposed with reasons, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
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
_SEVERAL = 2
_COMBINED = ((2, 12), (3, 8))
"""So many that add up are looked for where a supplier has at most so many documents: among more, some do by chance."""
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
    able = [each for each in payables if each.booked * line.left > 0 and _may_be(line, each)]
    words = _words(line.words)
    named = frozenset(each for each in able if words.holds(each))
    found = [*_alone(line, able, words, named), *_together(line, able, words, named)]
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


def _alone(line: Booked, able: Sequence[Payable], words: _Words, named: Collection[Payable]) -> Iterable[Proposal]:
    for each in able:
        is_same, is_named = each.booked == line.left, each in named
        if not is_same and (not is_named or each.payment_id is not None):
            continue
        score, reasons = _fits(line, each, words, is_named=is_named)
        if is_same and each.payment_id is not None and abs((each.day - line.day).days) > NEAR and score < _SUPPLIER:
            continue
        if is_same:
            yield Proposal((Part(each, each.cents),), (_("same amount"), *reasons), score + _AMOUNT)
        else:
            cents = min(each.cents, abs(line.left))
            of = _("a part of what is to be paid") if cents < each.cents else _("a part of the line")
            yield Proposal((Part(each, cents),), (of, *reasons), score)


def _together(line: Booked, able: Sequence[Payable], words: _Words, named: Collection[Payable]) -> Iterable[Proposal]:
    """Several invoices of one supplier that come to the line together."""
    by_supplier: dict[tuple[int, str], list[Payable]] = {}
    for each in able:
        by_supplier.setdefault((each.supplier_id, each.supplier), []).append(each)
    for several in by_supplier.values():
        chosen = _adding_up(several, abs(line.left), named)
        if chosen:
            are_named = all(each in named for each in chosen)
            score = _AMOUNT - 1 + (_NUMBER if are_named else 0) + _of_supplier(chosen[0], words)
            said = _n("{count} document comes to it", "{count} documents come to it together", len(chosen))
            reasons = (said, *([_("number in the label")] if are_named else []))
            yield Proposal(tuple(Part(each, each.cents) for each in chosen), reasons, score)


def _adding_up(several: Sequence[Payable], cents: int, named: Collection[Payable]) -> Sequence[Payable]:
    """Those that come to an amount: all that the label names, all there are, or the fewest if only some do."""
    whole = sum(each.cents for each in several)
    if len(several) < _SEVERAL or whole < cents:
        return ()
    of_label = [each for each in several if each in named]
    if len(of_label) >= _SEVERAL and sum(each.cents for each in of_label) == cents:
        return of_label
    if whole == cents:
        return several
    for count, most in _COMBINED:
        if len(several) <= most:
            owed = [each.cents for each in several]
            found = [some for some in combinations(range(len(owed)), count) if sum(owed[n] for n in some) == cents]
            if found:
                return [several[place] for place in found[0]] if len(found) == 1 else ()
    return ()


def _fits(line: Booked, each: Payable, words: _Words, *, is_named: bool) -> tuple[int, list[Message]]:
    """How much else speaks for it, and what."""
    score, reasons = 0, []
    if is_named:
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
    return _SUPPLIER if not words.whole.isdisjoint(_names(each.supplier)) else 0


@lru_cache(maxsize=4096)
def _names(supplier: str) -> frozenset[str]:
    """The words of a name that tell one supplier from others."""
    return frozenset(word for word in fold(supplier).split() if len(word) >= _SHORTEST and word not in _NO_NAMES)


@dataclass(frozen=True)
class _Words:
    """What a label says, folded: its words, all of it, and its letters and digits alone."""

    whole: frozenset[str]
    text: str
    run: str

    def holds(self, each: Payable) -> bool:
        """Whether the number of an invoice, or what a payment or an order is known by, stands in it."""
        return any(self._holds(number) for number in (each.number, *each.references))

    def _holds(self, number: str) -> bool:
        """However it is written: "FAC20260412", "fac 2026-0412", but not within a longer number."""
        code = _code(number)
        if code not in self.run or len(code) < _SHORTEST or not any(map(str.isdigit, code)):
            return False
        pattern = r"[^\w]*".join(map(re.escape, code))
        return re.search(rf"(?<![^\W_]){pattern}(?![^\W_])", self.text) is not None


@lru_cache(maxsize=1 << 16)
def _code(number: str) -> str:
    return re.sub(r"[\W_]+", "", fold(number))


def _words(text: str) -> _Words:
    folded = fold(text).replace("_", " ")
    return _Words(frozenset(re.findall(r"\w+", folded)), folded, re.sub(r"\W+", "", folded))


def bank_search(label: str, reference: str, account: str) -> str:
    """The words of a line that a search looks through, folded."""
    return fold(f"{label} {reference} {account}")
