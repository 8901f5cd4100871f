"""Signing in, pages and their translation, the frame of the portal."""


def sign_in(walk):
    account = walk.portal.editor
    walk.go("/admin/")
    walk.page.fill("#id_login", account.name)
    walk.see("sign-in", 640)
    walk.page.fill("#id_password", account.password)
    walk.page.locator("form button[type=submit]").first.click()
    walk.page.wait_for_load_state("networkidle")


def pages(walk):
    article = walk.portal.python(
        "from chitalishte.pages.models import ArticlePage as A;"
        "print(A.objects.filter(locale__language_code='bg').earliest('pk').pk)"
    ).strip()
    walk.go(f"/admin/pages/{article}/edit/")
    walk.to("#id_lede", 175)
    walk.see("article")
    walk.go("/admin/settings/pages/siteframe/")
    walk.see("frame")
    walk.go("/admin/workflows/edit/1/")
    walk.to("h2:has-text('Възложете процеса на записи')", 300)
    walk.see("workflow")
    walk.go("/accounts/2fa/")
    walk.see("second-factor", 780)


def translation(walk):
    """Write a page in Bulgarian and send it for translation."""
    page = walk.page
    theme = walk.portal.python(
        "from chitalishte.pages.models import ThemePage as T;"
        "print(T.objects.filter(locale__language_code='bg').earliest('pk').pk)"
    ).strip()
    walk.go(f"/admin/pages/add/pages/articlepage/{theme}/")
    page.locator("#id_title").press_sequentially("Еврото")
    page.keyboard.press("Tab")
    page.fill("#id_lede", "Какво трябва да изпълни една държава, преди да плаща с евро.")
    walk.press("Публикувай")
    article = walk.portal.python(
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
