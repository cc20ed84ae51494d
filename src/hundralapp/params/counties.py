"""Län: the counties' codes and names, which are the first two digits of a municipality's code (SCB). Each has one region.

Gotland has none of its own: its municipality is both.
"""

from __future__ import annotations

COUNTIES: dict[str, str] = {
    "01": "Stockholm",
    "03": "Uppsala",
    "04": "Södermanland",
    "05": "Östergötland",
    "06": "Jönköping",
    "07": "Kronoberg",
    "08": "Kalmar",
    "09": "Gotland",
    "10": "Blekinge",
    "12": "Skåne",
    "13": "Halland",
    "14": "Västra Götaland",
    "17": "Värmland",
    "18": "Örebro",
    "19": "Västmanland",
    "20": "Dalarna",
    "21": "Gävleborg",
    "22": "Västernorrland",
    "23": "Jämtland",
    "24": "Västerbotten",
    "25": "Norrbotten",
}


def find_county(name: str) -> str | None:
    """The code of a county, by code or by name in any case, with or without "län" or "Region"; None where there is none."""
    wanted = name.strip().casefold().removeprefix("region ").removesuffix(" län")
    for code, each in COUNTIES.items():
        if wanted in (code, each.casefold(), f"{each.casefold()}s"):
            return code
    return None
