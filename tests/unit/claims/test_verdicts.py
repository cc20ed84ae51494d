"""Verdicts on claims about the real workspaces, with sentences of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from hundralapp.claims.document import make_document
from hundralapp.claims.facts import read_facts
from hundralapp.claims.judging import Judge, Judged
from hundralapp.claims.verdict import Verdict
from hundralapp.model import load_model

EXAMPLES = Path(__file__).parents[3] / "examples"


def first(judge: Judge, text: str, kind: str = "") -> Judged:
    found = judge.judge(make_document("a.txt", text)).claims
    return next(each for each in found if not kind or each.claim.kind.value == kind)


def test_a_percentage_and_an_amount_imply_a_base(in_2021: Judge) -> None:
    found = first(in_2021, "Stödet ökar med 4,4 %, dvs. 177 miljoner kronor 2021.", "pair")
    assert found.judgement.verdict is Verdict.HOLDS
    low, high = found.judgement.steps[0].between
    assert (round(low / 1e6), round(high / 1e6)) == (3978, 4069)
    assert found.judgement.steps[0].formula is not None
    assert "3 966–4 080 mkr" in found.judgement.steps[0].formula.sv.replace("\u00a0", " ")
    assert found.judgement.tolerance is not None
    assert found.judgement.tolerance.sv.replace("\u00a0", " ") == "4,4 % är 4,35–4,45 %; 177 miljoner kronor är 176,5–177,5 mkr"


SHARE = "Resultatet 2026 blir 59,4 miljoner kronor, vilket är {share} procent av {whole}."


@pytest.mark.parametrize(
    ("share", "whole", "verdict"),
    [
        ("1,3", "skatter och bidrag", Verdict.HOLDS),
        ("2,3", "skatter och bidrag", Verdict.DOES_NOT_HOLD),
        ("1,3", "de samlade intäkterna från omvärlden", Verdict.CANNOT_BE_CHECKED),
        ("1,3", "det hela", Verdict.CANNOT_BE_CHECKED),
    ],
)
def test_a_share_is_of_the_whole_that_it_names(share: str, whole: str, verdict: Verdict) -> None:
    """A part of a whole in the same year is no increase since the year before."""
    model = load_model(EXAMPLES / "exempelstad")
    found = first(Judge(model, read_facts(model)), SHARE.format(share=share, whole=whole), "pair")
    assert found.judgement.verdict is verdict


def test_a_percentage_that_may_be_a_rise_or_a_share_is_not_judged() -> None:
    model = load_model(EXAMPLES / "exempelstad")
    found = first(Judge(model, read_facts(model)), "Årets resultat 2026 är 59,4 miljoner kronor, alltså 1,3 procent.", "pair")
    assert found.judgement.verdict is Verdict.CANNOT_BE_CHECKED


def test_a_whole_percentage_leaves_a_wide_base(in_2021: Judge) -> None:
    found = first(in_2021, "Psykiatrin ökar med 4 procent, alltså 14,2 miljoner.", "pair")
    low, high = found.judgement.steps[0].between
    assert (int(low / 1e6), round(high / 1e6)) == (315, 406)
    assert found.judgement.verdict is Verdict.HOLDS


def test_a_base_larger_than_the_whole_budget() -> None:
    model = load_model(EXAMPLES / "sjobo-2024")
    found = first(Judge(model, read_facts(model)), "Skolan får 1,2 procent mer, dvs. 96 miljarder kronor 2024.", "pair")
    assert found.judgement.verdict is Verdict.DOES_NOT_HOLD
    assert "mer än hela budgeten" in found.judgement.reason.sv


def test_a_yield_implies_a_tax_base(in_2024: Judge) -> None:
    found = first(in_2024, "Höjningen med 24 öre ger 848 miljoner kronor 2024.", "pair")
    assert [round(end / 1e6) for end in found.judgement.steps[0].between] == [353125, 353542]
    assert found.judgement.verdict is Verdict.CANNOT_BE_CHECKED
    assert found.judgement.missing[0].sv == "skatteunderlaget 2024 från en oberoende källa"


def test_a_yield_in_the_next_sentence(in_2024: Judge) -> None:
    found = in_2024.judge(make_document("a.txt", "Skatten höjs med 24 öre. Det ger 848 miljoner kronor.")).claims
    assert [(each.claim.kind.value, [one.text for one in each.claim.quantities]) for each in found] == [
        ("amount", ["24 öre"]),
        ("pair", ["24 öre", "848 miljoner kronor"]),
    ]


def test_a_yield_against_a_base_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "budget").mkdir()
    (tmp_path / "workspace.yaml").write_text(
        'format: 1\nname: x\nentity: {kind: municipality, code: "0180", name: Stockholms stad}\nmoney: mkr\nbudget_year: 2024\n'
        "periods:\n  - {year: 2024, series: adopted_budget}\n",
        encoding="utf-8",
    )
    for base, verdict in ((353_300, Verdict.HOLDS), (340_000, Verdict.DOES_NOT_HOLD)):
        (tmp_path / "budget" / "skatt.csv").write_text(f"figure,2024,precision\nrevenue.tax_base,{base},100\n", encoding="utf-8")
        model = load_model(tmp_path)
        found = first(Judge(model, read_facts(model)), "Höjningen med 24 öre ger 848 miljoner kronor.", "pair")
        assert found.judgement.verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Skattehöjningen kostar mindre än 60 kronor i månaden för den som tjänar 35 000.", Verdict.DEPENDS),
        ("Efter jobbskatteavdraget kostar skattehöjningen mindre än 60 kronor i månaden på en lön på 35 000 kr.", Verdict.HOLDS),
        ("Före jobbskatteavdraget kostar skattehöjningen mindre än 60 kr i månaden på en lön på 35 000.", Verdict.DOES_NOT_HOLD),
        ("Skattehöjningen kostar mindre än 100 kronor i månaden för den som tjänar 35 000.", Verdict.HOLDS),
        ("Skattehöjningen kostar mer än 200 kronor i månaden för den som tjänar 35 000.", Verdict.DOES_NOT_HOLD),
        ("Skattehöjningen kostar mindre än 60 kronor i månaden för de flesta hushåll.", Verdict.CANNOT_BE_CHECKED),
        ("Vi höjer med 24 öre. Det betyder mindre än 60 kronor i månaden för den som tjänar 35 000.", Verdict.DEPENDS),
        ("Vi höjer med 24 öre. För den som tjänar 35 000 kr blir det mer än 90 kr i månaden.", Verdict.DOES_NOT_HOLD),
    ],
)
def test_effect_on_a_person(in_2024: Judge, text: str, verdict: Verdict) -> None:
    found = first(in_2024, text, "household")
    assert found.judgement.verdict is verdict, found.judgement.reason.sv


def test_the_effect_is_computed_at_every_depth(in_2024: Judge) -> None:
    found = first(in_2024, "Skattehöjningen kostar mindre än 60 kronor i månaden för den som tjänar 35 000.", "household")
    shown = {each.label.sv: each.between[0] for each in found.judgement.steps[1:]}
    assert shown["på hela inkomsten, utan avdrag (2024 års regler)"] == 84.0
    assert shown["före jobbskatteavdraget (2024 års regler)"] == 80.0
    assert shown["efter jobbskatteavdraget (2024 års regler)"] == 55.5
    assert round(shown["efter jobbskatteavdraget (2023 års regler)"], 1) == 58.6
    assert [each.verdict for each in found.judgement.readings] == [Verdict.DOES_NOT_HOLD, Verdict.DOES_NOT_HOLD, Verdict.HOLDS]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Skatten höjs med 24 öre.", Verdict.HOLDS),
        ("Skatten höjdes med 20 öre 2024.", Verdict.DOES_NOT_HOLD),
        ("Skattesatsen är 17,98 kronor.", Verdict.HOLDS),
        ("Vi vill sänka skatten med 20 öre.", Verdict.CANNOT_BE_CHECKED),
        ("Årets resultat 2022 blev 2 568 mkr.", Verdict.HOLDS),
        ("Årets resultat 2022 blev 2,6 miljarder.", Verdict.HOLDS),
        ("Årets resultat 2022 blev 2 700 mkr.", Verdict.DOES_NOT_HOLD),
        ("Årets resultat 2022 blev drygt 2,5 miljarder.", Verdict.HOLDS),
        ("Göteborgs stad får 10 mkr mer.", Verdict.CANNOT_BE_CHECKED),
        ("Årets resultat 1997 blev 200 mkr.", Verdict.CANNOT_BE_CHECKED),
        ("Det är en ansvarsfull budget.", Verdict.VALUE_JUDGEMENT),
    ],
)
def test_single_claims(in_2024: Judge, text: str, verdict: Verdict) -> None:
    found = first(in_2024, text)
    assert found.judgement.verdict is verdict, found.judgement.reason.sv


def test_another_city_and_another_year_are_said(in_2024: Judge) -> None:
    city = first(in_2024, "Göteborgs stad får 10 mkr mer.", "amount")
    assert city.judgement.reason.sv == "Meningen handlar om Göteborg; arbetsytan är Stockholms stad."
    year = first(in_2024, "Årets resultat 1997 blev 200 mkr.", "amount")
    assert year.judgement.reason.sv == "Meningen handlar om 1997, ett år som arbetsytan inte har."


def test_a_partys_own_figure_proves_nothing(in_2024: Judge) -> None:
    found = first(in_2024, "Höjd schablon i grundskolan ger 640 miljoner 2024.", "amount")
    assert found.judgement.verdict is Verdict.CANNOT_BE_CHECKED
    assert "en parts egen" in found.judgement.reason.sv


def test_another_language_is_left(in_2024: Judge) -> None:
    text = "The city of Stockholm will raise the tax by 24 öre for all of us. Skatten höjs med 24 öre."
    found = in_2024.judge(make_document("a.txt", text))
    assert [why.sv for _, why in found.unread] == ["meningen är inte på svenska"]
    assert len(found.claims) == 1
