"""What is written on one line: an amount with its period (`35000/month`), a rate, a person (`wage=35000,age=40`).

A comma ends a part only where a new `key=` follows, so that decimals may be written with a comma.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from hundralapp.diagnostics import Words, nearest
from hundralapp.households.household import Member
from hundralapp.households.person import MONTHS, MOST_INCOME, OLDEST, HouseholdError, Person
from hundralapp.numbers_sv import Ambiguous, Number, read_number, show_number

KINDS = {
    "wage": "wage",
    "pension": "pension",
    "sickness": "sickness_compensation",
    "other": "other_pensionable_income",
}
_KEYS = (*KINDS, "age", "name", "church_member", "church_fee", "parish")
_SAME = {
    "lön": "wage",
    "sjukersättning": "sickness",
    "annan": "other",
    "ålder": "age",
    "namn": "name",
    "kyrkomedlem": "church_member",
    "kyrkoavgift": "church_fee",
    "församling": "parish",
    **{name: short for short, name in KINDS.items()},
}
_MOST_ORE = 1_000
_MONTH = frozenset({"month", "mo", "månad", "mån", "m"})
_YEAR = frozenset({"year", "yr", "år", "å"})
_PART = re.compile(r",(?=\s*[^\W\d]\w*\s*=)")
_YES = {"yes": True, "ja": True, "true": True, "no": False, "nej": False, "false": False}


def read_amount(text: str, what: str = "") -> int:
    """An income as SEK a year: `35000` and `35000/month` a month, `420000/year` a year (also `/mån`, `/år`).

    Raises:
        HouseholdError: no number, no whole kronor, below zero, or an unknown period.
    """
    named = f"{what}: " if what else ""
    amount, by_year = period_of(text, named)
    value = _number(amount)
    if value is None:
        raise HouseholdError(
            f'{named}"{text.strip()}" är inget belopp. Skriv hela kronor, som 35000.',
            f'{named}"{text.strip()}" is not an amount. Write whole kronor, such as 35000.',
        )
    return yearly(value, text.strip(), named, by_year=by_year)


def period_of(text: str, named: str = "") -> tuple[str, bool]:
    """The amount of `35000/month`, and whether it is by the year.

    Raises:
        HouseholdError: an unknown period.
    """
    amount, _, period = text.partition("/")
    period = period.strip().casefold()
    if period and period not in _MONTH | _YEAR:
        raise HouseholdError(
            f'{named}"{text.strip()}" har en okänd period. Skriv 35000/månad eller 420000/år.',
            f'{named}"{text.strip()}" has an unknown period. Write 35000/month or 420000/year.',
        )
    return amount, period in _YEAR


def read_month(text: str) -> int:
    """An amount as whole SEK a month; as `read_amount`."""
    return read_amount(text) // MONTHS


def yearly(value: Decimal, text: str, named: str = "", *, by_year: bool = False) -> int:
    """A number as SEK a year, refused where it cannot be an income."""
    problem = amount_problem(value, text, by_year=by_year)
    if problem is not None:
        raise HouseholdError(f"{named}{problem.sv}", f"{named}{problem.en}")
    return int(value) * (1 if by_year else MONTHS)


def amount_problem(value: Decimal, text: str, *, by_year: bool) -> Words | None:
    """Why a number cannot be an income; None when it can."""
    if value < 0:
        return Words(
            f"inkomsten {text} är mindre än noll. Skriv 0 eller mer; underskott räknas inte.",
            f"the income {text} is below zero. Write 0 or more; deficits are not modelled.",
        )
    if value != int(value):
        return Words(f"inkomsten {text} är inte hela kronor.", f"the income {text} is not whole kronor.")
    most = MOST_INCOME if by_year else MOST_INCOME // MONTHS
    if value > most:
        shown_sv, shown_en = show_number(most, 0), show_number(most, 0, "en")
        unit_sv, unit_en = ("per år", "a year") if by_year else ("per månad", "a month")
        return Words(
            f"inkomsten {text} är mer än vad som kan räknas, {shown_sv} kr {unit_sv}.",
            f"the income {text} is more than can be computed, SEK {shown_en} {unit_en}.",
        )
    return None


def _number(text: str) -> Decimal | None:
    found = read_number(text)
    if isinstance(found, Ambiguous):  # `35.000` kronor is never thirty-five
        found = read_number(found.as_thousands)
    return found.value if isinstance(found, Number) else None


def read_rate(text: str) -> int:
    """A local tax rate, kronor per hundred (`29,82` or `29.82`), as öre.

    Raises:
        HouseholdError: no number, more than two decimals, or in another unit: 2982 öre, a share 0,2982.
    """
    return rate_steps(text, 2, Decimal(5), Decimal(40), Decimal("29.82"))


def read_fee(text: str) -> int:
    """A burial or church fee, kronor per hundred (`1,005`), as öre per SEK 1 000.

    Raises:
        HouseholdError: no number, more than three decimals, or in another unit.
    """
    return rate_steps(text, 3, Decimal("0.03"), Decimal(3), Decimal("1.005"), zero=True)


def read_change(text: str) -> int:
    """A change of rate in whole öre per SEK 100, up to ten kronor either way.

    Raises:
        HouseholdError: no whole öre, or in another unit: 0,24 for 24 öre.
    """
    found = read_number(text)
    value = found.value if isinstance(found, Number) else None
    if value is not None and value == int(value) and abs(value) <= _MOST_ORE:
        return int(value)
    meant = 24
    if value is not None and 0 < abs(value) < 1 and value * 100 == int(value * 100):
        meant = int(value * 100)
    raise HouseholdError(
        f'"{text}" är ingen ändring av skattesatsen. Skriv hela ören per 100 kr, till exempel {meant}.',
        f'"{text}" is not a change of the rate. Write whole öre per SEK 100, for example {meant}.',
    )


def rate_steps(text: str, decimals: int, low: Decimal, high: Decimal, example: Decimal, *, zero: bool = False) -> int:
    """A rate in whole steps of its last decimal, refused outside `low` to `high`; what was likely meant is suggested."""
    found = read_number(text)
    if isinstance(found, Ambiguous):  # `1.005` kronor per hundred is never a thousand
        found = read_number(found.as_decimal)
    value = found.value if isinstance(found, Number) else None
    if value is not None and low <= value <= high and value.scaleb(decimals) == value.scaleb(decimals).to_integral_value():
        return int(value.scaleb(decimals))
    if value is not None and value == 0 and zero:
        return 0
    meant = example
    if value is not None and value > 0 and not low <= value <= high:
        meant = next(
            (value * factor for factor in (Decimal("0.01"), Decimal(100)) if low <= value * factor <= high), example
        ).normalize()
    sv, en = f"{meant:f}".replace(".", ","), f"{meant:f}"
    raise HouseholdError(
        f'"{text}" är ingen skattesats eller avgift i kronor per hundra. Skriv till exempel {sv}.',
        f'"{text}" is not a rate or fee in kronor per hundred. Write for example {en}.',
    )


def read_person(text: str, number: int = 1, *, age: int = 40, church_fee: int | None = None) -> Member:
    """A person as `key=value` parts: incomes (a month unless `/year`), age, name, church_member, church_fee, parish.

    Args:
        number: which of the household's persons it is, for one without a name.
        age: of one whose age is not written.
        church_fee: the parish's fee, öre per SEK 1 000, for a member whose own is not written.
    Raises:
        HouseholdError: an unknown or repeated key, or a value that cannot be read.
    """
    found: dict[str, str] = {}
    for part in _PART.split(text):
        written, equals, value = part.partition("=")
        key = _SAME.get(written.strip().casefold(), written.strip().casefold())
        if not equals or key not in _KEYS:
            suggestion = nearest(key, _KEYS)
            raise HouseholdError(
                f'"{part.strip()}" kan inte läsas i en person. Skriv nyckel=värde med {", ".join(_KEYS)}.{suggestion.say("sv")}',
                f'"{part.strip()}" cannot be read in a person. Write key=value with {", ".join(_KEYS)}.{suggestion.say("en")}',
            )
        if key in found:
            raise HouseholdError(f'"{written.strip()}" står två gånger.', f'"{written.strip()}" stands twice.')
        found[key] = value.strip()
    amounts: dict[str, Any] = {KINDS[key]: read_amount(value, key) for key, value in found.items() if key in KINDS}
    name, name_en = found.get("name", ""), ""
    if not name:
        name, name_en = f"Person {number}", f"Person {number}"
    person = Person(
        **amounts,
        age_at_start_of_year=_age(found["age"]) if "age" in found else age,
        church_fee_rate=_church_fee(found, church_fee),
    )
    return Member(name, person, name_en, found.get("parish", ""))


def _age(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:4]) <= OLDEST):
        raise HouseholdError(
            f'age: "{text}" är ingen ålder. Skriv hela år vid årets ingång, 0–{OLDEST}.',
            f'age: "{text}" is not an age. Write whole years at the start of the year, 0–{OLDEST}.',
        )
    return int(text)


def _church_fee(found: dict[str, str], default: int | None) -> int:
    """The fee of a member; nothing for one who is not."""
    written = found.get("church_member", "")
    if written and written.casefold() not in _YES:
        raise HouseholdError(
            f'church_member: "{written}" är varken ja eller nej.', f'church_member: "{written}" is neither yes nor no.'
        )
    told = [key for key in ("church_fee", "parish") if key in found]
    is_member = _YES[written.casefold()] if written else bool(told)
    if not is_member:
        if told:
            raise HouseholdError(
                f"{told[0]} är angiven för någon som inte är medlem. Ta bort en av dem.",
                f"{told[0]} is given for one who is not a member. Remove one of them.",
            )
        return 0
    if len(told) == 2:
        raise HouseholdError("Ange church_fee eller parish, inte båda.", "Give church_fee or parish, not both.")
    fee = read_fee(found["church_fee"]) if "church_fee" in found else default
    if "parish" in found:
        return 0
    if not fee:
        raise HouseholdError(*NO_PARISH_RATE)
    return fee


NO_PARISH_RATE = (
    "En medlem i kyrkan betalar sin församlings avgift. Ange church_fee, parish, eller --church-fee för alla.",
    "A church member pays the fee of the parish. Give church_fee, parish, or --church-fee for all.",
)
