"""The pages: what a budget says, in one language, put into the templates.

A page carries its style, script, fonts and data in itself, so that it works when it is opened from a disk, sent by mail or kept
in an archive. Its content security policy names the hashes of its own script and style, and allows nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from hundralapp import __version__
from hundralapp.diagnostics import Language
from hundralapp.graph.export import as_json, evaluator_source
from hundralapp.households.cases import household_cases
from hundralapp.model import Model
from hundralapp.numbers_sv import show_number
from hundralapp.proposals.decision import Proposal
from hundralapp.publish import content, words
from hundralapp.publish.household import STANDARD_AGE, STANDARD_WAGE, HouseholdPage, make_household
from hundralapp.publish.household_data import household_data
from hundralapp.publish.lever import MOST_ORE, MOST_TENTHS, Lever, make_lever
from hundralapp.publish.opened import Link, Ref, compact, is_followed, open_figures
from hundralapp.publish.proposed import shown_proposals
from hundralapp.publish.shown import Shower
from hundralapp.terms import word

PAGES: Mapping[Language, str] = {"sv": "index.html", "en": "en.html"}
EXPLANATIONS: Mapping[Language, str] = {"sv": "forklaringar.html", "en": "explanations.html"}
HOUSEHOLDS: Mapping[Language, str] = {"sv": "hushall.html", "en": "household.html"}
_PLACE = re.compile(r"\{(\w+)\}")
_FONTS = {
    "@sans@": "source-sans-3-latin-wght-normal.woff2",
    "@serif@": "source-serif-4-latin-600-normal.woff2",
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to download, with its size."""

    name: str
    bytes: int


def render(
    model: Model, proposals: Sequence[Proposal], language: Language, data: Sequence[DataFile], result_hash: str
) -> dict[str, str]:
    """The page, that of explanations and, where the tax rate is known, that of households, in one language, by file name."""
    shower, space = Shower(model, language), model.workspace
    head = content.budget_head(model, language)
    bars = content.result_bars(shower, head)
    found, plan = content.finding(shower, head.id), content.plan(shower, head)
    demands = content.demands(shower)
    compared = shown_proposals(shower, proposals)
    lever = make_lever(shower)
    home = make_household(shower, compared.changed if compared else ())
    values: dict[str, Any] = {
        "space": space,
        "head": head,
        "finding": found,
        "plan": plan,
        "facts": content.facts(shower, head.id),
        "result_heading": words.result_heading(found.kind, [each.kind for each in plan], language),
        "law_heading": words.law_heading(content.verdicts(demands), language),
        "bars": bars,
        "charts": content.charts(bars),
        "result": {bar.id: shower.figure(content.RESULT, bar.id) for bar in bars},
        "hundred": content.hundred(shower, head),
        "demands": demands,
        "goals": content.goals(shower),
        "compared": compared,
        "lever": lever,
        "home": home if isinstance(home, HouseholdPage) else None,
        "no_home": "" if isinstance(home, HouseholdPage) else home.say(language),
        "households": HOUSEHOLDS,
        "tables": content.shown_tables(shower, head.id),
        "origins": list(space.origins.values()),
        "warnings": [(str(each.location), each.message(language)) for each in model.report],
        "data": data,
        "result_hash": result_hash,
        "money": space.money,
        "money_words": words.money(space.money, language),
    }
    opened = open_figures(shower, compared.changed if compared else ())
    values |= {
        "statuses": [(word("statuses", name, language), text) for name, text in words.STATUSES[language].items()],
        "opened": opened,
        "explanations_json": Markup(as_json(compact(opened))),
        "lever_json": Markup(as_json(_lever_data(lever, shower))) if lever else "",
        "script": _script(),
        "style": _style(),
        "language": language,
        "other": "en" if language == "sv" else "sv",
        "pages": PAGES,
        "part_names": words.PARTS[language],
        "data_words": words.DATA[language],
        "most_ore": MOST_ORE,
        "most_tenths": MOST_TENTHS,
        "explanations": EXPLANATIONS[language],
        "version": __version__,
        "policy": policy(_style(), _script()),
    }
    environment = _environment(language, space.language)
    light = _without_fonts(_style())
    written = {
        PAGES[language]: environment.get_template("page.html.j2").render(values),
        EXPLANATIONS[language]: environment.get_template("explanations.html.j2").render(
            values | {"style": light, "policy": policy(light, "")}
        ),
    }
    if isinstance(home, HouseholdPage):
        own = _household_values(home, language)
        written[HOUSEHOLDS[language]] = environment.get_template("hushall.html.j2").render(values | own)
    return written


def _household_values(home: HouseholdPage, language: Language) -> dict[str, Any]:
    style, script = _style() + _text("household.css"), _household_script()
    return {
        "wage": STANDARD_WAGE,
        "standard_wage": show_number(STANDARD_WAGE, 0, language),
        "age": STANDARD_AGE,
        "case_note": household_cases().note.say(language),
        "household_json": Markup(as_json(household_data(home, language))),
        "style": style,
        "script": script,
        "policy": policy(style, script),
    }


def policy(style: str, script: str) -> str:
    """The content security policy of a page with this style and script, and nothing else."""
    scripts = f"'{_hash(script)}'" if script else "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src '{_hash(style)}'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _lever_data(lever: Lever, shower: Shower) -> dict[str, Any]:
    return {
        "graph": lever.document,
        "inputs": lever.inputs,
        "ore": lever.ore,
        "frames": lever.frames,
        "mostOre": MOST_ORE,
        "mostTenths": MOST_TENTHS,
        "years": [{"period": each.period, "output": each.output, "year": each.year} for each in lever.years],
        "factor": shower.style.factor,
        "decimals": shower.style.decimals,
        "money": shower.style.money,
    }


@lru_cache(maxsize=1)
def _script() -> str:
    return f"\n{evaluator_source()}{_text('numbers.js')}{_text('page.js')}"


@lru_cache(maxsize=1)
def _household_script() -> str:
    names = ("numbers.js", "household-law.js", "household-chart.js", "household.js")
    return f"\n{evaluator_source()}{''.join(map(_text, names))}"


@lru_cache(maxsize=1)
def _style() -> str:
    """The style sheet with its fonts inside."""
    style = _text("style.css")
    for mark, name in _FONTS.items():
        font = (resources.files("hundralapp.publish") / "fonts" / name).read_bytes()
        style = style.replace(mark, base64.b64encode(font).decode())
    return f"\n{style}"


def _without_fonts(style: str) -> str:
    """The style sheet for the long page of explanations, which does with the reader's own fonts."""
    return "\n".join(line for line in style.split("\n") if not line.startswith("@font-face"))


def _text(name: str) -> str:
    return (resources.files("hundralapp.publish") / name).read_text(encoding="utf-8")


def _environment(language: Language, written_in: str) -> Environment:
    """Jinja with everything escaped; the templates hold the sentences in both languages and choose with `say`."""
    environment = Environment(
        loader=PackageLoader("hundralapp.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def say(sv: str, en: str) -> str:
        return sv if language == "sv" else en

    def foreign() -> Markup:
        """The `lang` attribute of a text that the workspace wrote, where that is not the page's language."""
        return Markup("") if written_in == language else Markup(' lang="{}"').format(written_in)

    environment.globals.update(
        say=say,
        foreign=foreign,
        is_followed=is_followed,
        possessive=lambda name: words.possessive(name, language),
        proposal_count=lambda count: words.proposal_count(count, language),
    )
    environment.filters.update(
        fill=_fill,
        number=lambda value, decimals=0, plus=False: show_number(value, decimals, language, plus=plus),
        fragment=_fragment,
        coordinate=_coordinate,
        kilobytes=lambda count: f"{max(1, round(count / 1000))} kB",
    )
    environment.tests.update(ref=lambda part: isinstance(part, Ref), link=lambda part: isinstance(part, Link))
    return environment


def _fill(sentence: str, **values: object) -> Markup:
    """A sentence of the template with its places filled; what is filled in is escaped unless the template made it."""
    return Markup("").join(
        Markup(escape(values[part])) if index % 2 else escape(part) for index, part in enumerate(_PLACE.split(sentence))
    )


def _fragment(name: str) -> str:
    """A figure's name in an address, after `#`."""
    return quote(name, safe="@/.-_~")


def _coordinate(number: float) -> str:
    """A length in a drawing, with no more decimals than can be seen."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
