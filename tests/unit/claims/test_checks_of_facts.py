"""Verdicts that rest on facts.yaml: registers, indicators, counts, cost indices, net zero; and on the text's own numbers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hundralapp.claims.document import make_document
from hundralapp.claims.facts import read_facts
from hundralapp.claims.judging import Judge, Judged
from hundralapp.claims.verdict import Verdict
from hundralapp.model import Model, load_model

EXAMPLES = Path(__file__).parents[3] / "examples"


def only(judge: Judge, text: str, kind: str) -> Judged:
    found = [each for each in judge.judge(make_document("a.txt", text)).claims if each.claim.kind.value == kind]
    assert len(found) == 1, found
    return found[0]


def workspace(tmp_path: Path, **files: str) -> Judge:
    """A small workspace of 2024 with more files, named by their stem."""
    (tmp_path / "budget").mkdir(exist_ok=True)
    (tmp_path / "workspace.yaml").write_text(
        'format: 1\nname: Minstad\nentity: {kind: municipality, code: "0180", name: Minstads kommun}\n'
        + "money: mkr\nbudget_year: 2024\n"
        + "periods:\n"
        + "".join(f"  - {{year: {year}, series: actual}}\n" for year in range(2015, 2024))
        + "  - {year: 2024, series: adopted_budget, follows: 2023}\n",
        encoding="utf-8",
    )
    for name, text in files.items():
        path = tmp_path / (f"{name}.yaml" if name in ("facts", "governance", "origins") else f"budget/{name}.csv")
        path.write_text(text, encoding="utf-8")
    model = load_model(tmp_path)
    facts = read_facts(model)
    assert [each.message("en") for each in model.report if each.code.severity.value == "error"] == []
    return Judge(model, facts)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_first_is_shared(in_2024: Judge) -> None:
    found = only(in_2024, "Stockholm blev först i EU med att få Mission Label.", "rank")
    assert found.judgement.verdict is Verdict.DEPENDS
    assert found.judgement.reason.sv.endswith("Först delas med 9 andra.")
    assert [each.verdict for each in found.judgement.readings] == [Verdict.HOLDS, Verdict.DOES_NOT_HOLD]
    assert found.judgement.origins == ("mission-label",)


def test_one_of_ten(in_2024: Judge) -> None:
    assert only(in_2024, "Stockholm är en av tio städer med Mission Label.", "amount").judgement.verdict is Verdict.HOLDS
    assert only(in_2024, "Stockholm är en av tolv städer med Mission Label.", "amount").judgement.verdict is Verdict.DOES_NOT_HOLD


def test_not_in_the_register(tmp_path: Path) -> None:
    facts = "registers:\n  x: {name: Märket, words: [märket], members: [Lund, Malmö], date: 2023-10-12}\n"
    found = only(workspace(tmp_path, facts=facts), "Minstads kommun var först i landet med märket.", "rank")
    assert found.judgement.verdict is Verdict.DOES_NOT_HOLD
    facts = "registers:\n  x: {name: Märket, words: [märket], members: [Minstad]}\n"
    found = only(workspace(tmp_path, facts=facts), "Minstads kommun var först i landet med märket.", "rank")
    assert found.judgement.verdict is Verdict.HOLDS


def test_lowest_tax_is_counted_among_all(in_2024: Judge) -> None:
    found = only(in_2024, "Stockholm har landets lägsta kommunalskatt 2024.", "rank")
    assert found.judgement.verdict is Verdict.DOES_NOT_HOLD
    assert "plats 6 av 290" in found.judgement.reason.sv


def test_results_that_went_both_ways(in_2021: Judge) -> None:
    found = only(in_2021, "Skolornas resultat på Järva har redan blivit tydligt bättre.", "trend")
    assert found.judgement.verdict is Verdict.DEPENDS
    assert plain(found.judgement.reason.sv).startswith(
        "Gymnasiebehöriga på Järva 2019–2020: +9,3; Meritvärde i årskurs 9 på Järva 2019–2020: −4,2. Det beror på"
    )
    assert {each.verdict for each in found.judgement.readings} == {Verdict.HOLDS, Verdict.DOES_NOT_HOLD}


def test_results_elsewhere_have_no_series(in_2021: Judge) -> None:
    found = only(in_2021, "Skolornas resultat i Farsta har redan blivit tydligt bättre.", "trend")
    assert found.judgement.verdict is Verdict.CANNOT_BE_CHECKED


SERIES = "indicator,unit,{years}\nFrånvaro,%,{values}\n"
ABSENCE = "indicators:\n  Frånvaro: {role: result, words: [frånvaro], better: lower}\n"


@pytest.mark.parametrize(
    ("text", "values", "verdict"),
    [
        ("Frånvaron ökar för fjärde året i rad.", "5.0,5.2,5.4,5.9,6.1", Verdict.HOLDS),
        ("Frånvaron ökar för femte året i rad.", "5.0,5.2,5.4,5.9,6.1", Verdict.CANNOT_BE_CHECKED),
        ("Frånvaron ökar för fjärde året i rad.", "5.0,5.2,5.1,5.9,6.1", Verdict.DOES_NOT_HOLD),
        ("Frånvaron minskar för andra året i rad.", "5.0,5.2,5.1,4.9,4.1", Verdict.HOLDS),
        ("Frånvaron har minskat i hela staden.", "5.0,5.2,5.1,4.9,4.1", Verdict.HOLDS),
        ("Frånvaron har ökat i hela staden.", "5.0,5.2,5.1,4.9,4.1", Verdict.DOES_NOT_HOLD),
        ("Frånvaron har förbättrats i hela staden.", "5.0,5.2,5.1,4.9,4.1", Verdict.HOLDS),
    ],
)
def test_streaks_and_trends(tmp_path: Path, text: str, values: str, verdict: Verdict) -> None:
    table = SERIES.format(years="2019,2020,2021,2022,2023", values=values)
    found = only(workspace(tmp_path, facts=ABSENCE, indikatorer=table), text, "trend")
    assert found.judgement.verdict is verdict, found.judgement.reason.sv


def test_shared_out_among_the_districts(in_2021: Judge) -> None:
    text = "Socialtjänsten på stadsdelarna får 8,5 miljoner för att anställa en handläggare mot fusk."
    found = only(in_2021, text, "amount")
    assert found.judgement.verdict is Verdict.CANNOT_BE_CHECKED
    assert plain(found.judgement.reason.sv).startswith("Antal stadsdelsnämnder 2021: 13. Var och en får omkring 654 tkr.")


@pytest.mark.parametrize(("cost", "verdict"), [("600000", Verdict.HOLDS), ("700000", Verdict.DOES_NOT_HOLD)])
def test_shared_out_against_what_one_costs(tmp_path: Path, cost: str, verdict: Verdict) -> None:
    facts = (
        "indicators:\n  Stadsdelar: {role: count, words: [stadsdel, stadsdelar]}\n"
        "  Handläggare: {role: unit_cost, words: [handläggare]}\n"
    )
    table = f"indicator,unit,2024,precision\nStadsdelar,styck,13,\nHandläggare,kr,{cost},1\n"
    text = "Stadsdelarna får 8,5 miljoner så att varje stadsdel kan anställa en handläggare."
    judge = workspace(tmp_path, facts=facts, indikatorer=table)
    found = next(each for each in judge.judge(make_document("a.txt", text)).claims if each.claim.quantities)
    assert found.judgement.verdict is verdict, found.judgement.reason.sv


def test_a_doubling_implies_the_other_number(in_2021: Judge) -> None:
    found = only(in_2021, "Vi fördubblar skyddsfonden till 50 miljoner.", "comparison")
    assert found.judgement.verdict is Verdict.CANNOT_BE_CHECKED
    assert found.judgement.steps[0].between == (24.75e6, 25.25e6)
    assert only(in_2021, "Vi fördubblar fonden från 25 till 50 miljoner.", "comparison").judgement.verdict is Verdict.HOLDS
    assert (
        only(in_2021, "Vi fördubblar fonden från 20 till 50 miljoner.", "comparison").judgement.verdict is Verdict.DOES_NOT_HOLD
    )


@pytest.mark.parametrize(
    ("share", "verdict"), [("mindre än en procent", Verdict.HOLDS), ("mindre än 0,5 procent", Verdict.DOES_NOT_HOLD)]
)
def test_one_amount_as_a_share_of_another(in_2024: Judge, share: str, verdict: Verdict) -> None:
    found = only(in_2024, f"Bidragen ökar med 33 miljoner mot 4 201 miljoner i skatt, alltså {share}.", "comparison")
    assert found.judgement.verdict is verdict
    low, high = found.judgement.steps[0].between
    assert 0.77 < low < 0.785 < high < 0.8


def test_the_same_amount_twice_and_differently(in_2021: Judge) -> None:
    text = "Vi lägger 36 miljoner på tidiga insatser för unga.\n\nTotalt lägger vi 31 miljoner på tidiga insatser för unga."
    found = only(in_2021, text, "comparison")
    assert found.judgement.verdict is Verdict.DEPENDS
    assert [each.label.sv for each in found.judgement.readings] == ["36 miljoner, rad 1", "31 miljoner, rad 3"]


@pytest.mark.parametrize(
    "text",
    [
        "Vi lägger 36 miljoner på tidiga insatser för barn.\n\nVi lägger 36,2 mkr på tidiga insatser för barn.",
        "Vi lägger 36 miljoner på tidiga insatser 2021.\n\nVi lägger 31 miljoner på tidiga insatser 2022.",
        "Vi lägger 36 miljoner på tidiga insatser för barn.\n\nVi lägger 31 miljoner på bibliotek och idrott.",
    ],
)
def test_amounts_that_do_not_contradict(in_2021: Judge, text: str) -> None:
    assert [each for each in in_2021.judge(make_document("a.txt", text)).claims if each.claim.kind.value == "comparison"] == []


def test_climate_positive_by_boundary_and_removals_sold(in_2024: Judge) -> None:
    found = only(in_2024, "Staden ska vara klimatpositiv senast 2030.", "target")
    assert found.judgement.verdict is Verdict.DEPENDS
    assert [round(each.between[1]) for each in found.judgement.readings] == [48, 83, 26, 76]
    earlier = only(in_2024, "Staden ska vara klimatpositiv senast 2025.", "target")
    assert [each.between[1] for each in earlier.judgement.readings] == [100.0] * 4
    assert "efter målåret" in earlier.judgement.reason.sv


INDEX = "figure,2024,vintage\nindex.price_wage_uplift,{value},{vintage}\n"


@pytest.mark.parametrize(
    ("table", "verdict"),
    [
        ("", Verdict.CANNOT_BE_CHECKED),
        (INDEX.format(value="4.6", vintage="2023-10-02"), Verdict.HOLDS),
        (INDEX.format(value="5.6", vintage="2023-10-02"), Verdict.DOES_NOT_HOLD),
        (INDEX.format(value="4.6", vintage="2024-04-25"), Verdict.CANNOT_BE_CHECKED),
        (INDEX.format(value="4.6", vintage="2023-02-15"), Verdict.CANNOT_BE_CHECKED),
        (INDEX.format(value="4.6", vintage=""), Verdict.CANNOT_BE_CHECKED),
        (INDEX.format(value="4.6", vintage="2023-08-24") + "index.price_wage_uplift,5.6,2023-10-02\n", Verdict.DEPENDS),
    ],
)
def test_cost_cover_needs_an_index_of_the_same_vintage(tmp_path: Path, table: str, verdict: Verdict) -> None:
    judge = workspace(tmp_path, governance="proposed: 2023-10-11\n", **({"index": table} if table else {}))
    found = only(judge, "Skolpengen höjs med 5,1 procent och täcker nästa års kostnadsökningar.", "cost_cover")
    assert found.judgement.verdict is verdict, found.judgement.reason.sv


def test_a_party_proves_nothing_whichever_it_is(tmp_path: Path) -> None:
    """The same figure from each party, and from the municipality: only the latter can prove the claim."""
    publishers = ["Centerpartiet", "Kristdemokraterna", "Liberalerna", "Miljöpartiet", "Moderaterna", "Socialdemokraterna"]
    publishers += ["Sverigedemokraterna", "Vänsterpartiet", "Minstads kommun"]
    verdicts = {}
    for publisher in publishers:
        judge = workspace(
            tmp_path,
            origins=f"x: {{title: Budget, publisher: {publisher}}}\n",
            namnder="committee,2023,2024,origin\nSkolnämnden,100,110,x\nÖvriga nämnder,200,210,x\n",
        )
        verdicts[publisher] = only(judge, "Skolnämndens ram är 110 mkr 2024.", "amount").judgement.verdict
    assert verdicts.pop("Minstads kommun") is Verdict.HOLDS
    assert set(verdicts.values()) == {Verdict.CANNOT_BE_CHECKED}


@pytest.mark.parametrize(
    ("text", "kind", "verdict"),
    [
        ("Skolnämndens ram ökar med 10 mkr 2024.", "amount", Verdict.HOLDS),
        ("Skolnämndens ram ökar med 12 mkr 2024.", "amount", Verdict.DOES_NOT_HOLD),
        ("Skolnämndens ram ökar med 10 procent 2024.", "percent", Verdict.HOLDS),
        ("Skolnämndens ram ökar med 4 procent 2024.", "percent", Verdict.DOES_NOT_HOLD),
        ("Skolnämndens ram ökar till 110 mkr 2024.", "amount", Verdict.HOLDS),
        ("Skolnämndens ram ökar med 10 %, dvs. 10 mkr 2024.", "pair", Verdict.HOLDS),
        ("Skolnämndens ram ökar med 5 %, dvs. 10 mkr 2024.", "pair", Verdict.DOES_NOT_HOLD),
    ],
)
def test_levels_and_changes(tmp_path: Path, text: str, kind: str, verdict: Verdict) -> None:
    judge = workspace(
        tmp_path,
        origins="x: {title: Budget, publisher: Minstads kommun}\n",
        namnder="committee,2023,2024,origin\nSkolnämnden,100,110,x\nÖvriga nämnder,200,210,x\n",
    )
    found = only(judge, text, kind)
    assert found.judgement.verdict is verdict, found.judgement.reason.sv


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Skolnämndens ram är 210 mkr 2023-2024 totalt.", Verdict.HOLDS),
        ("Skolnämndens ram är 230 mkr 2023-2024 totalt.", Verdict.DOES_NOT_HOLD),
        ("Skolnämndens ram är 110 mkr 2023–2024.", Verdict.CANNOT_BE_CHECKED),
        ("Skolnämndens ram är 300 mkr 2022-2024 totalt.", Verdict.CANNOT_BE_CHECKED),
        ("Förra året var skolnämndens ram 110 mkr.", Verdict.CANNOT_BE_CHECKED),
        ("Nästa år blir skolnämndens ram 110 mkr.", Verdict.HOLDS),
        ("Nästa år blir skolnämndens ram 170 mkr.", Verdict.CANNOT_BE_CHECKED),
    ],
)
def test_several_years_and_years_without_a_number(tmp_path: Path, text: str, verdict: Verdict) -> None:
    judge = workspace(
        tmp_path,
        origins="x: {title: Budget, publisher: Minstads kommun}\n",
        namnder="committee,2023,2024,origin\nSkolnämnden,100,110,x\nÖvriga nämnder,200,210,x\n",
    )
    found = only(judge, text, "amount")
    assert found.judgement.verdict is verdict, found.judgement.reason.sv


def test_facts_that_name_no_figure_are_reported(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "stockholm-2021", tmp_path / "w")
    (tmp_path / "w" / "facts.yaml").write_text(
        "words:\n  initiative.lls: [x]\nindicators:\n  Antal stadsdelar: {role: count, words: [y]}\n", encoding="utf-8"
    )
    model: Model = load_model(tmp_path / "w")
    read_facts(model)
    assert [(each.location.line, each.message("en")) for each in model.report.errors] == [
        (2, '"initiative.lls" does not exist. Did you mean "initiative.lss.amount"?'),
        (4, '"indicator.antal-stadsdelar.value" does not exist. Did you mean "indicator.antal-stadsdelsnamnder.value"?'),
    ]
