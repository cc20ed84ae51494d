"""A population of taxpayers, and what a reform of rates or of the law does to it: revenue, and who pays."""
