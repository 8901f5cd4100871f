"""The editing form of a dataset: it takes the table and its dictionary as files."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from chitalishte import tables
from chitalishte.records.editing import RecordForm
from chitalishte.records.messages import problem_lines
from chitalishte.records.uploads import check_size, keep

from .data_dictionary import read_dictionary
from .loading import load, read_table


class DatasetForm(RecordForm):
    """A dataset with its files. A file that cannot be read changes nothing."""

    table_file = forms.FileField(
        required=False,
        allow_empty_file=True,  # our own message names the file
        label=gettext_lazy("Spreadsheet with the table"),
        help_text=gettext_lazy(
            "CSV or XLSX. A new file becomes a new version; the earlier ones keep their address."
        ),
    )
    dictionary_file = forms.FileField(
        required=False,
        allow_empty_file=True,  # our own message names the file
        label=gettext_lazy("Spreadsheet with the meaning of the columns"),
        help_text=gettext_lazy(
            "Headers: column, value, label_bg, label_en, description_bg, description_en, role, "
            "language, unit, code_system, key. It replaces the columns and codes below."
        ),
    )

    def clean_table_file(self):
        upload = self.cleaned_data.get("table_file")
        if upload:
            check_size(upload)
            path = keep(upload)
            try:
                read_table(path, upload.name)
            except tables.TableError as error:
                path.unlink()
                raise ValidationError(problem_lines(error.problems)) from error
            self._table_path = path
        return upload

    def clean_dictionary_file(self):
        upload = self.cleaned_data.get("dictionary_file")
        if upload:
            check_size(upload)
            path = keep(upload)
            try:
                self._dictionary = read_dictionary(path, name=upload.name)
            except tables.TableError as error:
                raise ValidationError(problem_lines(error.problems)) from error
            finally:
                path.unlink()
        return upload

    def save(self, commit=True):
        dataset = super().save(commit=commit)
        if upload := self.cleaned_data.get("dictionary_file"):
            dataset.columns, dataset.codes = self._dictionary
        if upload := self.cleaned_data.get("table_file"):
            if dataset.pk is None:  # a version belongs to a dataset, so the dataset comes first
                dataset.live = False
                dataset.save()
            try:
                version = load(dataset, self._table_path, name=upload.name, by=self.for_user)
            finally:
                self._table_path.unlink(missing_ok=True)
            dataset.current_version = version
        return dataset
