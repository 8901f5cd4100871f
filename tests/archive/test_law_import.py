"""Official texts into the archive: what is read, what gives way, and that nothing is half done."""

import datetime
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from chitalishte.archive.chapter import Chapter
from chitalishte.archive.lawexport import akoma_ntoso
from chitalishte.archive.lawimport import import_act
from chitalishte.archive.models import Act, Change, Event, Rule
from tests.law.samples import HEAD, SAMPLE

pytestmark = pytest.mark.django_db

# our own words in the place of official ones, in the shape of the chapter of 1991
CHAPTER = """\
Глава шеста
СЪДЕБНА ВЛАСТ
Чл. 117. (1) Официално за защитата на правата.
(2) (Изм. - ДВ, бр. 106 от 2023 г., изм. с РКС № 13 от 2024 г. - ДВ, бр. 66 от 2024 г.) \
Официално за независимостта.
(3) Официално за бюджета.
Чл. 118. Официално в името на народа.
Чл. 129. (Изм. - ДВ, бр. 85 от 2003 г.) (1) (Изм. - ДВ, бр. 100 от 2015 г.) Официално едно.
(2) (Изм. - ДВ, бр. 100 от 2015 г.) Официално две.
(3) (Изм. - ДВ, бр. 100 от 2015 г.) Официално три.
(4) (Нова - ДВ, бр. 27 от 2006 г., обявена за противоконституционна с РКС № 7 от 2006 г. - \
ДВ, бр. 78 от 2006 г.)
(5) (Предишна ал. 4 - ДВ, бр. 27 от 2006 г.) Официално пет.
(6) (Предишна ал. 5 - ДВ, бр. 27 от 2006 г.) Официално шест.
"""


@pytest.fixture
def act():
    return Act.objects.get(identifier="constitution-judiciary")


@pytest.fixture
def file_of(tmp_path):
    def make(text, name="act.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return make


def held():
    return (
        list(Act.objects.values_list("pk", flat=True)),
        list(Rule.objects.values_list("act", "eid", "parent", "heading_bg")),
        list(Change.objects.values_list("identifier", "text_bg", "superseded_at")),
        Event.objects.count(),
    )


def test_an_act_comes_in_whole_as_a_draft_and_twice_changes_nothing(file_of, client):
    before = held()
    path = file_of(SAMPLE)
    assert not import_act(path, dry_run=True).is_written
    assert held() == before
    report = import_act(path)
    assert (report.is_new, report.is_written, report.act.live) == (True, True, False)
    assert (report.articles, report.places) == (9 + 1, 26)
    after = held()
    again = import_act(path)
    assert again.changes_nothing
    assert held() == after
    articles = {one.name: one for one in Chapter(report.act, "2025-01-01").articles}
    lines = [(line.label, line.says) for line in articles["чл. 2"].lines]
    assert lines == [
        ("ал. 1", "Читалнята е отворена всеки ден."),
        ("ал. 2", "Уредникът определя часовете, като:"), ("т. 1", "спазва реда;"),
        ("т. 2", "пази книгите:"), ("буква а", "големите;"), ("буква б", "малките."),
        ("ал. 3", "Входът е свободен."),
    ]  # fmt: skip
    assert not any(line.is_summary for line in articles["чл. 2"].lines)
    # the archive had that issue: its event was used
    assert not Event.objects.filter(identifier="dv-2024-066").exists()


def test_a_later_text_of_the_act_adds_what_happened_since(file_of):
    act = import_act(file_of(SAMPLE)).act
    old = "Чл. 1. Този закон урежда примерната читалня."
    new = "Чл. 1. (Изм. - ДВ, бр. 40 от 13.05.2025 г.) Този закон урежда читалните."
    report = import_act(file_of(SAMPLE.replace(old, new)))
    assert [(one["rule"], one["since"]) for one in report.changes] == [("чл. 1", "2025-05-17")]
    assert (report.wordings, report.corrected) == ([], [])

    def says(day):
        article = next(one for one in Chapter(act, day).articles if one.name == "чл. 1")
        return article.lines[0].says

    assert says("2025-05-16") == "Този закон урежда примерната читалня."
    assert says("2025-05-17") == "Този закон урежда читалните."
    assert act.changes.believed().get(identifier="dv-2025-040-art_1").is_computed


def test_the_official_wording_takes_the_place_of_the_summary(act, file_of, client):
    path = file_of(CHAPTER)
    report = import_act(path, act=act, confirmed=True)
    assert report.is_written, report.errors
    assert {one["rule"] for one in report.wordings} >= {"чл. 117, ал. 1", "чл. 129, ал. 5"}
    assert all(one["was_summary"] for one in report.wordings)
    page = client.get(act.get_absolute_url("bg")).content.decode()
    assert "Официално за независимостта." in page
    english = client.get(act.get_absolute_url("en")).content.decode()
    assert "The judiciary protects the rights" in english  # ours in English stays, as a summary
    assert "Официално за защитата на правата." in english
    # the chapter that came with the text is no line in the life of its articles
    assert {one.rule.partition("__")[0] for one in Chapter(act).life("art_117")} == {"art_117"}
    # what the court brought back is the wording of 1991, and it is the official one now
    change = act.changes.believed().get(rule="art_117__para_2", kind="insertion")
    assert (change.text_bg, change.is_official) == ("Официално за независимостта.", True)
    kept = act.changes.filter(identifier=change.identifier).exclude(superseded_at=None)
    assert kept.count() == 1  # what was believed before can still be asked for
    # a paragraph that was renumbered is met by the number that readers see
    fifth = act.changes.believed().filter(rule="art_129__para_4", is_official=True)
    assert [one.text_bg for one in fifth] == ["Официално пет."]
    assert import_act(path, act=act, confirmed=True).changes_nothing


def test_a_question_stops_the_import_until_it_is_answered(act, file_of):
    before = held()
    report = import_act(file_of(CHAPTER), act=act)
    assert [one.line for one in report.questions] == [7]  # from 118 to 129 something is missing
    assert not report.is_written
    assert held() == before


@pytest.mark.parametrize(
    "text",
    [
        "Чл. 1. Едно.\nЧл. 1. Пак.",
        "Чл. 1. (Изм. - ДВ, бр. 5 от 1990 г.) Едно.",
        "Чл. 1. (Изм.) Едно.",
        "Чл. 1. (Нов - ДВ, бр. 3 от 2006 г., изм. - ДВ, бр. 20 от 2003 г.) А.",
        f"Глава {'първа'}\n{'Д' * 300}\nЧл. 1. Едно.",
    ],
)
def test_a_mistake_leaves_everything_as_it_was(file_of, text):
    before = held()
    report = import_act(file_of(HEAD + text), confirmed=True)
    assert report.errors
    assert not report.is_written
    assert held() == before


def test_the_chapter_goes_out_and_comes_back_without_a_difference(act, tmp_path):
    path = tmp_path / "act.xml"
    path.write_bytes(akoma_ntoso(act))
    report = import_act(path)
    assert (report.act, report.troubles, report.changes_nothing) == (act, [], True)
    path.write_bytes(akoma_ntoso(act, datetime.date(2024, 1, 1)))
    assert import_act(path, confirmed=True).changes == []
    path.write_bytes(path.read_bytes().replace(b"/1991/constitution", b"/1879/constitution"))
    asked = import_act(path, act=act, dry_run=True).questions
    assert ["1879" in one.message for one in asked] == [True]


def test_an_act_moves_to_another_archive_by_its_file(file_of, tmp_path):
    act = import_act(file_of(SAMPLE)).act
    written = akoma_ntoso(act)
    act.delete()
    path = Path(tmp_path / "moved.xml")
    path.write_bytes(written)
    report = import_act(path)
    assert report.is_written, report.errors
    assert akoma_ntoso(report.act) == written


def test_the_command_says_what_it_did_and_ends_otherwise_on_a_mistake(file_of, capsys, act):
    path = file_of(CHAPTER)
    call_command("import", "law", str(path), "--act", act.slug, "--dry-run", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["is_written"], len(told["wordings"])) == (False, 9)
    assert {
        "line": 6, "place": "чл. 118", "heading": "", "text": "Официално в името на народа.",
    } in told["structure"]  # fmt: skip
    with pytest.raises(CommandError, match="--confirm"):
        call_command("import", "law", str(path), "--act", act.slug)
    call_command("import", "law", str(path), "--act", act.slug, "--confirm")
    assert "Официално за бюджета." in capsys.readouterr().out
    with pytest.raises(CommandError, match="една грешка"):
        call_command("import", "law", str(file_of(HEAD + "Чл. 1. А.\nЧл. 1. Б.")))
    with pytest.raises(CommandError, match="no act"):
        call_command("import", "law", str(path), "--act", "nothing")


def upload(desk, text, **more):
    file = SimpleUploadedFile("act.txt", text.encode())
    return desk.post(reverse("import_law"), {"file": file, **more}).content.decode()


def test_an_editor_looks_first_and_then_accepts(desk, act):
    page = upload(desk, CHAPTER, act=act.pk)
    assert "<ins>Официално за бюджета.</ins>" in page
    assert "нашето резюме отстъпва" in page
    assert not Change.objects.filter(is_official=True).exists()
    refused = desk.post(reverse("import_law"), {"confirm": "1"}).content.decode()
    assert "Прегледайте въпросите" in refused
    done = desk.post(reverse("import_law"), {"confirm": "1", "looked": "1"})
    assert done.url == act.get_absolute_url("bg")
    assert act.changes.believed().filter(is_official=True).exclude(text_bg="").count() == 9


def test_an_editor_sees_each_mistake_with_its_line(desk):
    page = upload(desk, HEAD + "Чл. 1. Едно.\nЧл. 1. Пак.")
    assert "Ред 4" in page
    assert 'name="confirm"' not in page


def test_only_editors_of_the_archive_may_import(client, django_user_model):
    user = django_user_model.objects.create_user("guest", "g@example.org", "a long password")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("import_law")).status_code in (302, 403)


def test_machines_get_the_act_in_their_forms(act, client):
    page = client.get(act.get_absolute_url("bg")).content.decode()
    address = reverse("acts:akoma", args=[act.slug])
    assert address in page
    assert '"@type": "Legislation"' in page
    assert "UnofficialLegalValue" in page
    assert (
        client.get(address, {"day": "2010-01-01"})
        .headers["Content-Type"]
        .startswith("application/akn+xml")
    )
    assert client.get(address, {"day": "вчера"}).status_code == 404
    graph = json.loads(client.get(reverse("acts:eli", args=[act.slug])).content)["@graph"]
    kinds = [one["@type"] for one in graph]
    assert (kinds[0], set(kinds[1:])) == ("eli:LegalResource", {"eli:LegalExpression"})
    article = client.get(act.get_absolute_url("bg") + "art_129/").content.decode()
    assert address in article
