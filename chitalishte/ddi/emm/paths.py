"""Where each field stands in the registry's XML, outside the prose blocks.

One table serves reading and writing: (path of the element, field). A path ending in /@name is an
attribute. The prose is in prose.py; what repeats or means something by its position in reading.py.
"""

from . import prose

STUDY = "stdyDscr/citation"
COLLECTION = "stdyDscr/method/dataColl"
LARGER = "othrStdyMat/relStdy/citation"
RELATED = "stdyDscr/othrStdyMat"

TEXTS = (
    (f"{STUDY}/titlStmt/titl", "1.4"),
    (f"{STUDY}/titlStmt/altTitl", "1.2"),
    (f"{STUDY}/titlStmt/parTitl", "1.3"),
    (f"{STUDY}/titlStmt/IDNo", "1.1"),
    (f"{STUDY}/prodStmt/producer", "9.1"),
    (f"{STUDY}/prodStmt/copyright", "9.2"),
    (f"{STUDY}/distStmt/distrbtr", "9.3"),
    (f"{STUDY}/serStmt/serInfo", "2.6"),
    (f"{STUDY}/biblCit", "9.5"),
    (f"{STUDY}/notes", "9.8"),
    ("stdyDscr/stdyInfo/sumDscr/collDate[@event=start]", "1.11"),
    ("stdyDscr/stdyInfo/sumDscr/collDate[@event=end]", "1.12"),
    ("stdyDscr/stdyInfo/notes[@subject=inclusion in a large survey]", "2.15"),
    (f"{COLLECTION}/dataCollector", "7.1"),
    (f"{COLLECTION}/frequenc", "2.7"),
    (f"{COLLECTION}/targetSampleSize/sampleSize[@ID=sampleSize_total]", "5.1"),
    (f"{COLLECTION}/sources/srcDocu", "10.3"),
    ("stdyDscr/method/notes[@subject=sampling method]", "4.6"),
    ("stdyDscr/method/notes[@subject=sample size]", "5.9"),
    ("stdyDscr/method/notes[@subject=data collection]", "7.10"),
    ("stdyDscr/method/anlyInfo/dataAppr[@ID=dataAppr_total]", "5.6"),
    ("stdyDscr/dataAccs/setAvail/accsPlac", "8.2"),
    ("stdyDscr/dataAccs/useStmt/restrctn", "8.8"),
    ("stdyDscr/dataAccs/notes", "8.21"),
    ("stdyDscr/notes[@subject=main purpose]", "1.14a"),
    ("stdyDscr/notes[@subject=general identification information]", "1.17"),
    ("stdyDscr/notes[@subject=any other comments]", "10.4"),
    ("fileDscr/fileTxt/fileCitation/titlStmt/IDNo", "8.3"),
    ("fileDscr/fileTxt/fileCitation/verStmt/version", "8.4"),
    ("fileDscr/notes", "3.7"),
    (f"{RELATED}/othRefs/citation/biblCit", "9.7"),
)
BLOCKS = (
    (f"{COLLECTION}/sampProc", prose.SAMPLING),
    (f"{COLLECTION}/sampleFrame/txt", prose.FRAME),
    (f"{COLLECTION}/sampleFrame/universe", prose.UNIVERSE),
    (f"{COLLECTION}/sampleFrame/frameUnit[@ID=frameUnit_total]/unitType", prose.UNITS),
    (f"{COLLECTION}/collSitu", prose.SITUATION),
    (f"{COLLECTION}/weight", prose.WEIGHT),
    ("stdyDscr/method/anlyInfo/respRate[@ID=respRate_total]", prose.RESPONSE),
    ("stdyDscr/method/stdyClas", prose.DEVELOPMENT),
    ("stdyDscr/dataAccs/setAvail/avlStatus", prose.AVAILABILITY),
    ("fileDscr/fileTxt/fileCont", prose.CONTENT),
)
SUBGROUPS = (1, 2)  # the registry has five and emits two
SUBGROUP_TEXTS = (
    (f"{COLLECTION}/sampleFrame/frameUnit[@ID=frameUnit_sg{{n}}]/txt", "6{letter}1"),
    (f"{COLLECTION}/targetSampleSize/sampleSize[@ID=sampleSize_sg{{n}}]", "6{letter}2"),
    ("stdyDscr/method/notes[@subject=SG{n} issues]", "6{letter}7"),
)
# A document of the registry: the ID of its relMat, its fixed title, its fields.
DOCUMENTS = (
    (
        "relMat_technical",
        "Technical survey documentation",
        {
            "titlStmt/IDNo": "8.12",
            "verStmt/version": "8.13",
            "biblCit": "9.6",
            "holdings/@URI": "8.11",
            "available": "8.10",
            "conformsTo": "8.14",
            "language": "8.15",
            "languages": "8.15a",
        },
    ),
    (
        "relMat_questionnaire",
        "Questionnaire",
        {
            "titlStmt/IDNo": "8.18",
            "verStmt/version": "8.19",
            "holdings/@URI": "8.17",
            "available": "8.16",
            "language": "8.20",
            "languages": "8.20a",
        },
    ),
)
SERIES = {
    "titlStmt/titl": "2.4",
    "titlStmt/altTitl": "2.2",
    "titlStmt/parTitl": "2.3",
    "titlStmt/IDNo": "2.1",
    "spatial": "2.5",
}
PUBLICATIONS_TITLE = "Any other publications"
