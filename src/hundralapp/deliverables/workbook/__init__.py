"""The budget as one Excel workbook with live formulas: the figure graph written over cells.

`formulas.py` writes a row of the graph as a formula, `places.py` says in which cell it stands, the sheets are made in
`inputs.py`, `figures.py`, `tables.py` and `method.py`, and `book.py` puts them together. An unknown figure is the error #N/A, which
Excel carries through arithmetic exactly as the graph carries unknown: `IF` too needs only the branch that it takes.
"""
