"""An editor imports an official text and adds a copy of a document."""

from .tables import fill_publication, fill_source


def an_official_text(walk, files):
    page = walk.page
    walk.go("/admin/archive/law/")
    page.set_input_files("#id_file", files["zakon"])
    page.get_by_role("button", name="Покажи какво ще се промени").click()
    page.wait_for_load_state("networkidle")
    walk.see("law-report", 745)


def a_document(walk, files):
    page = walk.page
    walk.go("/admin/materials/add/")
    fill_source(walk)
    fill_publication(walk, "sample-statutes")
    page.fill("#id_title_bg", "Устав на примерната читалня")
    page.fill("#id_title_en", "Statutes of the sample reading room")
    page.fill("#id_summary_bg", "Уставът, приет от общото събрание през 1998 г.")
    page.fill("#id_day", "1998-03-12")
    page.select_option("#id_kind", index=1)
    page.get_by_role("button", name="Добави Копие на документа").click()
    page.get_by_role("button", name="Изберете документ").first.click()
    page.locator(".modal").get_by_role("tab", name="Качване").click()
    page.set_input_files(".modal input[type=file]", files["ustav"])
    page.fill(".modal [name$=title]:visible", "Устав на читалнята, 1998 г.")
    page.locator(".modal form [type=submit]:visible").last.click()
    page.locator(".modal").wait_for(state="detached")
    page.fill("[name$=holder]", "Архив на читалнята, папка 3")
    page.fill("[name$=rights]", "Официален документ: свободен за ползване")
    walk.leave_field()
    walk.wait_until_saved()
    walk.window(height=960)
    walk.to("h2:has-text('Копия')")
    walk.see("document-copy", 960)
    walk.window()
    walk.press("Запази чернова")
    walk.press("Публикувай")
    walk.go("/bg/materials/ustav-na-primernata-chitalnya/")
    walk.see("document-page", 755)
