"""The verb by which devices leave for good: retire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.records import day_typed, record_meant
from coorddesk.core.messages import _, _n, _p, verbatim

if TYPE_CHECKING:
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run

_REASONS = ("end_of_life", "sold", "given", "stolen", "lost", "broken", "returned_to_lessor")
_WIPED = ("yes", "no", "not_needed")


def add_verbs(verbs: Verbs) -> None:
    """The grammar."""
    text = _p("argument", "TEXT")
    (
        verbs.add("retire", retire, _("retire devices that leave together; all or none"))
        .takes("devices", nargs="+", metavar=_p("argument", "DEVICE"), explanation=_("an inventory number or name"))
        .takes(
            "--reason",
            choices=_REASONS,
            required=True,
            metavar=verbatim("|".join(_REASONS)),
            explanation=_("why they leave"),
        )
        .takes(
            "--wiped",
            choices=_WIPED,
            required=True,
            metavar=verbatim("|".join(_WIPED)),
            explanation=_("whether their data is gone"),
        )
        .takes("--day", metavar=_p("argument", "DAY"), explanation=_("on which day, if not today"))
        .takes("--to", default="", metavar=text, explanation=_("who bought them, got them or took them away"))
        .takes("--certificate", default="", metavar=text, explanation=_("number or name of the document"))
        .takes("--note", default="", metavar=text, explanation=_("what to note about it"))
    )


def retire(run: Run) -> None:
    """Retire devices."""
    from coorddesk.inventory.rules import DataWiped, DisposalReason  # SQL, which --help does not need
    from coorddesk.inventory.service import Chosen, Retirement, retire_assets

    typed = run.options
    day = run.clock.today() if typed.day is None else day_typed(typed.day)
    reason, wiped = DisposalReason(typed.reason), DataWiped(typed.wiped)
    with run.desk() as database, database.transaction() as session:
        ids = tuple(dict.fromkeys(record_meant(session, "asset", each)[1] for each in typed.devices))
        retire_assets(session, Retirement(Chosen(ids), reason, day, wiped, typed.to, typed.certificate, typed.note))
    run.say(_n("{count} device retired.", "{count} devices retired.", len(ids)))
