"""Bad luck on demand: a full disk, a forbidden folder, a server that goes away and comes back."""

from __future__ import annotations

import os
import pwd
import resource
import select
import socket
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOK_SECONDS = 0.05


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A disk of `size` bytes mounted at a new folder; needs root."""
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False)
    if mounted.returncode != 0:
        pytest.skip("only root can mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def small_files(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def forbidden(path: Path, rights: int = 0o555) -> Iterator[None]:
    """Be somebody who may read a file or a folder, and not write it; or has other `rights` to it."""
    mode = path.stat().st_mode
    path.chmod(rights)
    root = os.geteuid() == 0
    try:
        if root:  # whom nothing is forbidden
            os.seteuid(pwd.getpwnam("nobody").pw_uid)
        yield
    finally:
        if root:
            os.seteuid(0)
        path.chmod(mode)


class Line:
    """The line between a desk and its server, which can be cut and mended."""

    def __init__(self, url: str, folder: Path) -> None:
        """Lay a line below `folder` to the server of a URL; `url` is the same desk through it."""
        server = url.partition("host=")[2]
        self.url = url.replace(f"host={server}", f"host={folder}")
        self._server = f"{server}/.s.PGSQL.5432"
        self._end = folder / ".s.PGSQL.5432"
        self._cut = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Line:
        """Lay it."""
        self.mend()
        return self

    def __exit__(self, *_error: object) -> None:
        """Take it away."""
        self.cut()

    def mend(self) -> None:
        """Let calls through from now on."""
        self._cut.clear()
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self._end))
        listener.listen()
        listener.settimeout(_LOOK_SECONDS)
        self._start(self._accept, listener)

    def cut(self) -> None:
        """End every call at once and let no new one through."""
        self._cut.set()
        while self._threads:
            self._threads.pop().join()
        self._end.unlink(missing_ok=True)

    def _start(self, work: object, *sockets: socket.socket) -> None:
        self._threads.append(threading.Thread(target=work, args=sockets))  # type: ignore[arg-type]  # one of two methods
        self._threads[-1].start()

    def _accept(self, listener: socket.socket) -> None:
        with listener:
            while not self._cut.is_set():
                try:
                    caller, _address = listener.accept()
                except TimeoutError:
                    continue
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                self._start(self._relay, caller, server)

    def _relay(self, caller: socket.socket, server: socket.socket) -> None:
        other = {caller: server, server: caller}
        with caller, server:
            while not self._cut.is_set():
                for speaks in select.select([caller, server], [], [], _LOOK_SECONDS)[0]:
                    said = speaks.recv(1 << 16)
                    if not said:
                        return
                    other[speaks].sendall(said)
