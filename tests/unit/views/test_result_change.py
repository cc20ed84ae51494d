"""The change of the result: every cause by an independent calculation, and nothing that is not known."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from hundralapp.cli.common import load
from hundralapp.model import Model
from hundralapp.proposals.compare import compare
from hundralapp.proposals.decision import Proposal
from hundralapp.proposals.effects import under
from hundralapp.views.result_change import CAUSES, ResultChange, result_change, result_changes

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/workspace.yaml"))
SEK = 1e-5


@cache
def example(name: str) -> tuple[Model, dict[str, Proposal]]:
    return load(EXAMPLES / name)


def amounts(change: ResultChange) -> dict[str, float]:
    assert all(each.amount is not None for each in change.causes)
    return {each.id: each.amount or 0.0 for each in change.causes}


@pytest.mark.parametrize("name", NAMES)
def test_causes_and_rest_are_the_change(name: str) -> None:
    for change in result_changes(example(name)[0]):
        assert {each.id for each in (*change.causes, *change.unknown)} <= set(CAUSES)
        if change.change is not None:
            assert change.not_explained is not None
            assert change.known + change.not_explained == pytest.approx(change.change, abs=SEK)
        else:
            assert change.not_explained is None
        for cause in change.causes:
            known = [part.amount for part in cause.parts if part.amount is not None]
            if len(known) == len(cause.parts) > 0:
                assert sum(known) == pytest.approx(cause.amount, abs=SEK), cause.id


def test_exempelstad_is_explained_to_the_last_krona() -> None:
    model, _ = example("exempelstad")
    change = result_change(model, "2025", "2026")
    found = amounts(change)

    def moved(figure: str) -> float:
        return (model.find(figure, "2026") or 0.0) - (model.find(figure, "2025") or 0.0)

    base = (15_690_000_000 * 1.042 - 15_690_000_000) * 0.2175
    assert found["tax_base"] == pytest.approx(base, abs=1)
    assert "tax_rate" not in found
    assert found["settlement"] == pytest.approx(-12_000_000 - 8_200_000 + 4_600_000, abs=SEK)
    assert found["grants"] == pytest.approx(moved("revenue.general_grants"), abs=SEK)
    in_committees = ("price", "volume", "mix", "fees_and_grants", "committees_otherwise")
    assert sum(found[each] for each in in_committees) == pytest.approx(-moved("operating.frames"), abs=SEK)
    effects = sum(value for (figure, at), value in values(model) if at == "2026" and figure.endswith(".price_effect"))
    assert found["price"] == pytest.approx(-effects, abs=SEK)
    assert found["capital"] == pytest.approx(moved("result.depreciation"), abs=SEK)
    assert change.not_explained == 0.0
    assert change.unknown == ()


def values(model: Model) -> list[tuple[tuple[str, str], float]]:
    return [(key, value) for key in model.cells if (value := model.find(*key)) is not None]


def test_the_committees_add_up_across_and_down() -> None:
    change = result_change(example("exempelstad")[0], "2025", "2026")
    found = amounts(change)
    for each in change.committees:
        across = [each.price, each.volume, each.mix, each.fees_and_grants, each.otherwise]
        assert sum(value or 0.0 for value in across) == pytest.approx(each.amount, abs=SEK), each.committee
    for name in ("price", "volume", "mix", "fees_and_grants"):
        assert sum(getattr(each, name) or 0.0 for each in change.committees) == pytest.approx(found[name], abs=SEK)
    assert sum(each.otherwise for each in change.committees) == pytest.approx(found["committees_otherwise"], abs=SEK)


def test_under_a_proposal_the_change_moves_by_what_the_proposal_does() -> None:
    model, proposals = example("exempelstad")
    before = result_change(model, "2025", "2026")
    for proposal in proposals.values():
        after = result_change(under(model, proposal.decisions), "2025", "2026")
        [compared] = compare(model, [proposal]).compared
        total = compared.total("2026")
        assert None not in (total, before.change, after.change)
        assert (after.change or 0.0) - (before.change or 0.0) == pytest.approx(total, abs=SEK)
        assert after.not_explained == 0.0
    rates = amounts(result_change(under(model, proposals["forslag-a"].decisions), "2025", "2026"))
    assert rates["tax_rate"] == pytest.approx((model.find("revenue.tax_base", "2026") or 0.0) * 30 / 10_000, abs=SEK)


def test_what_is_unknown_takes_no_amount_and_is_within_the_rest() -> None:
    change = result_change(example("region-stockholm-2024")[0], "2023", "2024")
    assert amounts(change) == {"tax_rate": pytest.approx(2.5e9), "initiatives": pytest.approx(2e9)}
    assert [each.id for each in change.unknown] == ["tax_otherwise", "grants", "operations", "finance"]
    assert change.change == -500e6
    assert change.not_explained == pytest.approx(-5e9)


def test_without_a_result_the_known_causes_are_told_all_the_same() -> None:
    change = result_change(example("stockholm-2024")[0], "2023", "2024")
    assert change.change is None
    assert change.not_explained is None
    found = amounts(change)
    assert found["tax_rate"] == pytest.approx(848e6)
    assert found["tax_base"] + found["tax_rate"] + found["tax_otherwise"] == pytest.approx(4201e6)


def test_an_initiative_that_ends_without_a_word_is_no_saving() -> None:
    assert "initiatives" not in {each.id for each in result_change(example("stockholm-2024")[0], "2024", "2025").causes}


def test_lines_of_the_statement_where_frames_are_not_known() -> None:
    found = amounts(result_change(example("sjobo-2024")[0], "2023", "2024"))
    assert found["operating_revenue"] == pytest.approx(-36.8e6)
    assert found["operating_expenditure"] == pytest.approx(-27.4e6)
    assert found["capital"] == pytest.approx(-1.8e6)


def test_nothing_changes() -> None:
    change = result_change(example("exempelstad")[0], "2026", "2026")
    assert change.change == 0.0
    assert change.causes == change.unknown == ()
    assert change.not_explained == 0.0


def test_a_period_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        result_change(example("exempelstad")[0], "2025", "1999")
