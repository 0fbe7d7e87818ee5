"""Addresses of messaging: development only."""

from django.urls import path

from tenants.messaging import views

app_name = "messaging"

urlpatterns = [path("outbox", views.outbox, name="outbox")]
