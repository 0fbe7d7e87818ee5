"""Hires for tests, made through the doors that people's own go through."""

from datetime import date, timedelta

from django.utils import timezone

from boards.accounts.models import User
from boards.applications.enums import ApplicationState
from boards.applications.models import Application
from boards.applications.services.applying import apply
from boards.applications.services.moving import move
from boards.applications.values import ApplicationValues
from boards.offers.models import Offer
from boards.placements.models import Placement
from tests.boards import making

LEA, KARIM = "lea.dubois@courriel.example", "+33639980112"


def offer(*, by: User | None = None, **values: object) -> Offer:
    """A live one that is answered here."""
    return making.live(by=by, apply_by="here", apply_value="", **values)


def application(job: Offer, *, name: str = "Léa Dubois", email: str = LEA, phone: str = "") -> Application:
    return apply(offer=job, typed=ApplicationValues(name=name, email=email, phone=phone)).application


def hired(job: Offer, *, by: User | None = None, **person: str) -> Placement:
    """Somebody applied and the employer moved them to «hired»."""
    one = application(job, **person)
    move(application=one, to=ApplicationState.HIRED, by=by or making.person())
    return Placement.objects.get(application=one)


def day(n: int) -> date:
    return timezone.localdate() + timedelta(days=n)
