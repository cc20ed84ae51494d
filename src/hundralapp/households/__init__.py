"""Households: what the tax law makes of a person's income."""
