"""The numbers of `rows` as tables of the report: ratios first, because machines differ."""


def tables(found):
    """Return [(heading, header, rows)] of what was measured of large tables."""
    loads, pages, facets, exports = [], [], [], []
    for size, of in found["sizes"].items():
        name = f"{size} million rows"
        loads.append((name, *_load(of["load"])))
        pages += _pages(name, of)
        facets.append((name, *_facets(of)))
        export = of["export"]
        exports.append((
            name, f"{export['seconds']:.1f} s",
            f"{export['bytes'] / 1e6 / export['seconds']:.0f} MB/s",
            f"{export['bare'] / export['seconds']:.2f}", "yes" if export["identical"] else "NO",
        ))  # fmt: skip
    return [
        (
            "Large tables: from a CSV file to rows that can be asked for",
            ("", "ours", "sqlite-utils", "DataStore's way in PostgreSQL", "ours beside them"),
            loads,
        ),
        (
            "Large tables: a page with one filter and the exact total, over HTTP",
            ("", "answers a second", "95 % within", "Datasette, a second", "95 % within", "ratio"),
            pages,
        ),
        (
            "Large tables: three facets with counts over a filter, over HTTP",
            ("", "95 % within", "Datasette without its limits", "ratio"),
            facets,
        ),
        (
            "Large tables: the whole table as CSV, safe against formulas",
            ("", "time", "speed", "beside bare `COPY`", "three the same"),
            exports,
        ),
    ]


def _load(of):
    peers = [of.get("sqlite_utils"), of.get("datastore")]
    shown = [f"{peer:.1f} s" if peer else "" for peer in peers]
    ratios = " and ".join(f"{peer / of['ours']:.1f} times" for peer in peers if peer)
    return f"{of['ours']:.1f} s", *shown, ratios


def _pages(name, of):
    for clients, ours in of["ours"]["page"].items():
        peer = of.get("datasette", {}).get("page", {}).get(clients)
        yield (
            f"{name}, {clients} at once",
            f"{ours['rate']:.0f}",
            f"{ours['p95'] * 1000:.0f} ms",
            f"{peer['rate']:.1f}" if peer else "",
            f"{peer['p95'] * 1000:.0f} ms" if peer else "",
            f"{ours['rate'] / peer['rate']:.0f} times" if peer else "",
        )


def _facets(of):
    ours, peer = of["ours"]["facets"], of.get("datasette_facets")
    return (
        f"{ours['p95'] * 1000:.0f} ms",
        f"{peer['p95'] * 1000:.0f} ms" if peer else "",
        f"{peer['p95'] / ours['p95']:.0f} times" if peer else "",
    )
