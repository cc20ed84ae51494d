"""facts.yaml: what the words of texts mean here, and what is known beside the figures: roles of indicators, registers."""

from __future__ import annotations

from dataclasses import dataclass, field

from hundralapp.model import Model


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person has added for the judging of claims."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_facts(model: Model) -> Facts:
    """The facts of a workspace; none where it has no facts.yaml."""
    return Facts()
