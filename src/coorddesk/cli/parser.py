"""What can be typed after `coorddesk`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk import __version__
from coorddesk.cli import (
    agenda,
    bank,
    budget,
    calendars,
    contracts,
    costs,
    demo,
    editing,
    forecast,
    helpdesk,
    importing,
    keeping,
    kiosks,
    knowledge,
    labels,
    lending,
    licences,
    looking,
    lots,
    maintenance,
    merging,
    network,
    notices,
    noting,
    papers,
    purchases,
    retiring,
    rollover,
    rounds,
    sheets,
    stock,
    stocktaking,
    surveys,
    training,
)
from coorddesk.cli.grammar import Verb, Verbs, desk, whole_number
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.texts import Texts


def make_parser(texts: Texts) -> argparse.ArgumentParser:
    """The whole grammar, its help in the reader's language; each verb carries its function as `verb`."""
    said = texts.say(_("The desk of a technology coordinator: the window, or one of these verbs."))
    parser = argparse.ArgumentParser(prog="coorddesk", description=said)
    version = texts.say(_("show the program's version and exit"))
    parser.add_argument("--version", action="version", version=f"CoordDesk {__version__}", help=version)
    said = texts.say(_("the desk: a file (made if missing) or a PostgreSQL address"))
    parser.add_argument("--database", metavar=texts.say(_p("argument", "PATH|URL")), type=desk(texts), help=said)
    parser.add_argument("--language", choices=LANGUAGES, help=texts.say(_("the language of what is said and written")))
    verbs = Verbs(parser.add_subparsers(metavar=texts.say(_p("argument", "VERB")), required=True), texts)
    whole = whole_number(texts)
    _sheet_verbs(verbs, whole)
    _editing_verb(verbs, whole)
    _history_verbs(verbs, whole)
    _merging_verbs(verbs)
    _noting_verbs(verbs)
    for first in (kiosks, knowledge, agenda, calendars):
        first.add_verbs(verbs)
    labels.add_verbs(verbs, whole)
    lending.add_verbs(verbs)
    licences.add_verbs(verbs)
    lots.add_verbs(verbs, whole)
    for each in (retiring, maintenance, helpdesk, network, notices):
        each.add_verbs(verbs)
    rounds.add_verbs(verbs, whole)
    stock.add_verbs(verbs, whole)
    bank.add_verbs(verbs, whole)
    contracts.add_verbs(verbs, whole)
    for each in (budget, purchases, forecast, costs, stocktaking, surveys, training):
        each.add_verbs(verbs)
    _keeping_verbs(verbs, texts)
    return parser


def _sheet_verbs(verbs: Verbs, whole: Callable[[str], int]) -> None:
    kind = _(
        "what the rows are: assets, people, places, tickets, courses, sessions, participants…; a word that is none of "
        "them names them all"
    )
    _import_verb(verbs, kind, whole)
    _rollover_verb(verbs, whole)
    (
        verbs.add("template", importing.write_template, _("write an empty sheet to fill in and import"))
        .takes("kind", metavar=_p("argument", "KIND"), explanation=kind)
        .takes("file", metavar=_p("argument", "FILE"), type=Path, explanation=_("the .xlsx to write"))
    )
    (
        verbs.add("export", sheets.export_sheet, _("write all records of a kind to a sheet that can be imported again"))
        .takes("kind", metavar=_p("argument", "KIND"), explanation=kind)
        .takes("file", metavar=_p("argument", "FILE"), type=Path, explanation=_("the .xlsx or .csv to write"))
    )
    _report_verb(verbs)


def _report_verb(verbs: Verbs) -> None:
    verb = verbs.add("report", papers.write_report, _("write a report"))
    verb.takes("name", metavar=_p("argument", "NAME"), nargs="?", explanation=_("which one (see --list)"))
    verb.takes("--output", metavar=_p("argument", "FILE"), type=Path, explanation=_("the .pdf, .xlsx or .csv to write"))
    about = _("the one record it is about, by name, number or code: place:Salle 12, person:Inès Moreau, asset:42, CDL7")
    verb.takes("--about", metavar=_p("argument", "KIND:NAME"), explanation=about)
    day = _("the day it is about, for book values and plans: 31/12/2026 or 2026-12-31")
    verb.takes("--day", metavar=_p("argument", "DAY"), explanation=day)
    verb.takes("--title", metavar=_p("argument", "TEXT"), explanation=_("what stands at its head instead"))
    verb.takes(
        "--paper",
        metavar=verbatim("|".join(papers.PAPERS)),
        choices=papers.PAPERS,
        explanation=_("the size of the paper"),
    )
    lying = {"action": "store_const", "dest": "landscape"}
    verb.flag("--landscape", _("the paper lies on its long side"), **lying, const=True)
    verb.flag("--portrait", _("the paper stands upright"), **lying, const=False)
    widths = papers.MARGIN_WIDTHS
    verb.takes(
        "--margin",
        metavar=verbatim("|".join(map(str, widths))),
        type=int,
        choices=widths,
        explanation=_("the white at either side, in millimetres"),
    )
    columns = _("the columns to show, in their order: tag,name,place")
    verb.takes("--columns", metavar=_p("argument", "COLUMN,COLUMN"), explanation=columns)
    verb.takes(
        "--text",
        metavar=_p("argument", "NAME=TEXT"),
        action="append",
        default=[],
        explanation=_("a text of the paper in your own words: emergency=…; an empty one leaves it out"),
    )
    verb.flag("--list", _("list the reports"))
    verb.flag("--json", _("answer in JSON"))


def _import_verb(verbs: Verbs, kind: Message, whole: Callable[[str], int]) -> None:
    file = _("the sheet, a folder of sheets, or - for cells on standard input")
    verb = verbs.add("import", importing.import_sheet, _("take a sheet in: Excel, LibreOffice, text, web page"))
    verb.takes("kind", metavar=_p("argument", "KIND"), explanation=kind)
    verb.takes("file", metavar=_p("argument", "FILE"), type=Path, explanation=file)
    _reading_options(verb, whole)
    verb.flag("--forget", _("forget what was decided about such a sheet before"))
    verb.flag("--dry-run", _("only say what would happen"))
    refused = _("where to save the refused rows")
    verb.takes("--refused", metavar=_p("argument", "OUT.xlsx"), type=Path, explanation=refused)
    verb.flag("--json", _("answer in JSON"))


def _rollover_verb(verbs: Verbs, whole: Callable[[str], int]) -> None:
    said = _("put everybody into the classes of a new school year, by its class list")
    verb = verbs.add("rollover", rollover.roll_school_over, said)
    verb.takes("file", metavar=_p("argument", "FILE"), type=Path, explanation=_("the class list"))
    year = _("the school year, 2026 or 2026-2027; without it the present one, from June on the next")
    verb.takes("--year", metavar=_p("argument", "YEAR"), explanation=year)
    leavers = _("who of those not in the list is marked as having left: who holds nothing (free), all, none")
    verb.takes("--leavers", metavar=verbatim("free|all|none"), choices=rollover.LEAVERS, explanation=leavers)
    verb.flag("--dry-run", _("only say what would happen"))
    verb.flag("--json", _("answer in JSON"))
    _reading_options(verb, whole)


def _reading_options(verb: Verb, whole: Callable[[str], int]) -> None:
    """What can be said of where the table is and how it reads."""
    verb.takes("--sheet", metavar=_p("argument", "SHEET"), explanation=_("the name of the sheet in the workbook"))
    row = _p("argument", "ROW")
    verb.takes("--header-row", metavar=row, type=whole, explanation=_("the row of the headers"))
    depth = _("how many rows the headers take")
    verb.takes("--header-depth", metavar=verbatim("1|2"), type=whole, choices=(1, 2), explanation=depth)
    verb.takes("--last-row", metavar=row, type=whole, explanation=_("the last row of the table"))
    verb.takes("--encoding", metavar=_p("argument", "NAME"), explanation=_("how a text file is written: utf-8, cp1252"))
    sign = _("what stands between the cells of a text file: a semicolon, a comma, tab")
    verb.takes("--delimiter", metavar=_p("argument", "SIGN"), explanation=sign)
    verb.takes(
        "--preset", metavar=_p("argument", "PROGRAM"), explanation=_("the program that wrote the sheet: glpi, snipe-it")
    )
    _decisions(verb)
    said = _("the field that says which record a row is")
    verb.takes("--key", metavar=_p("argument", "FIELD"), explanation=said)


def _decisions(verb: Verb) -> None:
    """What can be said otherwise than the sheet is taken; each as often as one wants."""
    pairs = {"action": "append", "default": []}
    verb.takes(
        "--map",
        metavar=_p("argument", "HEADER=FIELD"),
        explanation=_("what a column is; field+field for two, an empty field leaves it out"),
        **pairs,
    )
    verb.takes(
        "--set", metavar=_p("argument", "FIELD=VALUE"), explanation=_("the value of rows that have none there"), **pairs
    )
    verb.takes(
        "--read",
        metavar=_p("argument", "FIELD=WAY"),
        explanation=_("how a column reads: dmy, mdy or ymd for dates, a comma or a point before decimals"),
        **pairs,
    )
    verb.takes(
        "--value",
        metavar=_p("argument", "FIELD:TEXT=MEANING"),
        explanation=_("what a text stands for; an empty meaning leaves the cell empty"),
        **pairs,
    )
    verb.takes(
        "--unknown",
        metavar=_p("argument", "FIELD=FATE"),
        explanation=_("what becomes of names that the desk does not know: create, empty or refuse"),
        **pairs,
    )


def _editing_verb(verbs: Verbs, whole: Callable[[str], int]) -> None:
    often = {"action": "append", "default": []}
    condition = _("which ones: FIELD=VALUE, !=, ~ for contains, ^= for begins with, >=, <=; all of them must be true")
    pair = _p("argument", "FIELD=VALUE")
    verb = verbs.add("edit", editing.edit_records, _("change many records at once, as one change"))
    verb.takes(
        "kind", metavar=_p("argument", "KIND"), explanation=_("what the records are: assets, people, stock or licences")
    )
    verb.takes("--where", metavar=pair, explanation=condition, **often)
    verb.takes("--set", metavar=pair, explanation=_("what a field becomes; no value erases it"), **often)
    verb.takes("--add", metavar=_p("argument", "FIELD=TEXT"), explanation=_("a line to add to the notes"), **often)
    numbers = _("new inventory numbers, such as {example}", example="PC-{###}")
    verb.takes("--number", metavar=_p("argument", "PATTERN"), explanation=numbers)
    first = _("the first of the new numbers")
    verb.takes("--first", metavar=_p("argument", "NUMBER"), type=whole, default=1, explanation=first)
    verb.flag("--leave-out", _("change the others where some cannot be changed"))
    verb.flag("--dry-run", _("only say what would happen"))
    verb.flag("--json", _("answer in JSON"))


def _history_verbs(verbs: Verbs, whole: Callable[[str], int]) -> None:
    (
        verbs.add("undo", looking.undo_change, _("take a change back, the latest one unless a number is given"))
        .takes(
            "number",
            metavar=_p("argument", "NUMBER"),
            nargs="?",
            type=whole,
            explanation=_("its number in the history"),
        )
        .flag("--redo", _("do the last undone change again instead"))
    )
    (
        verbs.add("history", looking.show_history, _("list what was done, the latest first"))
        .takes("--limit", metavar=_p("argument", "COUNT"), type=whole, default=20, explanation=_("how many"))
        .flag("--json", _("answer in JSON"))
    )
    (
        verbs.add("search", looking.search_desk, _("find records of every kind"))
        .takes("words", metavar=_p("argument", "WORD"), nargs="+", explanation=_("what to look for"))
        .takes(
            "--limit", metavar=_p("argument", "COUNT"), type=whole, default=20, explanation=_("how many of each kind")
        )
        .flag("--json", _("answer in JSON"))
    )
    verbs.add("alerts", looking.show_alerts, _("list what needs doing")).flag("--json", _("answer in JSON"))


def _merging_verbs(verbs: Verbs) -> None:
    kind = _(
        "what they are: people, places, suppliers, departments, categories, manufacturers, models, stock or licences"
    )
    (
        verbs.add("duplicates", merging.list_duplicates, _("list the records that may be one, and why"))
        .takes("kind", metavar=_p("argument", "KIND"), explanation=kind)
        .flag("--json", _("answer in JSON"))
    )
    field = _p("argument", "FIELD")
    many = {"action": "append", "default": []}
    (
        verbs.add("merge", merging.merge_records, _("let one record become part of another, with all that is its"))
        .takes("kind", metavar=_p("argument", "KIND"), explanation=kind)
        .takes("kept", metavar=_p("argument", "KEPT"), explanation=_("the one that stays: its number or its name"))
        .takes("gone", metavar=_p("argument", "GONE"), explanation=_("the one that becomes part of it"))
        .takes("--take", metavar=field, explanation=_("a field in which the one that goes is right"), **many)
        .takes("--keep", metavar=field, explanation=_("a field in which the one that stays is right"), **many)
        .flag("--json", _("answer in JSON"))
    )


def _noting_verbs(verbs: Verbs) -> None:
    kind = {"metavar": _p("argument", "KIND"), "explanation": _("what it is: asset, person, place or supplier")}
    record = {"metavar": _p("argument", "RECORD"), "explanation": _("the record: what it is called, or its number")}
    text = _p("argument", "TEXT")
    (
        verbs.add("attach", noting.attach_files, _("attach files to a record"))
        .takes("kind", **kind)
        .takes("record", **record)
        .takes("files", metavar=_p("argument", "FILE"), type=Path, nargs="+", explanation=_("what to attach"))
    )
    (
        verbs.add("note", noting.write_note, _("write a note about a record"))
        .takes("kind", **kind)
        .takes("record", **record)
        .takes("text", metavar=text, explanation=_("what to write down"))
    )
    (
        verbs.add("remind", noting.add_reminder, _("remind of a record on a day"))
        .takes("kind", **kind)
        .takes("record", **record)
        .takes("day", metavar=_p("argument", "DAY"), explanation=_("when: 31/01/2026 or 2026-01-31"))
        .takes("text", metavar=text, explanation=_("what to think of"))
    )
    (
        verbs.add("reminders", noting.list_reminders, _("list the reminders that are due"))
        .flag("--all", _("those to come, too"))
        .flag("--json", _("answer in JSON"))
    )


def _keeping_verbs(verbs: Verbs, texts: Texts) -> None:
    verbs.add("demo", demo.fill_with_demo, _("fill an empty desk with a believable school and library"))
    (
        verbs.add("backup", keeping.back_up, _("make a verified copy of the desk")).takes(
            "--output",
            metavar=_p("argument", "FILE"),
            type=Path,
            explanation=_("a .coorddesk archive to write instead"),
        )
    )
    (
        verbs.add(
            "restore", keeping.restore_desk, _("put a copy in the desk's place; the present desk is copied first")
        ).takes("file", metavar=_p("argument", "FILE"), type=Path, explanation=_("a backup or a .coorddesk archive"))
    )
    verbs.add("check", keeping.check_desk, _("look for damage and contradictions"))
    verbs.add("upgrade", keeping.upgrade_desk, _("bring the desk up to this version of the program"))
    (
        verbs.add("move", keeping.move_desk, _("copy the whole desk to another, empty database")).takes(
            "--to", metavar=_p("argument", "PATH|URL"), type=desk(texts), required=True, explanation=_("where to")
        )
    )
