"""Sheets that are worse than any: nothing falls over, nothing hangs, and each row is accounted for.

`COORDDESK_PROOF=whole` tries thousands of them, other ones each time.
"""

from __future__ import annotations

import faulthandler
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message
from coorddesk.importing.importer import Importer
from coorddesk.inventory.imports import ASSETS
from tests.importing.corpus.cases import QUIRKS, Case
from tests.importing.corpus.draft import Draft
from tests.importing.corpus.quirk import Quirk
from tests.importing.corpus.writing import write_draft
from tests.importing.mutations import damage, mistreated
from tests.importing.proving import verdicts
from tests.sheets import LANGUAGES
from tests.thoroughness import WHOLE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

pytestmark = [pytest.mark.parametrize("desks", ["sqlite"], indirect=True), pytest.mark.timeout(0 if WHOLE else 120)]
proof = settings(max_examples=3000 if WHOLE else 40, derandomize=not WHOLE)

LONGEST = 60
"""Seconds after which a sheet of a dozen rows hangs, on however slow a machine."""


class _BackOut(Exception):
    """Rolls a transaction back."""


@contextmanager
def watched() -> Iterator[None]:
    """End the process, and say where it stood, if this takes too long: no signal reaches a loop in C or Rust."""
    faulthandler.dump_traceback_later(LONGEST, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def take(database: Database, path: Path) -> None:
    """Import a file, whatever it is: it is refused in a sentence, or each of its rows is accounted for."""
    with watched(), suppress(_BackOut), database.transaction() as session:
        refused = _trouble(session, path)
        assert refused is None or all(text.say(refused) for text in LANGUAGES)
        raise _BackOut


def _trouble(session: Session, path: Path) -> Message | None:
    """The sentence that refuses a file."""
    importer = Importer(ASSETS, path, LANGUAGES)
    try:
        look = importer.look()
        done = importer.apply(session, seen=importer.preview(session))
    except UserError as error:
        event(f"refused: {error.message.text}")
        return error.message
    event("taken")
    first = look.header_row + look.header_depth
    assert sum(done.counts.values()) == max(look.last_row - first + 1, 0)
    assert verdicts(done).keys() == set(range(first, look.last_row + 1))
    for row in done.refused:
        assert row.refusals
        assert all(text.say(one.reason) for one in row.refusals for text in LANGUAGES)
    again = Importer(ASSETS, path, LANGUAGES).apply(session)
    assert (again.writes, sum(again.counts.values())) == (0, sum(done.counts.values()))
    return None


@proof
@given(draft=mistreated())
def test_mistreated_sheets(ready: Database, folder: Path, draft: Draft) -> None:
    take(ready, write_draft(folder, draft))


@proof
@given(
    quirk=st.sampled_from([(kind, quirk) for quirk in QUIRKS if quirk.family != "name" for kind in quirk.kinds]),
    befall=damage(),
)
def test_damaged_files(
    ready: Database, folder: Path, quirk: tuple[str, Quirk], befall: Callable[[bytes], bytes]
) -> None:
    kind, one = quirk
    path = write_draft(folder, Case(kind, (one,)).draft)
    path.write_bytes(befall(path.read_bytes()))
    take(ready, path)
