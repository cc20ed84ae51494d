"""What is said of broken populations stands in `expected.sv.txt` and `expected.en.txt`: one line a case."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hundralapp.diagnostics import Code
from hundralapp.population.problems import PopulationError

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def expected(request: pytest.FixtureRequest) -> Iterator[dict[str, dict[str, str]]]:
    """What is said of each case, by language; `--update-broken` writes it again."""
    said: dict[str, dict[str, str]] = {}
    for language in ("sv", "en"):
        path = HERE / f"expected.{language}.txt"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        said[language] = dict(line.split(" | ", 1) for line in lines)
    yield said
    if request.config.getoption("--update-broken"):
        for language, texts in said.items():
            lines = [f"{name} | {text}\n" for name, text in sorted(texts.items())]
            (HERE / f"expected.{language}.txt").write_text("".join(lines), encoding="utf-8")


@pytest.fixture
def compare(expected: dict[str, dict[str, str]], update_broken: bool) -> Callable[[str, PopulationError, Code], None]:
    """Hold an error against what is expected of the case, in both languages."""

    def held(name: str, error: PopulationError, code: Code) -> None:
        assert error.problem.code == code
        for language in ("sv", "en"):
            said = error.message(language)
            if update_broken:
                expected[language][name] = said
            assert said == expected[language][name]
            assert "{" not in said
            assert "\n" not in said
        assert str(error) == error.message("en")
        as_json = error.problem.as_json()
        assert (as_json["code"], as_json["sv"], as_json["en"]) == (code.name, error.message("sv"), error.message("en"))
        assert pickle.loads(pickle.dumps(error)).problem == error.problem

    return held
