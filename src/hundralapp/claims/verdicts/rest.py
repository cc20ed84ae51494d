"""What no check of numbers can settle: value judgements, and claims whose data is not there. Each says what would be needed."""

from __future__ import annotations

from hundralapp.claims.case import Case
from hundralapp.claims.finding import Kind
from hundralapp.claims.verdict import Judgement, Verdict, cannot
from hundralapp.diagnostics import Words

_NEEDS: dict[Kind, tuple[Words, Words]] = {
    Kind.AMOUNT: (
        Words("Arbetsytan har ingen siffra för det här.", "The workspace has no figure for this."),
        Words("en siffra för det som beloppet gäller", "a figure for what the amount is about"),
    ),
    Kind.PERCENT: (
        Words("Arbetsytan har ingen siffra för det här.", "The workspace has no figure for this."),
        Words("en siffra för det som procenttalet gäller, två år", "a figure for what the percentage is about, for two years"),
    ),
    Kind.PAIR: (
        Words("Basen kan inte räknas.", "The base cannot be computed."),
        Words("beloppet året före", "the amount of the year before"),
    ),
    Kind.TARGET: (
        Words("Ett mål kan inte prövas förrän det går att mäta.", "A target cannot be checked before it can be measured."),
        Words("ett mått, ett målvärde och ett år", "a measure, a target value and a year"),
    ),
    Kind.RANK: (
        Words(
            "En rangordning behöver ett mått och en lista att rangordna i.", "A rank needs a measure, and a list to be ranked in."
        ),
        Words("måttet för alla som jämförs", "the measure for all that are compared"),
    ),
    Kind.TREND: (
        Words("Arbetsytan har ingen tidsserie för det här.", "The workspace has no series over time for this."),
        Words("värden år för år", "values year by year"),
    ),
    Kind.CAUSE: (
        Words(
            "Ett orsakssamband syns inte i en budget: det som hade hänt annars är inte känt.",
            "A budget does not show a cause: what would have happened otherwise is not known.",
        ),
        Words("ett jämförelsefall utan åtgärden", "a case to compare with, without the measure"),
    ),
    Kind.FORECAST: (
        Words("En prognos kan prövas först mot ett utfall.", "A forecast can only be checked against an actual."),
        Words("utfallet, eller en annan prognos av samma datum", "the actual, or another forecast of the same date"),
    ),
    Kind.COVERAGE: (
        Words("Arbetsytan vet inte hur många av alla som omfattas.", "The workspace does not know how many of all are covered."),
        Words("hur många de är, och hur många som har det", "how many there are, and how many have it"),
    ),
    Kind.CAPACITY: (
        Words(
            "Arbetsytan har varken behov eller styckkostnad för det här.",
            "The workspace has neither demand nor unit cost for this.",
        ),
        Words("antalet som behöver, och vad en plats kostar", "the number who need it, and what a place costs"),
    ),
    Kind.COST_COVER: (
        Words(
            "Om kostnaderna täcks kan inte prövas utan ett index.",
            "Whether the costs are covered cannot be checked without an index.",
        ),
        Words(
            "ett kostnadsindex för året, från samma tid som budgeten", "a cost index of the year, of the same date as the budget"
        ),
    ),
    Kind.HOUSEHOLD: (
        Words("Vad ändringen kostar kan inte räknas.", "What the change costs cannot be computed."),
        Words("inkomst, skatteändring och år", "income, change of tax and year"),
    ),
    Kind.COMPARISON: (
        Words("Arbetsytan har inte båda leden i jämförelsen.", "The workspace does not have both sides of the comparison."),
        Words("det som jämförs med", "what it is compared with"),
    ),
    Kind.DECISION: (
        Words(
            "Att något beslutas eller görs syns inte i budgetens siffror.",
            "That something is decided or done is not seen in a budget's figures.",
        ),
        Words("beslutet, med datum och organ", "the decision, with date and body"),
    ),
}


def judge(case: Case) -> Judgement:
    """A value judgement, or not to be checked."""
    if case.claim.kind is Kind.VALUE:
        return Judgement(
            Verdict.VALUE_JUDGEMENT,
            Words(
                "Det här är en värdering. Den kan delas eller inte, men inte räknas.",
                "This is a value judgement. It may be shared or not, but not computed.",
            ),
        )
    reason, missing = _NEEDS[case.claim.kind]
    return cannot(reason, missing, steps=tuple(case.said(each) for each in case.claim.quantities))
