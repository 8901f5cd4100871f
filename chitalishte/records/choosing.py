"""The window in which an editor chooses a record: found by words, in the order of titles."""

from django.db.models import Q
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)

LOOKED_IN = ("title_bg", "title_en", "identifier")


class WordsForm(SearchFilterMixin, BaseFilterForm):
    """Searches the table itself, as the list does: drafts are chosen too."""

    def filter(self, objects):
        if not (written := self.cleaned_data.get("q")):
            return objects
        for word in written.split():
            found = Q()
            for form in {word, word.lower(), word.capitalize()}:  # SQLite folds Latin letters only
                for name in LOOKED_IN:
                    found |= Q(**{f"{name}__icontains": form})
            objects = objects.filter(found)
        self.is_searching, self.search_query = True, written
        return objects


class ChooseRecord(ChooseView):
    filter_form_class = WordsForm
    ordering = ("title_bg", "pk")


class ChooseRecordResults(ChooseResultsView):
    filter_form_class = WordsForm
    ordering = ("title_bg", "pk")


class RecordChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseRecord
    choose_results_view_class = ChooseRecordResults
