"""Run in .venv-bench: draw the areas of a GeoJSON file so many times, print the median seconds."""

import io
import statistics
import sys
import time

import geopandas
import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot


def draw(areas):
    figure, axes = pyplot.subplots(figsize=(10, 6.4))
    areas.plot(column="value", cmap="Blues", linewidth=0.5, edgecolor="white", ax=axes)
    axes.set_axis_off()
    figure.savefig(io.BytesIO(), format="svg")
    pyplot.close(figure)


def main(path, rounds):
    # the shapes are in units of a picture, not in the degrees that GeoJSON is taken for
    areas = geopandas.read_file(path).set_crs(None, allow_override=True)
    draw(areas)
    seconds = []
    for _round in range(rounds):
        begin = time.perf_counter()
        draw(areas)
        seconds.append(time.perf_counter() - begin)
    print(statistics.median(seconds))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
