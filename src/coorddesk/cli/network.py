"""The verb that keeps the configuration of a network device: attach-config."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.cli.records import record_meant
from coorddesk.core.messages import _, _p

if TYPE_CHECKING:
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run


def add_verbs(verbs: Verbs) -> None:
    """The grammar."""
    said = _("keep the configuration file of a network device as its next version")
    verb = verbs.add("attach-config", attach_config, said)
    device = _("the device: its number, its name, or its row")
    verb.takes("device", metavar=_p("argument", "DEVICE"), explanation=device)
    verb.takes("file", metavar=_p("argument", "FILE"), type=Path, explanation=_("the configuration, as it was saved"))


def attach_config(run: Run) -> None:
    """Keep a configuration file; the same as the latest version is refused."""
    from coorddesk.inventory.service import attach_configuration  # SQL, which --help does not need
    from coorddesk.notes.imports import read_file

    with run.desk() as database:
        with database.reading() as session:
            subject = record_meant(session, "asset", run.options.device)
        file = read_file(run.options.file, subject)
        with database.transaction() as session:
            number = attach_configuration(session, subject[1], file)
    run.say(_("Version {number} of the configuration is kept.", number=number))
