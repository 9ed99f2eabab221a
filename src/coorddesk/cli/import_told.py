"""What an import found and did, in sentences on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, digits

if TYPE_CHECKING:
    from coorddesk.cli.run import Run
    from coorddesk.importing.importer import Look
    from coorddesk.importing.kind import ImportKind
    from coorddesk.importing.plan import Summary

_REFUSALS_SHOWN = 20
_NAMES_SHOWN = 8


def tell(run: Run, kind: ImportKind, look: Look, summary: Summary) -> None:
    """Say where the table is, what was left out, what became of its rows, and why some were refused."""
    if look.sheet is not None:
        run.say(_("Sheet “{sheet}”, headers in row {row}.", sheet=look.sheet, row=digits(look.header_row)))
    else:
        run.say(_("Headers in row {row}.", row=digits(look.header_row)))
    if look.unmapped:
        run.say(_("Left out: {headers}", headers=", ".join(look.unmapped)))
    counts = summary.counts
    run.say(
        _(
            "{new} new, {changed} changed, {unchanged} unchanged, {refused} refused, {skipped} left out.",
            **{verdict.value: counts[verdict] for verdict in counts},
        )
    )
    for title, names in _creations(kind, summary):
        shown = ", ".join(names[:_NAMES_SHOWN]) + (" …" if len(names) > _NAMES_SHOWN else "")
        values = {"title": title, "count": len(names), "names": shown}
        would = run.options.dry_run
        run.say(
            _("Would create {title} ({count}): {names}", **values)
            if would
            else _("Created {title} ({count}): {names}", **values)
        )
    for warning in summary.warnings:
        run.say(warning)
    for refused in summary.refused[:_REFUSALS_SHOWN]:
        for said in refused.told():
            run.say(said)
    if len(summary.refused) > _REFUSALS_SHOWN:
        left = len(summary.refused) - _REFUSALS_SHOWN
        run.say(_n("and {count} more row.", "and {count} more rows.", left))


def _creations(kind: ImportKind, summary: Summary) -> list[tuple[Message, list[str]]]:
    fields = {field.key: field for field in kind.fields}
    return [(fields[key].link or fields[key].title, list(names)) for key, names in summary.creates.items()]
