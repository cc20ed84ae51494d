"""The JSON API: the verbs' own answers, an OpenAPI description that every answer fits, and refusals that say what to do."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from tests.commandline import run
from tests.serve.conftest import EXAMPLES
from tests.serve.rawly import ask

from hundralapp.model import Model
from hundralapp.serve.api.endpoints import COMMON, ENDPOINTS, PREFIX, _fits
from hundralapp.serve.api.routes import api_routes
from hundralapp.serve.live import Live

BUDGET = f"{PREFIX}/budgets/exempelstad"
REAL = {"budget": "exempelstad", "figure": "result.net_income", "table": "result", "name": "forslag-a"}


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{PREFIX}/openapi.json").json()
    return found


def command(*arguments: str, language: str = "sv") -> dict[str, Any]:
    """What the command line answers."""
    done = run(*arguments, "--json", "--lang", language, folder=EXAMPLES)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def fits(described: dict[str, Any], path: str, status: int, body: object) -> None:
    """The body is as the description says of that answer."""
    answer = described["paths"][path]["get"]["responses"][str(status)]
    schema = next(iter(answer["content"].values()))["schema"]
    checker = jsonschema.Draft202012Validator({**schema, "components": described["components"]})
    checker.validate(body)


def test_the_description_is_openapi(described: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(described).validate()
    assert described["openapi"].startswith("3.1.")
    for schema in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["description"]
        assert schema["additionalProperties"] is False


def test_every_route_is_described_and_nothing_else(described: dict[str, Any], full: Live) -> None:
    routes = {each.path for each in api_routes(full) if isinstance(each, Route)} - {"/api/{rest:path}"}
    assert set(described["paths"]) == routes
    operations = [each["get"]["operationId"] for each in described["paths"].values()]
    assert len(set(operations)) == len(operations)
    for path, item in described["paths"].items():
        assert list(item) == ["get"]
        named = {each["name"] for each in item["get"]["parameters"] if each["in"] == "path"}
        assert {part[1:-1] for part in path.split("/") if part.startswith("{")} == named


def addresses() -> list[tuple[str, str]]:
    """Every endpoint with its example, and then each parameter alone: the path described, and the address."""
    found = [(f"{PREFIX}/budgets", f"{PREFIX}/budgets")]
    for each in ENDPOINTS:
        path = f"{PREFIX}/budgets/{{budget}}{each.path}"
        address = path.format(**REAL)
        found += [(path, address), (path, f"{address}?lang=en")]
        for one in each.parameters:
            if one.place == "query":
                value = (
                    {"period": "2026", "limit": "3", "offset": "2"}.get(one.name)
                    or one.example
                    or (one.choices or (str(one.default),))[-1]
                )
                found.append((path, f"{address}?{one.name}={quote(value)}"))
    path = f"{PREFIX}/budgets/{{budget}}/diagnostics"
    return [*found, (path, path.format(**REAL))]


@pytest.mark.parametrize(("path", "address"), addresses())
def test_every_answer_fits_its_description(client: TestClient, described: dict[str, Any], path: str, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-language"] == ("en" if "lang=en" in address else "sv")
    fits(described, path, 200, answer.json())


@pytest.mark.parametrize(
    "example", sorted(each.parent.name for each in EXAMPLES.glob("*/workspace.yaml") if each.parent.name != "exempelstad")
)
def test_the_other_examples_fit_too(described: dict[str, Any], example: str) -> None:
    from tests.serve.conftest import client_of

    from hundralapp.cli.common import load

    client = client_of(Live([EXAMPLES / example], load))
    for each in ENDPOINTS:
        if "{" not in each.path:
            answer = client.get(f"{PREFIX}/budgets/{example}{each.path}")
            assert answer.status_code == 200, answer.text
            fits(described, f"{PREFIX}/budgets/{{budget}}{each.path}", 200, answer.json())


def test_a_wrong_answer_would_not_fit(client: TestClient, described: dict[str, Any]) -> None:
    body = client.get(f"{BUDGET}/figures?figure=result.net_income").json()
    path = f"{PREFIX}/budgets/{{budget}}/figures"
    fits(described, path, 200, body)
    body["data"]["figures"]["result.net_income"]["2026"]["value"] = "59"
    with pytest.raises(jsonschema.ValidationError):
        fits(described, path, 200, body)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_same_as_the_command_line(client: TestClient, language: str) -> None:
    query = f"?lang={language}"
    assert client.get(f"{BUDGET}{query}").json() == command("compute", "exempelstad", language=language)
    figure = client.get(f"{BUDGET}/figures/balance_requirement.result{query}&period=2027&depth=3").json()
    wanted = ("explain", "exempelstad", "balance_requirement.result@2027", "--depth", "3")
    assert figure == command(*wanted, language=language)
    assert client.get(f"{BUDGET}/comparison{query}").json() == command("compare", "exempelstad", language=language)


def test_the_same_under_a_proposal(client: TestClient) -> None:
    proposal = client.get(f"{BUDGET}/proposals").json()["data"]["proposals"][0]["id"]
    whole = command("compute", "exempelstad", "--proposal", proposal)
    assert client.get(f"{BUDGET}?proposal={proposal}").json() == whole
    figures = client.get(f"{BUDGET}/figures?proposal={proposal}").json()["data"]["figures"]
    assert figures == whole["data"]["figures"]
    assert figures != client.get(f"{BUDGET}/figures").json()["data"]["figures"]
    names = [each["id"] for each in client.get(f"{BUDGET}/proposals").json()["data"]["proposals"]]
    compared = client.get(f"{BUDGET}/comparison?proposal={names[1]}&baseline={names[0]}").json()
    assert compared == command("compare", "exempelstad", names[1], "--baseline", names[0])


def test_filters(client: TestClient, full: Live) -> None:
    sound = full.state.held[0].sound
    assert sound is not None
    model: Model = sound.model

    def asked(query: str) -> list[tuple[str, str]]:
        data = client.get(f"{BUDGET}/figures?{query}").json()["data"]
        return [(figure, period) for figure, periods in data["figures"].items() for period in periods]

    everything = list(model.cells)
    assert sorted(asked("")) == sorted(everything)
    assert sorted(asked("figure=result.*")) == sorted(key for key in everything if key[0].startswith("result."))
    assert asked("figure=result.net_income&period=2026&period=2027") == [("result.net_income", each) for each in ("2026", "2027")]
    assert sorted(asked("unit=SEK&period=2026")) == sorted(
        key for key in everything if key[1] == "2026" and str(model.cells[key].unit) == "SEK"
    )
    assert sorted(asked("status=unknown")) == sorted(key for key in everything if model.status(key).value == "unknown")
    assert asked("figure=nothing.*") == []
    pages = [client.get(f"{BUDGET}/figures?limit=500&offset={at}").json()["data"] for at in range(0, len(everything) + 500, 500)]
    assert [each["total"] for each in pages] == [len(everything)] * len(pages)
    assert sum(len(periods) for each in pages for periods in each["figures"].values()) == len(everything)
    assert pages[-1]["figures"] == {} or len(everything) % 500


@pytest.mark.parametrize(
    ("figure", "pattern", "fitting"),
    [
        ("result.net_income", "result.net_income", True),
        ("result.net_income", "result.*", True),
        ("result.net_income", "*", True),
        ("result.net_income", "*net*", True),
        ("result.net_income", "r*t.*e", True),
        ("result.net_income", "result.net_income*", True),
        ("result.net_income", "result", False),
        ("result.net_income", "*x*", False),
        ("aba", "ab*ba", False),
        ("result.net_income", "result.net.income", False),
        ("", "*", True),
    ],
)
def test_patterns(figure: str, pattern: str, fitting: bool) -> None:
    assert _fits(figure, pattern) is fitting


@given(st.text("ab*", max_size=8), st.text("ab", max_size=10))
def test_patterns_are_those_of_the_shell(pattern: str, figure: str) -> None:
    import fnmatch

    assert _fits(figure, pattern) is fnmatch.fnmatchcase(figure, pattern)


def test_a_pattern_of_stars_is_answered_at_once(client: TestClient) -> None:
    assert client.get(f"{BUDGET}/figures?figure={'*e' * 140}x").json()["data"]["total"] == 0


REFUSED = [
    ("/figures?figur=x", 400, "figur", 'Menade du "figure"?', 'Did you mean "figure"?'),
    ("/figures?status=synthetc", 400, "status", 'Menade du "synthetic"?', 'Did you mean "synthetic"?'),
    ("/figures?limit=0", 400, "limit", "ett helt tal från 1", "a whole number from 1"),
    ("/figures?limit=-1", 400, "limit", "ett helt tal", "a whole number"),
    ("/figures?limit=1e3", 400, "limit", "ett helt tal", "a whole number"),
    ("/figures?limit=٣", 400, "limit", "ett helt tal", "a whole number"),
    ("/figures?limit=99999999999999999999", 400, "limit", "ett helt tal", "a whole number"),
    ("/figures?limit=1&limit=2", 400, "limit", "mer än en gång", "more than once"),
    (f"/figures?figure={'a' * 400}", 400, "figure", "för långt", "too long"),
    (f"/figures?{'&'.join(['figure=a'] * 200)}", 400, "figure", "för många gånger", "too many times"),
    ("/figures/result.net_incme", 404, "result.net_incme", 'Menade du "result.net_income"?', "Did you mean"),
    ("/figures/result.net_income?period=2206", 404, "2206", 'Menade du "2026"?', "Did you mean"),
    ("/figures/result.net_income?depth=51", 400, "depth", "från 0 till 50", "from 0 to 50"),
    ("/figures/committee%2F..%2Fx", 404, "", "leder inte till", "leads to nothing"),
    ("/tables/resultat", 400, "table", "Välj bland", "Choose among"),
    ("/proposals/forslag-z", 404, "forslag-z", "Menade du", "Did you mean"),
    ("/comparison?proposal=forslag-z", 404, "forslag-z", "Menade du", "Did you mean"),
    ("/comparison?baseline=nobody", 404, "nobody", "finns inte", "no proposal"),
    ("?proposal=nobody", 404, "nobody", "finns inte", "no proposal"),
    ("/periods?lang=de", 400, "lang", "sv, en", "sv, en"),
    ("/nothing", 404, "", "leder inte till", "leads to nothing"),
    ("/../../x", 404, "", "leder inte till", "leads to nothing"),
]


@pytest.mark.parametrize(("address", "status", "named", "swedish", "english"), REFUSED)
def test_refusals(
    app: ASGIApp, described: dict[str, Any], address: str, status: int, named: str, swedish: str, english: str
) -> None:
    for language, words in (("sv", swedish), ("en", english)):
        headers = [(b"host", b"localhost"), (b"accept-language", language.encode())]
        got, body = ask(app, f"{BUDGET}{quote(address, safe='/?&=%*')}", headers=headers)
        told = json.loads(body)
        assert got == told["status"] == status
        assert words in told["detail"]
        assert named in told["detail"]
        fits(described, f"{PREFIX}/budgets/{{budget}}", 400 if status == 400 else 404, told)


def test_a_budget_that_is_not_there(client: TestClient) -> None:
    answer = client.get(f"{PREFIX}/budgets/exempelsta/periods")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert 'Menade du "exempelstad"?' in answer.json()["detail"]


@pytest.mark.parametrize(
    ("accept", "query", "language"),
    [
        ("", "", "sv"),
        ("en", "", "en"),
        ("en-US,en;q=0.9", "", "en"),
        ("sv;q=0.8, en;q=0.9", "", "en"),
        ("de, fr;q=0.5", "", "sv"),
        ("de, en;q=0.1", "", "en"),
        ("*", "", "sv"),
        ("en;q=0", "", "sv"),
        ("en", "?lang=sv", "sv"),
        (",;q=,", "", "sv"),
    ],
)
def test_the_language_of_an_answer(client: TestClient, accept: str, query: str, language: str) -> None:
    answer = client.get(f"{BUDGET}/periods{query}", headers={"accept-language": accept})
    assert answer.headers["content-language"] == language
    assert "Accept-Language" in answer.headers["vary"]
    assert ("Budget 2026" if language else "") in json.dumps(answer.json())
    assert ("Utfall" in answer.text) is (language == "sv") or ("Bokslut" in answer.text) is (language == "sv")


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_question_is_answered_or_refused(app: ASGIApp, path: str, name: str, value: str) -> None:
    parts = (quote(each, safe="", errors="replace") for each in (path, name, value))
    address = "{}/{}?{}={}".format(BUDGET, *parts)
    assert ask(app, address)[0] in (200, 400, 404)


def test_faulty_files_give_no_figures(client: TestClient, described: dict[str, Any], tmp_path: Any) -> None:
    import shutil

    from tests.serve.conftest import client_of, edit

    from hundralapp.cli.common import load

    folder = tmp_path / "sjobo"
    shutil.copytree(EXAMPLES / "sjobo-2024", folder)
    edit(folder / "workspace.yaml", "budget_year:", "budget_yer:")
    faulty = client_of(Live([folder], load))
    for each in ENDPOINTS:
        path = f"{PREFIX}/budgets/{{budget}}{each.path}"
        answer = faulty.get(path.format(**REAL | {"budget": "sjobo"}))
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert answer.headers["cache-control"] == "no-store"
        fits(described, path, 503, answer.json())
        assert {one["code"] for one in answer.json()["diagnostics"]} == {"missing-key", "unknown-key"}
    told = faulty.get(f"{PREFIX}/budgets/sjobo/diagnostics").json()
    fits(described, f"{PREFIX}/budgets/{{budget}}/diagnostics", 200, told)
    assert (told["sound"], len(told["diagnostics"])) == (False, 2)
    listed = faulty.get(f"{PREFIX}/budgets").json()
    fits(described, f"{PREFIX}/budgets", 200, listed)
    assert listed["budgets"] == [{"id": "sjobo", "sound": False, "url": f"{PREFIX}/budgets/sjobo", "workspace": None}]


def test_kept_claims_are_judged_again(tmp_path: Any, described: dict[str, Any]) -> None:
    import shutil

    from tests.serve.conftest import client_of

    from hundralapp.cli.common import load

    folder = tmp_path / "stockholm"
    shutil.copytree(EXAMPLES / "stockholm-2024", folder)
    claim = "skatt:\n  sentence: Skatten höjs med 24 öre 2024.\n  text: tal.md\n  verdicts: [amount holds]\n"
    (folder / "claims.yaml").write_text(claim, encoding="utf-8")
    body = client_of(Live([folder], load)).get(f"{PREFIX}/budgets/stockholm/claims").json()
    fits(described, f"{PREFIX}/budgets/{{budget}}/claims", 200, body)
    (kept,) = body["data"]["claims"]
    assert kept["id"] == "skatt"
    assert kept["has_flipped"] is (kept["verdicts"] != kept["now"])
    assert kept["now"]


def test_common_parameters_are_on_every_endpoint(described: dict[str, Any]) -> None:
    for each in ENDPOINTS:
        names = [one["name"] for one in described["paths"][f"{PREFIX}/budgets/{{budget}}{each.path}"]["get"]["parameters"]]
        assert names[: len(COMMON)] == [one.name for one in COMMON]
