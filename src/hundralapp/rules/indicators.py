"""Indikatorer: what is known beside the money, such as schools' results, tonnes of emissions or how many districts there are.

Nothing is computed from them here; goals and claims are held against them. Not modelled: how they are measured.
"""

from hundralapp.graph.rule import given

GIVEN = (given("indicator.{indicator}.value", None),)

RULES = ()
