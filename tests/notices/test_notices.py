"""Messages are drafted once for each cause, and what left is never sent again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.access import Actor, Role
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import NotAllowed, Refused, StaleWrite, UserError
from coorddesk.core.messages import _
from coorddesk.core.organisation import OrganisationRow, describe_organisation
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.notices.feature import NOTICES
from coorddesk.notices.queries import NoticeQuery, mail_server, notice_counts, notice_ids, notice_row, templates
from coorddesk.notices.rules import Occasion, Security, Server, State, Template
from coorddesk.notices.service import (
    Handle,
    NoticeEdit,
    TemplateWish,
    begin_sending,
    drop,
    edit_notice,
    keep_draft,
    mark_opened,
    mark_printed,
    mark_sent,
    put_back,
    reset_template,
    save_template,
    set_server,
)
from tests.notices.sent import make_notice, notices
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.records import Alert
    from tests.desks import Desks

SERVER = Server("smtp.example.org", 587, Security.STARTTLS, "desk@example.org", "CoordDesk", "desk")


def test_the_same_cause_is_told_once(desk: Database) -> None:
    with desk.transaction() as session:
        first, again, other = make_notice(session), make_notice(session), make_notice(session, "test:2")
    assert first == again != other
    with desk.reading() as session:
        assert [(each.id, each.state) for each in notices(session)] == [(first, State.DRAFT), (other, State.DRAFT)]


def test_a_kiosk_drafts_and_does_nothing_else(desks: Desks, open_desk: Callable[..., Database]) -> None:
    desk = open_desk(desks.fresh(), actor=Actor("Kiosk", Role.KIOSK))
    with desk.transaction() as session:
        notice = make_notice(session)
        with pytest.raises(NotAllowed):
            begin_sending(session, notice)


def test_what_is_written_is_in_the_language_of_letters_and_signed(desk: Database) -> None:
    with desk.transaction() as session:
        describe_organisation(session, OrganisationRow(name="Médiathèque", language="en"))
        make_notice(session)
        (row,) = notices(session)
    assert row.title == "Ticket 1: an answer to “Screen”"
    assert row.body == "Hello Inès Moreau,\n\nabout your ticket 1, “Screen”:\n\nTry again.\n\nMédiathèque"


def test_words_of_the_desk_are_used_and_put_aside_again(desk: Database) -> None:
    own = TemplateWish(Occasion.ANSWERED, "fr", 0, Template("N° {number}", "{reply}"))
    with desk.transaction() as session:
        save_template(session, own)
        make_notice(session)
        with pytest.raises(StaleWrite):
            save_template(session, own)
    with desk.reading() as session:
        assert [(each.title, each.body) for each in notices(session)] == [("N° 1", "Try again.")]
        (said,) = [each for each in templates(session, "fr") if each.occasion is Occasion.ANSWERED]
        assert (said.version, said.template) == (1, own.template)
    with desk.transaction() as session:
        reset_template(session, Occasion.ANSWERED, "fr", 1)
        assert {each.version for each in templates(session, "fr")} == {0}


def test_an_occasion_that_is_off_is_not_told(desk: Database) -> None:
    with desk.transaction() as session:
        save_template(session, TemplateWish(Occasion.ANSWERED, "fr", 0, Template("a", "b", is_on=False)))
    with desk.transaction() as session, pytest.raises(AssertionError):
        make_notice(session)


@pytest.mark.parametrize(
    ("subject", "body", "field"), [("", "b", "subject"), ("a", " ", "body"), ("{x}", "b", "subject")]
)
def test_a_template_that_says_nothing_is_refused(desk: Database, subject: str, body: str, field: str) -> None:
    with desk.transaction() as session, pytest.raises(UserError) as refused:
        save_template(session, TemplateWish(Occasion.OPENED, "fr", 0, Template(subject, body)))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"host": ""}, "host"),
        ({"host": "https://smtp.example.org"}, "host"),
        ({"port": 0}, "port"),
        ({"port": 65536}, "port"),
        ({"sender": "nobody"}, "sender"),
        ({"sender": "a@b\r\nBcc: c@d"}, "sender"),
        ({"security": Security.NONE}, "security"),
    ],
)
def test_a_server_that_cannot_be_is_refused(desk: Database, said: dict[str, object], field: str) -> None:
    with desk.transaction() as session:
        with pytest.raises(UserError) as refused:
            set_server(session, replace(SERVER, **said))  # type: ignore[arg-type]  # fields of several types
        assert refused.value.field == field
        assert mail_server(session) is None


def test_a_server_is_kept_and_forgotten(desk: Database) -> None:
    with desk.transaction() as session:
        set_server(session, SERVER)
        assert mail_server(session) == SERVER
        set_server(session, None)
        assert mail_server(session) is None


def test_what_left_cannot_be_taken_back(desk: Database) -> None:
    with desk.transaction() as session:
        notice = make_notice(session)
    with desk.transaction() as session:
        assert begin_sending(session, notice).state is State.SENDING
    _refused_to_undo(desk)
    with desk.transaction() as session:
        mark_sent(session, notice)
    _refused_to_undo(desk)
    for verb in (drop, put_back, mark_printed, mark_opened):
        with desk.transaction() as session, pytest.raises(UserError):
            verb(session, Handle((notice,)))
    with desk.transaction() as session, pytest.raises(UserError):
        begin_sending(session, notice)
    with desk.reading() as session:
        (told,) = NOTICES.timeline(session, ("ticket", 1))  # type: ignore[misc]  # the feature has one
        assert (told.related, told.body) == (("notice", notice), notices(session)[0].title)


def test_what_the_server_refused_waits_with_its_reason(desk: Database) -> None:
    with desk.transaction() as session:
        notice = make_notice(session)
        begin_sending(session, notice)
        keep_draft(session, notice, _("Try later."))
        row = notice_row(session, notice)
    assert row is not None
    assert (row.state, row.trouble) == (State.DRAFT, _("Try later."))
    with desk.transaction() as session:
        mark_printed(session, Handle((notice,)))
        assert [each.trouble for each in notices(session)] == [None]


def test_a_message_without_address_is_printed(desk: Database) -> None:
    with desk.transaction() as session:
        notice = make_notice(session, address="")
        for refused in (lambda: begin_sending(session, notice), lambda: mark_opened(session, Handle((notice,)))):
            with pytest.raises(UserError, match="has no e-mail address"):
                refused()
        mark_printed(session, Handle((notice,)))
        assert [each.state for each in notices(session)] == [State.PRINTED]


def test_a_draft_is_said_otherwise_once(desk: Database) -> None:
    with desk.transaction() as session:
        notice = make_notice(session, address="")
        edit_notice(session, NoticeEdit(notice, 1, "new@example.org", "Hello", "Words"))
        with pytest.raises(StaleWrite):
            edit_notice(session, NoticeEdit(notice, 1, "other@example.org", "Hello", "Words"))
        with pytest.raises(UserError) as refused:
            edit_notice(session, NoticeEdit(notice, 2, "nobody", "Hello", "Words"))
        assert refused.value.field == "address"
        assert list(notice_ids(session, NoticeQuery(text="new@"))) == [notice]
        drop(session, Handle((notice,)))
        with pytest.raises(UserError, match="so this cannot be done"):
            edit_notice(session, NoticeEdit(notice, 3, "", "Hello", "Words"))


def test_what_waits_and_what_may_have_left_is_told(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        make_notice(session)
        begin_sending(session, make_notice(session, "test:2"))
        assert [each.key for each in _alerts(session)] == ["draft"]
        assert notice_counts(session).states == {State.DRAFT: 1, State.SENDING: 1}
    clock.moment += timedelta(minutes=6)
    with desk.reading() as session:
        assert [(each.key, each.is_urgent) for each in _alerts(session)] == [("sending", True), ("draft", False)]


ids = st.integers(1, 4)
deeds = st.one_of(
    st.integers(1, 3).map(lambda cause: lambda s: make_notice(s, f"test:{cause}")),
    *(
        st.builds(lambda verb, number: lambda s: verb(s, Handle((number,))), st.just(verb), ids)
        for verb in (drop, mark_printed, mark_opened, put_back)
    ),
    ids.map(lambda number: lambda s: edit_notice(s, NoticeEdit(number, _version(s, number), "", "Title", "Body"))),
    st.booleans().map(
        lambda on: lambda s: save_template(s, TemplateWish(Occasion.OPENED, "fr", 0, Template("a", "b", on)))
    ),
)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@PROOF
@given(st.lists(deeds, max_size=10))
def test_every_verb_is_undone_and_done_again(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    undone_and_redone(open_desk(desks.fresh()), todo)


steps = st.sampled_from([begin_sending, mark_sent, "fail", put_back, drop, mark_printed, mark_opened, "draft", "undo"])


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@PROOF
@given(st.lists(steps, max_size=20))
def test_nothing_is_sent_twice(desks: Desks, open_desk: Callable[..., Database], todo: list[object]) -> None:
    """Whatever is done, undone and asked for again, nothing more is done with what was sent."""
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        notice = make_notice(session)
    sent = 0
    for step in todo:
        try:
            with desk.transaction() as session:
                _take(session, step, notice)
        except (UserError, Refused):
            continue
        assert not sent, "nothing is done with what was sent"
        sent += step is mark_sent
    with desk.reading() as session:
        row = notice_row(session, notice)
    assert (row is not None and row.state is State.SENT) == bool(sent)


def _take(session: Session, step: object, notice: int) -> None:
    if step == "undo":
        last = next_to_undo(session)
        assert last is not None
        if last > 1:
            undo(session, last)
    elif step == "fail":
        keep_draft(session, notice, _("Try later."))
    elif step == "draft":
        make_notice(session)
        raise UserError(_("Nothing new."))
    elif step in (begin_sending, mark_sent):
        step(session, notice)
    else:
        step(session, Handle((notice,)))  # type: ignore[operator]  # as above


def _refused_to_undo(desk: Database) -> None:
    with desk.transaction() as session:
        last = next_to_undo(session)
        assert last is not None
        with pytest.raises(Refused, match="A message that left cannot be taken back"):
            undo(session, last)


def _alerts(session: Session) -> list[Alert]:
    assert NOTICES.alerts is not None
    return list(NOTICES.alerts(session, clock_of(session).today()))


def _version(session: Session, number: int) -> int:
    row = notice_row(session, number)
    return 99 if row is None else row.version
