"""Forecasts: the same budget on each forecast that was made, and what a new one changes in kronor."""
