"""What an editor does with records: drafts, history, withdrawal, import, mistakes."""

from .tables import DATASET, MAP, MAP_PAGE


def one_draft(walk):
    """Change a record and leave it unpublished; look at it from every side."""
    page = walk.page
    walk.go("/admin/datasets/")
    page.get_by_role("link", name=DATASET).first.click()
    page.wait_for_load_state("networkidle")
    page.fill("#id_summary_bg", "Коя държава от ЕС плаща с евро и от коя година.")
    walk.tab(2)
    page.fill("#id_change_note", "Уточнено е, че става дума за държавите от ЕС.")
    walk.press("Запази чернова")
    page.evaluate("window.scrollTo(0, 0)")
    page.get_by_label("Състояние: покажи или скрий").click()
    walk.see("status")
    page.get_by_role("button", name="Насрочи").first.click()
    walk.see("schedule")
    page.keyboard.press("Escape")
    walk.go(page.url.replace(walk.portal.address, ""))
    page.get_by_label("Преглед: покажи или скрий").click()
    page.wait_for_timeout(2500)
    walk.see("preview")
    page.get_by_label("Преглед: покажи или скрий").click()  # it stays open from then on
    page.wait_for_timeout(300)
    walk.go(page.url.replace(walk.portal.address, "").replace("/edit/", "/history/"))
    walk.see("history", 505)
    page.locator("main table button").first.click()
    compare = page.get_by_role("link", name="Сравни с предишната версия").first
    walk.go(compare.get_attribute("href"))
    walk.see("compare", 420)
    walk.go("/admin/")
    walk.see("waiting", 640)


def withdrawal(walk):
    page = walk.page
    walk.go("/admin/maps/")
    page.get_by_role("link", name=MAP).first.click()
    page.wait_for_load_state("networkidle")
    walk.tab(2)
    page.get_by_text("Оттегляне", exact=True).first.click()
    page.fill("#id_withdrawn_on", "2026-11-23")
    page.fill("#id_withdrawn_reason_bg", "Картата е пример от ръководството.")
    page.fill("#id_withdrawn_reason_en", "The map is an example from the manual.")
    walk.leave_field()
    walk.window(height=640)
    walk.to("h2:has-text('Оттегляне')", 80)
    walk.see("withdrawal", 640)
    walk.window()
    walk.press("Публикувай")
    walk.go(MAP_PAGE)
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
    walk.window(height=1200)
    walk.see("report-answer", 1200)
    walk.window()
