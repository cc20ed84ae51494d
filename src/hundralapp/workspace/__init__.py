"""Workspaces: a folder of YAML and CSV read into entries with positions, without ever raising for a user's mistake."""
