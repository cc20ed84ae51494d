"""The command line in two languages, click's own sentences among them."""

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from tests.commandline import run

import hundralapp.cli

LOCALE = Path(hundralapp.cli.__file__).parent / "locale" / "sv" / "LC_MESSAGES"


def texts(catalogue: Catalog) -> dict[object, object]:
    """Message -> translation; plurals as tuples."""
    plain = {key if isinstance(key, str) else tuple(key): text for m in catalogue if (key := m.id) and (text := m.string)}
    return {key: text if isinstance(text, str) else tuple(text) for key, text in plain.items()}


def test_the_compiled_catalogue_says_what_the_source_says() -> None:
    source = texts(read_po(io.BytesIO((LOCALE / "messages.po").read_bytes())))
    compiled = texts(read_mo(io.BytesIO((LOCALE / "messages.mo").read_bytes())))
    assert len(source) > 25
    assert source == compiled


@pytest.mark.parametrize(
    ("arguments", "language", "expected"),
    [
        (("--help",), None, "Användning:"),
        (("--lang", "en", "--help"), None, "Usage:"),
        (("compute", "--help", "--lang=en"), None, "Compute the budget"),
        (("compute", "--help"), "en", "Compute the budget"),
        (("compute", "--help"), None, "Räkna budgeten"),
    ],
)
def test_help_in_the_readers_language(arguments: tuple[str, ...], language: str | None, expected: str) -> None:
    done = run(*arguments, **({"HUNDRALAPP_LANG": language} if language else {}))
    assert done.returncode == 0
    assert expected in done.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("komputera",), 'Verbet "komputera" finns inte.'),
        (("comput", "x"), 'Menade du "compute"?'),
        (("compute", "finns-inte"), "Mapp 'finns-inte' finns inte."),
        (("compute",), "Argument saknas:"),
        (("compute", ".", "--jsn"), "Valet '--jsn' finns inte."),
    ],
)
def test_wrong_usage_is_said_in_swedish_with_code_two(arguments: tuple[str, ...], expected: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
