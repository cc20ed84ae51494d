"""Law cases of the income tax as data: `<year>/<case>.yaml`.

`info` (note, source, atol), `input` (figures `person.*` in carried units: SEK, öre per SEK 100, fees in öre per SEK 1 000; what
is left out is zero) and `output` (figures). `input` may be a list, with as many values in each list of `output`. `tables: true`
asks the rules that the monthly tables follow instead of the law.
"""

from pathlib import Path

import pytest
import yaml

from hundralapp.households.law import law

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: "/".join(path.with_suffix("").parts[-2:]))
def test_case(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert case["info"]["source"], "a law case says where it comes from"
    asked = law(int(path.parent.name), tables=case.get("tables", False))
    persons = case["input"] if isinstance(case["input"], list) else [case["input"]]
    for figure, expected in case["output"].items():
        values = expected if isinstance(expected, list) else [expected]
        found = [asked.evaluate(person)[figure] for person in persons]
        assert found == pytest.approx(values, abs=case["info"]["atol"], rel=0), figure
