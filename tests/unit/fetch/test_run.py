"""A run: what is kept, what is asked again, what an interruption and a bad answer leave behind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from tests.unit.fetch import server, synthetic
from tests.unit.fetch.conftest import Compare, fetch, only, plan
from tests.unit.fetch.server import Handler, Site

from hundralapp import codes
from hundralapp.fetch.problems import FetchError
from hundralapp.fetch.record import NAME, read_record
from hundralapp.fetch.table import read_tables, table_name
from hundralapp.fetch.transport import Client

pytestmark = pytest.mark.loopback


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file, what is in it and when it was written."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def rows(folder: Path, source: str) -> list[str]:
    return (folder / table_name(source)).read_text(encoding="utf-8").splitlines()


def test_every_source_becomes_tables(site: Site, client: Client, tmp_path: Path) -> None:
    outcome = fetch(plan(tmp_path, site), client)
    assert [each.message("en") for each in outcome.problems] == []
    assert all(each.is_whole for each in outcome.sources)
    found = read_tables(tmp_path, [table_name(each) for each in ("scb", "kolada", "skatteverket")])
    assert not len(found.report)
    expected = {
        ("scb.residents_31_december", 2024): synthetic.residents,
        ("scb.residents_1_november", 2023): synthetic.november,
        ("scb.tax_base", 2024): synthetic.base_in_kronor,
        ("scb.tax_rate_municipality", 2024): synthetic.rate,
        ("skv.tax_rate_municipality", 2024): synthetic.rate,
        ("N00011", 2024): synthetic.income_equalisation,
        ("N00041", 2024): synthetic.county_rate,
    }
    for (series, year), made in expected.items():
        values = {code: fact.value for code, fact in found.values[series, year].items() if code != "00"}
        assert values == {code: made(code, year) for code in synthetic.CODES}, series
    assert found.values["skv.tax_rate_region", 2024]["0980"].value == 0  # Gotland's row is empty


def test_pages_are_followed(site: Site, client: Client, tmp_path: Path) -> None:
    fetch(plan(tmp_path, site, "kolada", "skatteverket"), client)
    pages = sorted(path.name for path in (tmp_path / "fetched" / "answers").rglob("*.json"))
    assert pages == [
        "rates-2024-1.json",
        "rates-2024-2.json",
        "titles-usual-1.json",
        "values-2024-usual-1.json",
        "values-2024-usual-2.json",
    ]


def test_what_is_fresh_is_not_asked_for_and_nothing_is_written(site: Site, client: Client, tmp_path: Path) -> None:
    fetch(plan(tmp_path, site), client)
    before, calls = files(tmp_path), len(site.asked)
    outcome = fetch(plan(tmp_path, site), client, hours=23)
    assert len(site.asked) == calls
    assert files(tmp_path) == before
    assert [each.written for each in outcome.sources] == [[], [], []]


@pytest.mark.parametrize("with_etags", [True, False])
def test_what_is_unchanged_writes_nothing(with_etags: bool, site: Site, client: Client, tmp_path: Path) -> None:
    site.with_etags = with_etags
    fetch(plan(tmp_path, site), client)
    before, calls = files(tmp_path), len(site.asked)
    outcome = fetch(plan(tmp_path, site), client, hours=25)
    assert len(site.asked) == 2 * calls
    assert files(tmp_path) == before
    assert sum(each.unchanged for each in outcome.sources) == calls


def test_what_changed_is_written_with_its_date(site: Site, client: Client, tmp_path: Path) -> None:
    fetch(plan(tmp_path, site, "scb"), client)

    def change(path: str, document: Any) -> Any:
        if "TAB3600" in path:
            at = 3 * (1 + synthetic.CODES.index("1265"))
            document["value"][at] += 1
        return document

    site.change = change
    before = read_record(tmp_path)
    outcome = fetch(plan(tmp_path, site, "scb"), client, hours=25)
    after = read_record(tmp_path)
    changed = [name for name in after.answers if after.answers[name] != before.answers[name]]
    assert changed == ["fetched/answers/scb/tab3600-2024-1.json"]
    assert after.answers[changed[0]].fetched == "2026-11-23T07:00:00Z"
    assert outcome.sources[0].written == ["fetched/scb.csv", "fetched/scb-origins.yaml"]
    row = next(row for row in rows(tmp_path, "scb") if row.startswith("scb.tax_base,2024,1265"))
    assert row.split(",")[4] == str(synthetic.base_in_kronor("1265", 2024) + 1)


def test_an_interrupted_run_goes_on(site: Site, client: Client, tmp_path: Path) -> None:
    class Interrupt(Client):
        def get(self, url: str, **more: Any) -> Any:
            if "_offset=500" in url:
                raise KeyboardInterrupt
            return client.get(url, **more)

    with pytest.raises(KeyboardInterrupt):
        fetch(plan(tmp_path, site, "kolada", "skatteverket"), Interrupt())
    kept = set(read_record(tmp_path).answers)
    assert "fetched/answers/skatteverket/rates-2024-1.json" in kept
    assert not (tmp_path / table_name("skatteverket")).exists()
    asked = len(site.asked)
    outcome = fetch(plan(tmp_path, site, "kolada", "skatteverket"), client, hours=1)
    assert [path.split("/")[1] for path in site.asked[asked:]] == ["skatteverket"]
    assert all(each.is_whole for each in outcome.sources)
    assert len(rows(tmp_path, "skatteverket")) == 1 + 3 * len(synthetic.CODES)


def test_a_source_in_trouble_is_left_alone_and_the_others_go_on(
    site: Site, client: Client, tmp_path: Path, compare: Compare
) -> None:
    fetch(plan(tmp_path, site), client)
    before = files(tmp_path)
    site.fail("/kolada/", server.status(503), always=True)
    outcome = fetch(plan(tmp_path, site, years=(2023, 2024)), client, hours=1)
    assert [each.is_whole for each in outcome.sources] == [True, False, True]
    compare("in-trouble", only(outcome, codes.FETCH_FAILED), codes.FETCH_FAILED)
    after = files(tmp_path)
    assert {name for name in before if before[name] != after[name]} == {
        NAME,
        "fetched/scb.csv",
        "fetched/skatteverket.csv",
    }
    assert sum("/kolada/" in path and "2023" in path for path in site.asked) == 3


def test_a_later_run_for_other_years_keeps_the_earlier(site: Site, client: Client, tmp_path: Path) -> None:
    fetch(plan(tmp_path, site, "kolada", years=(2023,), kpis=("N15505",)), client)
    fetch(plan(tmp_path, site, "kolada", years=(2024,)), client, hours=1)
    found = read_tables(tmp_path, [table_name("kolada")])
    assert found.years() == [2023, 2024]
    assert ("N15505", 2023) in found.values
    assert ("N15505", 2024) not in found.values


def reformed(part: str, change: Any) -> Any:
    """What the server sends with an answer changed."""

    def send(handler: Handler) -> None:
        handler.answer(unquote(handler.path), lambda path, document: change(document) if part in path else document)

    return send


def without(*keys: str) -> Any:
    def change(document: Any) -> Any:
        found = document
        for key in keys[:-1]:
            found = found[int(key)] if isinstance(found, list) else found[key]
        del found[keys[-1]]
        return document

    return change


def replaced(value: Any, *keys: str) -> Any:
    def change(document: Any) -> Any:
        found = document
        for key in keys[:-1]:
            found = found[int(key)] if isinstance(found, list) else found[key]
        found[int(keys[-1]) if isinstance(found, list) else keys[-1]] = value
        return document

    return change


# name -> (source, part of the address, what is changed in the answer, the diagnostic)
REFORMED: dict[str, tuple[str, str, Any, Any]] = {
    "kolada-no-values": ("kolada", "/data/", without("values"), codes.FETCH_SCHEMA),
    "kolada-a-list": ("kolada", "/data/", lambda document: document["values"], codes.FETCH_SCHEMA),
    "kolada-no-municipality": ("kolada", "/data/", without("values", "0", "municipality"), codes.FETCH_SCHEMA),
    "kolada-another-year": ("kolada", "/data/", replaced(2023, "values", "0", "period"), codes.FETCH_SCHEMA),
    "kolada-text-for-number": ("kolada", "/data/", replaced("12", "values", "0", "values", "1", "value"), codes.FETCH_SCHEMA),
    "kolada-no-title": ("kolada", "/kpi/N00011,", without("values", "0", "title"), codes.FETCH_SCHEMA),
    "kolada-next-elsewhere": ("kolada", "/data/", replaced("https://elsewhere.example/p2", "next_url"), codes.FETCH_ELSEWHERE),
    "kolada-next-a-number": ("kolada", "/data/", replaced(2, "next_url"), codes.FETCH_SCHEMA),
    "scb-no-region": ("scb", "TAB3600", replaced(["Kommun", "ContentsCode", "Tid"], "id"), codes.FETCH_SCHEMA),
    "scb-too-few-values": ("scb", "TAB3600", replaced([1, 2, 3], "value"), codes.FETCH_SCHEMA),
    "scb-another-year": ("scb", "TAB3600", replaced({"2023": 0}, "dimension", "Tid", "category", "index"), codes.FETCH_SCHEMA),
    "scb-other-contents": (
        "scb",
        "TAB3600",
        replaced("Beskattningsbar inkomst", "dimension", "ContentsCode", "category", "label", "C0"),
        codes.FETCH_SCHEMA,
    ),
    "scb-text-for-number": ("scb", "TAB3600", replaced("..", "value", "5"), codes.FETCH_SCHEMA),
    "skatteverket-no-column": ("skatteverket", "_offset=0", without("results", "0", "kommunal-skatt"), codes.FETCH_SCHEMA),
    "skatteverket-no-number": (
        "skatteverket",
        "_offset=0",
        replaced("x", "results", "0", "kommunal-skatt"),
        codes.FETCH_SCHEMA,
    ),
    "skatteverket-another-year": ("skatteverket", "_offset=0", replaced("2023", "results", "0", "år"), codes.FETCH_SCHEMA),
    "skatteverket-too-many": ("skatteverket", "_offset=0", replaced(871, "resultCount"), codes.FETCH_ROW_COUNT),
}


@pytest.mark.parametrize("name", REFORMED)
def test_a_changed_form_is_named_and_nothing_is_lost(
    name: str, site: Site, client: Client, tmp_path: Path, compare: Compare
) -> None:
    source, part, change, code = REFORMED[name]
    fetch(plan(tmp_path, site, source), client)
    before = files(tmp_path)
    site.with_etags = False
    site.fail(part, reformed(part, change))
    outcome = fetch(plan(tmp_path, site, source), client, hours=25)
    compare(name, only(outcome, code), code)
    assert not outcome.sources[0].is_whole
    after = files(tmp_path)
    tables = {name: content for name, content in before.items() if name.endswith(".csv")}
    assert tables.items() <= after.items()
    healed = fetch(plan(tmp_path, site, source), client, hours=26)
    assert healed.sources[0].is_whole
    assert {name: content for name, (content, _) in files(tmp_path).items() if name in tables} == {
        name: content for name, (content, _) in tables.items()
    }


def test_pages_that_go_round(site: Site, client: Client, tmp_path: Path, compare: Compare) -> None:
    def change(path: str, document: Any) -> Any:
        if "/data/" in path:
            document["next_url"] = f"{site.address}{path.partition('&page')[0]}&page={3 if 'page=2' in path else 2}"
        return document

    site.change = change
    outcome = fetch(plan(tmp_path, site, "kolada"), client)
    compare("pages-go-round", only(outcome, codes.FETCH_PAGING_LOOP), codes.FETCH_PAGING_LOOP)


def test_a_year_that_is_not_published(site: Site, client: Client, tmp_path: Path, compare: Compare) -> None:
    outcome = fetch(plan(tmp_path, site, years=(2027,)), client)
    found = [each for each in outcome.problems if each.code == codes.FETCH_NOT_PUBLISHED]
    names = ["scb-december", "scb-november", "scb-base", "scb-rates", "skatteverket"]
    for name, problem in zip(names, found, strict=True):
        compare(f"not-published-{name}", problem, codes.FETCH_NOT_PUBLISHED)
    assert outcome.problems.errors == []
    assert all(each.is_whole for each in outcome.sources)


def kolada_records(document: Any, kpi: str, code: str) -> Any:
    return next(each for each in document["values"] if (each["kpi"], each["municipality"]) == (kpi, code))


def test_suppressed_and_deleted_values_are_unknown_with_their_mark(site: Site, client: Client, tmp_path: Path) -> None:
    def change(path: str, document: Any) -> Any:
        if "TAB3600" in path:
            at = 3 * (1 + synthetic.CODES.index("1265"))
            document["value"][at] = None
            document["status"][str(at)] = ".."
        if "/data/" in path and "page=2" not in path:
            suppressed, deleted = (kolada_records(document, "N00011", code)["values"][1] for code in ("1265", "0180"))
            suppressed.update(value=None, status="Privat")
            deleted.update(isdeleted=True)
        return document

    site.change = change
    fetch(plan(tmp_path, site, "scb", "kolada"), client)
    table = [*rows(tmp_path, "scb"), *rows(tmp_path, "kolada")]
    assert "scb.tax_base,2024,1265,Sjöbo,,unknown,..,fetched-scb-tax-base," in table
    assert "N00011,2024,1265,Sjöbo,,unknown,Privat,fetched-kolada," in table
    assert "N00011,2024,0180,Stockholm,,unknown,isdeleted,fetched-kolada," in table


def test_a_zero_where_there_were_people_is_unknown(site: Site, client: Client, tmp_path: Path, compare: Compare) -> None:
    def change(path: str, document: Any) -> Any:
        if "TAB638" in path:
            document["value"][2 * (1 + synthetic.CODES.index("0330"))] = 0
        return document

    site.change = change
    outcome = fetch(plan(tmp_path, site, "scb"), client)
    compare("zero-residents", only(outcome, codes.FETCH_IMPOSSIBLE), codes.FETCH_IMPOSSIBLE)
    assert "scb.residents_31_december,2024,0330,Knivsta,,unknown,0,fetched-scb-residents," in rows(tmp_path, "scb")


def test_a_series_with_gaps(site: Site, client: Client, tmp_path: Path, compare: Compare) -> None:
    def change(path: str, document: Any) -> Any:
        if "/data/" in path and "/2023" in path and "page=2" not in path:
            for code in ("1265", "0180"):
                kolada_records(document, "N00011", code)["values"][1]["value"] = None
        return document

    site.change = change
    outcome = fetch(plan(tmp_path, site, "kolada", years=(2022, 2023, 2024)), client)
    compare("gap", only(outcome, codes.FETCH_GAP), codes.FETCH_GAP)


def test_places_that_do_not_exist(site: Site, client: Client, tmp_path: Path, compare: Compare) -> None:
    def change(path: str, document: Any) -> Any:
        if "/data/" in path and "page=2" not in path:
            for at, code in enumerate(("1917", "1512", "0999")):
                document["values"][at]["municipality"] = code
        if "/skatteverket/" in path and "_offset=0" in path:
            document["results"][0]["kommun"] = "UPPLANDS VÄSSBY"
        return document

    site.change = change
    outcome = fetch(plan(tmp_path, site, "kolada", "skatteverket"), client)
    found = [each for each in outcome.problems if each.code == codes.FETCH_UNKNOWN_PLACE]
    for name, problem in zip(("heby-1917", "alvsborg", "never", "misspelt"), found, strict=True):
        compare(f"place-{name}", problem, codes.FETCH_UNKNOWN_PLACE)
    assert not {row.split(",")[2] for row in rows(tmp_path, "kolada")} & {"1917", "1512", "0999"}


def test_two_answers_to_one_question(site: Site, client: Client, tmp_path: Path, compare: Compare) -> None:
    def change(path: str, document: Any) -> Any:
        if "_offset=0" in path:
            document["results"][1]["kommunal-skatt"] = "20.01"
        return document

    site.change = change
    outcome = fetch(plan(tmp_path, site, "skatteverket"), client)
    compare("parishes-disagree", only(outcome, codes.FETCH_DISAGREES), codes.FETCH_DISAGREES)
    shipped = synthetic.rate("0114", 2024)
    row = f"skv.tax_rate_municipality,2024,0114,Upplands Väsby,,unknown,{shipped} / 20.01,fetched-skatteverket,"
    assert row in rows(tmp_path, "skatteverket")


def test_a_burial_fee_of_ones_own_is_not_the_municipalitys(site: Site, client: Client, tmp_path: Path) -> None:
    fetch(plan(tmp_path, site, "skatteverket"), client)
    row = "skv.burial_fee,2024,0180,Stockholm,,unknown,0.250-0.252,fetched-skatteverket,olika i olika församlingar"
    assert row in rows(tmp_path, "skatteverket")


@pytest.mark.parametrize(
    "content",
    ["{", '{"format": "other/1"}', '{"format": "hundralapp-fetched/1", "answers": {"../x": {}}, "tables": {}}', "[]"],
)
def test_a_record_that_cannot_be_read(content: str, site: Site, client: Client, tmp_path: Path, compare: Compare) -> None:
    (tmp_path / NAME).write_text(content, encoding="utf-8")
    with pytest.raises(FetchError) as found:
        fetch(plan(tmp_path, site, "scb"), client)
    compare("record", found.value.problem, codes.FETCH_RECORD)
    assert site.asked == []


def test_an_answer_that_was_changed_by_hand_is_asked_for_again(site: Site, client: Client, tmp_path: Path) -> None:
    fetch(plan(tmp_path, site, "scb"), client)
    kept = tmp_path / "fetched" / "answers" / "scb" / "tab3600-2024-1.json"
    document = json.loads(kept.read_text(encoding="utf-8"))
    document["value"][3] = 1
    kept.write_text(json.dumps(document), encoding="utf-8")
    asked = len(site.asked)
    fetch(plan(tmp_path, site, "scb"), client, hours=1)
    assert len(site.asked) == asked + 1
    assert "TAB3600" in site.asked[-1]


def test_a_folder_that_cannot_be_written(site: Site, client: Client, tmp_path: Path, compare: Compare) -> None:
    (tmp_path / "fetched").write_text("a file in the place of the folder", encoding="utf-8")
    with pytest.raises(FetchError) as found:
        fetch(plan(tmp_path, site, "scb"), client)
    compare("unwritable", found.value.problem, codes.FETCH_UNWRITABLE)


def test_nothing_is_written_through_a_link_out_of_the_folder(
    site: Site, client: Client, tmp_path: Path, compare: Compare
) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (folder / "fetched").symlink_to(outside)
    with pytest.raises(FetchError) as found:
        fetch(plan(folder, site, "scb"), client)
    compare("link-out", found.value.problem, codes.FETCH_UNWRITABLE)
    assert [path for path in outside.rglob("*") if path.is_file()] == []
