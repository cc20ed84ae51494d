"""What a check rests on: governance.yaml, the periods to judge, amounts and unknowns in words."""

from __future__ import annotations

from hundralapp.diagnostics import Words
from hundralapp.graph.figure import Key, Period
from hundralapp.model import Model
from hundralapp.numbers_sv import show_number
from hundralapp.units import written
from hundralapp.workspace.yamlsource import Tree

ACT = "11 kap. {} § KL (2017:725)"


def judged_periods(model: Model) -> list[Period]:
    """The periods that budget and plan continue from, and they themselves, where there is a result to judge."""
    return [each for each in model.workspace.line if model.has("balance_requirement.result", each.id)]


def governance_says(model: Model, name: str, period: str | None = None) -> tuple[str, str | None] | None:
    """A document or reason that governance.yaml names: its text and origin."""
    tree: Tree | None = model.workspace.governance
    found = tree.get(name) if tree is not None else None
    if found is not None and period is not None:
        found = found.get(period)
    if found is None or found.value("text") is None:
        return None
    return found.value("text") or "", found.value("origin")


def amount_in_words(model: Model, value: float) -> Words:
    """An amount in the workspace's money, as words in both languages."""
    money = model.workspace.money
    factor, decimals = float(written(money).factor), model.money_decimals
    return Words(*(f"{show_number(value / factor, decimals, language)}\u00a0{money}" for language in ("sv", "en")))


def why_unknown(model: Model, key: Key) -> Words:
    """Why a figure cannot be judged: not in the workspace, or unknown because of others."""
    figure, period = key
    sv, en = model.label(figure, "sv"), model.label(figure, "en")
    if key not in model.cells:
        return Words(f"{sv} {period} finns inte i arbetsytan.", f"{en} {period} is not in the workspace.")
    causes = [cause.rpartition("@") for cause in model.causes(key)[:3]]
    if not causes:
        return Words(f"{sv} {period} är okänt.", f"{en} {period} is unknown.")
    in_swedish = ", ".join(f"{model.label(name, 'sv').lower()} {at}" for name, _, at in causes)
    in_english = ", ".join(f"{model.label(name, 'en').lower()} {at}" for name, _, at in causes)
    return Words(
        f"{sv} {period} är okänt, för dessa är okända: {in_swedish}.", f"{en} {period} is unknown, as these are: {in_english}."
    )
