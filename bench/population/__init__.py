"""The income tax of a whole population: the same law on the same persons in other engines, beside ours."""
