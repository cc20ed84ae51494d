"""What is written on one line, and what is said of what cannot be read, word by word in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hundralapp.households.cases import find_case
from hundralapp.households.inline import read_amount, read_change, read_fee, read_person, read_rate
from hundralapp.households.person import HouseholdError, Person
from hundralapp.households.rates import check_year, local_rates


@pytest.mark.parametrize(
    ("text", "yearly"),
    [("35000", 420_000), ("35 000/mån", 420_000), ("35.000 / månad", 420_000), ("420000/år", 420_000), ("0", 0), ("5/year", 5)],
)
def test_an_amount_is_a_month_unless_it_says_a_year(text: str, yearly: int) -> None:
    assert read_amount(text) == yearly


def test_a_person_on_one_line() -> None:
    member = read_person("wage=35000,age=66, other=1200/år , church_member=ja,church_fee=1,005,name=Anna")
    assert (member.name, member.person) == (
        "Anna",
        Person(wage=420_000, other_pensionable_income=1_200, age_at_start_of_year=66, church_fee_rate=1_005),
    )
    assert read_person("pension=20000", 2, age=70).person == Person(pension=240_000, age_at_start_of_year=70)
    assert read_person("lön=1,ålder=50,sjukersättning=2").person == Person(
        wage=12, sickness_compensation=24, age_at_start_of_year=50
    )
    assert read_person("wage=1,church_member=yes", church_fee=900).person.church_fee_rate == 900
    assert read_person("wage=1", church_fee=900).person.church_fee_rate == 0
    assert read_person("wage=1,parish=Dalby").parish == "Dalby"
    assert read_person("wage=1", 3).name == "Person 3"


@pytest.mark.parametrize(("text", "ore"), [("29,82", 2982), ("29.8", 2980), ("30", 3000)])
def test_a_rate(text: str, ore: int) -> None:
    assert read_rate(text) == ore


@pytest.mark.parametrize(("text", "ore"), [("24", 24), ("-16", -16), ("\u221216", -16), ("+5", 5), ("0", 0)])
def test_a_change(text: str, ore: int) -> None:
    assert read_change(text) == ore


@pytest.mark.parametrize(("text", "steps"), [("1,005", 1005), ("0.065", 65), ("0", 0), ("1", 1000)])
def test_a_fee(text: str, steps: int) -> None:
    assert read_fee(text) == steps


KEYS = "wage, pension, sickness, other, age, name, church_member, church_fee, parish"


@pytest.mark.parametrize(
    ("read", "text", "sv", "en"),
    [
        (
            read_amount,
            "-35000",
            "inkomsten -35000 är mindre än noll. Skriv 0 eller mer; underskott räknas inte.",
            "the income -35000 is below zero. Write 0 or more; deficits are not modelled.",
        ),
        (
            read_amount,
            "trettio",
            '"trettio" är inget belopp. Skriv hela kronor, som 35000.',
            '"trettio" is not an amount. Write whole kronor, such as 35000.',
        ),
        (
            read_amount,
            "nan",
            '"nan" är inget belopp. Skriv hela kronor, som 35000.',
            '"nan" is not an amount. Write whole kronor, such as 35000.',
        ),
        (read_amount, "35000,50", "inkomsten 35000,50 är inte hela kronor.", "the income 35000,50 is not whole kronor."),
        (
            read_amount,
            "35000/vecka",
            '"35000/vecka" har en okänd period. Skriv 35000/månad eller 420000/år.',
            '"35000/vecka" has an unknown period. Write 35000/month or 420000/year.',
        ),
        (
            read_amount,
            "80000001",
            "inkomsten 80000001 är mer än vad som kan räknas, 80 000 000 kr per månad.",
            "the income 80000001 is more than can be computed, SEK 80,000,000 a month.",
        ),
        (
            read_rate,
            "2982",
            '"2982" är ingen skattesats eller avgift i kronor per hundra. Skriv till exempel 29,82.',
            '"2982" is not a rate or fee in kronor per hundred. Write for example 29.82.',
        ),
        (
            read_rate,
            "0.2982",
            '"0.2982" är ingen skattesats eller avgift i kronor per hundra. Skriv till exempel 29,82.',
            '"0.2982" is not a rate or fee in kronor per hundred. Write for example 29.82.',
        ),
        (
            read_fee,
            "100,5",
            '"100,5" är ingen skattesats eller avgift i kronor per hundra. Skriv till exempel 1,005.',
            '"100,5" is not a rate or fee in kronor per hundred. Write for example 1.005.',
        ),
        (
            read_person,
            "wag=35000",
            f'"wag=35000" kan inte läsas i en person. Skriv nyckel=värde med {KEYS}. Menade du "wage"?',
            f'"wag=35000" cannot be read in a person. Write key=value with {KEYS}. Did you mean "wage"?',
        ),
        (
            read_person,
            "35000",
            f'"35000" kan inte läsas i en person. Skriv nyckel=värde med {KEYS}.',
            f'"35000" cannot be read in a person. Write key=value with {KEYS}.',
        ),
        (read_person, "wage=1,wage=2", '"wage" står två gånger.', '"wage" stands twice.'),
        (
            read_person,
            "wage=-1",
            "wage: inkomsten -1 är mindre än noll. Skriv 0 eller mer; underskott räknas inte.",
            "wage: the income -1 is below zero. Write 0 or more; deficits are not modelled.",
        ),
        (
            read_person,
            "age=fyrtio",
            'age: "fyrtio" är ingen ålder. Skriv hela år vid årets ingång, 0–130.',
            'age: "fyrtio" is not an age. Write whole years at the start of the year, 0–130.',
        ),
        (
            read_person,
            "wage=1,church_member=ja",
            "En medlem i kyrkan betalar sin församlings avgift. Ange church_fee, parish, eller --church-fee för alla.",
            "A church member pays the fee of the parish. Give church_fee, parish, or --church-fee for all.",
        ),
        (
            read_person,
            "wage=1,church_member=kanske",
            'church_member: "kanske" är varken ja eller nej.',
            'church_member: "kanske" is neither yes nor no.',
        ),
        (
            read_person,
            "church_member=nej,church_fee=1",
            "church_fee är angiven för någon som inte är medlem. Ta bort en av dem.",
            "church_fee is given for one who is not a member. Remove one of them.",
        ),
        (
            read_person,
            "parish=Dalby,church_fee=1",
            "Ange church_fee eller parish, inte båda.",
            "Give church_fee or parish, not both.",
        ),
        (
            read_change,
            "0,24",
            '"0,24" är ingen ändring av skattesatsen. Skriv hela ören per 100 kr, till exempel 24.',
            '"0,24" is not a change of the rate. Write whole öre per SEK 100, for example 24.',
        ),
        (
            read_change,
            "2982",
            '"2982" är ingen ändring av skattesatsen. Skriv hela ören per 100 kr, till exempel 24.',
            '"2982" is not a change of the rate. Write whole öre per SEK 100, for example 24.',
        ),
        (
            find_case,
            "sjuksköter",
            'Typfallet "sjuksköter" finns inte. Menade du "sjukskoterska"? `--cases` visar alla.',
            'There is no case "sjuksköter". Did you mean "sjukskoterska"? `--cases` shows all.',
        ),
        (
            lambda text: check_year(int(text)),
            "2027",
            "Inkomståret 2027 kan inte räknas: lagens belopp finns för 2016–2026.",
            "Income year 2027 cannot be computed: the amounts of the law are there for 2016–2026.",
        ),
        (
            lambda text: local_rates(text, 2024),
            "Stokholm",
            'Kommunen "Stokholm" finns inte. Menade du "Stockholm"?',
            'There is no municipality "Stokholm". Did you mean "Stockholm"?',
        ),
        (
            lambda text: local_rates(text, 2017),
            "Stockholm",
            "Kommunernas skattesatser finns för 2018–2026. Ange skattesatsen i stället.",
            "The municipalities' rates are there for 2018–2026. Give the rate instead.",
        ),
    ],
)
def test_what_is_said(read: Callable[[str], Any], text: str, sv: str, en: str) -> None:
    with pytest.raises(HouseholdError) as refused:
        read(text)
    said = refused.value.words
    assert (said.sv.replace("\u00a0", " "), said.en) == (sv, en)
