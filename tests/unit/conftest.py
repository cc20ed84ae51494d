"""What is said of a case stands in `expected.sv.txt` and `expected.en.txt` beside the tests: one line a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

import pytest

from hundralapp.diagnostics import Language

Says = Callable[[str, Callable[[Language], str]], None]


@pytest.fixture(scope="module")
def expected(request: pytest.FixtureRequest) -> Iterator[dict[Language, dict[str, str]]]:
    """What is said of each case, by language; `--update-broken` writes it again."""
    said: dict[Language, dict[str, str]] = {}
    paths = {language: request.path.parent / f"expected.{language}.txt" for language in get_args(Language)}
    for language, path in paths.items():
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        said[language] = dict(line.split(" | ", 1) for line in lines)
    yield said
    if request.config.getoption("--update-broken"):
        for language, texts in said.items():
            written = "".join(f"{name} | {text}\n" for name, text in sorted(texts.items()))
            paths[language].write_text(written, encoding="utf-8")


@pytest.fixture
def says(expected: dict[Language, dict[str, str]], update_broken: bool) -> Says:
    """Hold a message against what is expected of the case, in both languages."""

    def held(name: str, message: Callable[[Language], str]) -> None:
        for language, texts in expected.items():
            said = message(language)
            if update_broken:
                texts[name] = said
            assert said == texts[name]
            assert "{" not in said
            assert "\n" not in said

    return held
