"""How well claims are found and judged: an annotated set of short texts of our own, and the speed beside spaCy."""
