"""Messages go through a real server on this machine: taken once, refused with a reason, or nobody knows."""

from __future__ import annotations

import datetime
import email
import ipaddress
import ssl
from concurrent.futures import ThreadPoolExecutor
from email.policy import default
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backends import fail

from coorddesk.core.errors import Cancelled, Surroundings, UserError
from coorddesk.core.jobs import unwatched
from coorddesk.notices.reports.secret import forget_secret, keep_secret, secret_of
from coorddesk.notices.reports.sending import Sent, send, try_server
from coorddesk.notices.rules import Security, Server, State
from coorddesk.notices.service import Handle, drop, set_server
from tests.notices.ring import keyring_here
from tests.notices.sent import make_notice, notices
from tests.notices.smtp_server import Post, post_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.messages import Message
    from coorddesk.core.texts import Texts
    from tests.desks import Desks
    from tests.notices.ring import Ring


@pytest.fixture(autouse=True)
def ring() -> Iterator[Ring]:
    with keyring_here() as made:
        yield made


def local(post: Post, security: Security = Security.NONE, user: str = "") -> Server:
    return Server("127.0.0.1", post.port, security, "desk@example.org", "Médiathèque", user)


def begin(desk: Database, server: Server, count: int = 1) -> list[int]:
    with desk.transaction() as session:
        set_server(session, server)
        return [make_notice(session, f"test:{number}") for number in range(count)]


def states(desk: Database) -> list[State]:
    with desk.reading() as session:
        return [each.state for each in notices(session)]


def said(sent: Sent, texts: Texts) -> list[str]:
    return [texts.say(each) for each in sent.troubles]


def test_what_waits_is_sent_once(desk: Database) -> None:
    with post_office(Post()) as post:
        ids = begin(desk, local(post), 3)
        assert send(ids, desk, unwatched) == Sent(3)
        again = send(ids, desk, unwatched)
        assert (again.count, len(again.troubles)) == (0, 1)
    assert states(desk) == [State.SENT] * 3
    assert [to for to, _mail in post.taken] == [["mail FROM:<desk@example.org>", "rcpt TO:<ines@example.org>"]] * 3
    mails = [email.message_from_string(mail, policy=default) for _to, mail in post.taken]
    assert {(str(mail["From"]), str(mail["To"])) for mail in mails} == {
        ("Médiathèque <desk@example.org>", "ines@example.org")
    }
    assert len({mail["Message-ID"] for mail in mails}) == 3
    assert "Try again." in mails[0].get_content()
    assert str(mails[0]["Date"]) == "Mon, 07 Sep 2026 08:30:00 +0000"


def test_a_refusal_keeps_the_draft_with_its_reason_and_the_others_leave(desk: Database, texts: Texts) -> None:
    with post_office(Post(refuses={"RCPT": "550 unknown here"})) as post:
        ids = begin(desk, local(post), 2)
        assert said(send(ids, desk, unwatched), texts) == ["127.0.0.1 refused it: 550 unknown here"]
        assert states(desk) == [State.DRAFT] * 2
        with desk.reading() as session:
            assert [texts.say(each.trouble) for each in notices(session) if each.trouble is not None] == [
                "127.0.0.1 refused it: 550 unknown here"
            ] * 2
        post.refuses.clear()
        assert send(ids, desk, unwatched) == Sent(2)


@pytest.mark.parametrize("is_rude", [False, True])
def test_one_address_that_is_refused_keeps_no_other_waiting(desk: Database, texts: Texts, *, is_rude: bool) -> None:
    with post_office(Post(refuses={"RCPT TO:<GONE@": "550 unknown here"}, is_rude=is_rude)) as post:
        begin(desk, local(post), 0)
        with desk.transaction() as session:
            to = ("ines@example.org", "gone@example.org", "bao@example.org")
            ids = [make_notice(session, address, address=address) for address in to]
        sent = send(ids, desk, unwatched)
        assert (sent.count, said(sent, texts)) == (2, ["127.0.0.1 refused it: 550 unknown here"])
        assert states(desk) == [State.SENT, State.DRAFT, State.SENT]
        post.refuses.clear()
        assert send(ids[1:2], desk, unwatched) == Sent(1)
    assert len(post.taken) == 3


def test_two_programs_that_send_at_once_send_each_message_once(
    desks: Desks, open_desk: Callable[..., Database]
) -> None:
    url = desks.fresh()
    first, second = open_desk(url), open_desk(url)
    with post_office(Post()) as post, ThreadPoolExecutor(2) as both:
        ids = begin(first, local(post), 6)
        sent = list(both.map(lambda database: send(ids, database, unwatched), (first, second)))
    assert sum(each.count for each in sent) == len(post.taken) == 6
    assert states(first) == [State.SENT] * 6
    assert len({mail for _to, mail in post.taken}) == 6


def test_a_server_that_falls_silent_leaves_it_open(desk: Database, texts: Texts) -> None:
    with post_office(Post(hangs_up_after=1)) as post:
        ids = begin(desk, local(post), 3)
        sent = send(ids, desk, unwatched)
    assert (sent.count, said(sent, texts)) == (
        1,
        ["127.0.0.1 did not say whether it took the message. Ask the recipient."],
    )
    assert states(desk) == [State.SENT, State.SENDING, State.DRAFT]


def test_no_server_there_is_told_with_the_first(desk: Database) -> None:
    with post_office(Post()) as post:
        pass
    ids = begin(desk, local(post), 2)
    assert [each.text for each in send(ids, desk, unwatched).troubles] == [
        "The mail server {host} cannot be reached ({reason})."
    ]
    assert states(desk) == [State.DRAFT] * 2


def test_a_server_that_does_not_encrypt_is_refused(desk: Database, texts: Texts) -> None:
    with post_office(Post()) as post:
        ids = begin(desk, local(post, Security.STARTTLS))
        assert said(send(ids, desk, unwatched), texts) == [
            "127.0.0.1 encrypts nothing in this way. Choose the other encryption or port."
        ]
    assert (post.taken, states(desk)) == ([], [State.DRAFT])


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.SSL])
def test_a_server_is_let_prove_who_it_is(desk: Database, texts: Texts, tmp_path: Path, security: Security) -> None:
    ours, theirs = certified(tmp_path)
    at_once = security is Security.SSL
    with post_office(Post(offers=("STARTTLS", "AUTH PLAIN")), theirs, at_once=at_once) as post:
        server = local(post, security, "desk")
        keep_secret(server, "secret")
        ids = begin(desk, server)
        (trouble,) = said(send(ids, desk, unwatched), texts)
        assert trouble.startswith("127.0.0.1 does not prove who it is (")
        assert (post.taken, states(desk)) == ([], [State.DRAFT])
        assert send(ids, desk, unwatched, ours) == Sent(1)
        try_server(server, "secret", ours)
        post.refuses["AUTH"] = "535 who are you"
        with pytest.raises(Surroundings, match="does not take the user or the password"):
            try_server(server, "wrong", ours)


def test_cancelling_stops_between_two(desk: Database) -> None:
    def stop_after_one(done: int, total: int | None = None, doing: Message | None = None) -> None:
        if (done, total) == (1, 3):
            raise Cancelled

    with post_office(Post()) as post:
        ids = begin(desk, local(post), 3)
        with pytest.raises(Cancelled):
            send(ids, desk, stop_after_one)
    assert states(desk) == [State.SENT, State.DRAFT, State.DRAFT]


def test_what_somebody_dropped_meanwhile_does_not_leave(desk: Database) -> None:
    with post_office(Post()) as post:
        ids = begin(desk, local(post), 2)
        with desk.transaction() as session:
            drop(session, Handle((ids[0],)))
        assert send(ids, desk, unwatched).count == 1
    assert (len(post.taken), states(desk)) == (1, [State.DROPPED, State.SENT])


def test_without_server_or_password_nothing_is_begun(desk: Database, ring: Ring) -> None:
    with desk.transaction() as session:
        notice = make_notice(session)
    with pytest.raises(UserError, match="No mail server is set up"):
        send([notice], desk, unwatched)
    server = Server("localhost", 1, Security.SSL, "desk@example.org", user="desk")
    with desk.transaction() as session:
        set_server(session, server)
    with pytest.raises(UserError, match="does not know the password"):
        send([notice], desk, unwatched)
    keep_secret(server, "secret")
    assert (secret_of(server), ring.kept) == ("secret", {("CoordDesk", "desk@localhost"): "secret"})
    forget_secret(server)
    forget_secret(server)
    assert (secret_of(server), states(desk)) == (None, [State.DRAFT])


def test_a_pc_without_keyring_says_what_to_do() -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # as keyring has it
    with pytest.raises(Surroundings, match="This PC has no keyring"):
        keep_secret(Server("localhost", 1, Security.SSL, "desk@example.org", user="desk"), "secret")


def certified(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A certificate for this machine that only those trust who were told to: their side, and the server's."""
    pytest.importorskip("cryptography")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(hours=1))
    signed = made.add_extension(here, critical=False).sign(key, hashes.SHA256())
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "both.pem"
    path.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(path)
    return ssl.create_default_context(cafile=str(path)), theirs
