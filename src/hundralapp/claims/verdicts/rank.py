"""`först i EU`, `landets lägsta skatt`: who else is there, and by which measure.

A register knows who got an approval on the same day: first may be first alone or first together. The tax rates of all municipalities
ship with the package, so that the highest and lowest are counted, with ties, for the municipality's own rate and for the sum.
"""

from __future__ import annotations

import re

from hundralapp.claims.case import Case
from hundralapp.claims.facts import Register, says
from hundralapp.claims.finding import Kind
from hundralapp.claims.quantity import Measure
from hundralapp.claims.verdict import Judgement, Reading, Step, Verdict, cannot, of_readings
from hundralapp.claims.wording import RATE_LEVEL, number
from hundralapp.diagnostics import Words, listed
from hundralapp.params.municipal_rates import MunicipalRates, municipal_rates

_FIRST = re.compile(r"\bförst(?:a|e)?\b|\benda\b", re.IGNORECASE)
_TAX = re.compile(r"(?:kommunal|kommun)?skatt(?!e(?:betal|pengar|intäkt|underlag))\w*", re.IGNORECASE)
_LOWEST, _HIGHEST = re.compile(r"\blägst\w*", re.IGNORECASE), re.compile(r"\bhögst\w*", re.IGNORECASE)


def _own_rate(rates: MunicipalRates) -> int:
    return rates.municipal


def _whole_rate(rates: MunicipalRates) -> int:
    return rates.municipal + rates.regional


_RATES = (
    (Words("kommunens egen sats", "the municipality's own rate"), _own_rate),
    (Words("kommun och region tillsammans", "municipality and region together"), _whole_rate),
)


def judge(case: Case) -> Judgement | None:
    """A rank against a register or against all municipalities' tax rates; a count of those in a register."""
    text = case.claim.sentence.text
    context = case.claim.sentence.context
    if case.claim.kind is Kind.RANK and _TAX.search(text) and (_LOWEST.search(text) or _HIGHEST.search(text)):
        return _tax(case, lowest=_LOWEST.search(text) is not None)
    register = next((each for each in case.facts.registers if says(context, each.words)), None)
    if register is None:
        return None
    if case.claim.kind is Kind.RANK and _FIRST.search(text):
        return _first(case, register)
    count = case.claim.only(Measure.COUNT)
    if case.claim.kind is Kind.AMOUNT and count is not None and re.match(r"städer|kommuner|regioner|länder|orter", count.noun):
        return _count(case, register, count.value)
    return None


def _own(case: Case, register: Register) -> bool:
    entity = case.model.workspace.entity.name
    return any(entity.lower().startswith(each.lower()) for each in register.members)


def _since(register: Register) -> Words:
    return Words(f" den {register.date}" if register.date else "", f" on {register.date}" if register.date else "")


def _origins(register: Register) -> tuple[str, ...]:
    return (register.origin,) if register.origin else ()


def _members(register: Register) -> Step:
    names = listed(register.members, 12)
    size = float(len(register.members))
    return Step(register.name, (size, size), "1", Words(names, names))


def _first(case: Case, register: Register) -> Judgement:
    """First alone, or first together with others."""
    size, since = len(register.members), _since(register)
    if not _own(case, register):
        return Judgement(
            Verdict.DOES_NOT_HOLD,
            Words(
                f"{register.name.sv}: {case.model.workspace.entity.name} står inte där.",
                f"{register.name.en}: {case.model.workspace.entity.name} is not in it.",
            ),
            (_members(register),),
            origins=_origins(register),
        )
    if size == 1:
        reason = Words(
            f"{register.name.sv}: bara {register.members[0]}{since.sv}.",
            f"{register.name.en}: {register.members[0]} alone{since.en}.",
        )
        return Judgement(Verdict.HOLDS, reason, (_members(register),), origins=_origins(register))
    one = (1.0, 1.0)
    readings = (
        Reading(Words("först tillsammans med andra", "first together with others"), Verdict.HOLDS, one, "1"),
        Reading(Words("ensam först", "first alone"), Verdict.DOES_NOT_HOLD, (1.0, float(size)), "1"),
    )
    return Judgement(
        Verdict.DEPENDS,
        Words(
            f"{register.name.sv}: {size} fick det samma dag{since.sv}. Först delas med {size - 1} andra.",
            f"{register.name.en}: {size} got it on the same day{since.en}. First is shared with {size - 1} others.",
        ),
        (_members(register),),
        readings,
        tolerance=Words("lika räknas som delad plats", "equals share a rank"),
        origins=_origins(register),
    )


def _count(case: Case, register: Register, said: float) -> Judgement:
    size = len(register.members)
    holds = said == size and _own(case, register)
    return Judgement(
        Verdict.HOLDS if holds else Verdict.DOES_NOT_HOLD,
        Words(f"{register.name.sv}: {size}{_since(register).sv}.", f"{register.name.en}: {size}{_since(register).en}."),
        (_members(register),),
        tolerance=Words("ett antal är exakt", "a count is exact"),
        origins=_origins(register),
    )


def _tax(case: Case, *, lowest: bool) -> Judgement:
    """The municipality among all, by its own rate and by the sum with the region's."""
    code = case.model.workspace.entity.code
    rates = [each for each in municipal_rates().values() if each.year == case.year]
    own = next((each for each in rates if each.code == code), None)
    if own is None:
        return cannot(
            Words(
                f"Skattesatser för alla kommuner {case.year} finns inte här.",
                f"Rates of all municipalities in {case.year} are not here.",
            ),
            Words("alla kommuners skattesatser", "the rates of all municipalities"),
        )
    readings, steps = [], []
    for label, of in _RATES:
        ordered = sorted(rates, key=of, reverse=not lowest)
        best, mine = of(ordered[0]), of(own)
        rank = 1 + sum((of(each) < mine) if lowest else (of(each) > mine) for each in rates)
        readings.append(
            Reading(label, Verdict.HOLDS if rank == 1 else Verdict.DOES_NOT_HOLD, (float(mine), float(mine)), RATE_LEVEL)
        )
        shared = ", ".join(each.name for each in rates if of(each) == best)
        shown = number(best, RATE_LEVEL)
        steps.append(
            Step(
                label,
                (float(mine), float(mine)),
                RATE_LEVEL,
                Words(
                    f"plats {rank} av {len(rates)}; ytterst är {shared} med {shown.sv}",
                    f"place {rank} of {len(rates)}; {shared} is first with {shown.en}",
                ),
            )
        )
    verdict = of_readings(readings)
    said = [steps[index].formula or Words("", "") for index in (0, 1)]
    return Judgement(
        verdict,
        Words(
            f"{own.name} {case.year}: egen sats, {said[0].sv}; med regionen, {said[1].sv}.",
            f"{own.name} {case.year}: own rate, {said[0].en}; with the region, {said[1].en}.",
        ),
        tuple(steps),
        tuple(readings) if verdict is Verdict.DEPENDS else (),
        tolerance=Words("skattesatser är exakta", "tax rates are exact"),
    )
