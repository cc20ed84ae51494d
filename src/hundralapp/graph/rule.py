"""How a rule is declared: an ordinary function whose argument names are the edges of the graph.

    @rule("result.net_operating_expenditure", unit="SEK", law="5 kap. LKBR (2018:597)")
    def net_operating_expenditure(operating_revenue, operating_expenditure, depreciation):
        '''Verksamhetens nettokostnader: ...'''
        return operating_revenue + operating_expenditure + depreciation

A plain argument is the figure of that name in the rule's own namespace. Anything else is said as its default value:
`figure("revenue.tax_revenue")`, `previous("balance.equity")`, `total("committee.*.frame")`, `optional(...)`, `lever(...)`,
`stated()`, `parameter(...)`, `schedule(...)`, `history(...)`.
Rules are registered by being listed in their module's `RULES`, never by import.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Literal

from hundralapp.graph.trace import Node
from hundralapp.units import Unit, unit

Kind = Literal[
    "figure", "previous", "previous_or_zero", "total", "optional", "lever", "stated", "parameter", "schedule", "history"
]


@dataclass(frozen=True, slots=True)
class Reference:
    """Where an argument of a rule comes from. `figure` may hold the rule's own `{name}` parts, and `*` in a total."""

    kind: Kind
    figure: str = ""
    more: tuple[str, ...] = ()

    @property
    def patterns(self) -> tuple[str, ...]:
        return (self.figure, *self.more)


def figure(name: str) -> Any:
    """Another figure in the same period."""
    return Reference("figure", name)


def previous(name: str) -> Any:
    """The figure in the period that this one follows."""
    return Reference("previous", name)


def previous_or_zero(name: str) -> Any:
    """The figure in the period before, or zero where the chain begins or nobody states it."""
    return Reference("previous_or_zero", name)


def total(pattern: str, *more: str) -> Any:
    """The sum, left to right in file order, of one family or several: `committee.*.frame`. Absent when no member is there."""
    return Reference("total", pattern, more)


def optional(name: str) -> Any:
    """A figure, or zero where nobody states it: only for lines that a statement may leave out."""
    return Reference("optional", name)


def lever(name: str) -> Any:
    """An input that decisions move; zero until one does."""
    return Reference("lever", name)


def stated() -> Any:
    """What the files state for the rule's own figure."""
    return Reference("stated")


def parameter(name: str) -> Any:
    """A national parameter, valid for the period's year; where a figure of that name exists, what the files say goes first."""
    return Reference("parameter", name)


def schedule(name: str) -> Any:
    """A national schedule, valid for the period's year: pieces that the rule asks for an amount, `schedule.at(income)`."""
    return Reference("schedule", name)


def history(name: str) -> Any:
    """The figure in this period and all before it in the chain, as a tuple with the newest first.

    Absent when a period between has no figure: what is not said is not zero.
    """
    return Reference("history", name)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a rule: its name in the function, and its reference."""

    name: str
    reference: Reference


_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One legal or accounting step. `figure` may be a pattern: `committee.{committee}.net_cost`.

    `fallback` rules are used only where nothing is stated, and `otherwise` rules only where no rule above them has its inputs: a
    default must not step in for an index that is there but unknown. `complete` rules ask for all their inputs as soon as one is
    stated: a volume without a price is a mistake, not a choice. `valid_from` and `valid_to` are years, both included.
    """

    figure: str
    unit: Unit | None
    law: str
    function: Callable[..., Node]
    arguments: tuple[Argument, ...]
    valid_from: int | None = None
    valid_to: int | None = None
    fallback: bool = False
    otherwise: bool = False
    complete: bool = False

    def __call__(self, **arguments: Any) -> Node:
        return self.function(**arguments)

    @property
    def name(self) -> str:
        return self.function.__name__

    @property
    def uses_statement(self) -> bool:
        """True when the rule starts from what the files state of its own figure, so that there is nothing to reconcile."""
        return any(each.reference.kind == "stated" for each in self.arguments)

    @property
    def summary(self) -> str:
        """The docstring's first sentence, in domain words."""
        doc = inspect.getdoc(self.function) or ""
        return " ".join(doc.split("\n\n", 1)[0].split())

    def is_valid(self, year: int) -> bool:
        return (self.valid_from is None or self.valid_from <= year) and (self.valid_to is None or year <= self.valid_to)


def rule(
    name: str,
    *,
    unit: str | None,
    law: str = "",
    valid_from: int | None = None,
    valid_to: int | None = None,
    fallback: bool = False,
    otherwise: bool = False,
    complete: bool = False,
) -> Callable[[Callable[..., Node]], Rule]:
    """Declare a rule for the figure `name` in `unit` (None: what its inputs give), with the law or standard it follows."""
    carried = _unit(unit) if unit is not None else None

    def declare(function: Callable[..., Node]) -> Rule:
        namespace = name.rsplit(".", 1)[0]
        arguments = tuple(
            Argument(each.name, _reference(each, namespace)) for each in inspect.signature(function).parameters.values()
        )
        if not inspect.getdoc(function):
            raise ValueError(f"rule {name}: a rule says what it is in its docstring")
        return Rule(name, carried, law, function, arguments, valid_from, valid_to, fallback, otherwise, complete)

    return declare


_unit = unit


def _reference(argument: inspect.Parameter, namespace: str) -> Reference:
    if argument.default is inspect.Parameter.empty:
        return Reference("figure", f"{namespace}.{argument.name}")
    if not isinstance(argument.default, Reference):
        raise ValueError(f"argument {argument.name}: a default value must say where the figure comes from")
    return argument.default


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that files may state. `unit` None: the writer chooses it (a service's volume), and the rules check it."""

    figure: str
    unit: Unit | None


def given(name: str, unit: str | None) -> Given:
    """Declare that files may state the figure `name`."""
    return Given(name, _unit(unit) if unit is not None else None)


@dataclass(slots=True)
class Catalogue:
    """All rules and all figures that files may state; the one place that answers "what is this id?"."""

    rules: Sequence[Rule]
    givens: Sequence[Given]
    _exact: dict[str, list[Rule]] = field(default_factory=dict)
    _patterns: dict[_Shape, list[tuple[re.Pattern[str], Rule]]] = field(default_factory=dict)
    _given: dict[str, Given] = field(default_factory=dict)
    _given_patterns: dict[_Shape, list[tuple[re.Pattern[str], Given]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.rules:
            if "{" in each.figure:
                self._patterns.setdefault(_shape(each.figure), []).append((_compile(each.figure), each))
            else:
                self._exact.setdefault(each.figure, []).append(each)
        for one in self.givens:
            if "{" in one.figure:
                self._given_patterns.setdefault(_shape(one.figure), []).append((_compile(one.figure), one))
            else:
                self._given[one.figure] = one
        self._overlaps()

    def _overlaps(self) -> None:
        """Two dated versions of one rule may not be in force in the same year."""
        versions: dict[str, list[Rule]] = {}
        for each in self.rules:
            if each.valid_from is not None or each.valid_to is not None:
                versions.setdefault(_PLACE.sub("*", each.figure), []).append(each)
        for name, dated in versions.items():
            for first, second in combinations(dated, 2):
                starts = max(first.valid_from or 0, second.valid_from or 0)
                ends = min(first.valid_to or 9999, second.valid_to or 9999)
                if starts <= ends:
                    raise ValueError(f"{name}: {first.name} and {second.name} are both in force in {starts}")

    def rules_for(self, name: str, year: int) -> list[tuple[Rule, dict[str, str]]]:
        """Rules that may give the figure in `year`."""
        return [(each, parts) for each, parts in self.rules_of(name) if each.is_valid(year)]

    def rules_of(self, name: str) -> list[tuple[Rule, dict[str, str]]]:
        """Rules that give the figure in some year, in order, each with what its `{name}` parts stand for."""
        if name in self._exact:
            return [(each, {}) for each in self._exact[name]]
        tried = ((each, pattern.fullmatch(name)) for pattern, each in self._patterns.get(_shape(name), ()))
        return [(each, match.groupdict()) for each, match in tried if match]

    def given_for(self, name: str) -> Given | None:
        """The declaration under which files may state the figure, or None."""
        if name in self._given:
            return self._given[name]
        return next((one for pattern, one in self._given_patterns.get(_shape(name), ()) if pattern.fullmatch(name)), None)

    def unit_of(self, name: str) -> Unit | None:
        """The figure's unit; None when the writer chooses it or the figure does not exist."""
        one = self.given_for(name)
        if one is not None:
            return one.unit
        rules = self.rules_of(name)
        return rules[0][0].unit if rules else None

    def template_of(self, name: str) -> str | None:
        """The declared id or pattern that `name` belongs to: `committee.{committee}.frame`."""
        one = self.given_for(name)
        if one is not None:
            return one.figure
        if name in self._exact:
            return name
        rules = self.rules_of(name)
        return rules[0][0].figure if rules else None

    def exists(self, name: str) -> bool:
        return self.template_of(name) is not None

    def templates(self) -> list[str]:
        """Every declared id and pattern, once, rules first."""
        return list(dict.fromkeys([*(each.figure for each in self.rules), *(one.figure for one in self.givens)]))


_Shape = tuple[int, str]


def _shape(name: str) -> _Shape:
    """Number of dots and last segment: equal for an id and its pattern, so that few patterns need to be tried."""
    return name.count("."), name[name.rfind(".") + 1 :]


def _compile(pattern: str) -> re.Pattern[str]:
    if pattern.endswith("}"):
        raise ValueError(f"{pattern}: an id ends with what is measured, not with a name")
    return re.compile(_PLACE.sub(r"(?P<\1>[^.]+)", pattern.replace(".", r"\.")))


def fill(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with its `{name}` parts filled in."""
    return pattern.format_map(parts) if "{" in pattern else pattern


def places(pattern: str) -> list[str]:
    """The names of a pattern's `{name}` parts, in order."""
    return _PLACE.findall(pattern)


def catalogue_of(modules: Iterable[Any]) -> Catalogue:
    """The catalogue of rule modules, each with `RULES` and `GIVEN`."""
    modules = list(modules)
    return Catalogue(
        tuple(each for module in modules for each in module.RULES),
        tuple(one for module in modules for one in module.GIVEN),
    )
