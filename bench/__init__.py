"""Hundralapp beside other tools, in time, memory and results. `make bench` runs it; README.md says what is measured."""
