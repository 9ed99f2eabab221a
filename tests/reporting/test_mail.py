from __future__ import annotations

import email
from email.policy import default

import pytest

from coorddesk.reporting.mail import draft


def test_a_draft_is_a_message_that_waits_to_be_sent() -> None:
    data = draft(
        "Salle 12 : les appareils", "Voici la liste.\n", "Écrans 2026.pdf", b"%PDF-1.4\n\x00\xff", ["ines@example.org"]
    )
    mail = email.message_from_bytes(data, policy=default)
    assert {key: mail[key] for key in ("Subject", "To", "From", "Date", "X-Unsent", "MIME-Version")} == {
        "Subject": "Salle 12 : les appareils",
        "To": "ines@example.org",
        "From": None,
        "Date": None,
        "X-Unsent": "1",
        "MIME-Version": "1.0",
    }
    body, attached = mail.iter_parts()
    assert body.get_content().splitlines() == ["Voici la liste."]
    assert (attached.get_filename(), attached.get_content_type()) == ("Écrans 2026.pdf", "application/pdf")
    assert attached.get_content() == b"%PDF-1.4\n\x00\xff"


def test_every_line_is_short_ascii_and_ends_as_the_standard_says() -> None:
    data = draft("É" * 300, "à" * 5000, "a.xlsx", bytes(range(256)) * 400)
    assert data.isascii()
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert b"\n" not in b"".join(lines)


def test_a_subject_of_several_lines_cannot_smuggle_a_header_in() -> None:
    mail = email.message_from_bytes(draft("one\r\nBcc: all@example.org", "", "a.csv", b""), policy=default)
    assert (mail["Subject"], mail["Bcc"]) == ("one Bcc: all@example.org", None)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.PDF", "application/pdf"),
        ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.csv", "text/csv"),
        ("a.unknown", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_name_says(name: str, kind: str) -> None:
    mail = email.message_from_bytes(draft("s", "", name, b"a"), policy=default)
    assert [part.get_content_type() for part in mail.iter_attachments()] == [kind]
