"""A questionnaire at a kiosk: offered where and as long as it is asked, answered page by page, and kept once."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.access import Actor, Role
from coorddesk.core.database import Database
from coorddesk.core.errors import UserError
from coorddesk.directory.service import Deletion
from coorddesk.kiosk.imports.outbox import Arrived, Outbox
from coorddesk.kiosk.imports.shared_folder import DeskSide, KioskSide
from coorddesk.kiosk.queries import asked_at_kiosks, catalogue, kiosks
from coorddesk.kiosk.rules import (
    MOST_ANSWER,
    Catalogue,
    KioskReport,
    NotAReport,
    ReportKind,
    begun_sheet,
    catalogue_of,
    new_key,
    parse_report,
    report_of_sheet,
    surveys_at,
    written_catalogue,
    written_report,
)
from coorddesk.kiosk.service import Asking, KioskDetails, ask_at_kiosk, create_kiosk, delete_kiosk, stop_asking, take_in
from coorddesk.surveys.models import SurveyAnswer, SurveyResponse
from coorddesk.surveys.queries import questions
from coorddesk.surveys.rules import Channel
from tests.factories import make_place
from tests.surveys.making import make_questionnaire

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.clock import FixedClock

KEY, OTHER = new_key(bytes(range(16))), new_key(bytes(16))
MOMENT = datetime(2026, 9, 7, 6, 0, tzinfo=UTC)
TODAY = date(2026, 9, 7)


class Asked(NamedTuple):
    questionnaire: int
    room: int
    shown: Catalogue


def answers(questionnaire_id: int, *given: tuple[int, int | str], **changes: object) -> KioskReport:
    base = KioskReport(KEY, "CDI", MOMENT, ReportKind.ANSWERS, questionnaire_id=questionnaire_id, answers=given)
    return replace(base, **changes)  # type: ignore[arg-type]


def kept(desk: Database) -> list[tuple[date, str, int | None, list[int | str]]]:
    with desk.reading() as session:
        return [
            (
                row.answered_on,
                row.about_kind,
                row.person_id,
                [
                    each.words if each.value is None else each.value
                    for each in session.query(SurveyAnswer).filter_by(response_id=row.id).order_by(SurveyAnswer.id)
                ],
            )
            for row in session.query(SurveyResponse).filter_by(channel=Channel.SCREEN).order_by(SurveyResponse.id)
        ]


@pytest.fixture
def asked(desk: Database) -> Asked:
    """A kiosk "CDI" that asks about its room, one in the hall that asks about nothing, and something that is gone."""
    with desk.transaction() as session:
        row_id = make_questionnaire(session)
        room = make_place(session, "CDI")
        here, there = (create_kiosk(session, KioskDetails(name)) for name in ("CDI", "Hall"))
        mine = ask_at_kiosk(session, Asking(row_id, here, ("place", room), "Atelier", TODAY))
        assert ask_at_kiosk(session, Asking(row_id, here, ("place", room), "Atelier photo", TODAY)) == mine
        ask_at_kiosk(session, Asking(row_id, there))
        ask_at_kiosk(session, Asking(row_id, about=("place", 99)))
    with desk.reading() as session:
        return Asked(row_id, room, catalogue(session))


def test_a_kiosk_asks_what_it_was_told_until_that_day(desk: Database, asked: Asked) -> None:
    shown = asked.shown
    assert catalogue_of(written_catalogue(shown)) == shown
    (survey,) = surveys_at(shown, "CDI", TODAY)
    assert (survey.title, survey.name, survey.about_kind, survey.about_id) == (
        *("Atelier photo", "À chaud"),
        *("place", asked.room),
    )
    assert surveys_at(shown, "CDI", date(2026, 9, 8)) == ()
    assert [each.kiosk for each in surveys_at(shown, "Hall", date(2030, 1, 1))] == ["Hall"]
    with desk.transaction() as session:
        with pytest.raises(UserError, match="This day is over"):
            ask_at_kiosk(session, Asking(asked.questionnaire, last_on=date(2026, 9, 6)))
        (row, *_others) = asked_at_kiosks(session)
        stop_asking(session, Deletion(row.id, row.version))
        for kiosk in kiosks(session):
            delete_kiosk(session, Deletion(kiosk.id, kiosk.version))
        assert [each.kiosk for each in asked_at_kiosks(session)] == [None]


def test_what_is_answered_while_the_desk_is_away_is_kept_once(
    desk: Database, clock: FixedClock, asked: Asked, tmp_path: Path
) -> None:
    (survey,) = surveys_at(asked.shown, "CDI", TODAY)
    sheet = begun_sheet(asked.shown, survey, KEY)
    for said in (4, 1, None, 9, "  Très <b>clair</b>  "):
        sheet = sheet.answered(said).turned(1)
    report, outbox = report_of_sheet(sheet, "CDI", MOMENT), Outbox(tmp_path / "outbox")
    outbox.put(report)

    def away(_report: KioskReport) -> int | None:
        raise TimeoutError

    def there(sent: KioskReport) -> int | None:
        actor = Actor("CDI", Role.KIOSK, "kiosk")
        with closing(Database(desk.url, actor=actor, clock=clock)) as theirs, theirs.transaction() as session:
            return take_in(session, sent)

    with pytest.raises(TimeoutError):
        list(outbox.send(away))
    assert list(outbox.send(there)) == [Arrived(KEY, None, is_numbered=False)]
    assert there(report) is None
    assert kept(desk) == [(TODAY, "place", None, [4, 1, 9, "Très <b>clair</b>"])]


def test_what_was_asked_and_is_gone_since_keeps_nothing_from_arriving(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session)
        first, *_middle, last = (each.id for each in questions(session, row_id))
    theirs, ours = KioskSide(tmp_path), DeskSide("CDI", tmp_path)
    ours.prepare()
    theirs(answers(row_id, (first, 3), (first + 1, 7), (9999, 1), (last, "oui"), about_kind="place", about_id=9))
    theirs(answers(row_id, (first, "x"), (9999, 1), key=OTHER))
    theirs(answers(999, (first, 3), key=new_key(bytes([1] * 16))))
    assert (ours.take_in(desk), theirs.number_of(KEY)) == (3, None)
    assert kept(desk) == [(TODAY, "", None, [3, "oui"])]


@pytest.mark.parametrize(
    "change",
    [
        {"answers": [[1]]},
        {"answers": [[0, 1]]},
        {"answers": [[1, -1]]},
        {"answers": [[1, True]]},
        {"answers": [[True, 1]]},
        {"answers": [["1", 1]]},
        {"answers": {"1": 1}},
        {"answers": [[1, 1]] * 1000},
        {"answers": [[1, "  "]]},
        {"questionnaire_id": None},
        {"about_kind": "place"},
        {"about_kind": "; DROP", "about_id": 1},
    ],
)
def test_hostile_answers_are_no_report(change: dict[str, object]) -> None:
    said = json.loads(written_report(answers(1, (1, 1)))) | change
    with pytest.raises(NotAReport):
        parse_report(json.dumps(said).encode())


@given(st.text(max_size=MOST_ANSWER * 2))
def test_whatever_is_answered_travels_as_text(words: str) -> None:
    report = parse_report(written_report(answers(1, (1, 2), (2, words))))
    assert parse_report(written_report(report)) == report
    assert all(len(said) <= MOST_ANSWER for _id, said in report.answers if isinstance(said, str))
