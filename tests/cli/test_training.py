"""Training from the command line: planned around holidays, people registered, the sheet typed back, certificates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.opening import open_desk
from coorddesk.training.rules.checklists import CheckLine
from coorddesk.training.service import CourseDetails, create_course

if TYPE_CHECKING:
    from tests.cli.conftest import Coorddesk
    from tests.desks import Desks


@pytest.fixture
def taught(desks: Desks, coorddesk: Coorddesk) -> Coorddesk:
    """A desk with a course."""
    url = desks.fresh()
    database = open_desk(url, actor=Actor("Camille Martin"), clock=SystemClock())
    with database.transaction() as session:
        create_course(session, CourseDetails("Tableur", checklist=(CheckLine(-7, "Réserver la salle"),)))
    database.close()
    return lambda *words, **settings: coorddesk(*words, database=url, **settings)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_season_is_planned_held_and_certified(taught: Coorddesk) -> None:
    first = date.today() - timedelta(days=21)  # noqa: DTZ011 - the command line reads the machine's clock
    ran = taught("session-add", "tableur", first, "--times", "9:00-12:00", "--capacity", "2")
    reference = f"F-{first.year}-001"
    assert ran.out == f"Tableur · {reference} planned, on 1 day.\n"
    ran = taught("session-add", "tableur", first, "--times", "9-12", "--weekday", "tue", "--count", "0")
    assert (ran.code, ran.err) == (1, "Between 1 and 200 times.\n")
    assert taught("register", reference, "MOREAU Inès", "Léa Roux", "Paul Petit").out.splitlines() == [
        "MOREAU Inès: Registered",
        "Léa Roux: Registered",
        "Paul Petit: Waiting list, 1",
    ]
    assert taught("withdraw", reference, "roux").code == 0
    assert taught("accept", reference, "petit paul").out == "Paul Petit has a place.\n"
    assert taught("attendance", reference, "1", "2 R15").out == "2 cells typed.\n"
    assert [line.split("\t") for line in taught("attendance", reference).out.splitlines()[1:]] == [
        ["1", "MOREAU Inès", "P"],
        ["2", "Paul Petit", "R15"],
    ]
    assert taught("attendance", reference, "2").code == 1
    assert taught("headcount", reference, "4", "--audience", "seniors=3").out == "4 people counted.\n"
    assert taught("headcount", reference, "4", "--audience", "old=3").code == 1
    assert taught("certificates", reference).out.splitlines()[-1] == "2 certificates issued."
    ran = taught("session-step", "open", reference)
    assert (ran.code, "the place where it is held" in ran.err) == (1, True)
    assert taught("session-step", "cancelled", reference, "--reason", "Grève", "--silent").code == 0
    assert [row["reference"] for row in taught("sessions", "--json").json] == []
    assert [row["registered"] for row in taught("sessions", "--all", "--json").json] == [2]
    assert [row["sessions"] for row in taught("courses", "--json").json] == [0]
    assert taught("session-copy", "tableur", first + timedelta(days=28)).code == 0
    shown = taught("session-show", "2", "--json").json
    assert [task["words"] for task in shown["tasks"]] == ["Réserver la salle"]
    assert taught("session-invite", "2").out == "0 messages drafted.\n"
    assert taught("session-show", "nothing of that").code == 1
    assert taught("names").out == "No name is kept longer than its course says.\n"
    assert taught("names", "--remove").out == "0 names removed.\n"


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_session_is_ticked_edited_and_closed_without_a_window(taught: Coorddesk) -> None:
    day = date.today() - timedelta(days=2)  # noqa: DTZ011 - the command line reads the machine's clock
    assert taught("session-add", "tableur", day, "--times", "9-12").code == 0
    listed = taught("session-task", "1")
    assert [line.split("\t")[:2] + line.split("\t")[3:] for line in listed.out.splitlines()] == [
        ["1", "-", "Réserver la salle"]
    ]
    assert taught("session-task", "1", "salle").out.split("\t")[1] == "x"
    assert taught("session-task", "1", "--all", "--undone", "--json").json[0]["done_on"] is None
    assert taught("session-task", "1", "1", "--json").json[0]["done_on"] is not None
    ran = taught("session-task", "1", "9")
    assert (ran.code, ran.err) == (1, "There is no line “9” in its checklist.\n")
    assert taught("session-edit", "1", "--title", "Tableur 2", "--capacity", "8", "--notes", "Clés à part").code == 0
    shown = taught("session-show", "1", "--json").json
    assert (shown["title"], shown["capacity"]) == ("Tableur 2", 8)
    assert taught("session-edit", "1", "--capacity", "8").out == "Nothing was changed.\n"
    assert taught("session-edit", "1").code == 1
    assert taught("session-edit", "1", "--place", "").code == 0
    reference = shown["reference"]
    assert taught("session-delete", reference).out == f"Tableur 2 · {reference} deleted.\n"
    assert taught("sessions", "--all", "--json").json == []


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_what_was_learnt_is_said_before_certificates_of_completion(taught: Coorddesk) -> None:
    day = date.today() - timedelta(days=2)  # noqa: DTZ011 - the command line reads the machine's clock
    assert taught("session-add", "tableur", day, "--times", "9-12").code == 0
    assert taught("register", "1", "Inès Moreau", "Léa Roux").code == 0
    assert taught("results", "1").out == "Nobody came yet. Type the sheet back first, with “coorddesk attendance”.\n"
    assert taught("attendance", "1", "1").code == 0
    assert taught("results", "1", "acquired").out.splitlines()[-1] == "What 2 people have learnt is said."
    assert taught("results", "1", "in-progress", "roux").out.splitlines()[0] == "Léa Roux\tBeing acquired"
    assert taught("results", "1").out.splitlines() == ["Inès Moreau\tAcquired", "Léa Roux\tBeing acquired"]
    assert taught("results", "1", "splendid").code == 2
    assert taught("certificates", "1", "--kind", "completion").out.splitlines()[-1] == "2 certificates issued."


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_support_is_logged_and_listed(taught: Coorddesk) -> None:
    assert taught("support").out == "No support.\n"
    ran = taught("support-add", "Courriel sur le téléphone", "20", "--who", "Mme Roux", "--audience", "seniors")
    assert ran.out == "20 minutes of support logged.\n"
    assert taught("support-add", "Imprimer", "5", "--day", "02/01/2020", "--sent-on", "Mairie").code == 0
    assert taught("support-add", "Imprimer", "5", "--ticket", "7").code == 1
    assert taught("support-add", "Imprimer", "0").code == 1
    assert [line.split("\t")[1:] for line in taught("support").out.splitlines()] == [
        ["20", "Courriel sur le téléphone", "Mme Roux"],
        ["5", "Imprimer", "", "Mairie"],
    ]
    today = taught("support", "--lately", "today", "--json").json
    assert [(row["minutes"], row["audience"], row["name"]) for row in today] == [(20, "seniors", "Mme Roux")]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_session_of_no_course_says_that_its_title_is_missing(taught: Coorddesk) -> None:
    ran = taught("session-add", "")
    assert (ran.code, ran.err) == (
        1,
        "Say of which course: type its title. List them with “coorddesk courses”.\n",
    )
