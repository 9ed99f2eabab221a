"""Messages by keyboard: sent, opened, printed, dropped and kept; what waits comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from coorddesk.notices.queries import notice_row
from coorddesk.notices.rules import Security, Server, State
from coorddesk.notices.service import begin_sending, set_server
from coorddesk.notices.ui.notice_dialog import NoticeDialog
from coorddesk.notices.ui.page import MessagesPage
from tests.notices.sent import make_notice, notices
from tests.notices.smtp_server import Post, post_office

if TYPE_CHECKING:
    import pytest
    from PySide6.QtCore import QUrl

    from tests.screens import Driver


def ids_shown(page: MessagesPage) -> list[int]:
    return list(page.list.table.model().ids)  # type: ignore[attr-defined]  # a RecordModel


def begun(driver: Driver, count: int = 1) -> tuple[MessagesPage, list[int]]:
    """The page with messages that wait, all selected."""
    ids = driver.do(lambda s: [make_notice(s, f"test:{number}") for number in range(count)])
    page = driver.open(MessagesPage)
    page.list.select(ids)
    driver.settle()
    return page, ids


def states(driver: Driver) -> list[State]:
    return driver.read(lambda s: [each.state for each in notices(s)])


def test_what_is_selected_is_sent_and_leaves_the_list(driver: Driver) -> None:
    with post_office(Post()) as post:
        driver.do(lambda s: set_server(s, Server("127.0.0.1", post.port, Security.NONE, "desk@example.org")))
        page, ids = begun(driver, 3)
        del page.list.model.pages._rows[ids[2]]  # as if it had never been painted
        page.verbs.send.trigger()
        page.verbs.send.trigger()
        driver.settle()
    assert (len(post.taken), states(driver)) == (3, [State.SENT] * 3)
    assert ids_shown(page) == []
    assert driver.said == [("say", "3 messages sent.")]
    assert not page.verbs.send.isEnabled()


def test_without_a_server_it_is_said_and_everything_waits(driver: Driver) -> None:
    page, ids = begun(driver)
    page.verbs.send.trigger()
    driver.settle()
    assert driver.said == [
        ("warn", "No mail server is set up. Open the messages in the mail program, or see the settings.")
    ]
    assert (ids_shown(page), states(driver)) == (ids, [State.DRAFT])
    assert page.verbs.send.isEnabled()


def test_drafts_open_in_the_mail_program(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.fileName())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    page, _ids = begun(driver)
    driver.keys(page.list.table, Qt.Key.Key_O)
    driver.settle()
    row = driver.read(lambda s: notices(s)[0])
    assert row.state is State.OPENED
    assert opened == [f"1 {row.title}.eml".replace(":", "-")]


def test_no_mail_program_leaves_it_waiting(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    page, _ids = begun(driver)
    driver.keys(page.list.table, Qt.Key.Key_O)
    driver.settle()
    ((way, said),) = driver.said
    assert (way, said.partition(" They lie in ")[0]) == ("warn", "No program here opens drafts of e-mails.")
    assert states(driver) == [State.DRAFT]


def test_what_is_dropped_is_kept_again(driver: Driver) -> None:
    page, ids = begun(driver)
    driver.keys(page.list.table, Qt.Key.Key_Delete)
    driver.settle()
    assert (ids_shown(page), states(driver)) == ([], [State.DROPPED])
    page.show_alert("dropped")
    driver.settle()
    page.list.select(ids)
    driver.settle()
    page.verbs.back.trigger()
    driver.settle()
    assert states(driver) == [State.DRAFT]
    assert driver.said == [("say", "1 message dropped."), ("say", "1 message waits.")]


def test_a_message_is_said_otherwise(driver: Driver) -> None:
    page, (notice,) = begun(driver)
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(NoticeDialog)
    driver.type(dialog, title="Screen")
    dialog.form.editor("address").set_value("")
    driver.save(dialog)
    row = driver.read(lambda s: notice_row(s, notice))
    assert row is not None
    assert (row.title, row.address) == ("Screen", "")
    driver.settle()
    assert not page.verbs.send.isEnabled()
    assert page.verbs.printed.isEnabled()


def test_of_what_may_have_left_somebody_says_what_became(driver: Driver) -> None:
    page, (notice,) = begun(driver)
    driver.do(lambda s: begin_sending(s, notice))
    page.show_alert("sending")
    driver.settle()
    page.list.select([notice])
    driver.settle()
    assert page.verbs.back.isEnabled()
    page.verbs.arrived.trigger()
    driver.settle()
    assert states(driver) == [State.SENT]
