"""A simulation ready to show: what is received and paid, by place, decile, age and district, for each reform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hundralapp.diagnostics import Language, Words
from hundralapp.households.reform import Level
from hundralapp.population.outcome import Outcome, Revenue, Share

GROUPINGS: dict[str, Words] = {
    "decile": Words("Efter inkomst: tiondelar av personerna", "By income: tenths of the persons"),
    "age_group": Words("Efter ålder vid årets ingång", "By age at the start of the year"),
    "district": Words("Efter område", "By district"),
}
TABLES = ("municipality", "region", *GROUPINGS)


@dataclass(frozen=True, slots=True)
class PartyView:
    """What a party receives (positive) or bears, SEK a year."""

    party: str
    label: str
    change: float


@dataclass(frozen=True, slots=True)
class ReformView:
    """One reform's outcome. Money is SEK a year, rates öre per SEK 100.

    Attributes:
        parties: municipalities, regions, the state and, last and equal to their sum, the households that pay it.
        municipalities, regions: every one of them, with its taxable income and what one öre gives.
        persons, pay_more, pay_less, mean_increase, mean_decrease: how many, and by how much on average; None where nobody.
    """

    name: str
    parties: tuple[PartyView, ...]
    municipalities: tuple[Revenue, ...]
    regions: tuple[Revenue, ...]
    persons: float
    pay_more: float
    pay_less: float
    mean_increase: float | None
    mean_decrease: float | None
    shares: dict[str, tuple[Share, ...]]

    @property
    def changed(self) -> tuple[Revenue, ...]:
        """The municipalities and regions whose revenue is another."""
        return tuple(each for each in (*self.municipalities, *self.regions) if each.change)


def reform_view(found: Outcome, language: Language) -> ReformView:
    """One outcome, ready to show."""
    parties = (
        ("municipalities", Words("Kommunerna får", "The municipalities receive"), found.to_municipalities),
        ("regions", Words("Regionerna får", "The regions receive"), found.to_regions),
        ("state", Words("Staten får (−: står för)", "The state receives (−: bears)"), found.to_the_state),
        ("households", Words("Personerna betalar", "The persons pay"), found.from_households),
    )
    everybody = found.everybody
    decrease = everybody.increase - everybody.change
    return ReformView(
        found.reform.name.say(language),
        tuple(PartyView(party, label.say(language), change) for party, label, change in parties),
        found.municipalities,
        found.regions,
        everybody.persons,
        everybody.pay_more,
        everybody.pay_less,
        everybody.increase / everybody.pay_more if everybody.pay_more else None,
        decrease / everybody.pay_less if everybody.pay_less else None,
        found.shares,
    )


def csv_rows(views: Sequence[ReformView], table: str) -> list[list[object]]:
    """A table of all reforms as rows, the header first; numbers as they are."""
    if table in ("municipality", "region"):
        rows: list[list[object]] = [
            [
                "reform",
                "code",
                "name",
                "persons",
                "taxable_income",
                "rate_before",
                "rate_after",
                "before",
                "after",
                "change",
                "per_ore",
            ]
        ]
        for view in views:
            for each in view.municipalities if table == "municipality" else view.regions:
                rates = (each.rate_before, each.rate_after)
                money = (each.before, each.after, each.change, each.per_ore)
                rows.append([view.name, each.code, each.name, each.persons, each.taxable, *rates, *money])
        return rows
    rows = [["reform", table, "persons", "income", "income_after_tax", "change", "pay_more", "pay_less"]]
    for view in views:
        for share in view.shares.get(table, ()):
            amounts = (share.persons, share.income, share.income_after_tax, share.change, share.pay_more, share.pay_less)
            rows.append([view.name, share.group, *amounts])
    return rows


def level_name(level: Level) -> Words:
    """Whose revenue it is."""
    return Words("kommun", "municipality") if level is Level.MUNICIPAL else Words("region", "region")
