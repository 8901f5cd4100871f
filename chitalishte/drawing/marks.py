"""What stands on a map that is drawn into a file: coloured areas, circles, or dots."""

from collections.abc import Mapping

from chitalishte.drawing.choropleth import Area, Pen
from chitalishte.drawing.geography import Geography
from chitalishte.drawing.points import Spot, dot_parts
from chitalishte.drawing.symbols import parts


def marks(
    pen: Pen,
    geography: Geography,
    areas: Mapping[str, Area],
    values: Mapping[str, float] | None,
    at: Mapping[str, Spot] | None,
) -> list[str]:
    """Draw dots where `at` says they lie, circles as large as `values` says, else areas."""
    if at is not None:
        return dot_parts(pen, geography, areas, at)
    if values is not None:
        return parts(pen, geography, areas, values)
    return pen.map(geography, areas)
