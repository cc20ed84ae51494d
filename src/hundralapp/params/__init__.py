"""National parameters: dated values with their references, shipped with the package."""
