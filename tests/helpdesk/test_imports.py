"""Sheets of tickets: they come with their logs, change, leave and come back unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.helpdesk.imports import TICKETS
from coorddesk.helpdesk.models import TicketEvent, TicketHelper
from coorddesk.helpdesk.queries import TicketQuery, ticket_ids, ticket_page
from coorddesk.helpdesk.queries.findings import findings
from coorddesk.helpdesk.rules import Resolution
from coorddesk.helpdesk.service import Merge, Resolve, Save, TargetDetails, merge_tickets, resolve, save_choice
from coorddesk.importing.importer import Importer
from tests.counting import statements
from tests.factories import make_asset, make_person, make_place
from tests.helpdesk.asked import make_category, make_cause, make_ticket, seen
from tests.sheets import LANGUAGES, counts, make_csv, reasons, send_out, take_in
from tests.undoing import rows

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from coorddesk.helpdesk.queries import TicketRow

NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
GLPI = (
    '"ID";"Titre";"Statut";"Type";"Dernière modification";"Date d\'ouverture";"Date de résolution";"Date de clôture";'
    '"Priorité";"Demandeur - Demandeur";"Attribué à - Technicien";"Attribué à - Groupe de techniciens";"Catégorie";'
    '"Lieu";"Éléments associés";"Description";"Solution - Solution"\n'
    f'"5{NBSP}732{NBSP}943";"Plus d\'image en salle 12";"Clos";"Incident";"05-03-2026 09:00";"02-03-2026 08:15";'
    '"02-03-2026 14:05";"05-03-2026 09:00";"Haute";"MOREAU Inès";"FAURE Denis\nROY Léa";"_DSI > Support";'
    '"Matériel > Vidéoprojecteur";"Site A > Salle 12";"Ordinateur - PC-12";"<p>Noir depuis ce matin.</p>";'
    '"Câble<br>changé"\n'
    f'"5{NARROW}732{NARROW}950";"Mot de passe oublié";"En cours (Attribué)";"Demande";"13-03-2026 10:00";'
    '"13-03-2026 09:40";"";"";"Majeure";"DUVAL Jean-Marc";"FAURE Denis, ROY Léa";"";"Compte";"";"";"";""\n'
    '"5 732 951";"Commande de toner";"En attente";"Demande";"14-03-2026 10:00";"14-03-2026 09:40:31";"";"";'
    '"Très basse";"DUVAL Jean-Marc";"";"";"Compte";"";"";"Deux\nlignes";""\n'
)


def stored(desk: Database) -> list[TicketRow]:
    with desk.reading() as session:
        assert list(findings(session)) == []
        ids = list(ticket_ids(session, TicketQuery(sort="number", descending=False, past=True)))
        page = ticket_page(session, ids)
        return [page[each] for each in ids]


def log(desk: Database, number: int) -> list[tuple[str, str, str]]:
    """The log of a ticket: when, what, and what it became."""
    with desk.reading() as session:
        wanted = select(TicketEvent).where(TicketEvent.ticket_id == number).order_by(TicketEvent.id)
        return [(f"{row.moment:%d %H:%M}", row.kind.value, row.after) for row in session.scalars(wanted)]


def test_an_export_of_glpi_comes_as_if_it_had_been_here(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_person(session)
        make_asset(session, None, name="PC-12")
        make_category(session, "Matériel")
        save_choice(session, Save(TargetDetails(240, 960)))
    before = rows(desk)
    sheet = tmp_path / "glpi.csv"
    sheet.write_text(GLPI, encoding="utf-8-sig", newline="")
    assert counts(take_in(desk, TICKETS, sheet)) == {"new": 3}
    first, second, third = stored(desk)
    assert (first.kind, first.status, first.priority, first.requester, first.handler) == (
        "incident",
        "closed",
        4,
        "Inès Moreau",
        "Denis FAURE",
    )
    assert (first.category, first.place, first.device, first.team) == (
        "Matériel / Vidéoprojecteur",
        "Site A / Salle 12",
        "PC-12",
        "_DSI > Support",
    )
    assert (first.origin, first.description, first.solution) == ("5732943", "Noir depuis ce matin.", "Câble\nchangé")
    assert log(desk, first.id) == [
        ("02 08:15", "opened", ""),
        ("02 08:15", "assigned", "Denis FAURE, _DSI > Support"),
        ("02 14:05", "status", "resolved"),
        ("05 09:00", "status", "closed"),
    ]
    assert (second.status, second.priority, second.is_major, second.resolve_by is None) == (
        "in_progress",
        5,
        True,
        False,
    )
    assert (third.status, third.resolve_by, third.description) == ("waiting", None, "Deux\nlignes")
    assert third.waiting_reason
    with desk.reading() as session:
        assert len(session.scalars(select(TicketHelper)).all()) == 2
        assert list(ticket_ids(session, TicketQuery(text="5732943", past=True))) == [first.id]
    assert counts(take_in(desk, TICKETS, sheet)) == {"unchanged": 3}
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(desk) == before


def test_a_later_export_tells_what_has_become_of_tickets(desk: Database, texts: Texts, tmp_path: Path) -> None:
    headers = "ID;Title;Status;Opening date;Resolution date;Last update;Requester - Requester"
    opened = "2026-03-02 08:15"
    sheet = make_csv(tmp_path, headers, f"7;Black screen;New;{opened};;;", f"8;No sound;Pending;{opened};;;")
    assert counts(take_in(desk, TICKETS, sheet)) == {"new": 2}
    sheet = make_csv(
        tmp_path,
        headers,
        f"7;Black screen;Solved;{opened};2026-03-02 10:30;;",
        f"8;No sound at all;Processing (assigned);{opened};;;",
    )
    assert counts(take_in(desk, TICKETS, sheet)) == {"changed": 2}
    first, second = stored(desk)
    assert [(row.status, row.title) for row in (first, second)] == [
        ("resolved", "Black screen"),
        ("in_progress", "No sound at all"),
    ]
    assert log(desk, first.id)[-1] == ("02 10:30", "status", "resolved")
    assert [kind for _moment, kind, _after in log(desk, second.id)] == ["opened", "status", "edited", "status"]
    assert counts(take_in(desk, TICKETS, sheet)) == {"unchanged": 2}
    sheet = make_csv(
        tmp_path,
        headers,
        f"7;Black screen;New;{opened};;;",
        "8;No sound at all;Processing (assigned);2026-03-01 08:15;;;",
    )
    assert [(column, reason) for _row, column, reason in reasons(take_in(desk, TICKETS, sheet), texts)] == [
        ("Status", "Here it is “Resolved”: change that in the program."),
        ("Opening date", "This is kept with the ticket from its beginning, and stays as it is."),
    ]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_what_forms_change_a_sheet_may_change_and_the_log_says_so(desk: Database, texts: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_person(session)
        make_person(session, "Faure", "Denis")
        for number in (1, 2):
            make_asset(session, f"CD-{number}")
        cause = make_cause(session)
        make_ticket(session, "Écran", devices=(1,), urgency=2)
        over = make_ticket(session, "Câble")
        resolve(session, Resolve(seen(session, over), "Changé", cause, Resolution.FIXED))
    before = rows(desk)
    sheet = make_csv(
        tmp_path,
        "N° de ticket;Statut;Priorité;Urgence;Technicien;Avec;Appareils;Prestataire;Demandeur;En attente de;Relance le;"
        "Cause",
        "1;En attente;;Haute;moreau ines;Denis Faure, Léa Roy;CD-2, CD-1;Reprolux;Paul Duval;Une pièce;14/09/2026;",
        "2;;Très haute;;;;;;;;;Usure du câble",
    )
    assert counts(take_in(desk, TICKETS, sheet)) == {"changed": 2}
    first, second = stored(desk)
    assert (first.status, first.waiting_reason, first.urgency, first.priority) == ("waiting", "Une pièce", 4, 2)
    assert (first.assignee, first.provider, first.requester) == ("Inès Moreau", "Reprolux", "Paul Duval")
    assert (sorted(first.device.split(", ")), second.cause, second.priority) == (["CD-1", "CD-2"], "Usure du câble", 5)
    assert [(kind, after) for _moment, kind, after in log(desk, 1)][1:] == [
        (
            "edited",
            '{"requester": "Paul Duval", "urgency": "4", "devices": "CD-1; CD-2"}',
        ),
        ("priority", "2"),
        ("assigned", "Inès Moreau, Reprolux"),
        ("status", "waiting"),
    ]
    assert counts(take_in(desk, TICKETS, sheet)) == {"unchanged": 2}
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(desk) == before


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_row_that_cannot_have_been_is_refused_with_its_reason(desk: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Objet;Statut;Ouvert le;Pris en charge le;Résolu le;Clos le;Appareil;N° du ticket;Solution",
        "Un;Résolu;02/03/2026;;;;;;",
        "Deux;Nouveau;02/03/2026;;03/03/2026;;;;",
        "Trois;Résolu;02/03/2026 09:00;;01/03/2026;;;;",
        "Quatre;Nouveau;02/03/2046;;;;;;",
        "Cinq;Nouveau;02/03/2026;;;;CD-404;;",
        "Six;Nouveau;02/03/2026;;;;;77;",
        "Sept;Nouveau;02/03/2026;;;;;;Câble",
        "Huit;Annulé;02/03/2026;;03/03/2026;;;;",
        "Neuf;Clos;02/03/2026 09:00;;02/03/2026;;;;",
        "Dix;;02/03/2026 09:00;02/03/2026 09:30;;04/03/2026;;;",
    )
    sheet.write_text(sheet.read_text("utf-8"), "cp1252")
    done = take_in(desk, TICKETS, sheet)
    assert [reason for _row, _column, reason in reasons(done, texts)] == [
        "Say when it was resolved or closed. Show that column before you export the sheet.",
        "It says when it was over, and is not over by its status.",
        "It was opened, answered, resolved and closed in this order: this is too early.",
        "This moment is still to come.",
        "There is no device of this number. Add the device first.",
        "There is no ticket of this number here. Leave it blank to open this as a new one.",
        "It says how it was resolved, and is not over by its status.",
        "What was cancelled was never resolved: give the day as that of its closing.",
    ]
    assert counts(done) == {"new": 2, "refused": 8}
    assert counts(take_in(desk, TICKETS, sheet)) == {"unchanged": 2, "refused": 8}
    nine, ten = stored(desk)
    assert (nine.status, ten.status) == ("closed", "closed")
    assert log(desk, ten.id) == [
        ("02 09:00", "opened", ""),
        ("02 09:30", "status", "in_progress"),
        ("04 00:00", "status", "resolved"),
        ("04 00:00", "status", "closed"),
    ]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@pytest.mark.parametrize("reader", LANGUAGES, ids=lambda texts: str(texts.language))
def test_what_leaves_comes_back_unchanged(desk: Database, reader: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        ines, denis = make_person(session), make_person(session, "Faure", "Denis")
        device, place, category = make_asset(session), make_place(session), make_category(session, "Écran")
        cause = make_cause(session)
        told = 'Un <b>écran</b> ; noir, "vide"\nEncore'
        make_ticket(session, "=1+1", description=told, requester_id=ines, place_id=place, devices=(device,))
        make_ticket(session, requester_name="Quelqu'un", category_id=category, assignee_id=denis, priority=5)
        done = make_ticket(session, "Câble", is_major=True, urgency=5, impact=5)
        resolve(session, Resolve(seen(session, done), "Câble changé", cause, Resolution.REPLACED))
        merge_tickets(session, Merge(seen(session, make_ticket(session), done)[0], seen(session, done)))
    before = rows(desk)
    for suffix in ("csv", "xlsx"):
        path = send_out(desk, TICKETS, tmp_path / f"tickets.{suffix}", reader)
        assert counts(take_in(desk, TICKETS, path)) == {"unchanged": 4}
    assert rows(desk) == before


def test_what_is_over_and_does_not_say_when_was_when_it_was_last_changed(
    desk: Database, texts: Texts, tmp_path: Path
) -> None:
    headers = "ID;Titre;Statut;Date d'ouverture;Dernière modification;Demandeur - Demandeur"
    opened, last = "02-03-2026 08:15", "04-03-2026 10:30"
    lines = [f"{n};Écran;{status};{opened};{last};" for n, status in ((7, "Clos"), (8, "Résolu"), (9, "Nouveau"))]
    sheet = make_csv(tmp_path, headers, *lines)
    summary = take_in(desk, TICKETS, sheet)
    said = "It does not say when it was over: the day of its last change is taken."
    assert {row: texts.say(note) for row, note in summary.notes.items()} == {2: said, 3: said}
    closed, solved, new = stored(desk)
    assert [(row.status, row.resolved_at, row.closed_at) for row in (closed, solved, new)] == [
        ("closed", closed.closed_at, closed.closed_at),
        ("resolved", closed.closed_at, None),
        ("new", None, None),
    ]
    assert [kind for _moment, kind, _after in log(desk, closed.id)] == ["opened", "status", "status", "note"]
    assert log(desk, closed.id)[-1][0] == "04 10:30"
    later = make_csv(tmp_path, headers, *lines[:2], f"9;Écran;Clos;{opened};05-03-2026 11:00;")
    assert counts(take_in(desk, TICKETS, later)) == {"unchanged": 2, "changed": 1}
    assert log(desk, new.id)[-1] == ("05 11:00", "note", "")
    assert counts(take_in(desk, TICKETS, later)) == {"unchanged": 3}


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_statements_do_not_grow_with_rows(desk: Database, tmp_path: Path) -> None:
    def sent(first: int, count: int) -> list[int]:
        lines = (
            f"{n};Panne {n};Clos;02/03/2026 08:00;02/03/2026 09:00;Inès Moreau" for n in range(first, first + count)
        )
        sheet = make_csv(tmp_path, "ID;Titre;Statut;Date d'ouverture;Date de résolution;Demandeur", *lines)
        counted = []
        for _twice in range(2):
            with desk.transaction() as session, statements(session) as heard:
                Importer(TICKETS, sheet, LANGUAGES).apply(session)
            counted.append(len(heard))
        return counted

    sent(1, 2)
    few, many = sent(1000, 10), sent(2000, 1200)
    assert many[0] - few[0] < 1200 / 100, "rows are written hundreds at a time"
    assert many[1] == few[1]
