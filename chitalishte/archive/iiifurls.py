"""The addresses of IIIF: without a language, because viewers keep them."""

from django.urls import path

from . import paperviews

urlpatterns = [
    path("<int:pk>/manifest.json", paperviews.manifest, name="iiif_manifest"),
    path("<int:pk>/<int:number>/info.json", paperviews.info, name="iiif_info"),
    path(
        "<int:pk>/<int:number>/full/<str:size>/0/default.jpg",
        paperviews.image,
        name="iiif_image",
    ),
]
