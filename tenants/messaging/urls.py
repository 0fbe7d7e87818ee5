"""Addresses of messaging: where providers call back, and a page for development."""

from django.urls import path

from tenants.messaging import callbacks, views

app_name = "messaging"

urlpatterns = [
    path("outbox", views.outbox, name="outbox"),
    path("outbox/<uuid:pk>/lettre", views.letter, name="letter"),
    path("rappels/sms/<slug:provider>/<str:token>", callbacks.sms, name="sms_callback"),
]
