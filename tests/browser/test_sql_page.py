"""The page for SQL in a real browser: names complete themselves, the keyboard does everything."""

from tests.chromium import axe

PAGE = "/bg/sql/"


def test_names_of_tables_and_of_their_columns_are_completed_by_keyboard(visit):
    page = visit(PAGE)
    field = page.locator("#sql")
    field.click()
    page.keyboard.type("SELECT * FROM konstitutsi")
    page.keyboard.press("ArrowDown")
    first = page.locator(".sql-completions [aria-selected=true]").inner_text()
    page.keyboard.press("Enter")
    assert field.input_value() == f"SELECT * FROM {first}"
    page.keyboard.type(" WHERE coun")
    assert page.locator(".sql-completions li").all_inner_texts()[0] == "country"
    page.keyboard.press("Escape")
    assert page.locator(".sql-completions").is_hidden()
    page.keyboard.type("try = 'BG'")
    assert axe(page) == []
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**sql=SELECT**")
    assert page.locator("#answer").is_visible()


def test_control_and_space_offer_what_may_stand_there(visit):
    page = visit(PAGE, width=390)
    page.locator("#sql").click()
    page.keyboard.type("SELECT * FROM ")
    page.keyboard.press("Control+Space")
    offered = page.locator(".sql-completions li").all_inner_texts()
    tables = page.locator("#sql-tables ~ details summary code").all_inner_texts()
    assert set(offered) <= set(tables)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_javascript_the_question_is_asked_by_the_button(visit):
    page = visit(PAGE, java_script_enabled=False)
    page.locator("#sql").fill("SELECT 1 AS one")
    page.locator(".sql-form button").click()
    assert page.locator("#answer").is_visible()
