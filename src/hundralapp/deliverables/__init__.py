"""What is handed over: the budget as tables (CSV and JSON), a data package that describes them, a live workbook.

Everything is made as bytes, by name, and the same workspace gives the same bytes: there is no date of making in them.
"""
