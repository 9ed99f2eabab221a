"""Any verbs of the help desk, undone in reverse, leave every row as it was; done again, as they left it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.merging import Merge as MergeRecords
from coorddesk.directory.queries import person, supplier
from coorddesk.directory.service import Deletion, merge_people, merge_suppliers
from coorddesk.helpdesk.models import TicketStep
from coorddesk.helpdesk.queries import categories, causes, ticket, ticket_card, work_on
from coorddesk.helpdesk.rules import Every, LinkKind, Resolution, Status, Trigger
from coorddesk.helpdesk.service import (
    AddNote,
    AddSteps,
    Assign,
    Cancel,
    Categorise,
    CategoryDetails,
    CauseDetails,
    Close,
    Escalate,
    Handling,
    Helpers,
    LinkTickets,
    MacroDetails,
    Merge,
    MeToo,
    NewRating,
    NewWork,
    Plan,
    Question,
    RecurringDetails,
    Reopen,
    Reprioritise,
    Resolve,
    RuleDetails,
    Save,
    Seen,
    Split,
    Start,
    TargetDetails,
    TemplateDetails,
    Tick,
    TicketDetails,
    TicketEdit,
    UseMacro,
    Wait,
    WorkDetails,
    WorkEdit,
    add_me_too,
    add_note,
    add_steps,
    add_work,
    assign,
    cancel,
    categorise,
    close,
    delete_choice,
    delete_work,
    edit_ticket,
    edit_work,
    escalate,
    escalate_due,
    link_tickets,
    merge_tickets,
    open_recurring,
    plan,
    rate,
    reopen,
    reprioritise,
    resolve,
    save_choice,
    set_helpers,
    split_ticket,
    start,
    tick_step,
    unlink_tickets,
    use_macro,
    wait,
)
from coorddesk.inventory.service import Chosen, delete_assets, seed_labels
from tests.factories import make_asset, make_person, make_supplier
from tests.helpdesk.asked import TODAY, make_category, make_cause, make_ticket
from tests.undoing import ALL, PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

_GONE = 99
"""The version of what is not there."""


def version(row: object) -> int:
    return int(getattr(row, "version", _GONE))


def move(session: Session, numbers: list[int], way: int) -> None:
    """One of the steps of tickets' way."""
    tickets, day = tuple(map(Seen, numbers)), TODAY + timedelta(2)
    steps: list[Callable[[], None]] = [
        lambda: start(session, Start(tickets)),
        lambda: wait(session, Wait(tickets, "Part", day)),
        lambda: plan(session, Plan(tickets, day)),
        lambda: resolve(session, Resolve(tickets, "Done", 1, Resolution.FIXED)),
        lambda: close(session, Close(tickets)),
        lambda: cancel(session, Cancel(tickets, "No")),
        lambda: reopen(session, Reopen(tickets, "Again")),
        lambda: use_macro(session, UseMacro(tickets, 1)),
    ]
    steps[way]()


def hand(session: Session, number: int, who: int | None, way: int) -> None:
    if way == 0:
        assign(session, Assign((Seen(number),), Handling(who, provider_id=who)))
    elif way == 1:
        escalate(session, Escalate((Seen(number),), "Late", who))
    else:
        set_helpers(session, Helpers(Seen(number), tuple({who, 1} - {None})))  # type: ignore[arg-type]


def tie(session: Session, one: int, other: int, kind: LinkKind) -> None:
    link_tickets(session, LinkTickets(Seen(one), other, kind))


def untie(session: Session, number: int) -> None:
    card = ticket_card(session, number)
    unlink_tickets(session, card.links[0].id if card is not None and card.links else 0)


def edit(session: Session, number: int, title: str, devices: list[int]) -> None:
    details = TicketDetails(title, devices=tuple(devices), requester_id=1, priority=4)
    edit_ticket(session, TicketEdit(number, version(ticket(session, number)), details))


def work(session: Session, number: int, way: int) -> None:
    found = work_on(session, number)
    details = WorkDetails(TODAY, 30, 990, person_id=1)
    if way == 0 or not found:
        add_work(session, NewWork(number, details))
    elif way == 1:
        edit_work(session, WorkEdit(found[0].id, found[0].version, WorkDetails(TODAY, 60)))
    else:
        delete_work(session, Deletion(found[0].id, found[0].version))


def step(session: Session, number: int, line: str) -> None:
    first = session.get(TicketStep, number)
    if first is not None:
        tick_step(session, Tick(first.id, first.done_at is None))
    else:
        add_steps(session, AddSteps(Seen(number), (line,)))


def save(session: Session, way: int, word: str) -> None:
    """Add or change something of the desk's own words."""
    category, cause = categories(session)[0], causes(session)[0]
    wishes: list[Any] = [
        Save(CategoryDetails(word, urgency=5, questions=(Question(word),)), category.id, category.version),
        Save(CategoryDetails(word, 1)),
        Save(CauseDetails(word), cause.id, cause.version),
        Save(TargetDetails(30, 60, category_id=1)),
        Save(RuleDetails(word, Trigger.PRIORITY, priority=2, assignee_id=2)),
        Save(RecurringDetails(word, 1, date(2026, 9, 1), Every.DAY)),
    ]
    save_choice(session, wishes[way])


def merge(session: Session, what: int) -> None:
    if what == 0:
        kept, gone = supplier(session, 1), supplier(session, 2)
        merge_suppliers(session, MergeRecords(1, version(kept), 2, version(gone)), ALL)
    else:
        one, two = person(session, 1), person(session, 2)
        merge_people(session, MergeRecords(1, version(one), 2, version(two)), ALL)


some = st.integers(1, 4)
few = st.lists(some, min_size=1, max_size=3, unique=True)
who = st.sampled_from([None, 1, 2])
deeds = st.one_of(
    st.builds(lambda d, w: lambda x: make_ticket(x, "Wi-Fi", devices=(d,), assignee_id=w, category_id=1), some, who),
    st.builds(lambda n, w: lambda x: move(x, n, w), few, st.integers(0, 7)),
    st.builds(lambda n, w: lambda x: move(x, n, w), few, st.integers(0, 7)),
    st.builds(lambda n, p, w: lambda x: hand(x, n, p, w), some, who, st.integers(0, 2)),
    st.builds(lambda a, b, k: lambda x: tie(x, a, b, k), some, some, st.sampled_from(LinkKind)),
    st.builds(lambda n: lambda x: untie(x, n), some),
    st.builds(lambda a, b: lambda x: merge_tickets(x, Merge(Seen(a), (Seen(b),))), some, some),
    st.builds(lambda n, d: lambda x: split_ticket(x, Split(Seen(n), "Part", devices=(d,))), some, some),
    st.builds(lambda n, t, d: lambda x: edit(x, n, t, d), some, st.sampled_from("ab"), few),
    st.builds(lambda n, u: lambda x: reprioritise(x, Reprioritise((Seen(n),), u, by_matrix=True)), some, some),
    st.builds(lambda n: lambda x: categorise(x, Categorise((Seen(n),), None)), some),
    st.builds(lambda n, p: lambda x: add_note(x, AddNote((Seen(n),), "Hello", is_public=p)), some, st.booleans()),
    st.builds(lambda n, k: lambda x: add_me_too(x, MeToo(n, "Lou", key=k)), some, st.sampled_from([None, "k"])),
    st.builds(lambda n, s: lambda x: rate(x, NewRating(n, s)), some, st.integers(0, 4)),
    st.builds(lambda n, w: lambda x: work(x, n, w), some, st.integers(0, 2)),
    st.builds(lambda n, line: lambda x: step(x, n, line), some, st.sampled_from("ab")),
    st.builds(lambda w, word: lambda x: save(x, w, word), st.integers(0, 5), st.sampled_from("ab")),
    st.builds(lambda n: lambda x: delete_choice(x, RuleDetails, Deletion(n, 1)), some),
    st.builds(lambda n: lambda x: delete_choice(x, TargetDetails, Deletion(n, 1)), some),
    st.just(open_recurring),
    st.just(escalate_due),
    st.builds(lambda w: lambda x: merge(x, w), st.integers(0, 1)),
    st.builds(lambda d: lambda x: delete_assets(x, Chosen((d,))), some),
)


@PROOF
@given(todo=st.lists(deeds, max_size=9))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        seed_labels(session)
        make_supplier(session)
        make_supplier(session, "Réparateur")
        make_person(session)
        make_person(session, "Petit", "Léo")
        make_cause(session)
        category = make_category(session, assignee_id=2)
        save_choice(session, Save(TargetDetails(240, 960)))
        save_choice(session, Save(MacroDetails("Done", "It is done", status=Status.CANCELLED)))
        save_choice(session, Save(TemplateDetails("Check", "Check printers", category_id=category)))
        assets = [make_asset(session, f"PC-{number}") for number in range(4)]
        for place in range(3):
            make_ticket(session, f"Screen {place}", devices=tuple(assets[: place + 1]), category_id=category)
    undone_and_redone(desk, todo)
    desk.close()
