"""What readers see: the pictures of README.md, and a reader who reports a mistake."""

MAP = "/bg/maps/koy-pazi-konstitutsiyata/"
# In README.md these stand two in a row: narrower than the others, so their letters are larger.
NARROW = (920, 780)
BESIDE = (
    ("chart", "/bg/charts/na-danoto-za-koruptsiyata/", ("h1", ".chart-figure")),
    ("timeline", "/bg/chronology/timeline/", ("time-band",)),
    ("two-days", "/bg/acts/konstitutsiya-sadebna-vlast/?day=2024-01-15&against=2023-01-01",
     ("#time-title", ".article-rule >> nth=1")),
    ("surveys", "/bg/surveys/overview/", ("#coverage", "div:has(> table.matrix)")),
)  # fmt: skip


def front_pages(walk):
    walk.go("/bg/")
    walk.see_whole("home", "header", "main section >> nth=1", margin=0)
    walk.go(MAP + "?place=BG")
    walk.see_whole("map", "figure")
    walk.window(*NARROW)
    for name, path, parts in BESIDE:
        walk.go(path)
        if name == "surveys":
            show_last_years(walk)
        walk.see_whole(name, *parts)
    walk.window()


def show_last_years(walk):
    """Move the matrix to its end, in a window so narrow that no year is cut."""
    matrix = walk.page.locator("table.matrix")
    to_the_end = "table => { table.parentElement.scrollLeft = table.scrollWidth }"
    matrix.evaluate(to_the_end)
    cut = matrix.evaluate(
        """table => {
            const edge = table.tBodies[0].rows[0].cells[0].getBoundingClientRect().right;
            const years = [...table.tHead.rows[0].cells].slice(1);
            const places = years.map(year => year.getBoundingClientRect().left);
            return places.find(place => place > edge - 1) - edge;
        }"""
    )
    walk.window(NARROW[0] - round(cut))
    matrix.evaluate(to_the_end)


def a_mistake_is_reported(walk):
    walk.go(MAP)
    walk.page.locator("a[href*='/report/']").first.click()
    walk.page.fill("#id_message", "Пример: в реда на една държава източникът не се отваря.")
    walk.page.locator("main form button[type=submit]").first.click()
    walk.page.wait_for_load_state("networkidle")
