from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import SAMPLE, Coorddesk

if TYPE_CHECKING:
    from pathlib import Path


def test_a_configuration_is_kept_version_by_version(coorddesk: Coorddesk, tmp_path: Path) -> None:
    coorddesk("import", "assets", SAMPLE)
    saved = tmp_path / "running.cfg"
    for number in (1, 2):
        saved.write_text(f"hostname sw-{number}\n", encoding="utf-8")
        ran = coorddesk("attach-config", "INV-0002", saved)
        assert (ran.code, ran.out) == (0, f"Version {number} of the configuration is kept.\n")
    ran = coorddesk("attach-config", "INV-0002", saved)
    assert (ran.code, ran.err) == (1, "INV-0002: this is version 2 already. Nothing has changed since.\n")
    assert coorddesk("search", "config-v1 running").out == "INV-0002\tFile: config-v1 running.cfg\n"
    assert coorddesk("check").out == "The desk is sound.\n"
