"""One sheet on its way into the desk: looked at, previewed, applied. The same for the command line and the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.jobs import Progress, collector_at_rest, unwatched
from coorddesk.core.messages import _, digits, verbatim
from coorddesk.core.tables import Column
from coorddesk.core.texts import Texts
from coorddesk.importing.applying import write_plan
from coorddesk.importing.found import Found
from coorddesk.importing.kind import ImportKind, Target
from coorddesk.importing.look import Look, beside, seen_columns
from coorddesk.importing.mapping import field_called, map_columns
from coorddesk.importing.options import Options
from coorddesk.importing.plan import RefusedRow, Summary, Verdict
from coorddesk.importing.planning import Planner
from coorddesk.importing.reading.opening import open_sheet, open_source
from coorddesk.importing.reading.sheet import Sheet, Source
from coorddesk.importing.refused import refused_table
from coorddesk.importing.survey import survey
from coorddesk.importing.table import find_table, known_words
from coorddesk.importing.words import HeaderWords

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["Importer", "Look", "Options", "Summary"]


class Importer:
    """A sheet and what is known about it; the file is read once, when it is first looked at."""

    def __init__(
        self, kind: ImportKind, path: Path, languages: Sequence[Texts], options: Options | None = None
    ) -> None:
        """Take the file at `path` for a sheet of `kind`, with headers and choices in any of the languages."""
        self._kind = kind
        self._path = path
        self._languages = tuple(languages)
        self._options = options or Options()
        self._words = HeaderWords(kind.fields, self._languages)
        self._source: Source | None = None
        self._sheet: Sheet | None = None
        self._looked: tuple[Look, Found] | None = None

    def change(self, options: Options) -> None:
        """Look at the same file with other options; what was read of it stays read."""
        if options.sheet != self._options.sheet:
            self._sheet = None
        self._options = options
        self._looked = None

    def look(self, progress: Progress = unwatched) -> Look:
        """Find out all that the file says about itself."""
        with collector_at_rest():
            return self._look(progress)[0]

    def preview(self, session: Session, progress: Progress = unwatched) -> Summary:
        """Say what the import would do; nothing is written."""
        with collector_at_rest():
            planner = self._planner(session, self._kind.open(session), progress)
            for _step in planner.steps(progress):
                pass
            return planner.summary()

    def apply(self, session: Session, progress: Progress = unwatched, *, seen: Summary | None = None) -> Summary:
        """Do it, within the caller's transaction; with `seen`, only if it would still do what was shown."""
        with collector_at_rest():
            target = self._kind.open(session)
            summary = write_plan(self._planner(session, target, progress), target, progress)
        if seen is not None and summary.digest != seen.digest:
            raise UserError(_("The desk has changed since this was shown. Nothing was written; look at it again."))
        if summary.writes:
            # the database layer is loaded by whoever opened the session, never for a look at a file
            from coorddesk.core import history

            deed = self._kind.deed(summary.counts[Verdict.NEW], summary.counts[Verdict.CHANGED])
            history.record(session, deed)
        return summary

    def refused_table(self, summary: Summary) -> tuple[tuple[Column[RefusedRow], ...], Sequence[RefusedRow]]:
        """The refused rows as columns and rows of a sheet that can be mended and imported."""
        return refused_table(self._look(unwatched)[1].table.headers, summary.refused)

    def _planner(self, session: Session, target: Target, progress: Progress) -> Planner:
        look, found = self._look(progress)
        if not found.fed:
            raise UserError(
                _(
                    "None of the headers in row {row} is known: {labels}. Say which column is what.",
                    row=digits(look.header_row),
                    labels=verbatim(", ".join(look.unmapped)),
                )
            )
        found = replace(found, fed=tuple(one.on(session) for one in found.fed))
        key = self._options.key and field_called(self._options.key, self._kind.fields, self._words).key
        return Planner(self._kind, target, found, key)

    def _look(self, progress: Progress) -> tuple[Look, Found]:
        if self._looked is None:
            progress(0, None, _("Reading the file"))
            source = self._source = self._source or open_source(self._path)
            sheet = self._sheet = self._sheet or self._choose_sheet(source)
            table = find_table(sheet, self._words)
            fed, near = map_columns(table.headers, self._kind.fields, self._words, self._options.mapping)
            surveyed = survey(table, fed, self._languages[0].currency, progress)
            look = Look(
                sheet.name,
                tuple(name for name in source.names if name is not None),
                (),
                source.encoding,
                (),
                source.delimiter,
                (),
                table.header_row,
                1,
                surveyed.last_row,
                None,
                "",
                seen_columns(table, fed),
                near + surveyed.decisions,
                source.warnings + surveyed.warnings + beside(table),
            )
            self._looked = look, Found(table, fed, surveyed, self._languages, look.warnings)
        return self._looked

    def _choose_sheet(self, source: Source) -> Sheet:
        """The sheet that was named, or the one that people see whose headers the kind knows best, then the longest."""
        names = [self._options.sheet] if self._options.sheet else source.visible or source.names
        best: tuple[tuple[int, int], Sheet] | None = None
        for name in names:
            sheet = open_sheet(source, name, self._path)
            if len(names) == 1:
                return sheet
            worth = known_words(sheet, self._words), sheet.extent.height or 0
            if best is None or worth > best[0]:
                best = worth, sheet
        if best is None:
            raise UserError(_("{file} has no sheet.", file=self._path.name))
        return best[1]
