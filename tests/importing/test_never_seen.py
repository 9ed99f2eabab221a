"""Lists as coordinators, schools and libraries in France keep them: each is understood, or says why it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk import features
from tests.importing.corpus.french_devices import DEVICES_FOUND
from tests.importing.corpus.french_directories import DIRECTORIES_FOUND
from tests.importing.proving import counted, trip

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from tests.importing.corpus.found import Found

KINDS = {kind.key: kind for feature in features.load() for kind in feature.imports}


def missing(wanted: Sequence[Mapping[str, Any]], there: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The records that nobody has, as far as they are said."""
    return [
        values
        for values in wanted
        if not any(values.items() <= {key: row[key] for key in values}.items() for row in there)
    ]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@pytest.mark.parametrize("found", [*DEVICES_FOUND, *DIRECTORIES_FOUND], ids=lambda found: found.name)
def test_a_list_that_nobody_saw_before(ready: Database, folder: Path, found: Found) -> None:
    kind = KINDS[found.kind]
    path = found.write(folder / found.name)
    made = trip(ready, kind, path, lambda session: list(kind.rows(session)), found.options)
    assert {column.label: "+".join(column.fields) for column in made.look.columns if column.fields} == found.mapping
    assert counted(made.seen) == found.counts
    assert {row.row: row.refusals[0].column for row in made.seen.refused} == found.refused
    assert missing(found.values, made.arrived) == []
    assert made.troubles == []
