"""The words of the budget: how years count, where lines stand, and what a move of money means."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.core.messages import Message, _p


class Counting(StrEnum):
    """Which amounts count against the lines of a year: those without VAT, or those with it."""

    NET = "net"
    GROSS = "gross"


COUNTING_TITLES: dict[Counting, Message] = {
    Counting.NET: _p("amounts", "Excluding VAT"),
    Counting.GROSS: _p("amounts", "Including VAT"),
}


class YearState(StrEnum):
    """Whether a fiscal year still takes moves."""

    OPENED = "opened"
    CLOSED = "closed"


YEAR_STATE_TITLES: dict[YearState, Message] = {
    YearState.OPENED: _p("fiscal year", "Open"),
    YearState.CLOSED: _p("fiscal year", "Closed"),
}


class Chart(StrEnum):
    """Whose plan of accounts a number is of."""

    EPLE = "eple"
    M57 = "m57"
    ASSOCIATION = "association"
    OWN = "own"


CHART_TITLES: dict[Chart, Message] = {
    Chart.EPLE: _p("plan of accounts", "Schools (EPLE)"),
    Chart.M57: _p("plan of accounts", "Local authorities (M57)"),
    Chart.ASSOCIATION: _p("plan of accounts", "Associations"),
    Chart.OWN: _p("plan of accounts", "Our own"),
}


class Section(StrEnum):
    """The half of a budget in which a line stands."""

    OPERATING = "operating"
    CAPITAL = "capital"


SECTION_TITLES: dict[Section, Message] = {
    Section.OPERATING: _p("section of a budget", "Operating"),
    Section.CAPITAL: _p("section of a budget", "Capital"),
}


class OnOverspending(StrEnum):
    """What happens where more would be spent on a line than there is."""

    WARN = "warn"
    BLOCK = "block"


ON_OVERSPENDING_TITLES: dict[OnOverspending, Message] = {
    OnOverspending.WARN: _p("overspending", "Warn"),
    OnOverspending.BLOCK: _p("overspending", "Refuse"),
}


class DecisionKind(StrEnum):
    """A document by which credits are opened, changed or moved."""

    INITIAL = "initial"
    SUPPLEMENTARY = "supplementary"
    AMENDMENT = "amendment"
    TRANSFER = "transfer"
    CARRY_FORWARD = "carry_forward"


DECISION_TITLES: dict[DecisionKind, Message] = {
    DecisionKind.INITIAL: _p("decision", "Initial budget"),
    DecisionKind.SUPPLEMENTARY: _p("decision", "Supplementary budget"),
    DecisionKind.AMENDMENT: _p("decision", "Budget amendment"),
    DecisionKind.TRANSFER: _p("decision", "Budget transfer"),
    DecisionKind.CARRY_FORWARD: _p("decision", "Carry-forward"),
}


class MoveKind(StrEnum):
    """What an amount in the ledger is of. The sum of what is committed is what remains so: an invoice takes it away."""

    VOTED = "voted"
    AMENDMENT = "amendment"
    TRANSFER = "transfer"
    CARRIED_FORWARD = "carried_forward"
    PRE_COMMITTED = "pre_committed"
    COMMITTED = "committed"
    INVOICED = "invoiced"
    PAID = "paid"


MOVE_TITLES: dict[MoveKind, Message] = {
    MoveKind.VOTED: _p("move of money", "Voted"),
    MoveKind.AMENDMENT: _p("move of money", "Amendment"),
    MoveKind.TRANSFER: _p("move of money", "Transfer"),
    MoveKind.CARRIED_FORWARD: _p("move of money", "Carried forward"),
    MoveKind.PRE_COMMITTED: _p("move of money", "Pre-committed"),
    MoveKind.COMMITTED: _p("move of money", "Committed"),
    MoveKind.INVOICED: _p("move of money", "Invoiced"),
    MoveKind.PAID: _p("move of money", "Paid"),
}

CREDITS = frozenset({MoveKind.VOTED, MoveKind.AMENDMENT, MoveKind.TRANSFER, MoveKind.CARRIED_FORWARD})
"""What opens credits; all other moves use them."""
