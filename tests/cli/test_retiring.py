from __future__ import annotations

from tests.cli.conftest import SAMPLE, Coorddesk


def test_devices_leave_with_their_papers(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    papers = ("--to", "Emmaüs", "--certificate", "BSD-12", "--day", "05/01/2026")
    ran = coorddesk("retire", "INV-0001", "INV-0002", "--reason", "given", "--wiped", "yes", *papers)
    assert (ran.code, ran.out) == (0, "2 devices retired.\n")
    again = coorddesk("retire", "INV-0002", "INV-0003", "--reason", "lost", "--wiped", "no")
    assert (again.code, again.err) == (1, "INV-0002 is retired already.\n")
    assert coorddesk("history", "--json").json[0]["deed"] == "Retire 2 devices"
    assert coorddesk("undo").code == 0
    assert coorddesk("check").out == "The desk is sound.\n"


def test_why_and_whether_data_is_gone_must_be_said(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    ran = coorddesk("retire", "INV-0001", "--reason", "given")
    missing = "coorddesk retire: error: the following arguments are required: --wiped"
    assert (ran.code, ran.err.splitlines()[-1]) == (2, missing)
    assert coorddesk("retire", "INV-0001", "--reason", "old", "--wiped", "no").code == 2
    assert coorddesk("retire", "INV-9999", "--reason", "sold", "--wiped", "no").code == 1
