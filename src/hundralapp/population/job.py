"""A job: what is asked of a population. It says all that a worker needs, here or on another machine."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hundralapp.households.reform import Reform
from hundralapp.population.columns import INCOMES
from hundralapp.population.groups import Groups, Survey

Wanted = tuple[str, str]
"""A measure and the grouping to sum it by."""

_OF_PLACES = (
    "persons", "total_income", "taxable_earned_income", "municipal_tax", "state_tax", "final_tax", "taxable_earned_income_after",
    "municipal_tax_after", "state_tax_after", "final_tax_after", "increase", "pays_more", "pays_less",
)  # fmt: skip
_OF_PERSONS = ("persons", "total_income", "final_tax", "change", "increase", "pays_more", "pays_less")


def everything(*, districts: bool) -> tuple[Wanted, ...]:
    """What a full simulation sums: revenue by municipality; who pays by decile, age and, where it is known, district."""
    by = ("decile", "age_group", "district") if districts else ("decile", "age_group")
    return (
        *((measure, "municipality") for measure in _OF_PLACES),
        *((measure, grouping) for grouping in by for measure in _OF_PERSONS),
    )


@dataclass(frozen=True)
class Job:
    """What is asked.

    Attributes:
        year: the income year whose law and rates hold before the reforms, and in all else after.
        reforms: each a scenario; at least one.
        columns: the columns that the population has.
        wanted: what to sum.
        groups: how persons are grouped.
        compiled: by the fused loop, or else by NumPy over the same graph.
    """

    year: int
    reforms: tuple[Reform, ...]
    columns: tuple[str, ...]
    wanted: tuple[Wanted, ...]
    groups: Groups
    compiled: bool

    @property
    def incomes(self) -> tuple[str, ...]:
        """The kinds of income that the population has."""
        return tuple(name for name in INCOMES if name in self.columns)

    @property
    def weighted(self) -> bool:
        """True where rows stand for other numbers than one person."""
        return "weight" in self.columns

    @property
    def has_church_fees(self) -> bool:
        """True where it is known who pays a church fee."""
        return "church_fee_rate" in self.columns

    @property
    def groupings(self) -> tuple[str, ...]:
        """The groupings that are summed by."""
        return tuple(dict.fromkeys(grouping for _, grouping in self.wanted))

    @property
    def needs_deciles(self) -> bool:
        """True where persons are grouped by decile and the population does not say which."""
        return "decile" in self.groupings and "decile" not in self.columns

    @property
    def needs_districts(self) -> bool:
        """True where persons are grouped by district: which there are is seen in the population."""
        return "district" in self.groupings

    @property
    def needs_survey(self) -> bool:
        """True where all persons must be seen before they can be grouped."""
        return self.needs_deciles or self.needs_districts

    @property
    def surveys(self) -> tuple[str, ...]:
        """The columns that a survey reads."""
        extra = ["weight"] if self.weighted else []
        return (*(self.incomes if self.needs_deciles else ()), *extra, *(["district"] if self.needs_districts else []))

    def with_groups(self, survey: Survey) -> Job:
        """The job with the groups that a survey of all persons gives."""
        return replace(self, groups=survey.groups(self.year, deciles=self.needs_deciles))

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns to read."""
        extra = ["municipality", "age_at_start_of_year", *self.incomes]
        extra += [name for name in ("weight", "church_member", "church_fee_rate") if name in self.columns]
        if "decile" in self.groupings and not self.needs_deciles:
            extra.append("decile")
        if "district" in self.groupings:
            extra.append("district")
        return tuple(extra)
