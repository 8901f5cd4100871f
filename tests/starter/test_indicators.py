"""The indicator tables, their charts' titles and the three articles, counted again from the files.

Counted the slow and obvious way. A number that no longer holds, or a sentence that no longer says
it, fails here.
"""

import re
from statistics import correlation, median

import pytest

from chitalishte.drawing import countries

from .files import STARTER, dictionary, page, rows_of, table

TABLES = (
    "corruption_perceptions",
    "rule_of_law",
    "incoming_cases",
    "bg_courts_workload",
    "bg_caseload",
    "asylum_applicants",
    "population_eu",
    "population_bg_regions",
    "e_government_use",
    "e_government_index",
)


def values(name, key, value):
    """Return {(key, year): number} of a table."""
    return {(row[key], row["year"]): float(row[value]) for row in table(name)}


cpi = values("corruption_perceptions", "country", "score")
law = values("rule_of_law", "country", "estimate")
incoming = values("incoming_cases", "country", "cases_per_100")
people = values("population_bg_regions", "region", "population_thousand")
nation = values("population_eu", "country", "population")
share = values("e_government_use", "country", "share_pct")
index = values("e_government_index", "country", "index")
asylum = values("asylum_applicants", "country", "applicants")
per_million = values("asylum_applicants", "country", "per_million")
courts = table("bg_courts_workload")
load = {(row["court"], row["year"]): float(row["cases_to_consider"]) for row in courts}
district = {
    (row["region"], row["year"]): float(row["cases_to_consider"])
    for row in courts
    if row["court_type"] == "district"
}
regional = {row["court"]: row for row in courts if row["court_type"] == "regional"}
MEMBERS = sorted({country for country, _year in cpi})
REGIONS = sorted({region for region, _year in people})


def year_of(figures, year):
    return {key: value for (key, when), value in figures.items() if when == year}


def place(figures, key):
    """Return the place of a key from the highest value down."""
    return 1 + sum(value > figures[key] for value in figures.values())


def total(measure, year, kinds=None):
    return sum(
        float(row[measure])
        for row in table("bg_caseload")
        if row["year"] == year and (kinds is None or row["court_type"] in kinds)
    )


def middle(kind):
    return median(
        float(row["cases_to_consider"])
        for row in courts
        if row["court_type"] == kind and row["year"] == "2025"
    )


def change(before, after):
    return 100 * (after / before - 1)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described_and_every_value_has_its_source(name):
    columns, codes = dictionary(name)
    rows = table(name)
    assert list(columns) == list(rows[0])
    for row in rows:
        assert row["source"]
        assert re.fullmatch(r"(19|20)\d\d", row["year"])
        for column, known in codes.items():
            assert row[column] == "" or row[column] in known, (column, row[column])
    for column in columns.values():
        for field in ("label_bg", "label_en", "description_bg", "description_en"):
            assert column[field].strip()


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_there_twice(name):
    keys = [
        tuple(row.get(part, "") for part in ("country", "region", "court", "court_type", "year"))
        for row in table(name)
    ]
    assert len(keys) == len(set(keys))


def test_states_are_called_by_their_names():
    for name in TABLES:
        for code, row in dictionary(name)[1].get("country", {}).items():
            assert row["label_bg"] == countries.name(code, "bg")
            assert row["label_en"] == countries.name(code, "en")


def test_applicants_per_million_are_divided_rightly():
    for row in table("asylum_applicants"):
        worked_out = int(row["applicants"]) / int(row["population"]) * 1e6
        assert float(row["per_million"]) == pytest.approx(worked_out, abs=0.05)


def test_cases_balance_in_every_year_and_type():
    for row in table("bg_caseload"):
        number = {name: float(row[name]) for name in row if row[name].replace(".", "").isdigit()}
        assert number["pending_start"] + number["filed"] == number["to_consider"]
        assert number["decided_on_merits"] + number["terminated"] == number["resolved"]
        assert number["to_consider"] - number["resolved"] == number["pending_end"]


TITLES = {
    "corruption-bottom": cpi["BG", "2025"] == cpi["HU", "2025"] == 40
    and min(year_of(cpi, "2025").values()) == 40
    and sum(score == 40 for score in year_of(cpi, "2025").values()) == 2,
    "corruption-changes": cpi["HU", "2025"] - cpi["HU", "2012"] == -15
    and sorted(MEMBERS, key=lambda c: cpi[c, "2025"] - cpi[c, "2012"])[-2:] == ["EE", "GR"],
    "rule-of-law-2025": [c for c, v in year_of(law, "2025").items() if v < 0] == ["BG"],
    "rule-of-law-paths": set(sorted(MEMBERS, key=lambda c: law[c, "2025"] - law[c, "1996"])[-3:])
    == {"HR", "LV", "LT"}
    and min(MEMBERS, key=lambda c: law[c, "2025"] - law[c, "1996"]) == "GR",
    "incoming-cases-2019": incoming["BG", "2019"] == 4.7
    and place(year_of(incoming, "2019"), "BG") == 19
    and len(year_of(incoming, "2019")) == 24,
    "district-workload": 1.9 < district["BG411", "2025"] / middle("district") < 2,
    "district-workload-change": (
        round(district["BG334", "2018"], 1),
        round(district["BG334", "2025"], 1),
    )
    == (5.2, 9.2),
    "district-workload-table": all(
        max(year_of(district, str(year)), key=year_of(district, str(year)).get) == "BG411"
        for year in range(2018, 2026)
    ),
    "workload-by-type": 3.9 < middle("regional") / middle("district") < 4.1,
    "small-courts": (sum(float(row["judges"]) <= 3 for row in regional.values()), len(regional))
    == (44, 113),
    "pending-cases": (
        round(min(total("pending_end", str(y)) for y in range(2018, 2026)) / 1000),
        round(max(total("pending_end", str(y)) for y in range(2018, 2026)) / 1000),
    )
    == (123, 136),
    "cases-filed-resolved": -10 < change(total("filed", "2018"), total("filed", "2025")) < -9,
    "asylum-total": sum(year_of(asylum, "2015").values())
    > 2 * sum(year_of(asylum, "2014").values())
    and 1.2e6 < sum(year_of(asylum, "2015").values()) < 1.25e6,
    "asylum-per-million": sorted(
        year_of(per_million, "2015"), key=year_of(per_million, "2015").get
    )[-2:]
    == ["SE", "HU"]
    and place(year_of(per_million, "2015"), "BG") == 10,
    "regions-population": [r for r in REGIONS if people[r, "2024"] > people[r, "2005"]] == ["BG411"]
    and round(change(people["BG311", "2005"], people["BG311", "2024"])) == -40,
    "e-government-users": round(share["BG", "2025"]) == 36
    and [c for c, v in year_of(share, "2025").items() if v < share["BG", "2025"]] == ["RO"],
    "e-government-index-2018": sum(value < index["BG", "2018"] for value in index.values()) == 5,
    "constitutions-timeline": sum(
        "1990" <= row["adopted_date"][:4] <= "1999" for row in table("constitutions")
    )
    == 10,
}


def test_every_title_of_a_chart_holds():
    told = {row["identifier"] for row in rows_of(STARTER / "charts.csv")}
    assert told == set(TITLES)
    assert [name for name, holds in TITLES.items() if not holds] == []


COURTS, MIGRATION, SERVICES = (
    "22-article-workload.json",
    "24-article-migration.json",
    "26-article-e-government.json",
)
centres = [total("filed", year, {"regional_centre"}) for year in ("2018", "2025")]
others = [total("filed", year, {"regional_other"}) for year in ("2018", "2025")]
least = {year: min(year_of(district, year).values()) for year in ("2018", "2025")}
country_total = [sum(year_of(people, year).values()) for year in ("2005", "2024")]
behind = [c for c, value in year_of(index, "2018").items() if value < index["BG", "2018"]]
both = [c for c, _year in index if (c, "2025") in share]

# article, what is counted, how each language says it
COUNTS = [
    (COURTS, f"{total('filed', '2025'):.0f}", "544 541 дела", "544,541 cases"),
    (COURTS, f"{-change(total('filed', '2018'), total('filed', '2025')):.1f}", "9,5 %", "9.5%"),
    (COURTS, f"{total('filed', '2018'):.0f}", "601 379 през 2018", "601,379 of 2018"),
    (COURTS, f"{total('resolved', '2025'):.0f}", "544 035", "544,035"),
    (COURTS, f"{total('pending_end', '2025'):.0f}", "129 536", "129,536"),
    (COURTS, f"{-change(*centres):.1f}", "18,6 %", "18.6%"),
    (COURTS, f"{change(*others):.1f}", "7,3 %", "7.3%"),
    (COURTS, f"{middle('regional'):.1f}", "46,5 дела в районните", "46.5 cases in the regional"),
    (COURTS, f"{middle('administrative'):.1f}", "13,4 в административните", "13.4 in the admin"),
    (COURTS, f"{middle('district'):.1f}", "11,7 в окръжните", "11.7 in the district"),
    (COURTS, f"{middle('appellate'):.1f}", "7,0 в апелативните", "7.0 in the courts of appeal"),
    (COURTS, f"{district['BG411', '2018'] / least['2018']:.1f}", "4,9 пъти", "4.9 times"),
    (COURTS, f"{district['BG411', '2018']:.1f}", "25,4 срещу", "25.4 against"),
    (COURTS, f"{least['2018']:.1f}", "срещу 5,2", "against 5.2"),
    (COURTS, f"{district['BG411', '2025']:.1f}", "с 23,1", "with 23.1"),
    (COURTS, f"{least['2025']:.1f}", "Смолян с 8,9", "with 8.9"),
    (COURTS, f"{district['BG411', '2025'] / least['2025']:.1f}", "2,6 пъти", "2.6 times"),
    (COURTS, f"{load['Районен съд – Омуртаг', '2025']:.0f}", "89 на месец", "89 a month"),
    (COURTS, f"{load['Районен съд – Златоград', '2025']:.1f}", "28,3", "28.3"),
    (
        COURTS,
        f"{sum(float(row['judges']) == 1 for row in regional.values())}",
        "а 3 имат по един",
        "and 3 have one each",
    ),
    (MIGRATION, f"{sum(year_of(asylum, '2014').values()):.0f}", "530 555", "530,555"),
    (MIGRATION, f"{sum(year_of(asylum, '2015').values()):.0f}", "1 217 315", "1,217,315"),
    (MIGRATION, f"{sum(year_of(asylum, '2016').values()):.0f}", "1 166 805", "1,166,805"),
    (
        MIGRATION,
        f"{sum(year_of(asylum, '2015').values()) / sum(year_of(asylum, '2014').values()):.1f}",
        "2,3 пъти",
        "2.3 times",
    ),
    (MIGRATION, f"{asylum['DE', '2016']:.0f}", "722 265 в Германия", "722,265 in Germany"),
    (MIGRATION, f"{per_million['HU', '2015']:.0f}", "(17 699)", "(17,699)"),
    (MIGRATION, f"{per_million['SE', '2015']:.0f}", "(16 016)", "(16,016)"),
    (MIGRATION, f"{per_million['AT', '2015']:.0f}", "(9 970)", "(9,970)"),
    (MIGRATION, f"{asylum['BG', '2015']:.0f}", "20 165 молби", "20,165 applications"),
    (MIGRATION, f"{per_million['BG', '2015']:.0f}", "2 800 на милион", "2,800 per million"),
    (MIGRATION, f"{asylum['BG', '2011']:.0f}", "705 молби", "705 applications"),
    (MIGRATION, f"{asylum['BG', '2013']:.0f}", "6 980", "6,980"),
    (
        MIGRATION,
        f"{sum(nation[c, '2016'] < nation[c, '2007'] for c in MEMBERS)}",
        "в 11 от 27-те",
        "in 11 of the 27",
    ),
    (MIGRATION, f"{-change(nation['BG', '2007'], nation['BG', '2016']):.1f}", "5,5 %", "5.5%"),
    (MIGRATION, f"{country_total[0]:.0f}", "от 7 740", "from 7,740"),
    (MIGRATION, f"{country_total[1]:.0f}", "на 6 441", "to 6,441"),
    (MIGRATION, f"{-change(*country_total):.1f}", "16,8 %", "16.8%"),
    (MIGRATION, f"{change(people['BG411', '2005'], people['BG411', '2024']):.1f}", "5,3 %", "5.3%"),
    (
        MIGRATION,
        f"{-change(people['BG311', '2005'], people['BG311', '2024']):.1f}",
        "40,2 %",
        "40.2%",
    ),
    (
        MIGRATION,
        f"{-change(people['BG331', '2005'], people['BG331', '2024']):.1f}",
        "Варна (4,9 %)",
        "Varna (4.9%)",
    ),
    (
        MIGRATION,
        f"{-change(people['BG425', '2005'], people['BG425', '2024']):.1f}",
        "Кърджали (7,0 %)",
        "Kardzhali (7.0%)",
    ),
    (SERVICES, f"{share['BG', '2025']:.1f}", "36,0 %", "36.0%"),
    (SERVICES, f"{share['RO', '2025']:.1f}", "24,1 %", "24.1%"),
    (SERVICES, f"{share['IT', '2025']:.1f}", "57,7 %", "57.7%"),
    (SERVICES, f"{share['IT', '2025'] - share['BG', '2025']:.1f}", "21,8 процентни", "21.8 perc"),
    (SERVICES, f"{share['DK', '2025']:.1f}", "98,0 %", "98.0%"),
    (SERVICES, f"{median(share.values()):.1f}", "76,5 %", "76.5%"),
    (SERVICES, f"{index['BG', '2018']:.4f}", "0,7177", "0.7177"),
    (SERVICES, f"{share['LV', '2025']:.1f}", "80,1 % в Латвия", "80.1% in Latvia"),
    (SERVICES, f"{share['CZ', '2025']:.1f}", "76,5 % в Чехия", "76.5% in Czechia"),
    (SERVICES, f"{share['HR', '2025']:.1f}", "65,7 % в Хърватия", "65.7% in Croatia"),
    (SERVICES, f"{share['SK', '2025']:.1f}", "62,9 % в Словакия", "62.9% in Slovakia"),
    (
        SERVICES,
        f"{correlation([index[c, '2018'] for c in both], [share[c, '2025'] for c in both]):.2f}",
        "0,69",
        "0.69",
    ),
]


def words_of(article, language):
    body = " ".join(value for kind, value in page(article)[language]["body"] if kind == "text")
    return re.sub(r"<[^>]+>", "", body).replace("\u00a0", " ")


@pytest.mark.parametrize(("article", "counted", "bg", "en"), COUNTS)
def test_an_article_says_what_the_tables_hold(article, counted, bg, en):
    assert bg in words_of(article, "bg")
    assert en in words_of(article, "en")
    digits = re.sub(r"\D", "", counted)
    assert digits in re.sub(r"\D", "", bg)
    assert digits in re.sub(r"\D", "", en)


def test_what_the_articles_say_without_a_number_holds():
    assert set(behind) == {"SK", "CZ", "HR", "LV", "RO"}
    ahead = [c for c in behind if share[c, "2025"] > share["BG", "2025"] + 20]
    assert set(ahead) == {"SK", "CZ", "HR", "LV"}
    assert max(regional, key=lambda c: load[c, "2025"]) == "Районен съд – Омуртаг"
    assert min(regional, key=lambda c: load[c, "2025"]) == "Районен съд – Златоград"
    assert float(regional["Районен съд – Омуртаг"]["judges"]) == 3
    assert float(regional["Районен съд – Златоград"]["judges"]) == 2
    assert min(year_of(district, "2025"), key=year_of(district, "2025").get) == "BG424"
    assert min(year_of(district, "2018"), key=year_of(district, "2018").get) == "BG334"
    assert 0.6 < asylum["DE", "2016"] / sum(year_of(asylum, "2016").values()) < 0.63
    losing = sorted(REGIONS, key=lambda r: people[r, "2024"] / people[r, "2005"])
    assert losing[-3:] == ["BG425", "BG331", "BG411"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("12-migration.json", "migration/"),
        ("14-e-government.json", "e-government/"),
        (COURTS, "justice/kolko-dela-ima-edin-sadiya/"),
        (MIGRATION, "migration/koy-idva-koy-si-tragva/"),
        (SERVICES, "e-government/koy-polzva-elektronnata-administratsiya/"),
    ],
)
def test_a_page_stands_with_its_charts_and_its_links_lead_somewhere(
    client, language, name, address
):
    answer = client.get(f"/{language}/{address}")
    assert answer.status_code == 200
    markup = answer.content.decode()
    body = page(name)[language]["body"]
    charts = sum(kind == "chart" for kind, _value in body)
    assert markup.count('class="chart-svg"') == 2 * charts
    ids = re.findall(r' id="([^"]+)"', markup)
    assert len(ids) == len(set(ids))
    for kind, value in body:
        for link in re.findall(r'href="(/[^"]+)"', value) if kind == "text" else []:
            assert link.startswith(f"/{language}/")
            assert client.get(link).status_code == 200, link
