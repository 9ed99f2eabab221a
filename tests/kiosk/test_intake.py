"""What kiosks send arrives exactly once, whatever dies on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, text

from coorddesk.core.access import Actor, Role
from coorddesk.core.errors import Surroundings
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.helpdesk.models import Ticket
from coorddesk.helpdesk.queries import hits, ticket_card
from coorddesk.helpdesk.rules import Source
from coorddesk.helpdesk.service import (
    FaultDetails,
    FoundProblem,
    ProblemDetails,
    Save,
    SolveProblem,
    found_problem,
    save_choice,
    solve_problem,
)
from coorddesk.inventory.service import create_category
from coorddesk.kiosk.imports.outbox import Arrived, Outbox
from coorddesk.kiosk.imports.shared_folder import DeskSide, KioskSide
from coorddesk.kiosk.queries import alerts, asides, catalogue, kiosks
from coorddesk.kiosk.rules import KioskReport, ReportKind, Stand, new_key, provisional_number
from coorddesk.kiosk.rules.journey import Draft, report_of
from coorddesk.kiosk.service import KioskDetails, Seen, create_kiosk, delete_kiosk, dismiss, take_in
from coorddesk.opening import open_desk as open_any_desk
from tests.factories import make_asset, make_place
from tests.helpdesk.asked import make_cause, make_ticket, resolved, seen, there
from tests.thoroughness import WHOLE
from tests.unlucky import Line

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from tests.conftest import Logged
    from tests.desks import Desks

MOMENT = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
MANY = 2_000 if WHOLE else 120
DEATHS = 10


def report(number: int = 1, **values: object) -> KioskReport:
    base = KioskReport(
        new_key(number.to_bytes(16, "big")), "CDI", MOMENT + timedelta(microseconds=number), words="Rien"
    )
    return replace(base, **values)  # type: ignore[arg-type]


def count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Ticket)) or 0


def test_a_fault_becomes_a_ticket_once(desk: Database) -> None:
    with desk.transaction() as session:
        room = make_place(session, "CDI")
        device = make_asset(session, "PC-1", place_id=room)
        fault = save_choice(session, Save(FaultDetails("Pas de son")))
    sent = report(asset_id=device, place_id=room, fault_id=fault, where="PC-1", words="rien\ndu tout", who="Awa, 5A")
    with desk.transaction() as session:
        number = take_in(session, sent)
    with desk.transaction() as session:
        assert take_in(session, sent) == number
    assert count(desk) == 1
    assert number is not None
    with desk.reading() as session:
        row = there(session, number)
        assert (row.title, row.description, row.source) == ("Pas de son", "rien\ndu tout", Source.KIOSK)
        assert (row.requester, row.place_id, row.opened_at) == ("Awa, 5A", room, sent.moment)
        card = ticket_card(session, number)
        assert card is not None
        assert card.row.origin == f"CDI · {provisional_number(sent.key)}"
        assert [hit.subject[1] for hit in hits(session, provisional_number(sent.key), 9)] == [number]  # on its slip


def test_what_is_gone_since_keeps_nothing_from_arriving(desk: Database) -> None:
    lost = report(asset_id=77, place_id=78, fault_id=79, ticket_id=80, where="Salle 12", tile="Écran noir", words="")
    with desk.transaction() as session:
        number = take_in(session, lost)
    assert number is not None
    with desk.reading() as session:
        row = there(session, number)
        assert (row.title, row.description.strip(), row.place_id) == ("Écran noir", "Salle 12", None)
    with desk.transaction() as session:
        assert take_in(session, report(2, kind=ReportKind.ME_TOO, ticket_id=99, words="")) is None
        assert take_in(session, report(3, kind=ReportKind.RATING, ticket_id=99, score=4)) is None
        late = report(4, moment=datetime(2030, 1, 1, tzinfo=UTC), kind=ReportKind.ME_TOO, ticket_id=99, words="aussi")
        number = take_in(session, late)
    assert number is not None
    with desk.reading() as session:
        assert there(session, number).opened_at == datetime(2026, 9, 7, 8, 30, tzinfo=UTC)


def test_me_too_and_a_smiley_go_to_their_ticket_once(desk: Database) -> None:
    with desk.transaction() as session:
        number = make_ticket(session, source=Source.KIOSK)
        too = report(kind=ReportKind.ME_TOO, ticket_id=number, who="Bao")
        assert [take_in(session, too) for _time in range(2)] == [number, number]
        smile = report(2, kind=ReportKind.RATING, ticket_id=number, score=4)
        assert take_in(session, smile) is None  # it is not resolved
        resolved(session, number, cause=make_cause(session))
    with desk.reading() as session:
        (solved,) = catalogue(session).solved
        assert (solved.id, solved.title) == (number, "Screen stays black")
    with desk.transaction() as session:
        assert [take_in(session, smile) for _time in range(2)] == [number, number]
    with desk.reading() as session:
        assert catalogue(session).solved == ()


def test_a_kiosk_shows_no_words_that_were_typed_at_a_desk(desk: Database) -> None:
    with desk.transaction() as session:
        room = make_place(session, "CDI")
        category = create_category(session, "Tablette")
        device = make_asset(session, "TAB-1", name="Tablette 1", place_id=room, category_id=category)
        ours = make_ticket(session, "Le PC de Mme Martin", devices=(device,))
        theirs = make_ticket(session, "Écran noir", source=Source.KIOSK, place_id=room)
        major = make_ticket(session, "Plus d'internet", is_major=True)
        save_choice(session, Save(FaultDetails("Ne charge plus", asset_category_id=category, icon="plug")))
    with desk.reading() as session:
        shown = catalogue(session)
    assert [(room.name, room.parent_id) for room in shown.rooms] == [("CDI", None)]
    assert [(each.called, each.code, each.category_id) for each in shown.devices] == [("TAB-1", "tab-1", category)]
    assert {(each.id, each.title) for each in shown.known} == {
        (ours, ""),
        (theirs, "Écran noir"),
        (major, "Plus d'internet"),
    }
    assert shown.known[0].id == major
    assert [each.devices for each in shown.known if each.id == ours] == [[device]]
    assert "Martin" not in str(shown)


def test_a_kiosk_shows_an_announced_problem_once_until_it_is_solved(desk: Database) -> None:
    with desk.transaction() as session:
        tickets = [make_ticket(session, title) for title in ("Mme Martin a perdu le Wi-Fi", "Encore le Wi-Fi")]
        make_ticket(session, "Autre chose", urgency=5, impact=5)
        details = ProblemDetails("Wi-Fi en panne au bâtiment B", is_announced=True)
        problem = found_problem(session, FoundProblem(details, seen(session, *tickets)))
    with desk.reading() as session:
        known = catalogue(session).known
    assert [(each.id, each.title, each.is_major) for each in known[:2]] == [
        (tickets[0], details.name, True),
        (tickets[1], details.name, False),
    ]
    with desk.transaction() as session:
        solve_problem(session, SolveProblem(problem, 1, "Une borne", ""))
        assert {each.title for each in catalogue(session).known} == {""}


def test_an_outage_is_shown_before_anybody_reports_it_and_whoever_has_it_too_is_the_first(desk: Database) -> None:
    with desk.transaction() as session:
        problem = save_choice(session, Save(ProblemDetails("Wi-Fi en panne au bâtiment B", is_announced=True)))
        (outage,) = catalogue(session).known
        draft = Draft(report().key, echo=outage, who="CM2")
        number = take_in(session, report_of(draft, "CDI", MOMENT))
        (known,) = catalogue(session).known
    assert (outage.id, outage.title, outage.is_major) == (None, "Wi-Fi en panne au bâtiment B", True)
    assert (known.id, known.title, known.is_major, known.me_too) == (number, outage.title, True, 0)
    assert number is not None
    with desk.reading() as session:
        row = there(session, number)
        assert (row.title, row.problem_id, row.requester) == (outage.title, problem, "CM2")


def test_the_desk_takes_reports_out_of_a_folder_and_says_their_numbers(desk: Database, tmp_path: Path) -> None:
    theirs, ours = KioskSide(tmp_path / "share"), DeskSide("CDI", tmp_path / "share")
    with pytest.raises(FileNotFoundError):
        theirs(report())
    assert theirs.catalogue() is None
    ours.prepare()
    with desk.reading() as session:
        ours.publish(catalogue(session))
        assert theirs.catalogue() == catalogue(session)
    theirs(report())
    theirs(report())
    theirs(report(2, words="autre"))
    assert ours.take_in(desk) == 2
    assert ours.take_in(desk) == 0
    assert count(desk) == 2
    assert [theirs.number_of(report(n).key) for n in (1, 1, 2, 3)] == [1, None, 2, None]
    theirs(report())  # again, as after a crash of the kiosk: the desk has it
    assert ours.take_in(desk) == 1
    assert (count(desk), theirs.number_of(report().key)) == (2, 1)


def test_a_desk_killed_between_taking_and_tidying_takes_nothing_twice(desk: Database, tmp_path: Path) -> None:
    theirs, ours = KioskSide(tmp_path), DeskSide("CDI", tmp_path)
    ours.prepare()
    theirs(report())
    with desk.transaction() as session:
        take_in(session, report())  # killed here
    assert ours.take_in(desk) == 1
    assert (count(desk), theirs.number_of(report().key)) == (1, 1)


def test_what_is_no_report_is_set_aside_and_shown(desk: Database, tmp_path: Path, logged: Logged) -> None:
    ours = DeskSide("CDI", tmp_path)
    ours.prepare()
    for _time in range(2):
        (tmp_path / "reports" / "x.json").write_bytes(b"<b>\x00bonjour\xff")
        assert ours.take_in(desk) == 0
    (tmp_path / "reports" / "notes.txt").write_text("not a report, and not ours")
    assert ours.take_in(desk) == 0
    assert {said.partition(" of CDI")[0] for said in logged.take()} == {"WARNING x.json"}
    with desk.reading() as session:
        (aside,) = asides(session)
        assert (aside.kiosk, aside.file, aside.content) == ("CDI", "x.json", "<b>bonjour\ufffd")
        assert [alert.key for alert in alerts(session, MOMENT.date())] == ["asides"]
    assert (tmp_path / "aside" / "x.json").read_bytes() == b"<b>\x00bonjour\xff"
    with desk.transaction() as session:
        dismiss(session, Seen(aside.id))
    with desk.reading() as session:
        assert (asides(session), alerts(session, MOMENT.date())) == ((), ())


def test_an_outbox_keeps_what_does_not_arrive(tmp_path: Path, logged: Logged) -> None:
    outbox = Outbox(tmp_path / "outbox")
    assert (outbox.waiting(), list(outbox.send(lambda _report: 1))) == (0, [])
    for n in (2, 1, 1):
        outbox.put(report(n))
    (tmp_path / "outbox" / "0-broken.json").write_bytes(b"{")
    arrived: list[Arrived] = []

    def away(sent: KioskReport) -> int:
        if sent.key == report(2).key:
            raise TimeoutError
        return 7

    with pytest.raises(TimeoutError):
        arrived.extend(outbox.send(away))
    assert (outbox.waiting(), len(logged.take())) == (1, 1)
    assert list(Outbox(tmp_path / "outbox").send(lambda _report: 8)) == [Arrived(report(2).key, 8)]
    assert outbox.waiting() == 0
    assert [path.name for path in (tmp_path / "outbox").iterdir()] == ["0-broken.unread"]


def test_reports_in_a_row_arrive_once_each_though_the_desk_dies_among_them(
    desks: Desks, actor: Actor, clock: FixedClock, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """Before, within and after a transaction; on PostgreSQL the line itself is cut."""
    url, outbox = desks.fresh(), Outbox(tmp_path / "outbox")
    open_any_desk(url, actor=actor, clock=clock).close()
    with Line(url, tmp_path_factory.mktemp("l")) if url.startswith("postgresql") else _NoLine(url) as line:
        desk = _MortalDesk(line, clock)
        deaths = 0
        for number in range(MANY):
            outbox.put(report(number))
            try:
                list(outbox.send(desk.deliver))
            except (Surroundings, ConnectionError):
                deaths += 1
        list(outbox.send(desk.deliver))
        assert (outbox.waiting(), deaths) == (0, DEATHS)
        assert count(desk.database) == MANY
        desk.database.close()


class _MortalDesk:
    """Dies `DEATHS` times among the reports, each time at another moment of a delivery."""

    def __init__(self, line: Line | _NoLine, clock: FixedClock) -> None:
        self._line, self._clock = line, clock
        self._deaths = {number: place % 3 for place, number in enumerate(Random(7).sample(range(MANY), DEATHS))}
        self.database = self._open()

    def deliver(self, sent: KioskReport) -> int | None:
        dies = self._deaths.pop(int(sent.key, 16), None)
        try:
            with self.database.transaction() as session:
                self._die(dies == 0, session)
                number = take_in(session, sent)
                self._die(dies == 1, session)
            self._die(dies == 2)
        except (Surroundings, ConnectionError):
            self.database.close()
            self._line.mend()
            self.database = self._open()
            raise
        return number

    def _die(self, now: bool, session: Session | None = None) -> None:
        if now:
            self._line.cut()
            if session is not None:
                session.execute(text("SELECT 1"))
            raise ConnectionError

    def _open(self) -> Database:
        return open_any_desk(self._line.url, actor=Actor("CDI", Role.KIOSK, "kiosk"), clock=self._clock)


class _NoLine:
    """A desk that is a file: it cannot be cut off, only given up."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __enter__(self) -> _NoLine:
        return self

    def __exit__(self, *_error: object) -> None: ...

    def cut(self) -> None: ...

    def mend(self) -> None: ...


def test_kiosks_are_known_by_name_and_folder(desk: Database) -> None:
    with desk.transaction() as session:
        hall = make_place(session, "Hall")
        create_kiosk(session, KioskDetails("CDI", hall, "/share/cdi"))
    with desk.reading() as session:
        (row,) = kiosks(session)
        assert (row.name, row.folder, row.place) == ("CDI", "/share/cdi", "Hall")
        assert catalogue(session).stands == (Stand("CDI", hall),)
    with desk.transaction() as session:
        delete_kiosk(session, Deletion(row.id, row.version))
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    with desk.reading() as session:
        assert kiosks(session) == (row,)
