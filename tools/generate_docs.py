"""`make docs`: the reference pages, the JSON Schemas and click's Swedish catalogue, all made from the code.

python tools/generate_docs.py            writes what differs
python tools/generate_docs.py --check    writes nothing; fails if anything differs
"""

from __future__ import annotations

import datetime
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

from hundralapp.codes import CODES
from hundralapp.deliverables.package import MAPPINGS, make_tables
from hundralapp.diagnostics import Severity
from hundralapp.graph.figure import Series, Status
from hundralapp.graph.rule import Rule
from hundralapp.households.format import HOUSEHOLD
from hundralapp.households.law import MODULES as INCOME_TAX_MODULES
from hundralapp.households.reform_format import REFORM
from hundralapp.model import RULE_MODULES, load_model
from hundralapp.params.parameter import national_parameters
from hundralapp.population.assumptions import ASSUMPTIONS
from hundralapp.population.columns import COLUMNS, METADATA, SYNTHETIC_COLUMN
from hundralapp.population.facts import GROUPS
from hundralapp.proposals.compare import compare
from hundralapp.proposals.decision import read_proposals
from hundralapp.rules.income_tax import withholding
from hundralapp.terms import terms, word
from hundralapp.units import SYMBOLS, written, written_names
from hundralapp.workspace.claim_formats import CLAIM_FILES, LINKS
from hundralapp.workspace.files import LARGEST, LONGEST_LINE, MOST_LINES
from hundralapp.workspace.formats import FILES
from hundralapp.workspace.header import ATTRIBUTES, FAMILIES
from hundralapp.workspace.load import MOST_PERIODS
from hundralapp.workspace.schema import Either, Keys, ListOf, MapOf, Shape, Text, json_schema

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a program, only this folder is searched
from tools.api_reference import api_page, openapi_file

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
LOCALE = ROOT / "src" / "hundralapp" / "cli" / "locale" / "sv" / "LC_MESSAGES"
MADE = "<!-- Made by tools/generate_docs.py. Change the code, then run `make docs`. -->\n\n"


def row(*cells: object) -> str:
    """A row of a Markdown table."""
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def head(*names: str) -> str:
    return row(*names) + "|" + "---|" * len(names) + "\n"


def diagnostics_page() -> str:
    """Every diagnostic: sentence, reason, and its broken example's own output."""
    text = MADE + "# Diagnostics\n\n"
    text += "*Varje fel som kan hittas i filerna: vad det säger, varför det är ett fel, och ett exempel.*\n\n"
    text += "All problems come at once, sorted by place, as `file:line:column: code: message` with the line and a caret; also with `--json`. "
    text += "An error stops the result from being trusted; a warning is shown and the work goes on.\n\n"
    said = {language: {**said_of_populations(language), **said_of_fetching(language)} for language in ("sv", "en")}
    for code in sorted(CODES, key=lambda each: each.name):
        kind = "error" if code.severity is Severity.ERROR else "warning"
        text += f"## {code.name}\n\n*{kind}* · {code.why_en}\n\n{code.why_sv}\n\n"
        if code.note_en:
            text += f"{code.note_en}\n\n{code.note_sv}\n\n"
        for language in ("sv", "en"):
            example = ROOT / "tests" / "broken" / code.name / f"expected.{language}.txt"
            if example.is_file():
                text += f"```text\n{example.read_text(encoding='utf-8').rstrip()}\n```\n\n"
            elif code.name in said[language]:
                text += f"```text\n{said[language][code.name]}\n```\n\n"
            else:
                text += f"```text\n{code.sv if language == 'sv' else code.en}\n```\n\n"
    return text


def said_of_populations(language: str) -> dict[str, str]:
    """What is said of broken populations in Parquet, one example per code."""
    path = ROOT / "tests" / "unit" / "population" / f"expected.{language}.txt"
    texts = [line.split(" | ", 1)[1] for line in path.read_text(encoding="utf-8").splitlines()]
    return {name: text for text in reversed(texts) for name in text.split(": ") if name.startswith("population-")}


def said_of_fetching(language: str) -> dict[str, str]:
    """What is said of services that fail and files that were changed, one example per code."""
    path = ROOT / "tests" / "unit" / "fetch" / f"expected.{language}.txt"
    texts = [line.split(" | ", 1)[1] for line in path.read_text(encoding="utf-8").splitlines()]
    return {name: text for text in reversed(texts) for name in text.split(": ") if name.startswith("fetch-")}


def keys_of(shape: Shape, prefix: str = "") -> Iterator[tuple[str, str, bool, str, str]]:
    """Every key of a shape, nested ones with their path: (key, type, required, Swedish, English)."""
    match shape:
        case Keys():
            for key in shape.keys:
                name = f"{prefix}{key.name}"
                yield name, kind_of(key.shape), key.required, key.doc.sv, key.doc.en
                yield from keys_of(key.shape, f"{name}.")
        case ListOf(item):
            yield from keys_of(item, f"{prefix.removesuffix('.')}[]." if prefix else "")
        case MapOf(value, keys):
            yield from keys_of(value, f"{prefix}<{keys}>.")
        case Either(_, other):
            yield from keys_of(other, prefix)
        case Text():
            return


def kind_of(shape: Shape) -> str:
    match shape:
        case Text(form, choices):
            return " \\| ".join(f"`{each}`" for each in choices) if choices else form
        case ListOf(item):
            return f"list of {'mappings' if isinstance(item, Keys) else kind_of(item)}"
        case MapOf(value, keys):
            return f"{keys} → {'mapping' if isinstance(value, Keys) else kind_of(value)}"
        case Either(scalar, other):
            return f"{kind_of(scalar)}, or {kind_of(other)}"
        case Keys():
            return "mapping"


def format_page() -> str:
    """The public format of a workspace."""
    text = MADE + "# The workspace format\n\n*Formatet för en arbetsyta: en mapp med YAML och CSV.*\n\n"
    text += "Format version 1. YAML for statements, CSV for tables, UTF-8. Unknown keys and columns are errors. "
    text += "JSON Schemas for editors are in [`schema/`](schema). "
    text += f"Limits: {LARGEST['.yaml'] >> 20} MB of YAML, {LARGEST['.csv'] >> 20} MB and {MOST_LINES} lines of CSV per file, "
    text += f"{LONGEST_LINE} characters per line, {MOST_PERIODS} periods; links must stay within the folder.\n\n"
    for name, shape in {**FILES, **CLAIM_FILES, "<text>.links.yaml": LINKS}.items():
        text += f"## {name}\n\n" + head("key", "type", "required", "svenska", "English")
        for key, kind, required, sv, en in keys_of(shape):
            text += row(f"`{key}`", kind, "yes" if required else "", sv, en)
        text += "\n"
    text += "## Household files\n\nNot part of a workspace; read by `hundralapp households --household FILE`. "
    text += "Incomes are in whole kronor before tax, a month or a year as their key says; a church member's parish rate is required.\n\n"
    text += head("key", "type", "required", "svenska", "English")
    for key, kind, required, sv, en in keys_of(HOUSEHOLD):
        text += row(f"`{key}`", kind, "yes" if required else "", sv, en)
    text += "\n## Reform files\n\nNot part of a workspace; read by `hundralapp simulate --reform FILE`. Numbers have a decimal point or comma and no "
    text += "thousands sign; amounts and schedules are named as in the [parameters](parameters.md) and written as the law writes them.\n\n"
    text += head("key", "type", "required", "svenska", "English")
    for key, kind, required, sv, en in keys_of(REFORM):
        text += row(f"`{key}`", kind, "yes" if required else "", sv, en)
    text += "\n## Tables: `budget/**/*.csv` and `assumptions/**/*.csv`\n\n"
    text += "The first row names the columns; commas, semicolons or tabs separate them; lines that start with `#` are comments. A table has either the column "
    text += "`figure`, with figure ids ([figures](figures.md)), or family columns, with names as people write them; then one column per period "
    text += "of `workspace.yaml`. A cell is a number (`32,41` or `32.41`, `1 234`, `−5`), empty (not stated), `okänd`/`unknown`, or `rest`: the "
    text += "stated total less the other rows of the family.\n\n"
    text += head("family column", "svenska", "English", "default measure")
    for family, measure in FAMILIES.items():
        text += row(f"`{family}`", word("families", family, "sv"), word("families", family, "en"), f"`{measure}`")
    text += "\nOther columns: " + ", ".join(f"`{each}`" for each in ATTRIBUTES) + ".\n\n"
    text += "`precision` is the step a number is rounded to, in the row's unit; without it a `rounded` number is right to its last printed decimal.\n\n"
    text += "## Statuses, from best to worst\n\n" + head("status", "svenska", "English")
    text += "".join(row(f"`{each}`", word("statuses", each, "sv"), word("statuses", each, "en")) for each in Status)
    text += "\n## Series\n\n" + head("series", "svenska", "English")
    text += "".join(row(f"`{each}`", word("series", each, "sv"), word("series", each, "en")) for each in Series)
    text += "\n## Units\n\n" + head("written", "carried as", "factor")
    text += "".join(row(f"`{each}`", f"`{written(each).carried}`", written(each).factor) for each in written_names())
    text += "\nUnits combine with `/`: `kr/elev`, `tkr/plats`. Symbols: " + ", ".join(f"`{each}`" for each in SYMBOLS) + ".\n"
    return text


def label(figure: str, language: str) -> str:
    """A figure's or pattern's label in the glossary."""
    if figure in terms()["figures"]:
        return word("figures", figure, language)
    return word("measures", figure.rsplit(".", 1)[-1], language)


def input_of(rule: Rule) -> str:
    said = []
    for argument in rule.arguments:
        reference = argument.reference
        names = " + ".join(f"`{each}`" for each in reference.patterns if each)
        plain = reference.kind == "figure"
        said.append(names if plain else f"{reference.kind.replace('_', ' ')} {names}".strip())
    return ", ".join(said)


def in_force(rule: Rule) -> str:
    """The years a dated rule holds."""
    first = f" from {rule.valid_from}" if rule.valid_from is not None else ""
    last = f" to {rule.valid_to}" if rule.valid_to is not None else ""
    return f" ({(first + last).strip()})" if first or last else ""


def figures_page() -> str:
    """Every figure and rule."""
    text = MADE + "# Figures and rules\n\n*Alla siffror: id, namn, enhet, hur de räknas och efter vilken lag.*\n\n"
    text += (
        "A figure with several rules uses the first whose inputs are there and known. `{name}` stands for what the files name. "
    )
    text += "*previous* is the period before, *total* a sum over a family, *lever* an input that decisions move, *stated* what the files say.\n\n"
    for module in (*RULE_MODULES, *INCOME_TAX_MODULES, withholding):
        title = module.__name__.removeprefix("hundralapp.rules.").replace("_", " ").replace(".", ": ")
        text += f"## {title}\n\n{(module.__doc__ or '').strip()}\n\n"
        text += head("figure", "svenska", "English", "unit", "rule", "law", "inputs")
        for rule in (*module.RULES, *getattr(module, "REPLACES", ())):
            unit = f"`{rule.unit}`" if rule.unit is not None else "as its inputs"
            labels = label(rule.figure, "sv"), label(rule.figure, "en")
            text += row(f"`{rule.figure}`", *labels, unit, rule.summary, rule.law + in_force(rule), input_of(rule))
        computed = {rule.figure for rule in module.RULES}
        given = [one for one in getattr(module, "GIVEN", ()) if one.figure not in computed]
        if given:
            text += "\nStated in files:\n\n" + head("figure", "svenska", "English", "unit")
            for one in given:
                unit = f"`{one.unit}`" if one.unit is not None else "chosen by the writer"
                text += row(f"`{one.figure}`", label(one.figure, "sv"), label(one.figure, "en"), unit)
        text += "\n"
    return text


def parameters_page() -> str:
    """Every national parameter with its dated values."""
    text = (
        MADE
        + "# National parameters\n\n*Nationella parametrar, med datum och källa.*\n\nA value holds from its year until the next.\n\n"
    )
    for parameter in national_parameters().parameters.values():
        text += f"## `{parameter.name}`\n\n{parameter.law} · `{parameter.unit}` · {parameter.file}\n\n" + head(
            "from", "value", "reference", "note"
        )
        text += "".join(row(each.year, f"{each.value:g}", each.reference, each.note) for each in parameter.values) + "\n"
    text += "# National schedules\n\nPiecewise linear in the income: constant, slope, upper bound and origin of each piece, as carried.\n\n"
    for schedule in national_parameters().schedules.values():
        text += f"## `{schedule.name}`\n\n{schedule.law} · {schedule.file}\n\n" + head("from", "pieces", "reference")
        for dated in schedule.values:
            pieces = "; ".join(
                ", ".join(f"{name} {value:g}" for name, (value, _) in piece.values.items()) for piece in dated.pieces
            )
            text += row(dated.year, pieces, dated.reference)
        text += "\n"
    return text


def help_of(arguments: Iterable[str], language: str) -> str:
    environment = {**os.environ, "COLUMNS": "100", "HUNDRALAPP_LANG": language, "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "hundralapp", *arguments, "--help"], capture_output=True, text=True, env=environment, check=True
    )
    return done.stdout.rstrip()


def commands_page() -> str:
    """`--help` of every verb, in both languages."""
    from hundralapp.cli import VERBS

    text = MADE + "# Commands\n\n*Kommandoraden: hjälptexten för varje verb, på svenska och engelska.*\n\n"
    text += "Exit codes: 0 fine, 1 problems in the user's files, 2 wrong usage, 3 a fault of ours.\n\n"
    text += f"```text\n{help_of([], 'sv')}\n```\n\n"
    for verb in VERBS:
        command = import_module(f"hundralapp.cli.{verb.replace('-', '_')}").command
        for words in ([verb], *([verb, each] for each in getattr(command, "commands", {}))):
            text += f"#{'#' * len(words)} {' '.join(words)}\n\n"
            text += f"```text\n{help_of(words, 'sv')}\n```\n\n```text\n{help_of(words, 'en')}\n```\n\n"
    return text


def population_page() -> str:
    """The public format of a population, and what a synthetic one assumes."""
    text = MADE + "# The population format\n\n*Formatet för en befolkning: Parquet med en rad per skattebetalare.*\n\n"
    text += "A population is a Parquet file, or a folder of them with the same columns (files whose names begin with a dot or an underscore are left out). "
    text += "A row is one taxpayer, or as many as its weight says. Money is whole kronor a year. Any integer type whose values fit will do; a decimal "
    text += "number for kronor, an empty value and NaN are errors, told with file, row (from 1) and column. Other columns are not read, and named.\n\n"
    text += head("column", "svenska", "English", "unit", "from", "to", "needed", "carried as")
    needs = {"required": "yes", "income": "at least one of these", "optional": ""}
    for each in COLUMNS:
        carried = "int32, thousandths" if each.kind == "weight" else each.dtype
        lowest = "0.001" if each.kind == "weight" else each.lowest
        bounds = lowest, f"{each.highest:,}".replace(",", " ")
        text += row(f"`{each.name}`", each.meaning.sv, each.meaning.en, each.unit.en, *bounds, needs[each.need], carried)
    text += "\nAll incomes of a person together are at most 1 000 000 000. An income that is not there is zero for all. `church_member` and `church_fee_rate` come "
    text += "together, and a member has a fee. Municipality codes are checked against those whose rates ship.\n\n"
    text += "Weights are carried in thousandths of a person: whole numbers exactly, fractions to the nearest. Where the file states `hundralapp.persons`, whole weights must "
    text += "sum to it exactly; fractions may differ by half a thousandth a row, which is what carrying them can cost, or by a millionth of the sum.\n\n"
    text += "Sort rows by municipality and keep row groups of about 500 000: then reading is fastest. A row group above 1 048 576 rows is read in batches.\n\n"
    text += "## What a file may say of itself\n\nKeys in the Parquet metadata, all optional.\n\n" + head(
        "key", "svenska", "English"
    )
    text += "".join(row(f"`{key}`", meaning.sv, meaning.en) for key, meaning in METADATA.items())
    text += f"\nA column `{SYNTHETIC_COLUMN}`, whatever is in it, says the same as `hundralapp.synthetic`: it stays when another tool writes the file again.\n"
    text += (
        "\n## A synthetic population\n\n`hundralapp population make` draws persons for every municipality, sex and group of age "
    )
    text += f"({', '.join(f'{first}–{last}' for first, last in GROUPS)}) so that the number of residents is the published one, the mean income too (to a row's weight), "
    text += "and the median as near as the number of rows allows. All else is assumed:\n\n"
    text += "".join(f"- {each.en}<br>*{each.sv}*\n" for each in ASSUMPTIONS)
    text += "\nThe file is labelled synthetic, holds its seed, its assumptions and its errors (`hundralapp.calibration`), and is sorted by municipality. The same recipe gives "
    text += "the same persons, whatever the number of threads, on the same version of NumPy.\n"
    return text


def fetching_page() -> str:
    """What `hundralapp fetch` asks, what it writes, and what it verifies."""
    from hundralapp.fetch import kolada, scb, skatteverket
    from hundralapp.fetch.identities import IDENTITIES
    from hundralapp.fetch.run import SOURCES
    from hundralapp.fetch.table import COLUMNS as VALUE_COLUMNS
    from hundralapp.fetch.table import SERIES_COLUMNS
    from hundralapp.fetch.transport import Limits

    limits = Limits()
    text = MADE + "# Fetched data\n\n*Vad `hundralapp fetch` frågar, skriver och prövar.*\n\n"
    text += "No service was reached when this was written or tested: the tests run against a server of their own. What is said below of each service is marked *read* "
    text += "(in a published description, or in an answer that someone else has stored) or *assumed*.\n\n"
    text += "## Sources\n\n"
    for name, module in (("scb", scb), ("kolada", kolada), ("skatteverket", skatteverket)):
        source = SOURCES[name]
        text += f"### {source.name}\n\n`{source.base}`, at most one call in {source.interval} s.\n\n"
        text += " ".join((module.__doc__ or "").split()) + "\n\n"
        text += head("origin", "title", "publisher", "page", "licence")
        for each in source.datasets:
            text += row(f"`{each.id}`", each.title, each.publisher, each.page, each.licence)
        text += "\n"
    text += "## Limits\n\n"
    text += f"{limits.attempts} attempts per answer, with waits of 1, 2, 4 ... seconds and up to as much again by chance, or what Retry-After says up to {limits.longest_wait:.0f} s; "
    text += f"{limits.connect:.0f} s to connect, {limits.whole:.0f} s for a whole answer (`--timeout`), {limits.most_bytes >> 20} MB unpacked. Answers 500, 502, 503, 504 and 429, broken and cut-off ones are asked for again; "
    text += "other refusals are not. Redirects are not followed.\n\n"
    text += "## Files\n\n" + head("file", "content")
    text += row("`fetched/answers/<source>/<name>-<page>.json`", "each answer as it came")
    text += row("`fetched/<source>.csv`", "values: " + ", ".join(f"`{each}`" for each in VALUE_COLUMNS))
    text += row("`fetched/<source>-series.csv`", "series: " + ", ".join(f"`{each}`" for each in SERIES_COLUMNS))
    text += row("`fetched/<source>-origins.yaml`", "origins, as in a workspace's origins.yaml")
    text += row(
        "`fetched/revenue-<year>.csv`", "uprated base and residents of all municipalities, for `hundralapp revenue --data`"
    )
    text += row("`fetched.lock`", "what was asked, when, with which checksum; which tables were made of which answers")
    text += row(
        "`assumptions/fetched.csv`, `assumptions/fetched-indicators.csv`", "in a workspace: its own figures and indicators"
    )
    text += "\nAn unknown value is an empty cell with the status `unknown`; `mark` is the source's own sign of it (`..`, `Privat`).\n\n"
    text += "## Series\n\n" + head("series", "title", "unit", "origin")
    for each in (*scb.SERIES.values(), *skatteverket.SERIES.values()):
        text += row(f"`{each.id}`", each.title, f"`{each.unit}`", f"`{each.origin}`")
    text += f"\nKolada's series are its ids: {', '.join(f'`{each}`' for each in kolada.USUAL)}, and those of `--kpi`.\n\n"
    text += "## Identities\n\nChecked by `hundralapp fetch --verify` over every municipality and year in the files. The difference may be what half the last published "
    text += "digit of each term allows.\n\n" + head("id", "svenska", "English", "unit", "years")
    for each in IDENTITIES:
        first, last = each.years
        years = f"{first or ''}–{'' if last == 9999 else last}" if each.years != (0, 9999) else ""
        text += row(f"`{each.id}`", each.title.sv, each.title.en, f"`{each.unit}`", years)
    return text


def json_page() -> str:
    """The keys of every verb's `--json`, read off the dataclasses that make them."""
    from hundralapp.cli.doctor import Finding
    from hundralapp.fetch.run import SourceOutcome
    from hundralapp.fetch.workspace_rows import Placed
    from hundralapp.population.calibration import FitError, MunicipalityFit, NationalFit
    from hundralapp.population.making import Recipe
    from hundralapp.population.summary import ColumnSummary
    from hundralapp.views.claims import ClaimsView
    from hundralapp.views.comparison import ComparisonView
    from hundralapp.views.explanation import Explanation
    from hundralapp.views.forecasts import ForecastsView, SensitivityView
    from hundralapp.views.household import HouseholdView
    from hundralapp.views.income_range import IncomeRangeView
    from hundralapp.views.judgements import CheckView, GoalView
    from hundralapp.views.municipalities import Row, StepOfLaw
    from hundralapp.views.published_figure import PublishedFigureView
    from hundralapp.views.simulation import ReformView

    text = MADE + "# JSON\n\n*Vad `--json` svarar: nycklarna är ett löfte.*\n\n"
    text += "Every verb answers with one envelope: `hundralapp` (version), `verb`, `workspace` (name, entity, budget_year, money, synthetic, periods; "
    text += "null without a workspace), `diagnostics` (file, line, column, length, code, severity, sv, en) and `data`. With errors `data` is empty (but for `check`) and "
    text += "the exit code 1. Money is in SEK, tax rates in öre per SEK 100; an unknown value is null.\n\n"
    text += "`check`: ok, figures (number), lock (sha256 of the result), differs.\n\n"
    text += "`compute`: figures (id → period → value, unit, status, and unknown_because when unknown), reconciliations (figure, period, stated, computed, difference, closes), checks, goals.\n\n"
    text += "`explain`: explanation. `compare`: comparison. `claims`: claims. `doctor`: findings. `new` and `publish`: the folder and the files made. `export`: to, out and the files made. `serve`: address, api and budgets (id, folder, sound, workspace), once it answers. "
    text += "`households`: notes (what is uncertain or assumed), households (one per household and change of rate), claimed (with `--claimed`); with `--range` instead ranges (one per change of rate). "
    text += "`forecasts`: forecasts, or with `--sensitivity` sensitivity. `revenue`: year, source and rows, each as RevenueRow with `rank_` and the column for every ranked column "
    text += "(1 is the greatest, equals share a rank), and the published parts as `outcome_`; with `--explain`: year, code, name and steps. "
    text += "`fetch`: sources (one SourceOutcome each), files (written beside the sources' own) and workspace (Placed, or null); with `--dry-run`: dry_run and requests (source, url, file, fetched); with `--verify`: "
    text += "holds and identities (id, sv, en, unit, checked, unknown, years, deviations: code, name, year, stated, expected, difference, allowed, note; numbers as exact text). "
    text += "Diagnostics of services have file (the address), code, severity, sv and en.\n\n"
    text += "`simulate`: population, synthetic, rows, income_year (null where the file does not say), year (of law and rates), notes, reforms.\n\n"
    text += "`population make`: file, synthetic, recipe, method, population_year, income_year, uprate, reason, assumptions (sv, en), errors, national, municipalities. "
    text += "`population check`: file, year, synthetic, rows, persons, municipalities (number), columns, ignored, metadata. Diagnostics of a population have row and column "
    text += "(a name) instead of line, column and length.\n\n"
    seen: set[type] = set()
    for made in (
        CheckView,
        GoalView,
        Explanation,
        ComparisonView,
        HouseholdView,
        PublishedFigureView,
        IncomeRangeView,
        ReformView,
        ClaimsView,
        ForecastsView,
        SensitivityView,
        Row,
        StepOfLaw,
        SourceOutcome,
        Placed,
        Finding,
        Recipe,
        MunicipalityFit,
        FitError,
        NationalFit,
        ColumnSummary,
    ):
        text += record(made, seen)
    return text


def data_page() -> str:
    """The tables of the data package, as their schemas have them."""
    model = load_model(ROOT / "examples" / "exempelstad")
    text = MADE + "# The data package\n\n*Datapaketets tabeller: vad varje kolumn håller.*\n\n"
    text += "`hundralapp export WORKSPACE --to package` and `publish` write `datapackage.json` (Tabular Data Package v1) with these tables as CSV: UTF-8, comma, decimal point, "
    text += "empty for unknown. `json/` holds the same rows as JSON, `excel/` the same for a Swedish Excel: semicolon, decimal comma, byte order mark, headings in Swedish. A text "
    text += "that begins like a formula (`= + - @`, tab) has an apostrophe before it in CSV; a signed number is left. A table without rows is left out. `bytes` and `hash` (sha256) stand for "
    text += "each table in the descriptor; `checksums.txt` has every file.\n\n"
    text += "*Fiscal Data Package.* `columnType` is that of version 1.0.0-rc1, on the columns where a concept of its taxonomy fits. Which classification the lines have in these systems is not known, "
    text += "and is said under `mappings`:\n\n" + head("classification", "svenska", "English")
    for name, said in MAPPINGS.items():
        text += row(f"`{name}`", said["sv"], said["en"])
    for table in make_tables(compare(model, list(read_proposals(model.workspace).values()))):
        text += f"\n## {table.name}\n\n*{table.title.sv}: {table.meaning.sv}* {table.meaning.en}\n\n"
        text += f"Primary key: {', '.join(f'`{each}`' for each in table.primary_key)}."
        for key in table.foreign_keys:
            ours, theirs = (", ".join(f"`{each}`" for each in names) for names in (key.fields, key.to))
            text += f" {ours} → {key.table or table.name} {theirs}."
        text += "\n\n" + head("column", "type", "svenska", "English", "columnType")
        for each in table.fields:
            kind = each.kind + (", required" if each.required else "")
            text += row(
                f"`{each.name}`", kind, each.meaning.sv, each.meaning.en, f"`{each.column_type}`" if each.column_type else ""
            )
        for each, _ in table.constants:
            text += row(f"`{each.name}`", "constant", each.meaning.sv, each.meaning.en, f"`{each.column_type}`")
    return text


def record(made: type, seen: set[type]) -> str:
    """A dataclass as a table of keys, then those it holds."""
    if made in seen:
        return ""
    seen.add(made)
    hints = get_type_hints(made)
    doc = " ".join((made.__doc__ or "").split())
    text = f"## {made.__name__}\n\n{doc}\n\n" + head("key", "type")
    text += "".join(row(f"`{each.name}`", type_name(hints[each.name])) for each in fields(made)) + "\n"
    for each in fields(made):
        for inner in inner_records(hints[each.name]):
            text += record(inner, seen)
    return text


def inner_records(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for each in get_args(hint):
        yield from inner_records(each)


def type_name(hint: Any) -> str:
    text = str(hint) if get_args(hint) else getattr(hint, "__name__", str(hint))
    for module in ("hundralapp.views.comparison.", "hundralapp.views.claims.", "hundralapp.views.explanation.", "hundralapp.views.household.", "hundralapp.views.published_figure.", "hundralapp.views.income_range.", "hundralapp.views.simulation.", "hundralapp.views.tables.", "hundralapp.proposals.compare.",
                   "hundralapp.proposals.decision.", "hundralapp.graph.figure.", "hundralapp.population.calibration.", "typing."):  # fmt: skip
        text = text.replace(module, "")
    return text.replace("NoneType", "null").replace("None", "null").replace(", ...", "")


def catalogue_file() -> bytes:
    """click's Swedish sentences, compiled."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = read_po(io.BytesIO((LOCALE / "messages.po").read_bytes()))
    source.creation_date = source.revision_date = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)  # the same bytes every day
    out = io.BytesIO()
    write_mo(out, source)
    return out.getvalue()


def schemas() -> dict[str, str]:
    """A JSON Schema per kind of YAML file."""
    made = {}
    for name, shape in {**FILES, **CLAIM_FILES, "links.yaml": LINKS, "household.yaml": HOUSEHOLD, "reform.yaml": REFORM}.items():
        stem = name.replace("*.yaml", "proposal.yaml").rsplit("/", 1)[-1].removesuffix(".yaml")
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **json_schema(shape)}
        made[f"schema/{stem}.schema.json"] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return made


def generate() -> dict[Path, bytes]:
    """Every generated file and what it should hold."""
    pages = {
        "diagnostics.md": diagnostics_page(),
        "format.md": format_page(),
        "figures.md": figures_page(),
        "parameters.md": parameters_page(),
        "commands.md": commands_page(),
        "population.md": population_page(),
        "fetching.md": fetching_page(),
        "json.md": json_page(),
        "data.md": data_page(),
        "api.md": MADE + api_page(),
        "openapi.json": openapi_file(),
        **schemas(),
    }
    made = {REFERENCE / name: (text.rstrip() + "\n").encode() for name, text in pages.items()}
    made[LOCALE / "messages.mo"] = catalogue_file()
    return made


def stale() -> dict[Path, bytes]:
    """Generated files that do not hold what they should."""
    return {path: data for path, data in generate().items() if not path.is_file() or path.read_bytes() != data}


def main() -> None:
    wrong = stale()
    for path, data in wrong.items():
        if "--check" in sys.argv:
            print(f"{path.relative_to(ROOT)} is not what the code says; run make docs")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            print(f"wrote {path.relative_to(ROOT)}")
    if "--check" in sys.argv and wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
