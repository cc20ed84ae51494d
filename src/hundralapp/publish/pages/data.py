"""The data to download, its licence, the sources, and how sure a figure is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hundralapp.deliverables.files import FOLDER
from hundralapp.deliverables.package import DESCRIPTOR, EXCEL, JSON, licence
from hundralapp.diagnostics import Language
from hundralapp.publish import words
from hundralapp.publish.edition import Edition
from hundralapp.publish.page import Page

FILES: Mapping[Language, str] = {"sv": "data.html", "en": "data-en.html"}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to download: its name from the budget's folder, what it is, and its size."""

    name: str
    about: str
    bytes: int


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of the data package, in its three forms."""

    title: str
    about: str
    rows: int
    csv: DataFile
    excel: DataFile
    json: DataFile


def pages(edition: Edition) -> Sequence[Page]:
    """The page of sources and data."""
    language, content = edition.language, edition.budget.data
    stated = licence(edition.space.licence)
    values = {
        "origins": list(edition.space.origins.values()),
        "warnings": [(str(each.location), each.message(language)) for each in edition.model.report],
        "data": [DataFile(name, about, len(content[name])) for name, about in words.DATA[language].items() if name in content],
        "data_tables": _tables(content, language),
        "licence": edition.space.licence,
        "licence_address": stated.get("path", ""),
        "result_hash": edition.model.result_hash,
    }
    return [Page("data", FILES, edition.say("Källor och data", "Sources and data"), "data.html.j2", values)]


def _tables(content: Mapping[str, bytes], language: Language) -> list[DataTable]:
    """The tables as the package describes them."""
    described = json.loads(content[f"{FOLDER}{DESCRIPTOR}"])["resources"]
    ending = "" if language == "sv" else "_en"

    def file(name: str) -> DataFile:
        return DataFile(f"{FOLDER}{name}", "", len(content[f"{FOLDER}{name}"]))

    return [
        DataTable(
            each[f"title{ending}"],
            each[f"description{ending}"],
            each["rows"],
            file(f"{each['name']}.csv"),
            file(f"{EXCEL}/{each['name']}.csv"),
            file(f"{JSON}/{each['name']}.json"),
        )
        for each in described
    ]
