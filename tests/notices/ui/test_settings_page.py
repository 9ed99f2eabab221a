"""The mail server and the templates in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from coorddesk.notices.queries import mail_server, templates
from coorddesk.notices.rules import Occasion, Security, Server
from coorddesk.notices.ui.settings_page import MessagesSettings
from coorddesk.notices.ui.template_dialog import TemplateDialog
from tests.notices.ring import keyring_here
from tests.notices.smtp_server import Post, post_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.notices.ring import Ring
    from tests.screens import Driver


@pytest.fixture
def ring() -> Iterator[Ring]:
    with keyring_here() as made:
        yield made


@pytest.fixture
def page(driver: Driver) -> MessagesSettings:
    made = MessagesSettings(driver.desk)
    driver.bot.addWidget(made)
    made.resize(660, 900)
    made.show()
    driver.settle()
    return made


def typed(page: MessagesSettings, **texts: str) -> None:
    assert page.server.form is not None
    for key, text in texts.items():
        page.server.form.editor(key).set_state(text)


def shown(page: MessagesSettings) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def test_a_server_is_written_down_and_its_password_kept_apart(
    driver: Driver, page: MessagesSettings, ring: Ring
) -> None:
    assert not page.server.save.isEnabled()
    typed(page, host="smtp.example.org", sender="desk@example.org", user="desk", password="se  cret")
    assert page.touched()
    driver.click(page.server.save)
    wanted = Server("smtp.example.org", 587, Security.STARTTLS, "desk@example.org", "", "desk")
    assert driver.read(mail_server) == wanted
    assert ring.kept == {("CoordDesk", "desk@smtp.example.org"): "se  cret"}
    assert page.server.form is not None
    assert (page.touched(), page.server.form.editor("password").state()) == (False, "")
    typed(page, host="")
    driver.click(page.server.save)
    assert driver.read(mail_server) is None


def test_a_wrong_field_is_told_beside_it(driver: Driver, page: MessagesSettings) -> None:
    typed(page, host="smtp.example.org", sender="nobody")
    driver.click(page.server.save)
    assert "“nobody” is no e-mail address. Write it like name@example.org." in shown(page)
    assert driver.read(mail_server) is None
    assert page.server.save.isEnabled()


def test_a_server_is_tried_without_sending_anything(driver: Driver, page: MessagesSettings) -> None:
    assert page.server.form is not None
    with post_office(Post()) as post:
        typed(page, host="127.0.0.1", sender="desk@example.org", port=str(post.port))
        page.server.form.editor("security").set_value(Security.NONE)
        driver.click(page._try)
        assert "The mail server lets us in. Nothing was sent." in shown(page)
        page.server.form.editor("security").set_value(Security.STARTTLS)
        driver.click(page._try)
    assert "127.0.0.1 encrypts nothing in this way. Choose the other encryption or port." in shown(page)
    assert post.taken == []


def test_a_template_is_said_otherwise_and_taken_back(driver: Driver, page: MessagesSettings) -> None:
    edit = next(each for each in page.findChildren(QPushButton) if each.accessibleName() == "Edit “Ticket opened”")
    driver.click(edit)
    dialog = driver.dialog(TemplateDialog)
    dialog.form.editor("subject").set_value("{nothing}")
    driver.save(dialog)
    dialog.form.editor("subject").set_value("N° {number}")
    dialog.form.editor("is_on").set_value(False)
    driver.save(dialog)
    driver.settle()
    (said,) = [each for each in driver.read(lambda s: templates(s, "fr")) if each.occasion is Occasion.OPENED]
    assert (said.version, said.template.subject, said.template.is_on) == (1, "N° {number}", False)
    assert "not written" in shown(page)
    back = [
        each for each in page.findChildren(QPushButton) if each.text() == "The program’s words" and each.isEnabled()
    ]
    driver.click(back[0])
    assert {each.version for each in driver.read(lambda s: templates(s, "fr"))} == {0}
