"""The verb that brings a new school year: everybody into the classes of its list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli.import_options import import_options
from coorddesk.cli.importing import import_kind
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n

if TYPE_CHECKING:
    from coorddesk.cli.run import Run
    from coorddesk.directory.imports.passages import RolloverPlan
    from coorddesk.directory.imports.rollover import ClassList

LEAVERS = ("free", "all", "none")
"""Whom `--leavers` may mean: those who hold nothing, everybody who is not in the list, nobody."""

_NAMES_SHOWN = 20
_DONE = _("This is done; “coorddesk undo” takes it back.")
_NOTHING_NEW = _("Everything is so already: nothing was written.")


def roll_school_over(run: Run) -> None:
    """Carry a class list out as one change; with --dry-run only say what it comes to."""
    from coorddesk.directory.imports.rollover import ClassList  # each verb loads what it needs, --help nothing

    sheet = ClassList(run.options.file, _year(run), run.languages, import_options(run, import_kind("people")))
    plan, change_set = _preview(run, sheet) if run.options.dry_run else _carry_out(run, sheet)
    if run.options.json:
        run.answer(_as_json(run, plan, change_set))
        return
    _tell(run, plan)
    if not run.options.dry_run:
        run.say(_NOTHING_NEW if change_set is None else _DONE)


def _year(run: Run) -> int:
    """The year in which the school year begins that is meant, as the window has it: none that is far ahead."""
    from coorddesk.directory.rules import likely_school_year, school_year_said  # as above

    likely = likely_school_year(run.clock.today())
    typed = run.options.year
    if typed is None:
        return likely
    year = school_year_said(typed)
    if year is None or year > likely + 1:
        said = _("“{text}” is no school year that has a class list. Write it 2026 or 2026-2027.", text=typed)
        raise UserError(said)
    return year


def _preview(run: Run, sheet: ClassList) -> tuple[RolloverPlan, None]:
    from coorddesk import features  # as above

    with run.desk() as database, database.reading() as session:
        return sheet.plan(session, features.load()), None


def _carry_out(run: Run, sheet: ClassList) -> tuple[RolloverPlan, int | None]:
    """Carry it out, and learn the number of the change set from the commit's own news."""
    from coorddesk import features  # as above
    from coorddesk.core.database import Lane
    from coorddesk.directory.imports.rollover import roll_over

    committed: list[int | None] = [None]
    with run.desk() as database:
        database.listen(lambda changes: committed.append(changes.change_set))
        with database.transaction(lane=Lane.JOBS) as session:
            plan = sheet.plan(session, features.load())
            roll_over(session, sheet, plan, features.load(), _leavers(run, plan))
    return plan, committed[-1]


def _leavers(run: Run, plan: RolloverPlan) -> frozenset[int]:
    """Who is marked as having left."""
    match run.options.leavers:
        case "all":
            return frozenset(each.person_id for each in plan.leavers if each.person_id is not None)
        case "none":
            return frozenset()
        case _:
            return plan.likely_leavers()


def _tell(run: Run, plan: RolloverPlan) -> None:
    """Say how many have which fate, who is not in the list, and which rows were refused."""
    from coorddesk.directory.imports.passages import FATE_TITLES  # as above
    from coorddesk.directory.rules import school_year_title

    run.say(_("School year {year}", year=school_year_title(plan.year)))
    for fate, title in FATE_TITLES.items():
        if plan.count(fate):
            run.say(_("{title}: {count}", title=title, count=plan.count(fate)))
    left = _leavers(run, plan)
    for each in plan.leavers[:_NAMES_SHOWN]:
        run.say(_told_of(each.name, each.before, each.holds, is_marked=each.person_id in left))
    if len(plan.leavers) > _NAMES_SHOWN:
        more = len(plan.leavers) - _NAMES_SHOWN
        run.say(
            _n("and {count} more person who is not in the list.", "and {count} more who are not in the list.", more)
        )
    if plan.doubt is not None:
        run.say(plan.doubt)
    for refused in plan.summary.refused[:_NAMES_SHOWN]:
        for said in refused.told():
            run.say(said)


def _told_of(name: str, group: str, holds: Message | None, *, is_marked: bool) -> Message:
    fate = _("marked as having left") if is_marked else _("not marked")
    if holds is None:
        return _("{name} ({group}): {fate}", name=name, group=group, fate=fate)
    return _("{name} ({group}), still has {holds}: {fate}", name=name, group=group, holds=holds, fate=fate)


def _as_json(run: Run, plan: RolloverPlan, change_set: int | None) -> dict[str, Any]:
    from coorddesk.directory.imports.passages import Fate  # as above

    left = _leavers(run, plan)
    return {
        "year": plan.year,
        "counts": {fate.value: plan.count(fate) for fate in Fate},
        "people": [
            {
                "fate": each.fate.value,
                "id": each.person_id,
                "name": each.name,
                "before": each.before,
                "after": each.after,
                "holds": each.holds and run.texts.say(each.holds),
                "marked_as_left": each.person_id in left,
            }
            for each in plan.passages
        ],
        "doubt": plan.doubt and run.texts.say(plan.doubt),
        "refused": [
            {"row": row.row, "column": cell.column, "value": cell.value, "reason": run.texts.say(cell.reason)}
            for row in plan.summary.refused
            for cell in row.refusals
        ],
        "change_set": change_set,
    }
