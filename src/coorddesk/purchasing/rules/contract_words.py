"""The words of contracts: what they are for, how they go on, and what happens to them."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.core.messages import Message, _p


class ContractKind(StrEnum):
    """What a contract is for."""

    SUBSCRIPTION = "subscription"
    MAINTENANCE = "maintenance"
    LEASE = "lease"
    LICENCE = "licence"
    SERVICE = "service"
    OTHER = "other"


CONTRACT_KIND_TITLES: dict[ContractKind, Message] = {
    ContractKind.SUBSCRIPTION: _p("contract", "Subscription"),
    ContractKind.MAINTENANCE: _p("contract", "Maintenance"),
    ContractKind.LEASE: _p("contract", "Lease"),
    ContractKind.LICENCE: _p("contract", "Licence"),
    ContractKind.SERVICE: _p("contract", "Service"),
    ContractKind.OTHER: _p("contract", "Other"),
}


class Renewal(StrEnum):
    """Whether a contract goes on by itself, once somebody says so, or not at all."""

    TACIT = "tacit"
    EXPRESS = "express"
    NONE = "none"


RENEWAL_TITLES: dict[Renewal, Message] = {
    Renewal.TACIT: _p("renewal", "By itself (tacit)"),
    Renewal.EXPRESS: _p("renewal", "If we say so (express)"),
    Renewal.NONE: _p("renewal", "None"),
}


class ContractStepKind(StrEnum):
    """What happens to a contract."""

    RENEWED = "renewed"
    TERMINATED = "terminated"
    REPRICED = "repriced"
    INDEXED = "indexed"


CONTRACT_STEP_TITLES: dict[ContractStepKind, Message] = {
    ContractStepKind.RENEWED: _p("contract", "Renewed"),
    ContractStepKind.TERMINATED: _p("contract", "Terminated"),
    ContractStepKind.REPRICED: _p("contract", "New price"),
    ContractStepKind.INDEXED: _p("contract", "Indexed"),
}


class ContractState(StrEnum):
    """How a contract stands on a day."""

    TO_COME = "to_come"
    RUNNING = "running"
    TO_DECIDE = "to_decide"
    ENDING = "ending"
    ENDED = "ended"


CONTRACT_STATE_TITLES: dict[ContractState, Message] = {
    ContractState.TO_COME: _p("contract", "To come"),
    ContractState.RUNNING: _p("contract", "Running"),
    ContractState.TO_DECIDE: _p("contract", "To decide"),
    ContractState.ENDING: _p("contract", "Ends for good"),
    ContractState.ENDED: _p("contract", "Over"),
}
