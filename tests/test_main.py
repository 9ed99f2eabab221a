from __future__ import annotations

import sys

import pytest

from coorddesk.__main__ import main, window_options


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ([], {}),
        (["--database", "desk.sqlite"], {"--database": "desk.sqlite"}),
        (["--database=desk.sqlite", "--language=fr"], {"--database": "desk.sqlite", "--language": "fr"}),
        (["--language", "en"], {"--language": "en"}),
        (["--database=a=b"], {"--database": "a=b"}),
        (["/media/stick/old PC.coorddesk"], {".coorddesk": "/media/stick/old PC.coorddesk"}),
        (["--language=fr", "old.coorddesk"], {"--language": "fr", ".coorddesk": "old.coorddesk"}),
    ],
    ids=" ".join,
)
def test_a_desk_or_a_language_open_the_window(words: list[str], options: dict[str, str]) -> None:
    assert window_options(words) == options


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["undo"],
        ["--database", "desk.sqlite", "undo"],
        ["--database"],
        ["--database", ""],
        ["--language", "de"],
        ["desk.sqlite"],
        ["restore", "old.coorddesk"],
    ],
    ids=" ".join,
)
def test_anything_else_is_for_the_command_line(words: list[str]) -> None:
    assert window_options(words) is None


def test_a_verb_ends_with_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["coorddesk", "--language", "de"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2


def test_a_kiosk_opens_no_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    from coorddesk import app

    shown: list[str | None] = []

    def show(language: str | None) -> int:
        shown.append(language)
        return 0

    monkeypatch.setattr(app, "show_kiosk", show)
    monkeypatch.setattr(sys, "argv", ["coorddesk", "--kiosk", "--language", "en"])
    with pytest.raises(SystemExit) as end:
        main()
    assert (end.value.code, shown) == (0, ["en"])
