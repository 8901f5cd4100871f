"""Addresses of the data API, to stand under /api/v1/ before what Ninja makes."""

from django.urls import path

from . import openapi, rowsapi, sqlapi
from .description.views import description

urlpatterns = [
    path("sql", sqlapi.sql, name="sql"),
    path("datasets/<slug:slug>/openapi.json", openapi.openapi, name="openapi"),
    # before rows.FORM, which would take the name that CSV on the Web looks for
    *(
        path(f"datasets/<slug:slug>/{number}{file}", description, {"kind": kind}, name=name + kind)
        for number, name in (("", ""), ("<int:number>/", "version_"))
        for file, kind in (
            ("datapackage.json", "datapackage"),
            ("rows.csv-metadata.json", "csvw"),
            ("croissant.json", "croissant"),
        )
    ),
    path("datasets/<slug:slug>/rows", rowsapi.rows, name="rows"),
    path("datasets/<slug:slug>/rows.<str:form>", rowsapi.rows, name="rows_as"),
    path("datasets/<slug:slug>/<int:number>/rows", rowsapi.rows, name="version_rows"),
    path("datasets/<slug:slug>/<int:number>/rows.<str:form>", rowsapi.rows, name="version_rows_as"),
]
