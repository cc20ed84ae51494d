"""Names: which figures a workspace may have. `*` and `{committee}` in a pattern range over what its files name."""

from __future__ import annotations

from collections.abc import Iterable

from hundralapp.graph.rule import Catalogue, places


class Names:
    """The ids that files state and rules can give.

    Args:
        stated: every figure that a file states.
    """

    def __init__(self, catalogue: Catalogue, stated: Iterable[str]) -> None:
        self.catalogue = catalogue
        self.stated = dict.fromkeys(stated)
        self._children: dict[str, dict[str, None]] = {}
        self._instances: dict[str, list[str]] = {}
        for figure in self.stated:
            self._grow(figure)

    def _grow(self, figure: str) -> None:
        prefix, _, rest = figure.partition(".")
        while rest:
            segment, _, rest = rest.partition(".")
            self._children.setdefault(prefix, {})[segment] = None
            prefix = f"{prefix}.{segment}"

    def may_be(self, name: str) -> bool:
        """False when no file states the figure in any period, and no rule gives it."""
        return name in self.stated or bool(self.catalogue.rules_of(name))

    def all(self) -> Iterable[str]:
        """What rules give, in their order, then what files state; some more than once."""
        for each in self.catalogue.rules:
            yield from self.instances(each.figure)
        yield from self.stated

    def instances(self, pattern: str) -> list[str]:
        """Every id that the pattern stands for, in file order."""
        if "{" not in pattern and "*" not in pattern:
            return [pattern] if self.may_be(pattern) else []
        if pattern not in self._instances:
            head, tail = _first_place(pattern)
            grown = (f"{head}.{segment}{tail}" for segment in self._children.get(head, ()))
            self._instances[pattern] = [each for inner in grown for each in self.instances(inner)]
        return self._instances[pattern]


def _first_place(pattern: str) -> tuple[str, str]:
    """What stands before and after the first place: `committee.{c}.frame` -> (`committee`, `.frame`). `*` is a place."""
    segments = pattern.split(".")
    index = next(index for index, segment in enumerate(segments) if segment == "*" or places(segment))
    return ".".join(segments[:index]), "".join(f".{each}" for each in segments[index + 1 :])
