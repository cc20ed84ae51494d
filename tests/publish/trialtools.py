"""The page Try yourself beside Python: any choice of levers and decisions, and what each makes of it, number by number."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from hundralapp.diagnostics import Location
from hundralapp.graph.evaluate import Value
from hundralapp.model import Model
from hundralapp.proposals.compare import Compared, Meter, compare
from hundralapp.proposals.decision import Decision, Proposal
from hundralapp.publish.choices import choices_of
from hundralapp.publish.lever import Lever, levers_of
from hundralapp.publish.trial_data import FIGURES, choice_name, short_names

METER = (
    "revenue",
    "itemised_savings",
    "savings_not_itemised",
    "costs",
    "forgone_revenue",
    "interplay",
    "change",
    "unfinanced",
    "unknown",
)


@dataclass
class Bench:
    """A budget as the page has it."""

    model: Model
    proposals: tuple[Proposal, ...]
    levers: tuple[Lever, ...] = field(init=False)
    choices: tuple[Decision, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.levers = levers_of(self.model)
        self.choices = choices_of(self.proposals)

    @property
    def codes(self) -> list[str]:
        """The decisions' names in an address, in their order."""
        short = short_names(choice_name(each) for each in self.choices)
        return [short[choice_name(each)] for each in self.choices]

    @property
    def years(self) -> list[str]:
        return [each.id for each in self.model.workspace.budget_periods]

    def decisions(self, choice: dict[str, Any]) -> list[Decision]:
        """The decisions of a choice in the order of the file."""
        start = next((each for each in self.proposals if each.id == choice["start"]), None)
        order = {each.key: each for each in [*(start.decisions if start else ()), *self.choices]}
        taken = {self.choices[self.codes.index(code)].key for code in choice["taken"]}
        own = [decision for lever in self.levers for decision in lever.at(choice["steps"].get(lever.code, 0))]
        named = [replace(each, id=f"{each.id}-{number}") for number, each in enumerate(own)]
        return [each for key, each in order.items() if key in taken] + named

    def compared(self, choice: dict[str, Any]) -> Compared:
        """Python's comparison of the choice with the budget."""
        proposal = Proposal("eget", "", "", "", "", None, "", None, tuple(self.decisions(choice)), Location("", 0, 0, 0))
        return compare(self.model, [proposal]).compared[0]

    def said(self, choice: dict[str, Any]) -> dict[str, Any]:
        """All that the page computes of a choice, numbers as bits."""
        return said(self.compared(choice), self.years)


def said(compared: Compared, years: Sequence[str]) -> dict[str, Any]:
    """Values, changes and meters of a comparison, numbers as bits."""
    found: dict[str, Any] = {}
    for year in years:
        for name, figure in FIGURES.items():
            found[f"{name} {year}"] = bits(compared.overlay.value(figure, year))
            found[f"{name} change {year}"] = bits(compared.overlay.change(figure, year))
        found[f"meter {year}"] = [bits(each) for each in parts(compared.meter(year))]
    return found


def parts(meter: Meter) -> list[Value]:
    return [getattr(meter, name) for name in METER]


def bits(value: Value) -> str | None:
    """The 64 bits of a number; minus zero counts as zero, which nobody can see."""
    return None if value is None else struct.pack(">d", value + 0.0).hex()


OUTCOMES = """(choices) => {
  const view = new DataView(new ArrayBuffer(8)), { trial, given } = Hundralapp;
  const bits = (value) => {
    if (value === null) return null;
    view.setFloat64(0, value + 0);
    return view.getBigUint64(0).toString(16).padStart(16, "0");
  };
  const meter = %METER%, figures = %FIGURES%;
  return choices.map((choice) => {
    const result = trial.outcome(given(choice)), found = {};
    for (const year of trial.years) {
      for (const name of figures) {
        found[name + " " + year] = bits(result.value(name, year));
        found[name + " change " + year] = bits(result.change(name, year));
      }
      const parts = result.meter(year);
      found["meter " + year] = meter.map((name) => bits(parts[name]));
    }
    return found;
  });
}""".replace("%METER%", str(list(METER))).replace("%FIGURES%", str(list(FIGURES)))


def choices_in(bench: Bench) -> st.SearchStrategy[dict[str, Any]]:
    """Any choice that the page can hold: a few levers moved, any decisions taken over, and a start."""
    ends = [(each.code, each.low, each.high) for each in bench.levers]
    lever = st.sampled_from(ends).flatmap(lambda each: st.tuples(st.just(each[0]), st.integers(each[1], each[2])))
    steps = st.lists(lever, max_size=6).map(lambda moved: {code: count for code, count in moved if count})
    taken = st.lists(st.sampled_from(bench.codes), unique=True, max_size=8) if bench.codes else st.just([])
    start = st.sampled_from(["", *(each.id for each in bench.proposals)])
    return st.fixed_dictionaries({"steps": steps, "taken": taken, "start": start})
