"""Household files: a file becomes a `Household` and a report. All problems are found at once, and none of them raises."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from hundralapp import codes
from hundralapp.diagnostics import Words
from hundralapp.households import format as form
from hundralapp.households.household import Household, Member
from hundralapp.households.inline import amount_problem, rate_steps, read_fee
from hundralapp.households.law import income_years
from hundralapp.households.person import INCOMES, MONTHS, MOST_INCOME, OLDEST, HouseholdError, Person
from hundralapp.households.rates import LocalRates, parish_fee
from hundralapp.numbers_sv import Number, read_number
from hundralapp.params.municipal_rates import find_rates, municipal_rates
from hundralapp.workspace.files import Files
from hundralapp.workspace.schema import check_shape
from hundralapp.workspace.yamlsource import Tree, read_yaml

MOST_CHILDREN = 30
_WHOLE_YEARS = Words(f"hela år, 0–{OLDEST}", f"whole years, 0–{OLDEST}")
_WHOLE_CHILDREN = Words(f"ett antal, 0–{MOST_CHILDREN}", f"a number, 0–{MOST_CHILDREN}")


def read_household(path: Path, *, church_fee: int | None = None) -> tuple[Household | None, Files]:
    """Read a household file.

    Args:
        path: a YAML file in the household format.
        church_fee: the parish's fee, öre per SEK 1 000, for members of the church whose own is not written.
    Returns:
        the household, None when it cannot be used; and the file with its report.
    """
    path = path.resolve()  # the file asked for, wherever a link leads
    files = Files(path.parent)
    tree = read_yaml(files, path.name)
    if tree is None:
        return None, files
    _report_incomes_without_period(files, tree)
    check_shape(files, tree, form.HOUSEHOLD, "household")
    found = household_of(files, tree, path.stem, church_fee)
    return (found if files.report.ok else None), files


def _report_incomes_without_period(files: Files, tree: Tree) -> None:
    """`wage: 35000` on a person itself may be a month or a year; it is told, and dropped so that it is told once."""
    members = tree.get("members")
    for member in (members.items if members is not None else None) or []:
        for kind in INCOMES:
            if member.keys is not None and kind in member.keys:
                files.report.add(codes.INCOME_WITHOUT_PERIOD.at(member.key_location(kind), kind=kind))
                del member.keys[kind]


def household_of(files: Files, tree: Tree, name: str, church_fee: int | None = None) -> Household:
    """The household of a tree whose shape was checked; problems go to the report."""
    listed = tree.get("members")
    items = (listed.items if listed is not None else None) or []
    if listed is not None and not items:
        files.report.add(codes.EMPTY_HOUSEHOLD.at(listed.location))
    members = [_member(files, each, number, church_fee) for number, each in enumerate(items, start=1)]
    children, year, municipality = tree.get("children"), read_year(files, tree), _municipality(files, tree)
    if year is not None and municipality is not None:
        _check_parishes(files, items, municipality, year)
    return Household(
        tree.value("name") or name,
        tuple(members),
        _whole(files, children, "children", MOST_CHILDREN, _WHOLE_CHILDREN) if children is not None else 0,
        year,
        _rates(files, tree),
        municipality,
        tree.value("name_en") or "",
        tree.value("note") or "",
        tree.value("note_en") or "",
        regional_credit={"true": True, "false": False}.get(tree.value("regional_credit") or ""),
    )


def _member(files: Files, tree: Tree, number: int, church_fee: int | None) -> Member:
    amounts: dict[str, Any] = dict.fromkeys(INCOMES, 0)
    for period in ("per_month", "per_year"):
        incomes = tree.get(period)
        for kind, written in incomes.pairs() if incomes is not None else ():
            amounts[kind] += _amount(files, written, kind, by_year=period == "per_year")
            if amounts[kind] > MOST_INCOME:  # each may be possible, and their sum not
                problem = amount_problem(Decimal(amounts[kind]), str(amounts[kind]), by_year=True)
                files.report.add(codes.INCOME_OUT_OF_RANGE.at(written.location, kind=kind, problem=problem))
                amounts[kind] = 0
    age = tree.get("age")
    name = tree.value("name") or f"Person {number}"
    person = Person(
        **amounts,
        age_at_start_of_year=_whole(files, age, "age", OLDEST, _WHOLE_YEARS) if age is not None else 0,
        church_fee_rate=_church_fee(files, tree, church_fee),
    )
    return Member(name, person, tree.value("name_en") or "", _parish(tree))


def _amount(files: Files, tree: Tree, kind: str, *, by_year: bool) -> int:
    """A written income as SEK a year; 0 with a diagnostic."""
    value = _value(files, tree)
    if value is None:
        return 0
    problem = amount_problem(value, tree.text or "", by_year=by_year)
    if problem is not None:
        files.report.add(codes.INCOME_OUT_OF_RANGE.at(tree.location, kind=kind, problem=problem))
        return 0
    return int(value) * (1 if by_year else MONTHS)


def _value(files: Files, tree: Tree) -> Decimal | None:
    """A number; None with a diagnostic for `unknown`, which the format elsewhere allows."""
    found = read_number(tree.text or "")
    if isinstance(found, Number):
        return found.value
    files.report.add(codes.NOT_KNOWN.at(tree.location, text=tree.text))
    return None


def _whole(files: Files, tree: Tree, key: str, most: int, expected: Words) -> int:
    value = _value(files, tree)
    if value is None:
        return 0
    if value != int(value) or not 0 <= value <= most:
        files.report.add(codes.WRONG_TYPE.at(tree.location, key=key, expected=expected))
        return 0
    return int(value)


def read_year(files: Files, tree: Tree) -> int | None:
    """The income year that a file says; None where it says none, or with a diagnostic one that cannot be computed."""
    written = tree.get("year")
    if written is None or written.text is None:
        return None
    years = income_years()
    if int(written.text) not in years:
        files.report.add(codes.INCOME_YEAR.at(written.location, year=written.text, first=years[0], last=years[-1]))
        return None
    return int(written.text)


def _municipality(files: Files, tree: Tree) -> str | None:
    written = tree.get("municipality")
    if written is None or written.text is None:
        return None
    names = {name: each.name for each in municipal_rates().values() for name in (each.code, each.name.casefold())}
    found = names.get(written.text.strip().casefold())
    if found is None:
        suggestion = files.report.suggest(written.text, dict.fromkeys(names.values()))
        files.report.add(codes.UNKNOWN_MUNICIPALITY.at(written.location, municipality=written.text, suggestion=suggestion))
    return found


def _rates(files: Files, tree: Tree) -> LocalRates | None:
    written = tree.get("rates")
    if written is None or written.keys is None:
        return None
    if tree.get("municipality") is not None:
        files.report.add(codes.TWO_PLACES.at(tree.key_location("rates")))
    levels = {
        name: _rate(files, each, _tax_rate) for name, each in written.pairs() if name != "burial_fee" and each.text is not None
    }
    burial = written.get("burial_fee")
    fee = _rate(files, burial, read_fee) if burial is not None else 0
    return LocalRates("", levels.get("municipal", 0), levels.get("regional", 0), fee)


def _tax_rate(text: str) -> int:
    """A level's rate; Gotland's region has none."""
    return rate_steps(text, 2, Decimal(5), Decimal(40), Decimal("11.18"), zero=True)


def _rate(files: Files, tree: Tree, read: Callable[[str], int]) -> int:
    try:
        return read(tree.text or "")
    except HouseholdError as error:
        files.report.add(codes.RATE_UNIT.at(tree.location, problem=error.words))
        return 0


def _church_fee(files: Files, tree: Tree, default: int | None) -> int:
    """The fee of a member, öre per SEK 1 000; nothing for one who is not, or whose parish is told instead."""
    written, said, parish = tree.get("church_fee"), tree.get("church_member"), tree.get("parish")
    fee = _rate(files, written, read_fee) if written is not None else 0
    if said is not None and said.text == "true":
        if written is not None or parish is not None:
            return fee
        if not default:
            files.report.add(codes.NO_PARISH_RATE.at(said.location))
        return default or 0
    for name, found in (("church_fee", written), ("parish", parish)):
        if found is not None:
            files.report.add(codes.FEE_OF_NO_MEMBER.at(tree.key_location(name), key=name))
    return 0


def _check_parishes(files: Files, members: list[Tree], municipality: str, year: int) -> None:
    """A parish that the household's own municipality does not have, or whose fee does not ship."""
    rates = find_rates(municipality, year)
    for each in members:
        written = each.get("parish")
        if written is not None and written.text and rates is not None:
            try:
                parish_fee(written.text, LocalRates(rates.name, 0, 0, code=rates.code), year)
            except HouseholdError as error:
                files.report.add(codes.UNKNOWN_PARISH.at(written.location, problem=error.words))


def _parish(tree: Tree) -> str:
    """The parish of a member whose fee is not written."""
    is_member = tree.value("church_member") == "true"
    return (tree.value("parish") or "") if is_member and tree.get("church_fee") is None else ""
