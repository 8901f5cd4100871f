from django.urls import path

from . import originviews, views

urlpatterns = [
    path("intake/new/<int:pk>/", views.bring, name="intake_bring"),
    path("intake/new/<int:pk>/begin/", views.begin_upload, name="intake_begin"),
    path("intake/address/<int:pk>/", originviews.origin, name="intake_origin"),
    path("intake/<int:pk>/piece/", views.piece, name="intake_piece"),
    path("intake/<int:pk>/look/", views.look, name="intake_look"),
    path("intake/<int:pk>/name/", views.name, name="intake_name"),
    path("intake/<int:pk>/done/", views.done, name="intake_done"),
]
