"""The verb for sheets that leave the desk: export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.importing import import_kind
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from coorddesk.cli.run import Run


def export_sheet(run: Run) -> None:
    """Write every record of a kind to a sheet that comes back to zero changes."""
    from coorddesk.importing.exporting import columns_of  # each verb loads what it needs, and --help nothing
    from coorddesk.reporting.write import write_table

    kind = import_kind(run.options.kind)
    with run.desk() as database, database.reading() as session:
        write_table(columns_of(kind.on(session)), kind.rows(session), run.options.file, run.texts)
    run.say(_("{file} is written.", file=str(run.options.file)))
