"""`mindre än 60 kronor i månaden för den som tjänar 35 000`: what a change of rate costs a person, at the depths the debate mixes up.

On the whole income, after the basic allowance, and after the earned income tax credit; by the rules of the income year and of the
year before, for texts are often written with those. The verdict is one where all readings agree or where the text says which.
"""

from __future__ import annotations

import re

from hundralapp.claims.case import LEAST_RATE, Case
from hundralapp.claims.finding import Kind
from hundralapp.claims.quantity import Measure, Quantity
from hundralapp.claims.verdict import Judgement, Reading, Step, Verdict, cannot, of_readings, verdict_of
from hundralapp.claims.wording import number, tolerance_of
from hundralapp.diagnostics import Language, Words
from hundralapp.graph.bounds import Range
from hundralapp.params.municipal_rates import find_rates

_AFTER = re.compile(
    r"efter (?:skatt|jobbskatteavdrag|skattereduktion|alla avdrag|avdrag)|netto|i plånboken|inräknat jobbskatteavdrag",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"före (?:jobbskatteavdrag|skattereduktion|avdrag)|brutto|utan hänsyn till|innan (?:jobbskatteavdrag|avdrag)", re.IGNORECASE
)
_DEPTHS = (
    ("on_whole_income", Words("på hela inkomsten, utan avdrag", "on the whole income, nothing deducted")),
    ("before_credits", Words("före jobbskatteavdraget", "before the earned income tax credit")),
    ("after_credits", Words("efter jobbskatteavdraget", "after the earned income tax credit")),
)
_HIGHEST_MONTHLY = 1_000_000


def judge(case: Case) -> Judgement | None:
    """The effect on a person, computed by the law."""
    from hundralapp.households.law import income_years
    from hundralapp.households.person import MONTHS, Person, RateChange, change_rate

    if case.claim.kind is not Kind.HOUSEHOLD:
        return None
    effect, income = case.claim.quantities[0], _income(case)
    change = _rate_change(case)
    code = case.model.workspace.entity.code
    missing = []
    if income is None:
        missing.append(Words("inkomsten som uppgiften gäller", "the income that it is said for"))
    if change is None:
        missing.append(Words("hur många öre skatten ändras", "by how many öre the tax changes"))
    years = [year for year in (case.year, case.year - 1) if year in income_years() and find_rates(code, year) is not None]
    if not years:
        missing.append(Words(f"skattereglerna eller skattesatsen {case.year}", f"the tax rules or the rate of {case.year}"))
    if income is None or change is None or not years:
        reason = Words("Vad ändringen kostar kan inte räknas.", "What the change costs cannot be computed.")
        return cannot(reason, *missing, steps=(case.said(effect),))
    monthly = round(income.value / (MONTHS if income.per == "year" or income.value > 150_000 else 1))
    if not 0 < monthly <= _HIGHEST_MONTHLY:
        return cannot(Words("Inkomsten är orimlig.", "The income is unreasonable."), steps=(case.said(income),))
    per = MONTHS if effect.per == "month" or (effect.per != "year" and effect.value < 1_000) else 1

    def computed(year: int) -> RateChange:
        rates = find_rates(code, year)
        assert rates is not None
        person = Person(
            wage=monthly * MONTHS,
            municipal_tax_rate=rates.municipal - (round(change) if year == case.year and _is_in_rate(case, change) else 0),
            regional_tax_rate=rates.regional,
            burial_fee_rate=rates.burial_fee,
        )
        return change_rate(year, person, round(change))

    claimed = effect.claimed
    changes = {year: computed(year) for year in years}
    all_readings = [
        (year, name, Reading(_in_year(label, year), verdict_of(claimed, between), between, "SEK"))
        for year in years
        for name, label in _DEPTHS
        for between in [_point(abs(getattr(changes[year], name)) / per)]
    ]
    said_depth = _depth(case)
    counted = [each for year, name, each in all_readings if name in said_depth and year == years[0]]
    verdict = of_readings(counted)
    if verdict is Verdict.DOES_NOT_HOLD and any(
        each.verdict is Verdict.HOLDS for year, name, each in all_readings if name in said_depth and year != years[0]
    ):
        verdict = Verdict.DEPENDS
    by_year = verdict is Verdict.DEPENDS and len({each.verdict for each in counted}) == 1
    readings = [each for _, name, each in all_readings if name in said_depth] if by_year else counted
    law = changes[years[0]].law.rule_of("income_tax.set_off.earned_income_tax_credit")
    laws = tuple(
        each.law for each in (changes[years[0]].law.rule_of("income_tax.municipal_tax"), law) if each is not None and each.law
    )
    steps = (
        case.said(effect),
        *(
            Step(
                each.label,
                each.between,
                "SEK",
                Words(
                    f"{number(change, 'ore_per_SEK100').sv} mer på en månadslön på {number(monthly, 'SEK', scale_of=1.0).sv}, i {'månaden' if per == MONTHS else 'året'}",
                    f"{number(change, 'ore_per_SEK100').en} more on a monthly wage of {number(monthly, 'SEK', scale_of=1.0).en}, a {'month' if per == MONTHS else 'year'}",
                ),
            )
            for _, _, each in all_readings
        ),
    )
    return Judgement(
        verdict,
        _reason(verdict, effect, readings),
        steps,
        tuple(readings) if verdict is Verdict.DEPENDS else (),
        tolerance=tolerance_of(effect),
        laws=laws,
    )


def _is_in_rate(case: Case, change: float) -> bool:
    """True when the year's own rate already holds the change: it is the workspace's decided one."""
    return any(between == (change, change) for _, between in case.known("revenue.tax_rate_change"))


def _reason(verdict: Verdict, effect: Quantity, readings: list[Reading]) -> Words:
    said = " ".join(effect.text.split())
    if verdict is Verdict.DEPENDS:
        holds = [each for each in readings if each.verdict is Verdict.HOLDS]
        fails = [each for each in readings if each.verdict is not Verdict.HOLDS]
        return Words(
            f'"{said}" stämmer {_listed(holds, "sv")}, men inte {_listed(fails, "sv")}. Texten säger inte vilket som menas.',
            f'"{said}" holds {_listed(holds, "en")}, but not {_listed(fails, "en")}. The text does not say which is meant.',
        )
    return Words(f"Räknat efter lagen: {_listed(readings, 'sv')}.", f"By the law: {_listed(readings, 'en')}.")


def _listed(readings: list[Reading], language: Language) -> str:
    return "; ".join(f"{each.label.say(language)}: {number(each.between[0], 'SEK').say(language)}" for each in readings)


def _in_year(label: Words, year: int) -> Words:
    return Words(f"{label.sv} ({year} års regler)", f"{label.en} (rules of {year})")


def _point(value: float) -> Range:
    return value, value


def _depth(case: Case) -> set[str]:
    text = case.claim.sentence.text
    if _AFTER.search(text):
        return {"after_credits"}
    if _BEFORE.search(text):
        return {"on_whole_income", "before_credits"}
    return {name for name, _ in _DEPTHS}


def _income(case: Case) -> Quantity | None:
    """The income in the claim, else the only income in the text."""
    own = [each for each in case.claim.quantities[1:] if each.measure is Measure.MONEY]
    return own[0] if own else None


def _rate_change(case: Case) -> float | None:
    """The change in öre: in the claim, in the text, or in the workspace's budget."""
    own = case.claim.only(Measure.TAX_RATE)
    if own is not None and own.value < LEAST_RATE:
        return own.value
    if case.text.rate_change is not None:
        return case.text.rate_change
    found = [between for _, between in case.known("revenue.tax_rate_change")]
    return found[0][0] if found and found[0][0] == found[0][1] and found[0][0] else None
