"""All municipalities and regions at once: the law of tax and equalisation over arrays, one graph with every workspace."""

RANKED = (
    "tax_rate",
    "residents",
    "tax_base_per_resident",
    "tax_revenue_per_resident",
    "income_equalisation_per_resident",
    "yield_of_one_ore",
    "ore_per_resident",
    "kept_of_tax_base",
    "guaranteed_of_resident",
    "mean_resident",
)
"""What they are ranked by. Here, so that the command line's help needs no NumPy."""
