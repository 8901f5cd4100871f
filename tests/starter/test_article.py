"""The article on the four maps: every count in it is counted again from the tables.

Counted the slow and obvious way, state by state. A number that no longer holds, or a sentence that
no longer says it, fails here.
"""

import re

import pytest

from .files import dictionary, page, table

ARTICLE = "20-article-four-maps.json"
WIDE = "judicial council with wide powers"
CENTRAL = "centralised constitutional court"
JUDICIARY = "within the judiciary"
AUTONOMOUS = "autonomous from executive and judiciary"
EXECUTIVE = "subordinate to or part of the executive"
MIXED = "mixed"

CONSTITUTION, REVIEW, COUNCIL, PROSECUTION = (
    {row["country"]: row for row in table(name)}
    for name in (
        "constitutions",
        "constitutional_review",
        "judicial_self_government",
        "prosecution_investigation",
    )
)
TABLES = (CONSTITUTION, REVIEW, COUNCIL, PROSECUTION)
STATES = list(CONSTITUTION)


def states(says):
    return [code for code in STATES if says(code)]


def combination(code):
    return REVIEW[code]["model"], COUNCIL[code]["model"], PROSECUTION[code]["place"]


def sharing(code):
    return states(lambda other: combination(other) == combination(code))


def placed(group, place):
    return [code for code in group if PROSECUTION[code]["place"] == place]


central = states(lambda c: REVIEW[c]["model"] == CENTRAL)
wide = states(lambda c: COUNCIL[c]["model"] == WIDE)
not_wide = [c for c in STATES if c not in wide]
both = [c for c in central if c in wide]
nineties = states(lambda c: "1990" <= CONSTITUTION[c]["adopted_date"][:4] <= "1999")
monarchies = states(lambda c: CONSTITUTION[c]["form_of_state"] == "monarchy")
alone = states(lambda c: len(sharing(c)) == 1)
combinations = {combination(c) for c in STATES}
one_body = states(lambda c: COUNCIL[c]["covers_prosecutors"] == "yes")
decides_and_disciplines = states(
    lambda c: (
        COUNCIL[c]["appoints_judges"] == "decides" and COUNCIL[c]["disciplines_judges"] == "yes"
    )
)
budget = states(lambda c: COUNCIL[c]["manages_court_budget"] == "yes")
single_cases = states(
    lambda c: PROSECUTION[c]["minister_can_give_individual_instructions"] == "yes"
)
no_instructions = states(
    lambda c: (
        PROSECUTION[c]["minister_can_give_individual_instructions"] == "no"
        and PROSECUTION[c]["minister_can_give_general_instructions"] == "no"
    )
)
no_peers = [c for c in wide if COUNCIL[c]["judges_elected_by_peers"] == "0"]
contested = states(lambda c: REVIEW[c]["note_en"].startswith("Contested:"))
sure = states(lambda c: all(rows[c]["confidence"] == "high" for rows in TABLES))
levels = [rows[c]["confidence"] for rows in TABLES for c in STATES]


def complaint(kind):
    return [c for c in central if REVIEW[c]["individual_complaint"] == kind]


def kinds(name, column):
    return len(dictionary(name)[1][column])


POSSIBLE = (
    kinds("constitutional_review", "model")
    * kinds("judicial_self_government", "model")
    * kinds("prosecution_investigation", "place")
)

# what is counted, the number that was found, and how the article says it in each language
COUNTS = [
    (
        [
            kinds("constitutional_review", "model"),
            kinds("judicial_self_government", "model"),
            kinds("prosecution_investigation", "place"),
        ],
        [6, 5, 4],
        "делят държавите на 6, 5 и 4 групи",
        "divide the states into 6, 5 and 4 groups",
    ),
    (POSSIBLE, 120, "От 120 възможни съчетания", "Of 120 possible combinations"),
    (len(combinations), 15, "в ЕС се срещат 15", "15 occur in the EU"),
    (
        len(combinations) - len(alone),
        7,
        "В 7 от тях има по няколко държави",
        "In 7 of them there are several states",
    ),
    (len(STATES) - len(alone), 19, "общо 19", "19 in all"),
    (len(alone), 8, "Останалите 8 съчетания", "The other 8 combinations"),
    (len(alone), 8, "8 държави нямат двойник", "8 states have no double"),
    (
        len(central),
        16,
        "16 държави са с централизиран модел",
        "16 states have the centralised model",
    ),
    (len(both), 11, "В 11 от тях има и съдебен съвет", "In 11 of them there is also a judicial"),
    (len(central) - len(both), 5, "Другите 5 показват", "The other 5 show"),
    (
        len(wide),
        15,
        "Съветите с широки правомощия са 15",
        "There are 15 councils with wide powers",
    ),
    (
        len(wide) - len(both),
        4,
        "а 4 от тях са в държави извън",
        "and 4 of them are in states outside",
    ),
    (len(nineties), 10, "10 държави са приели своята", "10 states adopted theirs"),
    (
        len([c for c in nineties if c in central]),
        8,
        "От тях 8 са с централизиран модел",
        "Of these, 8 have the centralised model",
    ),
    (len([c for c in nineties if c in both]), 7, "а 7 имат и съвет", "and 7 also have a council"),
    (
        len({PROSECUTION[c]["place"] for c in nineties if c in both}),
        4,
        "на тези 7 държави стоят на 4 различни места",
        "of these 7 states stand in 4 different places",
    ),
    (len(monarchies), 6, "Шестте монархии", "The six monarchies"),
    (
        [len(placed(STATES, place)) for place in (AUTONOMOUS, EXECUTIVE, MIXED, JUDICIARY)],
        [10, 8, 5, 4],
        "автономна в 10 държави, към изпълнителната власт в 8, в смесено положение в 5 и в рамките"
        " на съдебната власт в 4",
        "autonomous in 10 states, with the executive in 8, in a mixed position in 5 and within the"
        " judiciary in 4",
    ),
    (
        [len(placed(wide, place)) for place in (AUTONOMOUS, MIXED, JUDICIARY)],
        [6, 5, 3],
        "в 6 е автономна, в 5 е в смесено положение, в 3 е в съдебната власт",
        "autonomous in 6, in a mixed position in 5 and within the judiciary in 3",
    ),
    (len(not_wide), 12, "От останалите 12 държави", "Of the remaining 12 states"),
    (
        len(placed(not_wide, EXECUTIVE)),
        7,
        "тя е към изпълнителната власт в 7",
        "it is with the executive in 7",
    ),
    (
        [len(placed(central, place)) for place in (AUTONOMOUS, EXECUTIVE, MIXED, JUDICIARY)],
        [5, 4, 4, 3],
        "автономна в 5, към изпълнителната власт в 4, в смесено положение в 4 и в съдебната"
        " власт в 3",
        "autonomous in 5, with the executive in 4, in a mixed position in 4 and within the"
        " judiciary in 3",
    ),
    (len(single_cases), 6, "по отделно дело е възможно в 6", "in a single case is possible in 6"),
    (
        len(no_instructions),
        18,
        "В 18 държави министърът няма нито едното",
        "In 18 states the minister has neither",
    ),
    (len(one_body), 7, "В 7 държави един орган", "In 7 states one body"),
    (
        len(states(lambda c: COUNCIL[c]["covers_prosecutors"] == "separate council")),
        6,
        "В още 6 прокурорите имат отделен съвет",
        "In a further 6, prosecutors have a separate council",
    ),
    (
        len([c for c in placed(STATES, JUDICIARY) if c not in sharing("BG")]),
        2,
        "Другите 2 държави с прокуратура в съдебната власт",
        "The other 2 states whose prosecution is within the judiciary",
    ),
    (len(decides_and_disciplines), 6, "Първите две неща правят 6", "are done by 6 councils"),
    (len(budget), 5, "Бюджета управляват 5 органа", "The budget is managed by 5 bodies"),
    (
        int(PROSECUTION["BG"]["head_term_years"]),
        7,
        "с мандат от 7 години",
        "with a term of 7 years",
    ),
    (
        len(complaint("full")) + len(complaint("normative")),
        12,
        "В 12 от 16-те държави",
        "In 12 of the 16 states",
    ),
    (len(complaint("full")), 8, "пълна в 8", "full in 8"),
    (len(complaint("normative")), 4, "само срещу нормата в 4", "only against the norm in 4"),
    (
        sorted({len(sharing(c)) for c in STATES})[-1],
        4,
        "Най-честите съчетания имат по 4",
        "The most frequent combinations have 4",
    ),
    (len(no_peers), 4, "В 4 от 15-те съвета", "In 4 of the 15 councils"),
    (len(contested), 8, "бележките на 8 държави", "the notes on 8 states"),
    (
        len([c for c in contested if c in central]),
        0,
        "Нито една от тях не е с централизиран модел",
        "None of them has the centralised model",
    ),
    (len(levels), 108, "От 108 реда", "Of the 108 rows"),
    (levels.count("high"), 72, "72 са с висока сигурност", "72 have high confidence"),
    (levels.count("medium"), 36, "и 36 със средна", "and 36 medium"),
    (levels.count("low"), 0, "ред с ниска сигурност няма", "no row has low"),
    (len(sure), 7, "Само 7 държави са с висока", "Only 7 states have high confidence"),
]

# which states, and the words that stand before their names in the article
LISTS = [
    (both, "и съдебен съвет с широки правомощия:", "judicial council with wide powers:"),
    (
        [c for c in wide if c not in both],
        "в държави извън централизирания модел:",
        "in states outside the centralised model:",
    ),
    (
        [c for c in nineties if c in both],
        "а 7 имат и съвет с широки правомощия:",
        "and 7 also have a council with wide powers:",
    ),
    (single_cases, "по отделно дело е възможно в 6 държави:", "is possible in 6 states:"),
    (one_body, "управлява и съдиите, и прокурорите:", "governs both judges and prosecutors:"),
    (alone, "8 държави нямат двойник:", "8 states have no double:"),
    (no_peers, "нито един член не е избран от колегите си:", "not one member is elected by peers:"),
    (contested, "започват с „Спорен случай“:", "begin with “Contested”:"),
    (sure, "с висока сигурност навсякъде:", "have high confidence throughout:"),
]


def words(language):
    """Return the article in one language as running text."""
    parts = []
    for kind, value in page(ARTICLE)[language]["body"]:
        parts += [value] if kind == "text" else []
        parts += value["notes"] if kind == "footnotes" else []
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", " ".join(parts)))


TEXT = {language: words(language) for language in ("bg", "en")}


@pytest.mark.parametrize(("counted", "found", "bg", "en"), COUNTS, ids=[line[3] for line in COUNTS])
def test_a_count_holds_and_the_article_says_it(counted, found, bg, en):
    assert counted == found
    assert bg in TEXT["bg"]
    assert en in TEXT["en"]


@pytest.mark.parametrize(("codes", "bg", "en"), LISTS, ids=[line[2] for line in LISTS])
def test_a_list_of_states_is_whole(codes, bg, en):
    for language, before in (("bg", bg), ("en", en)):
        start = TEXT[language].index(before) + len(before)
        said = re.split(r"[.;\[]", TEXT[language][start:], maxsplit=1)[0]
        said = said.replace("the Netherlands", "Netherlands")
        names = {name.strip() for name in re.split(r",| и | and ", said)}
        assert names == {CONSTITUTION[code][f"name_{language}"] for code in codes}


def test_no_number_in_the_text_goes_unchecked():
    """Take the checked phrases out: only years, dates, names of laws and notes are left."""
    for place, language in ((2, "bg"), (3, "en")):
        left = TEXT[language]
        for phrase in sorted((line[place] for line in COUNTS), key=len, reverse=True):
            left = left.replace(phrase, " ")
        numbers = re.findall(r"(?<!\[)\b\d+(?!\])\b", left)
        repeated = {"4", "6", "7", "15", "16", "17", "27"}  # said of a count checked elsewhere
        years = {str(year) for year in range(1990, 2027)}
        assert set(numbers) <= repeated | years, set(numbers) - repeated - years


def test_what_is_said_of_single_states():
    assert sharing("BG") == ["BG", "IT"]
    assert placed(wide, EXECUTIVE) == ["PL"]
    assert [c for c in decides_and_disciplines if c in budget] == ["BG"]
    assert set(budget) - {"BG"} == {"DK", "FI", "NL", "SE"}
    assert {COUNCIL[c]["model"] for c in set(budget) - {"BG"}} == {
        "court administration/service model"
    }
    assert {c: COUNCIL[c]["model"] for c in central if c not in wide} == {
        "AT": "ministry of justice model",
        "CZ": "ministry of justice model",
        "DE": "ministry of justice model",
        "HU": "mixed",
        "LV": "judicial council with limited/advisory powers",
    }
    assert complaint("none") == ["BG", "IT", "LU", "RO"]
    assert sharing("BE") == ["BE", "ES", "LU", "RO"]
    assert sharing("HR") == ["HR", "LT", "SI", "SK"]
    assert sharing("AT") == ["AT", "CZ", "DE"]
    assert max(len(sharing(c)) for c in STATES if len(sharing(c)) < 4) == 3
    assert monarchies == ["BE", "DK", "ES", "LU", "NL", "SE"]
    assert {combination(c) for c in ("BE", "ES", "LU")} == {(CENTRAL, WIDE, MIXED)}
    for code in ("DK", "NL", "SE"):
        assert combination(code)[1:] == ("court administration/service model", EXECUTIVE)
    assert [c for c in placed(STATES, EXECUTIVE) if c in no_instructions] == ["CZ", "EE", "SE"]
    assert placed(STATES, JUDICIARY) == ["BG", "GR", "IT", "LV"]
    assert combination("GR") == (MIXED, WIDE, JUDICIARY)
    assert combination("LV")[1] == "judicial council with limited/advisory powers"
    assert "No national head" in PROSECUTION["IT"]["head_title_en"]
    assert all(rows["HU"]["confidence"] == "medium" for rows in TABLES)
    for model, code in (
        ("none or very limited", "NL"),
        ("political/parliamentary or constitutional council", "FR"),
        ("supreme court or its chamber", "EE"),
    ):
        assert states(lambda c, model=model: REVIEW[c]["model"] == model) == [code]


def test_what_is_said_of_dates():
    assert "ended in October 2022" in COUNCIL["BG"]["note_en"]
    assert "due by 17 October 2026" in COUNCIL["BG"]["note_en"]
    assert "acting heads since June 2023" in PROSECUTION["BG"]["note_en"]
    assert COUNCIL["BG"]["as_of"] == "2026-07"
    found = sorted(rows[c]["as_of"] for rows in TABLES for c in STATES)
    assert found[0] == "2024"
    assert found[-1].startswith("2026-09")


def test_both_languages_have_the_same_parts_and_a_readable_length():
    told = page(ARTICLE)
    assert [kind for kind, _value in told["bg"]["body"]] == [
        kind for kind, _value in told["en"]["body"]
    ]
    for language in ("bg", "en"):
        texts = [value for kind, value in told[language]["body"] if kind == "text"]
        count = len(re.sub(r"<[^>]+>|\[\d\]", " ", " ".join(texts)).split())
        assert 700 <= count <= 1000, (language, count)
