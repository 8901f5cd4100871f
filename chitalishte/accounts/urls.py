"""Sign-in and second factor; no sign-up, no public profiles."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
