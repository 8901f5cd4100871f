"""How to use a dataset from programs: what stands on its page and in /llms.txt."""

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from .apianswers import open_to_all
from .models import Dataset


def snippets(dataset, version=None):
    """Return [{name, language, code}] that can be pasted; the addresses are those of this portal.

    version  pins the addresses, so that the rows stay the same
    """
    pinned = f"/{version.number}" if version else ""
    base = f"{settings.BASE_URL}/api/v1/datasets/{dataset.slug}{pinned}/rows"
    return [
        {
            "name": "Python",
            "language": "python",
            "code": "import csv, io, urllib.request\n\n"
            f'with urllib.request.urlopen("{base}.csv?_raw=1") as answer:\n'
            '    rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8")))\n'
            "print(len(rows), rows[0])\n",
        },
        {
            "name": "Python (pandas)",
            "language": "python",
            "code": f'import pandas\n\ntable = pandas.read_csv("{base}.csv?_raw=1")\n'
            "print(table)\n",
        },
        {
            "name": "R",
            "language": "r",
            "code": f'table <- read.csv("{base}.csv?_raw=1", fileEncoding = "UTF-8")\n'
            "head(table)\n",
        },
        {
            "name": "Excel",
            "language": "text",
            "code": f"{base}.csv?_bom=1&_locale=bg\n",
        },
        {
            "name": "curl",
            "language": "shell",
            "code": f"curl -fsS -o {dataset.slug}.csv '{base}.csv'\n",
        },
    ]


@require_safe
def llms(request):
    """What is here, for language models and the programs around them (llmstxt.org)."""
    base = settings.BASE_URL
    datasets = Dataset.objects.public().exclude(current_version=None).order_by("slug")
    lines = [
        f"# {settings.SITE_NAME}",
        "",
        "> Open civic data with sources: tables, maps and articles, in Bulgarian and English. "
        "Every number has a source; every version of a table keeps its address.",
        "",
        "## How to read the data",
        "",
        f"- [All records as JSON]({base}/api/v1/openapi.json): OpenAPI 3.1 of lists and search",
        f"- Rows of a table: {base}/api/v1/datasets/SLUG/rows (JSON; also rows.csv, .ndjson, "
        ".parquet, .arrow, .xlsx, .geojson)",
        "- Filters stand in the address: COLUMN__OP=value with exact, not, lt, lte, gt, gte, in, "
        "contains, startswith, isnull, between; _q words; _sort=-a,b; _select; _group with "
        "_agg=sum:people; _facet; _limit; follow next_url to the end",
        f"- SQL over all tables, one SELECT: {base}/api/v1/sql?sql=SELECT…; a table is the slug "
        "with _ for -",
        "- A wrong question is answered with what is allowed",
        "",
        "## Datasets",
        "",
    ]
    for dataset in datasets:
        api = f"{base}/api/v1/datasets/{dataset.slug}"
        lines.append(f"- [{dataset.title_en or dataset.title_bg}]({api}/openapi.json): "
                     f"{' '.join((dataset.summary_en or dataset.summary_bg).split())}")  # fmt: skip
    text = "\n".join(lines) + "\n"
    return open_to_all(HttpResponse(text, content_type="text/plain; charset=utf-8"))
