"""How colours look to people with colour-vision deficiency, and how far apart they are.

Matrices: Machado, Oliveira, Fernandes (2009), A Physiologically-based Model for Simulation of
Color Vision Deficiency, IEEE TVCG 15(6), severity 1.0; they work on linear RGB. Distance: CIE 1976
ΔE*ab (CIE 15:2004), D65 white.
"""

from math import dist

import numpy as np

from chitalishte.drawing.colours import linear

VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
XYZ = np.array(  # linear sRGB to XYZ, IEC 61966-2-1
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)
WHITE = np.array([0.9505, 1.0, 1.089])


def lab(colour, vision):
    """Give L*, a*, b* of "#rrggbb" as a person with this vision sees it."""
    rgb = np.array([linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)])
    x, y, z = (XYZ @ np.clip(VISION[vision] @ rgb, 0, 1)) / WHITE
    fx, fy, fz = map(_cube_root, (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _cube_root(share):
    return share ** (1 / 3) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116


def apart(one, other, vision):
    """Give the distance of two colours as a person with this vision sees them."""
    return dist(lab(one, vision), lab(other, vision))
