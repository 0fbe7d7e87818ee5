"""Applications for tests, made by the services that people's own go through."""

from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone

from boards.accounts.models import User
from boards.applications.models import Application
from boards.applications.services.applying import apply
from boards.applications.values import ApplicationValues
from boards.offers.enums import ApplyBy, LicenceNeed
from boards.offers.models import Offer
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tests.boards import making

NAME, EMAIL, PHONE, TYPED_PHONE = "Karim Benali", "karim@exemple.fr", "+33639980112", "06 39 98 01 12"


def here(*, by: User | None = None, **values: object) -> Offer:
    """An offer that one answers here, with something to tick."""
    said = {
        "apply_by": ApplyBy.HERE,
        "apply_value": "",
        "licence": LicenceNeed.REQUIRED,
        "licence_categories": ("B",),
        "trainings": ("CAP boulanger",),
        "schedule": "du mardi au samedi, de 1 h à 8 h",
    }
    return making.live(by=by, **{**said, **values})


def sent(offer: Offer, *, at: datetime | None = None, **values: object) -> Application:
    """Somebody applied, now or at a moment of the past."""
    said = {"name": NAME, "email": EMAIL, "phone": PHONE, **values}
    application = apply(offer=offer, typed=ApplicationValues(**said)).application  # type: ignore[arg-type]
    if at is not None:
        Application.objects.filter(pk=application.pk).update(created_at=at, state_at=at, last_contact_at=at)
        application.refresh_from_db()
    return application


def many(offer: Offer, count: int, **values: object) -> list[Application]:
    """So many people, in one statement: for lists and figures, not for what applying does."""
    now = timezone.now()
    said = {
        "state_at": now, "last_contact_at": now, "agreed_at": now, "agreed_how": "applied",
        "ticks": ["licence:B", "start:now"], **values,
    }  # fmt: skip
    start = Application.objects.filter(offer=offer).count()
    rows = [
        Application(offer=offer, name=f"Personne {n:04d}", email=f"personne{n}@exemple.fr", **said)
        for n in range(start, start + count)
    ]
    return Application.objects.bulk_create(rows)


def days_ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def typed(**values: object) -> dict[str, object]:
    """The form as somebody fills it in."""
    return {"name": NAME, "email": EMAIL, "phone": TYPED_PHONE, "ticks": ["licence:B"], **values}


def browser(host: str = "alpha.test", user: User | None = None) -> Client:
    client = Client(HTTP_HOST=host, HTTP_USER_AGENT="Mozilla/5.0")
    if user is not None:
        client.force_login(user)
    return client


def mails(to: str = EMAIL) -> list[EmailDelivery]:
    return list(EmailDelivery.objects.filter(to=to).order_by("created_at"))


def texts(to: str = PHONE) -> list[SmsDelivery]:
    return list(SmsDelivery.objects.filter(to=to).order_by("created_at"))
