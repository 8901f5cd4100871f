"""Addresses of the data API, to stand under /api/v1/ before what Ninja makes."""

from django.urls import path

from . import openapi, rowsapi, sqlapi

urlpatterns = [
    path("sql", sqlapi.sql, name="sql"),
    path("datasets/<slug:slug>/openapi.json", openapi.openapi, name="openapi"),
    path("datasets/<slug:slug>/rows", rowsapi.rows, name="rows"),
    path("datasets/<slug:slug>/rows.<str:form>", rowsapi.rows, name="rows_as"),
    path("datasets/<slug:slug>/<int:number>/rows", rowsapi.rows, name="version_rows"),
    path("datasets/<slug:slug>/<int:number>/rows.<str:form>", rowsapi.rows, name="version_rows_as"),
]
