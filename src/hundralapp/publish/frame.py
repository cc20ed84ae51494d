"""The frame around every page: its templates, its style and scripts, and a policy that allows them and nothing else.

A page carries its style and scripts in itself, so that it works when it is opened from a disk or sent by mail. Fonts and the
explanations, which all pages share, are files beside: without them the page has another font, and numbers lead to the page of
explanations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from hundralapp import __version__
from hundralapp.diagnostics import Language
from hundralapp.graph.export import as_json, differences_source, evaluator_source
from hundralapp.numbers_sv import show_number
from hundralapp.publish import words
from hundralapp.publish.compiled import environment_of
from hundralapp.publish.edition import Edition
from hundralapp.publish.explained import FOLDERS, SCRIPT, explanation_file
from hundralapp.publish.opened import Link, Part, Ref, is_followed
from hundralapp.publish.page import Page
from hundralapp.publish.policy import policy, source_of

FONTS = ("source-sans-3-latin-wght-normal.woff2", "source-serif-4-latin-600-normal.woff2")
FRONT: Mapping[Language, str] = {"sv": "index.html", "en": "en.html"}  # the list of budgets, where there are several
DIFFERENCES = "differences.js"  # stands beside the evaluator, as it follows its formats
_PLACE = re.compile(r"\{(\w+)\}")
_MENU = 5  # pages in the bar; the others are behind `More`


class Frame:
    """Draws the pages of one edition. `pages` are all of them, for the menu and for links from one to another."""

    def __init__(self, edition: Edition, pages: Sequence[Page]) -> None:
        self.edition = edition
        self.files = {page.kind: page.files for page in pages}
        listed = [page for page in pages if page.listed]
        self.menu, self.more = listed[:_MENU], listed[_MENU:]

    def draw(self, page: Page) -> str:
        """A page as it is written."""
        edition, language = self.edition, self.edition.language
        values = {
            "edition": edition,
            "space": edition.space,
            "head": edition.head,
            "page": page,
            "menu": self.menu,
            "more": self.more,
            "front": page.root + edition.up + FRONT[language] if edition.up else "",
            "to": lambda kind: self._way(page, kind),
            "explained": lambda name: page.root + explanation_file(name, language) + "#" + fragment(name),
            "explanations_script": f"{page.root}{FOLDERS[language]}/{SCRIPT}",
            "blocks": {name: Markup(as_json(value)) for name, value in page.data.items()},
            "money": edition.space.money,
            "money_words": words.money(edition.space.money, language),
            **page.values,
        }
        script = scripts(page.computes, "frame.js", "opened.js", *page.scripts)
        styled = style(page.root + edition.up, *page.styles)
        template = environment().get_template(page.template)
        return template.render(shell(language, page.root, page.files, page.description, styled, script) | values)

    def _way(self, page: Page, kind: str) -> str:
        """The address of another page; empty when this budget has no such page."""
        files = self.files.get(kind)
        return "" if files is None else page.root + files[self.edition.language]


def shell(
    language: Language, root: str, files: Mapping[Language, str], description: str, style: str, script: str
) -> dict[str, Any]:
    """What the outermost template asks for.

    Args:
        root: the way from the page to the folder that `files`, the page in both languages, are named from.
    """
    return {
        "language": language,
        "other": "en" if language == "sv" else "sv",
        "root": root,
        "files": files,
        "description": description,
        "style": style,
        "script": script,
        "policy": policy(script=f"'self' {source_of(script)}", style=source_of(style), font="'self'", img="data:"),
        "version": __version__,
    }


@lru_cache(maxsize=32)
def scripts(computes: bool, *names: str) -> str:
    """Assets as one script, after the evaluator of graphs where the page computes."""
    return f"\n{evaluator_source() if computes else ''}{''.join(map(asset, names))}"


@lru_cache(maxsize=32)
def style(root: str, *names: str) -> str:
    """The style sheet that every page has, and those of one page; `root` is the way to the fonts."""
    return "\n" + asset("style.css").replace("@fonts@", f"{root}assets") + "".join(map(asset, names))


def fonts() -> dict[str, bytes]:
    """The fonts, by file name."""
    return {f"assets/{name}": (resources.files("hundralapp.publish") / "assets" / "fonts" / name).read_bytes() for name in FONTS}


def asset(name: str) -> str:
    """A style sheet or script of the pages."""
    if name == DIFFERENCES:
        return differences_source()
    return (resources.files("hundralapp.publish") / "assets" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Jinja for the pages. The templates hold the sentences in both languages and choose with `say`, so that each is compiled
    once; the language is that of what is drawn."""
    found = environment_of("hundralapp.publish")
    found.globals.update(
        say=_say,
        foreign=_foreign,
        is_followed=is_followed,
        possessive=pass_context(lambda drawn, name: words.possessive(name, drawn["language"])),
        counted=pass_context(lambda drawn, count: words.counted(count, drawn["language"])),
        proposal_count=pass_context(lambda drawn, count: words.proposal_count(count, drawn["language"])),
    )
    found.filters.update(
        fill=_fill,
        number=_number,
        fragment=fragment,
        parameter=lambda text: quote(text, safe=""),
        part=_part,
        parts=lambda item: Markup("").join(map(_part, item)),
        coordinate=_coordinate,
        kilobytes=lambda count: f"{max(1, round(count / 1000))}\u00a0kB",
    )
    found.tests.update(ref=lambda part: isinstance(part, Ref))
    return found


@pass_context
def _say(drawn: Context, sv: str, en: str) -> str:
    return sv if drawn["language"] == "sv" else en


@pass_context
def _foreign(drawn: Context) -> Markup:
    """The `lang` attribute of a text that the workspace wrote, where that is not the page's language."""
    written_in = drawn["space"].language
    return Markup("") if written_in == drawn["language"] else Markup(' lang="{}"').format(written_in)


@pass_context
def _number(drawn: Context, value: float, decimals: int = 0, plus: bool = False) -> str:
    return show_number(value, decimals, drawn["language"], plus=plus)


def _fill(sentence: str, **values: object) -> Markup:
    """A sentence of the template with its places filled; what is filled in is escaped unless the template made it."""
    return Markup("").join(
        Markup(escape(values[part])) if index % 2 else escape(part) for index, part in enumerate(_PLACE.split(sentence))
    )


def _part(part: Part) -> Markup:
    """A part of an explanation or a source: a text, or a link where the address is one to follow."""
    if isinstance(part, Link):
        return Markup('<a href="{}" rel="external noreferrer">{}</a>').format(part.url, part.text)
    return escape(part)


def fragment(name: str) -> str:
    """A figure's name in an address, after `#`."""
    return quote(name, safe="@/.-_~")


def _coordinate(number: float) -> str:
    """A length in a drawing, with no more decimals than can be seen."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
