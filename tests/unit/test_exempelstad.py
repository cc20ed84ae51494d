"""Exempelstad, the invented municipality: it uses every part of a workspace, and every identity of a budget holds in it."""

from __future__ import annotations

import datetime
import gc
import weakref
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from hundralapp.checks.goals import judge_goals, read_goals
from hundralapp.checks.local_government_act import check_local_government_act
from hundralapp.checks.verdict import Verdict
from hundralapp.graph.figure import Status
from hundralapp.model import Model, catalogue, load_model
from hundralapp.proposals.compare import Comparison, compare
from hundralapp.proposals.decision import Proposal, read_proposals
from hundralapp.proposals.effects import check_decisions, under
from hundralapp.rules import (
    demographic_need,
    equalisation_lines,
    equalisation_models,
    income_equalisation,
    marginal_revenue,
    payments,
    property_charge,
    real_terms,
    revenue,
    settlement,
    tax_base,
    uplift,
)
from hundralapp.views.comparison import comparison_view
from hundralapp.views.tables import tables
from hundralapp.workspace.formats import DECISION_KINDS

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDER = EXAMPLES / "exempelstad"
PERIODS = ("2024", "2025", "2026", "2027", "2028")
PLAN = ("2026", "2027", "2028")
SEK = 1e-6  # of a krona; sums of billions in float64 are exact to less

# Rules that no example uses, each with the reason.
UNUSED_RULES = {
    "net_operating_expenditure_as_stated": "only for a budget that prints neither frames nor the lines above the sum",
}

# A budget may state tax and grants as printed. The workspaces of `tests/properties` use each of these, as test_four_uses.py asks.
REVENUE_LAW = (
    demographic_need,
    tax_base,
    settlement,
    income_equalisation,
    equalisation_lines,
    equalisation_models,
    property_charge,
    uplift,
    real_terms,
    marginal_revenue,
    payments,
    revenue,
    equalisation_models,
    property_charge,
    real_terms,
    uplift,
)
RULES_OF_THE_REVENUE_LAW = [each.name for module in REVENUE_LAW for each in module.RULES]


@cache
def exempelstad() -> Model:
    return load_model(FOLDER)


@cache
def proposals() -> dict[str, Proposal]:
    return read_proposals(exempelstad().workspace)


@cache
def comparison() -> Comparison:
    return compare(exempelstad(), list(proposals().values()))


def value(figure: str, period: str, model: Model | None = None) -> float:
    found = (model or exempelstad()).value(figure, period)
    assert found is not None, f"{figure}@{period} is unknown"
    return found


def test_nothing_is_reported() -> None:
    model = load_model(FOLDER)
    check_decisions(model, [each for one in read_proposals(model.workspace).values() for each in one.decisions])
    read_goals(model)
    assert [each.message("sv") for each in model.report] == []
    assert model.workspace.synthetic


def test_every_rule_is_used_by_an_example() -> None:
    used = {
        (cell.rule.figure, cell.rule.name)
        for path in EXAMPLES.glob("*/workspace.yaml")
        for cell in load_model(path.parent).cells.values()
        if cell.rule is not None
    }
    unused = {each.name for each in catalogue().rules if (each.figure, each.name) not in used}
    assert unused - set(RULES_OF_THE_REVENUE_LAW) == set(UNUSED_RULES)


def test_every_part_of_the_format_is_used() -> None:
    space = exempelstad().workspace
    templates = {catalogue().template_of(figure) for figure, _ in space.entries}
    for family in ("activity", "service", "fee", "targeted_grant"):
        assert any(each and f".{family}." in each for each in templates), family
    for figure in ("general_grant.{general_grant}.amount", "investment.{investment}.outlay", "initiative.{initiative}.amount"):
        assert figure in templates
    assert any(each and each.endswith(".group.{group}.volume") for each in templates)
    assert {each.role for each in space.committees.values()} == {"committee", "central", "elimination"}
    assert space.committees["stadsbyggnadsnamnd"].successor_of == ("miljo-och-byggnadsnamnd",)
    assert len(space.rests) == 1
    assert any(entry.status is Status.UNKNOWN for entry in space.entries.values())
    assert {decision.kind for each in proposals().values() for decision in each.decisions} == set(DECISION_KINDS)


@pytest.mark.parametrize("period", PERIODS)
def test_the_hundred_kronor_are_a_hundred(period: str) -> None:
    model = exempelstad()
    parts = [f for f, at in model.cells if at == period and f.endswith(".of_hundred")]
    parts += ["hundred.not_in_committees", "hundred.financial", "hundred.result"]
    assert len(parts) > 15
    assert sum(value(part, period) for part in parts) == pytest.approx(100.0, abs=1e-9)
    assert value("hundred.operations", period) == pytest.approx(
        sum(value(part, period) for part in parts if part not in ("hundred.financial", "hundred.result")), abs=1e-9
    )


def services() -> Iterator[str]:
    model = exempelstad()
    yield from dict.fromkeys(f.rpartition(".")[0] for f, _ in model.cells if ".service." in f and f.endswith(".price_effect"))


@pytest.mark.parametrize("period", PLAN)
@pytest.mark.parametrize("service", list(services()))
def test_price_volume_and_mix_make_the_change(service: str, period: str) -> None:
    before = exempelstad().periods[period].follows
    assert before is not None
    effects = [value(f"{service}.{each}_effect", period) for each in ("price", "volume", "mix")]
    change = value(f"{service}.cost", period) - value(f"{service}.cost", before)
    assert sum(effects) == pytest.approx(change, abs=SEK, rel=0)


def test_only_services_with_groups_have_mix() -> None:
    with_mix = {service for service in services() if any(abs(value(f"{service}.mix_effect", period)) > SEK for period in PLAN)}
    groups = {figure.partition(".group.")[0] for figure, _ in exempelstad().workspace.entries if ".group." in figure}
    assert with_mix == groups
    assert len(groups) == 2


def test_depreciation_is_counted_once() -> None:
    for period in PERIODS:
        assert value("operating.depreciation_in_frames", period) == 0
        outside = value("hundred.not_in_committees", period) * value("revenue.tax_and_grants", period) / 100
        assert outside == pytest.approx(-value("result.depreciation", period), abs=0.001)


@pytest.mark.parametrize("period", PERIODS[1:])
def test_stocks_follow_from_flows(period: str) -> None:
    before = exempelstad().periods[period].follows or ""
    assert value("balance.equity", period) == value("balance.equity", before) + value("result.net_income", period)
    reserve = value("reserve.closing", before) + value("reserve.allocation", period) - value("reserve.use", period)
    assert value("reserve.closing", period) == reserve
    debt = value("balance.long_term_debt", before) + value("capital.borrowing", period) - value("capital.amortisation", period)
    assert value("balance.long_term_debt", period) == debt


def variants() -> Iterator[tuple[str, Model]]:
    yield "budget", exempelstad()
    yield "april", load_model(FOLDER, as_of=datetime.date(2025, 6, 30))
    for name, proposal in proposals().items():
        yield name, under(exempelstad(), proposal.decisions)


@pytest.mark.parametrize(("name", "model"), list(variants()), ids=lambda each: each if isinstance(each, str) else "")
def test_the_balance_sheet_balances(name: str, model: Model) -> None:
    for period in PERIODS:
        assert value("balance.difference", period, model) == pytest.approx(0.0, abs=0.001)
    assert model.report.ok


def test_the_effects_and_the_interplay_make_the_total() -> None:
    for each in comparison().compared:
        for period in PLAN:
            own = [effect.by_period[period] for effect in each.effects]
            interplay, total = each.interplay(period), each.total(period)
            assert None not in own
            assert interplay is not None
            assert total is not None
            assert sum(part or 0.0 for part in own) + interplay == pytest.approx(total, abs=SEK, rel=0)
            changed = value("result.net_income", period, under(exempelstad(), each.proposal.decisions))
            assert changed - value("result.net_income", period) == total


def test_decisions_that_meet_have_interplay() -> None:
    interplay = {each.proposal.id: each.interplay("2027") or 0.0 for each in comparison().compared}
    assert min(abs(each) for each in interplay.values()) > 10_000


def test_a_decision_on_a_service_shows_at_its_committee() -> None:
    rows = {row.figure: row for row in comparison_view(comparison(), "sv").committees}
    row = rows["committee.vard-och-omsorgsnamnd.net_cost"]
    assert row.label == "Vård- och omsorgsnämnd"
    price = value("committee.vard-och-omsorgsnamnd.service.sarskilt-boende.cost", "2026")
    assert row.proposals[0][0].change == pytest.approx(0.02 * price)


def test_a_proposal_builds_on_another() -> None:
    first, second = proposals()["forslag-a"], proposals()["forslag-b"]
    inherited = [each for each in second.decisions if each.proposal == "forslag-a"]
    assert {each.id for each in first.decisions} - {each.id for each in inherited} == {"skattesats"}
    assert second.decisions[: len(inherited)] == tuple(inherited)
    on_the_other = compare(exempelstad(), [second], baseline=first)
    effects = {effect.decision.id: effect for effect in on_the_other.compared[0].effects}
    assert effects["skattesats"].removed
    assert set(effects) == {"skattesats", "aldreboende-senare", "mindre-lan", "lokaler", "effektivisering", "avsattning"}


def test_a_model_goes_when_nobody_refers_to_it() -> None:
    """Loading keeps the search for garbage away from it, so it must not need one."""
    model = load_model(FOLDER)
    compare(model, list(read_proposals(model.workspace).values()))
    tables(model, "sv")
    gone = weakref.ref(model)
    gc.disable()
    try:
        del model
        assert gone() is None
    finally:
        gc.enable()


def test_an_older_forecast_gives_another_tax_base() -> None:
    april = load_model(FOLDER, as_of=datetime.date(2025, 6, 30))
    assert value("revenue.tax_base_growth", "2027", april) == 3.1
    assert value("revenue.tax_base_growth", "2027") == 1.9
    assert value("revenue.tax_base", "2027", april) > value("revenue.tax_base", "2027")
    assert value("revenue.tax_base", "2025", april) == value("revenue.tax_base", "2025")
    assert value("index.price_wage_uplift", "2026", april) != value("index.price_wage_uplift", "2026")
    assert value("population.residents", "2026", april) == value("population.residents", "2026")


def test_the_weak_year_uses_the_reserve_within_the_law() -> None:
    verdicts = {(each.id, each.period): each.verdict for each in check_local_government_act(exempelstad())}
    assert verdicts["balance", "2026"] is Verdict.MET
    assert verdicts["balance", "2027"] is Verdict.MET_BY_EXCEPTION
    assert {verdict for (name, _), verdict in verdicts.items() if name != "balance"} == {Verdict.MET}
    assert value("balance_requirement.result", "2027") > 0


@pytest.mark.parametrize("name", ["forslag-a", "forslag-b", "forslag-c"])
def test_every_proposal_keeps_within_the_law(name: str) -> None:
    """No invented party is made to break it; a decision on the reserve counts though it leaves net income alone."""
    model = under(exempelstad(), proposals()[name].decisions)
    assert {each.verdict for each in check_local_government_act(model)} == {Verdict.MET, Verdict.MET_BY_EXCEPTION}


def test_a_goal_on_an_unknown_figure_cannot_be_judged() -> None:
    model = exempelstad()
    verdicts = {(each.goal.id, each.period): each.verdict for each in judge_goals(model, read_goals(model))}
    assert verdicts["nettolaneskuld", "2026"] is Verdict.CANNOT_TELL
    assert verdicts["resultat", "2027"] is Verdict.NOT_MET
    assert verdicts["resultat", "2026"] is Verdict.MET


def test_the_figures_are_those_of_a_municipality() -> None:
    for period in PERIODS:
        assert 65_000 < value("key.net_cost_per_resident", period) < 80_000
        assert -1 < value("key.result_share", period) < 2
        assert 40 < value("key.equity_ratio", period) < 60
        assert value("balance.cash", period) > 100e6


def test_a_printed_rounding_has_a_range_though_the_numbers_are_invented() -> None:
    model = exempelstad()
    entry = model.workspace.entries["result.net_income", "2024"]
    assert entry.status is Status.SYNTHETIC
    assert entry.half_step == 50_000
    reconciled = {each.key: each for each in model.reconciliations}
    assert reconciled["result.net_income", "2024"].closes


def test_financial_costs_stand_beside_the_computed_interest() -> None:
    costs = value("capital.interest", "2026") + value("financial_expense.rantor-pa-pensionsavsattningar.amount", "2026")
    assert value("result.financial_expenditure", "2026") == -costs


def test_services_show_what_their_change_is_made_of() -> None:
    (view,) = (each for each in tables(exempelstad(), "sv") if each.id == "services")
    school = "committee.barn-och-utbildningsnamnd.service.grundskola"
    labels = [(row.label, row.strong) for row in view.rows if row.figure.startswith(school)]
    assert labels == [
        ("Barn- och utbildningsnämnd, Grundskola", True),
        ("Grundskola: priseffekt", False),
        ("Grundskola: volymeffekt", False),
        ("Grundskola: sammansättningseffekt", False),
    ]
    committees = list(dict.fromkeys(row.figure.split(".")[1] for row in view.rows))
    assert committees == [each for each in exempelstad().workspace.committees if each in committees]
