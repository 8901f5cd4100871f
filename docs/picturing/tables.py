"""An editor publishes a dataset from a workbook, a map of it, and makes a chart."""

DATASET = "Еврото в ЕС"
MAP = "Кой плаща с евро"
MAP_PAGE = "/bg/maps/koy-plashta-s-evro/"
NAMES = {
    "darzhava": "Country", "kod": "Code", "v_evrozonata": "In the euro area",
    "godina_na_priemane": "Year of adoption",
}  # fmt: skip


def fill_source(walk):
    page = walk.page
    walk.tab(1)
    page.locator("[data-streamfield-stream-container] button:visible").first.click()
    page.locator("#sources-0-value-title").wait_for()
    page.fill("#sources-0-value-title", "Държави, които използват еврото")
    page.fill("#sources-0-value-address", "https://european-union.europa.eu/")
    page.fill("#sources-0-value-publisher", "Европейски съюз")
    page.fill("#sources-0-value-read_on", "2026-11-20")
    page.fill("#id_as_of", "2026-11")
    page.select_option("#id_confidence", "high")
    walk.leave_field()


def fill_publication(walk, identifier):
    """Give what a draft needs before it can be saved by itself."""
    walk.tab(2)
    walk.page.fill("#id_identifier", identifier)
    walk.page.fill("#id_change_note", "Първо публикуване.")
    walk.tab(0)


def bring(walk, file):
    """Send a file with the first screen of a new table, as far as what was understood of it."""
    page = walk.page
    page.get_by_role("link", name="Качване на нова таблица").click()
    page.set_input_files("#intake-file", file)
    page.locator("resumable-upload [type=submit]").click()
    page.wait_for_url("**/look/")
    page.wait_for_load_state("networkidle")


def a_dataset(walk, files):
    page = walk.page
    walk.go("/admin/datasets/add/")
    page.fill("#id_title_bg", DATASET)
    page.fill("#id_title_en", "The euro in the EU")
    page.fill("#id_summary_bg", "Коя държава плаща с евро и от коя година.")
    page.fill("#id_summary_en", "Which state pays in euro, and since which year.")
    walk.leave_field()
    walk.see("dataset-new")
    walk.choose("Избери издател", "Редакция на портала")
    walk.tab(2)
    page.fill("#id_identifier", "euro")
    walk.press("Запази чернова")
    dataset = page.url.replace(walk.portal.address, "")
    walk.window(height=856)  # the part of the file in sight ends with a row
    bring(walk, files["evro-greshen"])
    walk.see("file-problems", 788)
    walk.go(dataset)
    bring(walk, files["evro"])
    walk.see("intake-look", 856)
    walk.window()
    page.locator("[name=next]").click()
    page.wait_for_url("**/name/")
    for name, words in NAMES.items():
        page.fill(f"[name={name}-label_en]", words)
    page.check("[name=key][value=kod]")
    page.fill("#reason", "Първа таблица.")
    walk.leave_field()
    walk.top()
    walk.see("intake-name", 660)
    page.get_by_role("button", name="Запиши като чернова").click()
    page.wait_for_load_state("networkidle")
    walk.press("Публикувай")
    walk.tab(1)
    walk.see("no-source", 560)
    fill_source(walk)
    walk.window(height=900)
    walk.to("h2:has-text('Източници')")
    walk.see("sources", 900)
    walk.window()
    walk.tab(2)
    page.fill("#id_change_note", "Първо публикуване.")
    page.select_option("#id_themes", index=0)
    walk.press("Запази чернова")
    walk.tab(2)
    walk.open_actions()
    walk.see("publish")
    walk.press("Публикувай")
    walk.go("/bg/datasets/evroto-v-es/")
    walk.see("dataset-page")


def a_map(walk):
    page = walk.page
    walk.go("/admin/maps/add/")
    page.fill("#id_title_bg", MAP)
    page.fill("#id_title_en", "Who pays in euro")
    page.fill("#id_summary_bg", "Държавите от еврозоната и годината, от която са в нея.")
    fill_source(walk)
    fill_publication(walk, "euro-map")
    walk.choose("Избери набор от данни", DATASET)
    page.fill("#id_variable", "godina_na_priemane")
    page.locator("map-preview svg.map").wait_for()
    walk.leave_field()
    walk.wait_until_saved()
    walk.to("h2:has-text('Какво се рисува')")
    walk.see("map-new")
    walk.to("h2:has-text('Картата, докато избирате')")
    walk.see("map-preview")
    walk.press("Публикувай")
    walk.go(MAP_PAGE)
    walk.see_whole("map-made", "figure")


def a_chart(walk):
    page = walk.page
    walk.go("/admin/charts/add/")
    page.fill("#id_title_bg", "България остава на дъното")
    page.fill("#id_title_en", "Bulgaria stays at the bottom")
    fill_source(walk)
    fill_publication(walk, "corruption-chart")
    walk.window(height=1035)
    walk.choose("Избери набор от данни", "Индекс за възприятие на корупцията")
    page.locator(".chart-preview svg").first.wait_for()
    walk.leave_field()
    walk.wait_until_saved()
    walk.to("h2:has-text('Какво се рисува')")
    walk.see("chart-new", 1035)
    walk.window()
