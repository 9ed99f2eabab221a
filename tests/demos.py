"""The desk of the demo: filled once for all tests that look at it, then copied for each."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core.access import Actor
from coorddesk.opening import fill_with_demo, open_desk
from tests.desks import alone

if TYPE_CHECKING:
    from coorddesk.core.clock import Clock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from tests.desks import Desks

WHO = Actor("Camille Martin")


def demo_desk(desks: Desks, clock: Clock, texts: Texts) -> Database:
    """A demo of its own, made at the moment of `clock` by whichever test first asks; on SQLite."""
    made = Path(os.environ["COORDDESK_TESTS"]) / f"demo-{clock.now():%Y%m%dT%H%M}-{texts.language}"
    with alone(made):
        if not made.exists():
            making = made.with_suffix(".making")
            making.mkdir()
            anew(str(making / "desk.db"), clock, texts).close()
            making.rename(made)
    url = Path(desks.empty())
    shutil.copytree(made, url.parent, dirs_exist_ok=True)
    return open_desk(str(url), create=False, actor=WHO, clock=clock)


def anew(url: str, clock: Clock, texts: Texts) -> Database:
    """A demo filled now."""
    database = open_desk(url, actor=WHO, clock=clock)
    fill_with_demo(database, texts)
    return database
