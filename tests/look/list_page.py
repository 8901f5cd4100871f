"""A list with filters as the portal's server would write it: the whole page each time."""

from django.template.loader import render_to_string

from tests.look.sample import gallery_context

STUDIES = [
    ("Регионално изследване на ромите, 2011", "roma"),
    ("Изследване на уязвимите групи, 2004", "roma"),
    ("Турците в България, 2015", "turks"),
]
GROUPS = {"roma": "Роми", "turks": "Турци"}


def page(query):
    chosen = query.get("group", [])
    found = [title for title, group in STUDIES if not chosen or group in chosen]
    options = [
        {
            "value": group,
            "label": label,
            "count": sum(group == g for _, g in STUDIES),
            "selected": group in chosen,
        }
        for group, label in GROUPS.items()
    ]
    facet = {"name": "group", "label": "Група", "options": options}
    return render_to_string(
        "list_page.html", gallery_context() | {"found": found, "facets": [facet], "here": "/list"}
    )
