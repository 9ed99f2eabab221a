"""The verb that fills an empty desk with a believable school and library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import _

if TYPE_CHECKING:
    from coorddesk.cli.run import Run


def fill_with_demo(run: Run) -> None:
    """Fill the desk; refused if it holds anything already."""
    from coorddesk.opening import fill_with_demo as fill  # sqlalchemy, which --help does not need

    with run.desk() as database:
        fill(database, run.texts)
    run.say(_("The demo is ready: start CoordDesk and look around."))
