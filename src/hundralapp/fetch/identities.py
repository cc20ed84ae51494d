"""Every identity that `fetch --verify` looks for, in words, with its unit and the years it is in force."""

from __future__ import annotations

from hundralapp.diagnostics import Words
from hundralapp.fetch.base_identities import base_by_residents, rates_of_sources, residents_sum, scb_tax_rates, tax_rates
from hundralapp.fetch.equalisation_identities import (
    cost_models,
    cost_sums_to_zero,
    county_rates,
    guarantee_of_mean,
    income_equalisation,
    income_equalisation_of_regions,
    rest_of_regions,
    rest_of_system,
    uniform_guarantee,
    uniform_guarantee_of_regions,
)
from hundralapp.fetch.identity import Identity
from hundralapp.fetch.scb import NOISY_FROM

IDENTITIES: tuple[Identity, ...] = (
    Identity(
        "income-equalisation",
        Words(
            "Inkomstutjämning = (garanterad − egen uppräknad skattekraft) × länsvis skattesats",
            "Income equalisation = (guaranteed − own uprated base per resident) × county rate",
        ),
        "kr/invånare",
        income_equalisation,
    ),
    Identity(
        "income-equalisation-regions",
        Words(
            "Regionernas inkomstutjämning = (garanterad − egen uppräknad skattekraft) × länets skattesats",
            "Income equalisation of regions = (guaranteed − own uprated base per resident) × the county's rate",
        ),
        "kr/invånare",
        income_equalisation_of_regions,
        (2016, 9999),
    ),
    Identity(
        "cost-models",
        Words("Delmodellerna summerar till kostnadsutjämningen", "The models sum to the cost equalisation"),
        "kr/invånare",
        cost_models,
        (2020, 9999),
    ),
    Identity(
        "cost-zero",
        Words("Kostnadsutjämningen summerar till noll i riket", "The cost equalisation sums to zero in the country"),
        "kr",
        cost_sums_to_zero,
    ),
    Identity(
        "uniform-guarantee",
        Words("Garanterad skattekraft är densamma i alla kommuner", "The guaranteed base is the same in all municipalities"),
        "kr/invånare",
        uniform_guarantee,
    ),
    Identity(
        "uniform-guarantee-regions",
        Words("Garanterad skattekraft är densamma i alla regioner", "The guaranteed base is the same in all regions"),
        "kr/invånare",
        uniform_guarantee_of_regions,
    ),
    Identity(
        "guarantee-of-mean",
        Words("Garanterad skattekraft är 115 procent av rikets medel", "The guaranteed base is 115 percent of the mean"),
        "kr/invånare",
        guarantee_of_mean,
    ),
    Identity(
        "rest-of-system",
        Words(
            "Resten av utjämningen är minst den regleringspost som är lika för alla",
            "What is left of the equalisation is at least the adjustment item that is the same for all",
        ),
        "kr/invånare",
        rest_of_system,
    ),
    Identity(
        "rest-of-regions",
        Words(
            "Resten av regionernas utjämning är minst den regleringspost som är lika för alla",
            "What is left of the regions' equalisation is at least the adjustment item that is the same for all",
        ),
        "kr/invånare",
        rest_of_regions,
    ),
    Identity(
        "county-rates",
        Words("Länsvis skattesats är förordningens", "The county rate is that of the ordinance"),
        "kr_per_100kr",
        county_rates,
        (2015, 9999),
    ),
    Identity(
        "tax-rates",
        Words("Kommunens och regionens skattesats är hela (Kolada)", "Municipal and regional rate are the whole (Kolada)"),
        "kr_per_100kr",
        tax_rates,
    ),
    Identity(
        "tax-rates-scb",
        Words("Kommunens och regionens skattesats är hela (SCB)", "Municipal and regional rate are the whole (SCB)"),
        "kr_per_100kr",
        scb_tax_rates,
    ),
    Identity(
        "rates-of-sources",
        Words("Kommunens skattesats är densamma i alla källor", "The municipality's rate is the same in all sources"),
        "kr_per_100kr",
        rates_of_sources,
    ),
    Identity(
        "residents",
        Words("Kommunernas invånare summerar till rikets", "Residents of the municipalities sum to the country's"),
        "invånare",
        residents_sum,
        (0, NOISY_FROM - 1),
    ),
    Identity(
        "base-by-residents",
        Words("Skatteunderlag = skattekraft × invånare två år före", "Tax base = base per resident × residents two years before"),
        "kr",
        base_by_residents,
    ),
)
