"""The operator's own site: which territories there are."""

from django.urls import path

from deploy import public

handler404 = "deploy.errors.not_found"
handler403 = "deploy.errors.forbidden"
handler500 = "deploy.errors.broken"

urlpatterns = [
    path("", public.territories, name="territories"),
]
