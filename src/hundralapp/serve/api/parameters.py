"""Parameters of a request, read as strictly as a file: an unknown one is an error, not something to pass over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from starlette.datastructures import QueryParams

from hundralapp.diagnostics import Words, listed, nearest

Kind = Literal["text", "whole"]
_LONGEST = 300
_MOST_REPEATS = 100


class Refused(Exception):  # noqa: N818  (it is what happens to a request, not a fault)
    """A request that cannot be answered, and why. `members` are further members of the answer."""

    def __init__(self, status: int, title: Words, detail: Words, members: Mapping[str, Any] | None = None) -> None:
        super().__init__(detail.en)
        self.status = status
        self.title = title
        self.detail = detail
        self.members = dict(members or {})


BAD_REQUEST = Words("Anropet går inte att förstå", "The request cannot be understood")
NOT_FOUND = Words("Det finns inte", "There is no such thing")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address.

    Args:
        name: as it is written.
        doc: what it means.
        place: in the path (always required) or in the query.
        kind: text, or a whole number from `lowest` to `highest`.
        many: may be repeated.
        choices: the texts that it may be; any if empty.
        default: what an absent one counts as; None for nothing.
        example: for the description.
    """

    name: str
    doc: Words
    place: Literal["path", "query"] = "query"
    kind: Kind = "text"
    many: bool = False
    choices: tuple[str, ...] = ()
    lowest: int = 0
    highest: int = 0
    default: str | int | None = None
    example: str = ""


LANG = Parameter(
    "lang",
    Words(
        "Språket i svarets ord; annars det som Accept-Language ber om, annars svenska.",
        "The language of the answer's words; else what Accept-Language asks for, else Swedish.",
    ),
    choices=("sv", "en"),
)


def read_parameters(asked: Sequence[Parameter], path: Mapping[str, str], query: QueryParams) -> dict[str, Any]:
    """The values by name: a text or whole number, a tuple where it may be repeated, None where nothing is asked.

    Raises:
        Refused: 400, with the parameter and the nearest right name or the choices.
    """
    known = {each.name: each for each in asked}
    in_query = [each.name for each in asked if each.place == "query"]
    for name in query:
        if name not in in_query:
            suggestion = nearest(name[:_LONGEST], in_query)
            raise _bad(
                Words(
                    f'Parametern "{name[:_LONGEST]}" finns inte.{suggestion.say("sv")} De som finns: {listed(in_query, 20)}.',
                    f'There is no parameter "{name[:_LONGEST]}".{suggestion.say("en")} There are: {listed(in_query, 20)}.',
                )
            )
    found: dict[str, Any] = {}
    for name, each in known.items():
        texts = [path[name]] if each.place == "path" else query.getlist(name)
        if each.many:
            if len(texts) > _MOST_REPEATS:
                raise _bad(Words(f"{name} upprepas för många gånger.", f"{name} is repeated too many times."))
            found[name] = tuple(_value(each, text) for text in texts)
        elif len(texts) > 1:
            raise _bad(Words(f"{name} står mer än en gång.", f"{name} stands more than once."))
        else:
            found[name] = _value(each, texts[0]) if texts else each.default
    return found


def _value(each: Parameter, text: str) -> str | int:
    if len(text) > _LONGEST:
        raise _bad(Words(f"{each.name} är för långt.", f"{each.name} is too long."))
    if each.choices and text not in each.choices:
        suggestion, choices = nearest(text, each.choices), listed(list(each.choices), 20)
        raise _bad(
            Words(
                f'{each.name} kan inte vara "{text}".{suggestion.say("sv")} Välj bland: {choices}.',
                f'{each.name} cannot be "{text}".{suggestion.say("en")} Choose among: {choices}.',
            )
        )
    if each.kind == "text":
        return text
    value = int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else -1
    if not each.lowest <= value <= each.highest:
        raise _bad(
            Words(
                f'{each.name} är ett helt tal från {each.lowest} till {each.highest}, inte "{text}".',
                f'{each.name} is a whole number from {each.lowest} to {each.highest}, not "{text}".',
            )
        )
    return value


def _bad(detail: Words) -> Refused:
    return Refused(400, BAD_REQUEST, detail)


def absent(what: Words, name: str, known: Sequence[str]) -> Refused:
    """404 for a name that is not there, with the nearest that is."""
    suggestion = nearest(name, known)
    return Refused(
        404,
        NOT_FOUND,
        Words(
            f'{what.sv} "{name}" finns inte.{suggestion.say("sv")}',
            f'There is no {what.en} "{name}".{suggestion.say("en")}',
        ),
    )
