from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from coorddesk.shell.crash_hook import CrashHook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Logged


@pytest.fixture
def hook(qapp: object) -> Iterator[CrashHook]:
    hook = CrashHook()
    hook.install()
    yield hook
    hook.remove()


def crash(text: str) -> None:
    error = ZeroDivisionError(text)
    sys.excepthook(type(error), error, None)


def test_what_nobody_caught_is_logged_and_told(hook: CrashHook, logged: Logged) -> None:
    told: list[object] = []
    hook.crashed.connect(told.append)
    crash("first")
    crash("second")
    assert [str(each) for each in told] == ["first", "second"]
    assert logged.take() == ["ERROR our bug", "ERROR our bug"]


def test_a_crash_while_one_is_told_ends_the_telling(hook: CrashHook, logged: Logged) -> None:
    untold: list[str] = []

    def tell(_error: object) -> None:
        crash("the dialog cannot be built")

    hook.crashed.connect(tell)
    hook.untold.connect(lambda: untold.append("given up"))
    crash("a part is missing")
    assert untold == ["given up"]
    assert logged.take() == ["ERROR our bug", "ERROR our bug"]
