"""Proposals: overlays of named decisions on a budget, their effects one by one, and proposals side by side."""
