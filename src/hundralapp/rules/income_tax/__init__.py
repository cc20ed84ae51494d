"""Inkomstskatt på förvärvsinkomst: a person's tax on earned income, income years 2016-2026, exact to the krona.

Kronor are whole numbers; rates are öre per SEK 100 and fees öre per SEK 1 000; the law's decimals are ten-thousandths. So every
product is a whole number below 2**53 for incomes up to a thousand million kronor, every division is one correctly rounded step,
and every rounding is right. Modules meet by figure name: income, allowance, state_tax, municipal_tax, contributions, credits,
set_off, final_tax; `withholding` holds what the monthly tables do otherwise.
"""
