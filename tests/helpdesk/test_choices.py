"""What a desk says once of its tickets, and what is made of it: templates, macros, what comes again, rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import InUse, StaleWrite, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.helpdesk.models import Cause, Macro, RecurringTicket, Team, TicketCategory
from coorddesk.helpdesk.queries import (
    categories,
    causes,
    faults,
    faults_of,
    findings,
    macros,
    recurring,
    rules,
    targets,
    teams,
    templates,
    ticket_card,
    ticket_log,
)
from coorddesk.helpdesk.rules import EventKind, Every, Pledge, Resolution, Status, Trigger
from coorddesk.helpdesk.service import (
    CategoryDetails,
    CauseDetails,
    DiagnosisDetails,
    FaultDetails,
    MacroDetails,
    Question,
    RecurringDetails,
    Reprioritise,
    RuleDetails,
    Save,
    Seen,
    TargetDetails,
    TeamDetails,
    TemplateDetails,
    UseMacro,
    Wait,
    choice_written,
    delete_choice,
    escalate_due,
    open_recurring,
    order_choices,
    replace_choice,
    reprioritise,
    save_choice,
    seed,
    use_macro,
    wait,
)
from coorddesk.inventory.service import find_or_create_category
from tests.factories import make_asset, make_person
from tests.helpdesk.asked import TODAY, make_category, make_cause, make_ticket, resolved, seen, there

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database


@pytest.mark.parametrize(
    ("spoken", "first_causes", "category"),
    [("en_GB.UTF-8", ["Wear", "Breakage"], "Network / Wi-Fi"), ("fr_FR.UTF-8", ["Usure", "Casse"], "Réseau / Wi-Fi")],
)
def test_a_new_desk_has_the_usual_words_once(
    desk: Database, monkeypatch: pytest.MonkeyPatch, spoken: str, first_causes: list[str], category: str
) -> None:
    monkeypatch.setenv("LC_ALL", spoken)
    with desk.transaction() as session:
        seed(session)
        seed(session)
    with desk.reading() as session:
        assert [row.name for row in causes(session)][:2] == first_causes
        assert category in {row.path for row in categories(session)}
        assert len(faults(session)) == 10
        assert findings(session) == []


def test_paths_of_kinds_follow(desk: Database) -> None:
    with desk.transaction() as session:
        around = make_category(session, "Network")
        inside = make_category(session, "Wi-Fi", parent_id=around)
        save_choice(session, Save(CategoryDetails("Réseau"), around, 1))
        assert [row.path for row in categories(session)] == ["Réseau", "Réseau / Wi-Fi"]
        assert findings(session) == []
    for wish in (
        Save(CategoryDetails("Réseau", inside), around, 2),
        Save(CategoryDetails("reseau")),
        Save(CategoryDetails("a / b")),
        Save(CategoryDetails("")),
    ):
        with pytest.raises(UserError), desk.transaction() as session:
            save_choice(session, wish)


def test_what_a_kind_asks_must_be_answered_by_whoever_is_there(desk: Database) -> None:
    question = Question("Which room?", (), is_required=True)
    with desk.transaction() as session:
        category = make_category(session, questions=(question, Question("Since when?", ("Today", "Longer"))))
        asked = categories(session)[0].questions
        assert [(each.question, each.choices) for each in asked] == [
            ("Which room?", ()),
            ("Since when?", ("Today", "Longer")),
        ]
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        make_ticket(session, category_id=category)
    assert refused.value.field == f"question:{asked[0].id}"
    with desk.transaction() as session:
        number = make_ticket(session, category_id=category, answers=((asked[0].id, " B12 "),))
        card = ticket_card(session, number)
        assert card is not None
        assert card.answers == (("Which room?", "B12"),)
        make_ticket(session, category_id=category, key="by itself")
        version = categories(session)[0].version
        save_choice(session, Save(CategoryDetails("Screen", questions=(question,)), category, version))
        assert categories(session)[0].version == version + 1


def test_a_stale_choice_is_refused_and_a_used_one_stays(desk: Database) -> None:
    with desk.transaction() as session:
        cause = make_cause(session)
        number = make_ticket(session)
        resolved(session, number, cause=cause)
        save_choice(session, Save(CauseDetails("Old age"), cause, 1))
    with pytest.raises(StaleWrite), desk.transaction() as session:
        save_choice(session, Save(CauseDetails("Age"), cause, 1))
    with pytest.raises(UserError), desk.transaction() as session:
        delete_choice(session, CauseDetails, Deletion(cause, 2))
    with desk.transaction() as session:
        other = make_cause(session, "Never")
        delete_choice(session, CauseDetails, Deletion(other, 1))
        assert [(row.name, row.tickets) for row in causes(session)] == [("Old age", 1)]
        assert session.get(Cause, other) is None


def test_teams_have_members(desk: Database) -> None:
    with desk.transaction() as session:
        one, two = make_person(session), make_person(session, "Petit", "Léo")
        team = save_choice(session, Save(TeamDetails("Second level", (one,))))
        save_choice(session, Save(TeamDetails("Second level", (two, one)), team, 1))
        assert teams(session)[0].people == ((one, "Inès Moreau"), (two, "Léo Petit"))
        version = teams(session)[0].version
        assert version == 2
        delete_choice(session, TeamDetails, Deletion(team, version))
        assert session.get(Team, team) is None


def test_tiles_of_a_kind_of_device_go_before_those_of_all(desk: Database) -> None:
    with desk.transaction() as session:
        category = find_or_create_category(session, "Projector")
        asset, other = make_asset(session, category_id=category), make_asset(session, "CD-2")
        save_choice(session, Save(FaultDetails("Does not start")))
        save_choice(session, Save(FaultDetails("Lamp", category)))
        save_choice(session, Save(DiagnosisDetails(category, ("Remote control?", "Source?"))))
        shown = [[row.title for row in faults_of(session, each)] for each in (asset, other, None)]
        assert shown == [["Lamp"], ["Does not start"], ["Does not start"]]
        card = ticket_card(session, make_ticket(session, devices=(asset,)))
    assert card is not None
    assert [step.what for step in card.steps] == ["Remote control?", "Source?"]


def test_a_macro_replies_and_moves(desk: Database) -> None:
    with desk.transaction() as session:
        cause = make_cause(session)
        done = save_choice(session, Save(MacroDetails("Restarted", "Restart helped", status=Status.RESOLVED)))
        later = MacroDetails("Ordered", "We ordered it", status=Status.WAITING, waiting_reason="Part", remind_days=3)
        ordered = save_choice(session, Save(later))
        number = make_ticket(session)
        use_macro(session, UseMacro(seen(session, number), ordered))
        row = there(session, number)
        assert (row.status, row.remind_on, row.waiting_reason) == (Status.WAITING, TODAY + timedelta(3), "Part")
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        use_macro(session, UseMacro((Seen(number),), done))
    assert refused.value.field == "cause"
    with desk.transaction() as session:
        use_macro(session, UseMacro((Seen(number),), done, cause, Resolution.FIXED))
        row = there(session, number)
        assert (row.status, row.solution) == (Status.RESOLVED, "Restart helped")
        bodies = [(event.kind, event.body) for event in reversed(ticket_log(session, number))][1:]
        assert [row.name for row in macros(session)] == ["Restarted", "Ordered"]
    assert bodies == [
        (EventKind.NOTE, "We ordered it"),
        (EventKind.STATUS, "Part"),
        (EventKind.STATUS, "Restart helped"),
    ]


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (MacroDetails("x"), "reply"),
        (MacroDetails("x", "y", status=Status.NEW), "status"),
        (MacroDetails("x", "y", status=Status.PLANNED), "status"),
        (MacroDetails("x", "y", status=Status.WAITING), "waiting_reason"),
    ],
)
def test_a_macro_that_could_not_work_is_refused(desk: Database, details: MacroDetails, field: str) -> None:
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        save_choice(session, Save(details))
    assert refused.value.field == field


def test_what_comes_again_comes_once_a_turn(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        template = save_choice(
            session, Save(TemplateDetails("Check", "Check the printers", checklist=("Toner", "Paper")))
        )
        wish = RecurringDetails("Monthly check", template, date(2026, 8, 31), Every.MONTH, end=date(2026, 10, 31))
        again = save_choice(session, Save(wish))
        assert recurring(session)[0].next_on == date(2026, 9, 30)
        assert open_recurring(session) == []
    clock.moment += timedelta(days=24)
    with desk.transaction() as session:
        numbers = open_recurring(session)
        assert open_recurring(session) == []
        card = ticket_card(session, numbers[0])
        assert card is not None
        assert (card.row.title, card.row.origin) == ("Check the printers", "Monthly check")
        assert [step.what for step in card.steps] == ["Toner", "Paper"]
        assert session.get_one(RecurringTicket, again).next_on == date(2026, 10, 31)
    clock.moment += timedelta(days=100)
    with desk.transaction() as session:
        assert len(open_recurring(session)) == 1
        assert session.get_one(RecurringTicket, again).next_on is None
        assert [row.name for row in templates(session)] == ["Check"]


def test_targets_are_promised_and_follow_priority(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        before = make_ticket(session, "Before", urgency=3, impact=1)
        save_choice(session, Save(TargetDetails(240, 960)))
        urgent = save_choice(session, Save(TargetDetails(60, 240, priority=5)))
        number = make_ticket(session, urgency=3, impact=1)
        rows = [there(session, each) for each in (before, number)]
        assert rows[0].resolve_by == rows[1].resolve_by is not None
        reprioritise(session, Reprioritise(seen(session, number), urgency=5, impact=5))
        row = there(session, number)
        assert row.respond_by == clock.moment + timedelta(hours=1)
        assert row.resolve_by is not None
        assert rows[1].resolve_by is not None
        assert row.resolve_by < rows[1].resolve_by
        wait(session, Wait(seen(session, number), "The part", TODAY))
        assert there(session, number).resolve_by is None
        assert [each.pledge for each in targets(session)] == [Pledge(240, 960), Pledge(60, 240)]
        delete_choice(session, TargetDetails, Deletion(urgent, 1))
        kinds = [event.after for event in reversed(ticket_log(session, number)) if event.kind is EventKind.TARGET]
        assert kinds == ["240/960", "60/240", "240/960"]
        assert findings(session) == []
    with pytest.raises(UserError), desk.transaction() as session:
        save_choice(session, Save(TargetDetails(1, 2)))


def test_deadlines_go_with_the_last_target_and_follow_a_kind_that_is_put_elsewhere(desk: Database) -> None:
    with desk.transaction() as session:
        around, inside = make_category(session, "Network"), make_category(session, "Wi-Fi")
        target = save_choice(session, Save(TargetDetails(None, 60, category_id=around)))
        number = make_ticket(session, category_id=inside)
        assert there(session, number).resolve_by is None
        save_choice(session, Save(CategoryDetails("Wi-Fi", around), inside, 1))
        assert there(session, number).resolve_by is not None
        delete_choice(session, TargetDetails, Deletion(target, 1))
        assert there(session, number).resolve_by is None
        assert findings(session) == []


def test_a_kind_of_ticket_can_be_replaced_and_undone(desk: Database) -> None:
    with desk.transaction() as session:
        old, new = make_category(session, "Networks", questions=(Question("Where?"),)), make_category(session)
        inside = make_category(session, "Wi-Fi", parent_id=old)
        for category, priority, minutes in ((old, None, 240), (new, None, 60), (old, 5, 240)):
            save_choice(session, Save(TargetDetails(None, minutes, priority, category_id=category)))
        number = make_ticket(session, category_id=old)
        late = there(session, number).resolve_by
    for by in (None, old, inside):
        with pytest.raises(UserError) as refused, desk.transaction() as session:
            replace_choice(session, CategoryDetails, Deletion(old, 1), by)
        assert refused.value.field == "by"
    with desk.transaction() as session:
        replace_choice(session, CategoryDetails, Deletion(old, 1), new)
        row = there(session, number)
        assert row.category == "Screen"
        assert row.resolve_by is not None
        assert late is not None
        assert row.resolve_by < late
        assert [each.path for each in categories(session)] == ["Screen", "Screen / Wi-Fi"]
        assert [(each.category, each.priority) for each in targets(session)] == [("Screen", None), ("Screen", 5)]
        assert findings(session) == []
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
        row = there(session, number)
        assert (row.category, row.resolve_by, len(targets(session))) == ("Networks", late, 3)
        assert findings(session) == []


def test_a_team_that_has_tickets_is_replaced_without_its_members(desk: Database) -> None:
    with desk.transaction() as session:
        one, other = make_person(session), make_person(session, "Petit", "Léo")
        gone = save_choice(session, Save(TeamDetails("IT", (one,))))
        team = save_choice(session, Save(TeamDetails("Technicians", (other,))))
        number = make_ticket(session, team_id=gone)
    with pytest.raises(InUse), desk.transaction() as session:
        delete_choice(session, TeamDetails, Deletion(gone, 1))
    with desk.transaction() as session:
        replace_choice(session, TeamDetails, Deletion(gone, 1), team)
        assert there(session, number).team == "Technicians"
        assert [each.people for each in teams(session)] == [((other, "Léo Petit"),)]
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
        assert there(session, number).team == "IT"


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_lists_are_in_the_order_that_the_desk_gives_them(desk: Database) -> None:
    with desk.transaction() as session:
        wear, theft, age = (make_cause(session, name) for name in ("Wear", "Theft", "Age"))
        order_choices(session, CauseDetails, [age, wear, 99])
        assert [row.name for row in causes(session)] == ["Age", "Wear", "Theft"]
        order_choices(session, CauseDetails, [age, wear, theft])
        make_cause(session, "Heat")
        assert [row.name for row in causes(session)][-1] == "Heat"
        written = choice_written(session, CauseDetails, age)
        assert (written.version, written.details) == (2, CauseDetails("Age"))


def test_rules_escalate_each_ticket_once(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        chief, deputy = make_person(session), make_person(session, "Petit", "Léo")
        unanswered = RuleDetails("Forgotten", Trigger.UNANSWERED, 120, assignee_id=deputy)
        save_choice(session, Save(RuleDetails("Urgent", Trigger.PRIORITY, priority=5, assignee_id=chief)))
        rule = save_choice(session, Save(unanswered))
        calm, hot = make_ticket(session), make_ticket(session, urgency=5, impact=5)
        assert escalate_due(session) == [hot]
        assert escalate_due(session) == []
        assert there(session, hot).assignee_id == chief
    clock.moment += timedelta(hours=5)
    with desk.transaction() as session:
        assert escalate_due(session) == [calm, hot]
        assert escalate_due(session) == []
        assert there(session, calm).assignee_id == deputy
        save_choice(session, Save(replace(unanswered, is_on=False), rule, 1))
        delete_choice(session, RuleDetails, Deletion(rule, 2))
        assert [row.name for row in rules(session)] == ["Urgent"]


def test_nothing_of_a_choice_is_left_out_when_it_is_read(desk: Database) -> None:
    with desk.transaction() as session:
        details = CategoryDetails("Sound", questions=(Question("Where?"),), checklist=("Volume",), urgency=2, notes="n")
        number = save_choice(session, Save(details))
        version = session.get_one(TicketCategory, number).version
        save_choice(session, Save(details, number, version))
        assert session.get_one(TicketCategory, number).version == version
        macro = MacroDetails("M", "Reply", is_public=False, status=Status.CANCELLED)
        macro_id = save_choice(session, Save(macro))
        save_choice(session, Save(macro, macro_id, 1))
        assert session.get_one(Macro, macro_id).version == 1
