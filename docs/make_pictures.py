"""Make every picture of the documents anew, from a running portal: docs/pictures/*.png.

    .venv/bin/python docs/make_pictures.py [NAME …]

Serves a portal of its own in a temporary folder and walks through it as docs/editors.md tells:
signs in, publishes a dataset from a workbook, makes a map, imports, corrects. Names limit what is
written, not what is walked. Needs Chromium and what `make test` installs.
"""

# ruff: noqa: T201

import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

import openpyxl
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.serving import running_portal  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1180, 780
LARGEST = 150_000  # bytes of a picture
COLOURS = 96
MAP = "/bg/maps/koy-pazi-konstitutsiyata/"
# The year in which a state took the euro; None where it has not.
EURO = {
    "AT": 1999, "BE": 1999, "BG": 2026, "HR": 2023, "CY": 2008, "CZ": None, "DK": None,
    "EE": 2011, "FI": 1999, "FR": 1999, "DE": 1999, "GR": 2001, "HU": None, "IE": 1999,
    "IT": 1999, "LV": 2014, "LT": 2015, "LU": 1999, "MT": 2008, "NL": 1999, "PL": None,
    "PT": 1999, "RO": None, "SK": 2009, "SI": 2007, "ES": 1999, "SE": None,
}  # fmt: skip
DICTIONARY = [
    ("column", "value", "label_bg", "label_en", "description_bg", "description_en", "role"),
    ("country", "", "Код", "Code", "Код от две букви", "Two-letter code", "place"),
    ("euro", "", "В еврозоната", "In the euro area", "Плаща се с евро", "Pays in euro", "value"),
    ("since", "", "Година на приемане", "Year of adoption", "", "", "year"),
]


class Walk:
    """A browser in which an editor reads and writes, and a camera."""

    def __init__(self, page, address, wanted):
        self.page, self.address, self.wanted = page, address, wanted

    def go(self, path):
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")

    def see(self, name, height=HEIGHT, clip_left=0):
        """Take a picture of the window, as high as asked for."""
        if self.wanted and name not in self.wanted:
            return
        self.page.wait_for_timeout(400)  # panels glide in
        box = {"x": clip_left, "y": 0, "width": WIDTH - clip_left, "height": height}
        save(name, self.page.screenshot(clip=box))

    def tab(self, number):
        self.page.locator("[role=tab]").nth(number).click()
        self.page.evaluate("window.scrollTo(0, 0)")

    def to(self, selector, above=110):
        """Scroll so that something stands near the top of the window; `above` in pixels."""
        self.page.locator(selector).first.evaluate(
            "e => e.scrollIntoView({block: 'start', behavior: 'instant'})"
        )
        self.page.evaluate(
            "above => document.scrollingElement.scrollBy({top: -above, behavior: 'instant'})", above
        )

    def press(self, words):
        """Press a button of the bar at the foot, from its menu where it hides there."""
        button = self.page.locator("footer button:visible", has_text=words)
        if not button.count():
            self.open_actions()
        button.first.click()
        self.page.wait_for_load_state("networkidle")

    def close_calendars(self):
        self.page.wait_for_timeout(400)  # they open a moment after the field is entered
        self.page.evaluate(
            "document.querySelectorAll('.xdsoft_datetimepicker')"
            ".forEach(calendar => { calendar.style.display = 'none' })"
        )

    def open_actions(self):
        self.page.locator("footer button[aria-expanded]").first.click()

    def shown(self):
        """Return the message of success at the top, for the log."""
        banner = self.page.locator(".messages")
        return banner.inner_text().strip() if banner.count() else ""


def save(name, shot):
    """Write a picture with few colours: the screens have few, and the files stay small."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    colours = COLOURS
    while True:
        # no dithering: it makes letters rough and files large
        reduced = picture.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        reduced.save(path, optimize=True)
        if path.stat().st_size <= LARGEST or colours <= 8:
            break
        colours //= 2
    print(f"{path.name}: {picture.width}×{picture.height}, {path.stat().st_size // 1024} kB")


def workbooks(folder):
    """Write the workbooks that the walk publishes; return their paths by name."""
    table = [("country", "euro", "since")]
    table += [(code, "да" if year else "не", year) for code, year in EURO.items()]
    wrong = [list(row) for row in table]
    wrong[0][1] = "country"
    wrong[5][2] = "#REF!"
    records = [
        ("identifier", "title_bg", "title_en", "publisher", "licence", "as_of", "sources",
         "бележки"),
        ("courts", "Съдилища", "Courts", "chitalishte", "CC_BY_4_0", "2026-11",
         "Годишен доклад | https://example.org/doklad | Съвет | 2026-11-20", "за проверка"),
        ("judges", "Съдии", "Judges", "no-such", "CC BY", "ноември 2026", "", ""),
    ]  # fmt: skip
    good = [list(row) for row in records]
    good[2][3:7] = good[1][3:7]
    found = {}
    for name, rows in {
        "evro": table, "rechnik": DICTIONARY, "greshen": wrong, "vnasyane-greshno": records,
        "vnasyane": good,
    }.items():  # fmt: skip
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        if name == "greshen":
            book.active.merge_cells("A8:A9")
        found[name] = folder / f"{name}.xlsx"
        book.save(found[name])
    return found


def readers(walk):
    """What readers see: the two pictures of README.md."""
    walk.go("/bg/")
    walk.see("home", 760)
    walk.go(MAP + "?place=BG")
    walk.to("figure", 110)
    walk.see("map", 780)


def a_mistake_is_reported(walk):
    walk.go(MAP)
    walk.page.locator("a[href*='/report/']").first.click()
    walk.page.fill("#id_message", "Пример: в реда на една държава източникът не се отваря.")
    walk.page.locator("main form button[type=submit]").first.click()
    walk.page.wait_for_load_state("networkidle")


def sign_in(walk, account):
    walk.go("/admin/")
    walk.page.fill("#id_login", account.name)
    walk.see("sign-in", 620)
    walk.page.fill("#id_password", account.password)
    walk.page.locator("form button[type=submit]").first.click()
    walk.page.wait_for_load_state("networkidle")


def fill_source(walk):
    walk.tab(1)
    walk.page.locator("#panel-child-източници_и_лиценз-източници-content button, "
                      "[data-streamfield-stream-container] button").first.click()  # fmt: skip
    walk.page.wait_for_timeout(500)
    walk.page.fill("#sources-0-value-title", "Държави, които използват еврото")
    walk.page.fill("#sources-0-value-address", "https://european-union.europa.eu/")
    walk.page.fill("#sources-0-value-publisher", "Европейски съюз")
    walk.page.fill("#sources-0-value-read_on", "2026-11-20")
    walk.page.fill("#id_as_of", "2026-11")
    walk.page.select_option("#id_confidence", "high")
    walk.close_calendars()


def a_dataset(walk, files):
    page = walk.page
    walk.go("/admin/datasets/add/")
    page.fill("#id_title_bg", "Еврото в 27-те държави от ЕС")
    page.fill("#id_title_en", "The euro in the 27 EU states")
    page.fill("#id_summary_bg", "Коя държава плаща с евро и от коя година.")
    page.fill("#id_summary_en", "Which state pays in euro, and since which year.")
    walk.see("dataset-new")
    page.set_input_files("#id_table_file", files["greshen"])
    page.select_option("#id_publisher", index=1)
    walk.tab(2)
    page.fill("#id_identifier", "euro")
    walk.tab(0)
    walk.press("Запази чернова")
    walk.to("h2:has-text('Таблица')")
    walk.see("file-problems")
    page.set_input_files("#id_table_file", files["evro"])
    page.set_input_files("#id_dictionary_file", files["rechnik"])
    walk.see("dataset-files")
    walk.press("Запази чернова")
    print("   ", walk.shown())
    walk.press("Публикувай")
    walk.tab(1)
    walk.see("no-source", 560)
    fill_source(walk)
    walk.to("#sources-0-value-title", 230)
    walk.see("sources")
    walk.tab(2)
    page.fill("#id_change_note", "Първо публикуване.")
    page.select_option("#id_themes", index=0)
    walk.press("Запази чернова")
    walk.tab(2)
    page.evaluate("window.scrollTo(0, 0)")
    walk.open_actions()
    walk.see("publish")
    walk.press("Публикувай")
    print("   ", walk.shown())
    walk.go("/bg/datasets/evroto-v-27-te-darzhavi-ot-es/")
    page.evaluate("window.scrollTo(0, 0)")
    walk.see("dataset-page")


def a_map(walk):
    page = walk.page
    walk.go("/admin/maps/add/")
    page.fill("#id_title_bg", "Кой плаща с евро")
    page.fill("#id_title_en", "Who pays in euro")
    page.fill("#id_summary_bg", "Държавите от еврозоната и годината, от която са в нея.")
    page.get_by_role("button", name="Избери набор от данни").click()
    page.get_by_role("link", name="Еврото в 27-те").first.click()
    page.wait_for_timeout(800)
    page.fill("#id_variable", "since")
    walk.to("h2:has-text('Какво показва картата')")
    walk.see("map-new")
    fill_source(walk)
    walk.tab(2)
    page.fill("#id_identifier", "euro-map")
    page.fill("#id_change_note", "Първо публикуване.")
    walk.press("Публикувай")
    print("   ", walk.shown())
    walk.go("/bg/maps/koy-plashta-s-evro/")
    walk.to("figure", 60)
    walk.see("map-made")


def one_draft(walk):
    """Change a record and leave it unpublished; look at it from every side."""
    page = walk.page
    walk.go("/admin/datasets/")
    page.get_by_role("link", name="Еврото в 27-те").first.click()
    page.wait_for_load_state("networkidle")
    page.fill("#id_summary_bg", "Коя държава от ЕС плаща с евро и от коя година.")
    walk.tab(2)
    page.fill("#id_change_note", "Уточнено е, че става дума за държавите от ЕС.")
    walk.press("Запази чернова")
    print("   ", walk.shown())
    page.evaluate("window.scrollTo(0, 0)")
    page.get_by_label("Състояние: покажи или скрий").click()
    walk.see("status")
    page.get_by_role("button", name="Насрочи").first.click()
    walk.see("schedule")
    page.keyboard.press("Escape")
    walk.go(page.url.replace(walk.address, ""))
    page.get_by_label("Преглед: покажи или скрий").click()
    page.wait_for_timeout(2500)
    walk.see("preview")
    page.get_by_label("Преглед: покажи или скрий").click()  # it stays open from then on
    page.wait_for_timeout(300)
    walk.go(page.url.replace(walk.address, "").replace("/edit/", "/history/"))
    walk.see("history", 560)
    page.locator("main table button").first.click()
    compare = page.get_by_role("link", name="Сравни с предишната версия").first
    walk.go(compare.get_attribute("href"))
    walk.see("compare", 560)
    walk.go("/admin/")
    walk.see("waiting", 640)


def withdrawal(walk):
    page = walk.page
    walk.go("/admin/maps/")
    page.get_by_role("link", name="Кой плаща с евро").first.click()
    page.wait_for_load_state("networkidle")
    walk.tab(2)
    page.get_by_text("Оттегляне", exact=True).first.click()
    page.fill("#id_withdrawn_on", "2026-11-23")
    page.fill("#id_withdrawn_reason_bg", "Картата е пример от ръководството.")
    page.fill("#id_withdrawn_reason_en", "The map is an example from the manual.")
    walk.close_calendars()
    walk.to("h2:has-text('Оттегляне')")
    walk.see("withdrawal", 640)
    walk.press("Публикувай")
    print("   ", walk.shown())
    walk.go("/bg/maps/koy-plashta-s-evro/")
    walk.see("withdrawn", 560)


def imports(walk, files):
    page = walk.page
    for name, picture in (("vnasyane-greshno", "import-problems"), ("vnasyane", "import-clean")):
        walk.go("/admin/import/datasets/")
        page.set_input_files("#id_file", files[name])
        page.get_by_role("button", name="Покажи какво би станало").click()
        page.wait_for_load_state("networkidle")
        walk.see(picture, 640)


def reports(walk):
    walk.go("/admin/mistake-reports/")
    walk.page.locator("table tbody a").first.click()
    walk.page.wait_for_load_state("networkidle")
    walk.see("report-answer", 780)


def pages(walk, portal):
    article = portal.python(
        "from chitalishte.pages.models import ArticlePage as A;"
        "print(A.objects.get(locale__language_code='bg').pk)"
    ).strip()
    walk.go(f"/admin/pages/{article}/edit/")
    walk.to("#id_lede")
    walk.see("article")
    walk.go("/admin/settings/pages/siteframe/")
    walk.see("frame")
    walk.go("/admin/workflows/edit/1/")
    walk.to("h2:has-text('Възложете процеса на записи')", 300)
    walk.see("workflow")
    walk.go("/accounts/2fa/")
    walk.see("second-factor", 780)


def translation(walk, portal):
    """Write a page in Bulgarian and send it for translation."""
    page = walk.page
    theme = portal.python(
        "from chitalishte.pages.models import ThemePage as T;"
        "print(T.objects.get(locale__language_code='bg').pk)"
    ).strip()
    walk.go(f"/admin/pages/add/pages/articlepage/{theme}/")
    page.locator("#id_title").press_sequentially("Как се приема еврото")
    page.keyboard.press("Tab")
    page.fill("#id_lede", "Какво трябва да изпълни една държава, преди да плаща с евро.")
    walk.press("Публикувай")
    article = portal.python(
        "from chitalishte.pages.models import ArticlePage as A;"
        "print(A.objects.filter(locale__language_code='bg').latest('pk').pk)"
    ).strip()
    walk.go(f"/admin/pages/{article}/edit/")
    page.locator("header button[aria-label='Действия']").first.click()
    walk.see("page-actions", 560)
    walk.go(f"/admin/localize/submit/page/{article}/")
    page.locator("main form input[type=checkbox]").first.check()
    page.locator("main form input[type=submit]").last.click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    walk.see("translation")


def main(wanted):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory(prefix="chitalishte-pictures-") as folder:
        folder = Path(folder)
        files = workbooks(folder)
        print("Setting up a portal …", flush=True)
        with running_portal(folder / "var") as portal, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium,
                args=["--lang=bg", *(["--no-sandbox"] if os.geteuid() == 0 else [])],
                env=os.environ | {"LANGUAGE": "bg"},
            )
            context = browser.new_context(
                viewport={"width": WIDTH, "height": HEIGHT}, locale="bg-BG", color_scheme="light"
            )
            context.set_default_timeout(10_000)
            walk = Walk(context.new_page(), portal.address, wanted)
            readers(walk)
            a_mistake_is_reported(walk)
            sign_in(walk, portal.editor)
            a_dataset(walk, files)
            a_map(walk)
            one_draft(walk)
            withdrawal(walk)
            imports(walk, files)
            reports(walk)
            pages(walk, portal)
            translation(walk, portal)
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
