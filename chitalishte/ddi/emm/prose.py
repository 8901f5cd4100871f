"""The prose blocks of the registry's XML: lines "label: answer" under fixed English labels.

One table serves reading and writing. A line carries one field, or several joined in a fixed way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import specification


@dataclass(frozen=True)
class Line:
    """One labelled line of a block.

    label   as the registry writes it, without the colon
    codes   the fields it carries
    form    "plain"; "members": labels of a yes/no group joined by "; " with a trailing separator;
            "pooled": "2, Study X,No"; else the separator between two fields: " , " or "; "
    """

    label: str
    codes: tuple[str, ...]
    form: str = "plain"


SAMPLING = (
    Line("Pooled sample", ("2.11", "2.12", "2.12a"), "pooled"),
    Line("Survey include subgroup of majority pop", ("3.6",)),
    Line("Survey designed as a general population survey", ("3.6a",)),
    Line("Sampling strategy - closed", ("4.1",)),
    Line("Sampling strategy - open", ("4.2",)),
)
FRAME = (
    Line("Representative of the population", ("1.9",)),
    Line("Sample design - full information", ("4.3",)),
)
UNIVERSE = (
    Line("EMM Target population: which minority group(s)", ("3.1",)),
    Line("Was the EMM target population…", ("3.2", "3.2a"), "; "),
    Line("Operationalization of target population", ("3.3",), "members"),
    Line("Sampling frame(s)", ("4.4",)),
)
UNITS = (
    Line("Size of the EMM target pop. as a whole", ("3.5",)),
    Line("Sampling units", ("4.5",)),
)
SITUATION = (
    Line("Who interviewed", ("7.3",)),
    Line("Interviewers spoke migrant languages", ("7.4", "7.5"), " , "),
    Line("Questionnaire in migrant language", ("7.6",)),
    Line("Language of questionnaire", ("7.7",)),
    Line("Average duration/length of interview", ("7.8",)),
    Line("Number of questions", ("7.9",)),
)
WEIGHT = (Line("Are weights provided", ("5.7",)), Line("Description", ("5.8",)))
RESPONSE = (
    Line("Total net/achieved sample", ("5.2",)),
    Line("Overall response rate", ("5.3",)),
    Line("Overall response rate calculated", ("5.4", "5.5"), " , "),
)
AVAILABILITY = (
    Line("Availability of the survey dataset", ("8.1",)),
    Line("Access to complete dataset", ("8.5",)),
    Line("Access to portions of dataset", ("8.6",)),
    Line("Access to aggregate data results", ("8.7",)),
)
CONTENT = (
    Line("Migrant/minority related questions", ("3.4",), "members"),
    Line("Dataset language(s) available", ("8.9", "8.9a"), "; "),
)
DEVELOPMENT = (Line("Survey in development/not yet completed", ("1.12a",)),)


def subgroup_response(number):
    """Return the lines of respRate_sg1 and so on."""
    letter = "abcde"[number - 1]
    return (
        Line(f"SG{number} net/achieved sample", (f"6{letter}3",)),
        Line(f"SG{number} Response rate", (f"6{letter}4",)),
        Line(f"SG{number} Overall response rate calculated", (f"6{letter}5", f"6{letter}6"), " , "),
    )


def _pattern(lines):
    """Return what finds a label at the beginning of a line; the longest first."""
    words = []
    for line in sorted(lines, key=lambda line: -len(line.label)):
        label = re.escape(line.label).replace(r"\ ", r"\s+").replace("…", r"(?:…|\.\.\.)")
        words.append(f"(?:{label})")
    return re.compile(r"^[ \t]*(" + "|".join(words) + r")[ \t]*:[ \t]?", re.M | re.I)


def split(text: str, lines) -> tuple[dict[Line, str], str]:
    """Return ({line: its answer}, what stands before the first label).

    Only known labels part the text: answers hold colons and line breaks too.
    """
    marks = list(_pattern(lines).finditer(text))
    if not marks:
        return {}, text.strip()
    by_label = {specification.folded(line.label): line for line in lines}
    found: dict[Line, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        line = by_label[specification.folded(mark[1])]
        answer = text[mark.end() : following.start() if following else len(text)].strip()
        # the same label twice: both are kept, in their order
        found[line] = f"{found[line]}\n{answer}" if line in found else answer
    return found, text[: marks[0].start()].strip()


def parts(line: Line, text: str) -> Iterator[tuple[str, str]]:
    """Yield (code of the field, its text) of one line's answer; only fields that say something."""
    if line.form == "members":
        yield from _members(line.codes[0], text)
        return
    if line.form == "pooled":
        values = _pooled(text)
    elif line.form == "plain":
        values = [text]
    else:
        values = _two(line, text)
    for code, value in zip(line.codes, values, strict=False):
        if value.strip():
            yield code, value.strip()


def _two(line, text):
    """Part a choice from the words behind it, where the option's own label may hold the sign."""
    first = specification.fields()[line.codes[0]]
    if specification.fields()[line.codes[1]].kind == "list":
        # words, then codes of languages: the words may hold the sign too
        match = re.fullmatch(r"(?:(.*); )?([A-Z]{3}(?:; ?[A-Z]{3})*)", text, re.S)
        return [match[1] or "", match[2]] if match else [text, ""]
    sign = line.form.strip()
    if first.vocabulary:
        for option in specification.vocabulary(first.vocabulary):
            label = option.label_en
            if text.casefold().startswith(label.casefold()):
                rest = text[len(label) :].strip()
                if not rest or rest.startswith(sign):
                    return [label, rest.removeprefix(sign).strip()]
    before, found, after = text.partition(line.form)
    if not found:
        before, _sign, after = text.partition(sign) if first.vocabulary else (text, "", "")
    return [before, after]


def _pooled(text):
    number, _comma, rest = text.partition(",")
    which, _comma, pooled = rest.rpartition(",")
    return [number, which if _comma else rest, pooled]


def _members(group, text):
    """Match the labels of a yes/no group; a label may hold the separator's sign itself."""
    pieces = [piece.strip() for piece in text.split(";")]
    while pieces:
        for length in range(len(pieces), 0, -1):
            label = "; ".join(pieces[:length])
            if member := specification.member_of(group, label):
                yield member.code, "1"
                break
        else:
            length = 1
            if pieces[0]:
                yield f"{group}.other", pieces[0]
        pieces = pieces[length:]


def write(lines, told) -> str:
    """Return the text of a block: a line for each that has something to say.

    told   a function from a field's code to its text as the registry writes it, "" for nothing
    """
    written = []
    for line in lines:
        if line.form == "members":
            labels = [
                member.label_en
                for member in specification.members(line.codes[0])
                if told(member.code) == "Yes"
            ]
            labels += [text for text in [told(f"{line.codes[0]}.other")] if text]
            answer = "".join(f"{label}; " for label in labels)
        else:
            values = [told(code) for code in line.codes]
            if not any(values):
                continue
            answer = _joined(line, values)
        if answer:
            written.append(f"{line.label}: {answer}\n")
    return "".join(written)


def _joined(line, values):
    if line.form == "pooled":
        number, which, pooled = values
        return f"{number}, {which},{pooled}"
    if line.form == "plain" or not values[1]:
        return values[0]
    return line.form.join(values)
