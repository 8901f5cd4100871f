"""The style sheets of a page, linked as one."""

import re

import pytest

from chitalishte.records.onesheet import in_one

pytestmark = pytest.mark.django_db

SHEETS = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
TWO = (
    '<link rel="stylesheet" href="/static/css/tokens.css">\n'
    '<link rel="stylesheet" href="/static/css/map.css">'
)


def test_a_page_waits_for_one_sheet_that_holds_all_it_links(client):
    (address,) = SHEETS.findall(client.get("/bg/maps/").content.decode())
    answer = client.get(address)
    css = answer.content.decode()
    assert css.startswith("/* Every colour")  # the tokens come first: they order the layers
    assert all(part in css for part in (".masthead", ".facet", "@layer components"))
    assert 'url("../' not in css
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    packed = client.get(address, headers={"Accept-Encoding": "br"})
    assert packed["Content-Encoding"] == "br"
    assert len(packed.content) < len(answer.content) / 4


def test_the_address_names_the_sheets_in_their_order_and_keeps_their_content(client):
    (address,) = SHEETS.findall(in_one(TWO))
    assert re.fullmatch(r"/styles/tokens\.map\.[0-9a-f]{12}\.css", address)
    older = re.sub(r"[0-9a-f]{12}", "0" * 12, address)
    assert client.get(older)["Cache-Control"] == "no-store"
    assert client.get(older).content == client.get(address).content


def test_a_foreign_sheet_leaves_the_links_as_they_are():
    markup = TWO + '<link rel="stylesheet" href="/static/admin/css/base.css">'
    assert in_one(markup) == markup
    print_sheet = '<link rel="stylesheet" href="/static/css/print.css" media="print">'
    assert in_one(TWO + print_sheet).endswith(print_sheet)


@pytest.mark.parametrize(
    "written", ["nothing.0123456789ab", "..%2Fjs%2Fsuggest.0123456789ab", "map", "A.b.c"]
)
def test_an_address_of_no_sheet_is_not_there(client, written):
    assert client.get(f"/styles/{written}.css").status_code == 404


def test_an_address_of_very_many_sheets_is_not_there(client):
    assert client.get(f"/styles/{'map.' * 30}0123456789ab.css").status_code == 404
