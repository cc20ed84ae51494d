"""The reader's language, known before the first help text is made: `--lang`, else HUNDRALAPP_LANG, else Swedish.

click says its own sentences through gettext; `locale/` holds them in Swedish, found by the same language.
"""

from __future__ import annotations

import gettext
import os
import sys
from pathlib import Path

from hundralapp.diagnostics import Language


def _asked(arguments: list[str]) -> str | None:
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return os.environ.get("HUNDRALAPP_LANG")


LANGUAGE: Language = "en" if _asked(sys.argv[1:]) == "en" else "sv"


def translate_click() -> None:
    """Let click's own sentences follow the reader's language, in this process."""
    os.environ["LANGUAGE"] = LANGUAGE
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))


def say(sv: str, en: str) -> str:
    """The text in the reader's language."""
    return sv if LANGUAGE == "sv" else en


OPTIONS = say("[VAL]", "[OPTIONS]")
