"""One sheet on its way into the desk: looked at, previewed, applied. The same for the command line and the window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.jobs import Progress, collector_at_rest, unwatched
from coorddesk.core.messages import _, digits, verbatim
from coorddesk.core.tables import Column
from coorddesk.core.texts import Texts
from coorddesk.importing.finding.choosing import choose_sheet
from coorddesk.importing.finding.table import Table, find_table
from coorddesk.importing.found import Found
from coorddesk.importing.headers import folded_header
from coorddesk.importing.kind import ImportKind, Target
from coorddesk.importing.look import Look, look_at
from coorddesk.importing.mapping.columns import Desk, Said, field_called, map_table
from coorddesk.importing.options import Options
from coorddesk.importing.plan import RefusedRow, Summary, Verdict
from coorddesk.importing.planning.applying import write_plan
from coorddesk.importing.planning.planner import Planner, Step
from coorddesk.importing.planning.refused import own_headers, refused_columns, refused_table, relabelled
from coorddesk.importing.planning.together import Broken
from coorddesk.importing.presets import Preset, preset_for
from coorddesk.importing.reading.opening import open_source
from coorddesk.importing.reading.parts import Corrected
from coorddesk.importing.reading.pasted import Origin
from coorddesk.importing.reading.sheet import Cell, Sheet, Source
from coorddesk.importing.remembering import forget, keep, over, recall, shape_of, still_known
from coorddesk.importing.survey import survey
from coorddesk.importing.words import HeaderWords

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["Importer", "Look", "Options", "Summary"]


class _Known(NamedTuple):
    """What is known of a sheet since it was last looked at, as people decided or as was `recalled` of its shape."""

    look: Look
    found: Found
    recalled: Options
    decided: Options
    on_desk: bool


class Importer:
    """A sheet and what is known about it; the file is read once, when it is first looked at."""

    def __init__(
        self, kind: ImportKind, origin: Origin, languages: Sequence[Texts], options: Options | None = None
    ) -> None:
        """Take a file, or what was pasted, for a sheet of `kind`, with headers and choices in any of the languages."""
        self._kind = kind
        self._origin = origin
        self._languages = tuple(languages)
        self._options = options or Options()
        self._words = HeaderWords(kind.fields, self._languages, kind.splits)
        self._own_headers = own_headers(self._languages)
        self._source: Source | None = None
        self._sheet: Sheet | None = None
        self._known: _Known | None = None

    def change(self, options: Options) -> None:
        """Look at the same file with other options; what was read of it stays read."""
        before, self._options = self._options, options
        if (options.encoding, options.delimiter) != (before.encoding, before.delimiter):
            self._source = self._sheet = None
        if options.sheet != before.sheet:
            self._sheet = None
        self._known = None

    @property
    def decided(self) -> Options:
        """What was said of the file, and what was decided last time and still counts; known after `look_on`."""
        return self._options if self._known is None else self._known.decided

    @property
    def is_as_last_time(self) -> bool:
        """Whether something counts that was decided about the last file of this shape; known after `look_on`."""
        return self._known is not None and replace(self._known.recalled, values={}) != Options()

    def look(self, progress: Progress = unwatched) -> Look:
        """Find out all that the file says about itself."""
        with collector_at_rest():
            return self._look(progress).look

    def look_on(self, session: Session, progress: Progress = unwatched) -> Look:
        """Find out all that can be known of the file on this desk; what is found stays as it is until `change`."""
        with collector_at_rest():
            return self._look(progress, session).look

    def rows(self, numbers: Iterable[int]) -> list[Sequence[Cell]]:
        """The cells of some rows, numbered as in the file, in the order of `numbers`; none where it has no such row."""
        wanted = set(numbers := list(numbers))
        sheet = self._look(unwatched).found.table.sheet
        rows = enumerate(islice(sheet.rows(), max({0, *wanted})), start=1)
        found = {number: row for number, row in rows if number in wanted}
        return [found.get(number, ()) for number in numbers]

    def preview(self, session: Session, progress: Progress = unwatched) -> Summary:
        """Say what the import would do; nothing is written."""
        with collector_at_rest():
            planner = self._planner(session, self._kind.open(session), progress)
            for _step in planner.steps(progress, counts_unknown=True):
                pass
            return replace(planner.summary(), unknowns=planner.unknowns())

    def steps(self, session: Session, progress: Progress = unwatched) -> tuple[Summary, list[Step]]:
        """What the import would do, and every record that it would add, change or leave as it is; nothing is written.

        For a feature that makes more of a sheet than its records: a class list says who has left, too.
        """
        with collector_at_rest():
            planner = self._planner(session, self._kind.open(session), progress, tells_unchanged=True)
            steps = list(planner.steps(progress))
            return planner.summary(), steps

    def apply(
        self, session: Session, progress: Progress = unwatched, *, seen: Summary | None = None, named: bool = True
    ) -> Summary:
        """Do it, within the caller's transaction; with `seen`, only if it would still do what was shown.

        Unless it is `named`, the caller says what the history calls the deed, as for the many sheets of a folder.
        """
        with collector_at_rest():
            target = self._kind.open(session)
            summary = write_plan(self._planner(session, target, progress), target, progress)
        if seen is not None and summary.digest != seen.digest:
            raise UserError(_("The desk has changed since this was shown. Nothing was written; look at it again."))
        self._keep(session, refused=bool(summary.refused))
        if named and summary.writes:
            # the database layer is loaded by whoever opened the session, never for a look at a file
            from coorddesk.core import history

            deed = self._kind.deed(summary.counts[Verdict.NEW], summary.counts[Verdict.CHANGED])
            history.record(session, deed)
        return summary

    def _keep(self, session: Session, *, refused: bool) -> None:
        """Keep what was decided for the next file of this shape, and for the sheet of the rows that were refused."""
        look, found, _recalled, decided, _on_desk = self._look(unwatched)
        keep(session, self._kind.key, look.shape, decided)
        if refused:
            columns = refused_columns(found, self._words)
            shape = shape_of(one.label for one in columns)
            if shape != look.shape:
                keep(session, self._kind.key, shape, relabelled(replace(decided, preset=look.preset), columns))

    def forget(self, session: Session) -> None:
        """Forget what was decided about files of this shape, and look at this one again."""
        forget(session, self._kind.key, self._look(unwatched, session).look.shape)
        self._known = None

    def refused_table(self, summary: Summary) -> tuple[tuple[Column[RefusedRow], ...], Sequence[RefusedRow]]:
        """The refused rows as columns and rows of a sheet that can be mended and imported."""
        found = self._look(unwatched).found
        return refused_table(refused_columns(found, self._words), summary.refused, found.table.width)

    def _planner(
        self, session: Session, target: Target, progress: Progress, *, tells_unchanged: bool = False
    ) -> Planner:
        known = self._look(progress, session)
        found = known.found
        if not found.fed:
            raise UserError(
                _(
                    "None of the headers in row {row} is known: {labels}. Say which column is what.",
                    row=digits(known.look.header_row),
                    labels=verbatim(", ".join(known.look.unmapped)),
                )
            )
        today = clock_of(session).today() if any(one.field.past for one in found.fed) else None
        found = replace(found, fed=tuple(one.on(session) for one in found.fed), today=today)
        key = found.options.key and field_called(found.options.key, self._kind.fields, self._words).key
        withheld = _broken(self._kind, session, found, key, progress) if self._kind.together else None
        return Planner(self._kind, target, found, key, tells_unchanged=tells_unchanged, withheld=withheld)

    def _know_desk(self, session: Session) -> None:
        """Take the fields in that a desk has of its own."""
        kind = self._kind.on(session)
        if kind is not self._kind:
            self._kind, self._words = kind, HeaderWords(kind.fields, self._languages, kind.splits)

    def _look(self, progress: Progress, session: Session | None = None) -> _Known:
        """All that is known of the sheet, on the desk of `session` if there is one; it stays so until `change`."""
        if self._known is None or (session is not None and not self._known.on_desk):
            progress(0, None, _("Reading the file"))
            if session is not None:
                self._know_desk(session)
            kind = self._kind
            source, table = self._table()
            shape = self._shape(table)
            recalled = Options() if session is None else still_known(recall(session, kind.key, shape), kind.fields)
            decided = settled = over(self._options, recalled)
            preset = preset_for(kind.presets, (header.text for header in table.headers), decided.preset)
            if preset is not None:
                settled = over(decided, Options(readings=preset.readings, values=preset.values))
            desk = None if session is None else Desk(session, kind.open(session))
            mapped = map_table(table, kind, self._words, self._said(recalled, preset), settled.fixed, desk)
            surveyed = survey(table, mapped.fed, self._words, settled, self._languages[0].currency, progress)
            look = look_at(source, table, mapped, surveyed, preset, shape)
            found = Found(table, mapped.fed, surveyed, self._languages, look.warnings, settled)
            decided = replace(decided, mapping=mapped.decided)
            self._known = _Known(look, found, recalled, decided, session is not None)
        return self._known

    def _table(self) -> tuple[Source, Table]:
        """The file, and the table in it where people say; what was read of it stays read."""
        options = self._options
        source = self._source = self._source or open_source(self._origin, options.encoding, options.delimiter)
        self._sheet = self._sheet or choose_sheet(source, self._origin, options.sheet, self._words)
        sheet = Corrected(self._sheet, options.corrections) if options.corrections else self._sheet
        return source, find_table(sheet, self._words, options.header_row, options.header_depth)

    def _said(self, recalled: Options, preset: Preset | None) -> list[Said]:
        """What is known of headers before they are read, the surest first."""
        said = [
            Said(self._options.mapping, _("as you say"), binding=True),
            Said(recalled.mapping, _("as last time"), kept=True),
        ]
        if preset is not None:
            said.append(Said(preset.mapping, _("as {program} calls it", program=preset.title)))
        return said

    def _shape(self, table: Table) -> str:
        """Stands for the headers of the file, whether it is of our own rows that were refused or not."""
        own = [header for header in table.headers if folded_header(header.text) in self._own_headers]
        return shape_of(header.label for header in table.headers if not header.beside and header not in own)


def _broken(kind: ImportKind, session: Session, found: Found, key: str | None, progress: Progress) -> Broken:
    """What would come in without some of its rows: found by a plan of its own, as those may stand further down."""
    first = Planner(kind, kind.open(session), found, key)
    for _step in first.steps(progress):
        pass
    return first.together.broken
