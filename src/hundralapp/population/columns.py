"""The columns of a population: names, units, bounds and types. A row is one taxpayer, or as many as its weight says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hundralapp.diagnostics import Words

LARGEST_INCOME = 1_000_000_000
"""SEK a year, all kinds together: below it every step of the law is a whole number that float64 holds."""

LARGEST_WEIGHT = 4_194
"""Persons a row stands for: thousandths of a person times any tax stay below 2**53."""

THOUSANDTHS = 1_000

Kind = Literal["integer", "flag", "weight"]
Need = Literal["required", "income", "optional"]


@dataclass(frozen=True, slots=True)
class Column:
    """A documented column: what it is carried as, what it may hold, and in which unit.

    `dtype` is the NumPy type that a reader gets; a file may use any integer type whose values fit. `income` is the need of the
    four kinds of income: at least one of them is there, and one that is not is zero for all.
    """

    name: str
    dtype: str
    kind: Kind
    need: Need
    lowest: int
    highest: int
    unit: Words
    meaning: Words


_SEK = Words("kr per år", "SEK a year")


def _income(name: str, sv: str, en: str) -> Column:
    return Column(name, "int32", "integer", "income", 0, LARGEST_INCOME, _SEK, Words(sv, en))


COLUMNS: tuple[Column, ...] = (
    Column(
        "municipality",
        "int16",
        "integer",
        "required",
        1,
        9_999,
        Words("kommunkod", "municipality code"),
        Words("kommunens kod som tal: 180 för 0180 Stockholm", "the municipality's code as a number: 180 for 0180 Stockholm"),
    ),
    Column(
        "age_at_start_of_year",
        "uint8",
        "integer",
        "required",
        0,
        130,
        Words("år", "years"),
        Words("ålder vid årets ingång", "age at the start of the year"),
    ),
    _income("wage", "lön och annan arbetsinkomst", "wage and other income from work"),
    _income("pension", "pension", "pension"),
    _income("sickness_compensation", "sjuk- och aktivitetsersättning", "sickness and activity compensation"),
    _income(
        "other_pensionable_income",
        "annan pensionsgrundande ersättning: sjukpenning, föräldrapenning, a-kassa",
        "other pensionable pay: sick pay, parental and unemployment benefit",
    ),
    Column(
        "weight",
        "int32",
        "weight",
        "optional",
        0,
        LARGEST_WEIGHT,
        Words("personer", "persons"),
        Words(
            "så många personer raden står för: heltal, decimaltal eller flyttal; räknas i tusendels personer; förval 1",
            "how many persons the row stands for: integer, decimal or float; carried in thousandths of a person; default 1",
        ),
    ),
    Column(
        "district",
        "int16",
        "integer",
        "optional",
        0,
        32_767,
        Words("eget nummer", "a number of one's own"),
        Words("område i kommunen; 0 = okänt", "district of the municipality; 0 = unknown"),
    ),
    Column(
        "church_member",
        "uint8",
        "flag",
        "optional",
        0,
        1,
        Words("", ""),
        Words("betalar kyrkoavgift; sanningsvärde eller 0/1", "pays the church fee; boolean or 0/1"),
    ),
    Column(
        "church_fee_rate",
        "int16",
        "integer",
        "optional",
        0,
        10_000,
        Words("öre per 1 000 kr", "öre per SEK 1,000"),
        Words("församlingens kyrkoavgift; 0 för den som inte är med", "the parish's church fee; 0 for one who is not a member"),
    ),
    Column(
        "decile",
        "uint8",
        "integer",
        "optional",
        1,
        10,
        Words("", ""),
        Words("inkomstdecil; räknas annars ut", "income decile; computed otherwise"),
    ),
)
BY_NAME: dict[str, Column] = {each.name: each for each in COLUMNS}
INCOMES: tuple[str, ...] = tuple(each.name for each in COLUMNS if each.need == "income")
REQUIRED: tuple[str, ...] = tuple(each.name for each in COLUMNS if each.need == "required")

SYNTHETIC_COLUMN = "synthetic"
"""A file with such a column holds made-up persons: unlike metadata, a column stays when another tool writes the file again."""

YEAR_KEY = "hundralapp.year"
SYNTHETIC_KEY = "hundralapp.synthetic"
PERSONS_KEY = "hundralapp.persons"
SEED_KEY = "hundralapp.seed"
CALIBRATION_KEY = "hundralapp.calibration"

METADATA: dict[str, Words] = {
    YEAR_KEY: Words("inkomstår", "income year"),
    SYNTHETIC_KEY: Words("true om personerna är påhittade", "true if the persons are made up"),
    PERSONS_KEY: Words("vad vikterna ska summera till", "what the weights should sum to"),
    SEED_KEY: Words("slumpfrö", "random seed"),
    CALIBRATION_KEY: Words("hur en syntetisk befolkning är gjord, JSON", "how a synthetic population was made, JSON"),
}
