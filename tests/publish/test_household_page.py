"""The household page in Chromium: equal to Python and to the command line, shareable, and for everyone."""

from __future__ import annotations

import json
import math
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from tests.commandline import run
from tests.publish.browsertools import CONTRAST, Open, overlapping, unfold, violations
from tests.publish.conftest import EXAMPLES, ROOT
from tests.publish.pagetools import HOUSEHOLDS

from hundralapp.households.household import Household, Member, move_household
from hundralapp.households.person import Person
from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.alternatives import Alternative, groups_at
from hundralapp.publish.curves import POINTS, Curve, plots, reach
from hundralapp.publish.edition import Budget, Edition
from hundralapp.publish.household import HouseholdPage

pytestmark = pytest.mark.browser
Loaded = Callable[[str], tuple[Model, dict[str, Proposal]]]
FULL, CITY, REGION = "exempelstad", "stockholm-2024", "region-stockholm-2024"
MINUS = "\u2212"


def made(loaded: Loaded, name: str) -> HouseholdPage:
    model, proposals = loaded(name)
    page = Edition(Budget(model, proposals), "sv").household
    assert page is not None
    return page


_TEXTS = """() => {
  const texts = [...document.querySelectorAll("#who, #said, #tax, #notes li, th, td, caption, summary, .groups li, svg text")];
  return [texts.filter((each) => !each.closest("#try")).map((each) => [each.tagName, each.className.baseVal ?? each.className,
    each.lang, each.textContent]), [...document.querySelectorAll("svg.curves g")].map((each) => each.innerHTML)];
}"""


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("file", HOUSEHOLDS)
def test_the_script_draws_what_the_page_was_made_with(open_page: Open, name: str, file: str) -> None:
    """Without script: the standard person by Python. With script: the same by JavaScript, every text and every mark."""
    plain, drawn = open_page(name, file, java_script_enabled=False), open_page(name, file)
    drawn.wait_for_timeout(50)
    expect(plain.locator("#try")).to_be_hidden()
    expect(drawn.locator("#try")).to_be_visible()
    texts = plain.evaluate(_TEXTS)
    assert len(texts[0]) > 80
    assert drawn.evaluate(_TEXTS) == texts


def some_adults(chance: random.Random) -> list[list[int]]:
    """One or two adults as the page has them: wage, pension a month, age, church fee; incomes low, ordinary and extreme."""

    def income() -> int:
        return chance.choice([0, chance.randrange(3_000), chance.randrange(80_000), chance.randrange(80_000), 80_000_000])

    return [
        [income(), chance.choice([0, 0, income()]), chance.choice([17, 40, 64, 65, 66, 67, 90]), chance.choice([0, 0, 1005])]
        for _ in range(chance.choice([1, 1, 2]))
    ]


def household_of(adults: list[list[int]]) -> Household:
    persons = (
        Person(wage=wage * 12, pension=pension * 12, age_at_start_of_year=age, church_fee_rate=fee)
        for wage, pension, age, fee in adults
    )
    return Household("", tuple(Member("", each) for each in persons))


def test_random_households_are_python_s_to_the_last_digit(open_page: Open, loaded: Loaded) -> None:
    """Change on the whole income, before credits and after, for 300 households at each of the examples' years and places."""
    for seed, name in enumerate(EXAMPLES):
        page, chance = made(loaded, name), random.Random(seed)
        asked, wanted = [], []
        for _ in range(300):
            adults, number = some_adults(chance), chance.randrange(len(page.places))
            place = page.places[number]
            rates = [place.rates.municipal, place.rates.regional]
            rates[chance.randrange(2)] += chance.choice([-100, -24, -1, 0, 1, 15, 30, 250])
            rates = [max(0, each) for each in rates]
            change = move_household(household_of(adults).at(place.rates, page.year), *rates)
            asked.append([adults, number, rates])
            wanted.append([change.on_whole_income, change.before_credits, change.after_credits])
        got = open_page(name, "hushall.html").evaluate("(asked) => asked.map((each) => Hundralapp.household(...each))", asked)
        for one, two in zip(got, wanted, strict=True):
            assert one[1:] == two[1:]
            assert one[0] == pytest.approx(two[0], abs=1e-6)  # Python's sum of two persons compensates from 3.12 on
        assert any(each[2] for each in wanted)


def command_line(name: str, adults: list[list[int]], *options: str) -> list[dict[str, Any]]:
    persons = []
    for wage, pension, age, fee in adults:
        church = f",church_member=yes,church_fee={fee / 1000}" if fee else ""
        persons += ["--person", f"wage={wage},pension={pension},age={age}{church}"]
    done = run("households", ROOT / "examples" / name, *persons, *options, "--json", "--lang", "sv")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["data"]["households"]
    return found


def number(text: str) -> float:
    return float(text.replace("\u00a0", "").replace(MINUS, "-").replace("+", "").replace(",", "."))


CASES = [
    (CITY, [[35_000, 0, 40, 0]], []),
    (CITY, [[41_500, 0, 33, 1005], [0, 16_200, 71, 0]], []),
    (CITY, [[0, 23_000, 80, 980]], ["--change", "17"]),
    (FULL, [[75_000, 0, 50, 0], [7_000, 0, 22, 0]], ["--other-rate", "11.70", "--burial-fee", "0"]),
    (REGION, [[28_400, 3_100, 67, 0]], ["--municipality", "Norrtälje", "--change", f"{-12}"]),
]


@pytest.mark.parametrize(("name", "adults", "options"), CASES, ids=lambda case: case if isinstance(case, str) else "")
def test_the_page_is_the_command_line_to_the_krona(
    open_page: Open, name: str, adults: list[list[int]], options: list[str]
) -> None:
    """What the page writes in its tables: every change, every step with its paragraphs."""
    answers = command_line(name, adults, *options)
    parts = [
        f"{key}{'' if who == 0 else 2}={value if key != 'k' else value / 1000}"
        for who, adult in enumerate(adults)
        for key, value in zip("wpak", adult, strict=True)
    ]
    if "--municipality" in options:
        parts.append("m=0188")
    if "--change" in options:
        parts.append(f"d={options[options.index('--change') + 1]}")
    page = open_page(name, "hushall.html", address="#" + "&".join(parts))
    unfold(page)
    expect(page.locator("#problem")).to_be_hidden()
    rows = {
        row.locator("th").inner_text(): [number(each) for each in row.locator("td").all_inner_texts()[1:]]
        for row in page.locator("#rows tr").all()
    }
    groups = page.locator("#opened-groups details").all()
    for answer in answers:
        name_of = answer["proposal"] or "Din ändring"
        changes = {each["depth"]: each for each in answer["changes"]}
        assert rows[name_of][1] == changes["after_credits"]["per_year"]
        opened = next(each for each in groups if name_of.lower() in each.locator("summary").inner_text().lower())
        tables = opened.locator("table").all()
        shown = [[number(each) for each in row.locator("td").all_inner_texts()] for row in tables[0].locator("tbody tr").all()]
        assert shown == [
            [pytest.approx(each["per_month"], abs=0.0501), pytest.approx(each["per_year"], abs=0.501)]
            for each in answer["changes"]
        ]
        for person, table in zip(answer["persons"], tables[1:], strict=False):
            written = []
            for row in table.locator("tbody tr").all():
                label, *laws = row.locator("th").inner_text().split("\n")
                written.append([label, laws, *(number(each) for each in row.locator("td").all_inner_texts())])
            assert written == [
                [each["label"], each["laws"], each["before"], each["after"], each["change"]] for each in person["steps"]
            ]
        if len(adults) > 1:
            together = [number(each) for each in tables[-1].locator("tbody td").all_inner_texts()]
            assert together[:2] == [answer["final_tax_before"], answer["final_tax_after"]]


def test_what_is_written_in_the_form_is_answered_and_stands_in_the_address(open_page: Open) -> None:
    page = open_page(CITY, "hushall.html")
    page.get_by_label("Lön, kr per månad").first.fill("41 000")
    expect(page.locator("#who")).to_have_text("40 år, lön 41\u00a0000")
    expect(page.locator("#rows b").first).to_have_text(f"{MINUS}68")
    expect(page.locator("#said")).to_have_attribute("aria-live", "polite")
    expect(page.locator("#said")).to_contain_text("betalar hushållet 68 kr mindre i månaden med Centerpartiets förslag")
    assert page.url.endswith("hushall.html#w=41000&a=40")
    expect(page.locator("a.other")).to_have_attribute("href", "household.html#w=41000&a=40")
    page.get_by_label("Prova en egen ändring").fill("−100")
    expect(page.locator("#rows tr").last).to_contain_text("Din ändring")
    assert page.url.endswith("#w=41000&a=40&d=-100")
    page.locator("a.other").click()
    expect(page.locator("#who")).to_have_text("aged 40, wage 41,000")
    expect(page.get_by_label("Try a change")).to_have_value(f"{MINUS}100")
    expect(page.locator("#rows tr").last).to_contain_text("Your change")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("#who")).to_have_text("aged 40, wage 35,000")
    assert "#" not in page.url


def test_a_second_person_comes_and_goes_with_the_keyboard(open_page: Open) -> None:
    page = open_page(FULL, "hushall.html")
    page.get_by_role("button", name="Lägg till en person").focus()
    page.keyboard.press("Enter")
    second = page.get_by_role("group", name="Person 2")
    expect(second.get_by_label("Lön")).to_be_focused()
    page.keyboard.type("30000")
    page.keyboard.press("Tab")
    page.keyboard.type("500")
    page.keyboard.press("Tab")
    expect(second.get_by_label("Ålder")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("1,2")
    expect(page.locator("#who")).to_have_text("40 år, lön 35\u00a0000; 40 år, lön 30\u00a0000, pension 500")
    assert page.url.endswith("#w=35000&a=40&w2=30000&p2=500&a2=40&k2=1.2")
    unfold(page)
    expect(page.locator("#opened-groups table").last).to_contain_text("Hushållet tillsammans")
    page.get_by_role("button", name="Ta bort personen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Lägg till en person")).to_be_focused()
    expect(second).to_be_hidden()
    assert "#" not in page.url


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        ("Lön", "35000,50", "Skriv hela kronor i månaden"),
        ("Lön", "-1", "Skriv hela kronor i månaden"),
        ("Lön", "80000001", "0 till 80\u00a0000\u00a0000."),
        ("Ålder", "", "Skriv hela år, 0 till 130."),
        ("Ålder", "131", "Skriv hela år, 0 till 130."),
        ("Kyrkoavgift", "1,0055", "Skriv kronor per 100 kr"),
        ("Kyrkoavgift", "4", "Skriv kronor per 100 kr"),
        ("Prova", "1001", f"{MINUS}1\u00a0000 till 1000."),
        ("Prova", "hej", "Skriv hela ören"),
    ],
)
def test_what_cannot_be_is_told_at_the_field_and_changes_nothing(open_page: Open, label: str, text: str, said: str) -> None:
    page = open_page(CITY, "hushall.html")
    before = page.locator("#rows").inner_text()
    field = page.get_by_label(label).first
    field.fill(text)
    expect(field).to_have_attribute("aria-invalid", "true")
    assert said in page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text()
    assert page.locator("#rows").inner_text() == before
    field.fill("40" if label == "Ålder" else "")
    expect(field).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("w=abc", "w=abc"),
        ("w=35000&w=36000", "w=35000,36000"),
        ("a=-1", "a=-1"),
        ("a=40.5", "a=40.5"),
        ("w=1e5", "w=1e5"),
        ("w=NaN&a=40", "w=NaN"),
        ("w=99999999999999999999", "w=99999999999999999999"),
        ("k=1.00555", "k=1.00555"),
        ("d=5000", "d=5000"),
        ("m=9998", "m=9998"),
        ("q=1", "q=1"),
        ("f=ingen", "f=ingen"),
        ("f=", "f="),
        ("__proto__=1", "__proto__=1"),
        ("w=" + quote("<img src=x onerror=alert(1)>"), "w=<img src=x onerror=alert(1)>"),
        ("w=%E0%A4%A", "w="),
    ],
)
def test_a_bad_address_is_told_and_left_out(open_page: Open, address: str, told: str) -> None:
    page = open_page(CITY, "hushall.html", address="#" + address)
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    expect(page.locator("#problem")).to_be_visible()
    assert told in page.locator("#problem").inner_text()
    assert page.locator("#problem").get_attribute("role") == "alert"
    expect(page.locator("#who")).to_have_text("40 år, lön 35\u00a0000")


def test_a_proposal_carries_the_reader_to_what_it_means_for_the_household(open_page: Open) -> None:
    """From the proposal's page and from the overview: it alone is told, its row is marked and its steps are open."""
    ways = (("forslag-forslag-c.html", "Vad förslaget betyder"), ("forslag.html", r"ditt hushåll\s*: Förslag C"))
    for file, words in ways:
        page = open_page(FULL, file)
        page.get_by_role("link", name=re.compile(words)).click()
        assert page.url.endswith("hushall.html#f=forslag-c")
        expect(page.locator("#said")).to_have_text("Jämfört med budgeten betalar hushållet 32 kr mindre i månaden med Förslag C.")
        expect(page.locator("#rows tr.mine")).to_have_count(1)
        expect(page.locator("#rows tr.mine")).to_contain_text("Förslag C")
        expect(page.locator("#opened-groups details[open]")).to_have_count(1)
        expect(page.locator("#opened-groups details[open] table").first).to_contain_text("efter grundavdrag")
    page.get_by_label("Förslag", exact=True).select_option("Förslag B")
    expect(page.locator("#said")).to_contain_text("lika mycket med Förslag B.")
    page.get_by_label("Lön, kr per månad").first.fill("41000")
    expect(page.locator("#who")).to_have_text("40 år, lön 41\u00a0000")
    page.wait_for_url("**#w=41000&a=40&f=forslag-b")
    page.get_by_label("Prova en egen ändring").fill("10")
    expect(page.locator("#said")).to_contain_text("med din ändring")
    expect(page.locator("#said")).not_to_contain_text("Förslag A")
    page.locator("a.other").click()
    expect(page.get_by_label("Proposal", exact=True)).to_have_value("forslag-b")
    page.get_by_role("button", name="Reset").click()
    assert "#" not in page.url
    expect(page.locator("#said")).to_contain_text("Proposal A")
    expect(page.locator("#rows tr.mine")).to_have_count(0)


def test_a_good_part_of_a_bad_address_is_used_and_other_addresses_are_left_alone(open_page: Open) -> None:
    page = open_page(CITY, "hushall.html", address="#w=20000&a=x&p2=12000&a2=75")
    expect(page.locator("#who")).to_have_text("40 år, lön 20\u00a0000; 75 år, pension 12\u00a0000")
    assert "a=x" in page.locator("#problem").inner_text()
    page.evaluate("location.hash = '#metod'")
    expect(page.locator("#who")).to_have_text("40 år, lön 20\u00a0000; 75 år, pension 12\u00a0000")
    page.evaluate("location.hash = '#w=21000'")
    expect(page.locator("#who")).to_have_text("40 år, lön 21\u00a0000")
    expect(page.locator("#problem")).to_be_hidden()


def test_a_region_s_reader_chooses_the_municipality(open_page: Open, loaded: Loaded) -> None:
    page, content = open_page(REGION, "hushall.html"), made(loaded, REGION)
    names = page.locator("#m option").all_inner_texts()
    assert len(names) == 26
    assert names == [each.rates.place for each in content.places]
    assert names.index("Österåker") == 25  # Swedish order
    expect(page.locator("#m")).to_have_value(content.place.code)
    page.get_by_label("Kommun").select_option("Norrtälje")
    place = next(each for each in content.places if each.rates.place == "Norrtälje")
    assert page.url.endswith(f"&m={place.code}")
    change = Alternative("", is_last_year=True).change(place)
    assert change is not None
    expect(page.locator("#rows tr .change")).to_have_text(f"{MINUS}{abs(change) / 100:.2f}".replace(".", ","))
    expect(page.locator(".cases [data-place-name]")).to_have_text("Norrtälje")


def test_the_chart_marks_the_reader_and_keeps_every_line_inside(open_page: Open) -> None:
    page = open_page(FULL, "hushall.html")
    for wage, pension, age in [(0, 0, 40), (35_000, 0, 40), (0, 30_000, 80), (900_000, 100, 50), (80_000_000, 0, 30)]:
        page.goto(page.url.split("#")[0] + f"#w={wage}&p={pension}&a={age}&d=-1000")
        expect(page.locator("svg.curves.wide text.mine")).to_have_text(f"{wage + pension:,} kr".replace(",", "\u00a0"))
        outside = page.evaluate(
            """() => [...document.querySelectorAll("svg.curves")].flatMap((drawing) => {
              const { width, height } = drawing.viewBox.baseVal, inside = (x, y) => x >= 0 && x <= width && y >= 0 && y <= height;
              return [...drawing.querySelectorAll("polyline")].flatMap((line) => [...line.points]).concat(
                [...drawing.querySelectorAll("text")].map((each) => ({ x: +each.getAttribute("x"), y: +each.getAttribute("y") })))
                .filter(({ x, y }) => !inside(x, y)).length ? [drawing.outerHTML] : [];
            })"""
        )
        assert outside == []
        assert overlapping(page) == []


def test_the_lines_of_the_chart_are_python_s_for_any_person(open_page: Open, loaded: Loaded) -> None:
    """After each change in the form, every mark of both drawings is what curves.py draws for that person's age and mix."""
    content, page = made(loaded, FULL), open_page(FULL, "hushall.html")
    place, groups = content.place, groups_at(content.place, content.alternatives)
    for wage, pension, age in [(35_000, 0, 40), (35_000, 0, 70), (20_000, 10_001, 70), (41_000, 0, 20), (200_000, 0, 20)]:
        for name, value in (("w", wage), ("p", pension), ("a", age)):
            page.locator(f"#{name}").fill(str(value))
        income = wage + pension
        curves = []
        for group in groups:
            months = []
            for count in range(POINTS + 1):
                at = reach(income) * count // POINTS
                from_pension = math.floor(at * (pension / income) + 0.5)
                earner = household_of([[at - from_pension, from_pension, age, 0]]).at(place.rates, content.year)
                months.append(move_household(earner, group.municipal, group.regional).after_credits / 12)
            curves.append(Curve(group.change, tuple(months)))
        drawn = page.evaluate(
            """() => [...document.querySelectorAll("svg.curves g")].map((each) => [...each.children].map((mark) =>
              [mark.tagName, Object.fromEntries([...mark.attributes].map((one) => [one.name, one.value])), mark.textContent]))"""
        )
        wanted = [[[mark.tag, mark.attributes, mark.text] for mark in plot.marks] for plot in plots(curves, income, "sv")]
        assert drawn == wanted


# Every pair of language, scheme and width once; with a second person, and something to tell.
VIEWS = [
    ("hushall.html", "light", 320),
    ("hushall.html", "dark", 375),
    ("hushall.html", "dark", 1440),
    ("household.html", "dark", 320),
    ("household.html", "light", 375),
    ("household.html", "light", 1440),
]
BUSY = "#w=35000&a=40&w2=21000&a2=30&k2=1.1&d=25&q=1"


@pytest.mark.parametrize(("file", "scheme", "width"), VIEWS)
def test_axe_finds_nothing(open_page: Open, file: str, scheme: str, width: int) -> None:
    page = open_page(CITY, file, width=width, color_scheme=scheme, address=BUSY)
    page.locator("#a").fill("x")
    unfold(page)
    page.wait_for_timeout(50)
    assert violations(page) == []


@pytest.mark.parametrize("name", [FULL, REGION, "sjobo-2024"])
def test_axe_finds_nothing_in_the_other_examples(open_page: Open, name: str) -> None:
    page = open_page(name, "hushall.html", width=375)
    unfold(page)
    page.wait_for_timeout(50)
    assert violations(page) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_never_scrolls_sideways_and_no_text_lies_on_another(open_page: Open, name: str) -> None:
    page = open_page(name, "household.html", address="#w=45000&p=3000&a=66&w2=1200000&a2=30&d=7")
    unfold(page)
    for width in (320, 375, 760, 900, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert overlapping(page) == []
    assert page.evaluate("document.cookie") == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_texts_in_the_chart_can_be_read(open_page: Open, width: int, scheme: str) -> None:
    page = open_page(
        FULL, "hushall.html", width=width, color_scheme=scheme, reduced_motion="reduce", address="#w=78000&a=40&d=40"
    )
    found = page.evaluate(CONTRAST)
    assert len(found) > 50
    assert [each for each in found if each[0] < 4.5] == []


def test_print_has_the_answer_the_label_and_no_form(open_page: Open) -> None:
    page = open_page(FULL, "hushall.html", width=700, address="#w=20000&a=30")
    page.emulate_media(media="print")
    expect(page.locator("#try")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.locator(".banner")).to_be_visible()
    expect(page.locator("table.changes")).to_be_visible()
    expect(page.locator("#opened-groups table").first).to_be_visible()
    expect(page.locator("#who")).to_have_text("30 år, lön 20\u00a0000")


def test_lines_are_seen_in_forced_colours(open_page: Open) -> None:
    page = open_page(FULL, "hushall.html", forced_colors="active")
    colours = page.evaluate(
        """() => [getComputedStyle(document.body).backgroundColor,
          ...[...document.querySelectorAll("polyline.curve, line.mine")].map((each) => getComputedStyle(each).stroke)]"""
    )
    assert len(colours) > 3
    assert colours[0] not in colours[1:]


def test_hostile_names_are_only_texts(open_page: Open, hostile: Path) -> None:
    for file in HOUSEHOLDS:
        page = open_page(hostile, file, address="#w=30000")
        page.on("dialog", lambda _: pytest.fail("a script ran"))
        unfold(page)
        if file == "household.html":  # the proposals' English names are honest
            continue
        for part in ("#said", "#rows", "#opened-groups", ".groups"):
            assert "<script>alert(1)</script>" in page.locator(part).first.inner_text()


def test_the_start_page_leads_there(open_page: Open, loaded: Loaded) -> None:
    page = open_page(CITY)
    teaser = page.locator("#hushall")
    assert made(loaded, CITY).teaser in teaser.inner_text()
    assert (
        "betalar den som har 35\u00a0000 kr i månadslön 56 kr mindre i månaden med Centerpartiets förslag" in teaser.inner_text()
    )
    teaser.get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("Förslagen skiljer 56\u00a0kr i månaden")


def test_unknown_rates_and_many_proposals(open_page: Open, tmp_path: Path) -> None:
    """An unknown rate stays unknown; 60 proposals are told as a range, and the chart keeps its labels apart."""
    from hundralapp.cli.common import load
    from hundralapp.publish.edition import Budget
    from hundralapp.publish.site import publish

    proposals = tmp_path / "workspace" / "proposals"
    shutil.copytree(ROOT / "examples" / FULL, proposals.parent, ignore=shutil.ignore_patterns("proposals"))
    proposals.mkdir()
    for count in range(60):
        rate = "okänd" if count == 3 else f"{21.75 + (count - 20) / 100:.2f}".replace(".", ",")
        head = f"name: Förslag {count:03}\nproposer: Parti\n"
        decision = f'decisions:\n  - id: skatt\n    title: Skatt\n    kind: tax_rate\n    rate: "{rate}"\n'
        (proposals / f"f{count:03}.yaml").write_text(head + decision, encoding="utf-8")
    model, found = load(proposals.parent)
    if not model.report.ok or len(found) != 60:
        pytest.fail(model.report.render("sv", model.workspace.files.line))
    publish([Budget(model, found)], tmp_path / "site")
    page = open_page(tmp_path / "site", "hushall.html", width=375)
    expect(page.locator("#rows tr")).to_have_count(60)
    assert overlapping(page) == []
    assert "beroende på förslag" in page.locator("#said").inner_text()
    expect(page.locator("#rows tr").nth(3).locator(".unknown")).to_have_text(["okänd"] * 3)
    expect(page.locator("#opened-groups details")).to_have_count(12)
    expect(page.locator(".groups").first).to_contain_text("Ytterligare 46 ändringar")
    expect(page.locator("#case-head th")).to_have_count(14)
    without = open_page(tmp_path / "site", "hushall.html", java_script_enabled=False)
    page.wait_for_timeout(50)
    assert page.evaluate(_TEXTS) == without.evaluate(_TEXTS)
