"""Small tables with every kind of column, for charts."""

from chitalishte.charting import CATEGORY, NUMBER, TIME, Field

COUNTRY = Field(
    "country", "Държава", CATEGORY, labels={"BG": "България", "DK": "Дания", "HU": "Унгария"}
)
YEAR = Field("year", "Година", TIME, "year")
SCORE = Field("score", "Оценка, 0–100", NUMBER, "integer")
SHARE = Field("share", "Дял", NUMBER, "decimal", unit="%")
KIND = Field("kind", "Вид", CATEGORY)
DAY = Field("day", "Приет на", TIME, "date")
FIELDS = (COUNTRY, YEAR, SCORE, SHARE, KIND, DAY)
SCORES = {
    "BG": (41, 41, 43, 40),
    "DK": (90, 92, 88, 89),
    "HU": (55, 51, 44, 40),
}
YEARS = (2012, 2014, 2020, 2025)


def rows():
    """Three states in four years; the share is an eighth of the score."""
    return [
        {
            "country": code,
            "year": year,
            "score": score,
            "share": score / 8,
            "kind": "север" if code == "DK" else "изток",
            "day": f"{year}-0{at + 1}-15",
        }
        for code, scores in SCORES.items()
        for at, (year, score) in enumerate(zip(YEARS, scores, strict=True))
    ]
