"""The command line as a script sees it: words in, two streams and an exit code out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk import cli
from coorddesk.core.resources import resource
from tests.thoroughness import WHOLE

if TYPE_CHECKING:
    from tests.desks import Desks

SAMPLE = resource("samples/inventaire.xlsx")


@dataclass(frozen=True)
class Ran:
    """How a run ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it answered with --json."""
        return json.loads(self.out)


Coorddesk = Callable[..., Ran]


@pytest.fixture
def coorddesk(
    desks: Desks, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Coorddesk:
    """Types words on one desk, on which nothing was done yet, in English unless told otherwise."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    url = desks.fresh()

    def run(*words: str | Path, language: str = "en", database: str = url) -> Ran:
        code = cli.main(["--database", database, "--language", language, *map(str, words)])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


ON_BOTH = frozenset({"test_keeping", "test_main", "test_papers", "test_records", "test_sheets"})
"""What is done to whole desks is tried on both databases; verbs are, below the command line, by tests of services."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the server to those, unless the whole proof is asked for."""
    left = [each for each in items if not WHOLE and _is_told_elsewhere(each)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [each for each in items if each not in set(left)]


def _is_told_elsewhere(item: pytest.Item) -> bool:
    is_here = item.path.parent == Path(__file__).parent
    return is_here and item.path.stem not in ON_BOTH and item.get_closest_marker("postgres") is not None
