from django.urls import path

from themes import views

app_name = "themes"

urlpatterns = [
    path("", views.style_page, name="style"),
    path("suggestions", views.style_suggestions, name="suggestions"),
]
