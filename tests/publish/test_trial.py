"""Try yourself: what the page computes is Python's to the last bit, what it saves gives the same, and every hand can use it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Page, expect
from tests.commandline import run
from tests.publish.browsertools import Open, violations
from tests.publish.conftest import EXAMPLES, ROOT, Site
from tests.publish.trialtools import OUTCOMES, Bench, choices_in, said

from hundralapp.cli.common import load
from hundralapp.model import Model
from hundralapp.proposals.compare import compare
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.edition import Budget, Edition
from hundralapp.publish.lever import MOST_ORE
from hundralapp.publish.shown import Shower

pytestmark = pytest.mark.browser
FULL = "exempelstad"
PLAIN = "sjobo-2024"
PAGE = "prova.html"
YEAR = "2026"
Loaded = Callable[[str], tuple[Model, dict[str, Proposal]]]
MANY = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def bench(loaded: Loaded) -> Callable[[str], Bench]:
    """An example as the page has it, by name."""
    kept: dict[str, Bench] = {}

    def give(name: str) -> Bench:
        if name not in kept:
            model, proposals = loaded(name)
            kept[name] = Bench(model, tuple(proposals.values()))
        return kept[name]

    return give


Benches = Callable[[str], Bench]


@pytest.mark.parametrize("name", EXAMPLES)
def test_any_choice_is_compare_to_the_last_bit(open_page: Open, bench: Benches, name: str) -> None:
    """Values, changes, effects and meters, in every year; also where the levels are unknown and only the change is known."""
    made, page = bench(name), open_page(name, PAGE)

    @MANY
    @given(choices_in(made))
    def check(choice: dict[str, Any]) -> None:
        assert page.evaluate(OUTCOMES, [choice]) == [made.said(choice)]

    check()


def test_every_lever_is_tried_at_both_ends(open_page: Open, bench: Benches) -> None:
    made = bench(FULL)
    choices = [
        {"steps": {each.code: steps}, "taken": [], "start": ""}
        for each in made.levers
        for steps in (each.low, each.high)
        if steps
    ]
    assert len(choices) > 100
    assert open_page(FULL, PAGE).evaluate(OUTCOMES, choices) == [made.said(each) for each in choices]


def test_a_total_that_stands_in_for_a_rule_follows(open_page: Open, bench: Benches) -> None:
    """Region Stockholm states net income and not all that it is made of: four öre still move it by what they give."""
    made = bench("region-stockholm-2024")
    choice = {"steps": {"ore": 4}, "taken": [], "start": ""}
    found = open_page("region-stockholm-2024", PAGE).evaluate(
        "(one) => { const r = Hundralapp.trial.outcome(Hundralapp.given(one)); "
        "return [r.value('result', '2024'), r.change('result', '2024'), r.value('requirement', '2024')]; }",
        choice,
    )
    compared = made.compared(choice)
    assert found == [compared.overlay.value("result.net_income", "2024"), compared.total("2024"), None]
    assert found[0] > -4_000_000_000
    assert made.model.binding.anchors


def test_stockholm_s_change_is_known_though_its_result_is_not(open_page: Open) -> None:
    page = open_page("stockholm-2024", PAGE, address="#v=1&ore=24")
    expect(page.locator("#g-result")).to_have_text("okänd")
    expect(page.locator("#g-change")).to_have_text("+848 mkr mot budgeten".replace(" mkr", "\u00a0mkr"))
    expect(page.locator("#g-law")).to_have_text("Årets resultat är inte känt.")


SAVED = """(choice) => {
  const data = Hundralapp.read("lever-data"), title = (each) => each.id;
  const about = { name: "Eget \\"förslag\\": #1", proposer: "Någon", note: "å\\u2028\\u0007", title };
  return Hundralapp.proposalFile(data, Hundralapp.trial, Hundralapp.given(choice), about);
}"""


@pytest.mark.parametrize("name", [FULL, "stockholm-2024", "region-stockholm-2024", "lund-2023"])
def test_a_saved_proposal_gives_the_same_in_the_workspace(open_page: Open, bench: Benches, tmp_path: Path, name: str) -> None:
    """The file is read without a word, and compares to the same bits as the page showed."""
    made, page = bench(name), open_page(name, PAGE)
    workspace = tmp_path / "arbetsyta"
    shutil.copytree(ROOT / "examples" / name, workspace)
    (workspace / "proposals").mkdir(exist_ok=True)

    @settings(MANY, max_examples=10)
    @given(choices_in(made).filter(lambda each: bool(each["taken"] or each["steps"])))
    def check(choice: dict[str, Any]) -> None:
        (workspace / "proposals" / "eget.yaml").write_text(page.evaluate(SAVED, choice), encoding="utf-8")
        model, proposals = load(workspace)
        assert [each for each in model.report.diagnostics if "eget" in each.location.file] == []
        assert said(compare(model, [proposals["eget"]]).compared[0], made.years) == made.said(choice)

    check()


def test_the_downloaded_file_passes_check_and_compares_as_the_page_says(open_page: Open, tmp_path: Path) -> None:
    """By hand: start from a proposal, leave one decision out, move two levers, save, and ask the command line."""
    page = open_page(FULL, PAGE, accept_downloads=True)
    page.get_by_label("Börja från").select_option(label="Förslag A")
    page.locator("details[data-source=forslag-a] summary").click()
    page.get_by_role("checkbox", name="Färre konsulter i kommunledningen").uncheck()
    press(page, "#k-ore", "ArrowLeft", 3)
    page.get_by_text("Nämndernas ramar", exact=True).click()
    press(page, "#k-" + code(page, "Socialnämnd", "percent"), "ArrowRight", 7)
    page.get_by_text("Spara som förslag").click()
    page.get_by_label("Förslagets namn").fill("Åsas förslag")
    page.get_by_label("Vem som föreslår").fill('Åsa "Ö"')
    with page.expect_download() as download:
        page.get_by_role("button", name="Hämta filen").click()
    assert download.value.suggested_filename == "asas-forslag.yaml"
    workspace = tmp_path / "stad"
    shutil.copytree(ROOT / "examples" / FULL, workspace)
    download.value.save_as(workspace / "proposals" / "asas-forslag.yaml")
    saved = yaml.safe_load((workspace / "proposals" / "asas-forslag.yaml").read_text(encoding="utf-8"))
    assert (saved["builds_on"], saved["without"], saved["proposer"]) == ("forslag-a", ["konsulter"], 'Åsa "Ö"')
    assert [each["title"] for each in saved["decisions"]] == ["Skattesats: −3 öre", "Socialnämnd: +0,7 %"]
    checked = answered("check", workspace)
    assert (checked["diagnostics"], checked["verb"]) == ([], "check")
    shown = page.evaluate("() => { const now = Hundralapp.now(); return [now.value('result', '2026'), now.meter('2026')]; }")
    compared = answered("compare", workspace)["data"]["comparison"]
    at = [each["id"] for each in compared["proposals"]].index("asas-forslag")
    net = next(row for row in compared["headlines"] if row["figure"] == "result.net_income")["proposals"][at][0]
    meter = compared["proposals"][at]["meters"][0]
    assert shown == [net["value"], {key: value for key, value in meter.items() if key != "period"}]
    computed = answered("compute", workspace, "--proposal", "asas-forslag", "--section", "result")["data"]
    assert f"{net['value']!r}" in json.dumps(computed)
    text = Shower(load(workspace)[0], "sv").number(net["value"], "SEK", with_unit=True)
    expect(page.locator("#g-result")).to_have_text(text)


def answered(verb: str, workspace: Path, *options: str) -> dict[str, Any]:
    """What the command line answers, which must find nothing wrong."""
    done = run(verb, workspace, *options, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def press(page: Page, selector: str, key: str, times: int) -> None:
    page.locator(selector).focus()
    for _ in range(times):
        page.keyboard.press(key)


def code(page: Page, label: str, unit: str) -> str:
    """The code of a lever by its label."""
    found: str = page.evaluate(
        "([label, unit]) => Hundralapp.read('lever-data').levers"
        ".find((each) => each.label[0] === label && each.unit === unit).code",
        [label, unit],
    )
    return found


FOCUSED = "() => { const at = document.activeElement; return [at.tagName, at.type || '', at.id || at.textContent.trim()]; }"
STATE = "() => location.hash"


def test_an_address_holds_the_choice_and_gives_it_back(open_page: Open, bench: Benches) -> None:
    page = open_page(FULL, PAGE)
    page.get_by_label("Börja från").select_option(label="Förslag B")
    press(page, "#k-ramar", "ArrowLeft", 4)
    page.locator("details[data-source=forslag-b] summary").click()
    page.get_by_role("checkbox", name="Lokaler som inte används sägs upp").uncheck()
    page.locator("details[data-source=forslag-c] summary").click()
    page.get_by_role("checkbox", name="Höjt föreningsstöd").check()
    address, result = page.evaluate(STATE), page.locator("#g-result").inner_text()
    assert address.startswith("#v=1&fran=forslag-b&ramar=-4&")
    assert len(address) < 80
    other = open_page(FULL, PAGE, address=address)
    expect(other.locator("#g-result")).to_have_text(result)
    expect(other.get_by_label("Börja från")).to_have_value("forslag-b")
    expect(other.get_by_role("checkbox", name="Lokaler som inte används sägs upp")).not_to_be_checked()
    expect(other.get_by_role("checkbox", name="Höjt föreningsstöd")).to_be_checked()
    press(other, "#k-ore", "ArrowRight", 1)
    assert other.evaluate(STATE) == address.replace("ramar", "ore=1&ramar")
    other.locator("a.other").click()
    expect(other.locator("#g-change")).to_contain_text("against the budget")
    assert other.evaluate(STATE) == address.replace("ramar", "ore=1&ramar")


NONSENSE = [
    ("#v=1&ore=", "ore="),
    ("#ore=%3Cimg%20src%3Dx%3E", "ore=<img src=x>"),
    ("#v=1&ore=1e3&ramar=0x10", "ore=1e3; ramar=0x10"),
    ("#v=1&med=zzz..&utan=__proto__", "zzz; __proto__"),
    ("#v=1&constructor=3&__proto__=4&fran=ingen", "constructor=3; __proto__=4; fran=ingen"),
    ("#v=2&ore=5", "en annan version"),
    ("#%E0%A4%A=1", "finns inte"),
]


@pytest.mark.parametrize(("address", "told"), NONSENSE)
def test_nonsense_in_the_address_is_told_and_changes_nothing(open_page: Open, address: str, told: str) -> None:
    page = open_page(FULL, PAGE, address=address)
    expect(page.get_by_role("alert")).to_contain_text(told)
    expect(page.locator("#g-change")).to_have_text("Som i budgeten.")


def test_too_much_in_the_address_stops_at_the_end_of_the_lever(open_page: Open) -> None:
    page = open_page(FULL, PAGE, address="#v=1&ore=99999&ramar=-99999")
    expect(page.locator("#k-ore")).to_have_value(str(MOST_ORE))
    expect(page.locator("#g-rate")).to_have_text("22,75")
    expect(page.locator("#trial-problem")).to_be_hidden()
    page.goto(page.url.split("#")[0] + "#lasta")
    expect(page.locator("#k-ore")).to_have_value(str(MOST_ORE))


def test_everything_by_keyboard(open_page: Open) -> None:
    """From the first control to the last with Tab alone, moving what is met; focus is always seen and never lost."""
    page = open_page(FULL, PAGE)
    page.get_by_label("Börja från").focus()
    seen = []
    for _ in range(40):
        at = page.evaluate(FOCUSED)
        seen.append(at)
        if at[2] == "save" or at[0] == "BODY":
            break
        if at[0] == "SUMMARY" and "Avgifter" in at[2]:
            page.keyboard.press("Enter")
            expect(page.get_by_text("Räknat med samma antal besök")).to_be_visible()
        if at[1] == "range":
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
    kinds = {tag for tag, _, _ in seen}
    assert {"SELECT", "INPUT", "SUMMARY", "BUTTON", "A"} <= kinds
    assert [name for _, _, name in seen].index("undo") > 10
    expect(page.locator("#undo")).to_be_enabled()
    page.locator("#undo").focus()
    for _ in range(60):
        if page.locator("#undo").is_disabled():
            break
        page.keyboard.press("Enter")
    expect(page.locator("#g-change")).to_have_text("Som i budgeten.")
    expect(page.locator("#h-gauge")).to_be_focused()


def test_undo_steps_back_and_reset_clears(open_page: Open) -> None:
    page = open_page(FULL, PAGE)
    press(page, "#k-ore", "ArrowRight", 2)
    press(page, "#k-ramar", "ArrowRight", 1)
    page.get_by_role("button", name="Ångra").click()
    assert page.evaluate(STATE) == "#v=1&ore=2"
    expect(page.locator("#k-ramar")).to_have_value("0")
    page.get_by_role("button", name="Återställ").click()
    assert page.evaluate(STATE) == ""
    expect(page.get_by_role("button", name="Återställ")).to_be_disabled()
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator("#k-ore")).to_have_value("2")


def test_the_live_region_speaks_when_the_reader_rests(open_page: Open) -> None:
    page = open_page(FULL, PAGE)
    said_ = page.locator("#lever-said")
    expect(said_).to_have_attribute("aria-live", "polite")
    expect(said_).to_contain_text("Budgeten som den är. Årets resultat 2026 är")
    page.evaluate(
        """() => {
          globalThis.spoken = [];
          const region = document.getElementById("lever-said");
          new MutationObserver(() => spoken.push(region.textContent)).observe(region, { childList: true, subtree: true });
        }"""
    )
    press(page, "#k-ore", "ArrowLeft", 12)
    expect(said_).to_contain_text("Skattesatsen är 21,63.")
    expect(said_).to_contain_text("är inte finansierat.")
    assert len(page.evaluate("spoken")) == 1, "one sentence for twelve steps"


def test_the_gap_is_closed_by_what_the_page_says(open_page: Open, bench: Benches) -> None:
    """The number of öre is the least that is enough: one less is not."""
    page = open_page(FULL, PAGE, address="#v=1&ramar=10")
    close = page.locator("#g-close li").filter(has_text="öre högre skatt")
    expect(close).to_have_text("25 öre högre skatt Gör så")
    made = bench(FULL)
    for ore, is_enough in ((24, False), (25, True)):
        change = made.compared({"steps": {"ramar": 10, "ore": ore}, "taken": [], "start": ""}).total(YEAR)
        assert change is not None
        assert (change >= 0) is is_enough
    close.get_by_role("button").click()
    expect(page.locator("#g-unfinanced")).to_contain_text("Allt är finansierat")
    expect(page.locator("#h-gauge")).to_be_focused()
    assert page.evaluate(STATE) == "#v=1&ore=25&ramar=10"
    expect(page.locator("#g-close")).to_be_hidden()
    page.goto(page.url.split("#")[0] + "#v=1&ramar=10")
    page.locator("#g-close li").filter(has_text="ta tillbaka").get_by_role("button").click()
    expect(page.locator("#g-change")).to_have_text("Som i budgeten.")


def test_decisions_that_exclude_each_other_do_not_stand_together(open_page: Open) -> None:
    page = open_page(FULL, PAGE)
    for name in ("forslag-a", "forslag-c"):
        page.locator(f"details[data-source={name}] summary").click()
    rise = page.get_by_role("checkbox", name="Skatten höjs med 30 öre")
    rise.check()
    expect(page.locator("#g-rate")).to_have_text("22,05")
    page.get_by_role("checkbox", name="Skattesatsen blir 21,60").check()
    expect(rise).not_to_be_checked()
    expect(page.locator("#g-rate")).to_have_text("21,60")
    expect(page.locator("#told")).to_have_text(
        "”Skattesatsen blir 21,60” kan inte stå tillsammans med ”Skatten höjs med 30 öre”, som togs bort."
    )
    page.get_by_role("button", name="Ångra").click()
    expect(rise).to_be_checked()


def test_taking_all_of_a_proposal_is_the_proposal(open_page: Open, bench: Benches) -> None:
    """Proposal B builds on A without its tax rise: the page takes the same decisions, and so the same figures."""
    page = open_page(FULL, PAGE)
    page.locator("details[data-source=forslag-b] summary").click()
    page.locator("[data-all=forslag-b]").click()
    made = bench(FULL)
    whole = compare(made.model, [each for each in made.proposals if each.id == "forslag-b"]).compared[0]
    text = Shower(made.model, "sv").number(whole.overlay.value("result.net_income", YEAR), "SEK", with_unit=True)
    expect(page.locator("#g-result")).to_have_text(text)
    expect(page.get_by_role("checkbox", name="Skatten höjs med 30 öre", include_hidden=True)).not_to_be_checked()


def test_an_initiative_is_switched_off_and_on(open_page: Open) -> None:
    page = open_page(FULL, PAGE)
    page.get_by_text("Satsningar i budgeten", exact=True).click()
    page.get_by_role("checkbox", name="Förstärkt krisberedskap").uncheck()
    expect(page.locator("#g-change")).to_have_text("+1,2\u00a0mkr mot budgeten")
    page.get_by_role("checkbox", name="Förstärkt krisberedskap").check()
    expect(page.locator("#g-change")).to_have_text("Som i budgeten.")


def test_numbers_are_written_as_python_writes_them(open_page: Open, loaded: Loaded) -> None:
    for name in (FULL, "stockholm-2024", PLAIN):
        for file, language in ((PAGE, "sv"), ("try.html", "en")):
            shower = Shower(loaded(name)[0], "sv" if language == "sv" else "en")
            step = shower.style.factor / 10**shower.style.decimals
            values = [sign * step * (count + half) for sign in (-1, 1) for half in (0, 0.5, 0.25) for count in range(60)]
            values += [sign * 10.0**power * 1.2345 for sign in (-1, 1) for power in range(0, 14)] + [0.0, -0.0]
            wanted = [shower.number(value, "SEK") for value in values]
            assert open_page(name, file).evaluate("(values) => values.map((each) => Hundralapp.money(each))", values) == wanted


def test_the_household_is_the_household_page_s(open_page: Open) -> None:
    page = open_page(FULL, PAGE, address="#v=1&ore=12")
    expect(page.locator("#g-household")).to_contain_text("+12 öre mot budgeten")
    told = page.locator("#g-household").inner_text()
    page.get_by_role("link", name="Räkna för ditt hushåll").click()
    page.wait_for_url("**/hushall.html#d=12")
    own = page.locator("#rows tr").filter(has_text="+0,12").locator("b").inner_text()
    assert f"{own} kr i skatt i månaden" in told


def test_without_script_the_page_says_what_common_changes_give(open_page: Open, loaded: Loaded) -> None:
    page = open_page(FULL, PAGE, java_script_enabled=False)
    expect(page.locator("#trial")).to_be_hidden()
    expect(page.locator("#strip")).to_be_hidden()
    expect(page.locator("noscript p")).to_contain_text("Reglagen behöver JavaScript.")
    expect(page.locator("noscript p")).to_be_visible()
    model = loaded(FULL)[0]
    one = model.value("revenue.yield_of_one_ore", YEAR)
    assert one is not None
    row = page.get_by_role("row").filter(has_text="10 öre högre skatt")
    expect(row.get_by_role("cell").first).to_have_text(Shower(model, "sv").number(10 * one, "SEK", with_unit=True, plus=True))
    expect(page.get_by_role("row").filter(has_text="Fler speciallärare tas bort")).to_be_visible()
    expect(page.get_by_role("heading", name="rader är låsta")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (375, "dark"), (1280, "light")])
def test_axe_finds_nothing_when_much_is_moved(open_page: Open, width: int, scheme: str) -> None:
    page = open_page(FULL, PAGE, width=width, color_scheme=scheme, address="#v=1&ore=-9&fran=forslag-b")
    expect(page.locator("#g-close")).to_be_visible()
    page.evaluate("document.querySelectorAll('#trial details').forEach((each) => { each.open = true; })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_the_meter_s_line_stays_in_sight(open_page: Open) -> None:
    page = open_page(FULL, PAGE, width=375, height=700)
    page.locator("#k-ore").scroll_into_view_if_needed()
    strip = page.locator("#strip")
    expect(strip).to_be_in_viewport()
    box = strip.bounding_box()
    assert box is not None
    assert box["height"] <= 48
    assert box["y"] + box["height"] <= 700.5
    press(page, "#k-ore", "ArrowRight", 5)
    expect(strip).to_contain_text("21,80")
    strip.click()
    expect(page.locator("#h-gauge")).to_be_focused()
    expect(page.locator("#g-result")).to_be_in_viewport()


def test_no_page_where_nothing_can_be_moved(tmp_path: Path) -> None:
    workspace = tmp_path / "tom"
    workspace.mkdir()
    (workspace / "workspace.yaml").write_text(
        'format: 1\nname: Tom\nentity: {kind: municipality, code: "0001", name: Tomby}\nmoney: mkr\nbudget_year: 2024\n'
        "periods: [{year: 2024, series: adopted_budget}]\n",
        encoding="utf-8",
    )
    from hundralapp.publish.pages.trial import pages

    model, proposals = load(workspace)
    assert pages(Edition(Budget(model, proposals), "sv")) == []


def test_every_example_has_the_page(site: Site) -> None:
    for name in EXAMPLES:
        assert (site(name) / PAGE).exists(), name
