from django.urls import path

from . import views

urlpatterns = [
    path("justice/models/", views.power_models, name="power-models"),
    path("justice/countries/", views.country_list, name="countries"),
    path("justice/countries/compare/", views.compare, name="compare"),
    path("justice/countries/<slug:code>/", views.country, name="country"),
]
