"""The verb of kiosks: take in what lies in their folders, as the open window does by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import _, _n

if TYPE_CHECKING:
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run


def go_round(run: Run) -> None:
    """Take in every folder, and tell the kiosks what there is to show."""
    from coorddesk.kiosk.imports import desk_round  # SQL, which --help does not need

    with run.desk() as database:
        came = desk_round.go_round(database)
    if run.options.json:
        run.answer({"taken": came.taken, "away": came.away})
        return
    run.say(_n("{count} report taken in", "{count} reports taken in", came.taken))
    for name in came.away:
        run.say(_("The folder of the kiosk “{name}” cannot be reached.", name=name))


def add_verbs(verbs: Verbs) -> None:
    """The grammar."""
    about = _("take in the reports that lie in the folders of kiosks")
    verbs.add("kiosks", go_round, about).flag("--json", _("answer in JSON"))
