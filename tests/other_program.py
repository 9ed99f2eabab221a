"""A second program beside the test: its words are heard line by line, and it is gone when the block ends."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def other_program(code: str, *words: str) -> Iterator[OtherProgram]:
    """Run Python code in a process of its own, which is killed at the end of the block if it still runs."""
    with subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        try:
            yield OtherProgram(process)
        finally:
            process.kill()


class OtherProgram:
    """What a test says to it and hears from it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Talk with a running process."""
        self._process = process

    def hear(self) -> str:
        """The next line it says; empty at its end."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().removesuffix("\n")

    def hear_all(self) -> list[str]:
        """Every line it still has to say, and that it ended well."""
        assert self._process.stdout is not None
        lines = self._process.stdout.read().splitlines()
        assert self._process.wait() == 0
        return lines

    def say(self, line: str) -> None:
        """Tell it a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def kill(self) -> None:
        """End it at once, without a chance to tidy up."""
        self._process.kill()
        self._process.wait()
