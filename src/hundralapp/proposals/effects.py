"""Effects: decisions become changes of inputs, and changed inputs become changed figures.

A decision never touches a computed figure; it moves the inputs and levers that the figure is computed from. An input may be
unknown in level and known in change, so both are carried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from hundralapp import codes
from hundralapp.diagnostics import Words, listed
from hundralapp.graph.differences import Inputs, evaluate_differences, follow_anchors, rows_moved
from hundralapp.graph.evaluate import Evaluation, Value, less
from hundralapp.graph.figure import Key, input_name
from hundralapp.model import Model, catalogue, finite
from hundralapp.numbers_sv import Number, show_number
from hundralapp.proposals.decision import Decision
from hundralapp.units import SEK, TAX_RATE, UnitError, Written, written
from hundralapp.workspace.tables import unit_in_words

TAX_RATE_FIGURE = "revenue.tax_rate"
_RESULTS = ("result.net_income", "balance_requirement.result")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one input: `set` to, `add` to, or `scale` by percent; in the carried unit. None: by how much is unknown."""

    input: str
    how: str
    value: Value


def _apply(inputs: Inputs, change: Change) -> None:
    level, so_far = inputs.levels[change.input], inputs.changes.get(change.input, 0.0)
    if change.value is None:
        inputs.levels[change.input] = inputs.changes[change.input] = None
        return
    match change.how:
        case "add":
            step: Value = change.value
            after = None if level is None else level + change.value
        case "scale":
            step = None if level is None else level * change.value / 100.0
            after = None if level is None or step is None else level + step
        case _:
            step = None if level is None else change.value - level
            after = change.value
    inputs.levels[change.input] = after
    inputs.changes[change.input] = None if so_far is None or step is None else so_far + step


class Overlay:
    """A model under decisions, beside the same model under a baseline of decisions.

    Args:
        model: the budget.
        decisions: what is decided, in order.
        baseline: what the comparison starts from; None means the budget itself.
    """

    def __init__(self, model: Model, decisions: Sequence[Decision], baseline: Overlay | None = None) -> None:
        self.model = model
        self.decisions = tuple(decisions)
        inputs, self.evaluation = _evaluated(model, decisions)
        self._levels, self._input_changes = inputs.levels, inputs.changes
        self.base = model.evaluation if baseline is None else baseline.evaluation
        before: Mapping[str, Value] = {} if baseline is None else baseline._input_changes
        names = dict.fromkeys([*before, *inputs.changes])
        changes = {name: less(inputs.changes.get(name, 0.0), before.get(name, 0.0)) for name in names}
        self._differences = evaluate_differences(model.binding.graph, self.base, self.evaluation, changes)

    @cached_property
    def under(self) -> Model:
        """The model as the decisions change it: a new one that shares the graph; the given one is left as it was."""
        return self.model.with_inputs(self._levels, self.evaluation)

    def value(self, figure: str, period: str) -> Value:
        """The figure under the decisions; None when unknown or absent."""
        cell = self.model.cells.get((figure, period))
        return None if cell is None else self.evaluation[cell.row]

    def base_value(self, figure: str, period: str) -> Value:
        """The figure on the baseline; None when unknown or absent."""
        cell = self.model.cells.get((figure, period))
        return None if cell is None else self.base[cell.row]

    def change(self, figure: str, period: str) -> Value:
        """The figure's change from the baseline; None when it cannot be known. Known even where the level is not."""
        cell = self.model.cells.get((figure, period))
        return None if cell is None else finite(self._differences[cell.row])

    def changed_rows(self) -> set[int]:
        """The rows of the graph that change by a known amount."""
        return {row for row, change in self._differences.items() if finite(change)}


def _evaluated(model: Model, decisions: Sequence[Decision]) -> tuple[Inputs, Evaluation]:
    """The inputs as decisions change them, and the graph on those."""
    inputs = Inputs(dict(model.binding.inputs))
    if not decisions:
        return inputs, model.evaluation
    for decision in decisions:
        for change in changes_of(model, decision):
            _apply(inputs, change)
    return inputs, follow_anchors(model.binding.graph, model.evaluation, inputs, model.binding.anchors)


def changes_of(model: Model, decision: Decision) -> list[Change]:
    """The input changes of a decision that `check_decision` has accepted; nothing for one it has not."""
    found: list[Change] = []
    for period in decision.amounts:
        unknown = decision.amounts[period] is None
        for figure, how, value in _moves(model, decision, period):
            name = input_name((figure, period))
            if name in model.binding.inputs:
                found.append(Change(name, how, None if unknown else value))
    return found


def _moves(model: Model, decision: Decision, period: str) -> list[tuple[str, str, float]]:
    """What a decision does in one period: (figure, how, carried value), the value zero where it is unknown."""
    stated = decision.amounts[period]
    number = stated.value if stated is not None else Decimal(0)
    match decision.kind:
        case "tax_rate" if decision.measure == "rate":
            return [(TAX_RATE_FIGURE, "set", float(number * 100))]
        case "tax_rate":
            return [(TAX_RATE_FIGURE, "add", float(number))]
        case "initiative":
            return [(_changes_lever(decision.committee), "add", _money(model, decision, number))]
        case "saving":
            return [(_changes_lever(decision.committee), "add", -abs(_money(model, decision, number)))]
        case "move":
            amount = _money(model, decision, number)
            return [(_changes_lever(decision.committee), "add", -amount), (_changes_lever(decision.to), "add", amount)]
        case "scale" | "uplift" if decision.figure is None:
            return [(f"committee.{decision.committee}.uplift", "add", float(number))]
        case "uplift":
            return [(f"{decision.figure}.uplift", "add", float(number))]
        case "scale":
            return [(decision.figure or "", "scale", float(number))]
        case "add" if decision.figure is None:
            return [(_changes_lever(decision.committee), "add", _money(model, decision, number))]
    unit = _unit_of(model, decision)
    return [(decision.figure or "", decision.kind, float(number * unit.factor) if unit is not None else float(number))]


def _changes_lever(committee: str | None) -> str:
    return f"committee.{committee}.changes" if committee else "operating.undistributed_changes"


def _money(model: Model, decision: Decision, number: Decimal) -> float:
    return float(number * written(decision.unit or model.workspace.money).factor)


def _unit_of(model: Model, decision: Decision) -> Written | None:
    """The unit that a `set` or `add` on a figure is written in; None when the written unit is not the figure's."""
    expected = catalogue().unit_of(decision.figure or "")
    if decision.unit is not None:
        try:
            unit = written(decision.unit)
        except UnitError:
            return None
        return unit if expected is None or unit.carried == expected else None
    if expected is None:
        key = next((key for key in model.cells if key[0] == decision.figure), None)
        return Written(model.cells[key].unit, Decimal(1), "") if key else None
    if str(expected) == "SEK":
        return written(model.workspace.money)
    return written("kr_per_100kr") if expected == TAX_RATE else Written(expected, Decimal(1), str(expected))


def check_decisions(model: Model, decisions: Iterable[Decision]) -> None:
    """Report decisions that name no figure, a computed one, one without a value, or one that changes no result."""
    reach: dict[str, bytearray] = {}
    for decision in decisions:
        if not _target_exists(model, decision) or not _unit_fits(model, decision):
            continue
        nothing: dict[str, list[str]] = {}
        no_effect: dict[str, list[str]] = {}
        for period in decision.amounts:
            for figure, how, value in _moves(model, decision, period):
                if input_name((figure, period)) not in model.binding.inputs:
                    nothing.setdefault(figure, []).append(period)
                elif not _has_effect(model, (figure, period), reach):
                    no_effect.setdefault(figure, []).append(period)
                number = decision.amounts[period]
                if figure == TAX_RATE_FIGURE and number is not None:
                    _check_rate(model, decision, number, how, value)
        for figure, periods in nothing.items():
            _report_nothing(model, decision, figure, periods)
        for figure, periods in no_effect.items():
            _report_no_effect(model, decision, figure, periods)


_LOWEST_RATE, _HIGHEST_RATE = 500, 4_000  # öre per SEK 100, as for a rate in a table


def _check_rate(model: Model, decision: Decision, number: Number, how: str, value: float) -> None:
    """A rate or a change in another unit than it is written in: 1774 for 17,74, or 0,24 for 24 öre."""
    place, text = decision.place(decision.measure), Words(str(number.value).replace(".", ","), str(number.value))
    if how == "set" and not _LOWEST_RATE <= value <= _HIGHEST_RATE:
        likely = next((value * each for each in (0.01, 100.0) if _LOWEST_RATE <= value * each <= _HIGHEST_RATE), 1774.0)
        example = Words(show_number(likely / 100, 2), show_number(likely / 100, 2, "en"))
        model.report.add(codes.TAX_RATE_MAGNITUDE.at(place, text=text, example=example))
    elif how == "add" and (abs(value) >= _LOWEST_RATE or 0 < abs(value) < 1):
        likely = value * 100 if abs(value) < 1 else value / 100
        model.report.add(codes.TAX_CHANGE_MAGNITUDE.at(place, text=text, example=f"{likely:.0f}"))


def _target_exists(model: Model, decision: Decision) -> bool:
    if decision.figure is None:
        return True
    name = f"{decision.figure}.uplift" if decision.kind == "uplift" else decision.figure
    if catalogue().exists(name):
        return True
    known = [*(key[0] for key in model.cells), *catalogue().templates()]
    if decision.kind == "uplift":
        known = [each.removesuffix(".price_level") for each in known if each.endswith(".price_level")]
    model.report.add(
        codes.UNKNOWN_FIGURE.at(
            decision.place("figure"),
            figure=decision.figure,
            suggestion=model.report.suggest(decision.figure, dict.fromkeys(known)),
        )
    )
    return False


def _unit_fits(model: Model, decision: Decision) -> bool:
    unit = decision.unit
    if unit is None:
        return True
    expected = unit_in_words(SEK)
    if decision.kind in ("set", "add") and decision.figure is not None:
        if _unit_of(model, decision) is not None:
            return True
        carried = catalogue().unit_of(decision.figure)
        if carried is not None:
            expected = unit_in_words(carried)
    else:
        try:
            if str(written(unit).carried) == "SEK":
                return True
        except UnitError:
            pass
    subject = decision.figure or decision.id
    model.report.add(codes.WRONG_UNIT.at(decision.place("unit"), figure=subject, expected=expected, found=unit))
    return False


def _report_nothing(model: Model, decision: Decision, figure: str, periods: list[str]) -> None:
    """A figure that is no input: computed from others, or not there at all."""
    cell = model.cells.get((figure, periods[0]))
    if cell is not None and cell.rule is not None:
        inputs = listed(list(dict.fromkeys(source for _, (source, _) in cell.sources)))
        place = decision.place("figure", "committee")
        model.report.add(codes.DECISION_ON_COMPUTED.at(place, figure=figure, inputs=inputs))
        return
    key = "to" if decision.to and figure.startswith(f"committee.{decision.to}.") else "committee"
    wanted: str | Words = figure
    if decision.figure is None and figure.startswith("committee."):
        frame = f"{figure.rpartition('.')[0]}.frame"  # what a committee lacks when it cannot be changed
        wanted = Words(model.label(frame, "sv"), model.label(frame, "en"))
    place = decision.place("figure", key)
    model.report.add(codes.NOTHING_TO_CHANGE.at(place, figure=wanted, period=listed(periods)))


def _has_effect(model: Model, key: Key, reach: dict[str, bytearray]) -> bool:
    """True when a result is computed from the input (a reserve moves only the balance requirement's), or none is there."""
    results = [cell for figure in _RESULTS if (cell := model.cells.get((figure, key[1]))) is not None]
    if not results:
        return True
    name = input_name(key)
    if name not in reach:
        graph = model.binding.graph
        reach[name] = rows_moved(graph, [graph.inputs[name]], model.binding.anchors)
    return any(reach[name][each.row] for each in results)


def _report_no_effect(model: Model, decision: Decision, figure: str, periods: list[str]) -> None:
    hint = Words("", "")
    if figure == TAX_RATE_FIGURE:
        hint = Words(" Skatteunderlaget (revenue.tax_base) saknas.", " The tax base (revenue.tax_base) is missing.")
    words = Words(model.label(figure, "sv"), model.label(figure, "en"))
    place = decision.place("figure", "committee", decision.measure)
    model.report.add(codes.NO_EFFECT.at(place, figure=words, period=listed(periods), hint=hint))


def under(model: Model, decisions: Sequence[Decision]) -> Model:
    """The model as decisions change it: a new one that shares the graph; the given one is left as it was."""
    inputs, evaluation = _evaluated(model, decisions)
    return model.with_inputs(inputs.levels, evaluation)
