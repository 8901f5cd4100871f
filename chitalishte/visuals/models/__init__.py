"""What maps store: the map, and the geographies that editors brought."""

from .geography import Detail, OwnGeography
from .map import Map

__all__ = ["Detail", "Map", "OwnGeography"]
