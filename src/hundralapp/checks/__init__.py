"""The law's and the council's own demands on a budget, checked year by year with paragraph and reason."""
