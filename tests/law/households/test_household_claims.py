"""Published household figures as data: which way to count reproduces each, `<year>/<case>.yaml`.

`info` (note, source), `rates` (öre per SEK 100, burial fee öre per SEK 1 000), `rate_change` in öre (of the region's rate with
`regional: true`), `members` (fields of a person, SEK a year), `claim` as `read_published` reads it; what each convention gives
`per_month`, to a tenth of a krona, and which reproduce the claim; the same `by_the_rules_of` other years.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from hundralapp.households.conventions import in_other_years, read_published, reproducing, which_conventions
from hundralapp.households.household import Household, Member, change_household
from hundralapp.households.person import Person
from hundralapp.households.rates import LocalRates

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: "/".join(path.with_suffix("").parts[-2:]))
def test_case(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert case["info"]["source"].startswith("https://"), "a published figure says where"
    year = int(path.parent.name)
    rates = LocalRates("", **case["rates"], change_is_regional=case.get("regional", False))
    household = Household("", tuple(Member("", Person(**each)) for each in case["members"])).at(rates, year)
    claim = read_published(case["claim"]["text"], at_most=case["claim"].get("at_most", False))
    expected: dict[int, Mapping[str, Any]] = {year: case, **case.get("by_the_rules_of", {})}
    for by, wanted in expected.items():
        answers = which_conventions(change_household(household.at(rates, by), case["rate_change"]), claim)
        found = {str(each.convention): each.per_year / 12 for each in answers}
        assert found == pytest.approx(wanted["per_month"], abs=0.0501), by
        assert list(reproducing(answers)) == wanted["follows"], by
    if not case["follows"]:
        elsewhere = in_other_years(household, case["rate_change"], claim)
        found_in = {by: [str(each.convention) for each in answers] for by, answers in elsewhere.items()}
        assert found_in == {by: wanted["follows"] for by, wanted in expected.items() if by != year and wanted["follows"]}
