"""A map of four places as the portal's server would write it: links, legend, panel."""

from django.template.loader import render_to_string

from tests.look.sample import gallery_context
from tests.look.serving import PLACES

CLASSES = {"AT": "1", "BG": "1", "EE": "2", "MT": "3"}
LABELS = {"1": "централизиран модел", "2": "върховен съд", "3": "смесен модел"}


def panel(query):
    code = query.get("place", [""])[0]
    if code not in PLACES:
        return render_to_string("components/place.html")
    return render_to_string(
        "components/place.html",
        {
            "title": PLACES[code],
            "eyebrow": LABELS[CLASSES[code]],
            "pairs": [{"label": "Код", "value": code}, {"label": "Създаден", "value": "1991"}],
            "url": f"/found?q={code}",
            "url_label": f"{PLACES[code]} по четирите карти",
            "close_url": "/map",
        },
    )


def legend_address(code, shown):
    changed = sorted(set(shown) ^ {code})
    return "/map?" + "&".join(f"class={c}" for c in changed)


def page(query):
    shown = query.get("class", [])
    chosen = query.get("place", [""])[0]
    places = [
        {
            "code": code,
            "name": name,
            "x": 20 + 130 * n,
            "class": CLASSES[code],
            "is_selected": code == chosen,
            "is_dimmed": shown and CLASSES[code] not in shown,
        }
        for n, (code, name) in enumerate(PLACES.items())
    ]
    legend = [
        {
            "code": code,
            "label": label,
            "count": list(CLASSES.values()).count(code),
            "swatch": f"cat-{code}",
            "url": legend_address(code, shown),
            "current": code in shown,
        }
        for code, label in LABELS.items()
    ]
    context = gallery_context() | {
        "places": places,
        "legend": legend,
        "panel": panel(query),
        "no_place": render_to_string("components/place.html"),
    }
    return render_to_string("map_page.html", context)
