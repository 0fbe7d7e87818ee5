"""The operator's own site: which territories there are, and where providers call back for all of them."""

from django.urls import path

from deploy import public
from tenants.messaging import callbacks

handler404 = "deploy.errors.not_found"
handler403 = "deploy.errors.forbidden"
handler500 = "deploy.errors.broken"

urlpatterns = [
    path("", public.territories, name="territories"),
    path("rappels/sms/<slug:provider>/<str:secret>", callbacks.shared_sms, name="shared_sms_callback"),
    path("rappels/courrier/<slug:provider>", callbacks.email, name="email_callback"),
    path("rappels/courrier/<slug:provider>/recu", callbacks.received_email, name="received_email_callback"),
]
