"""The diagram of the organs: three columns, a line for every choice; units of its own SVG."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WIDTH, NODE = 1000, 215  # of the whole, of a node
PORT = 22  # height that a line needs where it arrives
LINE = 17  # of a line of text
LETTERS = 27  # of a line of a node
PAD, GAP = 10, 16


@dataclass
class Node:
    """An organ as a box; lines are its name as it is broken."""

    organ: object
    lines: list[str]
    x: float
    y: float = 0
    height: float = 0
    arriving: int = 0

    @property
    def texts(self):
        """Return [(y, line)] of its name, in the middle of the box."""
        first = self.y + (self.height - LINE * len(self.lines)) / 2 + 13
        return [(first + LINE * n, line) for n, line in enumerate(self.lines)]

    @property
    def text_x(self):
        return self.x + PAD


@dataclass(frozen=True)
class Edge:
    """A line from who chooses or proposes to what is chosen; path is SVG."""

    path: str
    label: str
    x: float
    y: float
    is_proposal: bool


@dataclass
class Diagram:
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    width: float = WIDTH
    height: float = 0
    node: float = NODE

    @property
    def view_box(self):
        """Return what is seen: the whole with the width of a line around it."""
        return f"-2 -2 {self.width + 4:g} {self.height + 4:g}"


def draw(held):
    """Return the Diagram of the facts of a day that have somebody who chooses or proposes."""
    links = [
        (source, one.fact.organ, one.fact, source == one.fact.proposed_by)
        for one in held
        for source in (one.fact.chosen_by, one.fact.proposed_by)
        if source is not None
    ]
    organs = {organ.pk: organ for a, b, _fact, _is in links for organ in (a, b)}
    # what is there without anybody known to choose it stands there too, without lines
    organs |= {one.fact.organ_id: one.fact.organ for one in held}
    nodes = {}
    for organ in sorted(organs.values(), key=lambda one: (one.column, one.position)):
        x = (organ.column - 1) * (WIDTH - NODE) / 2
        nodes[organ.pk] = Node(organ, _broken(organ.name), x)
    for _source, target, _fact, _is in links:
        nodes[target.pk].arriving += 1
    diagram = Diagram(list(nodes.values()))
    diagram.height = _stack(diagram.nodes)
    arrived = dict.fromkeys(nodes, 0)
    for source, target, fact, is_proposal in sorted(links, key=lambda one: nodes[one[0].pk].y):
        a, b = nodes[source.pk], nodes[target.pk]
        arrived[target.pk] += 1
        y = b.y + b.height * arrived[target.pk] / (b.arriving + 1)
        label = _proposed(fact) if is_proposal else label_of(fact)
        diagram.edges.append(_edge(a, b, y, label, is_proposal))
    return diagram


def label_of(fact):
    """Return "11 · 2/3 · 5 years": how many, by what majority, for how long."""
    parts = []
    if fact.count:
        parts.append(str(fact.count))
    if fact.majority and fact.majority != fact.DOES_NOT_APPLY:
        parts.append(fact.majority)
    if fact.term_years:
        parts.append(years(fact.term_years))
    return " · ".join(parts)


def years(count):
    return ngettext("%(count)s year", "%(count)s years", count) % {"count": count}


def _proposed(fact):
    is_voted = fact.majority and fact.majority != fact.DOES_NOT_APPLY and not fact.chosen_by
    proposes = _("proposes")
    return f"{proposes} · {fact.majority}" if is_voted else proposes


def _edge(a, b, y, label, is_proposal):
    start, from_y = a.x + NODE, a.y + a.height / 2
    if b.organ.column <= a.organ.column:  # within a column, round its outer side
        path = (
            f"M{start:g} {from_y:g} C{start + 40:g} {from_y:g} {start + 40:g} {y:g} {start:g} {y:g}"
        )
        return Edge(path, label, start + 36, (from_y + y) / 2, is_proposal)
    bend = (b.x - start) / 2
    path = f"M{start:g} {from_y:g} C{start + bend:g} {from_y:g} {b.x - bend:g} {y:g} {b.x:g} {y:g}"
    return Edge(path, label, b.x - 8, y - 4, is_proposal)


def _stack(nodes):
    """Give every node its height and its place in its column; return the height of the whole."""
    columns: dict[int, list] = {}
    for node in nodes:
        node.height = max(LINE * len(node.lines) + 2 * PAD, PORT * (node.arriving + 1))
        columns.setdefault(node.organ.column, []).append(node)
    heights = {
        column: sum(node.height for node in own) + GAP * (len(own) - 1)
        for column, own in columns.items()
    }
    whole = max(heights.values(), default=0)
    for column, own in columns.items():
        spare = (whole - heights[column]) / (len(own) + 1)
        y = spare
        for node in own:
            node.y = round(y, 1)
            y += node.height + GAP + spare
    return round(whole + 2, 1)


def _broken(name):
    """Return a name in lines of at most LETTERS letters."""
    lines, line = [], ""
    for word in name.split():
        if line and len(line) + 1 + len(word) > LETTERS:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]
