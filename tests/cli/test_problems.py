from __future__ import annotations

from tests.cli.conftest import Coorddesk


def test_a_problem_is_written_down_and_solved(coorddesk: Coorddesk) -> None:
    coorddesk("ticket", "Wi-Fi")
    coorddesk("ticket", "No net")
    assert coorddesk("problems").out == "No problem.\n"
    assert coorddesk("problem", "Wi-Fi B", "--ticket", "1", "--announce").out == "“Wi-Fi B” added.\n"
    assert coorddesk("problem", "WI-FI b", "--ticket", "2", "--workaround", "Cable").out == "“Wi-Fi B” saved.\n"
    (told,) = coorddesk("problems", "--json").json
    assert (told["name"], told["tickets"], told["workaround"], told["is_announced"]) == ("Wi-Fi B", 2, "Cable", True)
    refused = coorddesk("problem", "Wi-Fi B", "--solved")
    assert (refused.code, refused.err) == (1, "Say what the root cause is.\n")
    coorddesk("problem", "Wi-Fi B", "--solved", "--root-cause", "An old access point")
    assert coorddesk("problems").out == "No problem.\n"
    assert coorddesk("problems", "--all").out == "Wi-Fi B\tSolved\t2 tickets\tAn old access point\n"
