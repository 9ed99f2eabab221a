"""A mail server of our own: real sockets, its answers said beforehand."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Post:
    """What the server says, and what it has taken: `refuses` are answers by how the line that they refuse begins.

    One that `is_rude` hangs up on whom it refuses.
    `hangs_up_after` is how many mails it takes before it falls silent with the next one in its hands.
    """

    port: int = 0
    offers: tuple[str, ...] = ()
    refuses: dict[str, str] = field(default_factory=dict)
    is_rude: bool = False
    hangs_up_after: int | None = None
    taken: list[tuple[list[str], str]] = field(default_factory=list)
    begun: int = 0


class Counter(socketserver.StreamRequestHandler):
    """Talks with one client."""

    server: Office

    def setup(self) -> None:
        if self.server.at_once:
            self.encrypt()
        super().setup()

    def encrypt(self) -> None:
        assert self.server.tls is not None
        self.request = self.server.tls.wrap_socket(self.request, server_side=True)

    def handle(self) -> None:
        self.say("220 here")
        self.to: list[str] = []
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            refuses = self.server.post.refuses.items()
            refusal = next((answer for start, answer in refuses if line.upper().startswith(start)), None)
            if refusal is not None:
                self.say(refusal)
                if self.server.post.is_rude:
                    return
            elif not self.does(verb, line):
                return

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def does(self, verb: str, line: str) -> bool:
        """Answer, and say whether to go on."""
        match verb:
            case "EHLO":
                self.say("250-here", *(f"250-{each}" for each in self.server.post.offers), "250 SIZE")
            case "STAR":
                self.say("220 go on")
                self.encrypt()
                super().setup()
            case "AUTH":
                self.say("235 welcome")
            case "DATA":
                self.say("354 go on")
                return self.takes()
            case "QUIT":
                self.say("221 bye")
                return False
            case _:
                self.to = [line] if verb == "MAIL" else [*self.to, line]
                self.say("250 fine")
        return True

    def takes(self) -> bool:
        post, lines = self.server.post, []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        post.begun += 1
        if post.hangs_up_after is not None and post.begun > post.hangs_up_after:
            return False
        post.taken.append((self.to, b"".join(lines).decode()))
        self.say("250 taken")
        return True

    def say(self, *lines: str) -> None:
        for line in lines:
            self.wfile.write(f"{line}\r\n".encode())


class Office(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine."""

    daemon_threads = False

    def __init__(self, post: Post, tls: ssl.SSLContext | None, *, at_once: bool) -> None:
        super().__init__(("127.0.0.1", 0), Counter)
        self.post, self.tls, self.at_once = post, tls, at_once

    def handle_error(self, _request: object, _address: object) -> None:
        """What the other side breaks off is what is tested."""


@contextmanager
def post_office(post: Post, tls: ssl.SSLContext | None = None, *, at_once: bool = False) -> Iterator[Post]:
    """Run the server until the end of the block; with `tls` it speaks STARTTLS, or TLS `at_once`."""
    with Office(post, tls, at_once=at_once) as server:
        post.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield post
        finally:
            server.shutdown()
            thread.join()
