"""People, appointments and the like for tests of following somebody."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from boards.accounts.models import User
from boards.candidates.enums import ConsentHow, ConsentTo
from boards.candidates.models import Experience, Profile, ProfileConsent
from boards.followup.enums import AppointmentState
from boards.followup.models import Appointment
from tests.boards import making

MOBILE = "+33639980111"


def adviser(email: str = "camille@alpha.example", **fields: Any) -> User:
    return User.objects.filter(email=email).first() or User.objects.create_user(
        email, "mot-de-passe-long", role=fields.pop("role", "adviser"), name=fields.pop("name", "Camille Martin")
    )


def profile(
    name: str = "Léa Dubois", insee: str = making.BERGUES, *, agreed: tuple[str, ...] = (), **said: Any
) -> Profile:
    """Somebody whom advisers and employers may see, unless said otherwise."""
    values: dict[str, Any] = {
        "name": name,
        "occupations": ["D1102"],
        "visibility": "employers",
        "contracts": ["CDI"],
        "transport": ["car"],
        "licences": ["B"],
        "phone": MOBILE,
        "email": f"{name.split()[0].lower()}@candidat.example".replace("é", "e"),
        **making.place(insee),
        **said,
    }
    made = Profile.objects.create(**values)
    ProfileConsent.objects.bulk_create(
        ProfileConsent(profile=made, what=what, how=ConsentHow.PRESENT, wording="Oui.", by_label="Camille")
        for what in (ConsentTo.KEEP, ConsentTo.ADVISERS, ConsentTo.EMPLOYERS, *agreed)
    )
    return made


def worked(person: Profile, title: str, *, years: int = 2) -> Experience:
    start = timezone.localdate().replace(day=1) - timedelta(days=365 * years)
    return Experience.objects.create(profile=person, title=title, starts_on=start)


def appointment(person: Profile, by: User, starts_at: datetime, *, minutes: int = 30, **fields: Any) -> Appointment:
    """A row as it is, past every service."""
    return Appointment.objects.create(
        profile=person,
        adviser=by,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        purpose=fields.pop("purpose", "Faire le point"),
        state=fields.pop("state", AppointmentState.CONFIRMED),
        **fields,
    )
